"""What changed since the previous roster, student by student. Knows two rosters and no file.

Also what changed around a roster that stands: who is with the same mentor, and has another tandem all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from instances.roster_columns import Head
from instances.solution import Booking
from reports.bundle import Run
from reports.places import GONE, Comparison, Place
from reports.sheet import Row

MOVED_ALONG = "andere school"  # the WPA goes with the student, at the same time and with the same assessors
WITH_MENTOR = "met de mentor naar een andere school"
OTHER_BOARD = "ander bestuur"  # the school went over to it
OTHER_TRAINERS = "andere opleiders"
OTHER_PLG = "andere PLG-locatie"
OTHER_DAYS = "andere stagedagen"
SLOT_MOVED = "andere tijd van het slot"  # the booking stands, and the workbook has its slot at another time


def placement_changes(run: Run) -> Iterator[Row]:
    """Students with another mentor or at another school, placed for the first time, no longer placed or gone.

    Further who has another board, tandem or PLG at the same school, or other days: a row for each. None without a
    previous.
    """
    if run.before is None:
        return
    compared = Comparison(run, run.before)
    for student in dict.fromkeys([*run.instance.students, *run.before.placement]):
        old, new = compared.old(student), compared.new(student)
        if (old.mentor, old.school) != (new.mentor, new.school):
            yield _row(compared, student, _what_moved(run, student, old, new), *_mentors(compared, old, new))
        for what, was, now in _around(compared, old, new):
            yield _row(compared, student, what, was, now)


def _what_moved(run: Run, student: str, old: Place, new: Place) -> str:
    if student not in run.instance.students:
        return GONE
    if old.mentor is None:
        return "nieuw geplaatst"
    if new.mentor is None:
        return "niet meer geplaatst"
    if old.mentor == new.mentor:
        return WITH_MENTOR
    return "andere mentor" if old.school == new.school else "andere school en mentor"


def _mentors(compared: Comparison, *places: Place) -> Iterator[str]:
    """Names for the eye; of who left the workbook what the earlier roster knew, else the id."""
    names = compared.names
    for place in places:
        if place.mentor is None:
            yield ""
            continue
        at = f", {names.school(place.school)}" if place.school else ""
        yield f"{names.mentor(place.mentor)}{at}" + (f" ({GONE})" if names.left(place.mentor) else "")


def _around(compared: Comparison, old: Place, new: Place) -> Iterator[tuple[str, str, str]]:
    """What is different, with old and new in words, of who has a place in both rosters."""
    if old.mentor is None or new.mentor is None:
        return
    if old.school == new.school and old.board != new.board:
        yield OTHER_BOARD, old.board or "", new.board or ""
    if old.school == new.school and old.trainers != new.trainers:
        yield OTHER_TRAINERS, compared.names.trainers(old.trainers), compared.names.trainers(new.trainers)
    if old.school == new.school and old.plg != new.plg:
        yield OTHER_PLG, old.plg, new.plg
    if old.days != new.days:
        yield OTHER_DAYS, old.on, new.on


def assessment_changes(run: Run) -> Iterator[Row]:
    """WPAs at another school or time or with another assessor, new ones and those that fell away."""
    if run.before is None or run.assessment is None:
        return
    compared = Comparison(run, run.before)
    for student in dict.fromkeys([*run.instance.students, *run.before.assessment]):
        old, new = run.before.assessment.get(student), run.assessment.get(student)
        there, here = compared.old(student).school, compared.new(student).school
        moved = there is not None and here is not None and there != here
        if old == new and not (old and (moved or compared.slid(old.slot))):
            continue
        was = "" if old is None else _booking(compared, old, then=True)
        now = "" if new is None else _booking(compared, new)
        if old and new and there and here and there != here:
            was, now = f"{was}, {compared.names.school(there)}", f"{now}, {compared.names.school(here)}"
        yield _row(compared, student, _what_held(run, compared, student, moved), was, now)


def _what_held(run: Run, compared: Comparison, student: str, moved: bool) -> str:
    assert run.assessment is not None
    old, new = compared.before.assessment.get(student), run.assessment.get(student)
    if student not in run.instance.students:
        return GONE
    if old is None:
        return "nieuw ingepland"
    if new is None:
        return "niet meer ingepland" if run.instance.students[student].wpa else "geen WPA meer"
    slid = compared.slid(old.slot)
    if old == new and slid and not moved:
        return SLOT_MOVED
    others = old.assessors != new.assessors
    differs = {"school": moved, "tijd": slid or old.slot != new.slot, "beoordelaar": others}
    *first, last = (what for what, so in differs.items() if so)
    return f"andere {', '.join(first)} en {last}" if first else f"andere {last}"


def _row(compared: Comparison, student: str, what: str, old: str, new: str) -> Row:
    return {
        Head.STUDENT: student,
        Head.NAME: compared.names.plain_student(student),
        Head.WHAT: what,
        Head.OLD: old,
        Head.NEW: new,
    }


def _booking(compared: Comparison, booking: Booking, then: bool = False) -> str:
    when = compared.when(booking.slot, then, "%d-%m-%Y %H:%M")
    return f"{when}, {compared.names.trainers(booking.assessors)}"
