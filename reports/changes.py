"""What changed since the previous roster, student by student. Knows two rosters and no file."""

from __future__ import annotations

from collections.abc import Iterator

from instances.instance import Instance
from instances.roster_columns import Head
from instances.solution import Booking
from reports.bundle import Run
from reports.sheet import Row

GONE = "niet meer in het werkboek"


def placement_changes(run: Run) -> Iterator[Row]:
    """Students with another mentor, placed for the first time, no longer placed or gone; none without a previous."""
    if run.previous is None:
        return
    before = run.previous.placement
    for student in dict.fromkeys([*run.instance.students, *before]):
        old, new = before.get(student), run.placement.get(student)
        if old == new:
            continue
        if student not in run.instance.students:
            what = GONE
        elif old is None:
            what = "nieuw geplaatst"
        elif new is None:
            what = "niet meer geplaatst"
        else:
            what = "andere mentor" if _same_school(run.instance, old, new) else "andere school en mentor"
        yield _row(run, student, what, _mentor(run.instance, old), _mentor(run.instance, new))


def assessment_changes(run: Run) -> Iterator[Row]:
    """WPAs at another time or with another assessor, new ones and those that fell away."""
    if run.previous is None or run.assessment is None:
        return
    before = run.previous.assessment
    for student in dict.fromkeys([*run.instance.students, *before]):
        old, new = before.get(student), run.assessment.get(student)
        if old == new:
            continue
        if student not in run.instance.students:
            what = GONE
        elif old is None:
            what = "nieuw ingepland"
        elif new is None:
            what = "niet meer ingepland" if run.instance.students[student].wpa else "geen WPA meer"
        elif old.slot == new.slot:
            what = "andere beoordelaar"
        else:
            what = "andere tijd" if old.assessors == new.assessors else "andere tijd en beoordelaar"
        yield _row(run, student, what, _booking(run.instance, old), _booking(run.instance, new))


def _row(run: Run, student: str, what: str, old: str, new: str) -> Row:
    known = run.instance.students.get(student)
    return {
        Head.STUDENT: student,
        Head.NAME: known.name if known else None,
        Head.WHAT: what,
        Head.OLD: old,
        Head.NEW: new,
    }


def _same_school(instance: Instance, one: str, other: str) -> bool:
    return one in instance.mentors and instance.mentors[one].school == instance.mentors[other].school


def _mentor(instance: Instance, mentor: str | None) -> str:
    """Names for the eye; an id that left the workbook is all that is known of it."""
    if mentor is None:
        return ""
    known = instance.mentors.get(mentor)
    return (
        f"{mentor} (niet meer in het werkboek)" if known is None else f"{known.name}, {_school(instance, known.school)}"
    )


def _school(instance: Instance, school: str) -> str:
    return instance.schools[school].name


def _booking(instance: Instance, booking: Booking | None) -> str:
    if booking is None:
        return ""
    slot = instance.slots.get(booking.slot)
    when = f"{slot.date:%d-%m-%Y} {slot.begin:%H:%M}" if slot else booking.slot
    names = (instance.trainers[who].name if who in instance.trainers else who for who in booking.assessors)
    return f"{when}, {' en '.join(names)}"
