"""What a roster is worth at most once something is granted: from dual prices, so that nothing is solved.

The Lagrangian bound holds for every semester with the same rows. A place or maximum more changes only the part that
schools and sets of schools add, a working day only the choices of students for whom it opens a pair. So thousands of
asks are bounded in seconds. Source: decision 39.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.placement.asking.asks import Ask, AskKind, limits_after
from models.placement.asking.opened_pairs import OpenedPairs
from models.placement.column_generation.lagrangian_bound import (
    PlacementDuals,
    cheapest_choices,
    net_cost,
    shared_part,
)
from models.placement.data.arrays import Ints
from models.placement.data.capacity import Limits
from models.placement.data.objective import LevelKind, LevelObjective
from models.placement.data.problem import LevelTargets, PlacementProblem

LEVELS = (LevelKind.COUNT, LevelKind.SHORTAGE, LevelKind.COST)
Key = tuple[int, int, int]
"""Students not placed less than 0, shortage, cost; smaller is better."""


@dataclass(frozen=True)
class _Level:
    """One level of the objective under its dual prices.

    Attributes:
        goal: What is minimised, of the pairs as they are.
        prices: Dual prices of the level.
        chosen: [S] what every student adds, scaled.
        opened: [opened] the net cost of the pairs that asks open, scaled.
    """

    goal: LevelObjective
    prices: PlacementDuals
    chosen: Ints
    opened: Ints


class AskBounds:
    """Bounds on the best roster of the workbook with something granted."""

    def __init__(
        self, problem: PlacementProblem, opened: OpenedPairs, prices: Mapping[LevelKind, PlacementDuals]
    ) -> None:
        """Price every pair; nothing is solved.

        Args:
            problem: The semester as it is.
            opened: The pairs that asks open.
            prices: Dual prices of number, shortage and cost.
        """
        self.problem, self.opened, self.prices = problem, opened, prices
        self._levels = {kind: self._level(kind, prices[kind]) for kind in LEVELS}

    def _level(self, kind: LevelKind, prices: PlacementDuals) -> _Level:
        facts, limits = self.problem.facts, self.problem.limits
        goal = _goal(self.problem, kind)
        net = net_cost(facts, self.problem.pairs, limits, goal, prices)
        of_opened = _goal(replace(self.problem, pairs=self.opened.pairs, kept=None), kind)
        return _Level(
            goal,
            prices,
            cheapest_choices(self.problem.pairs, limits, net),
            net_cost(facts, self.opened.pairs, limits, of_opened, prices),
        )

    @cached_property
    def _everyone(self) -> int:
        return len(self.problem.facts.students)

    def least(self, asks: Collection[Ask]) -> Key:
        """No roster of the workbook with these granted has a smaller key.

        Args:
            asks: What is granted together; none for the workbook as it is.

        Returns:
            The key: minus the number placed, the shortage of rosters with so many, the cost of rosters with both.
        """
        limits = limits_after(self.problem.facts, self.problem.limits, asks)
        opened = self.opened.by(asks)
        fewest = -self._most - sum(self._allowance(ask) for ask in asks)
        count = max(-self._everyone, fewest, self._bound(LevelKind.COUNT, LevelTargets(), limits, opened))
        short = max(0, self._bound(LevelKind.SHORTAGE, LevelTargets(-count), limits, opened))
        return count, short, self._bound(LevelKind.COST, LevelTargets(-count, short=short), limits, opened)

    @cached_property
    def _most(self) -> int:
        """No roster of the workbook as it is places more."""
        return -self._bound(LevelKind.COUNT, LevelTargets(), self.problem.limits, [])

    def _allowance(self, ask: Ask) -> int:
        """How many more are placed by it at most: without those at the rows or pairs it adds, nothing needs it.

        At a school that is then below its minimum all must go, which pins may forbid.
        """
        facts, limits = self.problem.facts, self.problem.limits
        if ask.kind is AskKind.DAY and not limits.one_per_day:
            return self._everyone
        if ask.kind is AskKind.PLACE:
            least = int(limits.minimum[facts.school_index[ask.id]])
        elif ask.kind in (AskKind.MENTOR, AskKind.DAY):
            least = int(limits.minimum[facts.school_of[facts.mentor_index[ask.id]]])
        else:
            least = int(limits.minimum.max())
        return self._everyone if least > 1 and limits.pinned.any() else ask.amount * least

    def _bound(self, kind: LevelKind, targets: LevelTargets, limits: Limits, opened: list[tuple[Ints, int]]) -> int:
        level = self._levels[kind]
        goal = replace(level.goal, least_placed=targets.placed, most_short=targets.short)
        total = shared_part(self.problem.facts, limits, goal, level.prices) + int(level.chosen.sum())
        for positions, room in opened:
            least = level.chosen.copy()
            np.minimum.at(least, self.opened.pairs.student[positions], level.opened[positions])
            gains = least - level.chosen
            total += int(gains.sum() if room >= len(gains) else np.partition(gains, room)[:room].sum())
        return -(-total // level.prices.scale)


def _goal(problem: PlacementProblem, kind: LevelKind) -> LevelObjective:
    if kind is LevelKind.COUNT:
        return problem.most_placed()
    return problem.least_short(LevelTargets()) if kind is LevelKind.SHORTAGE else problem.cheapest(LevelTargets())
