"""Dates and times as people type them: 31 mei 2027, ma 31 mei, 18-6-27, 9u30. Knows no calendar of a semester."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from instances.dutch.dates import DAY_NAMES, MONTH_NAMES, day_name
from instances.dutch.semesters import year_in

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0?0:00(?::00(?:\.0+)?)?)?")
_DIGITS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*['’]?(\d{4}|\d{2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*[-/]\s*(\d{1,2})")
_YEAR_FIRST = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(\d\d)")  # 20270531; with a month no day-month-year looks so
_DAY_FIRST = re.compile(r"(\d{1,2})(\d\d)(20\d\d)")  # 31052027
_WORDS = re.compile(r"(\d{1,2})e?[\s.-]*([a-z]{3,9})\.?[\s.,-]*(?:['’]?(\d{4}|\d{2}))?")
_WEEKDAY = re.compile(r"([a-z]{2,9})\.?,?\s+(?=\d)")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.uh]|uur)\s*(\d{2})?(?::00)?(?:\s*(?:uur|u|h))?\.?")
_TWO_DIGITS = 2000  # the century of a year in two digits
_MONTHS = {
    **{name: number for number, name in enumerate(MONTH_NAMES, start=1)},
    **{name[:3]: number for number, name in enumerate(MONTH_NAMES, start=1)},
    "mrt": 3,
    "sept": 9,
}
_WEEKDAYS = {
    **{name: number for number, name in enumerate(DAY_NAMES)},
    **{name[:2]: number for number, name in enumerate(DAY_NAMES)},
    **{name[:3]: number for number, name in enumerate(DAY_NAMES)},
    "dond": 3,
}


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date that was read from a text.

    Attributes:
        day: The date.
        is_iso: It was written as 2027-05-31, which needs no guess.
        has_year: The year was written, and not taken from the school year.
    """

    day: date
    is_iso: bool = False
    has_year: bool = True


class DateTextError(Exception):
    """The text is no date; the message says in Dutch what is wrong when more can be said than that, else ''."""


def typed_date(text: str, school_year: int | None = None) -> TypedDate:
    """Read a date as people type it.

    Args:
        text: Such as ``2027-05-31``, ``18-6-27``, ``31/5/2027``, ``ma 31 mei 2027`` or, in a known year, ``31 mei``.
        school_year: The year in which the school year begins, for a date without a year; None when that is unknown.

    Returns:
        The date.

    Raises:
        DateTextError: The text is no date, or its weekday is not that of the date.
    """
    plain = " ".join(text.casefold().split())
    iso = _ISO.fullmatch(plain)
    if iso:
        return TypedDate(_date(int(iso[1]), int(iso[2]), int(iso[3])), is_iso=True)
    weekday: int | None = None
    found = _WEEKDAY.match(plain)
    if found and found[1] in _WEEKDAYS:
        weekday, plain = _WEEKDAYS[found[1]], plain[found.end() :]
    number, month, year = _parts(plain)
    has_year = year is not None
    if year is None:
        if school_year is None:
            raise DateTextError("een datum met het jaar erbij, bijvoorbeeld 31-05-2027")
        year = year_in(school_year, month)
    day = _date(year, month, number)
    if weekday is not None and day.weekday() != weekday:
        raise DateTextError(f"een datum die klopt met de dag van de week; {day:%d-%m-%Y} is een {day_name(day)}")
    return TypedDate(day, has_year=has_year)


def _parts(text: str) -> tuple[int, int, int | None]:
    """Day, month, and year when there is one."""
    digits = _DIGITS.fullmatch(text)
    if digits:
        return int(digits[1]), int(digits[2]), _year(digits[3])
    by_year = _YEAR_FIRST.fullmatch(text)
    if by_year:
        return int(by_year[3]), int(by_year[2]), int(by_year[1])
    joined = _DAY_FIRST.fullmatch(text)
    if joined:
        return int(joined[1]), int(joined[2]), int(joined[3])
    short = _DAY_AND_MONTH.fullmatch(text)
    if short:
        return int(short[1]), int(short[2]), None
    words = _WORDS.fullmatch(text)
    if words and words[2] in _MONTHS:
        return int(words[1]), _MONTHS[words[2]], _year(words[3])
    raise DateTextError("")


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else _TWO_DIGITS + int(text)


def _date(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise DateTextError("") from None


def typed_time(text: str) -> time | None:
    """Read a time of the day as people type it.

    Args:
        text: Such as ``09:00``, ``9.00``, ``9u30``, ``9 uur`` or ``9:00 uur``.

    Returns:
        The time; None where the text is none.
    """
    found = _TIME.fullmatch(" ".join(text.casefold().split()))
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    if found[2] is None and not re.search("[uh]", text.casefold()):
        return None  # "9." and "9:" are unfinished
    return time(int(found[1]), int(found[2] or 0))
