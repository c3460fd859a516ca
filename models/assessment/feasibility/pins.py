"""Which pinned WPAs cannot be scheduled, alone or together (A10). Knows no wish and no WPA that is not pinned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from instances.domain.entities import Pin, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Placement
from models.assessment.block.model import Block
from models.assessment.data.cases import AssessmentData
from models.assessment.data.fair_share import fair_shares
from models.assessment.feasibility.infeasible_subsets import (
    generalised_cut,
    minimal_infeasible_subset,
    without_wishes,
)
from models.infeasibility.placement_cuts import NO_CUTS, PlacementCuts
from models.search.control import Control


def mentors_closed_by_pins(instance: Instance) -> dict[str, Callable[[str], bool]]:
    """Which mentors a pinned slot or assessor closes to its student, all other WPAs left aside.

    Args:
        instance: The semester with its pins.

    Returns:
        Id of each due student with a pinned slot or assessor to a predicate on mentor ids: does the pin become
        impossible in that class? Empty when the semester has no slots.
    """
    if not instance.slots:
        return {}
    data = AssessmentData(instance, {})
    return {
        pin.student: partial(_impossible, data, instance.students[pin.student])
        for pin in instance.pins
        if instance.students[pin.student].wpa and (pin.slot or pin.field or pin.institute)
    }


def _impossible(data: AssessmentData, student: Student, mentor: str) -> bool:
    return not data.has_seat(data.case(student, mentor))


def pins_clash(
    instance: Instance,
    placement: Placement,
    pins: Sequence[Pin],
    control: Control,
    without: frozenset[Rule] = frozenset(),
) -> bool | None:
    """Whether these pinned WPAs cannot all stand on this placement, whatever becomes of the others.

    Args:
        instance: The semester; its own pins are passed over.
        placement: Student id to mentor id.
        pins: The pins to look at.
        control: The time there is.
        without: Rules to leave out, to tell which ones the clash comes from.

    Returns:
        True when that is proven, False when a roster was found with all of them, None when neither was in time.
    """
    pinned = {pin.student for pin in pins}
    students = {s.id: replace(s, wpa=s.wpa and s.id in pinned) for s in instance.students.values()}
    settings = replace(instance.settings, weights=dict.fromkeys(Wish, 0))
    data = AssessmentData(
        replace(instance, students=students, pins=tuple(pins), settings=settings), placement, without=without
    )
    cases = list(data.cases.values())
    if any(not data.has_seat(case) for case in cases):
        return True
    block = Block(data, cases, {}, fair_shares(data, set()), presolve=False)
    found = block.solve(control, control.remaining)
    return True if found.infeasible else None if found.bookings is None else False


def pin_cuts(
    instance: Instance, placement: Placement, control: Control, known: PlacementCuts = NO_CUTS
) -> PlacementCuts | None:
    """What to demand of the next placement when pinned WPAs cannot stand together on this one.

    Args:
        instance: The semester with its pins.
        placement: Student id to mentor id. Pins that cannot stand alone on it are not looked at.
        control: The time there is.
        known: Demands from earlier placements.

    Returns:
        The ``known`` demands with a new cut, and its students placed; None when no clash is proven.
    """
    data = without_wishes(instance)
    pinned = [p.student for p in instance.pins if instance.students[p.student].wpa and p.student in placement]
    cases = [data.case(instance.students[student], placement[student]) for student in pinned]
    cases = [case for case in cases if case.pinned]
    if len(cases) < 2 or not all(data.has_seat(case) for case in cases):
        return None
    core = minimal_infeasible_subset(data, cases, control)
    if core is None:
        return None
    anywhere = {case.id: [*instance.mentors] for case in core}
    cut = generalised_cut(data, core, anywhere, control)
    return PlacementCuts((*known.cuts, cut), known.placed | {case.id for case in core})
