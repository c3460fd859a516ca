"""An edited copy of a workbook: the cells of some edits, every other cell as it was. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from instances.edits.edit import CellEdit, Edit, RowEdit
from instances.edits.fields import FieldValue, as_cell
from instances.edits.wording import row_number, setting_row
from instances.tables.columns import PINS, SHEETS
from instances.tables.preflight import Package, inspect
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.tables.sheets import match_title
from instances.workbook.read import Reading
from instances.xlsx.weight import fits_in_a_copy
from reports.files.errors import NOTHING_CHANGED, CannotWriteError
from reports.folder import atomic_file
from reports.workbook.edit_fillings import cell_of, row_cells
from reports.workbook.open_copy import open_for_copy

YELLOW = "FFFFF2CC"
_SHEETS = {sheet.name: sheet for sheet in SHEETS}


def can_be_edited(source: Path) -> bool:
    """Say whether a copy of a workbook with edits can be made.

    Args:
        source: The workbook.

    Returns:
        False where it would take more memory or time than a copy is worth; its rows can still be read.
    """
    package = inspect(source)
    return isinstance(package, Package) and fits_in_a_copy(package.data)


def write_edited(source: Path, reading: Reading, edits: Iterable[Edit], target: Path) -> None:
    """Write a copy of a workbook with some edits made in it; changed cells are yellow, every other cell is as it was.

    Args:
        source: The workbook, which ``reading`` was read from without faults.
        reading: Where rows and columns stand in it.
        edits: Cells to fill and rows to add or empty, in the order in which they are made.
        target: Where the copy goes, whole or not at all; may be ``source``. The folder is made where it is missing.

    Raises:
        OSError: The target cannot be written.
        CannotWriteError: The source cannot be opened any more, or is too large to copy (``can_be_edited``).
        KeyError: An edit is about a row that the workbook does not have.
    """
    package = inspect(source)
    if not isinstance(package, Package):
        text = f"Van {source.name} is geen kopie te maken: het is intussen {package.found}. {NOTHING_CHANGED}"
        raise CannotWriteError(text)
    book = open_for_copy(package)
    if book is None:
        text = f"Van {source.name} is geen kopie te maken: het is te groot of beschadigd. {NOTHING_CHANGED}"
        raise CannotWriteError(text)
    editor = _Editor(book, reading)
    for edit in edits:
        editor.make(edit)
    target.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(target) as fresh:
        book.save(fresh)


class _Editor:
    def __init__(self, book: Workbook, reading: Reading) -> None:
        self._book, self._reading = book, reading
        self._added: dict[tuple[str, str], int] = {}  # rows that an earlier edit added, by sheet and id
        self._last: dict[str, int] = {}

    def make(self, edit: Edit) -> None:
        if isinstance(edit, CellEdit):
            header, value = cell_of(edit)
            self._put(edit.sheet, self._row_of(edit), {header: value})
        elif edit.added:
            self._put(edit.sheet, self._new_row(edit.sheet), row_cells(edit.row))
        else:
            self._clear(edit)

    def _row_of(self, edit: CellEdit) -> int:
        key = (edit.sheet, edit.id)
        found = setting_row(self._reading, edit.id) if edit.sheet == SETTINGS_SHEET.name else None
        found = found or self._reading.rows.get(key) or self._added.get(key)
        if found is not None:
            return found
        if edit.sheet not in (PINS.name, SETTINGS_SHEET.name):
            raise KeyError(key)
        self._added[key] = self._new_row(edit.sheet)
        self._put(edit.sheet, self._added[key], {self._columns(edit.sheet)[0]: edit.id})
        return self._added[key]

    def _new_row(self, name: str) -> int:
        """The first row below all others."""
        if name not in self._last:
            table = self._reading.tables.get(name)
            filled = table.rows[-1:] if table is not None else ()
            self._last[name] = filled[0][0] if filled else self._header_row(name)
        self._last[name] += 1
        return self._last[name]

    def _put(self, name: str, row: int, cells: Mapping[str, FieldValue]) -> None:
        sheet = self._sheet(name)
        for header, value in cells.items():
            cell = self._cell(sheet, name, row, self._column(name, header))
            written = as_cell(value)
            cell.value = written
            if isinstance(written, str):
                cell.data_type = "s"  # after the value: openpyxl would make a formula of a text that starts with =
            elif isinstance(written, date):
                cell.number_format = "dd-mm-yyyy"
            cell.fill = PatternFill("solid", fgColor=YELLOW)

    def _clear(self, edit: RowEdit) -> None:
        number = row_number(self._reading, edit)
        if number is None:
            raise KeyError(edit.row)
        # taking the row out would move all that stands below it
        sheet = self._sheet(edit.sheet)
        for header in self._reading.tables[edit.sheet].letters:
            self._cell(sheet, edit.sheet, number, self._column(edit.sheet, header)).value = None

    def _cell(self, sheet: Worksheet, name: str, row: int, column: int) -> Cell | MergedCell:
        """A cell by itself: the merged area that it is in would give its value to other rows, so it is taken apart."""
        for area in list(sheet.merged_cells.ranges):
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                first, table = sheet.cell(area.min_row, area.min_col), self._reading.tables.get(name)
                numbers = [number for number, _ in table.rows] if table is not None else []
                sheet.unmerge_cells(area.coord)
                for number in numbers if area.min_row in numbers else ():
                    if area.min_row < number <= area.max_row:
                        other = sheet.cell(number, area.min_col)
                        other.value, other.number_format = first.value, first.number_format
        return sheet.cell(row, column)

    # -- where things stand ------------------------------------------------------------------------

    def _columns(self, name: str) -> list[str]:
        return [column.header for column in _SHEETS[name].columns]

    def _sheet(self, name: str) -> Worksheet:
        title = match_title(name, self._book.sheetnames)
        sheet = self._book[title] if title is not None else self._book.create_sheet(name)
        if not isinstance(sheet, Worksheet):
            raise ValueError(f"{name} is no worksheet")
        if name not in self._reading.tables and sheet.max_row <= 1 and sheet.cell(1, 1).value is None:
            for place, header in enumerate(self._columns(name), start=1):
                sheet.cell(1, place).value = header
        return sheet

    def _header_row(self, name: str) -> int:
        table = self._reading.tables.get(name)
        return table.header if table is not None else 1

    def _column(self, name: str, header: str) -> int:
        """The number of a column; one that the file lacks is made, right of the others."""
        sheet, row = self._sheet(name), self._header_row(name)
        table = self._reading.tables.get(name)
        if table is not None and header in table.letters:
            return column_index_from_string(table.letters[header])
        titles = [sheet.cell(row, place).value for place in range(1, sheet.max_column + 1)]
        if header in titles:
            return titles.index(header) + 1
        place = max(i for i, title in enumerate(titles, start=1) if title is not None) + 1
        sheet.cell(row, place).value = header
        return place
