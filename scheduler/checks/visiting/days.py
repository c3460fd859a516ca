"""On which days visits and meetings can be at all, and which part of them is of one number (B2). Knows no roster."""

from __future__ import annotations

from datetime import date, timedelta

from instances.domain.settings import Settings
from instances.dutch.date_ranges import DateRange, date_ranges, is_in
from instances.dutch.holidays import holiday
from instances.dutch.semesters import school_year_and_half
from instances.dutch.typed_dates import DateTextError

SATURDAY = 5


def visit_period(settings: Settings) -> DateRange | None:
    """Find from which to which day visits are.

    Args:
        settings: Of the semester.

    Returns:
        The one period of the setting, else that of the semester by its name; None where neither says it.
    """
    if settings.visit_period.strip():
        try:
            found = date_ranges(settings.visit_period)
        except DateTextError:
            return None
        if len(found) != 1:
            return None
        (period,) = found
        return period
    named = school_year_and_half(settings.semester)
    if named is None or not named[1]:
        return None
    year, half = named
    if half == 1:
        return DateRange(date(year, 9, 1), date(year + 1, 1, 31))
    return DateRange(date(year + 1, 2, 1), date(year + 1, 6, 30))


def why_not(settings: Settings, day: date) -> str | None:
    """Say in a Dutch clause why a day is no visiting day; None where it is one."""
    period = visit_period(settings)
    if period is None:
        return "de bezoekperiode is niet bekend"
    if not period.holds(day):
        return "de dag valt buiten de bezoekperiode"
    if day.weekday() >= SATURDAY:
        return "het is weekend"
    if holiday(day):
        return f"het is {holiday(day)}"
    return "het is schoolvakantie" if is_in(day, date_ranges(settings.school_holidays)) else None


def visiting_days(settings: Settings) -> tuple[date, ...]:
    """List the visiting days.

    Args:
        settings: Of the semester.

    Returns:
        In order of time; none where the period is not known.
    """
    period = visit_period(settings)
    if period is None:
        return ()
    closed = date_ranges(settings.school_holidays)
    every = (period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1))
    return tuple(d for d in every if d.weekday() < SATURDAY and not holiday(d) and not is_in(d, closed))


def part(days: tuple[date, ...], number: int, of: int) -> tuple[date, ...]:
    """Take the days on which one of several can be.

    Args:
        days: All visiting days.
        number: Which one, from 1.
        of: How many there are.

    Returns:
        The days with index from ⌊(number-1)·D/of⌋ up to and not including ⌊number·D/of⌋.
    """
    return days[(number - 1) * len(days) // of : number * len(days) // of]
