"""The school year: where it begins, and which one and which half the name of a semester says. Knows no holidays."""

from __future__ import annotations

import re
from datetime import date

_YEARS = re.compile(r"(?<!\d)(20\d\d|\d\d)\s*[-/\u2010-\u2015]\s*(20\d\d|\d\d)(?!\d)")
_HALF = re.compile(r"\b(?:s|sem(?:ester)?\.?|blok|halfjaar|periode)\s*([12])\b|\b([12])e\s+(?:semester|halfjaar|sem\b)")
_LOOSE = re.compile(r"^\W*([12])\W*$")
_SEASON_HALVES = {"najaar": 1, "herfst": 1, "voorjaar": 2, "lente": 2}
_SEASON = re.compile(rf"\b({'|'.join(_SEASON_HALVES)})\b")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)|['’](\d\d)(?!\d)")
_CENTURY = 100
SCHOOL_YEAR_FROM = 8  # the month: a school year begins in August


def school_year_of(day: date) -> int:
    """Tell the school year of a day.

    Args:
        day: Any day.

    Returns:
        The year in which it begins: 2026 for 1 June 2027.
    """
    return day.year if day.month >= SCHOOL_YEAR_FROM else day.year - 1


def year_in(school_year: int, month: int) -> int:
    """Tell the year of a month of a school year.

    Args:
        school_year: The year in which it begins.
        month: From 1 to 12.

    Returns:
        The year: 2027 for June of the school year that begins in 2026.
    """
    return school_year if month >= SCHOOL_YEAR_FROM else school_year + 1


def school_year_and_half(text: str) -> tuple[int, int] | None:
    """Read which semester a name means.

    Args:
        text: As an office writes it: ``2026-2027 S2``, ``26/27-1``, ``2e semester 2026-2027``, ``najaar 2026``,
            ``voorjaar 2026-2027`` (the spring of 2027).

    Returns:
        The year in which the school year begins, and 1 or 2, or 0 where the name does not say which half; None where it
        names no school year.
    """
    low = text.casefold()
    season = _SEASON.search(low)
    by_season = _SEASON_HALVES[season[1]] if season is not None else 0
    found = _YEARS.search(low)
    if found is None:
        year = _YEAR.search(low)
        if not by_season or year is None:
            return None
        return int((year[1] or year[2])[-2:]) + 20 * _CENTURY - (by_season - 1), by_season
    start, end = (int(part[-2:]) for part in found.groups())
    if (start + 1) % _CENTURY != end:
        return None
    rest = f"{low[: found.start()]} {low[found.end() :]}"
    half = _HALF.search(rest) or _LOOSE.search(rest)
    number = int(next((part for part in half.groups() if part), "0")) if half else 0
    if by_season and number and by_season != number:  # najaar S2: nobody knows which
        return 20 * _CENTURY + start, 0
    return 20 * _CENTURY + start, number or by_season
