"""The tuning constants of travel minutes in arrays, with where each value came from. Knows no array."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JourneySettings:
    """How arrays of journeys stay equal to journeys asked one by one.

    Attributes:
        doubtful_minutes: Nearer than this to an integer number of minutes numpy and math might round a journey
            apart: such a pair is asked one by one. Numerical; far above what floats are off, chosen by hand.
    """

    doubtful_minutes: float = 1e-6


JOURNEY_SETTINGS = JourneySettings()
