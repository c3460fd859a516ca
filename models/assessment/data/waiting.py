"""Waiting of assessors between the WPAs of a day (V8), in whole quarters of an hour. Knows no roster and no solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment
from models.assessment.data.cases import AssessmentData

FREE_MINUTES = 30
"""Waiting up to this costs nothing (V8)."""

QUARTER = 15
"""Minutes; V8 counts the whole quarters above ``FREE_MINUTES``."""

Visit = tuple[str, Slot]
"""School id and slot of one WPA of an assessor."""

TrainerDay = tuple[str, date]
"""Trainer id and day."""


def travel_minutes(data: AssessmentData, trainer: str, school: str, other: str) -> int:
    """Minutes that the assessor travels between two WPAs that follow each other; 0 within a school."""
    if school == other:
        return 0
    return data.instance.school_minutes(school, other, data.instance.trainers[trainer].vehicle)


def quarters(minutes: int) -> int:
    """What so many minutes of waiting count for (V8); less than none counts as none."""
    return max(0, minutes - FREE_MINUTES) // QUARTER


def day_quarters(data: AssessmentData, trainer: str, visits: Iterable[Visit]) -> int:
    """Quarters of waiting (V8) of one assessor on one day.

    Args:
        data: Travel times.
        trainer: Trainer id.
        visits: The WPAs of that day, in any order.

    Returns:
        Whole quarters, summed over every two WPAs that follow each other.
    """
    ordered = sorted(visits, key=lambda visit: (visit[1].begin_minute, visit[1].end_minute))
    return sum(
        quarters(later.begin_minute - earlier.end_minute - travel_minutes(data, trainer, school, other))
        for (school, earlier), (other, later) in pairwise(ordered)
    )


def visits_of(data: AssessmentData, bookings: Assessment) -> dict[TrainerDay, list[Visit]]:
    """Where every assessor of a roster is on which day.

    Args:
        data: What the roster is of.
        bookings: Student id to booking, each with a slot that is in the instance.

    Returns:
        An entry for everyone with a WPA that day.
    """
    found: dict[TrainerDay, list[Visit]] = {}
    for student, booking in bookings.items():
        slot = data.instance.slots[booking.slot]
        for trainer in dict.fromkeys(booking.assessors):
            found.setdefault((trainer, slot.date), []).append((data.cases[student].school, slot))
    return found


def waiting(data: AssessmentData, bookings: Assessment) -> int:
    """The measure of V8 on a roster, in quarters of an hour."""
    visits: Mapping[TrainerDay, list[Visit]] = visits_of(data, bookings)
    return sum(day_quarters(data, trainer, here) for (trainer, _), here in visits.items() if len(here) > 1)


def least_between(data: AssessmentData, trainer: str, day: date, school: str, other: str) -> int | None:
    """The least waiting of an assessor between the last WPA at one school and the first at another, either way round.

    Args:
        data: Travel times, and the slots open to the assessor.
        trainer: Trainer id.
        day: The date.
        school: School id.
        other: Id of another school.

    Returns:
        Quarters (V8); None where there is never time to go from the one to the other that day (A7).
    """
    key = (trainer, day, min(school, other), max(school, other))
    if key not in data.least_between:
        data.least_between[key] = _least_between(data, trainer, day, school, other)
    return data.least_between[key]


def _least_between(data: AssessmentData, trainer: str, day: date, school: str, other: str) -> int | None:
    here, there = (_open_at(data, trainer, day, each) for each in (school, other))
    found = [
        quarters(later.begin_minute - earlier.end_minute - travel_minutes(data, trainer, start, end))
        for start, end, first, second in ((school, other, here, there), (other, school, there, here))
        for earlier in first
        for later in second
        if later.begin_minute >= earlier.end_minute and not data.clash(trainer, start, earlier, end, later)
    ]
    return min(found, default=None)


def _open_at(data: AssessmentData, trainer: str, day: date, school: str) -> list[Slot]:
    """The slots of the day that are open to the assessor and serve the school (A5, A12)."""
    board, any_school = data.instance.schools[school].board, Rule.A12 in data.without
    slots = (data.instance.slots[slot] for slot in data.open_slots[trainer])
    return [
        slot
        for slot in slots
        if slot.date == day and (any_school or (slot.school in (None, school) and slot.board in (None, board)))
    ]


def most_quarters(data: AssessmentData) -> int:
    """What one WPA can add at most to the waiting of one assessor: the longest day from its first slot to its last."""
    first: dict[date, int] = {}
    last: dict[date, int] = {}
    for slot in data.instance.slots.values():
        first[slot.date] = min(first.get(slot.date, slot.begin_minute), slot.begin_minute)
        last[slot.date] = max(last.get(slot.date, slot.end_minute), slot.end_minute)
    return max((quarters(last[day] - first[day]) for day in first), default=0)
