"""The rules of each visit or meeting by itself: day, hours, who is there (B2-B4, B7). Knows no other visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from instances.domain.entities import Trainer, Willingness
from instances.dutch.hours_of_day import hours_of_day
from instances.visits.roster import VisitRule
from scheduler.checks.availability import absent, answers_at, class_present
from scheduler.checks.visiting.agenda import PlannedVisit, VisitFacts, clock
from scheduler.checks.visiting.days import part, why_not
from scheduler.checks.visiting.due import DueVisit
from scheduler.checks.words import days_listed, listing, on_date

Reasons = Callable[[VisitFacts, PlannedVisit], Iterator[str]]
BEGINS_ON = 15  # B2: a whole quarter of an hour


def hours(facts: VisitFacts, due: DueVisit) -> tuple[int, int]:
    """Before what a visit may not begin and after what it may not end, in minutes after midnight."""
    settings = facts.instance.settings
    earliest, latest = hours_of_day(settings.plg_hours if due.mentor is None else settings.visit_hours)
    return earliest.hour * 60 + earliest.minute, latest.hour * 60 + latest.minute


def in_time(facts: VisitFacts, visit: PlannedVisit) -> Iterator[str]:
    """B2: a visiting day, in the own part of them, and within the hours."""
    settings, due = facts.instance.settings, visit.due
    days = part(facts.days, due.what.number, due.of)
    if visit.day not in days:
        between = f"van {on_date(days[0])} tot en met {on_date(days[-1])}" if days else "op geen enkele dag"
        yield why_not(settings, visit.day) or f"nummer {due.what.number} van {due.of} hoort {between}"
    begin, end = visit.moment.begin, visit.end
    if begin % BEGINS_ON:
        yield f"{clock(begin)} is geen heel kwartier"
    earliest, latest = hours(facts, due)
    if begin < earliest:
        yield f"het begint voor {clock(earliest)}"
    if end > latest:
        yield f"het duurt tot {clock(end)}, na {clock(latest)}"


def class_there(facts: VisitFacts, visit: PlannedVisit) -> Iterator[str]:
    """B3: the school is open; of a lesson visit also a stage day, with student and mentor or duo mentor there."""
    instance, due, day = facts.instance, visit.due, visit.day
    if absent(instance, due.school.id, day):
        yield f"{due.school.name} is dan dicht"
    if due.mentor is None:
        return
    (student,) = due.students
    if day.weekday() not in student.days:
        yield f"het is geen stagedag van {student.name} ({days_listed(student.days)})"
    if absent(instance, student.id, day):
        yield f"{student.name} is dan afwezig"
    if not class_present(instance, due.mentor.id, day):
        teachers = [instance.mentors[one].name for one in instance.class_of(due.mentor.id)]
        yield f"{listing(teachers)} {'is' if len(teachers) == 1 else 'zijn'} er dan niet"


def trainers_there(facts: VisitFacts, visit: PlannedVisit) -> Iterator[str]:
    """B4: nobody of the trainers is away."""
    for trainer in visit.due.trainers:
        away = _away(facts, visit, trainer)
        if away is not None:
            yield away


def _away(facts: VisitFacts, visit: PlannedVisit, trainer: Trainer) -> str | None:
    """Answers decide where there are any; in the days of the WPAs who is anywhere is nowhere else; else Werkdagen."""
    day, rows = visit.day, facts.instance.availability_of.get(trainer.id, ())
    if absent(facts.instance, trainer.id, day):
        return f"{trainer.name} is dan afwezig"
    here = answers_at(facts.instance, trainer.id, day, visit.part)
    if Willingness.NO in here:
        return f"{trainer.name} heeft voor die {visit.part} nee opgegeven"
    if here:
        return None
    in_wpas = facts.wpa_days is not None and facts.wpa_days[0] <= day <= facts.wpa_days[1]
    if in_wpas and any(row.answer is not Willingness.NO for row in rows):
        return f"{trainer.name} heeft die {visit.part} niet opgegeven"
    return None if day.weekday() in trainer.days else f"{trainer.name} werkt dan niet ({days_listed(trainer.days)})"


def before_wpa(facts: VisitFacts, visit: PlannedVisit) -> Iterator[str]:
    """B7: the last visit of the SO ends before the student's WPA begins."""
    if not visit.due.before_wpa:
        return
    (student,) = visit.due.students
    slot = facts.wpa_of.get(student.id)
    if slot is not None and (visit.day, visit.end) > (slot.date, slot.begin_minute):
        yield f"het WPA van {student.name} is eerder, op {on_date(slot.date)} om {slot.begin:%H:%M}"


ALONE: dict[VisitRule, Reasons] = {
    VisitRule.B2: in_time,
    VisitRule.B3: class_there,
    VisitRule.B4: trainers_there,
    VisitRule.B7: before_wpa,
}
