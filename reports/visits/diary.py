"""Visits and meetings as appointments of each trainer, following on what went out before. Knows no file.

A visit is known by trainer, student, number and half of the school year: it keeps its uid when it moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from instances.domain.entities import Trainer
from instances.dutch.semesters import SCHOOL_YEAR_FROM, school_year_of
from instances.visits.days import visit_period
from instances.visits.roster import LessonVisit, Moment, PlgMeeting
from reports.boards.names import file_names
from reports.calendar.diary import Appointment, Diaries, Diary, address_of
from reports.calendar.uids import visit_uid
from reports.visits.bundle import VisitsRun, at

SECOND_HALF_FROM = 2  # the month: visits of the first half are until January
Half = tuple[int, int]
"""The year in which a school year begins, and 1 or 2."""

VISIT_TITLE = "Bezoeken "  # and the name of whose it is


def visit_diaries(run: VisitsRun, earlier: Diaries) -> Diaries:
    """Make a diary for each trainer with a visit or meeting, or with one that was cancelled.

    Args:
        run: The roster.
        earlier: The diaries that went out last, from the same folder.

    Returns:
        The diaries by file, without ending: uids as before, a higher number where anything changed; what is not held
        any more is cancelled. Appointments of another half of a school year, by their uid or else by their day, are of
        another semester and left out.
    """
    names, now, half = file_names(run.instance.trainers), _now(run), _half(run)
    trainers = {names[trainer.id]: trainer for trainer in run.instance.trainers.values()}
    found: dict[str, Diary] = {}
    for file in dict.fromkeys((*trainers, *earlier)):  # also of who left since
        trainer = trainers.get(file)
        who = file if trainer is None else trainer.id
        before = {one.uid: one for one in earlier[file].appointments} if file in earlier else {}
        own = {one.uid: one.after(before.get(one.uid)) for one in now.get(who, ())}
        left = [one for uid, one in before.items() if uid not in own]
        known = _halves_by_uid(run, who, half) if left else {}
        gone = [
            replace(one, cancelled=True).after(one)
            for one in left
            if known.get(one.uid, _half_at(one.begin.date())) == half
        ]
        if own or gone:
            every = sorted((*own.values(), *gone), key=lambda one: (one.begin, one.uid))
            name = earlier[file].name if trainer is None else VISIT_TITLE + trainer.name
            found[file] = Diary(name, tuple(every))
    return found


def _now(run: VisitsRun) -> dict[str, list[Appointment]]:
    found: dict[str, list[Appointment]] = {}
    every: list[tuple[LessonVisit | PlgMeeting, Moment]] = [*run.lessons, *run.meetings]
    for due, moment in every:
        for who in run.concerned(due):
            found.setdefault(who, []).append(_appointment(run, due, moment, run.instance.trainers[who]))
    return found


def _half(run: VisitsRun) -> Half:
    """The half of the school year, by the middle one of the visiting days: a few more or less change nothing."""
    return _half_at(run.days[len(run.days) // 2] if run.days else visit_period(run.instance.settings).first)


def _half_at(day: date) -> Half:
    return school_year_of(day), 2 if SECOND_HALF_FROM <= day.month < SCHOOL_YEAR_FROM else 1


def _halves_by_uid(run: VisitsRun, trainer: str, now: Half) -> Mapping[str, Half]:
    """The uids of all that a trainer may have had in this half of a school year and the ones beside it."""
    year, half = now
    known = [("lesbezoek", student) for student in run.instance.students]
    known += [("plg", plg) for plg in run.instance.plgs]
    numbers = range(1, max(run.due.times.values(), default=1) + 1)
    return {
        _uid(kind, one, trainer, who, number): one
        for one in (now, (year, 3 - half), (year - 1 if half == 1 else year + 1, 3 - half))
        for kind, who in known
        for number in numbers
    }


def _uid(kind: str, half: Half, trainer: str, known: str, number: int) -> str:
    year, part = half
    return visit_uid(kind, f"{year}-{part}", trainer, known, number)


def _appointment(run: VisitsRun, due: LessonVisit | PlgMeeting, moment: Moment, trainer: Trainer) -> Appointment:
    school = run.school_of(due)
    if isinstance(due, LessonVisit):
        student = run.instance.students[due.student]
        known, title = due.student, f"Lesbezoek {student.name}, {school.name}"
    else:
        known, title = due.plg, f"PLG {run.plg_name(due)}, {school.name}"
    kind = "lesbezoek" if isinstance(due, LessonVisit) else "plg"
    return Appointment(
        _uid(kind, _half(run), trainer.id, known, due.number),
        at(moment.day, moment.begin),
        at(moment.day, run.end(due, moment.begin)),
        title,
        address_of(school),
        "\n".join(_lines(run, due)),
    )


def _lines(run: VisitsRun, due: LessonVisit | PlgMeeting) -> Iterator[str]:
    if isinstance(due, LessonVisit):
        student, mentor = run.instance.students[due.student], run.instance.mentors[run.placement[due.student]]
        yield f"Student: {student.name} (jaar {student.year})"
        yield f"Mentor: {mentor.name}"
        return
    gathering = run.due.gatherings[due.plg]
    yield "Opleiders: " + ", ".join(run.instance.trainers[who].name for who in gathering.trainers)
    yield "Studenten: " + ", ".join(run.instance.students[who].name for who in gathering.students)
