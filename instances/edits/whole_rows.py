"""Rows of a workbook that come or go as a whole, such as of a student who joins or stops. Knows no file.

They are written in a copy of the workbook, which is read again: other than an ``Edit`` they are not applied to a
semester, for what a new row means only the reader knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from instances.dutch.nearest import folded
from instances.edits.fields import FieldValue
from instances.tables.columns import SEEN
from instances.tables.schema import Kind
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.workbook.read import Reading


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row below the others.

    Attributes:
        sheet: The name of the sheet.
        cells: The value of each header that is filled.
    """

    sheet: str
    cells: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row that is emptied.

    Attributes:
        sheet: The name of the sheet.
        number: Its number in the file, 1 for the first.
    """

    sheet: str
    number: int


def rows_about(reading: Reading, id: str) -> list[GoneRow]:
    """Find every row that is about somebody: the own one, and those on other sheets that name the code.

    Args:
        reading: The workbook.
        id: The code of a student.

    Returns:
        The rows, in the order of sheets and rows. A code in a list, such as a wish, is no row about it.
    """
    found = []
    for name, table in reading.tables.items():
        if name in (SETTINGS_SHEET.name, SEEN.name):
            continue
        headers = [column.header for column in table.sheet.columns if column.kind is Kind.ID]
        for number, cells in table.rows:
            if any(folded(_text(cells.get(header))) == folded(id) for header in headers):
                found.append(GoneRow(name, number))
    return found


def _text(cell: object) -> str:
    """A number of a student as Excel keeps it: 12345 may be 12345.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
