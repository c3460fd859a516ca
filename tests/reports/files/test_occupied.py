"""One run in a folder at a time; what dead ones left is swept, what living ones hold is not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports.files.errors import InUseError
from reports.files.names import LOCK, PROBE
from reports.files.occupied import occupied, settled
from reports.files.scratch import holds_files, scratch_in, sweep

HOLDING = """
import sys, time
from pathlib import Path
from reports.files.occupied import occupied
from reports.files.scratch import scratch_in
with occupied(Path(sys.argv[1])), scratch_in(Path(sys.argv[1])) as scratch:
    (scratch.fresh / "namen.xlsx").write_text("Ans Aal")
    print("holds", flush=True)
    time.sleep(60)
"""


def another(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLDING, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "holds\n"
    return process


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_a_second_run_is_refused_at_once(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        began = time.monotonic()
        with pytest.raises(InUseError, match=r"al een opdracht bezig \(sinds [0-9:]{5}\)"), occupied(tmp_path):
            pytest.fail("two runs in one folder")
        assert time.monotonic() - began < 5
        process.kill()


def test_the_same_process_counts_as_another_run(tmp_path: Path) -> None:
    with occupied(tmp_path), pytest.raises(InUseError), occupied(tmp_path):
        pytest.fail("two runs in one folder")


def test_after_a_run_nothing_of_it_is_left(tmp_path: Path) -> None:
    for _ in range(2):
        with occupied(tmp_path) as told:
            assert told == []
    assert names(tmp_path) == []


def test_what_a_killed_run_left_is_swept_and_told(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        process.kill()
    assert "namen.xlsx" in names(tmp_path)
    with occupied(tmp_path) as told:
        assert told == [f"Tijdelijke bestanden van een afgebroken opdracht in {tmp_path} zijn opgeruimd."]
    assert names(tmp_path) == []


def test_a_reader_sweeps_too(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        process.kill()
    assert settled(tmp_path) != []
    assert names(tmp_path) == []


def test_scratch_of_a_living_run_is_not_swept(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        assert (sweep(tmp_path), settled(tmp_path)) == (0, [])
        assert "namen.xlsx" in names(tmp_path)
        process.kill()


def test_scratch_of_an_earlier_version_is_swept_when_it_is_old(tmp_path: Path) -> None:
    (tmp_path / ".plaatswijzer-oud").mkdir()
    (tmp_path / ".plaatswijzer-oud" / "namen.xlsx").touch()
    assert sweep(tmp_path) == 0
    os.utime(tmp_path / ".plaatswijzer-oud", (0, 0))
    assert sweep(tmp_path) == 1
    assert names(tmp_path) == []


def test_a_lock_that_a_dead_process_left_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("")
    with occupied(tmp_path):
        pass
    assert names(tmp_path) == []


def test_a_folder_with_only_what_is_private_counts_as_empty(tmp_path: Path) -> None:
    with occupied(tmp_path), scratch_in(tmp_path):
        assert not holds_files(tmp_path)
        (tmp_path / "brief.docx").touch()
        assert holds_files(tmp_path)


def test_nothing_is_made_in_a_folder_that_is_only_read(tmp_path: Path) -> None:
    before = tmp_path.stat().st_mtime_ns
    assert settled(tmp_path) == []
    assert settled(tmp_path / "nergens") == []
    assert tmp_path.stat().st_mtime_ns == before


def test_the_file_of_a_killed_trial_is_swept(tmp_path: Path) -> None:
    for where in (tmp_path, tmp_path / "agenda", tmp_path / "agenda" / "scholen"):
        where.mkdir(exist_ok=True)
        (where / PROBE).touch()
    with occupied(tmp_path):
        assert [path.name for path in tmp_path.rglob("*") if path.name == PROBE] == []
