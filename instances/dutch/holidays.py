"""The public holidays of the Netherlands, computed for any year. Knows no school vacation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

_BY_EASTER = {
    -2: "Goede Vrijdag",  # no day off by law; schools are closed
    0: "Eerste Paasdag",
    1: "Tweede Paasdag",
    39: "Hemelvaartsdag",
    49: "Eerste Pinksterdag",
    50: "Tweede Pinksterdag",
}
"""Days after Easter Sunday to the name."""

_FIXED = {
    (1, 1): "Nieuwjaarsdag",
    (5, 5): "Bevrijdingsdag",
    (12, 25): "Eerste Kerstdag",
    (12, 26): "Tweede Kerstdag",
}
"""Month and day to the name."""


def holiday(day: date) -> str:
    """Name the public holiday on a day.

    Args:
        day: Any date of the Gregorian calendar.

    Returns:
        For instance ``Hemelvaartsdag``, ``''`` on any other day.
    """
    return _holidays(day.year).get(day, "")


def easter(year: int) -> date:
    """Compute Easter Sunday.

    Source: Meeus, Jones and Butcher, the anonymous Gregorian algorithm (Nature, 1876).

    Args:
        year: Of the Gregorian calendar.

    Returns:
        The Sunday.
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(rest, 4)
    weekday = (32 + 2 * odd + 2 * quarter - moon - left) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, before = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, before + 1)


@cache
def _holidays(year: int) -> Mapping[date, str]:
    found = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    kings_day = date(year, 4, 27)
    sunday = kings_day.weekday() == 6
    found[kings_day - timedelta(days=1) if sunday else kings_day] = "Koningsdag"
    for after, name in _BY_EASTER.items():
        found[easter(year) + timedelta(days=after)] = name  # above Koningsdag and 5 May where they fall together
    return found
