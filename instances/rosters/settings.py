"""How much is told about a roster that was read. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RosterSettings:
    """Chosen by hand, none was measured.

    Attributes:
        nearest_slots: Slots named beside a time that no slot has.
    """

    nearest_slots: int = 3


ROSTERS = RosterSettings()
