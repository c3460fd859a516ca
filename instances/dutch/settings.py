"""When two names are near. Knows no name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SuggestionSettings:
    """How the nearest known name is found. All were chosen by hand, none of them measured apart.

    Attributes:
        most_compared: Known names above which only those with the same first letter are compared, and so many of them;
            with more the comparison takes seconds for one word.
        near: Similarity, from 0 to 1 as difflib counts it, from which on a name is suggested.
        alike: Similarity from which on one of two names is probably a slip of the other.
        most_meant: People named who have the part of a name that was typed; of more nobody is named.
    """

    most_compared: int = 2000
    near: float = 0.6
    alike: float = 0.75
    most_meant: int = 3


SUGGESTIONS = SuggestionSettings()
