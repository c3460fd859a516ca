"""How long is looked at one drop-out. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DropOutSettings:
    """Budgets of ``kwetsbaar``.

    Attributes:
        placement_seconds: For replanning one placement, at most. At 600 students a search takes some five, and most
            need none. Chosen by hand.
        wpa_seconds: For replanning the WPAs of one drop-out, at most. Chosen by hand.
        few_cases: Up to here one process answers all: another takes over a second to start. Chosen by hand.
        relieved: Of the worst so many are looked at for one place or day that would help. Chosen by hand.
        shown: Rows on the screen; the sheet has all. A screen of an office holds some thirty lines.
    """

    placement_seconds: float = 20.0
    wpa_seconds: float = 20.0
    few_cases: int = 60
    relieved: int = 6
    shown: int = 20


DROP_OUTS = DropOutSettings()
