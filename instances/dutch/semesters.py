"""The school year: where it begins, and which one and which half the name of a semester says. Knows no holidays."""

from __future__ import annotations

import re
from datetime import date

_YEARS = re.compile(r"(?<!\d)(20\d\d|\d\d)\s*[-/\u2010-\u2015]\s*(20\d\d|\d\d)(?!\d)")
_HALF = re.compile(r"\b(?:s|sem(?:ester)?\.?|blok|halfjaar|periode)\s*([12])\b|\b([12])e\s+(?:semester|halfjaar|sem\b)")
_LOOSE = re.compile(r"^\W*([12])\W*$")
_SEASON_HALVES = {"najaar": 1, "herfst": 1, "voorjaar": 2, "lente": 2}
_SEASON = re.compile(rf"\b({'|'.join(_SEASON_HALVES)})\b", re.IGNORECASE)
_OTHER_SEASON = {"najaar": "voorjaar", "voorjaar": "najaar", "herfst": "lente", "lente": "herfst"}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)|['’](\d\d)(?!\d)")
_CENTURY = 100
SCHOOL_YEAR_FROM = 8  # the month: a school year begins in August
_HALVES = {1: ((9, 1), (1, 31)), 2: ((2, 1), (6, 30))}
"""Month and day of the first and the last day of each half of a school year."""


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


def months_of(text: str) -> tuple[date, date] | None:
    """Tell the months in which a semester has lessons.

    Args:
        text: The name of a semester, such as ``2026-2027 S2``.

    Returns:
        The first day of September and the last of January, or those of February and June; None where the name does not
        say which year or half it is.
    """
    found = school_year_and_half(text)
    if found is None or not found[1]:
        return None
    year, half = found
    first, last = (date(year_in(year, month), month, day) for month, day in _HALVES[half])
    return first, last


def following_semester(text: str) -> str | None:
    """Name the semester after another one, written as the office writes it.

    Args:
        text: The name of a semester, such as ``2026-2027 S2``, ``26/27-1`` or ``najaar 2026``.

    Returns:
        ``2027-2028 S1``, ``26/27-2`` or ``voorjaar 2027``; None where the name does not say which year or half it is.
    """
    found = school_year_and_half(text)
    if found is None or not found[1]:
        return None
    year, half = found
    then = (year + 1, 1) if half == 2 else (year, 2)
    years = _YEARS.search(text)
    if years is not None:
        ends = (text[: years.start(1)], text[years.end(1) : years.start(2)], text[years.end(2) :])
        start, end = (str(then[0] + more)[-len(part) :] for more, part in enumerate(years.groups()))
        parts = [(ends[0], start), (ends[1], end), (ends[2], "")]
    elif (single := _YEAR.search(text)) is not None:
        place = 1 if single[1] else 2
        ends = (text[: single.start(place)], text[single.end(place) :], "")
        parts = [(ends[0], str(then[0] + then[1] - 1)[-len(single[place]) :]), (ends[1], "")]
    else:
        return None
    for number in (True, False):
        for season in (True, False):
            made = "".join(_other_half(words, half, number, season) + years for words, years in parts)
            if school_year_and_half(made) == then:
                return made
    return f"{then[0]}-{then[0] + 1} S{then[1]}"


def _other_half(words: str, half: int, number: bool, season: bool) -> str:
    """The words around the years with the other half: its number, its season, or both."""
    if number:
        words = words.replace(str(half), str(3 - half))
    if season:
        words = _SEASON.sub(lambda found: _other_season(found[0]), words)
    return words


def _other_season(word: str) -> str:
    other = _OTHER_SEASON[word.casefold()]
    return other.capitalize() if word[:1].isupper() else other
