"""The rows of bezoeken.xlsx. Knows the roster and the columns, no cell style."""

from __future__ import annotations

from collections.abc import Iterator

from instances.rosters.columns import Head
from instances.visits.due import travel_norm
from instances.visits.roster import VISIT_RULES, VISIT_WISHES, LessonVisit, PlgMeeting, VisitRule
from reports.excel.book import Row
from reports.run.settings import REPORT_SETTINGS
from reports.visits.bundle import VisitsRun, clock_time


def lesson_rows(run: VisitsRun) -> Iterator[Row]:
    """Each lesson visit, by trainer and time."""
    for visit, moment in run.lessons:
        trainer, student = run.instance.trainers[visit.trainer], run.instance.students[visit.student]
        mentor, school = run.instance.mentors[run.placement[visit.student]], run.school_of(visit)
        yield {
            Head.TRAINER: trainer.id,
            Head.TRAINER_NAME: trainer.name,
            Head.ROLE: trainer.role.value,
            Head.STUDENT: student.id,
            Head.NAME: student.name,
            Head.BOARD: school.board,
            Head.SCHOOL: school.id,
            Head.SCHOOL_NAME: school.name,
            Head.MENTOR: mentor.id,
            Head.MENTOR_NAME: mentor.name,
            Head.NUMBER: visit.number,
            Head.DATE: moment.day,
            Head.BEGIN: clock_time(moment.begin),
            Head.END: clock_time(run.end(visit, moment.begin)),
        }


def meeting_rows(run: VisitsRun) -> Iterator[Row]:
    """Each meeting, with who comes."""
    for meeting, moment in run.meetings:
        gathering, school = run.due.gatherings[meeting.plg], run.school_of(meeting)
        students = [run.instance.students[student] for student in gathering.students]
        off = sum(
            moment.day.weekday() not in one.days
            or any(row.start <= moment.day <= row.end for row in run.instance.absences_of.get(one.id, ()))
            for one in students
        )
        yield {
            Head.PLG: run.plg_name(meeting),
            Head.NUMBER: meeting.number,
            Head.SCHOOL: school.id,
            Head.SCHOOL_NAME: school.name,
            Head.DATE: moment.day,
            Head.BEGIN: clock_time(moment.begin),
            Head.END: clock_time(run.end(meeting, moment.begin)),
            Head.TRAINERS: "; ".join(run.instance.trainers[who].name for who in gathering.trainers),
            Head.STUDENTS: "; ".join(one.name for one in students),
            Head.OFF_DAY: off,
        }


def trainer_rows(run: VisitsRun) -> Iterator[Row]:
    """Each trainer with something due."""
    for trainer in run.trainers:
        lessons = [moment for visit, moment in run.lessons if visit.trainer == trainer.id]
        meetings = [moment for meeting, moment in run.meetings if trainer.id in run.concerned(meeting)]
        yield {
            Head.TRAINER: trainer.id,
            Head.NAME: trainer.name,
            Head.ROLE: trainer.role.value,
            Head.LESSONS: len(lessons),
            Head.MEETINGS: len(meetings),
            Head.VISIT_DAYS: len({moment.day for moment in (*lessons, *meetings)}),
            Head.TRAVELLED: run.verdict.travel.get(trainer.id, 0),
            Head.TRAVEL_NORM: travel_norm(run.instance, trainer.id),
            Head.SAVED: run.verdict.saved.get(trainer.id, 0),
        }


def unplanned_rows(run: VisitsRun) -> Iterator[Row]:
    """What is due and not planned, with the reason."""
    for due, reason in run.reasons.items():
        yield {
            Head.WHAT: _what(run, due),
            Head.PERSON: due.student if isinstance(due, LessonVisit) else run.plg_name(due),
            Head.NAME: run.instance.students[due.student].name if isinstance(due, LessonVisit) else None,
            Head.NUMBER: due.number,
            Head.REASON: reason,
        }


def _what(run: VisitsRun, due: LessonVisit | PlgMeeting) -> str:
    if isinstance(due, PlgMeeting):
        return "Bijeenkomst van de PLG"
    return f"Lesbezoek door {run.instance.trainers[due.trainer].name} ({due.trainer})"


def visit_account_rows(run: VisitsRun) -> Iterator[Row]:
    """Every rule with its verdict, every wish with its cost, and the total."""
    texts: dict[VisitRule, list[str]] = {}
    for fault in run.verdict.broken:
        texts.setdefault(fault.rule, []).append(fault.text)
    for rule, entry in VISIT_RULES.items():
        yield {
            **dict.fromkeys((Head.WEIGHT, Head.AMOUNT, Head.UNIT, Head.COST)),
            Head.ID: str(rule),
            Head.RULE: entry.name,
            Head.SOURCE: entry.source,
            Head.VERDICT: _verdict(texts.get(rule, [])),
        }
    for wish, wanted in VISIT_WISHES.items():
        if wish not in run.verdict.measures:
            continue
        amount = run.verdict.measures[wish]
        yield {
            Head.ID: str(wish),
            Head.RULE: wanted.name,
            Head.SOURCE: wanted.source,
            Head.VERDICT: "wens",
            Head.WEIGHT: wanted.weight,
            Head.AMOUNT: amount,
            Head.UNIT: wanted.unit,
            Head.COST: wanted.weight * amount,
        }
    yield {
        **dict.fromkeys((Head.ID, Head.SOURCE, Head.VERDICT, Head.WEIGHT, Head.AMOUNT, Head.UNIT)),
        Head.RULE: "Alle wensen samen",
        Head.COST: run.cost,
    }


def _verdict(texts: list[str]) -> str:
    if not texts:
        return "voldaan"
    shown, rest = texts[: REPORT_SETTINGS.violations], len(texts) - REPORT_SETTINGS.violations
    return f"{len(texts)} keer niet voldaan: {'; '.join(shown)}" + (f"; en nog {rest}" if rest > 0 else "")
