"""What the rows of a roster show beside the ids that count, and where that is something else. Judges no rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Names, Placement
from instances.domain.surroundings import Surroundings
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT, PLACEMENT_FILE, SCHEDULE, Head
from instances.rosters.own_files import own_sheet
from instances.rosters.written_rows import cell_value
from instances.tables.faults import Fault, Findings
from instances.tables.preflight import Refusal, inspect
from instances.tables.schema import Sheet
from instances.tables.sheets import Table, open_tables
from instances.tables.values import shown

Meant = Mapping[Head, tuple[str | date | time, str]]
"""Per column the value that belongs there, and in Dutch whose it is."""

NOTHING: Mapping[str, Mapping[Head, str]] = {}
_NAMES = (Head.NAME, Head.MENTOR_NAME, Head.FIELD_NAME, Head.INSTITUTE_NAME)  # for the eye: no rule asks for them
_WHERE = (Head.STUDENT, Head.NAME, Head.BOARD, Head.SCHOOL)
_PLACED = (*_WHERE, Head.MENTOR, Head.MENTOR_NAME)
_BOOKED = (*_WHERE, Head.MENTOR, Head.SLOT, Head.DATE, Head.BEGIN, Head.END, Head.FIELD_NAME, Head.INSTITUTE_NAME)
_PLACEMENT = own_sheet(PLACEMENT, (), _PLACED, must=False)
_SCHEDULE = own_sheet(SCHEDULE, (), _BOOKED, must=False)


def stale_placement(
    folder: Path,
    instance: Instance,
    placement: Placement,
    around: Surroundings | None = None,
    names: Names | None = None,
) -> tuple[Fault, ...]:
    """Find cells of plaatsing.xlsx that differ from the mentor's school and board (P1) or from the names (no rule).

    Args:
        folder: Of the roster.
        instance: The semester.
        placement: The ids that the file gives.
        around: Of the workbook from which the file was made, None when unknown; a cell that is right by it is not
            stale.
        names: As that workbook had them, None when unknown; likewise.

    Returns:
        A fault for each such cell; none where the file cannot be read, which is told where the ids are read.
    """
    meant = {
        student: _place(instance, student, mentor) | _named(instance, mentor) for student, mentor in placement.items()
    }
    right = {student: _was(around, names or Names(), mentor) for student, mentor in placement.items()}
    return _stale(folder / PLACEMENT_FILE, _PLACEMENT, Rule.P1, meant, right)


def _was(around: Surroundings | None, names: Names, mentor: str) -> Mapping[Head, str]:
    school = "" if around is None else around.mentors.get(mentor, "")
    ties = None if around is None else around.schools.get(school)
    board = "" if ties is None else ties.board
    return {Head.SCHOOL: school, Head.BOARD: board, Head.MENTOR_NAME: names.mentors.get(mentor, "")}


def stale_assessment(
    folder: Path, instance: Instance, placement: Placement, assessment: Assessment
) -> tuple[Fault, ...]:
    """Find cells of wpa.xlsx that differ from the placement or the slot (A1) or from the names (no rule).

    Args:
        folder: Of the roster.
        instance: The semester.
        placement: What was placed.
        assessment: The ids that the file gives.

    Returns:
        A fault for each such cell; none where the file cannot be read, which is told where the ids are read.
    """
    meant: dict[str, Meant] = {}
    for student, booking in assessment.items():
        found = {**_place(instance, student, placement.get(student, ""))}
        if student in placement:
            found[Head.MENTOR] = placement[student], "de mentor in de plaatsing"
        slot = instance.slots.get(booking.slot)
        if slot is not None:
            whose = f"van slot {slot.id}"
            found |= {Head.DATE: (slot.date, whose), Head.BEGIN: (slot.begin, whose), Head.END: (slot.end, whose)}
        for head, who in ((Head.FIELD_NAME, booking.field), (Head.INSTITUTE_NAME, booking.institute)):
            if who is not None and who in instance.trainers:
                found[head] = instance.trainers[who].name, f"de naam van beoordelaar {who}"
        meant[student] = found
    return _stale(folder / ASSESSMENT_FILE, _SCHEDULE, Rule.A1, meant)


def _place(instance: Instance, student: str, mentor: str) -> dict[Head, tuple[str | date | time, str]]:
    found: dict[Head, tuple[str | date | time, str]] = {}
    if student in instance.students:
        found[Head.NAME] = instance.students[student].name, f"de naam van student {student}"
    if mentor in instance.mentors:
        school = instance.school_of(mentor)
        found[Head.SCHOOL] = school.id, f"de school van mentor {mentor}"
        found[Head.BOARD] = school.board, f"het bestuur van school {school.id}"
    return found


def _named(instance: Instance, mentor: str) -> dict[Head, tuple[str | date | time, str]]:
    known = instance.mentors.get(mentor)
    return {} if known is None else {Head.MENTOR_NAME: (known.name, f"de naam van mentor {mentor}")}


def _stale(
    path: Path, sheet: Sheet, rule: Rule, meant: Mapping[str, Meant], right: Mapping[str, Mapping[Head, str]] = NOTHING
) -> tuple[Fault, ...]:
    package = inspect(path) if path.exists() else None
    if package is None or isinstance(package, Refusal):
        return ()  # reported where the ids are read
    table = open_tables(package, Findings(), False, (sheet,)).get(sheet.name)
    return () if table is None else tuple(_differing(table, rule, meant, right))


def _differing(
    table: Table, rule: Rule, meant: Mapping[str, Meant], right: Mapping[str, Mapping[Head, str]]
) -> Iterator[Fault]:
    columns = {column.header: column for column in table.sheet.columns}
    for number, cells in table.rows:
        student = cell_value(columns[Head.STUDENT], cells.get(Head.STUDENT))
        for head, (value, whose) in meant.get(str(student), {}).items():
            raw = cells.get(head)
            found = cell_value(columns[head], raw)
            if found is not None and found not in (value, right.get(str(student), {}).get(head)):
                expected = f"{shown(value)}, {whose}"
                broken = None if head in _NAMES else rule
                yield Fault(table.sheet.name, table.cell(head, number), head, shown(raw), expected, broken)
