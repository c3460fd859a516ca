"""Who and what a roster file names: its mentors, schools, assessors and slots, with those of the workbook of now.

Knows sheets, judges no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time

from instances.domain.entities import Slot
from instances.domain.instance import Instance
from instances.rosters.columns import MENTOR_USE, SCHOOL_USE, UNPLACED, WORKLOAD, Head
from instances.rosters.helper_sheets import MADE_PLACEMENT, MADE_SCHEDULE, SLOT_CHOICES
from instances.rosters.meaning import Meanings
from instances.rosters.written_rows import WrittenRow, rows_of, whole_sheet
from instances.tables.sheets import Table

MENTOR_LIST = whole_sheet(MENTOR_USE)
SCHOOL_LIST = whole_sheet(SCHOOL_USE)
ASSESSOR_LIST = whole_sheet(WORKLOAD)
SLOT_LIST = whole_sheet(SLOT_CHOICES)
UNPLACED_LIST = whole_sheet(UNPLACED)

Tables = Mapping[str, Table]


class OwnLists:
    """What a hand can mean in the rosters of one folder."""

    def __init__(self, placed: Tables, scheduled: Tables, now: Instance | None) -> None:
        """Take in what the two files list.

        Args:
            placed: The sheets of plaatsing.xlsx that are there.
            scheduled: Those of wpa.xlsx.
            now: The workbook of now, which goes before the files; None where it does not matter or is not known.
        """
        self._placed, self._scheduled, self._now = placed, scheduled, now

    @property
    def students(self) -> Meanings:
        """Everyone in the rosters as they were made, left out of them, and in the workbook."""
        listed = [
            (self._placed, MADE_PLACEMENT.name, Head.STUDENT, Head.NAME),
            (self._scheduled, MADE_SCHEDULE.name, Head.STUDENT, Head.NAME),
            (self._placed, UNPLACED.name, Head.STUDENT, Head.NAME),
        ]
        return Meanings([pair for place in listed for pair in _pairs(*place)] + _named(self._now, "students"))

    @property
    def mentors(self) -> Meanings:
        """Those of the sheet Mentoren and of the workbook."""
        listed = _pairs(self._placed, MENTOR_USE.name, Head.MENTOR, Head.MENTOR_NAME)
        return Meanings([*listed, *_named(self._now, "mentors")])

    @property
    def schools(self) -> Meanings:
        """Those of the sheet Scholen and of the workbook."""
        listed = _pairs(self._placed, SCHOOL_USE.name, Head.SCHOOL, Head.SCHOOL_NAME)
        return Meanings([*listed, *_named(self._now, "schools")])

    @property
    def assessors(self) -> Meanings:
        """Those of the sheet Werkdruk and of the workbook."""
        listed = _pairs(self._scheduled, WORKLOAD.name, Head.ASSESSOR, Head.NAME)
        return Meanings([*listed, *_named(self._now, "trainers")])

    @property
    def school_of(self) -> dict[str, str]:
        """Mentor to school."""
        listed = dict(_pairs(self._placed, MENTOR_USE.name, Head.MENTOR, Head.SCHOOL))
        now = {} if self._now is None else {id: mentor.school for id, mentor in self._now.mentors.items()}
        return {**listed, **now}

    @property
    def slots(self) -> Mapping[str, Slot]:
        """The slots of the workbook, else those that the file lists."""
        if self._now is not None:
            return self._now.slots
        rows = rows_of(self._scheduled.get(SLOT_CHOICES.name)).values()
        return {slot.id: slot for slot in map(_slot, rows) if slot is not None}


def _pairs(tables: Tables, sheet: str, code: Head, name: Head) -> Iterator[tuple[str, str]]:
    for row in rows_of(tables.get(sheet)).values():
        if row.text(code):
            yield row.text(code), row.text(name)


def _named(now: Instance | None, kind: str) -> list[tuple[str, str]]:
    people: Iterable[tuple[str, str]] = ()
    if now is not None:
        people = ((id, record.name) for id, record in getattr(now, kind).items())
    return list(people)


def _slot(row: WrittenRow) -> Slot | None:
    """None for a row that a hand made into nonsense."""
    day, begin, end = row.value(Head.DATE), row.value(Head.BEGIN), row.value(Head.END)
    if not (isinstance(day, date) and isinstance(begin, time) and isinstance(end, time)) or begin >= end:
        return None
    return Slot(row.text(Head.SLOT), day, begin, end, row.text(Head.SCHOOL) or None, row.text(Head.BOARD) or None)
