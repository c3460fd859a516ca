"""The rules that weigh WPAs against each other in a block, and where every A-rule lives.

At this level a WPA has a half day, no slot: A6 is posted as what fits in the time there is, and timing.py
posts A6 and A7 to the letter when it looks for slots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from ortools.sat.python import cp_model

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from models.assessment.block.slot_assignment import TIME_RULES
from models.assessment.block.variables import BlockVariables, HalfDay
from models.assessment.data.cases import Case
from models.assessment.data.intervals import packing
from models.assessment.data.seat_rules import SEAT_RULES, SLOT_RULES

total = cp_model.LinearExpr.sum


def one_slot(x: BlockVariables) -> None:
    """A1: at most one half day; a pinned WPA is never left out (A10)."""
    for case in x.cases:
        if case.pinned:
            x.model.add(x.scheduled(case) == 1)
        else:
            x.model.add_at_most_one(x.held[case.id, half_day] for half_day in x.half_days[case.id])


def seats_filled(x: BlockVariables) -> None:
    """A2, A3: one field assessor, and one of the institute where two are needed."""
    for case in x.cases:
        for half_day in x.half_days[case.id]:
            held = x.held[case.id, half_day]
            if Rule.A3 in x.data.without:
                anyone = dict.fromkeys(case.seats)
                x.model.add(total(x.seats_in(case, half_day, anyone)) == (2 if case.two else 1) * held)
                continue
            x.model.add(total(x.seats_in(case, half_day, case.field)) == held)
            if case.two:
                x.model.add(total(x.seats_in(case, half_day, case.institute)) == held)


def fits_in_time(x: BlockVariables) -> None:
    """A6 per half day: no more WPAs of an assessor, a class or a school than fit after each other."""
    by_class: dict[tuple[tuple[str, ...], HalfDay], list[tuple[Case, HalfDay]]] = defaultdict(list)
    by_school: dict[tuple[str, HalfDay], list[tuple[Case, HalfDay]]] = defaultdict(list)
    for case in x.cases:
        for half_day in x.half_days[case.id]:
            by_class[case.classroom, half_day].append((case, half_day))
            by_school[case.school, half_day].append((case, half_day))
    for group in by_class.values():
        _at_most(x, [x.held[c.id, h] for c, h in group], len(packing(_slots(x, group))))
    for (school, _), group in by_school.items():
        lanes = x.data.instance.schools[school].wpas_at_once
        _at_most(x, [x.held[c.id, h] for c, h in group], lanes * len(packing(_slots(x, group))))
    for trainer in x.trainers():
        for day in x.days_of(trainer):
            seats: dict[HalfDay, list[cp_model.IntVar]] = defaultdict(list)
            slots: dict[HalfDay, list[tuple[Case, HalfDay]]] = defaultdict(list)
            for case, half_day, seat in x.on_day(trainer, day):
                seats[half_day].append(seat)
                slots[half_day].append((case, half_day))
            for half_day, taken in seats.items():
                open_slots = x.data.open_slots[trainer]
                free = [slot for slot in _slots(x, slots[half_day]) if slot.id in open_slots]
                _at_most(x, taken, len(packing(free)))


def _slots(x: BlockVariables, group: Iterable[tuple[Case, HalfDay]]) -> list[Slot]:
    return list({slot.id: slot for case, half_day in group for slot in x.slots[case.id, half_day]}.values())


def _at_most(x: BlockVariables, literals: list[cp_model.IntVar], limit: int) -> None:
    if len(literals) > limit:
        x.model.add(total(literals) <= limit)


def enough_hours(x: BlockVariables) -> None:
    """A8: per day and in total."""
    for trainer in x.trainers():
        everything: list[cp_model.IntVar] = []
        for day in x.days_of(trainer):
            taken = [seat for _, _, seat in x.on_day(trainer, day)]
            _at_most(x, taken, x.fixed.room_on(trainer, day))
            everything += taken
        _at_most(x, everything, x.fixed.room_total(trainer))


def no_excluded_pair(x: BlockVariables) -> None:
    """A9 between the two assessors of one WPA; the rest of A9 is a rule of one seat."""
    excluded = x.data.instance.excluded_pairs
    for case in x.cases:
        for a in case.field:
            for b in case.institute:
                if (a, b) in excluded:
                    x.model.add_at_most_one(x.seats_of(case, a) + x.seats_of(case, b))


BLOCK_RULES: dict[Rule, Callable[[BlockVariables], None]] = {
    Rule.A1: one_slot,
    Rule.A2: seats_filled,
    Rule.A6: fits_in_time,
    Rule.A8: enough_hours,
    Rule.A9: no_excluded_pair,
}

POSTERS: dict[Rule, tuple[object, ...]] = {
    rule: tuple(table[rule] for table in (SLOT_RULES, SEAT_RULES, BLOCK_RULES, TIME_RULES) if rule in table)
    for rule in Rule
    if rule.startswith("A")
}
"""Every A-rule with its predicates on one slot or seat and its constraints on a block and on a day."""
