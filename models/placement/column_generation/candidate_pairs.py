"""Candidate lists: which pairs a search looks at first. Knows reduced costs; knows no rule and no solver."""

from __future__ import annotations

import numpy as np

from models.placement.column_generation.restricted_master import RelaxedPlacement
from models.placement.column_generation.settings import CANDIDATE_SETTINGS
from models.placement.data.arrays import Ints
from models.placement.data.pairs import CandidatePairs


def cheapest_pairs(pairs: CandidatePairs, number: int) -> Ints:
    """Positions of the cheapest pairs of every student."""
    order = np.lexsort((pairs.cost, pairs.student))
    chosen: Ints = order[_rank(pairs.student[order]) < number]
    return chosen


def starting_pairs(pairs: CandidatePairs, number: int) -> Ints:
    """The cheapest pairs of every student, and of every mentor those that cost least above the student's cheapest.

    With the students' own alone a relaxation first sees everybody at the same few mentors.
    """
    chosen = cheapest_pairs(pairs, number)
    least = np.zeros(int(pairs.student.max(initial=-1)) + 1, dtype=np.int64)
    least[pairs.student[chosen[::-1]]] = pairs.cost[chosen[::-1]]
    order = np.lexsort((pairs.cost - least[pairs.student], pairs.mentor))
    return np.union1d(chosen, order[_rank(pairs.mentor[order]) < number])


def best_pairs(pairs: CandidatePairs, relaxed: RelaxedPlacement, size: int) -> Ints:
    """So many pairs of least reduced cost, and those in the relaxation."""
    order = np.lexsort((pairs.cost, relaxed.bound.reduced))[:size]
    return np.union1d(order, _positive(relaxed))


def near_pairs(pairs: CandidatePairs, relaxed: RelaxedPlacement, alternatives: int) -> Ints:
    """Few pairs where the relaxation is integer: its choice and some alternatives; several for the others."""
    integer = np.unique(pairs.student[relaxed.positions[relaxed.values > CANDIDATE_SETTINGS.integral]])
    order = np.lexsort((pairs.cost, relaxed.bound.reduced, pairs.student))
    student = pairs.student[order]
    allowed = np.where(np.isin(student, integer), alternatives, CANDIDATE_SETTINGS.split_pairs)
    return np.union1d(order[_rank(student) < allowed], _positive(relaxed))


def rounded(relaxed: RelaxedPlacement) -> Ints:
    """Positions that the relaxation rounds up to."""
    return relaxed.positions[relaxed.values > CANDIDATE_SETTINGS.rounded]


def _positive(relaxed: RelaxedPlacement) -> Ints:
    return relaxed.positions[relaxed.values > CANDIDATE_SETTINGS.positive]


def _rank(owner: Ints) -> Ints:
    """The place of every entry within its owner's run; ``owner`` is sorted."""
    return np.arange(len(owner)) - np.searchsorted(owner, owner)
