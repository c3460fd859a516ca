"""What a roster is worth, counted from the roster itself. Checks no rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from instances.domain.rulebook import Wish
from instances.domain.solution import Placement
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.capacity import groups_of
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pairs import cost_of


@dataclass(frozen=True, slots=True)
class Score:
    """Placed students, students short of board minimums, weighted wishes."""

    count: int
    shortage: int
    cost: int

    @property
    def key(self) -> tuple[int, int, int]:
        """Smaller is better."""
        return (-self.count, self.shortage, self.cost)


def score(facts: PlacementArrays, measures: PairCosts, placement: Placement) -> Score:
    """What a roster is worth, as the checker counts it.

    Args:
        facts: The semester.
        measures: What each wish counts for a pair; with the old roster for W9.
        placement: Student id to mentor id, all of this semester.

    Returns:
        Number placed, shortage and cost.
    """
    students = np.array([facts.student_index[student] for student in placement], dtype=np.int64)
    mentors = np.array([facts.mentor_index[mentor] for mentor in placement.values()], dtype=np.int64)
    shared, shortage = shared_cost(facts, mentors)
    cost = shared + int(cost_of(measures, students, mentors).sum())
    cost += facts.instance.settings.weights.get(Wish.W9, 0) * measures.changes_at_most
    return Score(len(placement), shortage, cost)


def shared_cost(facts: PlacementArrays, mentors: Ints) -> tuple[int, int]:
    """What a roster costs beyond its single pairs.

    Args:
        facts: The semester.
        mentors: [placed] the index of the mentor of every student placed.

    Returns:
        The cost of the wishes that count students together (W5, W7), and the students short of board minimums (P4).
    """
    weights = facts.instance.settings.weights
    counts = np.bincount(facts.school_of[mentors], minlength=len(facts.schools)) if len(mentors) else facts.places * 0
    cost, shortage = weights.get(Wish.W7, 0) * int((counts == 1).sum()), 0
    for group in groups_of(facts):
        size = int(counts[group.schools].sum())
        cost += group.weight * max(0, size - group.target)
        shortage += max(0, group.minimum - size)
    return cost, shortage
