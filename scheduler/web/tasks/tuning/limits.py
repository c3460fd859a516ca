"""How long a trial of another weight may take, and how many profiles are kept. Decides nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TuningSettings:
    """Limits of the screen of the settings. Chosen by hand.

    Attributes:
        trial_seconds: For a roster with another weight, when nothing else is asked.
        name_length: Signs of the name of a profile.
        profiles: Profiles that are kept for all semesters.
    """

    trial_seconds: int = 60
    name_length: int = 60
    profiles: int = 50


TUNING = TuningSettings()
