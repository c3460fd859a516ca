"""Rows as nearly every program writes them, read without a call for each of their elements. Knows no sheet.

Half a million rows are four million elements. A row of which every sign is what this module knows, is taken from the
stream at once; all else goes through expat as before, so nothing is read otherwise for being written otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

_TEXT = r"[\t\n\x20-\x25\x27-\x3b\x3d\x3f-\x7e]*"  # ASCII without <, > and &, of which nothing is read otherwise
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[1-9][0-9]{0,6}"(?: s="([0-9]{1,6})")?(?: t="(n|s|inlineStr)")? ?'
    rf"(?:/>|>(?:<v>({_TEXT})</v>|<is><t(?: xml:space=\"preserve\")?>({_TEXT})</t></is>|<v ?/>)?</c>)"
)
_ROW = re.compile(
    rf'<row r="([1-9][0-9]{{0,6}})"((?: [A-Za-z0-9:]{{1,30}}="[A-Za-z0-9:., -]*")*) ?>((?:{_CELL.pattern})*)</row>'
)
_NAMES = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
_LONGEST = 1 << 20  # signs of a row that is waited for; what is longer goes through expat in pieces

PlainCell = tuple[str, str, str, str, str]
"""Letters, style, type, value and text of its own; '' for what is not there."""


class RowTaker(Protocol):
    """What takes rows: says when it can, and takes one."""

    @property
    def between_rows(self) -> bool:
        """Whether a row may begin now."""

    def take(self, number: int, attributes: dict[str, str], cells: list[PlainCell]) -> None:
        """Take a whole row."""


class PlainRows:
    """Stands between the bytes of a part and expat; hands rows to a taker and the rest to expat, in their order."""

    def __init__(self, taker: RowTaker) -> None:
        """Start before the first byte.

        Args:
            taker: Of the rows.
        """
        self._taker = taker
        self._held = b""
        self._usual = self._first = True
        self._attributes: dict[str, dict[str, str] | None] = {"": {}}

    def feed(self, chunk: bytes, parse: Callable[[bytes], object]) -> None:
        """Take the next bytes.

        Args:
            chunk: Of the part.
            parse: Feeds expat.
        """
        data = self._held + chunk
        self._held = b""
        instruction = data.rfind(b"<?")
        # in a comment or an instruction a row is no row; the first one says which XML it is
        if not self._usual or b"<!" in data or instruction > 0 or (instruction == 0 and not self._first):
            self._usual = False
            parse(data)
            return
        self._first = False
        self._rest(data[self._rows(data, parse) :], parse)

    def _rows(self, data: bytes, parse: Callable[[bytes], object]) -> int:
        """Where the first row begins that has no end yet, or all that follows the last one."""
        text, begin, taker = data.decode("latin-1"), 0, self._taker  # a sign for each byte; others than ASCII match not
        while True:
            while taker.between_rows and (found := _ROW.match(text, begin)):
                attributes = self._known(found[2])
                if attributes is None:
                    break
                taker.take(int(found[1]), attributes, _CELL.findall(found[3]))
                begin = found.end()
            place = data.find(b"<row ", begin)
            end = data.find(b"</row>", place) if place >= 0 else -1
            if end < 0:
                return begin
            # up to the row, so that it may be a usual one; else with the row
            stop = place if place > begin else end + len(b"</row>")
            parse(data[begin:stop])
            begin = stop

    def _rest(self, rest: bytes, parse: Callable[[bytes], object]) -> None:
        """Hold what is no whole row or element yet."""
        row, element = rest.find(b"<row "), rest.rfind(b"<")
        cut = row if row >= 0 else element if element >= 0 and b">" not in rest[element:] else len(rest)
        if len(rest) - cut > _LONGEST:
            self._usual, cut = False, len(rest)
        if cut:
            parse(rest[:cut])
        self._held = rest[cut:]

    def _known(self, written: str) -> dict[str, str] | None:
        """The attributes of a row beside its number; None where one stands there twice."""
        if written not in self._attributes:
            pairs = _NAMES.findall(written)
            found = dict(pairs)
            self._attributes[written] = found if len(found) == len(pairs) and "r" not in found else None
        return self._attributes[written]

    def close(self, parse: Callable[[bytes], object]) -> None:
        """Give expat what was held.

        Args:
            parse: Feeds expat.
        """
        if self._held:
            parse(self._held)
            self._held = b""
