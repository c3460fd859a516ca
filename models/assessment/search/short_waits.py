"""Other slots of the same days for a finished roster, so that its assessors wait less (V8). Changes nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from instances.domain.entities import Slot
from instances.domain.solution import Assessment, Booking
from models.assessment.block.slot_assignment import (
    DayWpa,
    OutOfTimeError,
    assign_slots,
    counts_waiting,
    parts_of_day,
)
from models.assessment.data.cases import AssessmentData
from models.assessment.data.fixed_part import FixedPart
from models.assessment.data.waiting import TrainerDay, day_quarters, visits_of
from models.search.control import Control


def with_short_waits(
    data: AssessmentData, bookings: Assessment, control: Control, days: Collection[date] | None = None
) -> dict[str, Booking]:
    """The roster with the least waiting that its days and assessors leave, part of a day by part of a day.

    Args:
        data: Rules, travel times and what slots nobody likes.
        bookings: A roster that keeps to the rules.
        control: The time there is; what it does not come to stays as it was.
        days: The days to look at; None for all.

    Returns:
        Student id to booking, in the same order: with the same assessors on the same days, no seat more at a time
        marked ``liever niet`` (V4), and bookings of the previous roster as they were (V7).
    """
    found = dict(bookings)
    if not counts_waiting(data):
        return found
    late = {
        key for key, visits in visits_of(data, bookings).items()
        if len(visits) > 1 and (days is None or key[1] in days) and day_quarters(data, key[0], visits)
    }  # fmt: skip
    nothing_fixed = FixedPart(data, {})
    for day, wpas in _by_day(data, bookings, {day for _, day in late}).items():
        for part in parts_of_day(data, wpas):
            if control.remaining <= 0:
                return found
            if any((trainer, day) in late for wpa in part for trainer in wpa.assessors):
                hint = {wpa.case.id: bookings[wpa.case.id].slot for wpa in part}
                try:
                    slots = assign_slots(data, nothing_fixed, part, control, hint=hint)
                except OutOfTimeError:
                    return found
                if slots is not None and slots.waiting < _waiting(data, part, bookings, day):
                    found |= {student: replace(found[student], slot=slot) for student, slot in slots.slots.items()}
    return found


def _by_day(data: AssessmentData, bookings: Assessment, days: Collection[date]) -> dict[date, list[DayWpa]]:
    found: dict[date, list[DayWpa]] = defaultdict(list)
    for student, booking in bookings.items():
        day = data.instance.slots[booking.slot].date
        if day in days:
            found[day].append(DayWpa(data.cases[student], booking.assessors, _slots(data, student, booking)))
    return found


def _slots(data: AssessmentData, student: str, booking: Booking) -> tuple[Slot, ...]:
    """The slots of the same day at which the assessors can be, with no more of them unwillingly."""
    now = data.instance.slots[booking.slot]
    if data.previous.get(student) == booking:
        return (now,)

    def unwilling(slot: Slot) -> int:
        return sum(slot.id in data.reluctant_slots[trainer] for trainer in booking.assessors)

    return tuple(
        slot
        for slot in data.cases[student].slots
        if slot.date == now.date
        and all(slot.id in data.open_slots[trainer] for trainer in booking.assessors)
        and unwilling(slot) <= unwilling(now)
    )


def _waiting(data: AssessmentData, part: Collection[DayWpa], bookings: Assessment, day: date) -> int:
    here: dict[TrainerDay, None] = dict.fromkeys((trainer, day) for wpa in part for trainer in wpa.assessors)
    visits = visits_of(data, {wpa.case.id: bookings[wpa.case.id] for wpa in part})
    return sum(day_quarters(data, trainer, visits[trainer, day]) for trainer, day in here)
