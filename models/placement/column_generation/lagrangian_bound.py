"""The Lagrangian bound: holds for every roster of the workbook, whatever the prices. Exact integer arithmetic.

Every row that students share gets a Lagrange multiplier (a dual value of the relaxation, but any numbers of the right
sign will do). What remains falls apart: each student takes the cheapest pair, each school the cheapest number of
students. The sum is at most the cost of every roster. Prices are integers in units of 1/scale, so that nothing is
rounded in the wrong direction. Source: decision 1.
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
    """Dual prices of the rows, in units of 1/scale; of a maximum at most 0, of a minimum at least 0.

    Attributes:
        scale: Units in a cost of 1.
        counted: For each of ``Limits.counted`` its rows: students <= limit, or <= limit * used.
        class_day: [C, 5] of: students of a class on a weekday <= used.
        school: [K] of: students == count; of any sign.
        link: Students and school, of: these students at the school <= used.
        maximum: [groups] of the maximum of a set of schools.
        target: [groups] of the number above which a set of schools costs its weight.
        minimum: [groups] of the minimum of a set of schools.
        placed: Of the number placed that is demanded.
        short: Of the shortage that is allowed.
        kept: Of the number of pairs of the old roster that is demanded.
    """

    scale: int
    counted: tuple[Ints, ...]
    class_day: Ints
    school: Ints
    link: dict[tuple[tuple[int, ...], int], int]
    maximum: Ints
    target: Ints
    minimum: Ints
    placed: int = 0
    short: int = 0
    kept: int = 0


@dataclass(frozen=True)
class PlacementBound:
    """A lower bound and what each pair adds to it.

    Attributes:
        scaled: The bound in units of 1/scale.
        scale: Units in a cost of 1.
        reduced: [pairs] reduced cost, in the same units: what choosing a pair adds to the bound at least.
        net: [pairs] the cost of a pair minus the dual prices of its rows, in the same units.
    """

    scaled: int
    scale: int
    reduced: Ints
    net: Ints

    @property
    def value(self) -> int:
        """The bound on the cost: costs are integers, so it is rounded up."""
        return -(-self.scaled // self.scale)

    def needed(self, best: int) -> Bools:
        """Reduced-cost fixing: which pairs a roster cheaper than another may contain.

        Args:
            best: The cost of the other roster.

        Returns:
            [pairs] False for pairs that no cheaper roster has.
        """
        return self.reduced <= (best - 1) * self.scale - self.scaled

    def outside(self, listed: Ints) -> int:
        """The least cost of a roster with a pair that is not listed.

        Args:
            listed: Positions of the listed pairs.

        Returns:
            A lower bound on the cost; ``FAR`` when all pairs are listed.
        """
        left = np.ones(len(self.reduced), dtype=bool)
        left[listed] = False
        return -(-(self.scaled + int(self.reduced[left].min())) // self.scale) if left.any() else FAR


def largest_sum(students: int, largest_cost: int) -> int:
    """What no sum in the bound exceeds, so that times the scale it must fit in 64 bits.

    Args:
        students: In the semester.
        largest_cost: The cost of the most expensive pair.

    Returns:
        A sum over all students of prices of many times that cost, in units of cost.
    """
    return 1000 * (students + 10) * (10 + largest_cost)


def lower_bound(
    facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, goal: LevelObjective, prices: PlacementDuals
) -> PlacementBound:
    """The sum of the cheapest choices of every student, school and set of schools under these prices.

    Args:
        facts: The semester.
        pairs: Every pair that may be used.
        limits: The counting rules in force.
        goal: What is minimised and demanded.
        prices: Dual prices; any numbers of the right sign.

    Returns:
        The bound, valid for every roster of these pairs that meets the demands of the goal.
    """
    net = net_cost(facts, pairs, limits, goal, prices)
    chosen = cheapest_choices(pairs, limits, net)
    total = int(chosen.sum()) + shared_part(facts, limits, goal, prices)
    return PlacementBound(total, prices.scale, net - chosen[pairs.student], net)


def cheapest_choices(pairs: CandidatePairs, limits: Limits, net: Ints) -> Ints:
    """What every student adds to the bound.

    Args:
        pairs: Every pair that may be used.
        limits: The counting rules in force.
        net: [pairs] the cost of each minus the dual prices of its rows, scaled.

    Returns:
        [S] the cheapest pair, or 0 where no place at all is cheaper and allowed.
    """
    least = np.full(len(limits.pinned), np.iinfo(np.int64).max)
    np.minimum.at(least, pairs.student, net)
    chosen: Ints = np.where(limits.pinned, least, np.minimum(0, least))
    chosen[least == np.iinfo(np.int64).max] = 0
    return chosen


def shared_part(facts: PlacementArrays, limits: Limits, goal: LevelObjective, prices: PlacementDuals) -> int:
    """What schools, sets of schools and limits add to the bound, and the constant: all but the choices of students.

    Args:
        facts: The semester.
        limits: The counting rules in force.
        goal: What is minimised and demanded.
        prices: Dual prices; any numbers of the right sign.

    Returns:
        A sum in units of 1/scale.
    """
    total = goal.constant * prices.scale + prices.placed * goal.least_placed
    total += prices.kept * goal.least_kept
    total += _schools(facts, limits, goal, prices) + _groups(limits, goal, prices, len(facts.students))
    for rows, price in zip(limits.counted, prices.counted, strict=True):
        if rows.school is None:
            total += int((rows.limit * price).sum())
    if goal.most_short is not None:
        total += goal.most_short * prices.short
    return total


def net_cost(
    facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, goal: LevelObjective, prices: PlacementDuals
) -> Ints:
    """The cost of pairs minus the dual prices of their rows.

    Args:
        facts: The semester.
        pairs: Any pairs of it.
        limits: The counting rules in force.
        goal: What is minimised and demanded, of these pairs.
        prices: Dual prices; any numbers of the right sign.

    Returns:
        [pairs] in units of 1/scale.
    """
    s, m = pairs.student, pairs.mentor
    schools = facts.school_of[m]
    net = goal.pair_cost * prices.scale - prices.school[schools]
    for rows, of_row in zip(limits.counted, prices.counted, strict=True):
        if of_row.any():
            net -= rows.price_of(of_row, s, m)
    for (students, school), price in prices.link.items():
        for one in students:
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
        each[group.schools] -= prices.maximum[i] + prices.target[i] + prices.minimum[i]
    used = np.zeros(len(each), dtype=np.int64)
    for (_, school), price in prices.link.items():
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
        highest, target, minimum = int(prices.maximum[i]), int(prices.target[i]), int(prices.minimum[i])
        total += highest * (group.maximum or 0) + target * group.target + minimum * group.minimum
        room = max(0, everyone - group.target)
        total += min(0, room * ((group.weight * prices.scale if goal.above else 0) + target))
        total += min(0, group.minimum * (goal.shortage * prices.scale - minimum - prices.short))
    return total
