"""The budgets for finding out why no roster exists. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConflictSettings:
    """Seconds for a conflict, beyond the time for searching; all chosen by hand, not measured apart.

    Attributes:
        seconds: For the smallest conflict about placed students and its ways out.
        seconds_per_try: For one solve of pinned WPAs without some of them, and at least for the first with all.
        most_seconds: For the first solve with all of them, and again for the search for the smallest set.
    """

    seconds: float = 20.0
    seconds_per_try: float = 10.0
    most_seconds: float = 90.0


CONFLICT = ConflictSettings()
