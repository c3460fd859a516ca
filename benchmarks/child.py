"""The process of one run: read the workbook, let one method work, leave the answer on disk. Judges nothing."""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answer import AnswerStore
from instances.domain.instance import Instance

# the placement may use this part of the limit; what it leaves goes to the WPAs
PLACEMENT_SHARE = 0.4

METHODS = {
    "plaatswijzer": "benchmarks.peers.product",
    "cp-sat": "benchmarks.peers.linear",
    "highs": "benchmarks.peers.linear",
    "highs-narrow": "benchmarks.peers.linear",
    "timefold": "benchmarks.peers.timefold",
    "greedy": "benchmarks.peers.greedy",
}


@dataclass(frozen=True, slots=True)
class ChildTask:
    """One run as its method sees it."""

    peer: str
    workbook: Path
    postcodes: Path | None
    seconds: float
    seed: int
    cores: int
    folder: Path


class ChildClock:
    """The time limit of both rosters together, from birth."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    @property
    def for_placement(self) -> float:
        return self.left * PLACEMENT_SHARE


def read_instance(task: ChildTask) -> Instance:
    """The workbook as the product reads it. Raises ValueError for a workbook with faults."""
    from instances.workbook.read import read

    reading = read(task.workbook, postcodes=task.postcodes, for_wpa=True)
    if reading.instance is None:
        raise ValueError(f"{task.workbook.name} has {len(reading.faults)} faults")
    return reading.instance


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.child", description=__doc__)
    parser.add_argument("peer", choices=METHODS)
    parser.add_argument("workbook", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postcodes", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--cores", type=int, required=True)
    asked = parser.parse_args()
    store = AnswerStore(asked.folder)
    method: Callable[[ChildTask, AnswerStore], None] = importlib.import_module(METHODS[asked.peer]).work
    method(ChildTask(**vars(asked)), store)


if __name__ == "__main__":
    main()
