"""The little that matters of how cells look: dates, signs that a number format adds, and a line through the text.

All other looks are not read, so that nothing in them can be wrong. Of a part that breaks off, what stood before counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from instances.xlsx.parts import Attributes, PartError, Parts

_OFF = ("0", "false")
_LITERAL = r'((?:"[^"]*"|\\.|\[\$-[^\]]*\])*)'
_ZEROS = re.compile(rf"{_LITERAL}(0+){_LITERAL}(?:;.*)?")
_SIGNS = re.compile(r'"([^"]*)"|\\(.)|\[\$-[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Padding:
    """A number format of zeros and fixed signs, such as 000000 or "S"000.

    Attributes:
        before: Signs before the number.
        width: Digits at least.
        after: Signs after it.
    """

    before: str
    width: int
    after: str

    def shown(self, value: int) -> str:
        """What a cell with this format shows.

        Args:
            value: A number of 0 or more.

        Returns:
            For instance ``000042``.
        """
        return f"{self.before}{value:0{self.width}}{self.after}"


@dataclass(frozen=True, slots=True)
class Look:
    """What matters of one cell format.

    Attributes:
        date: A number in it is a day, a time or both.
        duration: A number in it is a time that may be longer than a day.
        padding: Signs that a whole number in it gets; None for none.
        struck: The text has a line through it.
    """

    date: bool = False
    duration: bool = False
    padding: Padding | None = None
    struck: bool = False


PLAIN = Look()


def padding_of(code: str) -> Padding | None:
    """Say what a number format adds to a whole number.

    Args:
        code: The number format.

    Returns:
        What it adds; None for a format that shows a number as it is, or in another way.
    """
    found = _ZEROS.fullmatch(code)
    if found is None:
        return None
    before, after = (_SIGNS.sub(lambda sign: sign[1] or sign[2] or "", found[at]) for at in (1, 3))
    return Padding(before, len(found[2]), after) if len(found[2]) > 1 or before.strip() or after.strip() else None


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats of a file.

    Attributes:
        looks: What matters of each, in their order.
        cells: The numbers of the number format and of the font of each.
        own: The number formats that the file defines, by number.
        is_whole: All of the part could be read.
    """

    looks: tuple[Look, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = True


def read_formats(parts: Parts, name: str) -> Formats:
    """Read the cell formats of a file.

    Args:
        parts: Of the file.
        name: Of the part with looks; it need not be there.

    Returns:
        The formats, as many as could be read.
    """
    gathered = _LookGatherer()
    if not parts.has(name):
        return Formats()
    try:
        parts.read(name, gathered.start, gathered.end)
    except PartError:
        return gathered.formats(is_whole=False)
    return gathered.formats(is_whole=True)


class _LookGatherer:
    def __init__(self) -> None:
        self._depth = 0
        self._section = ""
        self._codes: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        self._own: dict[str, str] = {}
        self._struck: list[bool] = []
        self._formats: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 2:
            self._section = tag
        elif self._section == "numFmts" and tag == "numFmt":
            number, code = attributes.get("numFmtId", ""), attributes.get("formatCode", "")
            self._codes[number] = self._own[number] = code
        elif self._section == "fonts" and tag == "font":
            self._struck.append(False)
        elif self._section == "fonts" and tag == "strike" and self._struck:
            self._struck[-1] = attributes.get("val", "1") not in _OFF
        elif self._section == "cellXfs" and tag == "xf":
            self._formats.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    def end(self, tag: str) -> None:
        self._depth -= 1

    def formats(self, is_whole: bool) -> Formats:
        looks = tuple(self._look(*found) for found in self._formats)
        return Formats(looks, tuple(self._formats), self._own, is_whole)

    def _look(self, number: str, font: str) -> Look:
        code = self._codes.get(number, "")
        struck = font.isdigit() and int(font) < len(self._struck) and self._struck[int(font)]
        return Look(is_date_format(code), is_timedelta_format(code), padding_of(code), struck)
