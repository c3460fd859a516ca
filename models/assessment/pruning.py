"""Which assessors could be part of a cheaper block: the others are left out without loss. Solves nothing.

Every WPA of the block costs at least what its cheapest half day and assessors cost alone, with a trip shared by
all that could share it. An assessor with whom one WPA alone is dearer than what all others leave cannot be part of
a better roster in which all WPAs of the block are held.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from instances.domain import Slot
from instances.rulebook import Wish
from instances.solution import Booking
from models.assessment.block import Block
from models.assessment.context import Context, outside
from models.assessment.options import Case
from models.assessment.variables import Half, half_of

Alone = dict[tuple[Half, str], float]
"""What a seat of one WPA costs at least: half day and assessor."""


def worthwhile(block: Block, value: int) -> dict[str, set[str]]:
    """Student id to the assessors with whom a roster of all WPAs of the block could be worth less than ``value``."""
    context = Context(block.options, outside(block.bookings, (case.id for case in block.cases)))
    slots = {case.id: _open_halves(context, case) for case in block.cases}
    sharing = _sharing(block, context, slots)
    best: dict[str, dict[str, float]] = {}
    for case in block.cases:
        best[case.id] = _per_assessor(block, case, _alone(block, context, case, slots[case.id], sharing))
    least = {student: min(found.values(), default=0.0) for student, found in best.items()}
    spare = value - 1 - sum(least.values()) + 1e-6
    return {
        student: {trainer for trainer, cost in found.items() if cost - least[student] <= spare}
        for student, found in best.items()
    }


def _open_halves(context: Context, case: Case) -> dict[Half, list[Slot]]:
    found: dict[Half, list[Slot]] = defaultdict(list)
    for slot in case.slots:
        if context.slot_free(case, slot):
            found[half_of(slot)].append(slot)
    return found


def _sharing(
    block: Block, context: Context, slots: dict[str, dict[Half, list[Slot]]]
) -> Counter[tuple[str, str, date]]:
    """How many WPAs of the block at one school could share a trip of that assessor on that day."""
    found: Counter[tuple[str, str, date]] = Counter()
    for case in block.cases:
        for day in {half.day for half in slots[case.id]}:
            found.update((case.school, trainer, day) for trainer in dict.fromkeys(case.seats))
    for (school, trainer, day), count in found.items():
        found[school, trainer, day] = max(1, min(count, block.options.fits_on(trainer, day)))
    return found


def _alone(
    block: Block,
    context: Context,
    case: Case,
    slots: dict[Half, list[Slot]],
    sharing: Counter[tuple[str, str, date]],
) -> Alone:
    options, weights = block.options, block.options.instance.settings.weights
    found: Alone = {}
    for trainer in dict.fromkeys(case.seats):
        if context.room_total(trainer) <= 0:
            continue
        seat = options.seat_cost(case, trainer)
        seat += weights[Wish.V2] * (context.total[trainer] >= block.balance.shares.get(trainer, 0))
        minutes = weights[Wish.V1] * options.trip_minutes(trainer, case.school)
        late, opens = options.reluctant_slots[trainer], options.open_slots[trainer]
        for half, here in slots.items():
            free = [s for s in here if s.id in opens and context.trainer_free(trainer, case.school, s)]
            if not free or context.room_on(trainer, half.day) <= 0:
                continue
            trip = 0.0
            if (trainer, half.day, case.school) not in context.trips:
                trip = minutes / sharing[case.school, trainer, half.day]
            found[half, trainer] = seat + trip + weights[Wish.V4] * all(slot.id in late for slot in free)
    return found


def _per_assessor(block: Block, case: Case, alone: Alone) -> dict[str, float]:
    """What the WPA costs alone at least with each assessor, the other seat at its cheapest."""
    by_half: dict[Half, tuple[dict[str, float], dict[str, float]]] = defaultdict(lambda: ({}, {}))
    for (half, trainer), cost in alone.items():
        by_half[half][0 if trainer in case.field else 1][trainer] = cost
    found: dict[str, float] = {}
    for half, (field, institute) in by_half.items():
        if not field or (case.two and not institute):
            continue
        others = (min(institute.values()) if case.two else 0.0, min(field.values()))
        for mine, other in zip((field, institute), others, strict=True):
            for trainer, cost in mine.items():
                whole = cost + other + _leaving(block, case, half, trainer)
                found[trainer] = min(found.get(trainer, whole), whole)
    return found


def _leaving(block: Block, case: Case, half: Half, trainer: str) -> int:
    """What it costs at least that the WPA is not as it was, if it is not with this assessor then."""
    weight = block.options.instance.settings.weights[Wish.V7]
    wanted: list[tuple[Booking | None, int]] = []
    if block.options.replanning:
        wanted.append((block.options.previous.get(case.id), weight))
    if block.loyalty is not None:
        wanted.append((block.loyalty.roster.get(case.id), block.loyalty.price))
    slots = block.options.instance.slots
    price = 0
    for booking, cost in wanted:
        if booking is not None:
            there = booking.slot in slots and half_of(slots[booking.slot]) == half and trainer in booking.assessors
            price += 0 if there else cost
    return price
