"""A executor on a Dask cluster loses workers and no answers, and says in Dutch what is wrong with a cluster."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models.parallel import dask as seam
from models.parallel.dask import ClusterError, DaskExecutor
from models.parallel.executor import WorkerLostError
from models.parallel.settings import CLUSTER_SETTINGS, WORKER_SETTINGS
from models.parallel.worker_cache import answer_here
from tests.models.parallel import questions as ask

if TYPE_CHECKING:
    from distributed import LocalCluster

distributed = pytest.importorskip("distributed", reason="needs the extra dask")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")


@pytest.fixture
def executor(cluster: LocalCluster) -> Iterator[DaskExecutor]:
    """The two workers of the shared cluster, also after a test that killed one."""
    assert ask.until(lambda: len(cluster.scheduler.workers) == 2, 30)
    with DaskExecutor(cluster.scheduler_address) as executor:
        yield executor


@contextmanager
def small(workers: int, threads: int = 1) -> Iterator[LocalCluster]:
    """A cluster whose workers are threads of this process: quick to start, and to lose."""
    with _begun(workers, threads) as cluster:
        yield cluster


def _begun(workers: int, threads: int, again: bool = True) -> LocalCluster:
    """Dask gives its own thread ten seconds to begin; once that was too few on a busy machine."""
    try:
        return distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=threads,
            processes=False,
            protocol="tcp",
            dashboard_address=":0",
            silence_logs=50,
        )
    except AssertionError:
        if not again:
            raise
        return _begun(workers, threads, again=False)


def test_a_state_is_made_once_in_every_worker(executor: DaskExecutor, tmp_path: Path) -> None:
    with executor.start_job(ask.marked_table, str(tmp_path)) as job:
        workers = {future.result(30) for future in [job.submit(ask.process, 0.1) for _ in range(8)]}
    assert len(list(tmp_path.iterdir())) == len(workers) == 2


@posix
def test_a_question_outlives_the_worker_that_died_on_it(executor: DaskExecutor, tmp_path: Path) -> None:
    with executor.start_job(ask.table, []) as job:
        assert job.submit(ask.die_once, str(tmp_path / "mark")).result(30) == "answered"


@posix
def test_every_answer_comes_when_a_worker_is_killed_from_outside(executor: DaskExecutor) -> None:
    with executor.start_job(ask.table, [5]) as job:
        # a worker that dies while another fetches the shared data from it costs Dask's connect timeout, 30 s
        for future in [job.submit(ask.process, 0.1) for _ in range(6)]:
            future.result(30)
        victim = job.submit(ask.process, 0.0).result(30)
        slow = [job.submit(ask.sleep, 0.1) for _ in range(10)]
        os.kill(victim, signal.SIGKILL)
        assert [future.result(30) for future in slow] == [0.1] * 10


def test_a_question_that_nobody_began_can_be_cancelled(executor: DaskExecutor, tmp_path: Path) -> None:
    with executor.start_job(ask.marked_table, str(tmp_path)) as job:
        busy = [job.submit(ask.sleep, 0.2) for _ in range(8)]
        assert busy[-1].cancel()
        assert [future.result(30) for future in busy[:-1]] == [0.2] * 7


def test_closing_a_job_does_not_wait_for_long_work(executor: DaskExecutor) -> None:
    job = executor.start_job(ask.table, [])
    futures = [job.submit(ask.sleep, 2.0) for _ in range(4)]
    time.sleep(0.2)
    start = time.monotonic()
    job.close()
    assert time.monotonic() - start < 1.5
    for future in futures:
        with pytest.raises(CancelledError):
            future.result(0)


def test_the_workers_forget_a_closed_job(executor: DaskExecutor) -> None:
    with executor.start_job(ask.table, []) as job:
        name = job.submit(ask.kept, "").result(30)[-1]
    with executor.start_job(ask.table, []) as job:
        kept = {n for future in [job.submit(ask.kept, "") for _ in range(8)] for n in future.result(30)}
    assert name not in kept


def test_threads_of_one_process_make_a_state_each(tmp_path: Path) -> None:
    with small(1, threads=2) as cluster, DaskExecutor(cluster.scheduler_address) as executor:
        with executor.start_job(ask.marked_table, str(tmp_path)) as job:
            for future in [job.submit(ask.sleep, 0.1) for _ in range(4)]:
                future.result(30)
        assert len(list(tmp_path.iterdir())) == executor.size == 2


def test_a_thread_keeps_the_states_it_used_last() -> None:
    for number in [*range(WORKER_SETTINGS.states_kept), 0, WORKER_SETTINGS.states_kept]:
        answer_here(f"job {number}", ask.initialiser([]), ask.content(ask.kept, ""))
    assert set(ask.kept(ask.table([]), "")) >= {"job 0", f"job {WORKER_SETTINGS.states_kept}"}
    assert "job 1" not in ask.kept(ask.table([]), "")


def test_without_workers_for_long_a_question_gets_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seam, "CLUSTER_SETTINGS", replace(CLUSTER_SETTINGS, workers_within=0.2, poll=0.1))
    with (
        small(1) as cluster,
        DaskExecutor(cluster.scheduler_address) as executor,
        executor.start_job(ask.table, []) as job,
    ):
        job.submit(ask.times, 1).result(30)
        cluster.scale(0)
        assert ask.until(lambda: not cluster.scheduler.workers)
        with pytest.raises(WorkerLostError, match="no workers"):
            job.submit(ask.times, 1).result(30)


def test_a_question_at_a_cluster_that_ends_gets_an_error() -> None:
    with (
        small(1) as cluster,
        DaskExecutor(cluster.scheduler_address) as executor,
        executor.start_job(ask.table, []) as job,
    ):
        future = job.submit(ask.sleep, 1.0)
        cluster.close()
        with pytest.raises(WorkerLostError):
            future.result(30)


def test_a_question_to_a_cluster_that_has_gone_gets_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seam, "CLUSTER_SETTINGS", replace(CLUSTER_SETTINGS, workers_within=0.2, poll=0.1))
    with (
        small(1) as cluster,
        DaskExecutor(cluster.scheduler_address) as executor,
        executor.start_job(ask.table, []) as job,
    ):
        cluster.close()
        with pytest.raises(WorkerLostError):
            job.submit(ask.times, 1).result(30)


def test_an_address_where_nothing_answers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seam, "CLUSTER_SETTINGS", replace(CLUSTER_SETTINGS, answer_within=0.3))
    with pytest.raises(ClusterError, match="antwoordt geen Dask-cluster"):
        DaskExecutor("tcp://127.0.0.1:9")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ClusterError, match="Klopt het adres"):
        DaskExecutor("rekenserver")


def test_a_cluster_without_workers_is_refused() -> None:
    with small(0) as cluster, pytest.raises(ClusterError, match="geen rekenprocessen"):
        DaskExecutor(cluster.scheduler_address)


def test_a_cluster_with_another_version_is_refused(executor: DaskExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.parallel.worker_cache.version", lambda _: "0.0.9")
    with pytest.raises(ClusterError, match="een andere"):
        DaskExecutor(executor.address)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"\.\[dask\]"):
        DaskExecutor("tcp://127.0.0.1:9")
