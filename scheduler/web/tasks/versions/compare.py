"""Two versions of the rosters beside each other: what they are worth, and who moves. Knows no page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from instances.domain.rulebook import WISHES, Wish
from instances.domain.solution import Previous
from instances.domain.surroundings import surroundings_of
from instances.domain.verdict import Verdict, WishCost
from instances.dutch.numbers import signed, thousands
from instances.rosters.columns import Head
from reports.changes.change_rows import assessment_changes, placement_changes
from reports.excel.book import Row
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.web.tasks.held import HeldRoster


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of both rosters.

    Attributes:
        label: What it is.
        one: Of the first roster.
        other: Of the second.
        difference: The second less the first, with its sign; '' where it is the same.
        weights: Of a wish its weights, where they differ; '' elsewhere.
    """

    label: str
    one: str
    other: str
    difference: str
    weights: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that is different for one student.

    Attributes:
        student: Id of the student.
        name: Name of the student.
        what: What is different.
        one: In the first roster.
        other: In the second.
    """

    student: str
    name: str
    what: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class ComparedRosters:
    """Two rosters beside each other.

    Attributes:
        figures: What both are worth.
        places: Whose place is different.
        assessments: Whose WPA is different.
    """

    figures: tuple[FigureLine, ...]
    places: tuple[Moved, ...]
    assessments: tuple[Moved, ...]


def compare(one: HeldRoster, other: HeldRoster) -> ComparedRosters:
    """Set two versions of the rosters beside each other, each judged with the settings of its own workbook.

    Args:
        one: The first.
        other: The second.

    Returns:
        What differs; a wish is told in units too where the weights differ, for then the costs say little.
    """
    run = _run(one, other)
    return ComparedRosters(
        tuple(_figures(one, other)), tuple(_moved(placement_changes(run))), tuple(_moved(assessment_changes(run)))
    )


def _run(one: HeldRoster, other: HeldRoster) -> Run:
    previous = Previous(one.placement, one.assessment, surroundings_of(one.instance))
    return Run(
        instance=other.instance,
        placement=other.placement,
        placement_verdict=other.placement_verdict,
        placement_proof=other.placement_proof,
        assessment=other.assessment or None,
        assessment_verdict=_judged(other),
        assessment_proof=other.placement_proof,  # told nowhere here: it makes the bundle whole
        previous=previous,
    )


def _judged(held: HeldRoster) -> Verdict:
    return check_assessment(held.instance, held.placement, held.assessment)


def _figures(one: HeldRoster, other: HeldRoster) -> Iterator[FigureLine]:
    yield _counted("Studenten met een plek", len(one.placement), len(other.placement))
    pairs = [(one.placement_verdict, other.placement_verdict)]
    if one.assessment or other.assessment:
        yield _counted("WPA's met een tijd", len(one.assessment), len(other.assessment))
        pairs.append((_judged(one), _judged(other)))
    for first, second in pairs:
        for wish in dict.fromkeys([*first.wishes, *second.wishes]):
            yield from _wish(wish, first.wishes, second.wishes)
    yield _counted(
        "Kosten van alle wensen", *(sum(verdict.cost for verdict in side) for side in zip(*pairs, strict=True))
    )


def _wish(wish: Wish, one: Mapping[Wish, WishCost], other: Mapping[Wish, WishCost]) -> Iterator[FigureLine]:
    first, second = one.get(wish), other.get(wish)
    if first is None or second is None:
        return
    label = f"{wish} {WISHES[wish].name}"
    if first.weight == second.weight:
        yield _counted(label, first.cost, second.cost)
        return
    weights = f"gewicht {first.weight} tegen {second.weight}"
    yield _counted(label, first.cost, second.cost, weights)
    yield _counted(f"{label}, zonder gewicht", first.amount, second.amount)


def _counted(label: str, one: int, other: int, weights: str = "") -> FigureLine:
    difference = signed(other - one) if one != other else ""
    return FigureLine(label, thousands(one), thousands(other), difference, weights)


def _moved(rows: Iterable[Row]) -> Iterator[Moved]:
    for row in rows:
        yield Moved(*(str(row[head] or "") for head in (Head.STUDENT, Head.NAME, Head.WHAT, Head.OLD, Head.NEW)))
