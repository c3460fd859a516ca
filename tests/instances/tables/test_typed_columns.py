"""A column is a name that can be checked: a slip is an error, and nothing in a sheet goes unread in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from instances.dutch.lists import yes_no
from instances.edits.edit import CellEdit
from instances.rosters import columns as rosters
from instances.rosters import helper_sheets, letters
from instances.rosters.columns import PLACEMENT, Head, RosterSheet
from instances.rosters.own_files import own_sheet
from instances.tables import columns
from instances.tables.columns import BOARDS, MENTORS, SCHOOLS, SHEETS, STUDENTS, TRAINERS
from instances.tables.faults import Findings
from instances.tables.preflight import Package, inspect
from instances.tables.records import Records, read_records
from instances.tables.schema import Column, Kind, LocatedSheet, Sheet
from instances.tables.sheets import open_tables
from instances.visits import sheets as visits
from instances.workbook.read import read
from tests.instances.workbooks import Draft

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(columns.__file__).parents[1].rglob("*.py"))
CONSTANTS = {name: sheet for name, sheet in vars(columns).items() if isinstance(sheet, Sheet)}
COLUMNS = [
    pytest.param(sheet, f"{constant}.{name}", column, id=f"{constant}.{name}")
    for constant, sheet in CONSTANTS.items()
    for name, column in vars(type(sheet)).items()
    if isinstance(column, Column)
]
KINDS = {Kind.INTEGER: int, Kind.YES_NO: bool, Kind.CHOICE: str, Kind.YEARS: frozenset, Kind.DAYS: tuple}


EXCEPT = {"Meenemen": ", of geen rij"}


def default_in_words(column: Column) -> str:
    """How a help text says the default."""
    if isinstance(column.default, frozenset | tuple):
        return "alle"
    return yes_no(column.default) if isinstance(column.default, bool) else str(column.default)


@pytest.fixture
def records(draft: Draft) -> Records:
    package = inspect(draft.write())
    assert isinstance(package, Package)
    findings = Findings()
    return read_records(open_tables(package, findings, False), findings)


def test_a_column_of_another_sheet_is_an_error_and_not_an_empty_cell(records: Records) -> None:
    student = records.of(STUDENTS)[0]
    with pytest.raises(KeyError):
        student.text(BOARDS.EMAIL)
    with pytest.raises(KeyError):
        student.yes(MENTORS.AVAILABLE)
    with pytest.raises(KeyError):
        records.fault(student, SCHOOLS.PLACES, 1, "2")


TEXTS = {Kind.ID, Kind.TEXT, Kind.CHOICE, Kind.BRIN, Kind.SITE}
ACCESSORS = {
    "text": TEXTS,
    "optional_text": TEXTS,
    "integer": {Kind.INTEGER},
    "optional_integer": {Kind.INTEGER},
    "optional_number": {Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE},
    "yes": {Kind.YES_NO},
    "day": {Kind.DATE},
    "optional_day": {Kind.DATE},
    "clock": {Kind.TIME},
    "optional_clock": {Kind.TIME},
    "words": {Kind.IDS, Kind.TAGS, Kind.CHOICES},
    "days": {Kind.DAYS},
    "numbers": {Kind.GROUPS, Kind.YEARS},
    "needs": {Kind.NEEDS},
}


@pytest.mark.parametrize("accessor", ACCESSORS)
def test_a_column_of_another_kind_is_an_error_and_not_an_empty_cell(accessor: str, records: Records) -> None:
    """Each accessor reads the columns of its own kinds, filled or not, and no other."""
    refused: set[Kind] = set()
    read: set[Kind] = set()
    for record in (record for sheet in SHEETS for record in records.of(sheet)[:1]):
        for column in record.table.sheet.columns:
            try:
                getattr(record, accessor)(column)
            except TypeError:
                refused.add(column.kind)
            except ValueError:  # required and empty
                read.add(column.kind)
            else:
                read.add(column.kind)
    assert read <= ACCESSORS[accessor]
    assert refused.isdisjoint(ACCESSORS[accessor])
    assert {Kind.TEXT, Kind.INTEGER, Kind.YES_NO, Kind.DAYS} <= read | refused


def test_a_number_is_never_read_as_an_empty_text(records: Records) -> None:
    student = records.of(STUDENTS)[0]
    with pytest.raises(TypeError, match="Studenten Jaar is of kind integer"):
        student.text(STUDENTS.YEAR)
    with pytest.raises(TypeError, match="Studenten Naam is of kind text"):
        student.optional_integer(STUDENTS.NAME)


def test_a_misspelt_header_is_an_error_everywhere(records: Records, draft: Draft) -> None:
    student = records.of(STUDENTS)[0]
    with pytest.raises(KeyError):
        student.text("Namm")  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        student.cell("Namm")  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        read(draft.write()).where(STUDENTS.name, student.key, "Namm")
    with pytest.raises(KeyError):
        CellEdit(STUDENTS.name, student.key, "Max reistyd", 5)
    with pytest.raises(KeyError):
        CellEdit.of(STUDENTS, student.key, TRAINERS.MAX_WPAS, 5)


def test_a_column_that_is_not_read_back_of_a_roster_is_an_error() -> None:
    sheet = own_sheet(PLACEMENT, (Head.STUDENT, Head.MENTOR))
    assert sheet.column(Head.MENTOR).required
    with pytest.raises(KeyError):
        sheet.column(Head.TANDEM)
    with pytest.raises(KeyError):
        own_sheet(PLACEMENT, (Head.STUDENT, Head.WEIGHT))


def test_every_sheet_has_the_columns_of_its_class_and_every_header_once() -> None:
    assert set(CONSTANTS.values()) == set(SHEETS)
    for sheet in SHEETS:
        assert len({column.header for column in sheet.columns}) == len(sheet.columns) > 1


@pytest.mark.parametrize(("sheet", "name", "column"), COLUMNS)
def test_a_column_is_read_by_someone_or_says_that_it_is_not(sheet: Sheet, name: str, column: Column) -> None:
    names = [name, f"sheet.{name.split('.')[1]}"] if isinstance(sheet, LocatedSheet) else [name]
    used = any(re.search(rf"\b{re.escape(written)}\b", CODE) for written in names)
    assert column.read == (used or column is sheet.key)
    assert column.read != (column.help == "Wordt niet gelezen.")


@pytest.mark.parametrize(("sheet", "name", "column"), COLUMNS)
def test_a_default_is_a_value_of_the_column_and_is_told(sheet: Sheet, name: str, column: Column) -> None:
    if column.default is None:
        return
    assert not column.required
    assert type(column.default) is KINDS[column.kind]
    assert "Leeg" in column.help
    assert f"Leeg{EXCEPT.get(column.header, '')}: {default_in_words(column)}" in column.help


def test_every_header_of_a_roster_stands_in_some_sheet() -> None:
    named = [value for module in (rosters, helper_sheets, letters, visits) for value in vars(module).values()]
    used = {head for sheet in named if isinstance(sheet, RosterSheet) for head in sheet.heads}
    assert set(Head) - used == set()
