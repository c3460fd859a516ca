"""Slots for the WPAs of one day whose half day and assessors are known. Posts A6 and A7 to the letter.

Nothing here costs anything: within a half day all slots are alike for every wish but V7, and what V7 wants
kept is fixed before. So this is a question of yes or no, and a no is explained by a smallest set of WPAs.
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
    """One WPA of the day: who assesses, and the slots it may still have."""

    case: Case
    assessors: tuple[str, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class DayAssignment:
    """The sittings of one day with their slot variables."""

    model: cp_model.CpModel
    data: AssessmentData
    fixed: FixedPart
    wpas: Collection[DayWpa]
    at: Mapping[tuple[str, str], cp_model.IntVar]

    def pairs(self) -> list[tuple[DayWpa, DayWpa]]:
        return list(combinations(self.wpas, 2))

    def never_both(self, first: DayWpa, a: Slot, second: DayWpa, b: Slot) -> None:
        self.model.add_at_most_one([self.at[first.case.id, a.id], self.at[second.case.id, b.id]])


def one_at_a_time(day: DayAssignment) -> None:
    """A6: class, assessor and school; an assessor who mentors a class is needed there too."""
    for first, second in day.pairs():
        same = first.case.classroom == second.case.classroom or set(first.assessors) & set(second.assessors)
        for a in first.slots:
            for b in second.slots:
                if overlap(a, b) and (same or _away(day, first, second, a) or _away(day, second, first, b)):
                    day.never_both(first, a, second, b)
    by_school: dict[str, list[DayWpa]] = defaultdict(list)
    for wpa in day.wpas:
        by_school[wpa.case.school].append(wpa)
    for school, here in by_school.items():
        open_slots = [slot for wpa in here for slot in wpa.slots]
        fixed = day.fixed.fixed_at(school, open_slots[0].date)
        for clique in cliques([*open_slots, *fixed]):
            ids = {slot.id for slot in clique}
            running = [day.at[s.case.id, slot.id] for s in here for slot in s.slots if slot.id in ids]
            room = day.data.instance.schools[school].wpas_at_once - sum(slot.id in ids for slot in fixed)
            day.model.add(cp_model.LinearExpr.sum(running) <= max(room, 0))


def _away(day: DayAssignment, home: DayWpa, other: DayWpa, slot: Slot) -> bool:
    """Would ``other`` take away the only mentor who is in the class of ``home`` that day?"""
    present = day.data.class_mentors_present(home.case.mentor, slot.date)
    return len(present) == 1 and present[0] in {day.data.trainer_as_mentor.get(t) for t in other.assessors}


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


TIME_RULES: dict[Rule, Callable[[DayAssignment], None]] = {Rule.A6: one_at_a_time, Rule.A7: time_to_travel}


def assign_slots(
    data: AssessmentData, fixed: FixedPart, wpas: Collection[DayWpa], control: Control
) -> dict[str, str] | None:
    """Student id to slot id, all on one day; None when there is no way. Raises OutOfTimeError."""
    if len(wpas) == 1:
        (only,) = wpas
        return {only.case.id: only.slots[0].id} if only.slots else None
    if not all(wpa.slots for wpa in wpas):
        return None
    model = cp_model.CpModel()
    at = {(s.case.id, slot.id): model.new_bool_var("") for s in wpas for slot in s.slots}
    for wpa in wpas:
        model.add_exactly_one(at[wpa.case.id, slot.id] for slot in wpa.slots)
    day = DayAssignment(model, data, fixed, wpas, at)
    for rule, post in TIME_RULES.items():
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
    """A subset without slots of which no part lacks them: leave out one by one what is not needed.

    Raises OutOfTimeError.
    """
    needed = list(wpas)
    for wpa in list(needed):
        rest = [other for other in needed if other is not wpa]
        if rest and assign_slots(data, fixed, rest, control) is None:
            needed = rest
    return needed
