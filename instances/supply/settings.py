"""The limits of what is read of forms and calendars. Knows no form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SupplySettings:
    """All chosen by hand, far above what people have.

    Attributes:
        most_occurrences: Of one appointment, up to the end of the period: every hour for four years.
        longest_shift: Days by which later occurrences of a series may have been moved.
        largest_calendar: Bytes; a full calendar of ten years has a fifth of it.
    """

    most_occurrences: int = 40_000
    longest_shift: int = 62
    largest_calendar: int = 20_000_000


SUPPLY = SupplySettings()
