"""A lower bound that holds for the whole workbook, from prices on shared things. Exact integer arithmetic.

Every capacity that students share gets a price (a dual value of the linear relaxation, but any numbers
will do). What remains falls apart: each student takes the cheapest pair, each school the cheapest number
of students. The sum is at most the cost of every roster, however the prices were found (Lagrange).
Prices are whole numbers of 1/scale, so nothing is rounded in the wrong direction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.capacity import Limits
from models.placement.data.objective import LevelObjective
from models.placement.data.pairs import CandidatePairs

FAR = int(np.iinfo(np.int64).max)  # above every cost


@dataclass
class PlacementDuals:
    """In units of 1/scale. Prices of a maximum are at most 0, of a minimum at least 0."""

    scale: int
    counted: tuple[Ints, ...]  # [R] for each of Limits.counted, of: students <= limit, or <= limit * used
    class_day: Ints  # [C, 5] of: students on a day <= used
    school: Ints  # [K] of: students == count; any sign
    seat: dict[tuple[tuple[int, ...], int], int]  # of: these students at the school <= used
    maximum: Ints  # [groups]
    limit: Ints  # [groups]
    minimum: Ints  # [groups]
    placed: int = 0
    short: int = 0
    kept: int = 0


@dataclass(frozen=True)
class PlacementBound:
    """``scaled`` / ``scale`` is proven; ``reduced`` [pairs] is what choosing a pair adds to it at least."""

    scaled: int
    scale: int
    reduced: Ints
    net: Ints  # [pairs] the pair's cost minus every price it pays

    @property
    def value(self) -> int:
        """Costs are whole, so the bound may be rounded up."""
        return -(-self.scaled // self.scale)

    def needed(self, best: int) -> Bools:
        """[pairs] pairs that a roster cheaper than ``best`` may contain."""
        return self.reduced <= (best - 1) * self.scale - self.scaled

    def outside(self, listed: Ints) -> int:
        """The least that a roster with a pair that is not ``listed`` can have; FAR when all are."""
        left = np.ones(len(self.reduced), dtype=bool)
        left[listed] = False
        return -(-(self.scaled + int(self.reduced[left].min())) // self.scale) if left.any() else FAR


def lower_bound(
    facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, goal: LevelObjective, prices: PlacementDuals
) -> PlacementBound:
    """Sum of the cheapest choices of every student, school and group under these prices."""
    net = _net_cost(facts, pairs, limits, goal, prices)
    least = np.full(len(facts.students), np.iinfo(np.int64).max)
    np.minimum.at(least, pairs.student, net)
    chosen = np.where(limits.pinned, least, np.minimum(0, least))
    chosen[least == np.iinfo(np.int64).max] = 0
    total = int(chosen.sum()) + goal.constant * prices.scale + prices.placed * goal.least_placed
    total += prices.kept * goal.least_kept
    total += _schools(facts, limits, goal, prices) + _groups(limits, goal, prices, len(facts.students))
    for rows, price in zip(limits.counted, prices.counted, strict=True):
        if rows.school is None:
            total += int((rows.limit * price).sum())
    if goal.most_short is not None:
        total += goal.most_short * prices.short
    return PlacementBound(total, prices.scale, net - chosen[pairs.student], net)


def _net_cost(
    facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, goal: LevelObjective, prices: PlacementDuals
) -> Ints:
    s, m = pairs.student, pairs.mentor
    schools = facts.school_of[m]
    net = goal.pair_cost * prices.scale - prices.school[schools]
    for rows, of_row in zip(limits.counted, prices.counted, strict=True):
        if of_row.any():
            net -= rows.price_of(of_row, s, m)
    for (who, school), price in prices.seat.items():
        for one in who:
            own = slice(*np.searchsorted(s, (one, one + 1)))
            net[own] -= np.where(schools[own] == school, price, 0)
    for day in range(prices.class_day.shape[1]):
        if prices.class_day[:, day].any():
            net -= (facts.student_days[s] >> day & 1) * prices.class_day[facts.class_index[m], day]
    if goal.kept is not None:
        net -= np.where(goal.kept, prices.kept, 0)
    cheapest: Ints = net - prices.placed
    return cheapest


def _schools(facts: PlacementArrays, limits: Limits, goal: LevelObjective, prices: PlacementDuals) -> int:
    """The cheapest number of students of every school: none, or minimum to places."""
    each = prices.school.copy()
    for i, group in enumerate(limits.groups):
        each[group.schools] -= prices.maximum[i] + prices.limit[i] + prices.minimum[i]
    used = np.zeros(len(each), dtype=np.int64)
    for (_, school), price in prices.seat.items():
        used[school] += price
    for rows, own in zip(limits.counted, prices.counted, strict=True):
        if rows.school is not None:
            np.add.at(used, rows.school, rows.limit * own)
    school_of_class = np.zeros(len(facts.classes), dtype=np.int64)
    school_of_class[facts.class_index] = facts.school_of
    np.add.at(used, school_of_class, prices.class_day.sum(axis=1))
    best = np.zeros(len(each), dtype=np.int64)
    for count in range(1, int(limits.places.max(initial=0)) + 1):
        cost = each * count + used + (goal.alone * prices.scale if count == 1 else 0)
        possible = (count >= limits.minimum) & (count <= limits.places)
        best = np.where(possible, np.minimum(best, cost), best)
    return int(best.sum())


def _groups(limits: Limits, goal: LevelObjective, prices: PlacementDuals, everyone: int) -> int:
    total = 0
    for i, group in enumerate(limits.groups):
        highest, limit, minimum = int(prices.maximum[i]), int(prices.limit[i]), int(prices.minimum[i])
        total += highest * (group.maximum or 0) + limit * group.limit + minimum * group.minimum
        room = max(0, everyone - group.limit)
        total += min(0, room * ((group.weight * prices.scale if goal.above else 0) + limit))
        total += min(0, group.minimum * (goal.shortage * prices.scale - minimum - prices.short))
    return total
