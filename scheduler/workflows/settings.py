"""How the time of one command is divided over its searches. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkflowSettings:
    """Parts (0-1) of the time, and how often placement and WPAs are brought in step (decision 0008).

    Attributes:
        replanned_placement_part: Of the time for replanning, for the placement where WPAs come after it. Chosen by
            hand, not measured apart.
        best_part: Of the time for a placement, for the best one when variants are asked for too. Chosen by hand, not
            measured apart.
        rounds: Placements that are tried after the first, each without what kept WPAs out of the ones before. Chosen by
            hand, not measured apart.
        counting_part: Of the time left, for counting which WPAs can be held before there is a WPA roster. Chosen by
            hand, not measured apart.
        learning_part: Of the time left, for why WPAs were left out and a placement without that. Chosen by hand, not
            measured apart.
        pin_rounds: Placements that are tried so that pinned WPAs stand together. Chosen by hand, not measured apart.
        schools_here: Up to so many bounds of schools are solved again by the command itself: processes take seconds to
            start, and the 145 of a partnership took eight seconds on one core.
    """

    replanned_placement_part: float = 0.5
    best_part: float = 0.5
    rounds: int = 6
    counting_part: float = 0.15
    learning_part: float = 0.3
    pin_rounds: int = 12
    schools_here: int = 40


WORKFLOWS = WorkflowSettings()
