"""What a roster is worth, counted from the roster itself, and what is proven of all. Checks no rule."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from instances.domain.rulebook import Wish
from instances.domain.solution import Placement
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.capacity import groups_of
from models.placement.data.objective import ObjectiveLevel
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


@dataclass
class Proven:
    """What is known of all rosters; None while unknown. ``settled`` levels are met by the best roster."""

    count: int
    shortage: int = 0
    cost: int | None = None
    settled: set[ObjectiveLevel] = field(default_factory=set)


def score(facts: PlacementArrays, measures: PairCosts, placement: Placement) -> Score:
    students = np.array([facts.student_index[who] for who in placement], dtype=np.int64)
    mentors = np.array([facts.mentor_index[who] for who in placement.values()], dtype=np.int64)
    shared, shortage = shared_cost(facts, mentors)
    cost = shared + int(cost_of(measures, students, mentors).sum())
    cost += facts.instance.settings.weights.get(Wish.W9, 0) * measures.changes_at_most
    return Score(len(placement), shortage, cost)


def shared_cost(facts: PlacementArrays, mentors: Ints) -> tuple[int, int]:
    """What the wishes that count whole rosters cost (W5, W7), and the shortage, with a student at each of these."""
    weights = facts.instance.settings.weights
    counts = np.bincount(facts.school_of[mentors], minlength=len(facts.schools)) if len(mentors) else facts.places * 0
    cost, shortage = weights.get(Wish.W7, 0) * int((counts == 1).sum()), 0
    for group in groups_of(facts):
        size = int(counts[group.schools].sum())
        cost += group.weight * max(0, size - group.limit)
        shortage += max(0, group.minimum - size)
    return cost, shortage
