"""The tuning constants of the feedback between WPAs and placement, with where each value came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedbackSettings:
    """Placement cuts learned from WPAs that are impossible.

    Attributes:
        rounds: Placements, or times that cuts are looked for after one, at most. Chosen by hand.
        rings: How far around students without a WPA others may move, in a first and quick try. Chosen by hand.
        near_share: Part of the time (0-1) for that first try. Chosen by hand.
        explained: WPAs left out that are looked into after one roster. Chosen by hand.
    """

    rounds: int = 8
    rings: int = 2
    near_share: float = 0.4
    explained: int = 5


FEEDBACK_SETTINGS = FeedbackSettings()
