"""The fair share of every assessor (V2), and how often a pair may meet (V6). Knows no roster and no solver."""

from __future__ import annotations

from collections.abc import Mapping

from instances.domain.shares import pool_shares
from models.assessment.data.cases import AssessmentData

PAIR_LIMIT = 3  # V6 counts the WPAs of one pair above this

FairShares = Mapping[str, int]
"""Trainer id to the fair share (V2), in WPAs; fixed while a roster is being improved. Who is absent has none."""


def shares_for_seats(data: AssessmentData, field_seats: int, institute_seats: int) -> FairShares:
    """The fair shares, rounded up, when so many seats are taken in each pool (V2).

    Args:
        data: The assessors who could take a seat and their maxima, to which the shares are proportional.
        field_seats: WPAs scheduled: each has one seat of the field.
        institute_seats: Those of them with two assessors.

    Returns:
        A share for everyone of either pool who could take a seat; who is absent has none.
    """
    instance, able = data.instance, data.could_take_seat
    field = [trainer for trainer in instance.field_pool if trainer.id in able]
    institute = [trainer for trainer in instance.institute_pool if trainer.id in able]
    return pool_shares(instance, field, field_seats) | pool_shares(instance, institute, institute_seats)


def fair_shares(data: AssessmentData, students: set[str]) -> FairShares:
    """The fair shares when exactly the WPAs of these students are scheduled.

    Args:
        data: The assessors, and which of the WPAs need two.
        students: Ids of students with a WPA in ``data``.

    Returns:
        As ``shares_for_seats``.
    """
    two = sum(data.cases[student].two for student in students)
    return shares_for_seats(data, len(students), two)
