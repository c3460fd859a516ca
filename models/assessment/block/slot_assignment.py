"""The Benders sub-problem: slots for the WPAs of one day whose assessors are given. Knows no cut.

Posts A6 and A7 to the letter. What it minimises is waiting (V8): for every other wish the slots that a WPA may have
here are alike. An infeasible one is explained by a minimal set of WPAs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

from ortools.sat.python import cp_model

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule, Wish
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fixed_part import FixedPart
from models.assessment.data.intervals import cliques, overlap
from models.assessment.data.waiting import FREE_MINUTES, QUARTER, day_quarters, quarters, travel_minutes
from models.search.control import Control, solve

total = cp_model.LinearExpr.sum


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

    def pairs(self) -> Iterator[tuple[DayWpa, DayWpa]]:
        """Every two WPAs of the day that share a person, once."""
        order = {wpa.case.id: place for place, wpa in enumerate(self.wpas)}
        groups: dict[object, list[DayWpa]] = defaultdict(list)
        for wpa in self.wpas:
            for person in _people(self.data, wpa):
                groups[person].append(wpa)
        found = {
            (order[one.case.id], order[other.case.id]): (one, other)
            for here in groups.values()
            for one, other in combinations(here, 2)
        }
        return (found[key] for key in sorted(found))

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
            day.model.add(total(running) <= max(room, 0))


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


def counts_waiting(data: AssessmentData) -> bool:
    """Whether waiting costs anything (V8); without A6 nobody follows anybody."""
    return data.instance.settings.weights[Wish.V8] > 0 and Rule.A6 not in data.without


@dataclass(frozen=True, slots=True)
class DaySlots:
    """Slots for the WPAs of one day.

    Attributes:
        slots: Student id to slot id.
        waiting: Quarters of waiting (V8) that day of all assessors of these WPAs, with their fixed WPAs.
        least_waiting: No other slots of these WPAs, with the same assessors, have less; 0 where nobody asked.
    """

    slots: dict[str, str]
    waiting: int = 0
    least_waiting: int = 0


def assign_slots(
    data: AssessmentData,
    fixed: FixedPart,
    wpas: Collection[DayWpa],
    control: Control,
    *,
    shortest_waits: bool = True,
    hint: Mapping[str, str] | None = None,
) -> DaySlots | None:
    """Slots for WPAs of one day, beside the fixed part.

    Args:
        data: Travel times, classes and rules that are left out.
        fixed: The bookings that stay as they are; ``wpas`` are not among them.
        wpas: All on one day, with the slots that the fixed part leaves each of them; at least one.
        control: The time there is.
        shortest_waits: With as little waiting (V8) as can be, unless that weighs nothing; else any slots will do.
        hint: Student id to slot id, to start from.

    Returns:
        The slots; None when it is proven that there is no way.

    Raises:
        OutOfTimeError: Neither was found in time.
    """
    if not all(wpa.slots for wpa in wpas):
        return None
    waits = shortest_waits and counts_waiting(data)
    if len(wpas) == 1:
        return _one(data, fixed, next(iter(wpas)), waits)
    model = cp_model.CpModel()
    at = {(wpa.case.id, slot.id): model.new_bool_var("") for wpa in wpas for slot in wpa.slots}
    for wpa in wpas:
        model.add_exactly_one(at[wpa.case.id, slot.id] for slot in wpa.slots)
    day = DayAssignment(model, data, fixed, wpas, at)
    for rule, post in DAY_RULES.items():
        if rule not in data.without:
            post(day)
    terms = _waiting(day) if waits else []
    if terms:
        model.minimize(total(terms))
    for student, chosen in (hint or {}).items():
        for wpa in wpas:
            if wpa.case.id == student:
                for slot in wpa.slots:
                    model.add_hint(at[student, slot.id], int(slot.id == chosen))
    seconds = BLOCK_SETTINGS.waiting_seconds if terms else control.remaining
    solver, status = solve(model, control, seconds=seconds, num_workers=1, cp_model_presolve=False)
    if status == cp_model.INFEASIBLE:
        return None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        if terms and control.remaining > 0:
            return assign_slots(data, fixed, wpas, control, shortest_waits=False)
        raise OutOfTimeError
    slots = {student: slot for (student, slot), chosen in at.items() if solver.boolean_value(chosen)}
    if not terms:
        return DaySlots(slots)
    return DaySlots(slots, round(solver.objective_value), max(0, ceil(solver.best_objective_bound - 1e-6)))


def _one(data: AssessmentData, fixed: FixedPart, wpa: DayWpa, waits: bool) -> DaySlots:
    """The only WPA of the day: every slot that it may have is free."""
    if not waits:
        return DaySlots({wpa.case.id: wpa.slots[0].id})
    of_slot = {
        slot: sum(
            day_quarters(data, trainer, [*fixed.visits(trainer, slot.date), (wpa.case.school, slot)])
            for trainer in dict.fromkeys(wpa.assessors)
        )
        for slot in wpa.slots
    }
    best = min(wpa.slots, key=lambda slot: of_slot[slot])
    return DaySlots({wpa.case.id: best.id}, of_slot[best], of_slot[best])


def parts_of_day(data: AssessmentData, wpas: Sequence[DayWpa]) -> list[list[DayWpa]]:
    """The WPAs of a day in parts that have nothing to do with each other: no person and no school in common.

    Args:
        data: Who is also a mentor.
        wpas: All on one day.

    Returns:
        Every WPA once, in the same order within a part.
    """
    part_of: dict[object, list[DayWpa]] = {}
    parts: list[list[DayWpa]] = []
    for wpa in wpas:
        keys = [*_people(data, wpa), wpa.case.school]
        mine: list[DayWpa] = []
        for known in {id(part_of[key]): part_of[key] for key in keys if key in part_of}.values():
            mine += known
            parts = [part for part in parts if part is not known]
        mine.append(wpa)
        parts.append(mine)
        for each in mine:
            part_of.update(dict.fromkeys([*_people(data, each), each.case.school], mine))
    order = {wpa.case.id: place for place, wpa in enumerate(wpas)}
    return [sorted(part, key=lambda wpa: order[wpa.case.id]) for part in parts]


def _people(data: AssessmentData, wpa: DayWpa) -> list[object]:
    """Who is needed: the assessors, the mentors of the class, and the mentors that the assessors are themselves."""
    also = [data.trainer_as_mentor[trainer] for trainer in wpa.assessors if trainer in data.trainer_as_mentor]
    return [*(("assessor", t) for t in wpa.assessors), *(("mentor", m) for m in {*wpa.case.classroom, *also})]


def _waiting(day: DayAssignment) -> list[cp_model.IntVar]:
    """V8: the quarters between every two WPAs that follow each other, each a variable bound from below.

    Per assessor a circuit: it says who follows whom.
    """
    minutes = {
        wpa.case.id: (
            cp_model.LinearExpr.weighted_sum(
                [day.at[wpa.case.id, slot.id] for slot in wpa.slots], [slot.begin_minute for slot in wpa.slots]
            ),
            cp_model.LinearExpr.weighted_sum(
                [day.at[wpa.case.id, slot.id] for slot in wpa.slots], [slot.end_minute for slot in wpa.slots]
            ),
        )
        for wpa in day.wpas
    }
    of_trainer: dict[str, list[DayWpa]] = defaultdict(list)
    for wpa in day.wpas:
        for trainer in dict.fromkeys(wpa.assessors):
            of_trainer[trainer].append(wpa)
    terms: list[cp_model.IntVar] = []
    for trainer, here in of_trainer.items():
        date = here[0].slots[0].date
        visits = [_Visit(wpa.case.school, *minutes[wpa.case.id], wpa.slots) for wpa in here]
        visits += [
            _Visit(school, total([slot.begin_minute]), total([slot.end_minute]), (slot,))
            for school, slot in day.fixed.visits(trainer, date)
        ]
        if len(visits) > 1:
            terms += _between(day, trainer, visits)
    return terms


@dataclass(frozen=True, slots=True)
class _Visit:
    school: str
    begin: cp_model.LinearExpr
    end: cp_model.LinearExpr
    slots: tuple[Slot, ...]


def _between(day: DayAssignment, trainer: str, visits: Sequence[_Visit]) -> list[cp_model.IntVar]:
    model = day.model
    terms: list[cp_model.IntVar] = []
    arcs: list[tuple[int, int, cp_model.LiteralT]] = []
    for place, visit in enumerate(visits, 1):
        arcs += [(0, place, model.new_bool_var("")), (place, 0, model.new_bool_var(""))]
        for after, other in enumerate(visits, 1):
            if after == place or min(s.end_minute for s in visit.slots) > max(s.begin_minute for s in other.slots):
                continue
            follows = model.new_bool_var("")
            arcs.append((place, after, follows))
            model.add(other.begin >= visit.end).only_enforce_if(follows)
            travel = travel_minutes(day.data, trainer, visit.school, other.school)
            longest = max(s.begin_minute for s in other.slots) - min(s.end_minute for s in visit.slots) - travel
            most = quarters(longest)
            if most:
                count = model.new_int_var(0, most, "")
                # so many whole quarters: 15 x count > minutes above half an hour - 15
                above = other.begin - visit.end - travel - FREE_MINUTES
                model.add(QUARTER * count >= above - (QUARTER - 1)).only_enforce_if(follows)
                terms.append(count)
    model.add_circuit(arcs)
    return terms


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
        if rest and assign_slots(data, fixed, rest, control, shortest_waits=False) is None:
            needed = rest
    return needed
