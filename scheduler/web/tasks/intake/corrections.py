"""Corrections of cells, as one step: a copy of the office's own workbook as the next version. Knows no page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from instances.domain.settings import Settings
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.dutch.semesters import school_year_and_half
from instances.tables.cells import parse
from instances.tables.faults import Findings
from instances.tables.records import as_found
from instances.tables.schema import Column, Kind
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.tables.sheets import Table
from instances.tables.values import MisfitError, clean
from instances.workbook.settings_sheet import read_settings
from instances.xlsx.rows import row_and_column
from reports.workbook.filled_copy import AddedRow, CellFill, Filling
from reports.workbook.raw_cells import RawContent
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import HEAD_WORKBOOK
from scheduler.web.tasks.intake.choices import EMPTY
from scheduler.web.tasks.intake.faults import SHEET_OF, cell_mark
from scheduler.web.tasks.reading import Looked, look
from scheduler.web.tasks.workbook_copy import ChangeRefusedError, add_copy

_NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE})


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed or chosen for one cell.

    Attributes:
        sheet: The name of the sheet.
        cell: Its address.
        text: The new value; ``EMPTY`` empties the cell.
        seen: The mark of the cell when it was shown; '' is never asked.
    """

    sheet: str
    cell: str
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of corrections.

    Attributes:
        refusals: Why nothing was written, a sentence each with its cell; none where it was.
        version: The number of the new version; None where nothing was written.
    """

    refusals: tuple[str, ...] = ()
    version: int | None = None


Make = Callable[[Looked], "tuple[list[Filling], str]"]
"""Fills cells of a workbook, and says what was done."""


def correct(dossier: Dossier, corrections: Iterable[Correction], by: str) -> Corrected:
    """Write corrections in a copy of the workbook that is worked in, all of them or none.

    Args:
        dossier: Whose workbook.
        corrections: What was typed; a cell that somebody else changed since refuses them all.
        by: By whom.

    Returns:
        The new version, or why there is none.
    """
    wanted = list(corrections)
    return written(dossier, by, lambda looked: _fillings(looked, wanted))


def empty_row(dossier: Dossier, sheet: str, row: int, seen: str, by: str) -> Corrected:
    """Empty a row of the workbook; taking it out would move all that stands below it.

    Args:
        dossier: Whose workbook.
        sheet: The name of the sheet.
        row: Its number in the file.
        seen: The mark of its first column when it was shown.
        by: By whom.

    Returns:
        The new version, or why there is none.
    """

    def make(looked: Looked) -> tuple[list[Filling], str]:
        table = looked.reading.tables.get(sheet)
        cells = next((cells for number, cells in table.rows if number == row), None) if table is not None else None
        if table is None or cells is None:
            raise ChangeRefusedError(f"Rij {row} van {sheet} is er niet meer.")
        if cell_mark(table, row, table.sheet.key.header) != seen:
            raise ChangeRefusedError(f"Rij {row} van {sheet} is intussen gewijzigd. Er is niets overschreven.")
        fills: list[Filling] = [CellFill(sheet, table.cell(header, row), None) for header in cells]
        return fills, f"Rij {row} van {sheet} leeggemaakt ({as_found(cells.get(table.sheet.key.header))})"

    return written(dossier, by, make)


def add_column(dossier: Dossier, sheet: str, column: str, at: str, by: str) -> Corrected:
    """Give a column that is missing: by another name for the cell where it is, or right of the others.

    Args:
        dossier: Whose workbook.
        sheet: The name of the sheet.
        column: The header that is missing.
        at: The cell that gets it as its text; '' for a new column.
        by: By whom.

    Returns:
        The new version, or why there is none.
    """

    def make(looked: Looked) -> tuple[list[Filling], str]:
        table = looked.reading.tables.get(sheet)
        if table is None or column not in {each.header for each in table.sheet.columns} or column in table.letters:
            raise ChangeRefusedError(f"De kolom {column} ontbreekt niet meer in {sheet}.")
        if at:
            if row_and_column(at)[0] != table.header:
                raise ChangeRefusedError(f"{sheet} {at} is geen kolomnaam.")
            return [CellFill(sheet, at, column)], f"Kolom {sheet} {at} heet nu {column}"
        # an empty row below the others is none: only the header is written
        return [AddedRow(sheet, (), {column: None})], f"Kolom {column} toegevoegd aan {sheet}"

    return written(dossier, by, make)


def add_sheet(dossier: Dossier, sheet: str, by: str) -> Corrected:
    """Add a sheet that is missing, with its columns and no row.

    Args:
        dossier: Whose workbook.
        sheet: Its name as docs/workbook.md spells it.
        by: By whom.

    Returns:
        The new version, or why there is none.
    """

    def make(looked: Looked) -> tuple[list[Filling], str]:
        if sheet not in SHEET_OF or sheet in looked.reading.tables:
            raise ChangeRefusedError(f"Het blad {sheet} ontbreekt niet.")
        headers = tuple(column.header for column in SHEET_OF[sheet].columns)
        return [AddedRow(sheet, headers)], f"Leeg blad {sheet} toegevoegd"

    return written(dossier, by, make)


def written(dossier: Dossier, by: str, make: Make) -> Corrected:
    """Write a copy of the workbook that is worked in as its next version, unless there is another one by then.

    Args:
        dossier: Whose workbook.
        by: By whom.
        make: Says what is filled in, and what was done.

    Returns:
        The new version, or why there is none.
    """
    head, before = dossier.value(HEAD_WORKBOOK), dossier.workbook
    if before is None:
        return Corrected(("Er is nog geen werkboek.",))
    try:
        fillings, what = make(look(before.path))
        version = add_copy(dossier, before, fillings, by, what, sound=False, seen=head.stamp)
    except ChangeRefusedError as refused:
        return Corrected(refused.texts)
    return Corrected(version=version.id)


def _fillings(looked: Looked, corrections: Sequence[Correction]) -> tuple[list[Filling], str]:
    fills: list[Filling] = []
    refusals: list[str] = []
    said: list[str] = []
    year = school_year_and_half(_settings(looked).semester)
    for correction in corrections:
        table = looked.reading.tables.get(correction.sheet)
        header, row = _column_of(table, correction.cell), row_and_column(correction.cell)[0]
        if table is None or header is None:
            refusals.append(f"{correction.sheet} {correction.cell} is er niet meer.")
            continue
        cells = next((cells for number, cells in table.rows if number == row), {})
        now = as_found(cells.get(header))
        if cell_mark(table, row, header) != correction.seen:
            refusals.append(
                f"{correction.sheet} {correction.cell} is intussen gewijzigd in “{now}”. Er is niets overschreven."
            )
            continue
        key = as_found(cells.get(table.sheet.key.header))
        try:
            value = content(table.sheet.column(header), correction.text, key, None if year is None else year[0])
        except MisfitError as misfit:
            refusals.append(f"{correction.sheet} {correction.cell}: “{correction.text}” kan niet; verwacht {misfit}.")
            continue
        fills.append(CellFill(correction.sheet, correction.cell, value))
        said.append(f"{correction.sheet} {correction.cell}: {as_found(value)} in plaats van {now}")
    if not fills and not refusals:
        refusals.append("Er is niets ingevuld.")
    if refusals:
        raise ChangeRefusedError(*refusals)
    what = said[0] if len(said) == 1 else f"{count(len(said), 'cel', 'cellen')} verbeterd: {listed_at_most(said, 3)}"
    return fills, what


def _settings(looked: Looked) -> Settings:
    return read_settings(looked.reading.tables.get(SETTINGS_SHEET.name), Findings())


def _column_of(table: Table | None, cell: str) -> str | None:
    """The header of the column in which a cell stands, below the header."""
    if table is None or row_and_column(cell)[0] <= table.header:
        return None
    letter = cell.rstrip("0123456789")
    return next((header for header, own in table.letters.items() if own == letter), None)


def content(column: Column, text: str, key: str = "", school_year: int | None = None) -> RawContent:
    """Say what is written in a cell for what was typed: what the reader takes it for, in Excel's own kinds.

    Args:
        column: The column.
        text: As it was typed; ``EMPTY`` or '' empties the cell.
        key: What stands in the first column of the row: the value of a setting may be a number.
        school_year: For dates without a year.

    Returns:
        A number, a date, a time or a text; None for an empty cell.

    Raises:
        MisfitError: It cannot stand there; what is expected, in Dutch.
    """
    plain = clean(text)
    if plain in ("", EMPTY):
        if column.required and not column.blank:
            raise MisfitError("een waarde, want deze kolom is verplicht")
        return None
    parsed = parse(column, plain, school_year)
    value = None if parsed is None else parsed.value
    if column.kind in _NUMBERS and isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    if isinstance(value, date | time):
        return value
    is_number = column is SETTINGS_SHEET.VALUE and plain.isdigit()
    return int(plain) if is_number else plain
