"""The tuning constants of planning visits, with where each value came from. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitSettings:
    """How the visits of one component are planned.

    Attributes:
        most_tours: Tours of one component that are enumerated; with more there is no bound from tours. Chosen by hand:
            a component of 600 students has some thousands.
        most_sequences: Orders of visits on one day that are tried for one set of schools. Chosen by hand.
        bound_part: Part (0-1) of the time of a component for its tours. Chosen by hand.
        whole_arcs: So many pairs of visits that may follow each other are solved on all days at once. Chosen by hand.
        rounds: Times that a part of the days is opened again after the first, at most. Chosen by hand.
        quiet_rounds: Such rounds without gain after which it ends. Chosen by hand.
        more_days: Days that such a round opens for each trainer beside those in use. Chosen by hand.
        round_part: Part (0-1) of the time left of a component that one such round may take. Chosen by hand.
        least_seconds: For one component, at least while there is time. Chosen by hand.
        most_seconds: For one component, at most: a component of 600 students takes a few. Chosen by hand.
        passes: Times that components that are not proven get the time that is left. Chosen by hand.
        few_items: Up to here one process plans all: another takes over a second to start. Chosen by hand.
    """

    most_tours: int = 60_000
    most_sequences: int = 5_000
    bound_part: float = 0.5
    whole_arcs: int = 2_500
    rounds: int = 6
    quiet_rounds: int = 2
    more_days: int = 4
    round_part: float = 0.4
    least_seconds: float = 2.0
    most_seconds: float = 120.0
    passes: int = 3
    few_items: int = 80


VISIT_SETTINGS = VisitSettings()
