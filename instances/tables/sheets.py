"""From an opened workbook to tables: finds sheets and header rows. Knows headers, not what cells mean."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from instances.dutch.nearest import did_you_mean, folded, nearest
from instances.tables.columns import SHEETS
from instances.tables.faults import Fault, Findings
from instances.tables.preflight import Package
from instances.tables.schema import Column, Sheet
from instances.tables.settings import READER

OWN_SHEETS = ("fouten", "uitleg")  # of the marked copy and the template: nothing to tell the office about


class Uncalculated:
    """The value of a formula that was never calculated."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as found: row numbers with filled cells by header. ``letters`` maps header to column letter.

    ``header`` is the number of the row with the headers.
    """

    sheet: Sheet
    letters: Mapping[str, str]
    rows: tuple[tuple[int, Mapping[str, object]], ...]
    header: int = 1

    def cell(self, column: Column | str, row: int) -> str:
        """Give the address of a cell.

        Args:
            column: A column of the sheet, or its header.
            row: The number of the row in the file.

        Returns:
            For instance ``K14``; ``''`` for a column that the file does not have.

        Raises:
            KeyError: The sheet knows no such column.
        """
        letter = self.letters.get(self.sheet.column(column).header)
        return f"{letter}{row}" if letter else ""


def open_tables(
    package: Package, findings: Findings, for_wpa: bool, sheets: tuple[Sheet, ...] = SHEETS
) -> dict[str, Table]:
    """Find every known sheet of a file, with its header row.

    Args:
        package: The file.
        findings: Gathers faults for what is missing and notices for what is ignored.
        for_wpa: Whether the sheets for the WPAs must be there.
        sheets: Those that are looked for.

    Returns:
        The sheets that are there by name, a sheet without a row of headers left out.

    Raises:
        Exception: Whatever openpyxl raises for a damaged file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about validations and odd dates on stderr
        values = openpyxl.load_workbook(io.BytesIO(package.data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(package.data), read_only=True) if package.formulas else None
        titles = _match_sheets(values, findings, for_wpa, sheets)
        tables = {}
        for sheet in sheets:
            if sheet.name in titles:
                table = _table(sheet, _grid(values, formulas, titles[sheet.name]), findings)
                if table is not None:
                    tables[sheet.name] = table
    return tables


def match_title(name: str, titles: list[str]) -> str | None:
    """Find the sheet of a file that is meant by a name.

    Args:
        name: As docs/workbook.md spells it.
        titles: Of the sheets in the file.

    Returns:
        The title: exactly, or but for case and spaces; None when there is no such sheet.
    """
    if name in titles:
        return name
    return next((title for title in titles if folded(title) == folded(name)), None)


def _match_sheets(book: Workbook, findings: Findings, for_wpa: bool, sheets: tuple[Sheet, ...]) -> dict[str, str]:
    titles = [sheet.title for sheet in book.worksheets]
    found: dict[str, str] = {}
    for sheet in sheets:
        title = match_title(sheet.name, titles)
        if title is not None:
            found[sheet.name] = title
            if title != sheet.name:
                findings.notice(sheet.name, "", f"Het blad “{title}” is gelezen als “{sheet.name}”.")
    extra = [title for title in titles if title not in found.values() and folded(title) not in OWN_SHEETS]
    for sheet in sheets:
        if sheet.name not in found and (sheet.required or (for_wpa and sheet.required_for_wpa)):
            hint = did_you_mean(sheet.name, extra).replace("Bedoelt u", "Is dat het blad")
            findings.add(Fault(sheet.name, "", "", "geen blad", f"een blad met de naam “{sheet.name}”.{hint}"))
    missing = [sheet.name for sheet in sheets if sheet.name not in found]
    for title in extra:
        findings.notice(title, "", f"Het blad “{title}” is niet gelezen.{did_you_mean(title, missing)}")
    return found


Grid = Iterator[tuple[int, tuple[object, ...]]]


def _grid(values: Workbook, formulas: Workbook | None, title: str) -> Grid:
    """Row numbers and raw values, a formula without value as Uncalculated."""
    if formulas is None:
        values[title].reset_dimensions()
        yield from enumerate(values[title].iter_rows(max_col=READER.max_columns, values_only=True), start=1)
        return
    rows = _cells(values, title)
    # strict=False: the two passes may differ in trailing blank rows
    for number, (row, written) in enumerate(zip(rows, _cells(formulas, title), strict=False), start=1):
        yield (
            number,
            tuple(
                # type str without a value: calculated, and the answer is an empty text
                Uncalculated() if f.data_type == "f" and v.value is None and v.data_type != "str" else v.value
                for v, f in zip(row, written, strict=True)
            ),
        )


def _cells(book: Workbook, title: str) -> Iterator[tuple[openpyxl.cell.Cell, ...]]:
    sheet = book[title]
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_col=READER.max_columns)  # type: ignore[misc]


