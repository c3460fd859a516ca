"""Days and periods in one text, such as the school holidays of a year. Knows no calendar of a semester."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from instances.dutch.typed_dates import DateTextError, typed_date

_UNTIL = re.compile(r"\s*(?:t/m|t\.m\.|tot en met|\.\.|\u2013|\u2014)\s*", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d][^\d:]*:\s*")


@dataclass(frozen=True, slots=True)
class DateRange:
    """A period.

    Attributes:
        first: Its first day.
        last: Its last day.
    """

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether a day is in it.

        Args:
            day: Any day.

        Returns:
            True from its first to its last day.
        """
        return self.first <= day <= self.last


def date_ranges(text: str) -> tuple[DateRange, ...]:
    """Read days and periods.

    Args:
        text: Separated by ``;``, each a day or a first and last day with ``t/m`` between, perhaps with a name and a
            colon before it: ``herfst: 16-10-2027 t/m 24-10-2027; 6-12-2027``. Every day has its year.

    Returns:
        The periods in the order of the text; none for an empty one.

    Raises:
        DateTextError: A part is no period; the message is Dutch and names it.
    """
    return tuple(_range(part.strip()) for part in text.split(";") if part.strip())


def is_in(day: date, ranges: Iterable[DateRange]) -> bool:
    """Tell whether a day is in any of some periods.

    Args:
        day: Any day.
        ranges: The periods.

    Returns:
        False without any.
    """
    return any(found.holds(day) for found in ranges)


def _range(part: str) -> DateRange:
    ends = _UNTIL.split(_NAME.sub("", part))
    try:
        days = [typed_date(end.strip()).day for end in ends]
    except DateTextError as error:
        raise DateTextError(f"“{part}” is geen dag of periode") from error
    if len(days) > 2 or days[0] > days[-1]:
        raise DateTextError(f"“{part}” is geen periode van een eerste tot en met een laatste dag")
    return DateRange(days[0], days[-1])
