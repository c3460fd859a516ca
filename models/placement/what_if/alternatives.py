"""The cheapest pairs of one student, each with the best roster that has it. Knows reduced costs; knows no rule.

The rosters are found one after another on a short list of pairs. Then one search proves them all: with the cost of
each pair found raised until their rosters cost the same, no roster may be cheaper than that. One that is, is a
better roster for its pair, and the proof is tried again.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from models.placement.column_generation.integer_master import solve_integer
from models.placement.column_generation.lagrangian_bound import PlacementBound, PlacementDuals, lower_bound
from models.placement.data.arrays import Bools, Ints
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.what_if.local_reoptimise import PlacementReoptimisation
from models.placement.what_if.settings import ALTERNATIVE_SETTINGS
from models.search.control import Control


class CheapestAlternatives:
    """One search for the cheapest of some pairs of one student; ``proven`` once they are proven the cheapest."""

    def __init__(
        self,
        problem: PlacementProblem,
        duals: PlacementDuals,
        targets: LevelTargets,
        roster: Ints,
        asked: Bools,
        control: Control,
    ) -> None:
        """Nothing is searched yet.

        Args:
            problem: What the finished roster is the best of.
            duals: Dual prices for its cost.
            targets: What the best roster reaches, which is proven.
            roster: Positions of a legal roster to start from.
            asked: [pairs] those that are asked about, all of one student.
            control: Time for all of it.
        """
        self.duals, self.targets, self.roster, self.control = duals, targets, roster, control
        self.rosters: dict[int, Ints] = {}  # by the position of the pair that is asked about, among the pairs in use
        self.proven = False
        student = problem.pairs.student == problem.pairs.student[np.argmax(asked)]
        self._in_use = np.nonzero(~student | asked)[0]  # positions of the pairs in use among all
        self._problem = problem.only(~student | asked, [int(problem.pairs.student[np.argmax(asked)])])
        self._asked = asked[self._in_use]
        self._search = LexicographicSearch(self._problem, control, duals)

    def find(self, amount: int) -> list[tuple[int, Ints]]:
        """The cheapest pairs with their rosters; when ``proven``, no other pair that is asked about is cheaper.

        Args:
            amount: How many pairs at most.

        Returns:
            Positions of pair and roster among all pairs, cheapest first. Fewer where no more reach the targets.
        """
        self._look(amount)
        for _ in range(ALTERNATIVE_SETTINGS.rounds):
            chosen = self._cheapest(amount)
            if len(chosen) < amount or self.proven or self.control.remaining <= 0:
                break
            self._prove(chosen)
        self._prefer_few_moves(self._cheapest(amount))
        return [(int(self._in_use[q]), self._in_use[self.rosters[q]]) for q in self._cheapest(amount)]

    def _prefer_few_moves(self, chosen: list[int]) -> None:
        """Of rosters worth the same those in which few others move, where they are close by."""
        if not chosen or self.control.remaining <= 0:
            return
        present = np.nonzero(np.isin(self._in_use, self.roster))[0]
        local = PlacementReoptimisation(
            self._problem, present, self.targets, self._bound, np.array(chosen), self.control
        )
        for position in chosen:
            near = local.best_with(position)
            if near is not None and self._problem.price(near) == self._cost(position):
                self.rosters[position] = near

    @cached_property
    def _bound(self) -> PlacementBound:
        problem = self._problem
        return lower_bound(problem.facts, problem.pairs, problem.limits, problem.cheapest(self.targets), self.duals)

    def _cost(self, position: int) -> int:
        return self._problem.price(self.rosters[position])

    def _cheapest(self, amount: int) -> list[int]:
        return sorted(self.rosters, key=self._cost)[:amount]

    def _take(self, roster: Ints) -> int:
        """Keep a roster for the pair that it has, unless a better one is known."""
        position = int(roster[self._asked[roster]][0])
        if position not in self.rosters or self._problem.price(roster) < self._cost(position):
            self.rosters[position] = roster
        return position

    def _look(self, amount: int) -> None:
        """One roster after the other, each without the pairs of those before it."""
        master, goal = self._search.master, self._problem.cheapest(self.targets)
        usable = self._asked | np.isin(self._in_use, self.roster)
        usable[np.argsort(self._bound.reduced, kind="stable")[: ALTERNATIVE_SETTINGS.short_list]] = True
        master.aim(goal)
        master.add(np.nonzero(usable)[0])
        for _ in range(amount):
            found = solve_integer(master, goal, usable, self.control).positions
            if found is None:
                return
            usable[self._take(found)] = False

    def _prove(self, chosen: list[int]) -> None:
        """Is no roster cheaper than the most expensive of these, when each is raised to that?"""
        highest = self._cost(chosen[-1])
        cost = self._problem.pairs.cost.copy()
        for position in chosen:
            cost[position] += highest - self._cost(position)
        level = self._search.with_costs(cost, self.duals).cost(self.targets, self.rosters[chosen[-1]])
        if level.best is not None and level.reached < highest:
            self._take(level.best)
        else:
            self.proven = level.settled
