"""The rules that weigh WPAs against each other, one poster each, and where every A-rule lives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations

from ortools.sat.python import cp_model

from instances.rulebook import Rule
from models.assessment.options import SEAT_RULES, SLOT_RULES, Case, cliques, overlap
from models.assessment.variables import Variables


def one_slot(x: Variables) -> None:
    """A1: at most one slot; a pinned WPA is never left out (A10)."""
    for case in x.cases:
        if case.pinned:
            x.model.add(x.scheduled(case) == 1)
        else:
            x.model.add_at_most_one(x.at[case.id, slot.id] for slot in x.slots[case.id])


def seats_filled(x: Variables) -> None:
    """A2, A3: one field assessor at the slot, and one of the institute where two are needed."""
    total = cp_model.LinearExpr.sum
    for case in x.cases:
        for slot in x.slots[case.id]:
            at = x.at[case.id, slot.id]
            if Rule.A3 in x.options.without:
                anyone = dict.fromkeys(case.seats)
                x.model.add(total(x.seats_at(case, slot, anyone)) == (2 if case.two else 1) * at)
                continue
            x.model.add(total(x.seats_at(case, slot, case.field)) == at)
            if case.two:
                x.model.add(total(x.seats_at(case, slot, case.institute)) == at)


def one_at_a_time(x: Variables) -> None:
    """A6: class, school and assessor; an assessor who mentors a class is needed there too."""
    by_school: dict[str, list[Case]] = defaultdict(list)
    for case in x.cases:
        by_school[case.school].append(case)
    for school, cases in by_school.items():
        _school_room(x, school, cases)
    for trainer in x.trainers():
        for day in x.days_of(trainer):
            seats = x.on_day(trainer, day)
            for clique in cliques(slot for _, slot, _ in seats):
                x.model.add_at_most_one(seat for _, slot, seat in seats if slot in clique)
        _own_class(x, trainer)


def _school_room(x: Variables, school: str, cases: list[Case]) -> None:
    slots = {slot.id: slot for case in cases for slot in x.slots[case.id]}
    for clique in cliques(slots.values()):
        here = [(case, x.at[case.id, s.id]) for case in cases for s in clique if (case.id, s.id) in x.at]
        room = x.options.instance.schools[school].wpas_at_once - x.context.school_load(school, clique)
        if len({case.id for case, _ in here}) > room:
            x.model.add(cp_model.LinearExpr.sum([at for _, at in here]) <= max(room, 0))
        by_class: dict[tuple[str, ...], list[cp_model.IntVar]] = defaultdict(list)
        for case, at in here:
            by_class[case.classroom].append(at)
        for together in by_class.values():
            x.model.add_at_most_one(together)


def _own_class(x: Variables, trainer: str) -> None:
    mentor = x.options.trainer_as_mentor.get(trainer)
    if mentor is None:
        return
    for case in x.cases:
        if mentor not in case.classroom:
            continue
        for slot in x.slots[case.id]:
            if x.options.class_mentors_present(mentor, slot.date) != (mentor,):
                continue
            for _, other, seat in x.on_day(trainer, slot.date):
                if overlap(slot, other):
                    x.model.add_at_most_one([x.at[case.id, slot.id], seat])


def time_to_travel(x: Variables) -> None:
    """A7: no two schools without time to go from one to the other. Overlaps are A6's and left to it."""
    for trainer in x.trainers():
        for day in x.days_of(trainer):
            stops = {(case.school, slot.id): slot for case, slot, _ in x.on_day(trainer, day)}
            for (here, a), (there, b) in combinations(stops, 2):
                first, second = stops[here, a], stops[there, b]
                if here == there or overlap(first, second):
                    continue
                if x.options.clash(trainer, here, first, there, second):
                    x.model.add_implication(x.busy(trainer, here, first), ~x.busy(trainer, there, second))


def enough_hours(x: Variables) -> None:
    """A8: per day and in total."""
    for trainer in x.trainers():
        everything: list[cp_model.IntVar] = []
        for day in x.days_of(trainer):
            taken = [seat for _, _, seat in x.on_day(trainer, day)]
            x.model.add(cp_model.LinearExpr.sum(taken) <= x.context.room_on(trainer, day))
            everything += taken
        x.model.add(cp_model.LinearExpr.sum(everything) <= x.context.room_total(trainer))


def no_excluded_pair(x: Variables) -> None:
    """A9 between the two assessors of one WPA; the rest of A9 is a rule of one seat."""
    excluded = x.options.instance.excluded_pairs
    for case in x.cases:
        for a in case.field:
            for b in case.institute:
                if (a, b) in excluded:
                    x.model.add_at_most_one(x.seats_of(case, a) + x.seats_of(case, b))


Poster = Callable[[Variables], None]

BLOCK_RULES: dict[Rule, Poster] = {
    Rule.A1: one_slot,
    Rule.A2: seats_filled,
    Rule.A6: one_at_a_time,
    Rule.A7: time_to_travel,
    Rule.A8: enough_hours,
    Rule.A9: no_excluded_pair,
}

POSTERS: dict[Rule, tuple[object, ...]] = {
    rule: tuple(table[rule] for table in (SLOT_RULES, SEAT_RULES, BLOCK_RULES) if rule in table)
    for rule in Rule
    if rule.startswith("A")
}
"""Every A-rule with its predicates on one slot or seat and its constraint on a block."""
