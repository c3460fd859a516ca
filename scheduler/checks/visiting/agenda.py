"""What stands where: planned visits, and the days of trainers, students and classes. Knows no rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from instances.domain.entities import DayPart, Mentor, Slot, Trainer
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.domain.travel import NORM_MINUTES
from instances.dutch.lists import opening
from instances.visits.roster import LessonVisit, Moment, VisitRoster, VisitRule
from instances.visits.verdict import VisitViolation
from scheduler.checks.assessment_rows import WpaRow, by_assessor_and_day, known_wpas
from scheduler.checks.visiting.days import visiting_days
from scheduler.checks.visiting.due import DueVisit, Visit, due_visits
from scheduler.checks.words import on_date

NOON = 12 * 60
AgendaKey = tuple[str, date]
ClassKey = tuple[tuple[str, ...], date]


def clock(minute: int) -> str:
    """``09:30`` for 570 minutes after midnight."""
    return f"{minute // 60:02}:{minute % 60:02}"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A WPA, lesson visit or meeting at its time.

    Attributes:
        begin: Minutes after midnight.
        end: Minutes after midnight.
        school: The id of the school.
        name: In Dutch, as it stands in a sentence.
        what: The visit or meeting; of a WPA its student.
        students: The ids of who is visited or has the WPA.
    """

    begin: int
    end: int
    school: str
    name: str
    what: Visit | str
    students: tuple[str, ...]

    @property
    def is_wpa(self) -> bool:
        """Is it a WPA, which this step does not move?"""
        return isinstance(self.what, str)

    @property
    def timed(self) -> str:
        """Its name with begin and end."""
        return f"{self.name} ({clock(self.begin)}-{clock(self.end)})"

    def overlaps(self, other: AgendaItem) -> bool:
        """Are both at the same time? Touching ends do not overlap; the day is taken to be the same."""
        return self.begin < other.end and other.begin < self.end


TrainerDays = Mapping[AgendaKey, tuple[Trainer, list[AgendaItem]]]
"""All that a trainer does on a day with a visit or meeting, WPAs too, in order of time."""


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit that is due, with its moment."""

    due: DueVisit
    moment: Moment
    end: int  # minutes after midnight

    @property
    def day(self) -> date:
        """When it is."""
        return self.moment.day

    @property
    def part(self) -> DayPart:
        """The half-day in which it begins."""
        return DayPart.MORNING if self.moment.begin < NOON else DayPart.AFTERNOON

    @property
    def item(self) -> AgendaItem:
        """As it stands in the agenda of a trainer or a class."""
        ids = tuple(student.id for student in self.due.students)
        return AgendaItem(self.moment.begin, self.end, self.due.school.id, self.due.name, self.due.what, ids)

    def fault(self, rule: VisitRule, reason: str) -> VisitViolation:
        """One rule that this visit breaks at its moment, with a Dutch clause that says why."""
        when = f"{on_date(self.day)} om {clock(self.moment.begin)}"
        return VisitViolation(rule, f"{opening(self.due.name)} op {when} kan niet: {reason}.", self.due.about)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What does not depend on the roster of visits.

    Attributes:
        instance: The workbook.
        due: What is due.
        days: The visiting days.
        wpas: Of a trainer on a day, in order of time.
        class_wpas: Of a class on a day.
        wpa_of: Of a student.
        wpa_days: The first and last date of the WPA-slots; None without any.
        teaching: Trainers who are also a mentor, with that mentor.
    """

    instance: Instance
    due: Mapping[Visit, DueVisit]
    days: tuple[date, ...]
    wpas: Mapping[AgendaKey, tuple[AgendaItem, ...]]
    class_wpas: Mapping[ClassKey, tuple[AgendaItem, ...]]
    wpa_of: Mapping[str, Slot]
    wpa_days: tuple[date, date] | None
    teaching: tuple[tuple[Trainer, Mentor], ...]

    def planned(self, visit: DueVisit, moment: Moment) -> PlannedVisit:
        """Put a visit that is due at a moment."""
        settings = self.instance.settings
        minutes = settings.visit_minutes if isinstance(visit.what, LessonVisit) else settings.plg_minutes
        return PlannedVisit(visit, moment, moment.begin + minutes)

    def days_of(self, planned: Iterable[PlannedVisit]) -> TrainerDays:
        """Trainer id and day to all that the trainer does there, WPAs too, in order of time; only days with a visit."""
        found: dict[AgendaKey, tuple[Trainer, list[AgendaItem]]] = {}
        for each in planned:
            for trainer in each.due.trainers:
                key = trainer.id, each.day
                found.setdefault(key, (trainer, [*self.wpas.get(key, ())]))[1].append(each.item)
        for _, items in found.values():
            items.sort(key=_by_time)
        return found

    def school_minutes(self, start: str, end: str, trainer: Trainer) -> int:
        """The journey between two schools; the norm where nothing gives it."""
        leg = self.instance.school_leg(start, end, trainer.vehicle)
        return NORM_MINUTES if leg is None else leg.minutes


def _by_time(item: AgendaItem) -> tuple[int, int, str, str]:
    return item.begin, item.end, item.school, str(item.what)


def visit_facts(instance: Instance, placement: Placement, assessment: Assessment) -> VisitFacts:
    """Gather what every rule and wish needs.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        assessment: Student id to booking; rows that A1 refuses count nowhere.

    Returns:
        The same for every roster of visits.
    """
    rows = known_wpas(instance, placement, assessment)
    items = {row.student.id: _wpa_item(row) for row in rows}
    of_class: dict[ClassKey, list[AgendaItem]] = defaultdict(list)
    for row in rows:
        of_class[instance.class_of(row.mentor.id), row.slot.date].append(items[row.student.id])
    by_trainer = by_assessor_and_day(instance, rows)
    wpa_days = [slot.date for slot in instance.slots.values()]
    return VisitFacts(
        instance=instance,
        due=due_visits(instance, placement),
        days=visiting_days(instance.settings),
        wpas={key: tuple(items[row.student.id] for row in theirs) for key, theirs in by_trainer.items()},
        class_wpas={key: tuple(theirs) for key, theirs in of_class.items()},
        wpa_of={row.student.id: row.slot for row in rows},
        wpa_days=(min(wpa_days), max(wpa_days)) if wpa_days else None,
        teaching=tuple(
            (trainer, instance.mentors[trainer.also_mentor])
            for trainer in instance.trainers.values()
            if trainer.also_mentor is not None and trainer.also_mentor in instance.mentors
        ),
    )


def _wpa_item(row: WpaRow) -> AgendaItem:
    slot, student = row.slot, row.student
    name = f"het WPA van {student.name}"
    return AgendaItem(slot.begin_minute, slot.end_minute, row.school.id, name, student.id, (student.id,))


def planned_visits(facts: VisitFacts, roster: VisitRoster) -> tuple[PlannedVisit, ...]:
    """What of a roster is due, in the order of what is due; B1 reports the rest."""
    moments = dict[Visit, Moment]([*roster.lessons.items(), *roster.meetings.items()])
    return tuple(facts.planned(due, moments[what]) for what, due in facts.due.items() if what in moments)
