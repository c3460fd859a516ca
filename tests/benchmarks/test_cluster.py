"""A real scheduler with worker processes gives the answers of one computer, also when one of them is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from benchmarks.cluster.simulation import expected, makespan
from instances.rosters.columns import FRAGILITY_FILE

pytest.importorskip("distributed", reason="needs the extra dask")

from benchmarks.cluster.real import real_cluster
from benchmarks.cluster.task_times import record, recorded

COMMAND = [sys.executable, "-c", "from scheduler.cli import main; main()"]


def test_tasks_go_to_the_first_worker_that_is_free() -> None:
    assert makespan([3, 1, 1, 1], 1) == 6
    assert makespan([3, 1, 1, 1], 2) == 3
    assert makespan([1, 1, 3], 2) == 4
    assert makespan([], 4) == 0


def test_what_is_no_task_stays_as_long_as_it_was() -> None:
    assert expected(10, [2, 2, 2], 1, 3) == 6
    assert expected(10, [2, 2, 2], 1, 1) == 10
    assert expected(7, [2, 2], 2, 4) == 7  # nothing is gained by workers without a task


def rows(folder: Path) -> set[tuple[object, ...]]:
    book = openpyxl.load_workbook(folder / FRAGILITY_FILE, read_only=True)
    return {tuple(cell for cell in row[1:8]) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)}


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_a_killed_worker_costs_time_only(tmp_path: Path) -> None:
    def run(*words: str) -> None:
        done = subprocess.run([*COMMAND, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stdout + done.stderr

    run("voorbeeld", "semester.xlsx", "--omvang", "klein")
    run("rooster", "semester.xlsx", "-o", "rooster", "--tijd", "20")
    run("kwetsbaar", "semester.xlsx", "rooster", "--tijd", "120")
    alone = rows(tmp_path / "rooster")
    assert len(alone) > 20
    (tmp_path / "rooster" / FRAGILITY_FILE).unlink()
    place = tmp_path / "cluster"
    place.mkdir()
    with real_cluster(2, place) as cluster:
        record(cluster.address)
        words = [*COMMAND, "kwetsbaar", "semester.xlsx", "rooster", "--tijd", "120", "--dask", cluster.address]
        asked = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        until = time.monotonic() + 60
        while not recorded(cluster.address) and asked.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        underway = asked.poll() is None
        cluster.workers[0].send_signal(signal.SIGKILL)
        told, _ = asked.communicate(timeout=120)
        assert underway, "the question had ended before the worker was killed"
        assert asked.returncode in (0, 1), told
        assert recorded(cluster.address)
    assert rows(tmp_path / "rooster") == alone
