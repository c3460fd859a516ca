"""From an opened workbook to tables: finds sheets and header rows. Knows headers, not what cells mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from instances.dutch.nearest import did_you_mean, folded, nearest
from instances.dutch.numbers import count, thousands
from instances.tables.columns import SHEETS, TRAVEL
from instances.tables.faults import Fault, Findings
from instances.tables.notices import NoticeKind
from instances.tables.odd_cells import Unseen, spread
from instances.tables.preflight import Package
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.settings import READER
from instances.xlsx.book import RawBook, open_book
from instances.xlsx.parts import PartError, TooLargeError
from instances.xlsx.rows import Row, Seen

OWN_SHEETS = ("fouten", "uitleg", "ingelezen", "nakijken", "uitgestroomd")
"""Of copies and the template: nothing to tell the office about."""


_OF_NUMBERS = re.compile(r"(?P<name>.+?)\s*[-–—]\s*(tabel|table)\s*1", re.IGNORECASE)
"""Numbers on a Mac exports each table of a sheet as a sheet of its own; the first one is the sheet."""

_FROM_1904 = 1462  # days between 1-1-1900, from which Excel counts, and 1-1-1904, from which a workbook of a Mac may


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as found in a file.

    Attributes:
        sheet: Which sheet it is.
        letters: Header to the letter of its column.
        rows: The number of each row in the file with its filled cells by header.
        header: The number of the row with the headers.
        lost: Cells by row and header that are part of a fault already, so that what stands there says nothing.
    """

    sheet: Sheet
    letters: Mapping[str, str]
    rows: tuple[tuple[int, Mapping[str, object]], ...]
    header: int = 1
    lost: frozenset[tuple[int, str]] = frozenset()

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
        findings: Gathers faults for what is missing or cannot be read, and notices for what is ignored.
        for_wpa: Whether the sheets for the WPAs must be there.
        sheets: Those that are looked for.

    Returns:
        The sheets that are there by name, a sheet without a row of headers left out; none where the file cannot be
        read, and then there is a fault that says which part of it.
    """
    local = Findings()  # of a file that breaks off half-way, what was found before is no news
    try:
        tables = _tables(package, local, for_wpa, sheets)
        findings.take(local)
        return tables
    except PartError as error:
        expected = (
            f"een werkmap die te openen is. Het onderdeel {error} van dit bestand is beschadigd of ontbreekt. "
            "Open het in Excel en sla het opnieuw op als .xlsx"
        )
        findings.add(Fault("", "", "", f"{package.name}: een beschadigde werkmap", expected))
    except TooLargeError as error:
        expected = (
            f"een bestand van normale grootte. In dit bestand staan {error}. "
            "Kopieer de ingevulde cellen naar een nieuw leeg sjabloon."
        )
        findings.add(Fault("", "", "", f"{package.name}: een bestand dat te groot is om te lezen", expected))
    return {}


def _tables(package: Package, findings: Findings, for_wpa: bool, sheets: tuple[Sheet, ...]) -> dict[str, Table]:
    book = open_book(package.data)
    if not book.formats.is_whole:
        text = "De opmaak van dit bestand is beschadigd en niet gelezen; de gegevens wel. Kijk of alle datums kloppen."
        findings.notice("", "", text, NoticeKind.LOOKS)
    if book.counts_from_1904:
        text = "Dit werkboek telt datums vanaf 1904, zoals op een oude Mac; zo zijn ze ook gelezen."
        findings.notice("", "", text, NoticeKind.FROM_1904)
    titles = _match_sheets(list(book.sheets), findings, for_wpa, sheets)
    tables = {}
    for sheet in sheets:
        if sheet.name in titles:
            table = _table(sheet, book, titles[sheet.name], findings)
            if table is not None:
                tables[sheet.name] = table
    return tables


def match_title(name: str, titles: list[str]) -> str | None:
    """Find the sheet of a file that is meant by a name.

    Args:
        name: As docs/workbook.md spells it.
        titles: Of the sheets in the file.

    Returns:
        The title: exactly, or but for case, spaces and what Numbers puts behind it; None when there is no such sheet.
    """
    if name in titles:
        return name
    alike = next((title for title in titles if folded(title) == folded(name)), None)
    return alike or next((title for title in titles if folded(_without_table(title)) == folded(name)), None)


def _without_table(title: str) -> str:
    found = _OF_NUMBERS.fullmatch(title.strip())
    return title if found is None else found["name"]


def _match_sheets(titles: list[str], findings: Findings, for_wpa: bool, sheets: tuple[Sheet, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for sheet in sheets:
        title = match_title(sheet.name, titles)
        if title is not None:
            found[sheet.name] = title
            if title != sheet.name:
                text = f"Het blad “{title}” is gelezen als “{sheet.name}”."
                findings.notice(sheet.name, "", text, NoticeKind.SHEET_NAME)
    extra = [title for title in titles if title not in found.values() and folded(title) not in OWN_SHEETS]
    for sheet in sheets:
        if sheet.name not in found and (sheet.required or (for_wpa and sheet.required_for_wpa)):
            hint = did_you_mean(sheet.name, extra).replace("Bedoelt u", "Is dat het blad")
            findings.add(Fault(sheet.name, "", "", "geen blad", f"een blad met de naam “{sheet.name}”.{hint}"))
    missing = [sheet.name for sheet in sheets if sheet.name not in found]
    for title in extra:
        text = f"Het blad “{title}” is niet gelezen.{did_you_mean(title, missing)}"
        findings.notice(title, "", text, NoticeKind.SHEET_UNREAD)
    return found


def _table(sheet: Sheet, book: RawBook, title: str, findings: Findings) -> Table | None:
    seen = Seen()
    rows = book.rows(title, seen)
    top, after = _top(rows)
    known = {folded(column.header) for column in sheet.columns}
    scores = [
        sum(1 for name in {folded(v) for v in row.cells.values() if isinstance(v, str)} if name in known) for row in top
    ]
    best = max(scores, default=0)
    if best == 0:
        if sheet.required or after or top:
            headers = ", ".join(column.header for column in sheet.columns if column.required)
            findings.add(Fault(sheet.name, "", "", "geen rij met kolomnamen", f"een rij met de kolomnamen: {headers}"))
        return None
    at = scores.index(best)
    header = top[at]
    places = _columns(sheet, header.number, header.cells, findings)
    letters = {name: get_column_letter(place + 1) for name, place in places.items()}
    body = _chain(top[at + 1 :], after, rows)
    unseen = Unseen(sheet, letters, header.cells)
    dates = frozenset(column.header for column in sheet.columns if column.kind is Kind.DATE and book.counts_from_1904)
    filled = list(_filled(sheet, places, body, header.number, dates, unseen, findings))
    lost = spread(sheet, letters, filled, [area for area in seen.areas if area.top > header.number], findings)
    unseen.tell(findings)
    return Table(sheet, letters, tuple(filled), header.number, lost)


def _top(rows: Iterator[Row]) -> tuple[list[Row], list[Row]]:
    """The rows in which the header must be found, and the first one after them."""
    top: list[Row] = []
    for row in rows:
        if row.number > READER.header_within:
            return top, [row]
        top.append(row)
    return top, []


def _chain(*parts: Iterable[Row]) -> Iterator[Row]:
    for part in parts:
        yield from part


def _columns(sheet: Sheet, number: int, header: Mapping[int, object], findings: Findings) -> dict[str, int]:
    """Header to the place in the row, with faults for missing, double and misspelt columns."""
    wanted = {folded(column.header): column for column in sheet.columns}
    places: dict[str, int] = {}
    extra: dict[str, str] = {}
    for place, value in sorted(header.items()):
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
                told = f"De kolom “{value}” is gelezen als “{column.header}”."
                findings.notice(sheet.name, cell, told, NoticeKind.COLUMN_NAME, column.header)
    missing = [column for column in sheet.columns if column.header not in places]
    first = f"{get_column_letter(min(header) + 1)}{number}"
    for column in missing:
        if column.required:
            hint = did_you_mean(column.header, list(extra)).replace("Bedoelt u", "Is dat de kolom")
            cell = extra.get(nearest(column.header, list(extra)) or "", first)
            expected = f"een kolom met de naam “{column.header}” in rij {number}.{hint}"
            findings.add(Fault(sheet.name, cell, column.header, "geen kolom", expected))
    names = [column.header for column in missing]
    for text, cell in list(extra.items())[: READER.max_extra_named]:
        told = f"De kolom “{text}” is niet gelezen.{did_you_mean(text, names)}"
        findings.notice(sheet.name, cell, told, NoticeKind.COLUMN_UNREAD)
    if len(extra) > READER.max_extra_named:
        more = count(len(extra) - READER.max_extra_named, "onbekende kolom is", "onbekende kolommen zijn")
        told = f"Nog {more} niet gelezen."
        findings.notice(sheet.name, "", told, NoticeKind.COLUMN_UNREAD)
    return places


def _filled(
    sheet: Sheet,
    places: Mapping[str, int],
    rows: Iterator[Row],
    header: int,
    dates: frozenset[str],
    unseen: Unseen,
    findings: Findings,
) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows with something in a known column, until too many blank rows in a row.

    ``dates`` are the columns in which a plain number counts days from 1904.
    """
    columns = tuple(places.items())
    most = READER.max_travel_rows if sheet.name == TRAVEL.name else READER.max_rows
    last, stopped, count = header, False, 0
    for row in rows:
        values = {name: row.cells[place] for name, place in columns if place in row.cells}
        if not values or stopped:  # the whole sheet is read all the same: its merged areas come last
            unseen.loose(row)
            continue
        if row.number - last > READER.max_blank_rows:
            at = last + READER.max_blank_rows
            text = (
                f"Na rij {at} is niet verder gelezen: {READER.max_blank_rows} lege rijen. "
                f"In rij {row.number} staat nog iets."
            )
            findings.notice(sheet.name, f"A{at}", text, NoticeKind.ROWS_UNREAD)
            stopped = True
            continue
        for name in dates:
            if isinstance(value := values.get(name), int | float):
                values[name] = value + _FROM_1904
        unseen.look(row, values)
        last, count = row.number, count + 1
        if count > most:
            raise TooLargeError(f"in het blad {sheet.name} meer dan {thousands(most)} rijen")
        yield row.number, values
