"""Reads plaatsing.xlsx and wpa.xlsx back, as written or edited by hand. Knows cells and ids, judges no rule.

Codes count, and what a hand typed that stands for a code: a name, the time of a slot. placement_rows.py and
schedule_rows.py know what is meant; shown_cells.py tells where cells beside the codes are stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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
    RosterSheet,
)
from instances.rosters.differences import Difference, Gathered
from instances.rosters.helper_sheets import MADE_PLACEMENT, MADE_SCHEDULE
from instances.rosters.meaning import Meanings
from instances.rosters.own_files import only, open_own, open_own_tables, own_sheet, with_required
from instances.rosters.own_lists import ASSESSOR_LIST, MENTOR_LIST, SCHOOL_LIST, SLOT_LIST, UNPLACED_LIST, OwnLists
from instances.rosters.placement_rows import PlacementRows
from instances.rosters.schedule_rows import ScheduleRows, slot_label
from instances.rosters.typed_cells import understood
from instances.rosters.written_rows import WrittenRow, blank_row, changed, rows_of, whole_sheet
from instances.tables.faults import Fault, Findings
from instances.tables.notices import Notice, NoticeKind
from instances.tables.records import Record, Records, read_records
from instances.tables.schema import Sheet
from instances.tables.sheets import Table


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
        cells: The address of a cell by sheet, student and column; of a code that another cell stands for, that cell.
        differences: Cells that a hand changed beside the codes.
        compared: The sheets of which it is known what was written in every cell.
        untouched: Sheet and address of the cells there that say what was written.
    """

    placement: Placement | None
    assessment: Assessment | None
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...] = ()
    unplaced: Mapping[str, str] = field(default_factory=dict)
    unscheduled: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[str, str, Head], str] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    compared: frozenset[str] = frozenset()
    untouched: frozenset[tuple[str, str]] = frozenset()

    @property
    def previous(self) -> Previous:
        """For the wishes W9 and V7; empty for a file that is not there."""
        return Previous(self.placement or {}, self.assessment or {})


_PLACEMENT = own_sheet(PLACEMENT, (Head.STUDENT, Head.MENTOR), (Head.SCHOOL,), blank=(Head.MENTOR,))
_UNPLACED = own_sheet(UNPLACED, (Head.STUDENT,), (Head.REASON,), must=False)
_SCHEDULE = own_sheet(SCHEDULE, (Head.STUDENT, Head.SLOT, Head.FIELD), (Head.INSTITUTE,), blank=(Head.SLOT, Head.FIELD))
_UNSCHEDULED = own_sheet(UNSCHEDULED, (Head.STUDENT,), (Head.REASON,), must=False)
_PLACED = (
    with_required(whole_sheet(PLACEMENT), _PLACEMENT), UNPLACED_LIST, MENTOR_LIST, SCHOOL_LIST,
    whole_sheet(MADE_PLACEMENT),
)  # fmt: skip
_SCHEDULED = (
    with_required(whole_sheet(SCHEDULE), _SCHEDULE), whole_sheet(UNSCHEDULED), ASSESSOR_LIST, SLOT_LIST,
    whole_sheet(MADE_SCHEDULE),
)  # fmt: skip
_STUDENTS = own_sheet(PLACEMENT, (Head.STUDENT,), (Head.NAME,), must=False)
_MENTORS = own_sheet(MENTOR_USE, (Head.MENTOR,), (Head.MENTOR_NAME,), must=False)
_SCHOOLS = own_sheet(SCHOOL_USE, (Head.SCHOOL,), (Head.SCHOOL_NAME,), must=False)
_TANDEMS = own_sheet(TANDEM_USE, (Head.TANDEM,), (Head.SO, Head.SO_NAME, Head.IO, Head.IO_NAME), must=False)
_LOAD = own_sheet(WORKLOAD, (Head.ASSESSOR,), (Head.NAME,), must=False)
_SHOWN = (_STUDENTS, _MENTORS, _SCHOOLS, _TANDEMS)


