"""How many attempts a reason rests on. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReasonSettings:
    """Attempts for one student that are put to the checks; chosen by hand, not measured apart.

    Attributes:
        mentors: Mentors that are tried, beside the first of each of the nearest schools.
        bookings: Bookings of a WPA that are tried.
    """

    mentors: int = 10
    bookings: int = 8


REASONS = ReasonSettings()
