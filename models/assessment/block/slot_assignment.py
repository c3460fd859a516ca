"""The Benders sub-problem: slots for the WPAs of one day whose half day and assessors are given. Knows no cut.

Posts A6 and A7 to the letter. Nothing here costs anything: within a half day all slots are alike for every wish but V7,
and a booking that V7 wants unchanged is fixed by the master. So this is a feasibility problem, and an infeasible one is
explained by a minimal set of WPAs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fixed_part import FixedPart
from models.assessment.data.intervals import cliques, overlap
from models.search.control import Control, solve


class OutOfTimeError(Exception):
    """The time ran out before slots were found or ruled out: nothing is known."""


@dataclass(frozen=True, slots=True)
class DayWpa:
    """One WPA of the day.

    Attributes:
        case: The WPA.
        assessors: Trainer ids; may be fewer than it needs, where a cut is being made as general as it can be.
        slots: The slots that it may still have: all on one day, open to all assessors beside the fixed part.
    """

    case: Case
    assessors: tuple[str, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class DayAssignment:
    """The CP-SAT model of one day: ``at[student, slot]`` is 1 when the WPA has that slot."""

    model: cp_model.CpModel
    data: AssessmentData
    fixed: FixedPart
    wpas: Collection[DayWpa]
    at: Mapping[tuple[str, str], cp_model.IntVar]

    def pairs(self) -> list[tuple[DayWpa, DayWpa]]:
        """Every two WPAs of the day once."""
        return list(combinations(self.wpas, 2))

    def never_both(self, first: DayWpa, a: Slot, second: DayWpa, b: Slot) -> None:
        """Post that not both WPAs have these slots."""
        self.model.add_at_most_one([self.at[first.case.id, a.id], self.at[second.case.id, b.id]])


def no_overlap(day: DayAssignment) -> None:
    """A6: class, assessor and school; an assessor who mentors a class is needed there too."""
    data = day.data
    for first, second in day.pairs():
        same = first.case.classroom == second.case.classroom or set(first.assessors) & set(second.assessors)
        for a in first.slots:
            for b in second.slots:
                if overlap(a, b) and (
                    same
                    or data.takes_class_mentor(first.case, a.date, second.assessors)
                    or data.takes_class_mentor(second.case, b.date, first.assessors)
                ):
                    day.never_both(first, a, second, b)
    by_school: dict[str, list[DayWpa]] = defaultdict(list)
    for wpa in day.wpas:
        by_school[wpa.case.school].append(wpa)
    for school, here in by_school.items():
        open_slots = [slot for wpa in here for slot in wpa.slots]
        fixed = day.fixed.slots_at(school, open_slots[0].date)
        for clique in cliques([*open_slots, *fixed]):
            ids = {slot.id for slot in clique}
            running = [day.at[wpa.case.id, slot.id] for wpa in here for slot in wpa.slots if slot.id in ids]
            room = data.instance.schools[school].wpas_at_once - sum(slot.id in ids for slot in fixed)
            day.model.add(cp_model.LinearExpr.sum(running) <= max(room, 0))


def time_to_travel(day: DayAssignment) -> None:
    """A7: no two schools without time to go from one to the other."""
    for first, second in day.pairs():
        if first.case.school == second.case.school:
            continue
        for trainer in sorted(set(first.assessors) & set(second.assessors)):
            for a in first.slots:
                for b in second.slots:
                    if not overlap(a, b) and day.data.clash(trainer, first.case.school, a, second.case.school, b):
                        day.never_both(first, a, second, b)


DAY_RULES: dict[Rule, Callable[[DayAssignment], None]] = {Rule.A6: no_overlap, Rule.A7: time_to_travel}


def assign_slots(
    data: AssessmentData, fixed: FixedPart, wpas: Collection[DayWpa], control: Control
) -> dict[str, str] | None:
    """Slots for WPAs of one day, beside the fixed part.

    Args:
        data: Travel times, classes and rules that are left out.
        fixed: The bookings that stay as they are; ``wpas`` are not among them.
        wpas: All on one day, with the slots that the fixed part leaves each of them; at least one.
        control: The time there is.

    Returns:
        Student id to slot id; None when it is proven that there is no way.

    Raises:
        OutOfTimeError: Neither was found in time.
    """
    if len(wpas) == 1:
        (only,) = wpas
        return {only.case.id: only.slots[0].id} if only.slots else None
    if not all(wpa.slots for wpa in wpas):
        return None
    model = cp_model.CpModel()
    at = {(wpa.case.id, slot.id): model.new_bool_var("") for wpa in wpas for slot in wpa.slots}
    for wpa in wpas:
        model.add_exactly_one(at[wpa.case.id, slot.id] for slot in wpa.slots)
    day = DayAssignment(model, data, fixed, wpas, at)
    for rule, post in DAY_RULES.items():
        if rule not in data.without:
            post(day)
    solver, status = solve(model, control, num_workers=1, cp_model_presolve=False)
    if status == cp_model.INFEASIBLE:
        return None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise OutOfTimeError
    return {student: slot for (student, slot), chosen in at.items() if solver.boolean_value(chosen)}


def minimal_conflict(
    data: AssessmentData, fixed: FixedPart, wpas: Collection[DayWpa], control: Control
) -> list[DayWpa]:
    """A minimal set of WPAs without slots, by a deletion filter: each is left out that is not needed for that.

    Args:
        data: As in ``assign_slots``.
        fixed: As in ``assign_slots``.
        wpas: WPAs of one day for which there are no slots.
        control: The time there is.

    Returns:
        Some of them, in the same order, for which there are no slots, while there are for every part of these.

    Raises:
        OutOfTimeError: The time ran out.
    """
    needed = list(wpas)
    for wpa in list(needed):
        rest = [other for other in needed if other is not wpa]
        if rest and assign_slots(data, fixed, rest, control) is None:
            needed = rest
    return needed
