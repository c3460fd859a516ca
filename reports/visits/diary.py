"""Visits and meetings as appointments of each trainer, following on what went out before. Knows no file.

A visit is known by trainer, student, number and half of the school year: it keeps its uid when it moves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from instances.domain.entities import Trainer
from instances.dutch.semesters import SCHOOL_YEAR_FROM, school_year_of
from instances.visits.roster import LessonVisit, Moment, PlgMeeting
from reports.boards.names import file_names
from reports.calendar.diary import Appointment, Diaries, Diary, address_of
from reports.calendar.uids import DIGITS, DOMAIN
from reports.visits.bundle import VisitsRun, at

SECOND_HALF_FROM = 2  # the month: visits of the first half are until January
VISIT_TITLE = "Bezoeken "  # and the name of whose it is


def visit_diaries(run: VisitsRun, earlier: Diaries) -> Diaries:
    """Make a diary for each trainer with a visit or meeting, or with one that was cancelled.

    Args:
        run: The roster.
        earlier: The diaries that went out last, from the same folder.

    Returns:
        The diaries by file, without ending: uids as before, a higher number where anything changed; what is not held
        any more is cancelled. Appointments outside the visiting days are of another semester and left out.
    """
    names, now = file_names(run.instance.trainers), _now(run)
    found: dict[str, Diary] = {}
    for trainer in run.instance.trainers.values():
        file = names[trainer.id]
        before = {one.uid: one for one in earlier[file].appointments} if file in earlier else {}
        own = {one.uid: one.after(before.get(one.uid)) for one in now.get(trainer.id, ())}
        gone = [
            replace(one, cancelled=True).after(one)
            for uid, one in before.items()
            if uid not in own and run.days and run.days[0] <= one.begin.date() <= run.days[-1]
        ]
        if own or gone:
            every = sorted((*own.values(), *gone), key=lambda one: (one.begin, one.uid))
            found[file] = Diary(VISIT_TITLE + trainer.name, tuple(every))
    return found


def _now(run: VisitsRun) -> dict[str, list[Appointment]]:
    found: dict[str, list[Appointment]] = {}
    every: list[tuple[LessonVisit | PlgMeeting, Moment]] = [*run.lessons, *run.meetings]
    for due, moment in every:
        for who in run.concerned(due):
            found.setdefault(who, []).append(_appointment(run, due, moment, run.instance.trainers[who]))
    return found


def _half(run: VisitsRun) -> str:
    """The half of the school year, by the middle one of the visiting days: a few more or less change nothing."""
    middle = run.days[len(run.days) // 2]
    return f"{school_year_of(middle)}-{2 if SECOND_HALF_FROM <= middle.month < SCHOOL_YEAR_FROM else 1}"


def _appointment(run: VisitsRun, due: LessonVisit | PlgMeeting, moment: Moment, trainer: Trainer) -> Appointment:
    school = run.school_of(due)
    if isinstance(due, LessonVisit):
        student = run.instance.students[due.student]
        known, title = due.student, f"Lesbezoek {student.name}, {school.name}"
    else:
        known, title = due.plg, f"PLG {run.plg_name(due)}, {school.name}"
    kind = "lesbezoek" if isinstance(due, LessonVisit) else "plg"
    whole = "\0".join((kind, _half(run), trainer.id, known, str(due.number)))
    return Appointment(
        hashlib.sha256(whole.encode()).hexdigest()[:DIGITS] + DOMAIN,
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
