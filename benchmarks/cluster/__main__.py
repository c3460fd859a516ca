"""What a cluster brings: one question about every drop-out, on a real scheduler with one worker and with two.

    python -m benchmarks.cluster [--size bestuur] [--workers 1,2] [--seconds 1800]

The rosters are made first, without the cluster. For more workers than were measured the time is worked out from the
measured tasks, and said to be.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.cluster.real import real_cluster
from benchmarks.cluster.simulation import expected
from benchmarks.cluster.task_times import TaskTime, record, recorded

MORE = (4, 8, 16, 32, 64)
COMMAND = (sys.executable, "-c", "from scheduler.cli import main; main()")
ANSWERED = (0, 1)  # 1: somebody stays without a place when somebody else drops out


def _run(folder: Path, *words: str) -> float:
    began = time.monotonic()
    done = subprocess.run([*COMMAND, *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in ANSWERED:
        raise SystemExit(f"{words[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return time.monotonic() - began


def _measured(folder: Path, workers: int, seconds: int) -> tuple[float, list[TaskTime]]:
    own = folder / f"cluster-{workers}"
    own.mkdir()
    with real_cluster(workers, own) as cluster:
        record(cluster.address)
        wall = _run(folder, "kwetsbaar", "semester.xlsx", "rooster", "--dask", cluster.address, "--tijd", str(seconds))
        return wall, recorded(cluster.address)


def main() -> int:
    """Measure, and print one line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="bestuur")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--seconds", type=int, default=1800)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _run(folder, "voorbeeld", "semester.xlsx", "--omvang", asked.size)
        _run(folder, "rooster", "semester.xlsx", "-o", "rooster", "--tijd", "60")
        print(f"{'workers':>8}{'seconds':>10}{'tasks':>8}{'of tasks':>10}{'speed-up':>10}")
        first = last = (0, 0.0, list[TaskTime]())
        for workers in map(int, asked.workers.split(",")):
            wall, tasks = _measured(folder, workers, asked.seconds)
            last = workers, wall, tasks
            first = first if first[0] else last
            of_tasks = sum(each.seconds for each in tasks)
            print(f"{workers:8d}{wall:10.1f}{len(tasks):8d}{of_tasks:10.1f}{first[1] / wall:10.2f}", flush=True)
        workers, wall, tasks = first
        seconds = [each.seconds for each in sorted(tasks, key=lambda each: each.begin)]
        for more in MORE:
            then = expected(wall, seconds, workers, more)
            print(f"{more:8d}{then:10.1f}{len(tasks):8d}{sum(seconds):10.1f}{wall / then:10.2f}  worked out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
