"""How long is looked at one drop-out. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DropOutSettings:
    """Budgets of ``kwetsbaar``.

    Attributes:
        most_seconds: For one drop-out, at most. At 600 students most need no search. Chosen by hand.
        least_seconds: For one drop-out, at least while there is time: less brings nothing. Chosen by hand.
        placement_part: Part (0-1) of that for the placement; the rest is for the WPAs. Chosen by hand.
        few_wpas: So many WPAs are booked again by trying; more are searched for. Chosen by hand.
        bookings_tried: For one WPA; the checks take some 50 ms for each at 600 students. Chosen by hand.
        few_cases: Up to here one process answers all: another takes over a second to start. Chosen by hand.
        relieved: Of the worst so many are looked at for one place or day that would help. Chosen by hand.
        shown: Rows on the screen; the sheet has all. A screen of an office holds some thirty lines.
    """

    most_seconds: float = 60.0
    least_seconds: float = 3.0
    placement_part: float = 0.5
    few_wpas: int = 4
    bookings_tried: int = 10
    few_cases: int = 60
    relieved: int = 6
    shown: int = 20


DROP_OUTS = DropOutSettings()
