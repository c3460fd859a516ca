"""What changed since the previous roster, student by student. Knows two rosters and no file.

Also what changed around a roster that stands: who is with the same mentor, and has another tandem all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from instances.dutch.lists import listed
from instances.rosters.columns import Head
from reports.changes.comparison import Comparison, PlaceChange, ScheduledWpa, StudentPlace, WpaChange
from reports.excel.book import Row
from reports.run.bundle import Run
from reports.run.named import GONE, NamesShown

NEW_PLACE, NEW_WPA, NO_WPA = "nieuw geplaatst", "nieuw ingepland", "geen WPA meer"
WITH_MENTOR = "met de mentor naar een andere school"
OTHER_BOARD = "ander bestuur"  # the school went over to it
OTHER_TRAINERS = "andere opleiders"
OTHER_PLG = "andere PLG-locatie"
OTHER_GROUP = "andere groep"  # of the mentor
OTHER_DAYS = "andere stagedagen"
MOVED_ALONG = "andere school"  # the WPA goes with the student, at the same time and with the same assessors
OTHER_MENTOR = "andere mentor"  # at the same school, while the WPA stands
SLOT_MOVED = "andere tijd van het slot"  # the booking stands, and the workbook has its slot at another time
OTHER_SLOT = "ander slot op dezelfde tijd"

_Change = tuple[str, str, str]
"""What, old and new."""


def placement_changes(run: Run) -> Iterator[Row]:
    """What changed about the place of each student.

    Args:
        run: The finished run.

    Yields:
        The rows of the sheet Wijzigingen: one for a student with another mentor or at another school, placed for the
        first time, no longer placed or gone, and one more for everything else that is different about the place. None
        without an earlier roster.
    """
    if run.before_placing is None:
        return
    compared = Comparison(run, run.before_placing)
    for student, change in compared.places.items():
        if change.moves:
            was, now = (_mentor(compared.names, place) for place in (change.old, change.new))
            yield _row(compared.names, student, _what_moved(run, student, change), was, now)
        for what, old, new in _around(compared.names, change):
            yield _row(compared.names, student, what, old, new)


def _what_moved(run: Run, student: str, change: PlaceChange) -> str:
    old, new = change.old, change.new
    if student not in run.instance.students:
        return GONE
    if old.mentor is None:
        return NEW_PLACE
    if new.mentor is None:
        return "niet meer geplaatst"
    if old.mentor == new.mentor:
        return WITH_MENTOR
    return "andere mentor" if old.school == new.school else "andere school en mentor"


def _around(names: NamesShown, change: PlaceChange) -> Iterator[_Change]:
    old, new = change.old, change.new
    if change.board:
        yield OTHER_BOARD, names.board(old.board or ""), names.board(new.board or "")
    if change.trainers:
        yield OTHER_TRAINERS, names.trainers(old.trainers), names.trainers(new.trainers)
    if change.plg:
        yield OTHER_PLG, old.plg, new.plg
    if change.groups:
        yield OTHER_GROUP, old.group, new.group
    if change.days:
        yield OTHER_DAYS, old.on, new.on


def _mentor(names: NamesShown, place: StudentPlace) -> str:
    """Of who left the workbook what the earlier roster knew, else the id."""
    if place.mentor is None:
        return ""
    gone = "" if names.mentor_is_known(place.mentor) else f" ({GONE})"
    return f"{names.mentor(place.mentor)}{gone}" + (f", {names.school(place.school)}" if place.school else "")


def assessment_changes(run: Run) -> Iterator[Row]:
    """What changed about the WPA of each student.

    Args:
        run: The finished run.

    Yields:
        The rows of the sheet Wijzigingen: WPAs at another school or time, with another mentor or assessor, new ones and
        those that fell away. None without an earlier roster.
    """
    if run.before is None or run.assessment is None:
        return
    compared = Comparison(run, run.before)
    for student, change in compared.wpas.items():
        for what, old, new in _of_wpa(run, compared.names, student, change):
            yield _row(compared.names, student, what, old, new)


def _of_wpa(run: Run, names: NamesShown, student: str, change: WpaChange) -> Iterator[_Change]:
    whens = change.whens(spoken=False)
    was, now = (_booking(names, wpa, when) for wpa, when in zip((change.old, change.new), whens, strict=True))
    if change.old is None or change.new is None:
        yield _what_came_or_went(run, student, change), was, now
        return
    yield from _differences(names, change.old, change.new, change, (was, now))
    if change.place.board:
        old, new = (names.board(wpa.place.board or "") for wpa in (change.old, change.new))
        yield OTHER_BOARD, old, new


def _differences(
    names: NamesShown, old: ScheduledWpa, new: ScheduledWpa, change: WpaChange, booked: tuple[str, str]
) -> Iterator[_Change]:
    """What of a WPA in both rosters is different: a row for each where it stands, else one for everything."""
    differs = {"school": change.place.school, "mentor": change.place.mentor and not change.place.school,
               "tijd": change.time, "beoordelaar": change.team}  # fmt: skip
    also = ["" if not differs["mentor"] else names.mentor(wpa.place.mentor or "") for wpa in (old, new)]
    if change.place.school:
        also = [names.school(wpa.place.school or "") for wpa in (old, new)]
    was, now = (f"{words}, {more}" if more else words for words, more in zip(booked, also, strict=True))
    if change.same_booking:
        alone = {"school": MOVED_ALONG, "mentor": OTHER_MENTOR, "tijd": SLOT_MOVED}
        yield from ((what, was, now) for name, what in alone.items() if differs[name])
    elif any(differs.values()):
        yield f"andere {listed(name for name, so in differs.items() if so)}", was, now
    elif old.booking.slot != new.booking.slot:
        yield OTHER_SLOT, f"{was} ({old.booking.slot})", f"{now} ({new.booking.slot})"


def _what_came_or_went(run: Run, student: str, change: WpaChange) -> str:
    if student not in run.instance.students:
        return GONE
    if change.old is None:
        return NEW_WPA
    return "niet meer ingepland" if run.instance.students[student].wpa else NO_WPA


def _booking(names: NamesShown, wpa: ScheduledWpa | None, when: str) -> str:
    return "" if wpa is None else f"{when}, {names.trainers(wpa.booking.assessors)}"


def _row(names: NamesShown, student: str, what: str, old: str, new: str) -> Row:
    return {
        Head.STUDENT: student,
        Head.NAME: names.plain_student(student),
        Head.WHAT: what,
        Head.OLD: old,
        Head.NEW: new,
    }