def _table(sheet: Sheet, grid: Grid, findings: Findings) -> Table | None:
    top = [row for _, row in zip(range(READER.header_within), grid, strict=False)]
    known = {folded(column.header) for column in sheet.columns}
    scores = [sum(1 for name in {folded(str(v)) for v in row if isinstance(v, str)} if name in known) for _, row in top]
    best = max(scores, default=0)
    if best == 0:
        if sheet.required or any(any(value is not None for value in row) for _, row in top):
            headers = ", ".join(column.header for column in sheet.columns if column.required)
            findings.add(Fault(sheet.name, "", "", "geen rij met kolomnamen", f"een rij met de kolomnamen: {headers}"))
        return None
    at = scores.index(best)
    number, header = top[at]
    places = _columns(sheet, number, header, findings)
    letters = {name: get_column_letter(place + 1) for name, place in places.items()}
    rows = _filled(sheet, places, _chain(top[at + 1 :], grid), findings)
    return Table(sheet, letters, tuple(rows), number)


def _chain(top: list[tuple[int, tuple[object, ...]]], grid: Grid) -> Grid:
    yield from top
    yield from grid


def _columns(sheet: Sheet, number: int, header: tuple[object, ...], findings: Findings) -> dict[str, int]:
    """Header to the place in the row, with faults for missing, double and misspelt columns."""
    wanted = {folded(column.header): column for column in sheet.columns}
    places: dict[str, int] = {}
    extra: dict[str, str] = {}
    for place, value in enumerate(header):
        text = " ".join(value.split()) if isinstance(value, str) else ""
        cell = f"{get_column_letter(place + 1)}{number}"
        column = wanted.get(folded(text))
        if column is None:
            if text:
                extra[text] = cell
        elif column.header in places:
            findings.add(Fault(sheet.name, cell, column.header, text, "elke kolom één keer; deze staat er twee keer"))
        else:
            places[column.header] = place
            if value != column.header:
                findings.notice(sheet.name, cell, f"De kolom “{value}” is gelezen als “{column.header}”.")
    missing = [column for column in sheet.columns if column.header not in places]
    first = next(f"{get_column_letter(place + 1)}{number}" for place, value in enumerate(header) if value is not None)
    for column in missing:
        if column.required:
            hint = did_you_mean(column.header, list(extra)).replace("Bedoelt u", "Is dat de kolom")
            cell = extra.get(nearest(column.header, list(extra)) or "", first)
            expected = f"een kolom met de naam “{column.header}” in rij {number}.{hint}"
            findings.add(Fault(sheet.name, cell, column.header, "geen kolom", expected))
    names = [column.header for column in missing]
    for text, cell in list(extra.items())[: READER.max_extra_named]:
        findings.notice(sheet.name, cell, f"De kolom “{text}” is niet gelezen.{did_you_mean(text, names)}")
    if len(extra) > READER.max_extra_named:
        findings.notice(
            sheet.name, "", f"Nog {len(extra) - READER.max_extra_named} onbekende kolommen zijn niet gelezen."
        )
    return places


def _filled(
    sheet: Sheet, places: Mapping[str, int], grid: Grid, findings: Findings
) -> Iterator[tuple[int, Mapping[str, object]]]:
    """The rows with something in a known column, until too many blank rows in a row."""
    columns = tuple(places.items())
    blank = 0
    for number, row in grid:
        values = {name: row[place] for name, place in columns if place < len(row) and not _empty(row[place])}
        if values:
            blank = 0
            yield number, values
        else:
            blank += 1
            if blank == READER.max_blank_rows and next(grid, None) is not None:
                text = f"Na rij {number} is niet verder gelezen: {blank} lege rijen. Staat daaronder nog iets?"
                findings.notice(sheet.name, f"A{number}", text)
                return


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
