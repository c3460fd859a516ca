"""A run in its own process tree: measured from outside, and ended whole when it asks too much."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import bench as benching
from benchmarks.bench import Bench, Conditions
from benchmarks.cases import BenchmarkCase
from benchmarks.records import load
from benchmarks.report.tables import said, seed_table
from benchmarks.runner import Ended, run

pytestmark = pytest.mark.skipif(find_spec("psutil") is None, reason="the extra bench is not installed")

GRANDCHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', '{}'])"


def ended(code: str, folder: Path, wall: float = 20.0, memory: int = 1000) -> Ended:
    return run([sys.executable, "-c", code], wall=wall, memory=memory, cores=1, log=folder / "log")


def gone(pid: int) -> bool:
    """Dead, though perhaps not yet buried by the system, which may take a moment."""
    import psutil

    for _ in range(50):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def test_it_is_ended_when_its_time_is_over(tmp_path: Path) -> None:
    assert ended("import time; time.sleep(60)", tmp_path, wall=0.5).why == "killed after 0 s"


def test_it_is_ended_when_it_takes_too_much_memory(tmp_path: Path) -> None:
    code = "import time; kept = bytearray(200_000_000); time.sleep(60)"
    assert ended(code, tmp_path, memory=100).why == "killed above 100 MB"


def test_what_it_started_counts_as_its_memory(tmp_path: Path) -> None:
    assert ended(GRANDCHILD.format("import time; kept = bytearray(150_000_000); time.sleep(1)"), tmp_path).peak > 140


def test_what_it_started_is_ended_with_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    code = f'import os, time; open("{told}", "w").write(str(os.getpid())); time.sleep(60)'
    ended(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])", tmp_path, wall=1.5)
    assert gone(int(told.read_text()))


def test_a_killed_method_is_a_row_that_says_so(workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benching, "python", lambda *_: [sys.executable, "-c", "import time; time.sleep(60)"])
    bench = Bench(Conditions(memory=5), tmp_path / "runs.jsonl", {"own": workbook})
    bench.run([BenchmarkCase("own", 1, 10, "highs")])
    (record,) = load(tmp_path / "runs.jsonl").values()
    assert said(record) == "killed above 5 MB"
    assert "| highs | 1 | – | – | – |" in seed_table([record])


def test_a_method_that_dies_tells_its_last_words(workbook: Path, tmp_path: Path) -> None:
    bench = Bench(Conditions(), tmp_path / "runs.jsonl", {"own": workbook.with_name("nowhere.xlsx")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(benching, "_instance", lambda *_: None)
        record = bench.run_one(BenchmarkCase("own", 1, 10, "greedy"), tmp_path)
    assert record.status.startswith("died with exit code 1: ")


def test_a_size_that_there_is_no_sample_of_is_a_row_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instances.sample.generate.SIZES", {})
    record = Bench(Conditions(), tmp_path / "runs.jsonl").run_one(BenchmarkCase("landelijk", 1, 10, "greedy"), tmp_path)
    assert said(record) == "skipped: there is no sample of size landelijk"


def test_a_finished_run_is_not_run_again(workbook: Path, tmp_path: Path) -> None:
    bench = Bench(Conditions(), tmp_path / "runs.jsonl", {"own": workbook})
    greedy = BenchmarkCase("own", 1, 10, "greedy")
    bench.run([greedy])
    assert bench.to_do([greedy, replace(greedy, seed=2)]) == [replace(greedy, seed=2)]


def test_half_a_last_line_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    path.write_text(json.dumps({"case": {}})[:-2])
    assert load(path) == {}
