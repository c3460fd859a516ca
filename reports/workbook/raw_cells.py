"""Other values in some cells of one sheet part, every other byte as it was. Knows XML and places, no sheet by name.

Opening and saving a workbook with a library loses what that library does not know: pictures, macros, and the answers of
formulas, without which the reader sees none. So only the bytes of the cells themselves are replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum, auto
from itertools import groupby
from types import MappingProxyType
from xml.parsers import expat
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from instances.dutch.dates import clock, numeric_date
from instances.tables.values import clean
from instances.xlsx.looks import Look
from instances.xlsx.rows import row_and_column

RawContent = str | int | float | date | time | None
"""What is written in a cell; None empties it."""


class Blank(Enum):
    """A cell that gets empty under a condition."""

    UNLESS_FORMULA = auto()
    """A formula stays: it may fill others, and follows the cells that it is made from."""


CellPlace = tuple[int, int]
"""Row from 1 and column from 0."""

_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")


class UnwritableCellError(Exception):
    """A cell cannot be written without touching others; the message is Dutch and says what to do in Excel."""


@dataclass(slots=True)
class _Span:
    """An element in the bytes: where it begins and ends, and where its end tag begins."""

    start: int
    opened: int
    is_empty: bool
    close: int = 0
    end: int = 0


@dataclass(slots=True)
class _FoundCell:
    span: _Span
    style: str
    formula: bool = False
    fills_others: bool = False


@dataclass(slots=True)
class _FoundRow:
    number: int
    span: _Span
    cells: dict[int, _FoundCell] = field(default_factory=dict)


class _Finder:
    """Finds rows and cells with their places in the bytes."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.rows: dict[int, _FoundRow] = {}
        self.data: _Span | None = None
        self.prefix = ""
        self._row: _FoundRow | None = None
        self._cell: _FoundCell | None = None
        self._number = self._column = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.Parse(xml, True)

    def _span(self) -> _Span:
        start = self._parser.CurrentByteIndex
        found = _TAG.match(self.xml, start)
        if found is None:
            raise expat.ExpatError(f"no tag at {start}")
        return _Span(start, found.end(), found[0].endswith(b"/>"))

    def _close(self, span: _Span) -> None:
        if span.is_empty:  # expat tells its end at its begin or behind it, by what follows
            span.close, span.end = span.start, span.opened
            return
        span.close = self._parser.CurrentByteIndex
        span.end = self.xml.index(b">", span.close) + 1

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if name == "sheetData" and self.data is None:
            self.data, self.prefix = self._span(), f"{prefix}:" if prefix else ""
        elif name == "row" and self.data is not None:
            given = attributes.get("r", "").partition(".")[0]
            self._number = int(given) if given.isdigit() else self._number + 1
            self._column = -1
            self._row = self.rows.setdefault(self._number, _FoundRow(self._number, self._span()))
        elif name == "c" and self._row is not None:
            number, column = row_and_column(attributes.get("r", ""))
            self._column = column if number else self._column + 1
            self._cell = self._row.cells.setdefault(self._column, _FoundCell(self._span(), attributes.get("s", "")))
        elif name == "f" and self._cell is not None:
            self._cell.formula = True
            self._cell.fills_others = "ref" in attributes and ":" in attributes["ref"]

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c" and self._cell is not None:
            self._close(self._cell.span)
            self._cell = None
        elif name == "row" and self._row is not None:
            self._close(self._row.span)
            self._row = None
        elif name == "sheetData" and self.data is not None:
            self._close(self.data)


@dataclass(frozen=True, slots=True)
class PatchedSheet:
    """A sheet part with other values in it.

    Attributes:
        xml: Its bytes.
        formulas_gone: A cell held a formula that is not there any more.
    """

    xml: bytes
    formulas_gone: bool


