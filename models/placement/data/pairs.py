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
from models.placement.data.settings import ARRAY_SETTINGS


@dataclass(frozen=True)
class CandidatePairs:
    """Parallel arrays, sorted by student.

    Attributes:
        student: [pairs] index of the student.
        mentor: [pairs] index of the mentor.
        cost: [pairs] the weighted sum of the wishes that concern the pair alone.
    """

    student: Ints
    mentor: Ints
    cost: Ints

    def __len__(self) -> int:
        return len(self.student)

    def take(self, chosen: Ints | Bools) -> CandidatePairs:
        """The pairs at these positions.

        Args:
            chosen: Indices, or a mask over all pairs.

        Returns:
            Those pairs, in the order of the indices.
        """
        return CandidatePairs(self.student[chosen], self.mentor[chosen], self.cost[chosen])


def all_pairs(
    facts: PlacementArrays,
    measures: PairCosts,
    without: frozenset[Rule] = frozenset(),
    students: Iterable[int] | None = None,
) -> CandidatePairs:
    """Every pair that the rules about single pairs leave, at mentors with room.

    Args:
        facts: The semester.
        measures: What each wish counts for a pair.
        without: Rules that are switched off.
        students: Indices of the students; None for all.

    Returns:
        The pairs, in the order of the students given.
    """
    masks = PairMasks(facts)
    rules = [mask for rule, mask in PAIR_RULES.items() if rule not in without]
    chosen = np.fromiter(range(len(facts.students)) if students is None else students, dtype=np.int64)
    mentors = usable_mentors(facts, without)
    found: list[CandidatePairs] = [CandidatePairs(*(np.zeros(0, dtype=np.int64) for _ in range(3)))]
    for start in range(0, len(chosen), ARRAY_SETTINGS.block):
        block = chosen[start : start + ARRAY_SETTINGS.block]
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
    """The pairs without those that are closed.

    Args:
        facts: The semester.
        pairs: All pairs.
        closed: Student id to whether a mentor id is closed to that student.

    Returns:
        The pairs left; a student who would lose every pair keeps them all.
    """
    keep = np.ones(len(pairs), dtype=bool)
    for student, is_closed in closed.items():
        own = np.nonzero(pairs.student == facts.students.index(student))[0]
        left = np.array([not is_closed(facts.mentors[m]) for m in pairs.mentor[own].tolist()], dtype=bool)
        if left.any():
            keep[own] = left
    return pairs.take(keep)


def cost_of(measures: PairCosts, s: Ints, m: Ints) -> Ints:
    """The weighted sum of the wishes that concern single pairs.

    Args:
        measures: What each wish counts for a pair.
        s: Indices of students.
        m: Indices of mentors; broadcast against ``s``.

    Returns:
        The cost of each pair, in the shape to which both broadcast.
    """
    weights = measures.facts.instance.settings.weights
    total = np.zeros(np.broadcast_shapes(s.shape, m.shape), dtype=np.int64)
    for wish, measure in MEASURES.items():
        if weights.get(wish, 0):
            total = total + weights[wish] * measure(measures, s, m)
    return total
