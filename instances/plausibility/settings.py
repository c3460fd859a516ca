"""When something that can be read is hardly meant. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlausibilitySettings:
    """From where on the office is asked whether it is so. All were chosen by hand, none was measured.

    Attributes:
        around_bulk: Days from the day in the middle of all slots; a semester with its vacations and resits has 200.
        least_for_bulk: Days from which a middle is taken: of one or two nobody knows which is the strange one.
        longest_absence: Days of one absence; longer is more likely a slip in the year.
    """

    around_bulk: int = 200
    least_for_bulk: int = 3
    longest_absence: int = 366


PLAUSIBILITY = PlausibilitySettings()