def read_rosters(folder: Path, instance: Instance | None = None, now: Instance | None = None) -> Rosters:
    """Read what is there of the two rosters in a folder, as written or edited by hand.

    Args:
        folder: With one of the two files at least; a folder with neither is a fault.
        instance: The semester, by which an id that is not in the workbook is a fault; None for an earlier roster, whose
            people may have left.
        now: The workbook of now, for who is meant by a name and which slot by a time; unless given the ``instance``,
            else what the files themselves list.

    Returns:
        The rosters with everything wrong with them.
    """
    findings = Findings()
    files = (PLACEMENT_FILE, ASSESSMENT_FILE)
    if not any((folder / name).exists() for name in files):
        expected = f"een map met {PLACEMENT_FILE} of {ASSESSMENT_FILE}. Kijk of de naam van de map klopt."
        return Rosters(None, None, (Fault("", "", "", f"geen rooster in {folder.name or folder}", expected),))
    placed = open_own_tables(folder / PLACEMENT_FILE, _PLACED, findings)
    scheduled = open_own_tables(folder / ASSESSMENT_FILE, _SCHEDULED, findings)
    gathered = Gathered(findings)
    lists = OwnLists(placed or {}, scheduled or {}, now or instance)
    placement = assessment = None
    if placed is not None and PLACEMENT.name in placed:
        placement = _placement(_Sheet(placed, _PLACEMENT, MADE_PLACEMENT, gathered, lists.students), lists, instance)
    if scheduled is not None and SCHEDULE.name in scheduled:
        sheet = _Sheet(scheduled, _SCHEDULE, MADE_SCHEDULE, gathered, lists.students)
        assessment = _assessment(sheet, lists, placement or {}, instance)
    return Rosters(
        placement,
        assessment,
        findings.faults,
        findings.notices,
        _reasons(placed, _UNPLACED, findings),
        _reasons(scheduled, _UNSCHEDULED, findings),
        gathered.cells,
        tuple(gathered.differences),
        frozenset(
            kind.name
            for kind, tables, made in ((PLACEMENT, placed, MADE_PLACEMENT), (SCHEDULE, scheduled, MADE_SCHEDULE))
            if tables is not None and made.name in tables
        ),
        frozenset(gathered.untouched),
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


class _Sheet:
    """The rows of a roster with what was written in them, by the student that is meant."""

    def __init__(
        self, tables: Mapping[str, Table], wanted: Sheet, made: RosterSheet, gathered: Gathered, students: Meanings
    ) -> None:
        table = tables[wanted.name]
        narrow = only(table, wanted)
        self.records = read_records({wanted.name: narrow}, gathered.findings)
        self.wanted, self.gathered, self.students = wanted, gathered, students
        self.rows = rows_of(table)
        self._made = tables.get(made.name)
        self._rows_made = {row.text(Head.STUDENT): row for row in rows_of(self._made).values()}

    def made(self, student: str) -> WrittenRow | None:
        """The row of a student as it was made: blank where there was none, None where that was not kept."""
        new = None if self._made is None else blank_row(self._made)
        return self._rows_made.get(student, new)

    def each(self, rule: Rule) -> Iterator[tuple[Record, WrittenRow, str]]:
        """The rows with their students, without those that name one for a second time: those are faults."""
        first: dict[str, Record] = {}
        for record in self.records.of(self.wanted):
            if not record.key:
                continue  # the empty cell is a fault already
            row = self.rows[record.number]
            student = understood(self.gathered, row, record.key, Head.STUDENT, record.key, self.students)
            if not student:
                continue
            if student in first:
                expected = f"elke student één keer; deze staat ook in rij {first[student].number}"
                self.records.fault(record, Head.STUDENT, student, expected, rule)
                continue
            first[student] = record
            for column in self.wanted.columns:
                head = Head(column.header)
                self.gathered.cells[self.wanted.name, student, head] = record.cell(head)
            self._note_untouched(row, student)
            yield record, row, student

    def _note_untouched(self, row: WrittenRow, student: str) -> None:
        made = self.made(student)
        if made is not None:
            heads = [Head(column.header) for column in row.table.sheet.columns]
            untouched = (row.cell(head) for head in heads if not changed(row, made, head))
            self.gathered.untouched |= {(self.wanted.name, cell) for cell in untouched}


def _placement(sheet: _Sheet, lists: OwnLists, instance: Instance | None) -> Placement:
    found: dict[str, str] = {}
    records = sheet.records
    reader = PlacementRows(lists.mentors, lists.schools, lists.school_of, sheet.gathered)
    for record, row, student in sheet.each(Rule.P1):
        made = sheet.made(student)
        mentor = reader.mentor(row, made, student, record.text(Head.MENTOR))
        if not mentor:
            if not record.text(Head.MENTOR) and not record.is_faulty(Head.MENTOR):  # emptied by hand
                text = "leeg; deze student telt als niet geplaatst."
                records.notice(record, Head.MENTOR, text, NoticeKind.EMPTIED)
            continue
        if instance is not None:
            known = [_known(records, record, Head.STUDENT, student, instance.students),
                     _known(records, record, Head.MENTOR, mentor, instance.mentors)]  # fmt: skip
            if not all(known):
                continue
            if made is None:
                _compare_school(records, record, mentor, instance.school_of(mentor).id)
        found[student] = mentor
    return found


def _assessment(sheet: _Sheet, lists: OwnLists, placement: Placement, instance: Instance | None) -> Assessment:
    found: dict[str, Booking] = {}
    records, school_of = sheet.records, lists.school_of
    places = {who: (mentor, school_of[mentor]) for who, mentor in placement.items() if mentor in school_of}
    slots = lists.slots
    times = Meanings((id, slot_label(slot)) for id, slot in slots.items())
    reader = ScheduleRows(slots, times, lists.assessors, lists.mentors, lists.schools, places, sheet.gathered)
    for record, row, student in sheet.each(Rule.A1):
        made = sheet.made(student)
        slot = reader.slot(row, made, student, record.text(Head.SLOT))
        seat = reader.seat(row, made, student, Head.FIELD, record.text(Head.FIELD))
        other = reader.seat(row, made, student, Head.INSTITUTE, record.text(Head.INSTITUTE))
        reader.rest(row, made, student)
        if instance is not None:
            wanted: tuple[tuple[Head, str, Collection[str]], ...] = (
                (Head.STUDENT, student, instance.students),
                (Head.SLOT, slot, instance.slots),
                (Head.FIELD, seat, instance.trainers),
                (Head.INSTITUTE, other, instance.trainers),
            )
            known = [_known(records, record, head, value, ids) for head, value, ids in wanted]
            if not all(known):
                continue
        if slot and seat:
            found[student] = Booking(slot, seat, other or None)
            continue
        head = Head.FIELD if slot else Head.SLOT
        if not record.text(head) and not record.is_faulty(head):  # emptied by hand
            records.notice(record, head, "leeg; dit WPA telt als niet ingepland.", NoticeKind.EMPTIED)
    return found


def _known(records: Records, record: Record, head: Head, value: str, ids: Collection[str]) -> bool:
    """Is the id in the workbook? An empty cell is judged elsewhere."""
    if not value or value in ids:
        return True
    records.fault(record, head, value, f"een code uit het werkboek.{did_you_mean(value, ids)}")
    return False


def _compare_school(records: Records, record: Record, mentor: str, school: str) -> None:
    written = record.text(Head.SCHOOL)
    if written and written != school:
        text = f"School {written} is niet de school van mentor {mentor} ({school}); de mentor telt."
        records.notice(record, Head.SCHOOL, text, NoticeKind.OTHER_SCHOOL)


def _reasons(tables: Mapping[str, Table] | None, sheet: Sheet, findings: Findings) -> dict[str, str]:
    if tables is None or sheet.name not in tables:
        return {}
    return _texts(read_records({sheet.name: only(tables[sheet.name], sheet)}, findings), sheet, Head.REASON)


def _texts(records: Records | None, sheet: Sheet, head: Head) -> dict[str, str]:
    """One column by the id of the row."""
    rows = records.of(sheet) if records is not None and records.has(sheet) else ()
    return {record.key: record.text(head) for record in rows if record.key}


def _names(records: Records | None, sheet: Sheet, who: Head, name: Head) -> dict[str, str]:
    rows = records.of(sheet) if records is not None and records.has(sheet) else ()
    return {record.text(who): record.text(name) for record in rows}
