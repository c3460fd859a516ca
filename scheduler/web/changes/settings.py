"""How long the window lets its own orders search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderSettings:
    """Seconds of orders that a screen gives by itself; a search that has proven its answer ends sooner.

    Attributes:
        chosen_seconds: For the WPAs around a placement that was chosen; 0.3 to 4 s at 600 students.
        replan_seconds: For new rosters after a change; the placement takes at most 4 s at 600 students.
        proposal_seconds: For what would give one student a place, while somebody waits for it.
    """

    chosen_seconds: int = 30
    replan_seconds: int = 60
    proposal_seconds: int = 10


ORDERS = OrderSettings()
