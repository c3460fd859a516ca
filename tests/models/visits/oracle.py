"""Rules and wishes of decision 45 counted plainly, and every roster of a tiny semester tried. Knows no model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from instances.domain.entities import DayPart, Willingness
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.dutch.hours_of_day import hours_of_day
from instances.visits.days import visiting_days
from instances.visits.due import DueVisits, due_visits, travel_norm
from instances.visits.roster import (
    VISIT_WISHES,
    LessonVisit,
    Moment,
    PlgMeeting,
    VisitRoster,
    VisitRule,
    VisitWish,
)

Due = LessonVisit | PlgMeeting


@dataclass(frozen=True)
class Busy:
    """Somebody is somewhere: a visit, a meeting or a WPA (``due`` None)."""

    day: date
    begin: int
    end: int
    school: str
    due: Due | None = None
    classroom: tuple[str, ...] = ()
    assessors: tuple[str, ...] = ()

    def meets(self, other: Busy) -> bool:
        return self.day == other.day and self.begin < other.end and other.begin < self.end


class VisitOracle:
    """One semester with its placement and WPA roster."""

    def __init__(
        self, instance: Instance, placement: Placement, assessment: Assessment, previous: VisitRoster | None = None
    ) -> None:
        self.previous = previous or VisitRoster()
        self.instance, self.placement, self.assessment = instance, placement, assessment
        self.due: DueVisits = due_visits(instance, placement)
        self.days = visiting_days(instance.settings)
        self.wpas = {student: self._wpa(student) for student in assessment}

    # -- facts -----------------------------------------------------------------------------------------

    def _wpa(self, student: str) -> Busy:
        slot, mentor = self.instance.slots[self.assessment[student].slot], self.placement[student]
        return Busy(slot.date, slot.begin_minute, slot.end_minute, self.instance.mentors[mentor].school, None,
                    self.instance.class_of(mentor), self.assessment[student].assessors)  # fmt: skip

    def busy(self, due: Due, moment: Moment) -> Busy:
        settings = self.instance.settings
        if isinstance(due, LessonVisit):
            mentor = self.placement[due.student]
            school, minutes = self.instance.mentors[mentor].school, settings.visit_minutes
            return Busy(moment.day, moment.begin, moment.begin + minutes, school, due, self.instance.class_of(mentor))
        school = self.due.gatherings[due.plg].school
        return Busy(moment.day, moment.begin, moment.begin + settings.plg_minutes, school, due)

    def trainers(self, due: Due) -> tuple[str, ...]:
        return (due.trainer,) if isinstance(due, LessonVisit) else self.due.gatherings[due.plg].trainers

    def away(self, who: str, day: date) -> bool:
        return any(row.start <= day <= row.end for row in self.instance.absences_of.get(who, ()))

    def teaches(self, mentor: str, day: date) -> bool:
        return day.weekday() in self.instance.mentors[mentor].days and not self.away(mentor, day)

    def answers(self, trainer: str, day: date, begin: int) -> set[Willingness]:
        part = DayPart.MORNING if begin < 720 else DayPart.AFTERNOON
        rows = self.instance.availability_of.get(trainer, ())
        return {row.answer for row in rows if row.date == day and row.part in (None, part)}

    def there(self, trainer: str, day: date, begin: int) -> bool:
        works = day.weekday() in self.instance.trainers[trainer].days
        if self.away(trainer, day):
            return False
        here = self.answers(trainer, day, begin)
        if here:
            return Willingness.NO not in here
        dates = [slot.date for slot in self.instance.slots.values()]
        rows = self.instance.availability_of.get(trainer, ())
        asked = bool(dates) and min(dates) <= day <= max(dates)
        return works and not (asked and any(row.answer is not Willingness.NO for row in rows))

    def day_of(self, trainer: str, day: date, busy: list[Busy]) -> list[Busy]:
        mine = [one for one in busy if one.day == day and one.due is not None and trainer in self.trainers(one.due)]
        wpas = [wpa for wpa in self.wpas.values() if wpa.day == day and trainer in wpa.assessors]
        return sorted([*mine, *wpas], key=lambda one: (one.begin, one.end))

    # -- rules -----------------------------------------------------------------------------------------

    def broken(self, roster: VisitRoster) -> list[VisitRule]:
        """The rules that are broken, once for each time."""
        every: dict[Due, Moment] = {**roster.lessons, **roster.meetings}
        busy = {due: self.busy(due, moment) for due, moment in every.items()}
        found = [rule for due, one in busy.items() for rule in self._alone(due, one)]
        for one, other in combinations(busy.values(), 2):
            found += self._together(one, other)
        for trainer in self.instance.trainers:
            for day in {one.day for one in busy.values()}:
                found += self._on_day(trainer, self.day_of(trainer, day, list(busy.values())))
        return found

    def _alone(self, due: Due, one: Busy) -> Iterator[VisitRule]:
        settings = self.instance.settings
        if due not in self.due.times:
            yield VisitRule.B1
            return
        times, total = self.due.times[due], len(self.days)
        first, last = hours_of_day(settings.visit_hours if isinstance(due, LessonVisit) else settings.plg_hours)
        if (
            one.day not in self.days
            or not (due.number - 1) * total // times <= self.days.index(one.day) < due.number * total // times
            or one.begin % 15
            or one.begin < first.hour * 60 + first.minute
            or one.end > last.hour * 60 + last.minute
        ):
            yield VisitRule.B2
        lesson = isinstance(due, LessonVisit)
        if self.away(one.school, one.day) or (isinstance(due, LessonVisit) and not self._pupils(due, one)):
            yield VisitRule.B3
        if not all(self.there(trainer, one.day, one.begin) for trainer in self.trainers(due)):
            yield VisitRule.B4
        if isinstance(due, LessonVisit) and due.student in self.wpas:
            wpa = self.wpas[due.student]
            if wpa.day == one.day:
                yield VisitRule.B6
            if self.due.by_so[due] and due.number == times and (one.day, one.end) > (wpa.day, wpa.begin):
                yield VisitRule.B7
        for wpa in self.wpas.values():
            if lesson and wpa.classroom == one.classroom and wpa.meets(one):
                yield VisitRule.B6
            if wpa.meets(one) and self._deserted(one, self.trainers(due), wpa, wpa.assessors):
                yield VisitRule.B5

    def _pupils(self, due: LessonVisit, one: Busy) -> bool:
        student = self.instance.students[due.student]
        return (
            one.day.weekday() in student.days
            and not self.away(student.id, one.day)
            and any(self.teaches(mentor, one.day) for mentor in one.classroom)
        )

    def _together(self, one: Busy, other: Busy) -> Iterator[VisitRule]:
        a, b = one.due, other.due
        if isinstance(a, LessonVisit) and isinstance(b, LessonVisit):
            if a.student == b.student and one.day == other.day:
                yield VisitRule.B6
            if one.classroom == other.classroom and one.meets(other):
                yield VisitRule.B6
        assert a is not None
        assert b is not None
        if one.meets(other) and self._deserted(one, self.trainers(a), other, self.trainers(b)):
            yield VisitRule.B5

    def _deserted(self, one: Busy, who: tuple[str, ...], other: Busy, whom: tuple[str, ...]) -> bool:
        """Is somebody at the one while the own class is visited in the other, or the other way round?"""
        return self._leaves(one, who, other, whom) or self._leaves(other, whom, one, who)

    def _leaves(self, one: Busy, who: tuple[str, ...], visited: Busy, whom: tuple[str, ...]) -> bool:
        for trainer in who:
            own = self.instance.trainers[trainer].also_mentor
            if own is None or trainer in whom or own not in visited.classroom or one.classroom == visited.classroom:
                continue
            duo = self.instance.mentors[own].duo
            if duo is None or not self.teaches(duo, one.day):
                return True
        return False

    def _on_day(self, trainer: str, held: list[Busy]) -> Iterator[VisitRule]:
        if all(one.due is None for one in held):
            return
        if len(held) > self.instance.settings.max_visits_per_day:
            yield VisitRule.B8
        for one, other in pairwise(held):
            gap = 0
            if one.school != other.school:
                gap = self._leg(trainer, one.school, other.school) + self.instance.settings.wpa_margin
            if other.begin < one.end + gap:
                yield VisitRule.B5

    # -- wishes ----------------------------------------------------------------------------------------

    def _leg(self, trainer: str, one: str, other: str) -> int:
        leg = self.instance.school_leg(one, other, self.instance.trainers[trainer].vehicle)
        return 15 if leg is None else leg.minutes

    def _tour(self, trainer: str, held: list[Busy]) -> tuple[int, int]:
        """Minutes on the road and quarters of waiting."""
        if not held:
            return 0, 0
        base = [self.instance.base_leg(trainer, held[place].school).minutes for place in (0, -1)]
        legs = [self._leg(trainer, one.school, other.school) for one, other in pairwise(held)]
        waits = [other.begin - one.end - leg for (one, other), leg in zip(pairwise(held), legs, strict=True)]
        return sum(base) + sum(legs), sum(max(0, wait - 30) // 15 for wait in waits)

    def measures(self, roster: VisitRoster) -> Counter[VisitWish]:
        busy = [self.busy(due, moment) for due, moment in {**roster.lessons, **roster.meetings}.items()]
        found: Counter[VisitWish] = Counter(dict.fromkeys(VisitWish, 0))
        travelled: defaultdict[str, int] = defaultdict(int)
        for one in busy:
            assert one.due is not None
            if isinstance(one.due, PlgMeeting):
                students = [self.instance.students[who] for who in self.due.gatherings[one.due.plg].students]
                found[VisitWish.R2] += sum(
                    one.day.weekday() not in who.days or self.away(who.id, one.day) for who in students
                )
            for trainer in self.trainers(one.due):
                found[VisitWish.R3] += Willingness.RATHER_NOT in self.answers(trainer, one.day, one.begin)
        for trainer in self.instance.trainers:
            for day in {one.day for one in busy}:
                held = self.day_of(trainer, day, busy)
                fixed = [one for one in held if one.due is None]
                if len(fixed) < len(held):
                    (minutes, waits), (before, waited) = self._tour(trainer, held), self._tour(trainer, fixed)
                    travelled[trainer] += minutes - before
                    found[VisitWish.R4] += waits - waited
        found[VisitWish.R1] = sum(travelled.values())
        now = {**roster.lessons, **roster.meetings}
        before = {**self.previous.lessons, **self.previous.meetings}
        found[VisitWish.R6] = len([due for due in self.due.times if due in before and before[due] != now.get(due)])
        found[VisitWish.R5] = sum(max(0, it - travel_norm(self.instance, who)) for who, it in travelled.items())
        return found

    def cost(self, roster: VisitRoster) -> int:
        return sum(VISIT_WISHES[wish].weight * amount for wish, amount in self.measures(roster).items())

    # -- every roster ------------------------------------------------------------------------------------

    def moments(self, due: Due) -> list[Moment]:
        """Every moment at which it breaks no rule when nothing else is planned but the WPAs, journeys apart."""
        found = [Moment(day, begin) for day in self.days for begin in range(0, 24 * 60, 15)]
        return [moment for moment in found if not list(self._alone(due, self.busy(due, moment)))]

    def best(self) -> tuple[int, int]:
        """The most that can be planned, and the least that this costs, by trying every roster."""
        every = [(due, self.moments(due)) for due in self.due.times]
        best = (0, 0)
        for chosen in self._rosters(every, {}):
            roster = _as_roster(chosen)
            value = (-roster.count, self.cost(roster))
            best = min(best, value)
        return -best[0], best[1]

    def _rosters(self, left: list[tuple[Due, list[Moment]]], chosen: dict[Due, Moment]) -> Iterator[dict[Due, Moment]]:
        if not left:
            if not self.broken(_as_roster(chosen)):
                yield chosen
            return
        (due, moments), *rest = left
        yield from self._rosters(rest, chosen)
        for moment in moments:
            yield from self._rosters(rest, {**chosen, due: moment})


def _as_roster(chosen: dict[Due, Moment]) -> VisitRoster:
    return VisitRoster(
        {due: moment for due, moment in chosen.items() if isinstance(due, LessonVisit)},
        {due: moment for due, moment in chosen.items() if isinstance(due, PlgMeeting)},
    )
