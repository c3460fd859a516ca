"""A copy of a workbook with other values in some cells and rows more, every other part as it was. Knows no rule.

Other than ``edited_copy`` it also fills a workbook with faults, in which rows have no sound code, and keeps what a
library would lose. docs/decisions/0032-corrections-in-the-window.md says why there are two.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter

from instances.tables.preflight import Package, inspect
from instances.tables.sheets import Table, match_title
from instances.xlsx.book import RawBook, open_book
from instances.xlsx.parts import PartError, TooLargeError
from instances.xlsx.rows import Seen, row_and_column
from reports.folder import atomic_file
from reports.workbook.added_look import EMPTY_SHEET, dressed, with_looks
from reports.workbook.raw_cells import Blank, CellPlace, RawContent, UnwritableCellError, patched
from reports.workbook.unused_texts import without_unused_texts

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_CALC_CHAIN = "xl/calcChain.xml"
_STYLES = "xl/styles.xml"


@dataclass(frozen=True, slots=True)
class CellFill:
    """One cell gets another value.

    Attributes:
        sheet: The name of the sheet as docs/workbook.md spells it.
        cell: Its address, such as ``K14``.
        value: What is written; None empties it.
    """

    sheet: str
    cell: str
    value: RawContent


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row more below the others; the sheet and its columns are made where they are missing.

    Attributes:
        sheet: The name of the sheet.
        headers: The columns that a sheet that is not there gets.
        cells: Header to value.
        choices: Header to the words that may be chosen there, where the sheet is made.
        widths: Of those columns, in units; none for what fits the texts.
        height: Of the row, in points; None for the usual one.
    """

    sheet: str
    headers: tuple[str, ...]
    cells: Mapping[str, RawContent] = field(default_factory=dict)
    widths: tuple[float, ...] = ()
    height: float | None = None
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowFill:
    """Cells of a row that is there get another value; a column that is missing is made for a value.

    Attributes:
        sheet: The name of the sheet.
        number: The number of the row in the file, 1 for the first.
        cells: Header to value; None empties a cell.
    """

    sheet: str
    number: int
    cells: Mapping[str, RawContent]


@dataclass(frozen=True, slots=True)
class EmptiedRow:
    """Every cell of a row that is there gets empty, also those of the office's own columns, but for formulas there.

    Attributes:
        sheet: The name of the sheet.
        number: The number of the row in the file, 1 for the first.
    """

    sheet: str
    number: int


Filling = CellFill | AddedRow | RowFill | EmptiedRow


def write_filled(
    source: Path, tables: Mapping[str, Table], fillings: Iterable[Filling], target: Path, forgetting: bool = False
) -> None:
    """Write a copy with other values in it.

    Args:
        source: The workbook; it is not changed.
        tables: Its sheets as they were read.
        fillings: Cells to fill and rows to add.
        target: Where the copy goes, whole or not at all.
        forgetting: What stood in the cells may stand nowhere in the file any more.

    Raises:
        OSError: The target cannot be written.
        UnwritableCellError: A cell can only be changed in Excel; the message is Dutch.
    """
    package = inspect(source)
    if not isinstance(package, Package):
        raise UnwritableCellError(f"Dit bestand is {package.found}; breng het opnieuw in.")
    try:
        copy = _Copy(open_book(package.data), tables)
        for filling in fillings:
            copy.take(filling)
        parts = copy.parts()
    except (PartError, TooLargeError) as error:
        raise UnwritableCellError("Dit bestand is beschadigd; open het in Excel en sla het opnieuw op.") from error
    made = _packed(package.data, parts)
    with atomic_file(target) as fresh:
        fresh.write_bytes(without_unused_texts(made) if forgetting or copy.empties_rows else made)


