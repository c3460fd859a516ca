"""The wishes V1-V6 and V8 as linear terms, written from docs/rules.md. Knows no rule and no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations

from benchmarks.neutral.linear import Linear, Terms
from instances.domain.entities import Mentor, Separation, Slot, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import specialisations
from instances.domain.solution import Placement
from scheduler.checks.fair_shares import able_assessors
from scheduler.checks.seats import own_separation

Seats = dict[tuple[str, str, str], int]
"""Student, slot and trainer to a variable."""

Busy = dict[tuple[str, str], dict[str, int]]
"""Trainer and slot to a variable for each school where that trainer can be then."""

Whole = dict[tuple[str, str], int]
"""Trainer and slot to a variable: is that trainer at any school then?"""

PAIR_FREE = 3  # V6
WAIT_FREE, QUARTER = 30, 15  # V8, minutes


def seat_cost(instance: Instance, mentor: Mentor, trainer: Trainer) -> int:
    """What a seat costs whatever its time: V3, V5, and V4 for an own SO or IO."""
    weights = instance.settings.weights
    fits = not trainer.expertise or trainer.expertise & specialisations(instance.class_groups(mentor.id))
    avoided = own_separation(instance, mentor, trainer) is Separation.AVOID
    other = trainer.board not in (None, instance.schools[mentor.school].board)
    return weights[Wish.V3] * (not fits) + weights[Wish.V4] * avoided + weights[Wish.V5] * other


def add_wishes(
    instance: Instance,
    placement: Placement,
    linear: Linear,
    cost: Terms,
    seats: Seats,
    busy: Busy,
    whole: Whole,
) -> None:
    """V1, V2, V6 and V8, each on all seats together; V3-V5 are in the cost of a seat."""
    _trips(instance, placement, linear, cost, seats)
    _shares(instance, placement, linear, cost, seats)
    _pairs(instance, linear, cost, seats)
    if instance.settings.weights[Wish.V8]:
        _waits(instance, linear, cost, busy, whole)


def _trips(instance: Instance, placement: Placement, linear: Linear, cost: Terms, seats: Seats) -> None:
    """V1, each student's day linked by itself: far stronger than all of a school at once."""
    days: dict[tuple[str, date, str], list[int]] = defaultdict(list)
    for (student, slot, trainer), seat in seats.items():
        days[student, instance.slots[slot].date, trainer].append(seat)
    made: dict[tuple[str, date, str], int] = {}
    for (student, day, trainer), mine in days.items():
        key = trainer, day, instance.mentors[placement[student]].school
        if key not in made:
            made[key] = linear.binary()
            cost.add(made[key], instance.settings.weights[Wish.V1] * instance.base_leg(trainer, key[2]).minutes)
        linear.at_most(0, mine, (-1, made[key]))


def _shares(instance: Instance, placement: Placement, linear: Linear, cost: Terms, seats: Seats) -> None:
    """V2: the share is a whole number, rounded up from all seats in the pool; higher never costs more."""
    weight = instance.settings.weights[Wish.V2]
    mine: dict[str, list[int]] = defaultdict(list)
    for (_, _, who), seat in seats.items():
        mine[who].append(seat)
    for pool in (able_assessors(instance, placement, in_field) for in_field in (True, False)):
        whole = sum(instance.max_wpas(trainer.id) for trainer in pool)
        if not whole:
            continue
        total = linear.integer(2 * len(instance.students))
        linear.equal(0, [seat for trainer in pool for seat in mine[trainer.id]], (-1, total))
        for trainer in pool:
            most = instance.max_wpas(trainer.id)
            share, over = linear.integer(2 * len(instance.students)), linear.integer(len(instance.students))
            linear.at_most(whole - 1, (), (whole, share), (-most, total))
            linear.at_most(0, mine[trainer.id], (-1, share), (-1, over))
            cost.add(over, weight)


def _pairs(instance: Instance, linear: Linear, cost: Terms, seats: Seats) -> None:
    """V6: a variable for each student with both assessors, bound from below."""
    weight = instance.settings.weights[Wish.V6]
    sides: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (student, _, trainer), seat in seats.items():
        sides[student][trainer].append(seat)
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for chosen in sides.values():
        institute = {who for who in chosen if instance.trainers[who].role.in_institute}
        if not institute or not weight:
            continue
        sits = {}
        for trainer, mine in chosen.items():
            sits[trainer] = linear.binary()
            linear.equal(0, mine, (-1, sits[trainer]))
        for one in chosen.keys() - institute:
            for other in institute:
                both = linear.binary()
                linear.at_most(1, (sits[one], sits[other]), (-1, both))
                together[one, other].append(both)
    for mine in together.values():
        if len(mine) > PAIR_FREE:
            over = linear.integer(len(mine))
            linear.at_most(PAIR_FREE, mine, (-1, over))
            cost.add(over, weight)


def _waits(instance: Instance, linear: Linear, cost: Terms, busy: Busy, whole: Whole) -> None:
    """V8: for each two slots of an assessor on a day the quarters of waiting, unless there is a WPA between."""
    journey = cache(instance.school_minutes)  # the same two schools come back for every two slots
    days: dict[tuple[str, date], list[Slot]] = defaultdict(list)
    for trainer, id in busy:
        slot = instance.slots[id]
        days[trainer, slot.date].append(slot)
    for (trainer, _), slots in days.items():
        vehicle = instance.trainers[trainer].vehicle
        for early, late in combinations(sorted(slots, key=lambda slot: (slot.begin, slot.end)), 2):
            free = late.begin_minute - early.end_minute - WAIT_FREE
            if free < QUARTER:
                continue
            quarters = linear.integer(free // QUARTER)
            cost.add(quarters, instance.settings.weights[Wish.V8])
            first, last = (trainer, early.id), (trainer, late.id)
            waited = {
                school: {other: max(0, free - journey(school, other, vehicle)) // QUARTER for other in busy[last]}
                for school in busy[first]
            }
            between = [whole[trainer, s.id] for s in slots if early.end <= s.begin and s.end <= late.begin]
            for number, variables in _levels(waited, (busy[first], busy[last]), (whole[first], whole[last])):
                terms = [(number, variable) for variable in variables]
                terms += [(-number, variable) for variable in between]
                linear.at_most(number, (), *terms, (-1, quarters))


def _levels(
    waited: dict[str, dict[str, int]], busy: tuple[dict[str, int], dict[str, int]], whole: tuple[int, int]
) -> Iterator[tuple[int, list[int]]]:
    """Quarters with the variables of two places between which so many are waited: any schools, or one and some."""
    (firsts, lasts), (first, last) = busy, whole
    always = min(number for row in waited.values() for number in row.values())
    if always:
        yield always, [first, last]
    for school, row in waited.items():
        for number in sorted(set(row.values())):
            if number > always:
                there = [lasts[other] for other, longer in row.items() if longer >= number]
                yield number, [firsts[school], *([last] if len(there) == len(lasts) else there)]
