"""The faults of a workbook as lines that can be corrected, and the rows around one of them. Knows no page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from instances.tables.columns import SHEETS
from instances.tables.faults import Fault
from instances.tables.records import as_found
from instances.tables.schema import Sheet
from instances.tables.sheets import Table
from instances.tables.values import shown
from instances.xlsx.rows import row_and_column
from scheduler.web.tasks.intake.choices import CellChoice, CellChoices, Chooser, InputType
from scheduler.web.tasks.intake.settings import INTAKE
from scheduler.web.tasks.reading import Looked

SHEET_OF: Mapping[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}


class Remedy(StrEnum):
    """Where a fault can be corrected."""

    CELL = "cel"
    HEADER = "kolom"
    SHEET = "blad"
    ABOVE = "boven"
    EXCEL = "excel"


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault with what can be done about it.

    Attributes:
        number: Its place in the list, from 0.
        fault: The fault.
        remedy: Where it can be corrected.
        seen: Marks what the cell and the name of its row said when it was shown.
        choices: What may be chosen for the cell; None where it is no cell.
        who: What the row is about, with its name.
    """

    number: int
    fault: Fault
    remedy: Remedy
    seen: str = ""
    choices: CellChoices | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class ViewCell:
    """One cell of the sheet as it is shown.

    Attributes:
        place: Its address.
        column: Its header.
        text: What stands there.
        wrong: What is wrong with it, '' for nothing.
        seen: Marks what the cell and the name of its row said when it was shown.
        choices: What may be chosen for it, in the row of the fault; None in other rows.
    """

    place: str
    column: str
    text: str
    wrong: str
    seen: str = ""
    choices: CellChoices | None = None


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One row of the sheet.

    Attributes:
        number: Of the row in the file.
        cells: In the order of the file.
        here: It is the row of the fault.
        mark: Marks what its first column says, in the row of the fault.
    """

    number: int
    cells: tuple[ViewCell, ...]
    here: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SheetView:
    """The rows around a fault.

    Attributes:
        sheet: The name of the sheet.
        letters: Letter and header of each column, in the order of the file.
        rows: The rows.
    """

    sheet: str
    letters: tuple[tuple[str, str], ...]
    rows: tuple[ViewRow, ...]


def cell_mark(table: Table, row: int, header: str) -> str:
    """Mark what a cell and the name of its row say, so that who corrects it later can tell whether that changed.

    Args:
        table: The sheet.
        row: The number of the row in the file.
        header: The header of the column.

    Returns:
        A short text that differs where the cell or the row does.
    """
    cells = _cells(table, row)
    said = repr((header, as_found(cells.get(header)), as_found(cells.get(table.sheet.key.header))))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _cells(table: Table, row: int) -> Mapping[str, object]:
    return next((cells for number, cells in table.rows if number == row), {})


def fault_lines(looked: Looked, first: int = 0, most: int = INTAKE.faults_per_page) -> list[FaultLine]:
    """List faults with what can be chosen instead.

    Args:
        looked: The workbook.
        first: From which fault on.
        most: How many.

    Returns:
        The lines in the order of the workbook.
    """
    chooser = Chooser(looked.reading.tables)
    lines: list[FaultLine] = []
    asked: set[tuple[str, str]] = set()
    for number, fault in enumerate(looked.faults[first : first + most], start=first):
        line = fault_line(looked, number, fault, chooser)
        place = (fault.sheet, fault.cell)
        # one cell is filled in once, whatever is wrong with it
        lines.append(replace(line, remedy=Remedy.ABOVE) if line.remedy is Remedy.CELL and place in asked else line)
        asked.add(place)
    return lines


def shared_lists(lines: Sequence[FaultLine]) -> tuple[dict[int, str], dict[str, tuple[CellChoice, ...]]]:
    """Name the lists of choices, each once however many cells it is for.

    Args:
        lines: Of one page.

    Returns:
        The name of the list by the number of the line, '' for none; and the lists by name.
    """
    names: dict[tuple[CellChoice, ...], str] = {}
    of_line: dict[int, str] = {}
    for line in lines:
        choices = () if line.choices is None or line.choices.input is InputType.SELECT else line.choices.all
        of_line[line.number] = names.setdefault(choices, f"keuzes{len(names)}") if choices else ""
    return of_line, {name: choices for choices, name in names.items()}


def fault_line(looked: Looked, number: int, fault: Fault, chooser: Chooser) -> FaultLine:
    """Say what can be done about one fault."""
    sheet, table = SHEET_OF.get(fault.sheet), looked.reading.tables.get(fault.sheet)
    if sheet is None:
        return FaultLine(number, fault, Remedy.EXCEL)
    if not fault.cell:
        return FaultLine(number, fault, Remedy.SHEET if fault.found == "geen blad" else Remedy.EXCEL)
    row = row_and_column(fault.cell)[0]
    if table is None or row <= table.header or fault.column not in table.letters:
        return FaultLine(number, fault, Remedy.HEADER if fault.found == "geen kolom" else Remedy.EXCEL)
    cells = _cells(table, row)
    key = as_found(cells.get(sheet.key.header))
    raw = cells.get(fault.column)
    found = "" if raw is None else as_found(raw)
    choices = chooser.of(sheet, sheet.column(fault.column), found, key)
    return FaultLine(number, fault, Remedy.CELL, cell_mark(table, row, fault.column), choices, _who(table, cells))


def _who(table: Table, cells: Mapping[str, object]) -> str:
    texts = [shown(cells[header]) for header in (table.sheet.key.header, "Naam") if header in cells]
    return " – ".join(dict.fromkeys(texts))


def sheet_view(looked: Looked, number: int) -> SheetView | None:
    """Show the rows around a fault.

    Args:
        looked: The workbook.
        number: The place of the fault in the list.

    Returns:
        The rows, the faulty cells with what is wrong; None for a fault of a file or of a sheet that is not there.
    """
    if not 0 <= number < len(looked.faults):
        return None
    fault = looked.faults[number]
    table = looked.reading.tables.get(fault.sheet)
    if table is None:
        return None
    at = row_and_column(fault.cell)[0] if fault.cell else table.header + 1
    numbers = [row for row, _ in table.rows]
    before = sum(row < at for row in numbers)
    near = numbers[max(0, before - INTAKE.rows_around) : before + INTAKE.rows_around + 1]
    letters = tuple(sorted(((letter, header) for header, letter in table.letters.items()), key=_by_letter))
    wrong = _wrong(looked.faults, fault.sheet)
    chooser = Chooser(looked.reading.tables)
    headers = [header for _, header in letters]
    shown_rows = sorted({*near, *([at] if at > table.header else [])})
    rows = tuple(_view_row(table, row, headers, wrong, chooser if row == at else None) for row in shown_rows)
    return SheetView(fault.sheet, letters, rows)


def _view_row(
    table: Table, row: int, headers: Sequence[str], wrong: Mapping[str, str], chooser: Chooser | None
) -> ViewRow:
    cells = tuple(_view_cell(table, row, header, wrong, chooser) for header in headers)
    mark = cell_mark(table, row, table.sheet.key.header) if chooser is not None else ""
    return ViewRow(row, cells, chooser is not None, mark)


def _by_letter(pair: tuple[str, str]) -> tuple[int, str]:
    return len(pair[0]), pair[0]


def _wrong(faults: Sequence[Fault], sheet: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for fault in faults:
        if fault.sheet == sheet and fault.cell:
            found.setdefault(fault.cell, []).append(fault.expected)
    return {cell: "; ".join(dict.fromkeys(texts)) for cell, texts in found.items()}


def _view_cell(table: Table, row: int, header: str, wrong: Mapping[str, str], chooser: Chooser | None) -> ViewCell:
    cells = _cells(table, row)
    place = table.cell(header, row)
    raw = cells.get(header)
    text = "" if raw is None else as_found(raw)
    choices = None
    if chooser is not None:
        choices = chooser.of(table.sheet, table.sheet.column(header), "", as_found(cells.get(table.sheet.key.header)))
    return ViewCell(
        place, header, text, wrong.get(place, ""), cell_mark(table, row, header) if chooser else "", choices
    )
