"""Texts of a file: those that cells share, and what Excel writes for signs that XML cannot hold. Knows no cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from instances.xlsx.parts import Attributes, Parts

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false")


def unescaped(text: str) -> str:
    """Put back the signs that Excel writes as ``_x000D_``.

    Args:
        text: As it stands in the file.

    Returns:
        The text as the cell shows it.
    """
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)


@dataclass(frozen=True, slots=True)
class Strings:
    """The shared texts in their order.

    Attributes:
        texts: As cells show them.
        struck: The places of those of which every letter has a line through it.
    """

    texts: Sequence[str] = ()
    struck: frozenset[int] = frozenset()


class _StringGatherer:
    """Each ``si`` as one text: the runs one after the other, without how they are pronounced."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.struck: set[int] = set()
        self._pieces: list[str] = []
        self._is_text = self._is_sound = False
        self._runs = self._lines = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "si":
            self._pieces, self._runs, self._lines = [], 0, 0
        elif tag == "t":
            self._is_text = not self._is_sound
        elif tag == "r":
            self._runs += 1
        elif tag == "rPh":
            self._is_sound = True
        elif tag == "strike" and attributes.get("val", "1") not in _OFF:
            self._lines += 1

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._is_sound = False
        elif tag == "si":
            if self._runs and self._lines == self._runs:
                self.struck.add(len(self.texts))
            self.texts.append(unescaped("".join(self._pieces)))


def read_strings(parts: Parts, name: str) -> Strings:
    """Read the texts that cells share.

    Args:
        parts: Of the file.
        name: Of the part with texts; it need not be there.

    Returns:
        The texts.

    Raises:
        PartError: The part cannot be read.
    """
    if not parts.has(name):
        return Strings()
    gathered = _StringGatherer()
    parts.read(name, gathered.start, gathered.end, gathered.text)
    return Strings(gathered.texts, frozenset(gathered.struck))
