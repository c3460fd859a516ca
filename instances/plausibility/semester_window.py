"""From which day to which day a semester can be: by its name, else by the bulk of its days. Knows no sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from instances.dutch.dates import numeric_date
from instances.dutch.semesters import SCHOOL_YEAR_FROM, school_year_and_half
from instances.plausibility.settings import PLAUSIBILITY

_FROM = {0: (SCHOOL_YEAR_FROM, 1), 1: (SCHOOL_YEAR_FROM, 1), 2: (1, 1)}
_UNTIL = {0: (SCHOOL_YEAR_FROM, 31), 1: (3, 31), 2: (SCHOOL_YEAR_FROM, 31)}
"""Half of the school year, 0 for all of it, to a month and day: the widest, with vacations and late resits."""


@dataclass(frozen=True, slots=True)
class SemesterWindow:
    """The days that a semester can have.

    Attributes:
        first: The first day.
        last: The last day.
        name: Dutch, which semester it is and where the days come from; reads on after ``buiten``.
    """

    first: date
    last: date
    name: str

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last

    def meant(self, day: date) -> date | None:
        """The same day in a year of the semester, None where that is not in it either."""
        for year in (self.first.year, self.last.year):
            if (day.month, day.day) != (2, 29) and self.holds(day.replace(year=year)):
                return day.replace(year=year)
        return None


def window_by_name(semester: str) -> SemesterWindow | None:
    """Read the days of a semester from its name.

    Args:
        semester: The setting, such as ``2026-2027 S2``.

    Returns:
        The days, with vacations and late resits around it; None where the name holds no school year.
    """
    found = school_year_and_half(semester)
    if found is None:
        return None
    year, half = found
    first = date(year + 1 if half == 2 else year, *_FROM[half])
    last = date(year + 1, *_UNTIL[half])
    return SemesterWindow(first, last, f"het semester “{semester}” ({numeric_date(first)} t/m {numeric_date(last)})")


def school_year_by_name(semester: str) -> SemesterWindow | None:
    """Read the days of the school year of a semester from its name.

    Args:
        semester: The setting, such as ``2026-2027 S2``.

    Returns:
        From August to August; None where the name holds no school year.
    """
    found = school_year_and_half(semester)
    if found is None:
        return None
    first, last = date(found[0], *_FROM[0]), date(found[0] + 1, *_UNTIL[0])
    name = f"het schooljaar van het semester “{semester}” ({numeric_date(first)} t/m {numeric_date(last)})"
    return SemesterWindow(first, last, name)


def window_by_days(days: Sequence[date]) -> SemesterWindow | None:
    """Guess the days of a semester from the bulk of the days that it names.

    Args:
        days: Of the slots, else the other dates; in any order, as often as they are named.

    Returns:
        Everything near the one in the middle; None with so few that none is the bulk.
    """
    if len(days) < PLAUSIBILITY.least_for_bulk:
        return None
    middle = median_low(days)
    around = timedelta(days=PLAUSIBILITY.around_bulk)
    name = (
        f"het semester (de meeste dagen liggen rond {numeric_date(middle)}; dit is meer dan {around.days} dagen verder)"
    )
    return SemesterWindow(middle - around, middle + around, name)
