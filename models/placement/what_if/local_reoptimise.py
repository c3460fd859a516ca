"""Rosters near a finished one that have one given pair: few others move. Knows prices; proves nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.placement.column_generation.integer_master import solve_integer
from models.placement.column_generation.lagrangian_bound import PlacementBound
from models.placement.column_generation.lp import PlacementLp
from models.placement.data.arrays import Bools, Ints
from models.placement.data.pairs import CandidatePairs
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.search.control import Control

FEW_PAIRS = 15  # per student who may move: the cheapest under the prices
LESS_THAN_A_UNIT = 1 / 1024  # what a move costs, so that of rosters worth the same the one with least moves is found
CLOSE = 1e-4


class LocalReoptimisation:
    """One small model, asked for one pair after another."""

    def __init__(
        self,
        problem: PlacementProblem,
        roster: Ints,
        need: LevelTargets,
        bound: PlacementBound,
        asked: Ints,
        control: Control,
    ) -> None:
        """``asked`` are all pairs of one student; ``roster`` and they are positions in the problem's pairs."""
        self.problem, self.control, self.asked = problem, control, asked
        pairs = problem.pairs
        held = np.zeros(len(pairs), dtype=bool)
        held[roster] = True
        free = self._free(roster, asked)
        self.usable = held | (free[pairs.student] & _cheapest(pairs.student, bound.reduced, FEW_PAIRS))
        self.usable[pairs.student == pairs.student[asked[0]]] = False
        self.goal = replace(problem.cheapest(need), tie=-LESS_THAN_A_UNIT * held)
        self.linear = PlacementLp(problem.facts, pairs, problem.limits, problem.kept)
        self.linear.aim(self.goal)
        self.linear.add(np.union1d(np.nonzero(self.usable)[0], asked))

    def _free(self, roster: Ints, asked: Ints) -> Bools:
        """[S] who may move: who is at a school of a pair asked for, or at the school that the student leaves."""
        facts, pairs = self.problem.facts, self.problem.pairs
        school = np.full(len(facts.students), -1, dtype=np.int64)
        school[pairs.student[roster]] = facts.school_of[pairs.mentor[roster]]
        open_ = np.union1d(facts.school_of[pairs.mentor[asked]], school[pairs.student[asked]])
        return np.isin(school, open_[open_ >= 0])

    def best_with(self, position: int) -> Ints | None:
        """The cheapest roster with this pair, in which only those near it move; None where there is none."""
        usable = self.usable.copy()
        usable[position] = True
        found = solve_integer(self.linear, self.goal, usable, self.control, CLOSE).positions
        return found if found is not None and position in found else None


def promising(pairs: CandidatePairs, asked: Ints, roster: Ints, reduced: Ints, most: int) -> list[int]:
    """Which of one student's pairs to try: the cheapest with a mentor who has nobody, and the best by the prices.

    ``asked`` and ``roster`` are positions in the pairs, ``reduced`` what each pair asked about adds to a bound; gives
    places in ``asked``.
    """
    idle = ~np.isin(pairs.mentor[asked], pairs.mentor[roster])
    alone = np.where(idle, pairs.cost[asked], np.iinfo(np.int64).max)
    first = [int(n) for n in np.argsort(alone, kind="stable")[: most // 2] if idle[n]]
    priced = [int(n) for n in np.argsort(reduced, kind="stable")[:most]]
    return list(dict.fromkeys([*first, *priced]))[:most]


def _cheapest(student: Ints, price: Ints, number: int) -> Bools:
    order = np.lexsort((price, student))
    rank = np.arange(len(order)) - np.searchsorted(student[order], student[order])
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order[rank < number]] = True
    return chosen
