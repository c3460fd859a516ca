"""When each visit that is due may be, by what does not depend on other visits (B2-B8). Plans nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, time
from functools import cached_property

from instances.domain.entities import Availability, DayPart, Slot, Willingness
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.domain.travel import NORM_MINUTES
from instances.dutch.hours_of_day import hours_of_day
from instances.visits.days import visiting_days
from instances.visits.due import due_visits
from instances.visits.roster import LessonVisit, PlgMeeting, VisitRule
from models.visits.data import NOON, QUARTER, FixedWpa

Due = LessonVisit | PlgMeeting

NARROWING = (
    VisitRule.B2, VisitRule.B3, VisitRule.B4, VisitRule.B7, VisitRule.B8, VisitRule.B6, VisitRule.B5,
)  # fmt: skip
"""The rules that may leave a visit no moment by itself, in the order in which they are told."""


class VisitMoments:
    """Answers for one placement and WPA roster.

    Attributes:
        instance: The semester.
        placement: Student id to mentor id.
        days: The visiting days in order.
        number_of: Each of them to its number.
        due: All that is due.
    """

    def __init__(self, instance: Instance, placement: Placement, assessment: Assessment) -> None:
        """Find the days and what is due.

        Args:
            instance: The semester.
            placement: Student id to mentor id.
            assessment: Student id to booking; empty where no WPAs are planned.

        Raises:
            VisitPeriodError: It cannot be told from when to when visits are.
        """
        self.instance, self.placement = instance, placement
        self.days = visiting_days(instance.settings)
        self.number_of: Mapping[date, int] = {day: number for number, day in enumerate(self.days)}
        self.due = due_visits(instance, placement)
        self._booked = {student: instance.slots[booking.slot] for student, booking in assessment.items()}
        stops: defaultdict[tuple[str, date], list[FixedWpa]] = defaultdict(list)
        own: defaultdict[tuple[tuple[str, ...], date], list[tuple[Slot, frozenset[str]]]] = defaultdict(list)
        for student, booking in assessment.items():
            slot, mentor = self._booked[student], placement[student]
            assessors = frozenset(booking.assessors)
            own[instance.class_of(mentor), slot.date].append((slot, assessors))
            for trainer in assessors:
                school = instance.mentors[mentor].school
                stops[trainer, slot.date].append(FixedWpa(slot.begin_minute, slot.end_minute, school))
        self._stops = {key: tuple(sorted(found)) for key, found in stops.items()}
        self._in_class = own
        self._open: dict[tuple[str, date], tuple[bool, bool]] = {}
        self._same: dict[tuple[int, ...], tuple[int, ...]] = {}

    # -- who, where, how long ------------------------------------------------------------------------

    def trainers(self, due: Due) -> tuple[str, ...]:
        """The ids of those concerned."""
        return (due.trainer,) if isinstance(due, LessonVisit) else self.due.gatherings[due.plg].trainers

    def school(self, due: Due) -> str:
        """The id of the school where it is."""
        if isinstance(due, LessonVisit):
            return self.instance.mentors[self.placement[due.student]].school
        return self.due.gatherings[due.plg].school

    def minutes(self, due: Due) -> int:
        """How long it takes."""
        settings = self.instance.settings
        return settings.visit_minutes if isinstance(due, LessonVisit) else settings.plg_minutes

    def classroom(self, due: Due) -> tuple[str, ...]:
        """The mentors of the class that is visited; empty for a meeting."""
        return self.instance.class_of(self.placement[due.student]) if isinstance(due, LessonVisit) else ()

    def stops(self, trainer: str, day: date) -> tuple[FixedWpa, ...]:
        """The WPAs of an assessor on a day, by begin."""
        return self._stops.get((trainer, day), ())

    def room(self, trainer: str, day: date) -> int:
        """How many visits and meetings the day of a trainer may take beside the WPAs (B8)."""
        return max(0, self.instance.settings.max_visits_per_day - len(self.stops(trainer, day)))

    def missing(self, meeting: PlgMeeting, day: date) -> int:
        """The placed students of the PLG for whom it is no stage day, or who are absent (R2)."""
        students = (self.instance.students[student] for student in self.due.gatherings[meeting.plg].students)
        return sum(day.weekday() not in one.days or self.is_absent(one.id, day) for one in students)

    def rather_not(self, trainer: str, day: date) -> tuple[bool, bool]:
        """Whether the morning and the afternoon are ``liever niet`` (R3)."""
        rows = self.instance.availability_of.get(trainer, ())
        answers = [{row.answer for row in rows if _is_at(row, day, part)} for part in DayPart]
        return Willingness.RATHER_NOT in answers[0], Willingness.RATHER_NOT in answers[1]

    def wpa_day(self, student: str) -> date | None:
        """The day of the WPA of a student; None where none is planned."""
        return self._booked[student].date if student in self._booked else None

    def is_absent(self, who: str, day: date) -> bool:
        """Whether a person, under any id, or a school is away on a day."""
        return any(row.start <= day <= row.end for row in self.instance.absences_of.get(who, ()))

    # -- when ------------------------------------------------------------------------------------------

    def starts(self, due: Due, number: int, rules: Collection[VisitRule] = NARROWING) -> tuple[int, ...]:
        """Find when something may begin on a day, whatever else is planned.

        Args:
            due: What is due.
            number: Of the day.
            rules: Those that count.

        Returns:
            Minutes after midnight, in order. Journeys to and from the WPAs of that day are not looked at: another visit
            may lie between.
        """
        day = self.days[number]
        if not all(rule not in rules or allows(self, due, number, day) for rule, allows in _OF_DAY.items()):
            return ()
        found = [start for start in self._hours(due) if VisitRule.B4 not in rules or self._there(due, day, start)]
        if VisitRule.B5 in rules:
            found = [start for start in found if not self._during_a_wpa(due, day, start)]
        if VisitRule.B6 in rules:
            found = [start for start in found if not self._class_is_busy(due, day, start)]
        return self._same.setdefault(tuple(found), tuple(found))

    def is_reached(self, due: Due, number: int, start: int) -> bool:
        """Whether there is time to travel from and to the WPAs of that day, with nothing else planned (B5)."""
        day, end, here = self.days[number], start + self.minutes(due), self.school(due)
        for trainer in self.trainers(due):
            stops = self.stops(trainer, day)
            before = [stop for stop in stops if stop.end <= start][-1:]
            after = [stop for stop in stops if stop.begin >= end][:1]
            if any(start - stop.end < self._gap(trainer, stop.school, here) for stop in before):
                return False
            if any(stop.begin - end < self._gap(trainer, here, stop.school) for stop in after):
                return False
        return True

    def _gap(self, trainer: str, one: str, other: str) -> int:
        if one == other:
            return 0
        return self.leg(trainer, one, other) + self.instance.settings.wpa_margin

    def leg(self, trainer: str, one: str, other: str) -> int:
        """Minutes from school to school; the norm where nothing gives them: without slots nobody was asked for them."""
        found = self.instance.school_leg(one, other, self.instance.trainers[trainer].vehicle)
        return NORM_MINUTES if found is None else found.minutes

    def _hours(self, due: Due) -> range:
        settings = self.instance.settings
        first, last = hours_of_day(settings.visit_hours if isinstance(due, LessonVisit) else settings.plg_hours)
        return range(-(-_minute(first) // QUARTER) * QUARTER, _minute(last) - self.minutes(due) + 1, QUARTER)

    def in_its_part(self, due: Due, number: int, day: date) -> bool:
        """B2: the k-th of n lies in the k-th part of the visiting days."""
        times, days = self.due.times[due], len(self.days)
        return (due.number - 1) * days // times <= number < due.number * days // times

    def everyone_there(self, due: Due, number: int, day: date) -> bool:
        """B3: student, school and a mentor of the class are there; of a meeting only the school must be."""
        if self.is_absent(self.school(due), day):
            return False
        if isinstance(due, PlgMeeting):
            return True
        return (
            day.weekday() in self.instance.students[due.student].days
            and not self.is_absent(due.student, day)
            and any(self._teaches(mentor, day) for mentor in self.classroom(due))
        )

    def before_the_wpa(self, due: Due, number: int, day: date) -> bool:
        """B7: the last visit of the SO is on a day before the WPA; on that day itself B6 allows none."""
        if isinstance(due, PlgMeeting) or not self.due.by_so[due] or due.student not in self._booked:
            return True
        if due.number < self.due.times[due]:
            return True
        return day < self._booked[due.student].date

    def apart_from_the_wpa(self, due: Due, number: int, day: date) -> bool:
        """B6: no visit on the day of the own WPA."""
        if isinstance(due, PlgMeeting) or due.student not in self._booked:
            return True
        return day != self._booked[due.student].date

    def has_room(self, due: Due, number: int, day: date) -> bool:
        """B8: the WPAs of that day leave every trainer concerned room for one."""
        return all(self.room(trainer, day) > 0 for trainer in self.trainers(due))

    def _teaches(self, mentor: str, day: date) -> bool:
        return day.weekday() in self.instance.mentors[mentor].days and not self.is_absent(mentor, day)

    def _there(self, due: Due, day: date, start: int) -> bool:
        return all(self._open_halves(trainer, day)[start >= NOON] for trainer in self.trainers(due))

    def _open_halves(self, trainer: str, day: date) -> tuple[bool, bool]:
        """B4: whether the trainer is there in the morning and in the afternoon."""
        key = (trainer, day)
        if key not in self._open:
            morning, afternoon = (self._is_there(trainer, day, part) for part in DayPart)
            self._open[key] = (morning, afternoon)
        return self._open[key]

    def _is_there(self, trainer: str, day: date, part: DayPart) -> bool:
        if self.is_absent(trainer, day):
            return False
        rows = self.instance.availability_of.get(trainer, ())
        here = {row.answer for row in rows if _is_at(row, day, part)}
        if here:
            return Willingness.NO not in here
        first, last = self._wpa_period
        if first <= day <= last and any(row.answer is not Willingness.NO for row in rows):
            return False
        return day.weekday() in self.instance.trainers[trainer].days

    @cached_property
    def _wpa_period(self) -> tuple[date, date]:
        """The first and last date of the slots, for which Beschikbaarheid was asked; no days where there are none."""
        dates = [slot.date for slot in self.instance.slots.values()]
        return (min(dates), max(dates)) if dates else (date.max, date.min)

    def _during_a_wpa(self, due: Due, day: date, start: int) -> bool:
        """B5, and who is also a mentor: not during an own WPA or one in the own class; no visit to a class alone."""
        end = start + self.minutes(due)
        for trainer in self.trainers(due):
            if any(stop.begin < end and start < stop.end for stop in self.stops(trainer, day)):
                return True
            own = self.instance.trainers[trainer].also_mentor
            if own is not None and self.lonely(own, day) and self.instance.class_of(own) != self.classroom(due):
                wpas = self._in_class.get((self.instance.class_of(own), day), ())
                if any(_overlap(slot, start, end) and trainer not in who for slot, who in wpas):
                    return True
        return any(
            self.lonely(own, day)
            and trainer not in self.trainers(due)
            and any(stop.begin < end and start < stop.end for stop in self.stops(trainer, day))
            for own, trainer in self._trainer_of.items()
            if own in self.classroom(due)
        )

    def lonely(self, mentor: str, day: date) -> bool:
        """Whether no duo mentor is there to stand in for a mentor."""
        duo = self.instance.mentors[mentor].duo
        return duo is None or not self._teaches(duo, day)

    def _class_is_busy(self, due: Due, day: date, start: int) -> bool:
        """B6: another student of the class has a WPA then."""
        wpas = self._in_class.get((self.classroom(due), day), ())
        return any(_overlap(slot, start, start + self.minutes(due)) for slot, _ in wpas)

    @cached_property
    def _trainer_of(self) -> Mapping[str, str]:
        """Mentor id to the id of the trainer who is the same person."""
        return {one.also_mentor: one.id for one in self.instance.trainers.values() if one.also_mentor is not None}


_OF_DAY = {
    VisitRule.B2: VisitMoments.in_its_part,
    VisitRule.B3: VisitMoments.everyone_there,
    VisitRule.B7: VisitMoments.before_the_wpa,
    VisitRule.B6: VisitMoments.apart_from_the_wpa,
    VisitRule.B8: VisitMoments.has_room,
}


def _is_at(row: Availability, day: date, part: DayPart) -> bool:
    return row.date == day and row.part in (None, part)


def _overlap(slot: Slot, start: int, end: int) -> bool:
    return slot.begin_minute < end and start < slot.end_minute


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
