"""Days, dates and times as a Dutch reader writes them. Knows no calendar of a semester.

A weekday is a number, 0 for Monday, as in ``date.weekday()`` and ``instances.domain.entities.Day``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from instances.dutch.lists import listed

DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
"""By weekday, Monday first."""

DAY_CODES = tuple(name[:2] for name in DAY_NAMES)
"""By weekday, Monday first: ma, di, wo, do, vr, za, zo."""

MONTH_NAMES = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
"""January first: the name of a month stands at its number minus one."""


def day_names(days: Iterable[int]) -> str:
    """Write weekdays in full, in their own order.

    Args:
        days: Weekdays, 0 for Monday; may be empty.

    Returns:
        For instance ``maandag, dinsdag en woensdag``, ``''`` without days.
    """
    return listed(DAY_NAMES[day] for day in sorted(days))


def day_codes(days: Iterable[int]) -> str:
    """Write weekdays in short, in their own order.

    Args:
        days: Weekdays, 0 for Monday; may be empty.

    Returns:
        For instance ``ma, di en wo``, ``''`` without days.
    """
    return listed(DAY_CODES[day] for day in sorted(days))


def day_name(day: date) -> str:
    """Name the weekday of a date.

    Args:
        day: Any date.

    Returns:
        For instance ``dinsdag``.
    """
    return DAY_NAMES[day.weekday()]


def day_code(day: date) -> str:
    """Name the weekday of a date in short.

    Args:
        day: Any date.

    Returns:
        For instance ``di``.
    """
    return DAY_CODES[day.weekday()]


def long_date(day: date) -> str:
    """Write a date in full.

    Args:
        day: Any date.

    Returns:
        For instance ``dinsdag 1 juni 2027``.
    """
    return f"{day_name(day)} {_full(day)}"


def medium_date(day: date) -> str:
    """Write a date with a short weekday.

    Args:
        day: Any date.

    Returns:
        For instance ``di 1 juni 2027``.
    """
    return f"{day_code(day)} {_full(day)}"


def short_date(day: date) -> str:
    """Write a date for a narrow place, without its year.

    Args:
        day: Any date.

    Returns:
        For instance ``1 jun``.
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def short_day(day: date) -> str:
    """Write a date for a narrow place, with its short weekday and without its year.

    Args:
        day: Any date.

    Returns:
        For instance ``di 1 jun``.
    """
    return f"{day_code(day)} {short_date(day)}"


def numeric_date(day: date) -> str:
    """Write a date in digits.

    Args:
        day: Any date.

    Returns:
        For instance ``01-06-2027``.
    """
    return f"{day:%d-%m-%Y}"


def numeric_day(day: date) -> str:
    """Write a date in digits behind its weekday.

    Args:
        day: Any date.

    Returns:
        For instance ``dinsdag 01-06-2027``.
    """
    return f"{day_name(day)} {numeric_date(day)}"


def clock(moment: time | datetime) -> str:
    """Write a time of the day.

    Args:
        moment: Any time; seconds are left out.

    Returns:
        For instance ``09:00``.
    """
    return f"{moment:%H:%M}"


def clock_in_words(moment: time | datetime) -> str:
    """Write a time of the day as a letter does, in front of ``uur``.

    Args:
        moment: Any time; seconds are left out.

    Returns:
        For instance ``09.00``.
    """
    return f"{moment:%H.%M}"


def span(begin: time, end: time) -> str:
    """Write a begin and an end.

    Args:
        begin: A time.
        end: A time.

    Returns:
        For instance ``09:00-10:00``.
    """
    return f"{clock(begin)}-{clock(end)}"


def _full(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
