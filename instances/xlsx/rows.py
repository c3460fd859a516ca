"""The rows of one sheet, streamed: raw values by column, and which of them nobody sees. Knows no header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.utils.datetime import from_excel, from_ISO8601

from instances.xlsx.looks import PLAIN, Look
from instances.xlsx.parts import Attributes, PartError, Parts, TooLargeError
from instances.xlsx.plain_rows import PlainCell
from instances.xlsx.settings import FILE_SETTINGS
from instances.xlsx.strings import Strings, unescaped
from instances.xlsx.values import Padded, Uncalculated

_ON = ("1", "true")
_KEPT = 10_000  # a number or text that stands in many cells is kept once
_MAX_DIGITS = 18  # more than a number of Excel has


@dataclass(slots=True)  # not frozen: of half a million, freezing takes as long as reading
class Row:
    """One row of a sheet with something in it.

    Attributes:
        number: Of the row, 1 for the first.
        cells: By column, 0 for the first, the raw values; a blank text is none.
        hidden: The row is filtered out or hidden.
        struck: The columns of cells with a line through their text.
    """

    number: int
    cells: Mapping[int, object]
    hidden: bool = False
    struck: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area: first and last row and column, rows from 1 and columns from 0."""

    top: int
    left: int
    bottom: int
    right: int
    ref: str


@dataclass(slots=True)
class Seen:
    """What of a sheet is known only after its last row.

    Attributes:
        areas: The merged areas.
    """

    areas: list[Area] = field(default_factory=list)


