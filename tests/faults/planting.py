"""A planted fault: a semester in which one thing stands in the way, and what is known to mend it.

Knows how a fault is put through the product (workbook, reader, search, proposals) and how a proposal is tried: in
the workbook itself, read and solved again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.solution import PlacementResult
from instances.edits.edit import apply
from instances.edits.editable import Edits
from instances.workbook.read import Reading, read
from models.placement.search.place import place
from models.search.control import Control
from reports.workbook.edited_copy import write_edited
from reports.workbook.semester import write_semester
from scheduler.checks.placement import check_placement
from scheduler.repairs.placement import PlacementRepairs
from scheduler.repairs.proposals import Proposal

SECONDS = 60.0  # enough on a busy machine: what is shown first is the best of those for which there was time


@dataclass(frozen=True)
class Planted:
    """``student`` is left out; ``repair`` is the cheapest change, because of how the semester was made."""

    name: str
    instance: Instance
    student: str
    repair: Edits


@dataclass
class Shown:
    """What the product makes of a planted fault, by way of its workbook."""

    path: Path
    reading: Reading
    result: PlacementResult
    proposals: dict[str, list[Proposal]]
    together: tuple[Proposal, bool] | None = field(default=None)

    @property
    def instance(self) -> Instance:
        assert self.reading.instance is not None
        return self.reading.instance


def shown(instance: Instance, folder: Path) -> Shown:
    path = folder / "semester.xlsx"
    write_semester(instance, path)
    reading = read(path, for_wpa=False)
    assert reading.instance is not None, reading.faults
    result = place(reading.instance, Control(SECONDS))
    assert result.placement is not None
    repairs = PlacementRepairs(reading.instance, result.placement, Control(SECONDS), proof=result.proof)
    proposals = {who: list(few) for who, few in repairs.each().items()}
    return Shown(path, reading, result, proposals, repairs.together(proposals))


def after(found: Shown, edits: Edits) -> tuple[int, int, int]:
    """Placed, shortage and cost of the best roster of the workbook in which the edits were written."""
    target = found.path.with_name("ander.xlsx")
    write_edited(found.path, found.reading, edits, target)
    reading = read(target, for_wpa=False)
    assert reading.instance is not None, reading.faults
    return figures(reading.instance, place(reading.instance, Control(SECONDS)))


def figures(instance: Instance, result: PlacementResult) -> tuple[int, int, int]:
    assert result.placement is not None
    verdict = check_placement(instance, result.placement)
    assert verdict.ok
    return verdict.count, sum(verdict.shortage.values()), verdict.cost


def quoted(found: Shown, proposal: Proposal) -> tuple[int, int, int]:
    """The figures that a proposal promises."""
    placed, shortage, cost = figures(found.instance, found.result)
    return placed + proposal.gained, shortage + proposal.shortage, cost + proposal.cost


def works_as_quoted(found: Shown, proposal: Proposal) -> bool:
    """Exactly so where the price is exact; else as many placed and no worse."""
    real, told = after(found, proposal.edits), quoted(found, proposal)
    return real == told if proposal.exact else (-real[0], real[1], real[2]) <= (-told[0], told[1], told[2])


def worth(found: Shown, edits: Edits) -> tuple[int, int, int]:
    """Smaller is better: what a repair comes to, for comparing it with the one that was shown first."""
    edited = apply(found.instance, edits)
    count, shortage, cost = figures(edited, place(edited, Control(SECONDS)))
    return -count, shortage, cost
