"""With --reproduceerbaar the same order gives the same bytes; what was broken off does not claim to. Knows no rule."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from instances.domain.solution import Status
from instances.sample.generate import generate
from models.placement.search.place import place
from models.search.control import Control, Progress
from models.search.settings import SearchSettings
from reports.workbook.semester import write_semester
from scheduler.cli import cli
from scheduler.runtime.search_session import SearchSession

Files = dict[str, bytes]


def run(book: Path, folder: Path, command: str, seed: str, *more: str) -> Files:
    """Every file of a run in a process of its own, in which words hash in an order of their own."""
    words = [command, str(book), "-o", str(folder), "--tijd", "20", *more]
    code = "from scheduler.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sample(size: str, folder: Path) -> Path:
    write_semester(generate(size), folder / f"{size}.xlsx")
    return folder / f"{size}.xlsx"


def told(files: Files) -> dict[str, object]:
    found: dict[str, object] = json.loads(files["resultaat.json"])
    return found


@pytest.fixture(scope="module")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample("klein", tmp_path_factory.mktemp("klein"))


@pytest.fixture(scope="module")
def twice(klein: Path) -> tuple[Files, Files]:
    folder = klein.parent
    first = run(klein, folder / "een", "rooster", "1", "--reproduceerbaar")
    return first, run(klein, folder / "twee", "rooster", "2", "--reproduceerbaar")


def test_a_small_semester_gives_the_same_files_twice(twice: tuple[Files, Files]) -> None:
    assert {"plaatsing.xlsx", "wpa.xlsx", "resultaat.json"} <= twice[0].keys()
    assert twice[0] == twice[1]


def test_the_result_says_that_it_is_reproducible_and_with_what(twice: tuple[Files, Files]) -> None:
    found = told(twice[0])
    assert (found["reproduceerbaar"], found["tijd"], found["zaad"]) == (True, 20, 0)


@pytest.mark.thorough
@pytest.mark.slow
def test_the_wpas_of_a_given_placement_are_the_same_twice(klein: Path, twice: tuple[Files, Files]) -> None:
    again = [
        run(klein, klein.parent / name, "wpa", seed, "--reproduceerbaar")
        for name, seed in (("een", "3"), ("twee", "4"))
    ]
    assert again[0] == again[1]


def test_a_placement_that_runs_out_of_work_is_the_same_twice() -> None:
    """0.4 seconds of work prove the best; a limit is where the wall clock would show."""
    instance, settings = generate("bestuur"), SearchSettings(seconds=0.25, reproducible=True)
    first, second = (place(instance, Control.of(settings)) for _ in range(2))
    assert first.proof.status is Status.FEASIBLE
    assert first == second


@pytest.mark.slow
@pytest.mark.thorough
def test_a_board_gets_the_same_rosters_twice(tmp_path: Path) -> None:
    book = sample("bestuur", tmp_path)
    short = ("--reproduceerbaar", "--tijd", "15")  # cut off in the middle of the search for WPAs
    found = [run(book, tmp_path / seed, "rooster", seed, *short) for seed in ("1", "2")]
    assert found[0] == found[1]


@pytest.mark.thorough
def test_another_run_differs_in_its_seconds_only(klein: Path, twice: tuple[Files, Files]) -> None:
    """Without the option the sheets of a proven roster are the same too, but for how it was made."""
    plain = [told(run(klein, klein.parent / name, "plaats", "5")) for name in ("drie", "vier")]
    for found in plain:
        assert isinstance(found["plaatsing"], dict)
        del found["plaatsing"]["seconden"]
    assert plain[0] == plain[1]


def test_seconds_are_said_to_be_work(klein: Path, tmp_path: Path) -> None:
    words = ["plaats", str(klein), "-o", str(tmp_path / "uit"), "--tijd", "10", "--reproduceerbaar"]
    output = CliRunner().invoke(cli, words).output
    assert "de tijd telt rekenwerk en niet de klok" in output
    assert "s rekenwerk." in output


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one process")
def test_what_was_broken_off_is_not_called_reproducible(
    klein: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C at the first news of the placement."""

    def interrupt(self: SearchSession, progress: Progress) -> None:
        if not self._ctrl_c.pressed:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(SearchSession, "_report", interrupt)
    words = ["rooster", str(klein), "-o", str(tmp_path / "uit"), "--tijd", "10", "--reproduceerbaar"]
    output = CliRunner().invoke(cli, words).output
    found = json.loads((tmp_path / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    assert ("Afgebroken met Ctrl-C, dus niet reproduceerbaar" in output, found["reproduceerbaar"]) == (True, False)
