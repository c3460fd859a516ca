"""The tuning constants of the placement's arrays, with where each value came from. Knows no array."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArraySettings:
    """How large tables are made.

    Attributes:
        block: Students whose pairs are judged at once: 128 x 10,000 mentors of int64 is 10 MB. Chosen by hand.
    """

    block: int = 128


ARRAY_SETTINGS = ArraySettings()
