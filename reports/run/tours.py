"""The days of the assessors: which WPAs, in which order, and how long they are on the road. Knows no layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from instances.domain.entities import School, Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.solution import Booking
from reports.run.bundle import Run

LONG_WAIT = 90  # minutes: longer than a lunch


@dataclass(frozen=True, slots=True)
class Wpa:
    """One scheduled WPA with everything looked up.

    Attributes:
        student: Whose.
        booking: Slot and assessors, as ids.
        slot: When.
        school: Where.
        mentor: The id of the student's mentor.
    """

    student: Student
    booking: Booking
    slot: Slot
    school: School
    mentor: str

    @property
    def order(self) -> tuple[date, int, str, str]:
        """What WPAs are sorted by: date, begin in minutes after midnight, school, student."""
        return self.slot.date, self.slot.begin_minute, self.school.id, self.student.id


@dataclass(frozen=True)
class Tour:
    """One assessor on one day: base, the schools in order of time, base. Minutes are one way per leg.

    Attributes:
        instance: The semester.
        assessor: Whose day.
        wpas: The WPAs of that day by time, at least one.
    """

    instance: Instance
    assessor: Trainer
    wpas: tuple[Wpa, ...]

    @cached_property
    def legs(self) -> tuple[int, ...]:
        """Minutes to each WPA from the one before (the first from the base), then back to the base."""
        who, schools = self.assessor, [wpa.school.id for wpa in self.wpas]
        between = [self.instance.school_minutes(one, other, who.vehicle) for one, other in pairwise(schools)]
        return (self._base(schools[0]), *between, self._base(schools[-1]))

    @cached_property
    def waits(self) -> tuple[int, ...]:
        """Minutes of waiting before each WPA but the first: after the one before and the journey between."""
        pairs = zip(pairwise(self.wpas), self.legs[1:-1], strict=True)
        return tuple(max(0, two.slot.begin_minute - one.slot.end_minute - leg) for (one, two), leg in pairs)

    @property
    def waiting(self) -> int:
        """Minutes of waiting that day, also those that V8 does not count."""
        return sum(self.waits)

    @property
    def long_waits_at_a_school(self) -> int:
        """How often is waited longer than ``LONG_WAIT`` between two WPAs at one school."""
        pairs = zip(pairwise(self.wpas), self.waits, strict=True)
        return sum(wait > LONG_WAIT and one.school.id == two.school.id for (one, two), wait in pairs)

    @property
    def minutes(self) -> int:
        """Minutes on the road that day."""
        return sum(self.legs)

    @property
    def schools(self) -> frozenset[str]:
        """The ids of the schools of that day."""
        return frozenset(wpa.school.id for wpa in self.wpas)

    @property
    def trip_minutes(self) -> int:
        """The measure of V1 for this day: the base to each school once."""
        return sum(self._base(school) for school in self.schools)

    def _base(self, school: str) -> int:
        return self.instance.base_leg(self.assessor.id, school).minutes


def wpas_of(run: Run) -> tuple[Wpa, ...]:
    """Look up every scheduled WPA.

    Args:
        run: The run; without a WPA roster there are none.

    Returns:
        The WPAs by date, time and school.
    """
    instance = run.instance
    found = [
        Wpa(
            instance.students[student],
            booking,
            instance.slots[booking.slot],
            instance.school_of(run.placement[student]),
            run.placement[student],
        )
        for student, booking in (run.assessment or {}).items()
    ]
    return tuple(sorted(found, key=lambda wpa: wpa.order))


def tours_of(run: Run) -> Mapping[str, tuple[Tour, ...]]:
    """Put the WPAs of each assessor together by day.

    Args:
        run: The run; without a WPA roster there are none.

    Returns:
        Assessor id to the days on the road, oldest first; only assessors with a WPA, in the order of the workbook.
    """
    days: dict[tuple[str, date], list[Wpa]] = {}
    for wpa in wpas_of(run):
        for assessor in wpa.booking.assessors:
            days.setdefault((assessor, wpa.slot.date), []).append(wpa)
    found: dict[str, list[Tour]] = {}
    for (assessor, _), wpas in sorted(days.items(), key=lambda item: item[0][1]):
        found.setdefault(assessor, []).append(Tour(run.instance, run.instance.trainers[assessor], tuple(wpas)))
    return {trainer: tuple(found[trainer]) for trainer in run.instance.trainers if trainer in found}