class RowReader:
    """Gathers the rows of one sheet part; its handlers take what expat finds."""

    def __init__(self, strings: Strings, looks: Sequence[Look], epoch: datetime, seen: Seen) -> None:
        """Prepare for a sheet.

        Args:
            strings: The shared texts of the file.
            looks: The cell formats of the file.
            epoch: The day that its dates count from.
            seen: Is filled while the sheet is read.
        """
        self._strings, self._looks, self._epoch, self._seen = strings, looks, epoch, seen
        self.rows: list[Row] = []
        self._number = self._column = 0
        self._hidden = self._formula = False
        self._cells: dict[int, object] = {}
        self._struck: list[int] = []
        self._pieces: list[str] | None = None
        self._type = ""
        self._look = PLAIN
        self._value: str | None = None
        self._in_row = False
        self.is_sheet = self._is_open = False
        self._numbers: dict[str, object] = {}
        self._letters: dict[str, int] = {}
        self._styles: dict[str, Look] = {}
        self._texts: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the begin of an element."""
        if tag == "c":
            self._column = self._place(attributes.get("r"))
            self._type = attributes.get("t", "n")
            self._look = self._styled(attributes.get("s", ""))
            self._value, self._formula = None, False
        elif tag == "v" or (tag == "t" and self._type == "inlineStr"):
            self._pieces = []
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            number = attributes.get("r", "").partition(".")[0]
            self._begin(int(number) if number.isdigit() else self._number + 1, attributes)
        elif tag == "sheetData":
            self.is_sheet = self._is_open = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "rPh":
            self._type = "sound"

    def text(self, piece: str) -> None:
        """Take a piece of text."""
        if self._pieces is not None:
            self._pieces.append(piece)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in ("v", "t"):
            if self._pieces is not None:
                text = "".join(self._pieces)
                self._value = text if self._value is None or tag == "v" else self._value + text
                self._pieces = None
        elif tag == "c":
            if self._column < FILE_SETTINGS.max_columns and self._in_row:
                self._keep()
        elif tag == "row":
            self._end()
        elif tag == "sheetData":
            self._is_open = False

    @property
    def between_rows(self) -> bool:
        """Whether a row may begin now."""
        return self._is_open and not self._in_row and self._pieces is None

    def take(self, number: int, attributes: Attributes, cells: Sequence[PlainCell]) -> None:
        """Take a whole row of the usual kind.

        Args:
            number: Of the row.
            attributes: The others.
            cells: Of which nothing is unusual.
        """
        self._begin(number, attributes)
        found, places, styles, texts, numbers = self._cells, self._letters, self._styles, self._texts, self._numbers
        for letters, style, kind, value, text in cells:
            place = places.get(letters)
            if place is None:
                place = self._place(letters)
            if place >= FILE_SETTINGS.max_columns:
                continue
            look = styles.get(style) or self._styled(style)
            if not look.struck:  # what stands in many cells is looked up, not read again
                known: object = texts.get(value or text) if kind == "inlineStr" else None
                if known is None and look is PLAIN and kind in ("", "n"):
                    known = numbers.get(value)
                if (known is not None and type(known) is not str) or (kind == "inlineStr" and known):
                    found[place] = known
                    continue
            self._column, self._look = place, look
            if kind == "inlineStr":
                self._typed(value or text)
            elif value and kind == "s":
                self._shared(value)
            elif value:
                self._store(self._number_or_date(value))
        self._end()

    def _begin(self, number: int, attributes: Attributes) -> None:
        self._number = number
        self._hidden = attributes.get("hidden") in _ON or attributes.get("ht") == "0"
        self._column, self._cells, self._struck, self._in_row = -1, {}, [], True

    def _end(self) -> None:
        self._in_row = False
        if self._cells:
            self.rows.append(Row(self._number, self._cells, self._hidden, self._struck))

    def _styled(self, style: str) -> Look:
        look = self._styles.get(style)
        if look is None:
            known = style.isdigit() and int(style) < len(self._looks)
            look = self._styles[style] = self._looks[int(style)] if known else PLAIN
        return look

    def _typed(self, text: str) -> None:
        """A text of the cell itself; one that stands in many cells is kept once."""
        known = self._texts.get(text)
        if known is None:
            known = unescaped(text)
            if known and not known.isspace() and len(self._texts) < _KEPT:
                self._texts[text] = known
        self._store(known)

    def _place(self, ref: str | None) -> int:
        if not ref:
            return self._column + 1
        letters = ref.rstrip("0123456789")
        place = self._letters.get(letters)
        if place is None:
            place = self._letters[letters] = _column(letters)
        return place

    def _keep(self) -> None:
        if self._value is None or (self._value == "" and self._type not in ("str", "inlineStr")):
            if self._formula and self._type != "str":  # type str without a value: the answer is an empty text
                self._cells[self._column] = Uncalculated()
            return
        if self._type == "s":
            self._shared(self._value)
            return
        self._store(self._parsed(self._value))

    def _store(self, value: object) -> None:
        if isinstance(value, str) and (not value or value.isspace()):
            return
        self._cells[self._column] = value
        if self._look.struck:
            self._struck.append(self._column)

    def _shared(self, value: str) -> None:
        try:
            place = int(value)
            text = self._strings.texts[place]
        except (ValueError, IndexError):
            raise PartError("xl/sharedStrings.xml") from None
        if not text or text.isspace():
            return
        self._cells[self._column] = text
        if self._look.struck or place in self._strings.struck:
            self._struck.append(self._column)

    def _parsed(self, value: str) -> object:
        if self._type == "n":
            return self._number_or_date(value)
        if self._type == "b":
            return value.strip() in _ON
        if self._type == "d":
            try:
                return from_ISO8601(value)  # type: ignore[no-untyped-call]
            except ValueError:
                return value
        return value if self._type == "e" else unescaped(value)

    def _number_or_date(self, text: str) -> object:
        number = self._numbers.get(text)
        if number is None:
            number = _number(text)
            if len(self._numbers) < _KEPT:
                self._numbers[text] = number
        if self._look is PLAIN or isinstance(number, str):
            return number
        if self._look.date:
            try:
                return from_excel(number, self._epoch, timedelta=self._look.duration)
            except (OverflowError, ValueError):
                return "#VALUE!"
        if self._look.padding is not None and isinstance(number, int) and number >= 0:
            return Padded(number, self._look.padding.shown(number))
        return number

    def _merge(self, ref: str) -> None:
        first, _, last = ref.replace("$", "").partition(":")
        top, left = row_and_column(first)
        bottom, right = row_and_column(last or first)
        if top and bottom:
            if len(self._seen.areas) >= FILE_SETTINGS.max_areas:
                raise TooLargeError("veel meer samengevoegde cellen dan een semester heeft")
            self._seen.areas.append(Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right), ref))


def _number(text: str) -> object:
    plain = text.strip()
    digits = plain.removeprefix("-")
    if digits.isdigit() and digits.isascii() and len(digits) <= _MAX_DIGITS:
        return int(plain)
    try:
        return float(plain)
    except ValueError:
        return text


def _column(letters: str) -> int:
    if not (letters.isascii() and letters.isalpha()):
        raise ValueError(f"no column: {letters}")
    place = 0
    for letter in letters.upper()[:4]:  # no sheet has a column of four letters
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1 if place > 0 else FILE_SETTINGS.max_columns


def row_and_column(ref: str) -> tuple[int, int]:
    """Split the address of a cell.

    Args:
        ref: Such as ``K14``.

    Returns:
        The row from 1 and the column from 0; twice 0 for what is no address.
    """
    letters = ref.rstrip("0123456789")
    number = ref[len(letters) :]
    return (int(number), _column(letters)) if number and letters.isalpha() else (0, 0)


def stream_rows(parts: Parts, name: str, reader: RowReader) -> Iterator[Row]:
    """Read the rows of a sheet one after the other.

    Args:
        parts: Of the file.
        name: Of the part of the sheet.
        reader: Made for this sheet.

    Yields:
        Each row with a value, in the order of the file.

    Raises:
        PartError: The part cannot be read, or is no sheet with rows.
        TooLargeError: There is more in it than is safe to read.
    """
    for _ in parts.walk(name, reader.start, reader.end, reader.text, reader):
        yield from reader.rows
        reader.rows.clear()
    if not reader.is_sheet:
        raise PartError(name)
