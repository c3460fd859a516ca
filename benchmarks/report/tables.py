"""Records as Markdown tables: the median over the seeds, and every run. Knows no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from benchmarks.bench import DONE
from benchmarks.cases import PEERS, SIZES
from benchmarks.judging import PASSES, JudgedHalf
from benchmarks.records import RunRecord

COLUMNS = (
    "method", "seed", "placed", "shortage", "W cost", "W bound", "W gap", "scheduled", "V cost", "V bound", "V gap",
    "seconds", "peak MB", "checker",
)  # fmt: skip
Figures = Mapping[str, float | None]


def by_instance(records: Iterable[RunRecord]) -> dict[tuple[str, int], list[RunRecord]]:
    """Size and limit to its records, small first, methods in their own order."""
    sizes, peers = list(SIZES), list(PEERS)

    def rank(record: RunRecord) -> tuple[object, ...]:
        case = record.case
        known = sizes.index(case.sample) if case.sample in sizes else len(sizes)
        return known, case.size, case.limit, peers.index(case.peer), case.seed

    found: dict[tuple[str, int], list[RunRecord]] = {}
    for record in sorted(records, key=rank):
        found.setdefault((record.case.size, record.case.limit), []).append(record)
    return found


def seed_table(records: Sequence[RunRecord]) -> str:
    """One line per run."""
    return _table([_line(r.case.peer, str(r.case.seed), figures(r), said(r)) for r in records])


def median_table(records: Sequence[RunRecord]) -> str:
    """One line per method: each figure the median of the runs that have it."""
    lines = []
    for peer in dict.fromkeys(record.case.peer for record in records):
        runs = [record for record in records if record.case.peer == peer]
        of_runs = [figures(record) for record in runs]
        middle = {name: _median(one[name] for one in of_runs) for name in of_runs[0]}
        lines.append(_line(peer, f"{len(runs)} seed{'s' if len(runs) > 1 else ''}", middle, _together(runs)))
    return _table(lines)


def figures(record: RunRecord) -> Figures:
    found: dict[str, float | None] = {}
    for part, count, half in (("W", "placed", record.placement), ("V", "scheduled", record.assessment)):
        found |= {count: None, f"{part} cost": None, f"{part} bound": None, f"{part} gap": None}
        if half is not None:
            found |= {count: half.count, f"{part} cost": half.cost, f"{part} bound": half.bound}
            found[f"{part} gap"] = gap(half)
    found["shortage"] = None if record.placement is None else record.placement.shortage
    ran = not record.status.startswith("skipped")
    return {**found, "seconds": record.seconds if ran else None, "peak MB": record.peak if ran else None}


def gap(half: JudgedHalf) -> float | None:
    if half.bound is None:
        return None
    return (half.cost - half.bound) / half.cost if half.cost else 0.0


def said(record: RunRecord) -> str:
    """The checker's word on what was handed in, and what became of the run where that is not plain."""
    halves = [half for half in (record.placement, record.assessment) if half is not None]
    words = [half.verdict for half in halves if half.verdict != PASSES] or ([PASSES] if halves else [])
    if record.placement is not None and record.assessment is None:
        words.append("no WPA roster")
    elif record.placement is None and record.status == DONE:
        words.append("no roster")
    return "; ".join([*words, *([] if record.status == DONE else [record.status])])


def claims_that_differ(records: Iterable[RunRecord]) -> list[str]:
    """Where a method's own cost is not the checker's."""
    found = []
    for record in records:
        for part, half in (("W", record.placement), ("V", record.assessment)):
            if half is not None and half.claimed not in (None, half.cost):
                case = record.case
                found.append(
                    f"{case.size}, {case.limit} s, seed {case.seed}: {case.peer} claims {part} {half.claimed:,}, "
                    f"its roster costs {half.cost:,}"
                )
    return found


def _together(runs: Sequence[RunRecord]) -> str:
    told = [said(run) for run in runs]
    parts = [text if told.count(text) == len(told) else f"{text} ({told.count(text)}×)" for text in dict.fromkeys(told)]
    return "; ".join(parts)


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _line(peer: str, seed: str, found: Figures, told: str) -> list[str]:
    shown: Callable[[str], str] = lambda name: (percent if name.endswith("gap") else number)(found[name])  # noqa: E731
    return [peer, seed, *(shown(name) for name in COLUMNS[2:-1]), told]


def _table(lines: Iterable[Sequence[str]]) -> str:
    rows = [COLUMNS, ["---"] * len(COLUMNS), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
