"""The school year and the half that the name of a semester says. Knows words, no calendar."""

from __future__ import annotations

import re

_YEARS = re.compile(r"(?<!\d)(20\d\d|\d\d)\s*[-/\u2010-\u2015]\s*(20\d\d|\d\d)(?!\d)")
_HALF = re.compile(r"\b(?:s|sem(?:ester)?\.?|blok|halfjaar|periode)\s*([12])\b|\b([12])e\s+(?:semester|halfjaar|sem\b)")
_LOOSE = re.compile(r"^\W*([12])\W*$")
_SEASON = re.compile(r"\b(najaar|herfst|voorjaar|lente)\W*(20\d\d)\b|\b(20\d\d)\W*(najaar|herfst|voorjaar|lente)\b")
_CENTURY = 100


def school_year_and_half(text: str) -> tuple[int, int] | None:
    """Read which semester a name means.

    Args:
        text: As an office writes it: ``2026-2027 S2``, ``26/27-1``, ``2e semester 2026-2027``, ``najaar 2026``.

    Returns:
        The year in which the school year begins, and 1 or 2, or 0 where the name does not say which half; None where it
        names no school year.
    """
    low = text.casefold()
    season = _SEASON.search(low)
    if season is not None:
        word, year = season[1] or season[4], int(season[2] or season[3])
        return (year, 1) if word in ("najaar", "herfst") else (year - 1, 2)
    found = _YEARS.search(low)
    if found is None:
        return None
    start, end = (int(part[-2:]) for part in found.groups())
    if (start + 1) % _CENTURY != end:
        return None
    rest = f"{low[: found.start()]} {low[found.end() :]}"
    half = _HALF.search(rest) or _LOOSE.search(rest)
    number = next((part for part in half.groups() if part), "0") if half else "0"
    return 20 * _CENTURY + start, int(number)
