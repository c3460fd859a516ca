"""The budgets of the advice after a search, in one place. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdviceSettings:
    """How much is worked out for the worst off, and for edits by hand that were not kept.

    Attributes:
        edits_seconds: Seconds beyond the time for searching, for the cost of edits of one roster if they were kept.
            Chosen by hand, not measured apart.
        worst_off_seconds: Seconds beyond the time for searching, for the worst off of one roster (decision 0016).
        worst_off_seconds_large: The same for the placement of a large semester. Chosen by hand, not measured apart.
        students_part: Part (0-1) of that time for students; the rest is for tandems. Chosen by hand, not measured
            apart.
        most_loaded: Tandems, and assessors, that are helped, the most loaded first. Chosen by hand, not measured
            apart.
        tries: Mentors tried for one student of a large semester (decision 0016).
    """

    edits_seconds: float = 5.0
    worst_off_seconds: float = 10.0
    worst_off_seconds_large: float = 20.0
    students_part: float = 0.65
    most_loaded: int = 3
    tries: int = 5


ADVICE = AdviceSettings()
