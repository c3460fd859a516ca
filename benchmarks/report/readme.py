"""The measured part of benchmarks/README.md, between its markers, and the plots it shows. Starts no run."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks import records as files
from benchmarks.cases import PEERS, STUDENTS
from benchmarks.records import RunRecord
from benchmarks.report import tables

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def write_report(results: Path, folder: Path) -> list[Path]:
    """Renew README.md and plots/ in ``folder`` from the results; returns what was written.

    Without matplotlib the plots stay as they are.
    """
    found = list(files.load(results).values())
    instances = tables.by_instance(found)
    written = _plots(instances, found, folder / "plots") if importlib.util.find_spec("matplotlib") else []
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    readme.write_text(between(text, measured(instances, found, folder)), encoding="utf-8")
    return [readme, *written]


def between(text: str, new: str, begin: str = BEGIN, end: str = END) -> str:
    """The text with everything between the markers replaced. Raises ValueError without markers."""
    head, rest = text.split(begin)
    _, tail = rest.split(end)
    return f"{head}{begin}\n{new}\n{end}{tail}"


def measured(instances: Mapping[tuple[str, int], Sequence[RunRecord]], found: Sequence[RunRecord], folder: Path) -> str:
    parts = list(_parts(instances, found, folder))
    return "\n\n".join(parts) if parts else "Nothing was measured yet."


def _parts(
    instances: Mapping[tuple[str, int], Sequence[RunRecord]], found: Sequence[RunRecord], folder: Path
) -> Iterator[str]:
    made = dict.fromkeys(record.made for record in found)
    if made:
        yield "Measured: " + "; ".join(made) + "."
    for (size, limit), mine in instances.items():
        yield f"### {size}, {limit} s"
        yield tables.median_table(mine)
        if len({record.case.seed for record in mine}) > 1:
            yield f"<details><summary>Every run</summary>\n\n{tables.seed_table(mine)}\n\n</details>"
        picture = _picture(size, limit)
        if (folder / "plots" / picture).exists():
            yield f"![Cost and bound over time, {size}, {limit} s](plots/{picture})"
    if (folder / "plots" / "growth.svg").exists() and found:
        yield "### Time against size"
        yield "![Seconds until a run was within 2 % of its final cost, against students](plots/growth.svg)"
    differ = tables.claims_that_differ(found)
    if differ:
        yield "### Costs that a method counts otherwise than the checker\n\n" + "\n".join(
            f"* {line}" for line in differ
        )


def _picture(size: str, limit: int) -> str:
    return f"{size}-{limit}.svg"


def _plots(
    instances: Mapping[tuple[str, int], Sequence[RunRecord]], found: Sequence[RunRecord], folder: Path
) -> list[Path]:
    from benchmarks.report import plots

    written = []
    for (size, limit), mine in instances.items():
        first = min(record.case.seed for record in mine)
        shown = [record for record in mine if record.case.seed == first and record.trace]
        if shown:
            written.append(folder / _picture(size, limit))
            plots.progress(shown, written[-1])
    points = times(found)
    if points:
        written.append(folder / "growth.svg")
        plots.growth(points, written[-1])
    return written


def times(found: Sequence[RunRecord]) -> dict[str, dict[int, float]]:
    """Method to students to the median seconds until a run was near its end, each size under its longest limit."""
    from benchmarks.report.plots import settled

    grown: dict[str, dict[int, float]] = {}
    for peer in PEERS:
        mine = [record for record in found if record.case.peer == peer and record.case.size in STUDENTS]
        for size in sorted({record.case.size for record in mine}, key=lambda name: STUDENTS[name]):
            longest = max(record.case.limit for record in mine if record.case.size == size)
            seconds = [settled(r) for r in mine if (r.case.size, r.case.limit) == (size, longest)]
            known = [one for one in seconds if one is not None]
            if known:
                grown.setdefault(peer, {})[STUDENTS[size]] = median(known)
    return grown
