"""Hours of a day in one text, such as 08:30-15:00. Knows no calendar."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache

from instances.dutch.typed_dates import typed_time

_UNTIL = re.compile(r"\s*(?:t/m|tot(?: en met)?|-|–|—)\s*", re.IGNORECASE)


class HoursTextError(Exception):
    """The text names no hours from one time to a later one."""


@lru_cache(maxsize=16)
def hours_of_day(text: str) -> tuple[time, time]:
    """Read from when to when.

    Args:
        text: Such as ``08:30-15:00``, ``8.30 tot 15 uur``.

    Returns:
        The two times, the first before the second.

    Raises:
        HoursTextError: It says something else.
    """
    parts = _UNTIL.split(text.strip())
    times = [typed_time(part) for part in parts]
    if len(times) != 2 or times[0] is None or times[1] is None or times[0] >= times[1]:
        raise HoursTextError
    return times[0], times[1]
