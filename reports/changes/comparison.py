"""Where everyone is by the earlier roster and by the new one, each with what its workbook says around it.

Knows no file and no sentence. Where nothing was kept of the earlier workbook, the one of now speaks for both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from instances.domain.entities import Day, Slot
from instances.domain.solution import Assessment, Booking, Placement, Previous
from instances.domain.surroundings import SchoolTies, Surroundings, surroundings_of
from instances.dutch.dates import clock, day_codes, numeric_date
from instances.dutch.lists import listed
from reports.run.bundle import Run
from reports.run.named import NamesShown


@dataclass(frozen=True, slots=True)
class StudentPlace:
    """With everyone concerned, by id; None and nobody where there is no place, or it is not known any more."""

    mentor: str | None = None
    school: str | None = None
    board: str | None = None
    trainers: tuple[str, ...] = ()
    plg: str = ""
    groups: frozenset[int] = frozenset()
    days: frozenset[Day] = frozenset()

    @property
    def on(self) -> str:
        """The days in words."""
        return day_codes(self.days)

    @property
    def group(self) -> str:
        return listed(map(str, sorted(self.groups)))


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """One student's place by the earlier roster and by the new one, and what is different about it.

    Only of who has a place in both it is told what is different beside mentor and school.
    """

    old: StudentPlace
    new: StudentPlace

    @property
    def both(self) -> bool:
        return self.old.mentor is not None and self.new.mentor is not None

    @property
    def moves(self) -> bool:
        """To another mentor, to another school with the same one, to a place or from it."""
        return (self.old.mentor, self.old.school) != (self.new.mentor, self.new.school)

    @property
    def school(self) -> bool:
        return self._differ(lambda place: place.school)

    @property
    def mentor(self) -> bool:
        return self.both and self.old.mentor != self.new.mentor

    @property
    def board(self) -> bool:
        """Did the school go over to another?"""
        return not self.school and self._differ(lambda place: place.board)

    @property
    def trainers(self) -> bool:
        return self._differ(lambda place: place.trainers)

    @property
    def plg(self) -> bool:
        return self._differ(lambda place: place.plg)

    @property
    def groups(self) -> bool:
        """Has the mentor another class?"""
        return not self.mentor and self._differ(lambda place: place.groups)

    @property
    def days(self) -> bool:
        return self.both and self.old.days != self.new.days

    def _differ(self, of: Callable[[StudentPlace], object]) -> bool:
        """Not where a school is unknown: of a mentor whom neither workbook knows, nothing is."""
        known = self.both and self.old.school is not None and self.new.school is not None
        return known and of(self.old) != of(self.new)


@dataclass(frozen=True, slots=True)
class ScheduledWpa:
    """A WPA by a roster: with whom, when and where; ``slot`` None where neither workbook knows it."""

    booking: Booking
    slot: Slot | None
    place: StudentPlace

    @property
    def time(self) -> tuple[date, time, time] | str:
        return self.booking.slot if self.slot is None else (self.slot.date, self.slot.begin, self.slot.end)

    def when(self, end: bool, spoken: bool) -> str:
        """01-06-2027 om 09:00, or with the ``end``; shorter when it is not ``spoken``. The id where nobody knows."""
        if self.slot is None:
            return self.booking.slot
        day, begin, till = numeric_date(self.slot.date), clock(self.slot.begin), clock(self.slot.end)
        if spoken:
            return f"{day} van {begin} tot {till}" if end else f"{day} om {begin}"
        return f"{day} {begin}-{till}" if end else f"{day} {begin}"


@dataclass(frozen=True, slots=True)
class WpaChange:
    """One student's WPA by the earlier roster and by the new one, and what is different about it.

    None where there is none. Only of a WPA in both it is told what is different.
    """

    old: ScheduledWpa | None
    new: ScheduledWpa | None

    @property
    def same_booking(self) -> bool:
        """The same slot and the same assessors in both rosters."""
        return self.old is not None and self.new is not None and self.old.booking == self.new.booking

    @property
    def place(self) -> PlaceChange:
        """What is different about the place; nothing of a WPA that is not in both."""
        if self.old is None or self.new is None:
            return PlaceChange(StudentPlace(), StudentPlace())
        return PlaceChange(self.old.place, self.new.place)

    @property
    def time(self) -> bool:
        return self.old is not None and self.new is not None and self.old.time != self.new.time

    @property
    def team(self) -> bool:
        return (
            self.old is not None and self.new is not None and self.old.booking.assessors != self.new.booking.assessors
        )

    def whens(self, spoken: bool) -> tuple[str, str]:
        """Old and new in words, with the end where only that changed; '' where there is none."""
        old, new = (None if wpa is None else wpa.slot for wpa in (self.old, self.new))
        end = self.time and old is not None and new is not None and (old.date, old.begin) == (new.date, new.begin)
        was, now = ("" if wpa is None else wpa.when(end, spoken) for wpa in (self.old, self.new))
        return was, now


class Comparison:
    """The earlier roster beside the new one."""

    def __init__(self, run: Run, before: Previous) -> None:
        self._run = run
        self._before = before
        self.names = NamesShown(run.instance, before.names)

    @cached_property
    def _now(self) -> Surroundings:
        return surroundings_of(self._run.instance)

    @cached_property
    def _then(self) -> Surroundings:
        """With who came into the workbook later: an edit by hand may name them."""
        then, now = self._before.around or self._now, self._now
        return Surroundings(
            {**now.schools, **then.schools},
            {**now.mentors, **then.mentors},
            {**now.groups, **then.groups},
            {**now.slots, **then.slots},
            {**now.days, **then.days},
        )

    @cached_property
    def places(self) -> Mapping[str, PlaceChange]:
        """Everyone in the workbook or in the earlier placement."""
        before, now = self._before.placement, self._run.placement
        everyone = dict.fromkeys([*self._run.instance.students, *before, *now])
        return {
            who: PlaceChange(_place(before, self._then, who), _place(now, self._now, who)) for who in everyone
        }  # fmt: skip

    @cached_property
    def wpas(self) -> Mapping[str, WpaChange]:
        """Everyone with a WPA in either roster."""
        before, now = self._before.assessment, self._run.assessment or {}
        everyone = dict.fromkeys(who for who in [*self._run.instance.students, *before] if who in before or who in now)
        return {
            who: WpaChange(
                _scheduled(before, self._then, who, _place(self._before.placement, self._then, who)),
                _scheduled(now, self._now, who, _place(self._run.placement, self._now, who)),
            )
            for who in everyone
        }

    @cached_property
    def schools(self) -> Mapping[str, tuple[SchoolTies, SchoolTies]]:
        """Old and new ties of the schools in both workbooks."""
        then, now = self._then.schools, self._now.schools
        return {school: (then[school], now[school]) for school in now}


def _place(placement: Placement, around: Surroundings, student: str) -> StudentPlace:
    mentor = placement.get(student)
    if mentor is None:
        return StudentPlace()
    school = around.mentors.get(mentor)
    ties = around.schools.get(school or "") or SchoolTies("", ())
    groups, days = around.groups.get(mentor, frozenset()), around.days.get(student, frozenset())
    return StudentPlace(mentor, school, ties.board or None, ties.trainers, ties.plg, groups, days)


def _scheduled(assessment: Assessment, around: Surroundings, student: str, place: StudentPlace) -> ScheduledWpa | None:
    booking = assessment.get(student)
    return None if booking is None else ScheduledWpa(booking, around.slots.get(booking.slot), place)
