"""The fair share of every assessor (V2), and how often a pair may meet (V6). Knows no roster and no solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from instances.domain.shares import pool_shares
from models.assessment.data.cases import AssessmentData

PAIR_LIMIT = 3  # V6 counts the WPAs of one pair above this


@dataclass(frozen=True, slots=True)
class FairShares:
    """The fair share of every assessor (V2), in WPAs; fixed while a roster is being improved."""

    shares: Mapping[str, int]


def shares_for(options: AssessmentData, field_seats: int, institute_seats: int) -> dict[str, int]:
    """Trainer id to the fair share, rounded up, when so many seats are taken in each pool (V2)."""
    instance = options.instance
    field = pool_shares(instance, instance.field_pool, field_seats)
    return field | pool_shares(instance, instance.institute_pool, institute_seats)


def fair_shares(options: AssessmentData, students: set[str]) -> FairShares:
    """The shares when exactly these students are scheduled."""
    two = sum(options.cases[student].two for student in students)
    return FairShares(shares_for(options, len(students), two))
