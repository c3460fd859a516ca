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

from models.placement.asking.asks import AskKind, SingleAsk, limits_after, row_of
from models.placement.asking.opened_pairs import OpenedPairs
from models.placement.asking.settings import ASK_SETTINGS
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
        self._kept: dict[tuple[int, int, int | None], int] = {}
        self._levels = {kind: [self._level(kind, prices[kind])] for kind in LEVELS}

    def learn(self, kind: LevelKind, prices: PlacementDuals) -> None:
        """Bound by these dual prices as well, such as those of a workbook with something granted: the best counts.

        Args:
            kind: The level.
            prices: Dual prices; any numbers of the right sign.
        """
        if len(self._levels[kind]) < ASK_SETTINGS.price_sets:
            self._levels[kind].append(self._level(kind, prices))
            self.__dict__.pop("_most", None)
            self.__dict__.pop("_as_it_is", None)

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

    def least(self, asks: Collection[SingleAsk]) -> Key:
        """No roster of the workbook with these granted has a smaller key.

        Args:
            asks: What is granted together; none for the workbook as it is.

        Returns:
            The key: minus the number placed, the shortage of rosters with so many, the cost of rosters with both.
        """
        if not any(map(self._matters, asks)):
            return self._as_it_is
        return self._least(asks)

    @cached_property
    def _as_it_is(self) -> Key:
        return self._least(())

    def _matters(self, ask: SingleAsk) -> bool:
        """Does it open a pair, or has its row a price? With two prices of 0 a bound stays as it is."""
        facts, limits = self.problem.facts, self.problem.limits
        if ask.kind is AskKind.MENTOR:
            at, m = row_of(limits, ask.kind), facts.mentor_index[ask.id]
            priced = any(level.prices.counted[at][m] for levels in self._levels.values() for level in levels)
            return priced or ask.cell in self.opened.room
        return True

    def _least(self, asks: Collection[SingleAsk]) -> Key:
        limits = limits_after(self.problem.facts, self.problem.limits, asks)
        opened = self.opened.by(asks)
        count = self._count(asks, limits, opened)
        short = max(0, self._bound(LevelKind.SHORTAGE, LevelTargets(-count), limits, opened))
        return count, short, self._bound(LevelKind.COST, LevelTargets(-count, short=short), limits, opened)

    def count(self, asks: Collection[SingleAsk]) -> int:
        """Only the first figure of the key: minus the number that is placed at most."""
        return self._count(asks, limits_after(self.problem.facts, self.problem.limits, asks), self.opened.by(asks))

    def _count(self, asks: Collection[SingleAsk], limits: Limits, opened: list[tuple[Ints, int]]) -> int:
        fewest = -self._most - sum(self._allowance(ask) for ask in asks)
        return max(-self._everyone, fewest, self._bound(LevelKind.COUNT, LevelTargets(), limits, opened))

    @cached_property
    def _most(self) -> int:
        """No roster of the workbook as it is places more."""
        return -self._bound(LevelKind.COUNT, LevelTargets(), self.problem.limits, [])

    def _allowance(self, ask: SingleAsk) -> int:
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
        return max(self._bound_of(level, targets, limits, opened) for level in self._levels[kind])

    def _bound_of(self, level: _Level, targets: LevelTargets, limits: Limits, opened: list[tuple[Ints, int]]) -> int:
        goal = replace(level.goal, least_placed=targets.placed, most_short=targets.short)
        total = self._shared(level, goal, limits) + int(level.chosen.sum())
        for positions, room in opened:
            least = level.chosen.copy()
            np.minimum.at(least, self.opened.pairs.student[positions], level.opened[positions])
            gains = least - level.chosen
            total += int(gains.sum() if room >= len(gains) else np.partition(gains, room)[:room].sum())
        return -(-total // level.prices.scale)

    def _shared(self, level: _Level, goal: LevelObjective, limits: Limits) -> int:
        """What all but the choices of students add; kept for the limits as they are, which days leave alone."""
        if limits is not self.problem.limits:
            return shared_part(self.problem.facts, limits, goal, level.prices)
        key = id(level), goal.least_placed, goal.most_short
        if key not in self._kept:
            self._kept[key] = shared_part(self.problem.facts, limits, goal, level.prices)
        return self._kept[key]


def _goal(problem: PlacementProblem, kind: LevelKind) -> LevelObjective:
    if kind is LevelKind.COUNT:
        return problem.most_placed()
    return problem.least_short(LevelTargets()) if kind is LevelKind.SHORTAGE else problem.cheapest(LevelTargets())
