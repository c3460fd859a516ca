"""The WPA roster by day, assessor and school, with trips and waiting. Knows the roster, no page and no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

from instances.domain.instance import Instance
from instances.dutch.dates import long_date, short_day, span
from reports.run.tours import Tour, Wpa, tours_of, wpas_of
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.names import with_names

LONG_WAIT = 120  # minutes without a WPA or a trip that stand out: longer than a lunch and the travelling of a morning
PINNED = (("slot", "tijd"), ("field", "beoordelaar werkveld"), ("institute", "beoordelaar opleiding"))


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day with slots.

    Attributes:
        day: The day.
        title: The day, short.
        wpas: How many WPAs are on it.
    """

    day: date
    title: str
    wpas: int


@dataclass(frozen=True, slots=True)
class WpaStop:
    """One WPA, as a page shows it.

    Attributes:
        student: Id of the student.
        name: Name of the student.
        year: Year of the student.
        school: Id of the school.
        school_name: Its name.
        mentor: Name of the mentor.
        slot: Id of the slot.
        day: The day.
        begin: Minutes after midnight.
        end: Minutes after midnight.
        field: Id of the assessor of the field.
        institute: Id of the assessor of the institute; None with one assessor.
        assessors: Names of the assessors.
        pinned: What of it is pinned, in Dutch; '' when nothing is.
        breaks: The rules that it breaks in this roster, each with its sentence.
    """

    student: str
    name: str
    year: int
    school: str
    school_name: str
    mentor: str
    slot: str
    day: date
    begin: int
    end: int
    field: str
    institute: str | None
    assessors: tuple[str, ...]
    pinned: str
    breaks: tuple[str, ...]

    @property
    def times(self) -> str:
        """From when until when: ``09:00-10:00``."""
        return f"{_clock(self.begin)}-{_clock(self.end)}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Time of an assessor that is no WPA.

    Attributes:
        begin: Minutes after midnight.
        end: Minutes after midnight.
        travel: It is a trip; else it is waiting.
        words: From where to where, or how long is waited, in Dutch.
    """

    begin: int
    end: int
    travel: bool
    words: str

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.end - self.begin

    @property
    def long_wait(self) -> bool:
        """It is a wait that stands out."""
        return not self.travel and self.minutes >= LONG_WAIT

    @property
    def times(self) -> str:
        """From when until when."""
        return f"{_clock(self.begin)}-{_clock(self.end)}"


@dataclass(frozen=True, slots=True)
class AssessorDay:
    """One day of one assessor.

    Attributes:
        trainer: Id of the assessor.
        name: The name.
        role: The role.
        day: The day.
        stops: The WPAs, by time.
        gaps: Trips and waiting, by time.
        most: How many WPAs the assessor can take on a day (A8).
    """

    trainer: str
    name: str
    role: str
    day: date
    stops: tuple[WpaStop, ...]
    gaps: tuple[Gap, ...]
    most: int

    @property
    def title(self) -> str:
        """The day in full."""
        return long_date(self.day)

    @property
    def travel(self) -> int:
        """Minutes on the road."""
        return sum(gap.minutes for gap in self.gaps if gap.travel)

    @property
    def waiting(self) -> int:
        """Minutes of waiting."""
        return sum(gap.minutes for gap in self.gaps if not gap.travel)

    @property
    def longest_wait(self) -> int:
        """Minutes of the longest wait between two WPAs."""
        return max((gap.minutes for gap in self.gaps if not gap.travel), default=0)

    @property
    def lines(self) -> list[WpaStop | Gap]:
        """Everything, by time."""
        return sorted((*self.stops, *self.gaps), key=lambda line: (line.begin, line.end))


class WpaDays:
    """One WPA roster, sorted for pages; made once for a version of the rosters.

    Attributes:
        instance: The workbook.
        stops: Every WPA by date, time and school.
        broken: The rules that the roster breaks, each with its sentence.
    """

    def __init__(self, held: HeldRoster) -> None:
        """Sort the roster.

        Args:
            held: The rosters.
        """
        self.instance: Instance = held.instance
        broken: dict[str, list[str]] = {}
        for violation in held.wpa_verdict.violations:
            for id in violation.about:
                broken.setdefault(id, []).append(f"{violation.rule}: {with_names(held.instance, violation.text)}")
        self._broken = broken
        self.broken: tuple[tuple[str, str], ...] = tuple(
            (str(violation.rule), with_names(held.instance, violation.text))
            for violation in held.wpa_verdict.violations
        )
        self.stops: tuple[WpaStop, ...] = tuple(self._stop(wpa) for wpa in wpas_of(held.run))
        self._by_student = {stop.student: stop for stop in self.stops}
        self._tours = tours_of(held.run)

    def _stop(self, wpa: Wpa) -> WpaStop:
        pin = self.instance.pin_of.get(wpa.student.id)
        fixed = ", ".join(word for field, word in PINNED if getattr(pin, field, None) is not None)
        trainers = self.instance.trainers
        return WpaStop(
            wpa.student.id,
            wpa.student.name,
            wpa.student.year,
            wpa.school.id,
            wpa.school.name,
            self.instance.mentors[wpa.mentor].name,
            wpa.slot.id,
            wpa.slot.date,
            wpa.slot.begin_minute,
            wpa.slot.end_minute,
            wpa.booking.field,
            wpa.booking.institute,
            tuple(trainers[id].name for id in wpa.booking.assessors),
            fixed,
            tuple(self._broken.get(wpa.student.id, ())),
        )

    @cached_property
    def days(self) -> tuple[DayChoice, ...]:
        """Every day with a slot, also the quiet ones."""
        found = {slot.date: 0 for slot in sorted(self.instance.slots.values(), key=lambda slot: slot.date)}
        for stop in self.stops:
            found[stop.day] += 1
        return tuple(DayChoice(day, short_day(day), wpas) for day, wpas in found.items())

    @property
    def first_day(self) -> date | None:
        """The first day with a WPA, else the first with a slot; None without any slot."""
        busy = next((choice.day for choice in self.days if choice.wpas), None)
        return busy or next((choice.day for choice in self.days), None)

    def on(self, days: Iterable[date] | None) -> list[WpaStop]:
        """The WPAs on these days, by time; None: on all."""
        wanted = None if days is None else frozenset(days)
        return [stop for stop in self.stops if wanted is None or stop.day in wanted]

    def of(self, student: str) -> WpaStop | None:
        """The WPA of a student; None where there is none."""
        return self._by_student.get(student)

    def assessor_days(self, days: Iterable[date] | None) -> list[AssessorDay]:
        """The days of assessors with a WPA, by assessor and day.

        Args:
            days: Which days; None: all.

        Returns:
            In the order of the workbook.
        """
        wanted = None if days is None else frozenset(days)
        return [
            self._assessor_day(tour)
            for tours in self._tours.values()
            for tour in tours
            if wanted is None or tour.wpas[0].slot.date in wanted
        ]

    def _assessor_day(self, tour: Tour) -> AssessorDay:
        who = tour.assessor
        stops = tuple(self._by_student[wpa.student.id] for wpa in tour.wpas)
        most = self.instance.max_wpas_per_day(who.id)
        return AssessorDay(who.id, who.name, str(who.role), stops[0].day, stops, tuple(_gaps(stops, tour)), most)


class _HeldKey:
    """A version of the rosters as the key of what was sorted of it."""

    def __init__(self, held: HeldRoster) -> None:
        self.held = held

    def __hash__(self) -> int:
        return hash(self.held.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _HeldKey) and other.held is self.held


@lru_cache(maxsize=3)
def _days_of(key: _HeldKey) -> WpaDays:
    return WpaDays(key.held)


def days_of(held: HeldRoster) -> WpaDays:
    """Give the sorted roster, made once for a version of the rosters."""
    return _days_of(_HeldKey(held))


def _gaps(stops: Sequence[WpaStop], tour: Tour) -> Iterator[Gap]:
    """To the first school, between schools as soon as can be, and back; what is left between is waiting."""
    first, last, legs = stops[0], stops[-1], tour.legs
    if legs[0]:
        begin = max(0, first.begin - legs[0])
        yield Gap(begin, first.begin, True, f"{legs[0]} min naar {first.school_name}")
    for (one, other), trip, wait in zip(pairwise(stops), legs[1:-1], tour.waits, strict=True):
        if trip:
            yield Gap(one.end, one.end + trip, True, f"{trip} min van {one.school_name} naar {other.school_name}")
        if wait:
            yield Gap(other.begin - wait, other.begin, False, f"{wait} min wachten bij {other.school_name}")
    if legs[-1]:
        yield Gap(last.end, last.end + legs[-1], True, f"{legs[-1]} min terug van {last.school_name}")


def week_of(day: date) -> list[date]:
    """Monday to Friday of the week of a day, and the day itself where that is in a weekend."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(max(5, day.weekday() + 1))]


def slot_words(instance: Instance, slot: str) -> str:
    """``dinsdag 1 juni 2027, 09:00-10:00``."""
    found = instance.slots[slot]
    return f"{long_date(found.date)}, {span(found.begin, found.end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
