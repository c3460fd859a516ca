"""How large what is written may become. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WritingSettings:
    """Limits of the files.

    Attributes:
        most_signs: Pairs of a roster file for which a sign says whether they may be. 600 students and 1,111 mentors
            are 0.7 million and add 100 kB; at 10 million Excel would take seconds to open the file (chosen by hand).
    """

    most_signs: int = 5_000_000


WRITING = WritingSettings()