def patched(
    xml: bytes,
    cells: Mapping[CellPlace, RawContent | Blank],
    looks: Sequence[Look] = (),
    epoch: datetime | None = None,
    heights: Mapping[int, float] = MappingProxyType({}),
) -> PatchedSheet:
    """Write values in a sheet part.

    Args:
        xml: The part, in UTF-8.
        cells: What is written where. A cell keeps its look; one that was not there takes that of the one above it.
        looks: The cell formats of the file: a date is written as one where a cell of its column has such a format, and
            else as its text.
        epoch: The day that the dates of the file count from.
        heights: Of rows that are not there yet, by number, in points.

    Returns:
        The part with the values.

    Raises:
        UnwritableCellError: A cell holds a formula that fills other cells too, or the part is no sheet in UTF-8.
    """
    try:
        found = _Finder(xml)
    except (expat.ExpatError, ValueError) as error:
        raise UnwritableCellError("Dit blad is anders opgeslagen dan Excel doet; verbeter het in Excel.") from error
    if found.data is None or not xml.lstrip(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise UnwritableCellError("Dit blad is anders opgeslagen dan Excel doet; verbeter het in Excel.")
    writer = _Writer(found, looks, epoch, heights)
    pieces = [
        piece
        for number, places in groupby(sorted(cells), key=lambda place: place[0])
        for piece in writer.row(number, {column: cells[number, column] for _, column in places})
    ]
    made = bytearray(xml)
    for start, end, text in sorted([*pieces, *writer.new_rows()], key=lambda piece: piece[:2], reverse=True):
        made[start:end] = text.encode()
    return PatchedSheet(bytes(made), writer.formulas_gone)


def look_of(xml: bytes, place: CellPlace) -> str:
    """Find the look of a cell.

    Args:
        xml: A sheet part, in UTF-8.
        place: The cell.

    Returns:
        The number of its format, '' for none or where the part cannot be read.
    """
    try:
        row = _Finder(xml).rows.get(place[0])
    except (expat.ExpatError, ValueError):
        return ""
    cell = row.cells.get(place[1]) if row is not None else None
    return "" if cell is None else cell.style


_Piece = tuple[int, int, str]


class _Writer:
    def __init__(
        self, found: _Finder, looks: Sequence[Look], epoch: datetime | None, heights: Mapping[int, float]
    ) -> None:
        self._found, self._looks, self._epoch, self._heights = found, looks, epoch, heights
        self._new: dict[int, str] = {}
        self.formulas_gone = False

    def row(self, number: int, cells: Mapping[int, RawContent | Blank]) -> list[_Piece]:
        """The pieces for the cells of one row; a row that is not there is kept for ``new_rows``."""
        row = self._found.rows.get(number)
        values = {
            column: None if isinstance(value, Blank) else value
            for column, value in sorted(cells.items())
            if not (isinstance(value, Blank) and self._has_formula(row, column))
        }
        texts = {column: self._cell(number, column, value) for column, value in values.items()}
        prefix = self._found.prefix
        if row is None:
            height = f' ht="{self._heights[number]}" customHeight="1"' if number in self._heights else ""
            self._new[number] = f'<{prefix}row r="{number}"{height}>{"".join(texts.values())}</{prefix}row>'
            return []
        if row.span.is_empty:
            opened = self._found.xml[row.span.start : row.span.opened].decode().removesuffix("/>")
            return [(row.span.start, row.span.end, f"{opened}>{''.join(texts.values())}</{prefix}row>")]
        pieces: list[_Piece] = []
        inserted: dict[int, str] = {}
        for column, text in texts.items():
            if column in row.cells:
                span = row.cells[column].span
                pieces.append((span.start, span.end, text))
            else:
                later = [cell.span.start for place, cell in row.cells.items() if place > column]
                at = min(later, default=row.span.close)
                inserted[at] = inserted.get(at, "") + text
        return pieces + [(at, at, text) for at, text in inserted.items()]

    def new_rows(self) -> list[_Piece]:
        """The pieces for rows that were not there, those at one place in the order of their numbers."""
        data = self._found.data
        if data is None or not self._new:
            return []
        if data.is_empty:
            opened = self._found.xml[data.start : data.opened].decode().removesuffix("/>")
            rows = "".join(text for _, text in sorted(self._new.items()))
            return [(data.start, data.end, f"{opened}>{rows}</{self._found.prefix}sheetData>")]
        inserted: dict[int, str] = {}
        for number, text in sorted(self._new.items()):
            later = [row.span.start for row in self._found.rows.values() if row.number > number]
            at = min(later, default=data.close)
            inserted[at] = inserted.get(at, "") + text
        return [(at, at, text) for at, text in inserted.items()]

    def _cell(self, number: int, column: int, value: RawContent) -> str:
        row = self._found.rows.get(number)
        old = row.cells.get(column) if row is not None else None
        place = f"{get_column_letter(column + 1)}{number}"
        if old is not None and old.formula:
            if old.fills_others:
                raise UnwritableCellError(f"In {place} staat een formule die meer cellen vult; verbeter die in Excel.")
            self.formulas_gone = True
        style = old.style if old is not None else self._above(number, column) or self._header_beside(number, column)
        kind, inside = "", ""
        if isinstance(value, date | time):
            dated = self._dated(style, column)
            if dated is None:
                value = clock(value) if isinstance(value, time) else numeric_date(value)
            else:
                style = dated
                value = float(to_excel(value, self._epoch) if self._epoch else to_excel(value))  # type: ignore[no-untyped-call]
        prefix = self._found.prefix
        if isinstance(value, str):
            text = escape(clean(value))
            kind, inside = (
                ' t="inlineStr"',
                f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>',
            )
        elif value is not None:
            inside = f"<{prefix}v>{value!r}</{prefix}v>"
        styled = f' s="{style}"' if style else ""
        return f'<{prefix}c r="{place}"{styled}{kind}>{inside}</{prefix}c>'

    @staticmethod
    def _has_formula(row: _FoundRow | None, column: int) -> bool:
        return row is not None and column in row.cells and row.cells[column].formula

    def _above(self, number: int, column: int) -> str:
        """The look of the nearest cell above in the column, but for the first row: that is a header."""
        rows = [row for row in self._found.rows.values() if 1 < row.number < number and column in row.cells]
        return max(rows, key=lambda row: row.number).cells[column].style if rows else ""

    def _header_beside(self, number: int, column: int) -> str:
        """The look of the header at the left, for one more in the first row."""
        row = self._found.rows.get(number) if number == 1 else None
        left = [place for place in row.cells if place < column] if row is not None else []
        return row.cells[max(left)].style if row is not None and left else ""

    def _dated(self, style: str, column: int) -> str | None:
        """A look in which a number is a date: its own, or that of another cell of the column."""
        styles = [style, *(row.cells[column].style for row in self._found.rows.values() if column in row.cells)]
        return next((each for each in styles if each.isdigit() and self._is_date(int(each))), None)

    def _is_date(self, style: int) -> bool:
        return style < len(self._looks) and self._looks[style].date
