"""Who can come to one school on which day, without those who are dominated: what columns are made of. Solves nothing.

All costs are scaled and without dual prices, unless it says otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from instances.domain.entities import Slot
from instances.domain.rulebook import Wish
from models.assessment.column_generation.dual_prices import NO_PRICES, SCALE, ZERO_PRICE, DualPrices
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fixed_part import FixedPart

NEVER: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DayAssessor:
    """One assessor whom a school can get on one day.

    Attributes:
        trainer: Trainer id.
        trip_cost: Scaled cost of coming (V1), paid once.
        seat_costs: Student id to the scaled cost of a seat (V3, V4, V5); who is absent cannot be assessed.
        capacity: WPAs the assessor can do that day.
    """

    trainer: str
    trip_cost: int
    seat_costs: Mapping[str, int]
    capacity: int


class DayPool(NamedTuple):
    """Who can come to a school on a day, for the field seat or for the institute's."""

    day: date
    in_field: bool
    assessors: list[DayAssessor]


def day_assessors(
    data: AssessmentData,
    school: str,
    day: date,
    cases: Sequence[Case],
    slots: Mapping[str, list[Slot]],
    in_field: bool,
    free: Mapping[str, Set[str]],
) -> list[DayAssessor]:
    """Who can take a seat of one pool at the school that day.

    Args:
        data: What each seat costs and how much each assessor can do.
        school: School id.
        day: The date.
        cases: The WPAs of the school.
        slots: Student id to the slots of the WPA that day.
        in_field: The pool: field or institute.
        free: Trainer id to ids of slots at which the trainer is free; who has none is left out.

    Returns:
        One record per assessor, in the order in which the cases name them.
    """
    weights = data.instance.settings.weights
    seat_costs: dict[str, dict[str, int]] = defaultdict(dict)
    for case in cases:
        times = frozenset(slot.id for slot in slots.get(case.id, ()))
        for trainer in case.field if in_field else case.institute:
            usable = times & free.get(trainer, NEVER)
            if usable:
                seat_costs[trainer][case.id] = SCALE * data.day_cost(case, trainer, usable)
    return [
        DayAssessor(
            trainer,
            SCALE * weights[Wish.V1] * data.trip_minutes(trainer, school),
            costs,
            data.fits_on(trainer, day),
        )
        for trainer, costs in seat_costs.items()
    ]


