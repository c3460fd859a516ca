"""The cheapest pairs of one student, each with the best roster that has it. Knows prices; knows no rule.

The rosters are found one after another on a short list of pairs. Then one search proves them all: with the cost of
each pair found raised until their rosters cost the same, no roster may be cheaper than that. One that is, is a
better roster for its pair, and the proof is tried again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from models.placement.column_generation.integer_master import solve_integer
from models.placement.column_generation.lagrangian_bound import PlacementBound, PlacementDuals, lower_bound
from models.placement.data.arrays import Bools, Ints
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.what_if.local_reoptimise import LocalReoptimisation
from models.search.control import Control

SHORT_LIST = 2000  # pairs: enough to hold the best roster nearly always
MOST_ROUNDS = 8


@dataclass
class CheapestAlternatives:
    """``asked`` [pairs] are all of one student; ``need`` is what the best roster reaches, which is proven."""

    problem: PlacementProblem
    prices: PlacementDuals
    need: LevelTargets
    roster: Ints  # legal, to start from
    asked: Bools
    control: Control
    rosters: dict[int, Ints] = field(default_factory=dict)  # by the position of the pair
    proven: bool = False

    def __post_init__(self) -> None:
        pairs = self.problem.pairs
        own = pairs.student == pairs.student[np.argmax(self.asked)]
        self._places = np.nonzero(~own | self.asked)[0]  # of the pairs of ``_only`` among all
        self._only = self.problem.only(~own | self.asked, [int(pairs.student[np.argmax(self.asked)])])
        self._asked = self.asked[self._places]
        self._exact = LexicographicSearch(self._only, self.control, self.prices)

    def find(self, amount: int) -> list[tuple[int, Ints]]:
        """At most so many pairs with their rosters, cheapest first; ``proven``: no other of these pairs is cheaper.

        Fewer where no more were found that reach the need.
        """
        self._look(amount)
        for _ in range(MOST_ROUNDS):
            chosen = self._cheapest(amount)
            if len(chosen) < amount or self.proven or self.control.remaining <= 0:
                break
            self._prove(chosen)
        self._move_few(self._cheapest(amount))
        return [(int(self._places[q]), self._places[self.rosters[q]]) for q in self._cheapest(amount)]

    def _move_few(self, chosen: list[int]) -> None:
        """Of rosters worth the same those in which few others move, where they are close by."""
        if not chosen or self.control.remaining <= 0:
            return
        held = np.nonzero(np.isin(self._places, self.roster))[0]
        nearby = LocalReoptimisation(self._only, held, self.need, self._bound, np.array(chosen), self.control)
        for position in chosen:
            near = nearby.best_with(position)
            if near is not None and self._only.price(near) == self._price(position):
                self.rosters[position] = near

    @cached_property
    def _bound(self) -> PlacementBound:
        only = self._only
        return lower_bound(only.facts, only.pairs, only.limits, only.cheapest(self.need), self.prices)

    def _price(self, position: int) -> int:
        return self._only.price(self.rosters[position])

    def _cheapest(self, amount: int) -> list[int]:
        return sorted(self.rosters, key=self._price)[:amount]

    def _take(self, roster: Ints) -> int:
        """Keep a roster for the pair that it has, unless a better one is known."""
        position = int(roster[self._asked[roster]][0])
        if position not in self.rosters or self._only.price(roster) < self._price(position):
            self.rosters[position] = roster
        return position

    def _look(self, amount: int) -> None:
        only, master = self._only, self._exact.master
        goal = only.cheapest(self.need)
        usable = self._asked | np.isin(self._places, self.roster)
        usable[np.argsort(self._bound.reduced, kind="stable")[:SHORT_LIST]] = True
        master.aim(goal)
        master.add(np.nonzero(usable)[0])
        for _ in range(amount):
            found = solve_integer(master, goal, usable, self.control).positions
            if found is None:
                return
            usable[self._take(found)] = False

    def _prove(self, chosen: list[int]) -> None:
        """Is no roster cheaper than the dearest of these, when each is raised to that?"""
        dearest = self._price(chosen[-1])
        cost = self._only.pairs.cost.copy()
        for position in chosen:
            cost[position] += dearest - self._price(position)
        self._exact.problem = replace(self._only, pairs=replace(self._only.pairs, cost=cost))
        self._exact.prices = self.prices
        level = self._exact.cost(self.need, self.rosters[chosen[-1]])
        if level.best is not None and level.reached < dearest:
            self._take(level.best)
        else:
            self.proven = level.settled
