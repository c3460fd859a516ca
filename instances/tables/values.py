"""What cells hold before and after reading, and the two readings all kinds share. Knows no column."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from instances.dutch.dates import clock, numeric_date
from instances.dutch.lists import alternatives, yes_no
from instances.dutch.nearest import did_you_mean
from instances.tables.notices import NoticeKind
from instances.xlsx.values import Padded, Uncalculated

Raw = str | int | float | bool | datetime | date | time | timedelta
"""What a filled cell holds."""

Value = str | int | float | bool | date | time | tuple[str, ...] | tuple[tuple[str, int], ...] | frozenset[int]
"""What the parsers give: choices and days stay words, ids stay text."""

_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|_x00[01][0-9A-Fa-f]_"
)
_LINE_BREAK = re.compile("[ \t\u00a0]*[\r\n\t\x0b\x0c\x85\u2028\u2029]+[ \t\u00a0]*")
_NOTHING = re.compile(r"[-–—−_./\\?…*]+|n\.?\s?v\.?\s?t\.?|n\.?\s?b\.?|geen|x|leeg|n/a", re.IGNORECASE)
_NO_NAME = re.compile(r"[-–—−_./\\?…*]+|n\.?\s?v\.?\s?t\.?", re.IGNORECASE)
_PARTS_OF_DAY = {
    **dict.fromkeys(("vm", "v.m", "voormiddag", "'s ochtends", "’s ochtends"), "ochtend"),
    **dict.fromkeys(("nm", "n.m", "namiddag", "'s middags", "’s middags"), "middag"),
}
_EXCEL_DATE = " (Excel heeft er een datum van gemaakt; zet de cel op Tekst en typ de waarde opnieuw)"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value, and what had to be repaired to get it; no value for a cell that says in words that it is empty."""

    value: Value | None
    repair: NoticeKind | None = None


class MisfitError(Exception):
    """The cell does not hold what its column asks; the message is what is expected, in Dutch."""


def clean(text: str) -> str:
    """Take away what nobody sees in a text.

    Args:
        text: Of a cell.

    Returns:
        The text without spaces around it and without invisible characters; accents in one piece (NFC).
    """
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()


def on_one_line(text: str) -> str:
    """Put a text with line breaks (Alt+Enter) on one line.

    Args:
        text: Of a cell.

    Returns:
        The text with a space for each line break.
    """
    return _LINE_BREAK.sub(" ", text)


def says_nothing(text: str) -> bool:
    """Whether a text is what people type in a cell that stays empty: -, n.v.t., geen, x, ?.

    Args:
        text: Of an optional cell, without spaces around it.

    Returns:
        True for such a text; a name that begins or ends so is none.
    """
    return _NOTHING.fullmatch(text) is not None


def is_no_name(text: str) -> bool:
    """Whether a text that must be a name is only punctuation or n.v.t."""
    return _NO_NAME.fullmatch(text) is not None


def shown(raw: object) -> str:
    """Say a cell value as the office would read it.

    Args:
        raw: What stands in the cell.

    Returns:
        The text, at most a hundred signs of it.
    """
    if isinstance(raw, Uncalculated):
        return "formule zonder waarde"
    if isinstance(raw, bool):
        return "WAAR" if raw else "ONWAAR"
    if isinstance(raw, datetime):
        return numeric_date(raw) if raw.time() == time(0) else f"{numeric_date(raw)} {clock(raw)}"
    if isinstance(raw, date):
        return numeric_date(raw)
    if isinstance(raw, time):
        return clock(raw)
    if isinstance(raw, float):
        return f"{raw:.10g}".replace(".", ",")
    text = clean(str(raw))
    return text if len(text) <= 100 else text[:99] + "…"


def before_after(raw: object, value: Value | None) -> str:
    """A repaired cell before and after; only what stood there when the two read the same or it is a list."""
    before = shown(raw)
    if value is None:
        return before
    if isinstance(value, bool):
        after = yes_no(value)
    elif isinstance(value, tuple | frozenset):
        after = before
    else:
        after = shown(value)
    return before if before == after else f"{before} → {after}"


def in_text(raw: Raw, expected: str) -> Parsed:
    """A text, or a number typed as a number read as its text."""
    if isinstance(raw, str):
        return Parsed(raw)
    if isinstance(raw, bool):
        raise MisfitError(expected)
    if isinstance(raw, Padded):
        return Parsed(raw.text, NoticeKind.ZEROS)
    if isinstance(raw, int) or (isinstance(raw, float) and raw.is_integer()):
        return Parsed(str(int(raw)), NoticeKind.NUMBER_AS_TEXT)
    if isinstance(raw, float):
        raise MisfitError(expected)
    raise MisfitError(expected + _EXCEL_DATE)


def one_of(raw: Raw, choices: tuple[str, ...]) -> Parsed:
    """A word of the list as docs/workbook.md spells it."""
    expected = alternatives(choices)
    if isinstance(raw, bool) and {"ja", "nee"} <= set(choices):
        return Parsed(yes_no(raw), NoticeKind.TRUTH)
    if not isinstance(raw, str):
        raise MisfitError(expected)
    word = " ".join(raw.split())
    if word in choices:
        return Parsed(word, None if word == raw else NoticeKind.SPACES)
    if (meant := _PARTS_OF_DAY.get(word.casefold().rstrip("."), "")) in choices:
        return Parsed(meant, NoticeKind.PART_OF_DAY)
    for choice in choices:
        if choice.casefold() == word.casefold():
            return Parsed(choice, NoticeKind.CASE)
    raise MisfitError(f"{expected}.{did_you_mean(word, choices)}" if did_you_mean(word, choices) else expected)