def day_pools_beside(
    fixed: FixedPart, cases: Sequence[Case], trainers: Collection[str], prices: DualPrices
) -> list[DayPool]:
    """Who can come to one school on which days beside a fixed part of the roster, without those dominated.

    Args:
        fixed: The WPAs that stay as they are: they take slots and capacity, and a trip made for them costs nothing.
        cases: WPAs of one school, not in the fixed part.
        trainers: Ids of the assessors to consider.
        prices: Dual prices at which nobody who is left out is missed.

    Returns:
        Two pools per day on which a WPA has a slot left, in the order of the days, the field's first.
    """
    data, school = fixed.data, cases[0].school
    cases = [case.among(trainers) for case in cases]  # a few, of hundreds
    by_day: dict[date, dict[str, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        for slot in case.slots:
            if fixed.slot_free(case, slot):
                by_day[slot.date][case.id].append(slot)
    slots_of_school = {slot.id: slot for slots in by_day.values() for found in slots.values() for slot in found}
    free = {
        trainer: {
            slot.id
            for slot in slots_of_school.values()
            if slot.id in data.open_slots[trainer] and fixed.trainer_free(trainer, school, slot)
        }
        for trainer in sorted(trainers)
    }
    pools = []
    for day, slots in sorted(by_day.items()):
        for in_field in (True, False):
            here = [
                replace(
                    assessor,
                    capacity=min(assessor.capacity, fixed.room_on(t, day), fixed.room_total(t)),
                    trip_cost=0 if (t, day, school) in fixed.trips else assessor.trip_cost,
                )
                for assessor in day_assessors(data, school, day, cases, slots, in_field, free)
                if min(fixed.room_on(t := assessor.trainer, day), fixed.room_total(t)) > 0
            ]
            pools.append(DayPool(day, in_field, undominated_assessors(here, prices)))
    return undominated_days(pools, len(cases))


# -- dominance -----------------------------------------------------------------------------------------


def undominated_assessors(
    assessors: Sequence[DayAssessor], prices: DualPrices = NO_PRICES, largest_price: int = 0, margin: int = 0
) -> list[DayAssessor]:
    """Leave out whose WPAs of the day can always go to others who are never more expensive.

    Who is left out has replacements with together capacity for every WPA of the day, each with at least the same
    capacity: if one of them does not come yet, that one takes over everything; if all come, the capacity they
    have left is enough.

    Args:
        assessors: One pool of a school on one day.
        prices: The dual prices at which this holds.
        largest_price: It holds even when each seat of a replacement costs so much more (scaled): at every dual price
            from 0 up to this.
        margin: Only those are left out who are more expensive by more than this (scaled).

    Returns:
        Who remains, the cheapest to come first.
    """
    students = {student for assessor in assessors for student in assessor.seat_costs}
    low = {each.trainer: min(prices.get(each.trainer, ZERO_PRICE)) for each in assessors}
    high = {each.trainer: max(prices.get(each.trainer, ZERO_PRICE)) + largest_price for each in assessors}

    def cheapest_first(assessor: DayAssessor) -> tuple[int, int, int, str]:
        trainer, seats = assessor.trainer, assessor.seat_costs
        return (
            assessor.trip_cost,
            -len(seats),
            sum(seats.values()) + len(seats) * (low[trainer] + high[trainer]) // 2,
            trainer,
        )

    remaining: list[DayAssessor] = []
    for assessor in sorted(assessors, key=cheapest_first):
        capacity = 0
        for other in remaining:
            price_difference = high[other.trainer] - low[assessor.trainer]
            if other.capacity >= min(assessor.capacity, len(students)) and _replaces(
                other, assessor, price_difference, margin
            ):
                capacity += other.capacity
                if capacity >= len(students):
                    break
        else:
            remaining.append(assessor)
    return remaining


def _replaces(other: DayAssessor, assessor: DayAssessor, price_difference: int, margin: int) -> bool:
    """``price_difference`` is what a WPA of the other may cost more by dual price, at most."""
    slack = assessor.trip_cost - other.trip_cost - margin
    if slack < 0:
        return False
    for student, cost in assessor.seat_costs.items():
        instead = other.seat_costs.get(student)
        if instead is None:
            return False
        slack -= max(0, instead + price_difference - cost)
        if slack < 0:
            return False
    return True


def undominated_days(pools: Sequence[DayPool], cases: int) -> list[DayPool]:
    """Leave out a day when another offers everything it does, with capacity for all WPAs of the school at once.

    A roster that uses the lesser day can move all its WPAs to the better day, with the same assessors, at no
    extra cost: trips are paid once, and capacity is enough for every WPA of the school together.

    Args:
        pools: The pools of one school on all its days.
        cases: The number of WPAs of the school.

    Returns:
        The pools of the days that remain, in the same order.
    """
    days: dict[date, dict[bool, dict[str, DayAssessor]]] = defaultdict(dict)
    for day, in_field, assessors in pools:
        days[day][in_field] = {assessor.trainer: assessor for assessor in assessors}
    remaining: list[date] = []
    for day in sorted(days, key=lambda d: (-sum(len(c.seat_costs) for o in days[d].values() for c in o.values()), d)):
        if not any(_offers_all(days[other], days[day], cases) for other in remaining):
            remaining.append(day)
    return [pool for pool in pools if pool.day in remaining]


def _offers_all(
    better: Mapping[bool, dict[str, DayAssessor]], lesser: Mapping[bool, dict[str, DayAssessor]], cases: int
) -> bool:
    for in_field, assessors in lesser.items():
        for trainer, assessor in assessors.items():
            same = better.get(in_field, {}).get(trainer)
            if same is None or same.capacity < cases or same.trip_cost > assessor.trip_cost:
                return False
            if any(same.seat_costs.get(student, cost + 1) > cost for student, cost in assessor.seat_costs.items()):
                return False
    return True
