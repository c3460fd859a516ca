"""Every pair of student and mentor that single-pair rules leave, with its cost. Knows no counting rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from instances.domain.rulebook import Rule
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.capacity import usable_mentors
from models.placement.data.pair_costs import MEASURES, PairCosts
from models.placement.data.pair_rules import PAIR_RULES, PairMasks

BLOCK = 128  # students at once: 128 x 10,000 mentors of int64 is 10 MB


@dataclass(frozen=True)
class CandidatePairs:
    """Parallel arrays, sorted by student: index of student, index of mentor, weighted cost of the pair."""

    student: Ints
    mentor: Ints
    cost: Ints

    def __len__(self) -> int:
        return len(self.student)

    def take(self, chosen: Ints | Bools) -> CandidatePairs:
        """The pairs at these positions (indices or mask)."""
        return CandidatePairs(self.student[chosen], self.mentor[chosen], self.cost[chosen])


def all_pairs(
    facts: PlacementArrays,
    measures: PairCosts,
    without: frozenset[Rule] = frozenset(),
    students: Iterable[int] | None = None,
) -> CandidatePairs:
    """What the rules that need no counting leave, for all students or for some. ``without``: rules switched off."""
    masks = PairMasks(facts)
    rules = [mask for rule, mask in PAIR_RULES.items() if rule not in without]
    chosen = np.fromiter(range(len(facts.students)) if students is None else students, dtype=np.int64)
    mentors = usable_mentors(facts, without)
    found: list[CandidatePairs] = [CandidatePairs(*(np.zeros(0, dtype=np.int64) for _ in range(3)))]
    for start in range(0, len(chosen), BLOCK):
        block = chosen[start : start + BLOCK]
        s, m = block[:, None], mentors[None, :]
        allowed = np.ones((len(block), len(mentors)), dtype=bool)
        for forbids in rules:
            allowed &= ~forbids(masks, s, m)
        rows, columns = np.nonzero(allowed)
        students_found, mentors_found = block[rows], mentors[columns]
        found.append(CandidatePairs(students_found, mentors_found, cost_of(measures, students_found, mentors_found)))
    return CandidatePairs(
        *(np.concatenate([getattr(p, name) for p in found]) for name in ("student", "mentor", "cost"))
    )


def leave_out(
    facts: PlacementArrays, pairs: CandidatePairs, closed: Mapping[str, Callable[[str], bool]]
) -> CandidatePairs:
    """The pairs without those that are closed; a student who would lose every pair keeps them all."""
    keep = np.ones(len(pairs), dtype=bool)
    for student, is_closed in closed.items():
        own = np.nonzero(pairs.student == facts.students.index(student))[0]
        left = np.array([not is_closed(facts.mentors[m]) for m in pairs.mentor[own].tolist()], dtype=bool)
        if left.any():
            keep[own] = left
    return pairs.take(keep)


def cost_of(measures: PairCosts, s: Ints, m: Ints) -> Ints:
    """The weighted sum of the wishes that concern single pairs."""
    weights = measures.facts.instance.settings.weights
    total = np.zeros(np.broadcast_shapes(s.shape, m.shape), dtype=np.int64)
    for wish, measure in MEASURES.items():
        if weights.get(wish, 0):
            total = total + weights[wish] * measure(measures, s, m)
    return total
