"""The limits of the program of slots and seats, with where each value came from. Knows no program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlotProgramSettings:
    """When the program is solved, and how its figures are read.

    Attributes:
        most_variables: Larger programs are not tried for the number of WPAs. Chosen by hand; a tight board has some
            2,000, an easy one 17,000.
        cost_variables: The same for the least cost. Measured: up to 2,400 proven in 0 to 21 s on a busy machine, 17,000
            not in 90 s.
        most_share: Of the time left, for the number. Chosen by hand.
        most_seconds: The most that it gets. Measured: 0 to 7 s on tight boards.
        cost_share: Of the time left, for the cost. Chosen by hand.
        gap: Absolute gap at which an answer is proven: less than one. A fact of whole numbers.
        rounding: What a bound may be beside a whole number by rounding errors.
        chosen: From where a value of HiGHS is 1.
    """

    most_variables: int = 60_000
    cost_variables: int = 4_000
    most_share: float = 0.3
    most_seconds: float = 20.0
    cost_share: float = 0.6
    gap: float = 1 - 1e-4
    rounding: float = 1e-4
    chosen: float = 0.5


SLOT_PROGRAM_SETTINGS = SlotProgramSettings()
