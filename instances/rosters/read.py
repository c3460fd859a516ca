"""Reads plaatsing.xlsx and wpa.xlsx back, as written or edited by hand. Knows cells and ids, judges no rule.

Only ids count: the names, dates and times in a row are for the eye; shown_cells.py tells where they are stale.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking, Names, Placement, Previous
from instances.dutch.nearest import did_you_mean
from instances.rosters.columns import (
    ASSESSMENT_FILE,
    MENTOR_USE,
    PLACEMENT,
    PLACEMENT_FILE,
    SCHEDULE,
    SCHOOL_USE,
    TANDEM_USE,
    UNPLACED,
    UNSCHEDULED,
    WORKLOAD,
    Head,
)
from instances.rosters.own_files import open_own, own_sheet
from instances.tables.faults import Fault, Findings
from instances.tables.notices import Notice
from instances.tables.records import Record, Records
from instances.tables.schema import Sheet


@dataclass(frozen=True, slots=True)
class Rosters:
    """What stands in a folder.

    Attributes:
        placement: None where the file is not there, or cannot be read (then there is a fault).
        assessment: None where the file is not there, or cannot be read (then there is a fault).
        faults: What must be corrected first.
        notices: What was read in another way than it stands there.
        unplaced: Students on Niet geplaatst, with the reason.
        unscheduled: Students on Niet ingepland, with the reason.
        cells: The address of a cell by sheet, student and column.
    """

    placement: Placement | None
    assessment: Assessment | None
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...] = ()
    unplaced: Mapping[str, str] = field(default_factory=dict)
    unscheduled: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[str, str, Head], str] = field(default_factory=dict)

    @property
    def previous(self) -> Previous:
        """For the wishes W9 and V7; empty for a file that is not there."""
        return Previous(self.placement or {}, self.assessment or {})


_PLACEMENT = own_sheet(PLACEMENT, (Head.STUDENT, Head.MENTOR), (Head.SCHOOL,), blank=(Head.MENTOR,))
_UNPLACED = own_sheet(UNPLACED, (Head.STUDENT,), (Head.REASON,), must=False)
_SCHEDULE = own_sheet(SCHEDULE, (Head.STUDENT, Head.SLOT, Head.FIELD), (Head.INSTITUTE,), blank=(Head.SLOT, Head.FIELD))
_UNSCHEDULED = own_sheet(UNSCHEDULED, (Head.STUDENT,), (Head.REASON,), must=False)
_STUDENTS = own_sheet(PLACEMENT, (Head.STUDENT,), (Head.NAME,), must=False)
_MENTORS = own_sheet(MENTOR_USE, (Head.MENTOR,), (Head.MENTOR_NAME,), must=False)
_SCHOOLS = own_sheet(SCHOOL_USE, (Head.SCHOOL,), (Head.SCHOOL_NAME,), must=False)
_TANDEMS = own_sheet(TANDEM_USE, (Head.TANDEM,), (Head.SO, Head.SO_NAME, Head.IO, Head.IO_NAME), must=False)
_LOAD = own_sheet(WORKLOAD, (Head.ASSESSOR,), (Head.NAME,), must=False)
_SHOWN = (_STUDENTS, _MENTORS, _SCHOOLS, _TANDEMS)


def read_rosters(folder: Path, instance: Instance | None = None) -> Rosters:
    """Read what is there of the two rosters in a folder, as written or edited by hand.

    Args:
        folder: With one of the two files at least; a folder with neither is a fault.
        instance: The semester, by which an id that is not in the workbook is a fault; None for an earlier roster, whose
            people may have left.

    Returns:
        The rosters with everything wrong with them.
    """
    findings = Findings()
    files = (PLACEMENT_FILE, ASSESSMENT_FILE)
    if not any((folder / name).exists() for name in files):
        expected = f"een map met {PLACEMENT_FILE} of {ASSESSMENT_FILE}. Kijk of de naam van de map klopt."
        return Rosters(None, None, (Fault("", "", "", f"geen rooster in {folder.name or folder}", expected),))
    placed = open_own(folder / PLACEMENT_FILE, (_PLACEMENT, _UNPLACED), findings)
    scheduled = open_own(folder / ASSESSMENT_FILE, (_SCHEDULE, _UNSCHEDULED), findings)
    placement = assessment = None
    if placed is not None and placed.has(_PLACEMENT):
        placement = _placement(placed, instance)
    if scheduled is not None and scheduled.has(_SCHEDULE):
        assessment = _assessment(scheduled, instance)
    return Rosters(
        placement,
        assessment,
        findings.faults,
        findings.notices,
        _texts(placed, _UNPLACED, Head.REASON),
        _texts(scheduled, _UNSCHEDULED, Head.REASON),
        {**_cells(placed, _PLACEMENT), **_cells(scheduled, _SCHEDULE)},
    )


def read_names(folder: Path) -> Names:
    """Read whom the rosters in a folder show.

    Args:
        folder: Perhaps with rosters; of a file or sheet that is not there nobody is read.

    Returns:
        Names by id.
    """
    placed = open_own(folder / PLACEMENT_FILE, _SHOWN, Findings())
    scheduled = open_own(folder / ASSESSMENT_FILE, (_LOAD,), Findings())
    return Names(
        _texts(placed, _STUDENTS, Head.NAME),
        _texts(placed, _MENTORS, Head.MENTOR_NAME),
        _texts(placed, _SCHOOLS, Head.SCHOOL_NAME),
        {
            **_names(placed, _TANDEMS, Head.SO, Head.SO_NAME),
            **_names(placed, _TANDEMS, Head.IO, Head.IO_NAME),
            **_texts(scheduled, _LOAD, Head.NAME),
        },
    )


def _placement(records: Records, instance: Instance | None) -> Placement:
    found: dict[str, str] = {}
    for record in _once(records, _PLACEMENT, Rule.P1):
        student, mentor = record.text(Head.STUDENT), record.text(Head.MENTOR)
        if not mentor:  # emptied by hand
            records.notice(record, Head.MENTOR, "leeg; deze student telt als niet geplaatst.")
            continue
        if instance is not None:
            known = [_known(records, record, Head.STUDENT, instance.students),
                     _known(records, record, Head.MENTOR, instance.mentors)]  # fmt: skip
            if not all(known):
                continue
            _compare_school(records, record, instance.school_of(mentor).id)
        found[student] = mentor
    return found


def _assessment(records: Records, instance: Instance | None) -> Assessment:
    found: dict[str, Booking] = {}
    for record in _once(records, _SCHEDULE, Rule.A1):
        student, slot, seat = (record.text(head) for head in (Head.STUDENT, Head.SLOT, Head.FIELD))
        if instance is not None:
            wanted: tuple[tuple[Head, Collection[str]], ...] = (
                (Head.STUDENT, instance.students),
                (Head.SLOT, instance.slots),
                (Head.FIELD, instance.trainers),
                (Head.INSTITUTE, instance.trainers),
            )
            known = [_known(records, record, head, ids) for head, ids in wanted]
            if not all(known):
                continue
        if slot and seat:
            found[student] = Booking(slot, seat, record.optional_text(Head.INSTITUTE))
        else:  # emptied by hand
            head = Head.FIELD if slot else Head.SLOT
            records.notice(record, head, "leeg; dit WPA telt als niet ingepland.")
    return found


def _once(records: Records, sheet: Sheet, rule: Rule) -> list[Record]:
    """The rows, without those that name a student for a second time: those are faults."""
    first: dict[str, Record] = {}
    for record in records.of(sheet):
        student = record.key
        if not student:
            continue  # the empty cell is a fault already
        if student in first:
            expected = f"elke student één keer; deze staat ook in rij {first[student].number}"
            records.fault(record, Head.STUDENT, student, expected, rule)
        else:
            first[student] = record
    return list(first.values())


def _known(records: Records, record: Record, head: Head, ids: Collection[str]) -> bool:
    """Is the id in the workbook? An empty cell is judged elsewhere."""
    value = record.text(head)
    if not value or value in ids:
        return True
    records.fault(record, head, value, f"een code uit het werkboek.{did_you_mean(value, ids)}")
    return False


def _compare_school(records: Records, record: Record, school: str) -> None:
    written = record.text(Head.SCHOOL)
    if written and written != school:
        text = f"School {written} is niet de school van mentor {record.text(Head.MENTOR)} ({school}); de mentor telt."
        records.notice(record, Head.SCHOOL, text)


def _texts(records: Records | None, sheet: Sheet, head: Head) -> dict[str, str]:
    """One column by the id of the row."""
    rows = records.of(sheet) if records is not None and records.has(sheet) else ()
    return {record.key: record.text(head) for record in rows if record.key}


def _names(records: Records | None, sheet: Sheet, who: Head, name: Head) -> dict[str, str]:
    rows = records.of(sheet) if records is not None and records.has(sheet) else ()
    return {record.text(who): record.text(name) for record in rows}


def _cells(records: Records | None, sheet: Sheet) -> Mapping[tuple[str, str, Head], str]:
    rows = records.index(sheet) if records is not None else {}
    heads = [Head(column.header) for column in sheet.columns]
    return {(sheet.name, who, head): row.cell(head) for who, row in rows.items() for head in heads}
