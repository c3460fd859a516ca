"""What changed since the previous roster, student by student. Knows two rosters and no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from instances.domain import Mentor, Slot
from instances.instance import Instance
from instances.roster_columns import Head
from instances.solution import Booking, Former
from reports.bundle import Run
from reports.sheet import Row

NOBODY: Mapping[str, Former] = {}
GONE = "niet meer in het werkboek"
MOVED_ALONG = "andere school"  # the WPA goes with the student, at the same time and with the same assessors
WITH_MENTOR = "met de mentor naar een andere school"
SLOT_MOVED = "andere tijd van het slot"  # the booking stands, and the workbook has its slot at another time


def placement_changes(run: Run) -> Iterator[Row]:
    """Students with another mentor or at another school, placed for the first time, no longer placed or gone.

    None without a previous.
    """
    if run.before is None:
        return
    before = run.before
    for student in dict.fromkeys([*run.instance.students, *before.placement]):
        old, new = before.placement.get(student), run.placement.get(student)
        moved = _school_of(run.instance, old, before.former) != _school_of(run.instance, new)
        if old == new and not moved:
            continue
        if student not in run.instance.students:
            what = GONE
        elif old is None:
            what = "nieuw geplaatst"
        elif new is None:
            what = "niet meer geplaatst"
        elif old == new:
            what = WITH_MENTOR
        else:
            what = "andere school en mentor" if moved else "andere mentor"
        yield _row(run, student, what, _mentor(run.instance, old, before.former), _mentor(run.instance, new))


def assessment_changes(run: Run) -> Iterator[Row]:
    """WPAs at another school or time or with another assessor, new ones and those that fell away."""
    if run.before is None or run.assessment is None:
        return
    before, former = run.before, run.before.former
    for student in dict.fromkeys([*run.instance.students, *before.assessment]):
        old, new = before.assessment.get(student), run.assessment.get(student)
        there = _school_of(run.instance, before.placement.get(student), former)
        here = _school_of(run.instance, run.placement.get(student))
        moved = there is not None and here is not None and there != here
        if old == new and not (old and (moved or old.slot in before.slots)):
            continue
        was = "" if old is None else _booking(run, old, then=True)
        now = "" if new is None else _booking(run, new)
        if moved and old and new and there and here:
            was, now = f"{was}, {_school(run.instance, there, former)}", f"{now}, {_school(run.instance, here, {})}"
        yield _row(run, student, _what(run, student, old, new, moved), was, now)


def _what(run: Run, student: str, old: Booking | None, new: Booking | None, moved: bool) -> str:
    if student not in run.instance.students:
        return GONE
    if old is None:
        return "nieuw ingepland"
    if new is None:
        return "niet meer ingepland" if run.instance.students[student].wpa else "geen WPA meer"
    slid = run.before is not None and old.slot in run.before.slots
    if old == new and slid and not moved:
        return SLOT_MOVED
    others = old.assessors != new.assessors
    differs = {"school": moved, "tijd": slid or old.slot != new.slot, "beoordelaar": others}
    *first, last = (what for what, so in differs.items() if so)
    return f"andere {', '.join(first)} en {last}" if first else f"andere {last}"


def _row(run: Run, student: str, what: str, old: str, new: str) -> Row:
    known = run.instance.students.get(student)
    return {
        Head.STUDENT: student,
        Head.NAME: known.name if known else None,
        Head.WHAT: what,
        Head.OLD: old,
        Head.NEW: new,
    }


def known_as(instance: Instance, mentor: str | None, former: Mapping[str, Former] = NOBODY) -> Mentor | Former | None:
    """The mentor as ``former`` tells, else by the workbook; None where neither knows who it is."""
    return former.get(mentor or "") or instance.mentors.get(mentor or "")


def _school_of(instance: Instance, mentor: str | None, former: Mapping[str, Former] = NOBODY) -> str | None:
    known = known_as(instance, mentor, former)
    return None if known is None else known.school


def _mentor(instance: Instance, mentor: str | None, former: Mapping[str, Former] = NOBODY) -> str:
    """Names for the eye; of who left the workbook what the earlier roster knew, else the id."""
    if mentor is None:
        return ""
    known = known_as(instance, mentor, former)
    if known is None:
        return f"{mentor} ({GONE})"
    gone = "" if mentor in instance.mentors else f" ({GONE})"
    return f"{known.name}, {_school(instance, known.school, former)}{gone}"


def _school(instance: Instance, school: str, former: Mapping[str, Former]) -> str:
    if school in instance.schools:
        return instance.schools[school].name
    return next((one.school_name for one in former.values() if one.school == school), school)


def _booking(run: Run, booking: Booking, then: bool = False) -> str:
    slot, end = slot_of(run, booking.slot, then)
    when = f"{slot.date:%d-%m-%Y} {slot.begin:%H:%M}{end}" if slot else booking.slot
    trainers = run.instance.trainers
    names = (trainers[who].name if who in trainers else who for who in booking.assessors)
    return f"{when}, {' en '.join(names)}"


def slot_of(run: Run, slot: str, then: bool) -> tuple[Slot | None, str]:
    """The slot as the earlier roster knew it or as it is now, and its end in words where only that changed."""
    old, new = (run.before.slots if run.before else {}).get(slot), run.instance.slots.get(slot)
    shown = (old or new) if then else new
    only_end = old is not None and new is not None and (old.date, old.begin) == (new.date, new.begin)
    return shown, f" tot {shown.end:%H:%M}" if shown and only_end else ""
