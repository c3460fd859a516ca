"""The visiting days of a semester (decision 45): from its setting or its name, without holidays. Knows no visit."""

from __future__ import annotations

from datetime import date, timedelta

from instances.domain.entities import Day
from instances.domain.settings import Settings
from instances.dutch.date_ranges import DateRange, date_ranges, is_in
from instances.dutch.holidays import holiday
from instances.dutch.semesters import months_of

_EXAMPLE = "1-9-2026 t/m 31-1-2027"


class VisitPeriodError(ValueError):
    """It cannot be told from when to when visits are.

    Attributes:
        found: What the setting Bezoekperiode says, in words.
        expected: Dutch, what it should say.
    """

    def __init__(self, found: str, expected: str) -> None:
        """Keep both.

        Args:
            found: What the setting says, in words.
            expected: Dutch, what it should say.
        """
        super().__init__(f"{found}; {expected}")
        self.found, self.expected = found, expected


def visit_period(settings: Settings) -> DateRange:
    """Find from which to which day visits can be.

    Args:
        settings: Of the semester.

    Returns:
        The period of the setting, else that of the semester by its name.

    Raises:
        VisitPeriodError: The setting holds several periods, or is empty and the name does not say which half of which
            school year it is.
    """
    given = date_ranges(settings.visit_period)
    if len(given) == 1:
        return given[0]
    if given:
        raise VisitPeriodError(settings.visit_period, f"één periode: {_EXAMPLE}")
    months = months_of(settings.semester)
    if months is None:
        name = f"het semester heet “{settings.semester}”" if settings.semester else "het semester heeft geen naam"
        raise VisitPeriodError(
            "leeg", f"van wanneer tot wanneer bezoeken zijn, zoals {_EXAMPLE}: {name}, en dat zegt niet welke maanden"
        )
    return DateRange(*months)


def visiting_days(settings: Settings) -> tuple[date, ...]:
    """List the days on which visits can be.

    Args:
        settings: Of the semester.

    Returns:
        The weekdays of the period in order, without public holidays and school holidays.

    Raises:
        VisitPeriodError: It cannot be told which period.
    """
    period = visit_period(settings)
    closed = date_ranges(settings.school_holidays)
    every = (period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1))
    return tuple(day for day in every if day.weekday() < len(Day) and not holiday(day) and not is_in(day, closed))