class _Copy:
    """Gathers what changes, by sheet of the file."""

    def __init__(self, book: RawBook, tables: Mapping[str, Table]) -> None:
        self._book, self._tables = book, tables
        self._cells: dict[str, dict[CellPlace, RawContent | Blank]] = {}
        self._filled: dict[str, dict[int, tuple[int, ...]]] = {}
        self.empties_rows = False  # whoever stood there, must not stand in the list of shared texts either
        self._added: dict[str, tuple[float, ...]] = {}  # sheets that are not there, with the widths of their columns
        self._choices: dict[str, Mapping[int, tuple[str, ...]]] = {}
        self._places: dict[str, dict[str, int]] = {}
        self._heights: dict[str, dict[int, float]] = {}
        self._last: dict[str, int] = {}
        self._areas: dict[str, Seen] = {}

    def take(self, filling: Filling) -> None:
        if isinstance(filling, CellFill):
            title = self._there(filling.sheet)
            self._put(title, row_and_column(filling.cell), filling.value)
            return
        if isinstance(filling, RowFill):
            self._fill_row(filling)
            return
        if isinstance(filling, EmptiedRow):
            self._empty(filling)
            return
        title = self._title(filling)
        if not filling.cells:
            return
        row = self._last[title] = self._last_row(title) + 1
        if filling.height is not None:
            self._heights.setdefault(title, {})[row] = filling.height
        for header, value in filling.cells.items():
            self._put(title, (row, self._column(title, filling.sheet, header)), value)

    def _there(self, sheet: str) -> str:
        title = match_title(sheet, list(self._book.sheets))
        if title is None:
            raise UnwritableCellError(f"Er is geen blad {sheet}.")
        return title

    def _fill_row(self, row: RowFill) -> None:
        title, table = self._there(row.sheet), self._tables.get(row.sheet)
        for header, value in row.cells.items():
            if value is not None or (table is not None and header in table.letters):
                self._put(title, (row.number, self._column(title, row.sheet, header)), value)

    def _empty(self, row: EmptiedRow) -> None:
        self.empties_rows = True
        title, table = self._there(row.sheet), self._tables.get(row.sheet)
        known = {} if table is None else {row_and_column(f"{letter}1")[1] for letter in table.letters.values()}
        for place in self._filled_places(title).get(row.number, ()):
            self._put(title, (row.number, place), None if place in known else Blank.UNLESS_FORMULA)

    def _filled_places(self, title: str) -> Mapping[int, tuple[int, ...]]:
        """Row to the columns that have something in it."""
        if title not in self._filled:
            self._filled[title] = {row.number: tuple(row.cells) for row in self._book.rows(title, Seen())}
        return self._filled[title]

    def _title(self, row: AddedRow) -> str:
        title = match_title(row.sheet, list(self._book.sheets))
        if title is not None:
            return title
        if row.sheet not in self._added:
            self._added[row.sheet] = row.widths
            self._last[row.sheet] = 1
            self._places[row.sheet] = {header: place for place, header in enumerate(row.headers)}
            self._cells[row.sheet] = {(1, place): header for header, place in self._places[row.sheet].items()}
            self._choices[row.sheet] = {self._places[row.sheet][header]: words for header, words in row.choices.items()}
        return row.sheet

    def _put(self, title: str, place: CellPlace, value: RawContent | Blank) -> None:
        if title in self._book.sheets:
            for area in self._seen(title).areas:
                rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
                if place[0] in rows and place[1] in columns:
                    cell = f"{get_column_letter(place[1] + 1)}{place[0]}"
                    raise UnwritableCellError(
                        f"{title} {cell} hoort bij de samengevoegde cellen {area.ref}: haal in Excel de samenvoeging "
                        "weg en breng het werkboek opnieuw in."
                    )
        self._cells.setdefault(title, {})[place] = value

    def _seen(self, title: str) -> Seen:
        """The merged areas of a sheet, and on the way its last row."""
        if title not in self._areas:
            self._areas[title] = Seen()
            last = 0
            for row in self._book.rows(title, self._areas[title]):
                last = row.number
            self._last.setdefault(title, last)
        return self._areas[title]

    def _last_row(self, title: str) -> int:
        if title not in self._last:
            self._seen(title)
        return self._last[title]

    def _column(self, title: str, sheet: str, header: str) -> int:
        """The place of a column; one that the file lacks is made, right of all others."""
        if title not in self._places:
            table = self._tables.get(sheet)
            letters = {} if table is None else table.letters
            self._places[title] = {name: row_and_column(f"{letter}1")[1] for name, letter in letters.items()}
        places = self._places[title]
        if header not in places:
            table = self._tables.get(sheet)
            line = 1 if table is None else table.header
            taken = [place for each in self._book.rows(title, Seen()) for place in each.cells]
            places[header] = max([*taken, *places.values()], default=-1) + 1
            self._put(title, (line, places[header]), header)
        return places[header]

    # -- the parts of the package ------------------------------------------------------------------

    def parts(self) -> dict[str, bytes | None]:
        """The parts that change by name; None for one that goes."""
        made: dict[str, bytes | None] = {}
        content, formulas_gone = self._book.parts.content, False
        for title, cells in self._cells.items():
            if title in self._book.sheets:
                part, heights = self._book.sheets[title], self._heights.get(title, {})
                sheet = patched(content(part), cells, self._book.formats.looks, self._book.epoch, heights)
                made[part] = sheet.xml
                formulas_gone = formulas_gone or sheet.formulas_gone
        if self._added:
            made |= self._with_sheets()
        if formulas_gone and self._book.parts.has(_CALC_CHAIN):  # it would name cells without a formula
            made |= self._without_chain(made)
        return made

    def _with_sheets(self) -> dict[str, bytes | None]:
        parts = self._book.parts
        name = parts.workbook()
        folder, _, file = name.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        book, links = parts.content(name), parts.content(relations)
        types = parts.content("[Content_Types].xml")
        number = 1 + max((int(found) for found in re.findall(rb'sheetId="(\d+)"', book)), default=0)
        made: dict[str, bytes | None] = {}
        looks = with_looks(parts.content(_STYLES)) if parts.has(_STYLES) else None
        if looks is not None:
            made[_STYLES] = looks.xml
        for title, widths in self._added.items():
            names = (f"{folder}/worksheets/plaatswijzer{n}.xml" for n in range(1, 9999))
            part = next(each for each in names if each not in made and not parts.has(each))
            filled = patched(EMPTY_SHEET, self._cells[title], heights=self._heights.get(title, {})).xml
            made[part] = dressed(filled, self._texts(title), looks, self._choices[title], widths)
            id = f"rIdPlaatswijzer{number}"
            entry = f'<sheet xmlns:pwr="{_OFFICE}" name={quoteattr(title)} sheetId="{number}" pwr:id="{id}"/>'
            book = _before(book, rb"</(\w+:)?sheets>", entry)
            link = f'<Relationship Id="{id}" Type="{_OFFICE}/worksheet" Target="/{part}"/>'
            links = _before(links, rb"</(\w+:)?Relationships>", link)
            types = _before(types, rb"</(\w+:)?Types>", f'<Override PartName="/{part}" ContentType="{_SHEET_TYPE}"/>')
            number += 1
        return {**made, name: book, relations: links, "[Content_Types].xml": types}

    def _texts(self, title: str) -> list[list[str]]:
        """What stands in an added sheet, by row."""
        cells = self._cells[title]
        rows = range(1, max(row for row, _ in cells) + 1)
        columns = range(max(column for _, column in cells) + 1)
        return [[str(cells.get((row, column)) or "") for column in columns] for row in rows]

    def _without_chain(self, made: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        parts = self._book.parts
        folder, _, file = parts.workbook().rpartition("/")
        found: dict[str, bytes | None] = {_CALC_CHAIN: None}
        for name in (f"{folder}/_rels/{file}.rels", "[Content_Types].xml"):
            now = made.get(name) or parts.content(name)
            found[name] = re.sub(rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*calcChain\.xml[^>]*/>", b"", now)
        return found


def _before(xml: bytes, closing: bytes, entry: str) -> bytes:
    """The part with an entry as the last of its list; with the prefix that the list has."""
    found = re.search(closing, xml)
    if found is None:
        raise UnwritableCellError("Dit bestand is anders opgeslagen dan Excel doet; verbeter het in Excel.")
    prefix = (found[1] or b"").decode()
    return xml[: found.start()] + entry.replace("<", f"<{prefix}", 1).encode() + xml[found.start() :]


def _packed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with other parts in the place of some."""
    by_fold = {name.casefold(): content for name, content in parts.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as whole,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        there = set()
        for entry in whole.infolist():
            fold = entry.filename.casefold().lstrip("/")
            there.add(fold)
            content = by_fold[fold] if fold in by_fold else whole.read(entry)
            if content is not None:
                archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
        for name, content in parts.items():
            if name.casefold() not in there and content is not None:
                archive.writestr(name, content)
    return stream.getvalue()
