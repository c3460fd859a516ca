"""Reduced-cost fixing: which half days and assessors could be part of a cheaper block. The rest may be left out.

Every WPA of the block costs at least what its cheapest half day and assessors cost alone, with a trip shared by
all that could share it; the WPAs of one school cost at least what its pricing problem says. A seat with which one
WPA alone costs more than what the others leave cannot be part of a better roster in which all WPAs of the block
are scheduled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from instances.domain.entities import Slot
from instances.domain.rulebook import Wish
from instances.domain.solution import Booking
from models.assessment.block.model import Block
from models.assessment.block.variables import HalfDay, half_day_of
from models.assessment.column_generation.day_pools import day_pools_beside
from models.assessment.column_generation.dual_prices import SCALE, constant_prices
from models.assessment.column_generation.pricing import solve_pricing
from models.assessment.data.cases import Case
from models.assessment.data.fixed_part import FixedPart, outside
from models.assessment.what_if.settings import LOCAL_SETTINGS
from models.search.control import Control

Seat = tuple[HalfDay, str]
"""Half day and trainer id, of one WPA."""

SeatBounds = dict[Seat, float]
"""What one WPA costs at least with that seat."""


def seats_within_gap(block: Block, value: int, control: Control) -> dict[str, set[Seat]]:
    """The seats that could be part of a roster with a lower objective, if all WPAs of the block are scheduled.

    Args:
        block: With the fair shares for all its WPAs scheduled.
        value: The objective to stay below, in units of cost.
        control: Time and stop button.

    Returns:
        Student id to half days and assessors; nothing at all where the value is proven to be the least.
    """
    fixed = FixedPart(block.data, outside(block.bookings, (case.id for case in block.cases)))
    slots = {case.id: _open_half_days(fixed, case) for case in block.cases}
    sharing = _sharing(block, fixed, slots)
    seat_bounds: dict[str, SeatBounds] = {}
    schools: dict[str, list[Case]] = defaultdict(list)
    for case in block.cases:
        seat_bounds[case.id] = _with_others(block, case, _alone(block, fixed, case, slots[case.id], sharing))
        schools[case.school].append(case)
    least = {student: min(found.values(), default=0.0) for student, found in seat_bounds.items()}
    alone = {school: sum(least[case.id] for case in here) for school, here in schools.items()}
    bounds = {
        school: max(alone[school], _school_bound(block, fixed, here, control)) for school, here in schools.items()
    }
    gap = value - 1 - sum(bounds.values()) + 1e-6
    if gap < 0:
        return {case.id: set() for case in block.cases}
    found: dict[str, set[Seat]] = {}
    for case in block.cases:
        limit = least[case.id] + gap + bounds[case.school] - alone[case.school]
        found[case.id] = {seat for seat, cost in seat_bounds[case.id].items() if cost <= limit}
    return found


def _school_bound(block: Block, fixed: FixedPart, here: Sequence[Case], control: Control) -> float:
    """What these WPAs of one school cost at least beside the fixed ones."""
    weight, shares = block.data.instance.settings.weights[Wish.V2], block.shares
    trainers = {trainer for case in here for trainer in case.eligible}
    prices = constant_prices({t: SCALE * weight for t in sorted(trainers) if fixed.total[t] >= shares.get(t, 0)})
    pools = day_pools_beside(fixed, here, trainers, prices)
    column = solve_pricing(here, pools, prices, control, seconds=LOCAL_SETTINGS.pricing_seconds)
    unavoidable = sum(
        price for case in here for booking, price in _wanted(block, case) if not block.data.may_have(case, booking)
    )
    return unavoidable + (0 if column is None else column.bound / SCALE)


def _open_half_days(fixed: FixedPart, case: Case) -> dict[HalfDay, list[Slot]]:
    found: dict[HalfDay, list[Slot]] = defaultdict(list)
    for slot in case.slots:
        if fixed.slot_free(case, slot):
            found[half_day_of(slot)].append(slot)
    return found


def _sharing(
    block: Block, fixed: FixedPart, slots: dict[str, dict[HalfDay, list[Slot]]]
) -> Counter[tuple[str, str, date]]:
    """How many WPAs of the block at one school could share a trip of that assessor on that day."""
    found: Counter[tuple[str, str, date]] = Counter()
    for case in block.cases:
        for day in {half_day.day for half_day in slots[case.id]}:
            found.update((case.school, trainer, day) for trainer in dict.fromkeys(case.eligible))
    for (school, trainer, day), count in found.items():
        found[school, trainer, day] = max(1, min(count, block.data.fits_on(trainer, day)))
    return found


def _alone(
    block: Block,
    fixed: FixedPart,
    case: Case,
    slots: dict[HalfDay, list[Slot]],
    sharing: Counter[tuple[str, str, date]],
) -> SeatBounds:
    """What each seat of the WPA costs at least: seat, overload and its part of a trip."""
    data, weights = block.data, block.data.instance.settings.weights
    found: SeatBounds = {}
    for trainer in dict.fromkeys(case.eligible):
        if fixed.room_total(trainer) <= 0:
            continue
        seat = data.seat_cost(case, trainer)
        seat += weights[Wish.V2] * (fixed.total[trainer] >= block.shares.get(trainer, 0))
        minutes = weights[Wish.V1] * data.trip_minutes(trainer, case.school)
        late, opens = data.reluctant_slots[trainer], data.open_slots[trainer]
        for half_day, here in slots.items():
            free = [s for s in here if s.id in opens and fixed.trainer_free(trainer, case.school, s)]
            if not free or fixed.room_on(trainer, half_day.day) <= 0:
                continue
            trip = 0.0
            if (trainer, half_day.day, case.school) not in fixed.trips:
                trip = minutes / sharing[case.school, trainer, half_day.day]
            found[half_day, trainer] = seat + trip + weights[Wish.V4] * all(slot.id in late for slot in free)
    return found


def _with_others(block: Block, case: Case, alone: SeatBounds) -> SeatBounds:
    """What the WPA costs at least with each seat, the other seat at its cheapest."""
    by_half_day: dict[HalfDay, tuple[dict[str, float], dict[str, float]]] = defaultdict(lambda: ({}, {}))
    for (half_day, trainer), cost in alone.items():
        by_half_day[half_day][0 if trainer in case.field else 1][trainer] = cost
    found: SeatBounds = {}
    for half_day, (field, institute) in by_half_day.items():
        if not field or (case.two and not institute):
            continue
        others = (min(institute.values()) if case.two else 0.0, min(field.values()))
        for mine, other in zip((field, institute), others, strict=True):
            for trainer, cost in mine.items():
                found[half_day, trainer] = cost + other + _change_cost(block, case, half_day, trainer)
    return found


def _change_cost(block: Block, case: Case, half_day: HalfDay, trainer: str) -> int:
    """What it costs at least that the WPA is not as it was, if it is with this assessor then."""
    slots = block.data.instance.slots
    price = 0
    for booking, cost in _wanted(block, case):
        unchanged = block.data.may_have(case, booking) and trainer in booking.assessors
        price += 0 if unchanged and half_day_of(slots[booking.slot]) == half_day else cost
    return price


def _wanted(block: Block, case: Case) -> Iterator[tuple[Booking, int]]:
    """Bookings that it costs something not to have (V7, change penalty)."""
    if block.data.replanning and case.id in block.data.previous:
        yield block.data.previous[case.id], block.data.instance.settings.weights[Wish.V7]
    if block.change_penalty is not None and case.id in block.change_penalty.roster:
        yield block.change_penalty.roster[case.id], block.change_penalty.price
