"""Finished runs as lines of JSON, one file for a grid that may stop and go on. Knows no method."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.answer import CostPoint
from benchmarks.cases import BenchmarkCase
from benchmarks.judging import JudgedHalf

MOST_POINTS = 80  # of progress kept per roster


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run. ``status`` is "done", or why there is less than there should be."""

    case: BenchmarkCase
    status: str
    seconds: float
    peak: int
    placement: JudgedHalf | None
    assessment: JudgedHalf | None
    trace: tuple[CostPoint, ...] = ()
    note: str = ""
    made: str = ""
    """Date, cores and version of the product."""

    def line(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)


def parse(line: str) -> RunRecord:
    found = json.loads(line)
    halves = {name: None if found[name] is None else JudgedHalf(**found[name]) for name in ("placement", "assessment")}
    points = tuple(CostPoint(**point) for point in found["trace"])
    return RunRecord(**{**found, **halves, "case": BenchmarkCase(**found["case"]), "trace": points})


def load(path: Path) -> dict[BenchmarkCase, RunRecord]:
    """The latest record of every case; a last line that was cut off is no record."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    records = [parse(line) for line in lines if line.endswith("}")]
    return {record.case: record for record in records}


def append(path: Path, record: RunRecord) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(record.line() + "\n")


def thinned(points: Sequence[CostPoint]) -> tuple[CostPoint, ...]:
    """At most MOST_POINTS per roster, evenly, with the first and the last."""
    kept: list[CostPoint] = []
    for part in dict.fromkeys(point.part for point in points):
        mine = [point for point in points if point.part == part]
        step = max(1, -(-len(mine) // MOST_POINTS))
        kept += mine[:-1:step] + mine[-1:]
    return tuple(kept)
