"""Edits of rows as cells to fill: what an edit is about found back in the file. Knows no bytes and no rule."""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.entities import Absence, Availability, Slot
from instances.dutch.dates import clock
from instances.edits.edit import CellEdit, Edit, RowEdit, WholeRow
from instances.edits.fields import FieldValue, as_cell
from instances.edits.whole_rows import GoneRow, NewRow
from instances.edits.wording import VALUE, row_number, setting_row
from instances.tables.columns import PINS, SHEETS
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.workbook.read import Reading
from reports.workbook.filled_copy import AddedRow, Filling, RowFill
from reports.workbook.raw_cells import RawContent

_HEADERS = {sheet.name: tuple(column.header for column in sheet.columns) for sheet in SHEETS}


def edit_fillings(reading: Reading, edits: Iterable[Edit | NewRow | GoneRow]) -> list[Filling]:
    """Say which cells of a file get another value by some edits.

    Args:
        reading: Where rows and columns stand in the file; it was read without faults.
        edits: Cells to fill and rows to add or empty, in the order in which they are made.

    Returns:
        The cells and rows.

    Raises:
        KeyError: An edit is about a row that the workbook does not have.
    """
    found: list[Filling] = []
    added: dict[tuple[str, str], dict[str, RawContent]] = {}  # rows that an earlier edit added, by sheet and id
    for edit in edits:
        if isinstance(edit, NewRow):
            found.append(_added(edit.sheet, {header: as_cell(value) for header, value in edit.cells.items()}))
        elif isinstance(edit, GoneRow):
            found.append(_emptied(reading, edit.sheet, edit.number))
        elif isinstance(edit, RowEdit) and edit.added:
            found.append(_added(edit.sheet, {header: as_cell(value) for header, value in row_cells(edit.row).items()}))
        elif isinstance(edit, RowEdit):
            number = row_number(reading, edit)
            if number is None:
                raise KeyError(edit.row)
            found.append(_emptied(reading, edit.sheet, number))
        else:
            header, value = cell_of(edit)
            number = _row_of(reading, edit)
            key = (edit.sheet, edit.id)
            if number is not None:
                found.append(RowFill(edit.sheet, number, {header: as_cell(value)}))
            elif key in added:
                added[key][header] = as_cell(value)
            elif edit.sheet in (PINS.name, SETTINGS_SHEET.name):
                added[key] = {_HEADERS[edit.sheet][0]: edit.id, header: as_cell(value)}
                found.append(_added(edit.sheet, added[key]))
            else:
                raise KeyError(key)
    return found


def cell_of(edit: CellEdit) -> tuple[str, FieldValue]:
    """Tell the header under which a cell is filled and with what; no limit is written as ``alle`` in a setting."""
    if edit.sheet != SETTINGS_SHEET.name:
        return edit.column, edit.value
    return VALUE, "alle" if edit.value is None else edit.value


def row_cells(row: WholeRow) -> dict[str, FieldValue]:
    """Tell the cells of a whole row by header."""
    if isinstance(row, Availability):
        return {"Opleider": row.trainer, "Datum": row.date, "Dagdeel": row.part, "Beschikbaar": row.answer}
    if isinstance(row, Absence):
        return {"Wie": row.who, "Van": row.start, "T/m": row.end}
    if isinstance(row, Slot):
        slot: dict[str, FieldValue] = {
            "Slot": row.id,
            "Datum": row.date,
            "Begin": clock(row.begin),
            "Eind": clock(row.end),
        }
        return {**slot, "School": row.school, "Bestuur": row.board}
    return {"Wie": row.who, "Met": row.other, "Reden": row.reason}


def _row_of(reading: Reading, edit: CellEdit) -> int | None:
    if edit.sheet == SETTINGS_SHEET.name:
        return setting_row(reading, edit.id)
    return reading.rows.get((edit.sheet, edit.id))


def _added(sheet: str, cells: dict[str, RawContent]) -> AddedRow:
    return AddedRow(sheet, _HEADERS[sheet], cells)


def _emptied(reading: Reading, sheet: str, number: int) -> RowFill:
    return RowFill(sheet, number, dict.fromkeys(reading.tables[sheet].letters))
