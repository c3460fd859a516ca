"""With --dask an address reaches the search, and a wrong one is refused in Dutch. Knows no rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from instances.sample.generate import generate
from models.parallel.processes import ProcessExecutor
from models.parallel.settings import CLUSTER_SETTINGS
from models.search.settings import SearchSettings
from reports.workbook.semester import write_semester
from scheduler.cli import cli
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.screen import screen_for_output
from scheduler.runtime.search_session import SearchSession

NOWHERE = "tcp://127.0.0.1:9"


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, Path]:
    """Exit code, words and folder of an order that names a cluster that is not there."""
    pytest.importorskip("distributed", reason="needs the extra dask")
    monkeypatch.setattr("models.parallel.dask.CLUSTER_SETTINGS", replace(CLUSTER_SETTINGS, answer_within=0.3))
    write_semester(generate("klein"), tmp_path / "klein.xlsx")
    words = ["rooster", str(tmp_path / "klein.xlsx"), "-o", str(tmp_path / "uit"), "--dask", NOWHERE]
    done = CliRunner().invoke(cli, words)
    return done.exit_code, done.output, tmp_path / "uit"


def test_a_cluster_that_is_not_there_is_refused_in_dutch(refused: tuple[int, str, Path]) -> None:
    code, words, _ = refused
    assert code == ExitCode.FAULTS
    assert f"Op {NOWHERE} antwoordt geen Dask-cluster." in " ".join(words.split())


def test_a_refusal_shows_no_trace(refused: tuple[int, str, Path]) -> None:
    assert "Traceback" not in refused[1]


def test_nothing_is_written_after_a_refusal(refused: tuple[int, str, Path]) -> None:
    assert not list(refused[2].glob("*.xlsx"))


def test_a_search_with_an_address_works_on_that_cluster() -> None:
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    from models.parallel.dask import DaskExecutor

    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=":0", silence_logs=50
    ) as cluster:
        address = cluster.scheduler_address
        with SearchSession(SearchSettings(), screen_for_output(), address) as search:
            assert isinstance(search.executor, DaskExecutor)
            assert search.executor.address == address


def test_a_search_without_an_address_works_in_processes_here() -> None:
    with SearchSession(SearchSettings(workers=2), screen_for_output()) as search:
        assert isinstance(search.executor, ProcessExecutor)
        assert search.executor.size == 2
