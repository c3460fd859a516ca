"""``volgend``: from a workbook and its rosters to the workbook of the next semester. Knows no option of a command."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.solution import Previous
from instances.edits.file_rows import file_rows
from instances.edits.wording import setting_row
from instances.rosters.columns import PLACEMENT_FILE
from instances.tables.columns import PINS
from instances.tables.faults import Fault
from instances.tables.preflight import Package, inspect
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.tables.sheets import match_title
from instances.workbook.read import Reading
from instances.xlsx.book import open_book
from instances.xlsx.rows import Seen, row_and_column
from reports.folder import replace_own
from reports.workbook.filled_copy import write_filled
from reports.workbook.raw_cells import UnwritableCellError
from scheduler.input.kept_postcodes import kept_postcodes
from scheduler.input.read_workbook import Intake, read_what_is_there, refuse, take_in_what_is_there
from scheduler.next_semester.dates import NoPatternError, SlotWishes, new_slots
from scheduler.next_semester.given import PlaceThen, SemesterBefore
from scheduler.next_semester.made import GONE, LOOK_AGAIN, NextWorkbook, next_workbook
from scheduler.next_semester.period import SemesterStep, UnknownSemesterError, step_from
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.pins import placement_pin_faults
from scheduler.previous.provenance import Provenance, refuse_changed, refuse_codes
from scheduler.previous.rosters import given_placement, previous_rosters
from scheduler.runtime.exit import DefectError, ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.writing.output_folder import settle

PinCell = tuple[str, str]
"""Student id and header of a cell of Vastgezet."""


@dataclass(frozen=True)
class NextOrder:
    """What ``volgend`` was asked.

    Attributes:
        workbook: The file of the workbook of the semester that ends.
        folder: The folder with its rosters.
        target: The file of the next workbook.
        name: The name of the next semester; None: that of the workbook counted on.
        begin: Its first day; None: from its name.
        slots: What is asked of the slots.
        staying: Ids of students who do the same year again.
        anyway: Also with rosters of another workbook, or of another version of it.
        postcodes: A file with postal codes.
    """

    workbook: Path
    folder: Path
    target: Path
    name: str | None = None
    begin: date | None = None
    slots: SlotWishes = field(default_factory=SlotWishes)
    staying: frozenset[str] = frozenset()
    anyway: bool = False
    postcodes: Path | None = None


@dataclass(frozen=True)
class NextSemester:
    """The next workbook, written.

    Attributes:
        step: From which semester to which one.
        made: What became other in it.
        path: The file.
        kept: Under which name the file that stood there is kept; None without one.
        instance: What the file says, read back.
    """

    step: SemesterStep
    made: NextWorkbook
    path: Path
    kept: Path | None
    instance: Instance


def make_next(order: NextOrder, screen: Screen) -> NextSemester:
    """Write the workbook of the next semester: a copy of the office's own one, in which only what changes is other.

    Args:
        order: What was asked.
        screen: Where notices and faults are said.

    Returns:
        The workbook, which reads without a fault.

    Raises:
        FaultyInputError: The workbook has faults, or does not say which semester it is.
        RefusedError: The rosters cannot be used, the slots cannot be made, or the file cannot be written.
        DefectError: What was made has faults; nothing is written.
    """
    settle(order.folder, screen)
    if order.target.exists() and order.target.samefile(order.workbook):
        raise _refused(f"{order.target} is het werkboek zelf. Geef het nieuwe een andere naam.")
    intake = take_in_what_is_there(order.workbook, screen, order.postcodes, order.target.parent)
    step = _step(order, intake)
    before = _before(order, intake, step, screen)
    try:
        slots = new_slots(before, order.slots)
    except NoPatternError as error:
        raise _refused(str(error)) from error
    lists = _lists(order.workbook)
    refused: set[PinCell] = set()
    while True:  # each round leaves out more of the pins, until none is left that could break a rule
        made = next_workbook(before, intake.reading, slots, lists, refused)
        kept, instance, pins = _written(order, intake, made)
        if instance is not None:
            return NextSemester(step, made, order.target, kept, instance)
        more = {cell for student in pins for cell in _left_out(student, refused)}
        if more <= refused:
            raise DefectError("pins of the next semester break rules and cannot be left out")
        refused |= more


def _step(order: NextOrder, intake: Intake) -> SemesterStep:
    try:
        return step_from(intake.instance, order.name, order.begin)
    except UnknownSemesterError as error:
        if not error.setting:
            raise _refused(f"--semester {error.found} kan niet; verwacht: {error.expected}.") from error
        table, row = intake.reading.tables.get(SETTINGS_SHEET.name), setting_row(intake.reading, error.setting)
        cell = table.cell(SETTINGS_SHEET.VALUE, row) if table is not None and row is not None else ""
        fault = Fault(SETTINGS_SHEET.name, cell, error.setting, error.found, error.expected)
        refuse([fault], order.workbook, order.target.parent, intake.screen)
        raise AssertionError("a fault was refused") from error


def _before(order: NextOrder, intake: Intake, step: SemesterStep, screen: Screen) -> SemesterBefore:
    instance, provenance = intake.instance, Provenance(order.folder)
    placed_there = (order.folder / PLACEMENT_FILE).exists()
    if placed_there:
        refuse_changed(provenance, order.workbook, instance, screen, order.anyway)
    else:
        refuse_codes(provenance, instance)
    unknown = sorted(order.staying - instance.students.keys())
    if unknown:
        raise _refused(f"--blijft {unknown[0]}: er is geen student met die code.")
    if placed_there:
        rosters, _ = previous_rosters(provenance, instance, screen, order.anyway)
        found = rosters.previous
        booked = None if rosters.assessment is None else rosters.assessment
    else:
        placed, _ = given_placement(provenance, instance, screen)
        found, booked = Previous(placed, {}), None
    around = provenance.around
    places: dict[str, PlaceThen] = {}
    for student, mentor in found.placement.items():
        if student not in instance.students:
            continue
        if mentor in instance.mentors:
            places[student] = PlaceThen(instance.school_of(mentor).id, instance.class_groups(mentor))
        elif around is not None and mentor in around.mentors:
            places[student] = PlaceThen(around.mentors[mentor], around.groups.get(mentor, frozenset()))
    due = [student.id for student in instance.students.values() if student.wpa and student.id in places]
    return SemesterBefore(
        instance,
        file_rows(intake.reading),
        intake.reading.tables,
        {
            student: mentor
            for student, mentor in found.placement.items()
            if student in places and mentor in instance.mentors
        },
        places,
        () if booked is None else tuple(student for student in due if student not in booked),
        step,
        order.staying,
    )


def _lists(path: Path) -> Mapping[str, Collection[int]]:
    """Which rows the lists of an earlier time have, by title; nothing where the file has none."""
    package = inspect(path)
    if not isinstance(package, Package):
        return {}
    book = open_book(package.data)
    titles = {name: match_title(name, list(book.sheets)) for name in (LOOK_AGAIN, GONE)}
    return {
        name: [row.number for row in book.rows(title, Seen())] for name, title in titles.items() if title is not None
    }


def _written(
    order: NextOrder, intake: Intake, made: NextWorkbook
) -> tuple[Path | None, Instance | None, frozenset[str]]:
    """Write it and read it back; the instance is None, and the file is not there, where pins break rules."""
    read_back: list[Instance] = []

    def write(fresh: Path) -> None:
        write_filled(order.workbook, intake.reading.tables, made.fillings, fresh)
        reading, _ = read_what_is_there(fresh, order.postcodes, kept_postcodes())
        pins = _pins_that_break(reading)
        if pins:
            raise _PinsBreakError(pins)
        if reading.instance is None:
            told = sorted({(fault.sheet, fault.cell, fault.column) for fault in reading.faults})
            raise DefectError(f"the next workbook has faults: {told[:10]}")
        read_back.append(reading.instance)

    try:
        order.target.parent.mkdir(parents=True, exist_ok=True)
        kept = replace_own(order.target, write)
    except _PinsBreakError as error:
        return None, None, error.students
    except UnwritableCellError as error:
        raise _refused(f"{error} Er is niets geschreven.") from error
    except OSError as error:
        text = f"In de map {order.target.parent} kan niet geschreven worden. Kies een andere map, of sluit het bestand."
        raise _refused(text) from error
    return kept, read_back[0], frozenset()


class _PinsBreakError(Exception):
    def __init__(self, students: frozenset[str]) -> None:
        super().__init__()
        self.students = students


def _pins_that_break(reading: Reading) -> frozenset[str]:
    """The students whose pin the reader or a rule refuses."""
    if reading.instance is not None:
        return frozenset(fault.student for fault in placement_pin_faults(MentorCandidates(reading.instance)))
    students = {row: student for (sheet, student), row in reading.rows.items() if sheet == PINS.name}
    places = [row_and_column(fault.cell)[0] for fault in reading.faults if fault.sheet == PINS.name]
    return frozenset(students[row] for row in places if row in students)


def _left_out(student: str, refused: Collection[PinCell]) -> set[PinCell]:
    """What of a pin is left out: first the mentor, and when that does not help the school as well."""
    mentor, school = (student, PINS.MENTOR.header), (student, PINS.SCHOOL.header)
    return {mentor, school} if mentor in refused else {mentor}


def _refused(text: str) -> RefusedError:
    return RefusedError(ExitCode.FAULTS, text)
