"""The empty workbook: explanations, drop-downs, settings, and a shape that the reader accepts."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from instances.tables.columns import SHEETS
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET
from instances.workbook.read import read
from reports.workbook.template import EXPLANATION, write_template

INPUT = [sheet for sheet in SHEETS if sheet is not SETTINGS_SHEET]
COLUMNS = [
    pytest.param(sheet, column, id=f"{sheet.name}-{column.header}") for sheet in INPUT for column in sheet.columns
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sjabloon") / "leeg.xlsx"
    write_template(target)
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def validation(book: Workbook, sheet: str, cell: str) -> DataValidation:
    return next(check for check in book[sheet].data_validations.dataValidation if cell in check.sqref)


def first_cell(sheet: Sheet, column: Column) -> str:
    return f"{openpyxl.utils.get_column_letter(sheet.columns.index(column) + 1)}2"


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_a_column_explains_itself_in_an_input_message(book: Workbook, sheet: Sheet, column: Column) -> None:
    check = validation(book, sheet.name, first_cell(sheet, column))
    assert (check.promptTitle, check.prompt) == (column.header, column.help)


@pytest.mark.parametrize(("sheet", "column"), [p for p in COLUMNS if p.values[1].kind in (Kind.CHOICE, Kind.YES_NO)])
def test_a_choice_has_a_drop_down_with_its_words(book: Workbook, sheet: Sheet, column: Column) -> None:
    check = validation(book, sheet.name, first_cell(sheet, column))
    words = column.choices or ("ja", "nee")
    assert (check.type, check.formula1) == ("list", f'"{",".join(words)}"')


def test_a_board_is_chosen_from_the_boards(book: Workbook) -> None:
    assert validation(book, "Scholen", "C2").formula1 == "'Besturen'!$A$2:$A$3000"


def test_a_code_may_be_typed_before_it_exists(book: Workbook) -> None:
    assert not validation(book, "Scholen", "C2").showErrorMessage


def test_a_list_of_choices_may_hold_more_than_one(book: Workbook) -> None:
    """Expertise is JK;OK too, which a drop-down would refuse."""
    column = next(i for i, c in enumerate(book["Opleiders"][1], start=1) if c.value == "Expertise")
    cell = f"{openpyxl.utils.get_column_letter(column)}2"
    assert validation(book, "Opleiders", cell).type in (None, "none")


def test_all_settings_stand_at_their_defaults(book: Workbook) -> None:
    rows = {
        row[0].value: "" if row[1].value is None else str(row[1].value) for row in book["Instellingen"].iter_rows(2)
    }
    assert rows == {setting.name: setting.default for setting in SETTINGS}


def test_a_setting_with_choices_has_a_drop_down(book: Workbook) -> None:
    row = next(row[0].row for row in book["Instellingen"].iter_rows(2) if row[0].value == "Doorlopende plaats")
    assert validation(book, "Instellingen", f"B{row}").formula1 == '"nee,mag,moet"'


def test_the_explanation_comes_first(book: Workbook) -> None:
    assert book.sheetnames == [EXPLANATION, *(sheet.name for sheet in SHEETS)]


def test_the_explanation_has_every_column_in_order(book: Workbook) -> None:
    explained = [row[0].value for row in book[EXPLANATION].iter_rows() if row[3].value]
    expected = [name for sheet in SHEETS for name in (sheet.name, *(column.header for column in sheet.columns))]
    assert explained == expected


def test_a_required_header_looks_different(book: Workbook) -> None:
    required, optional = book["Besturen"]["A1"], book["Besturen"]["C1"]
    assert required.fill.fgColor.rgb != optional.fill.fgColor.rgb


def test_an_empty_code_cell_is_text(book: Workbook) -> None:
    """0012 typed in a cell that is a number would lose its zeros."""
    letter = book["Studenten"].column_dimensions["A"]
    assert letter.number_format == "@"


def test_the_empty_workbook_lacks_only_rows(path: Path) -> None:
    assert {fault.found for fault in read(path).faults} == {"geen rijen"}


def test_the_template_is_the_same_every_time(path: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
