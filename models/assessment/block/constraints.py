"""The constraints of the master of a block, one function per rule, and where every A-rule lives. Knows no wish.

At this level a WPA has a half day, no slot: A6 is posted as what fits in the time there is; the sub-problem of each day
posts A6 and A7 to the letter. A rule about one slot or one seat makes no row: it leaves the variable out.

| rule | predicate: data/seat_rules.py | master: here | sub-problem: slot_assignment.py |
|---|---|---|---|
| A1 | | one_half_day | |
| A2 | | seats_filled | |
| A3 | right_pool | | |
| A4 | not_a_guide | | |
| A5 | everyone_there | | |
| A6 | | fits_in_time | no_overlap |
| A7 | | | time_to_travel |
| A8 | | within_maxima | |
| A9 | not_excluded | no_excluded_pair | |
| A10 | pinned_slot, pinned_assessor | | |
| A11 | in_window | | |
| A12 | serves_school | | |

Besides: ``AssessmentData.open_slots`` (A5 of the assessors), ``AssessmentData.assessors`` (A8: who may do none at all),
``one_half_day`` (A10: a pinned WPA is never left out) and ``FixedPart`` (A6-A8 against the WPAs that stay as they are).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from ortools.sat.python import cp_model

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from models.assessment.block.slot_assignment import DAY_RULES
from models.assessment.block.variables import BlockVariables, HalfDay
from models.assessment.data.cases import Case
from models.assessment.data.intervals import packing
from models.assessment.data.seat_rules import SEAT_RULES, SLOT_RULES

total = cp_model.LinearExpr.sum


def one_half_day(x: BlockVariables) -> None:
    """A1: at most one half day; a pinned WPA is never left out (A10)."""
    for case in x.cases:
        if case.pinned:
            x.model.add(x.scheduled(case) == 1)
        else:
            x.model.add_at_most_one(x.scheduled_in[case.id, half_day] for half_day in x.half_days[case.id])


def seats_filled(x: BlockVariables) -> None:
    """A2, A3: one field assessor, and one of the institute where two are needed."""
    for case in x.cases:
        for half_day in x.half_days[case.id]:
            scheduled = x.scheduled_in[case.id, half_day]
            if Rule.A3 in x.data.without:
                anyone = dict.fromkeys(case.eligible)
                x.model.add(total(x.seats_in(case, half_day, anyone)) == (2 if case.two else 1) * scheduled)
                continue
            x.model.add(total(x.seats_in(case, half_day, case.field)) == scheduled)
            if case.two:
                x.model.add(total(x.seats_in(case, half_day, case.institute)) == scheduled)


def fits_in_time(x: BlockVariables) -> None:
    """A6 per half day: no more WPAs of an assessor, a class or a school than fit after each other."""
    by_class: dict[tuple[tuple[str, ...], HalfDay], list[tuple[Case, HalfDay]]] = defaultdict(list)
    by_school: dict[tuple[str, HalfDay], list[tuple[Case, HalfDay]]] = defaultdict(list)
    for case in x.cases:
        for half_day in x.half_days[case.id]:
            by_class[case.classroom, half_day].append((case, half_day))
            by_school[case.school, half_day].append((case, half_day))
    for group in by_class.values():
        _at_most(x, [x.scheduled_in[c.id, h] for c, h in group], len(packing(_slots(x, group))))
    for (school, _), group in by_school.items():
        at_once = x.data.instance.schools[school].wpas_at_once
        _at_most(x, [x.scheduled_in[c.id, h] for c, h in group], at_once * len(packing(_slots(x, group))))
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


def within_maxima(x: BlockVariables) -> None:
    """A8: no more WPAs of an assessor than the maxima per day and in all leave beside the fixed part."""
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
    assessors = set(x.trainers())
    between = sorted((a, b) for a, b in excluded if a in assessors and b in assessors)
    for case in x.cases:
        for a, b in between:
            if a in case.field and b in case.institute:
                x.model.add_at_most_one(x.seats_of(case, a) + x.seats_of(case, b))


BLOCK_RULES: dict[Rule, Callable[[BlockVariables], None]] = {
    Rule.A1: one_half_day,
    Rule.A2: seats_filled,
    Rule.A6: fits_in_time,
    Rule.A8: within_maxima,
    Rule.A9: no_excluded_pair,
}

POSTERS: dict[Rule, tuple[Callable[..., object], ...]] = {
    rule: functions
    for rule in Rule
    if (functions := tuple(t[rule] for t in (SLOT_RULES, SEAT_RULES, BLOCK_RULES, DAY_RULES) if rule in t))
}
"""Every A-rule to its predicates on one slot or seat and its constraints in the master and in the sub-problem."""
