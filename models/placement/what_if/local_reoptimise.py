"""Rosters near a finished one that have one given pair: few others move. Knows reduced costs; proves no optimum."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.placement.column_generation.integer_master import solve_integer
from models.placement.column_generation.lagrangian_bound import PlacementBound
from models.placement.column_generation.lp import PlacementLp
from models.placement.data.arrays import Bools, Ints
from models.placement.data.pairs import CandidatePairs
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.what_if.settings import LOCAL_SETTINGS
from models.search.control import Control


class PlacementReoptimisation:
    """One small model, asked for one pair after another."""

    def __init__(
        self,
        problem: PlacementProblem,
        roster: Ints,
        targets: LevelTargets,
        bound: PlacementBound,
        asked: Ints,
        control: Control,
    ) -> None:
        """Make the model.

        Args:
            problem: What the finished roster is a roster of.
            roster: Positions of the finished roster.
            targets: What every answer must reach.
            bound: A Lagrangian bound with the reduced costs that choose the pairs.
            asked: Positions of the pairs that may be asked for, all of one student.
            control: Time for all answers together.
        """
        self.problem, self.control, self.asked = problem, control, asked
        pairs = problem.pairs
        present = np.zeros(len(pairs), dtype=bool)
        present[roster] = True
        movable = self._movable(roster, asked)
        self.usable = present | (movable[pairs.student] & _cheapest(pairs.student, bound.reduced, LOCAL_SETTINGS.pairs))
        self.usable[pairs.student == pairs.student[asked[0]]] = False
        self.goal = replace(problem.cheapest(targets), tie=-LOCAL_SETTINGS.move * present)
        self.linear = PlacementLp(problem.facts, pairs, problem.limits, problem.kept)
        self.linear.aim(self.goal)
        self.linear.add(np.union1d(np.nonzero(self.usable)[0], asked))

    def _movable(self, roster: Ints, asked: Ints) -> Bools:
        """[S] who may move: who is at a school of a pair asked for, or at the school that the student leaves."""
        facts, pairs = self.problem.facts, self.problem.pairs
        school = np.full(len(facts.students), -1, dtype=np.int64)
        school[pairs.student[roster]] = facts.school_of[pairs.mentor[roster]]
        concerned = np.union1d(facts.school_of[pairs.mentor[asked]], school[pairs.student[asked]])
        return np.isin(school, concerned[concerned >= 0])

    def best_with(self, position: int) -> Ints | None:
        """Positions of the cheapest roster with this pair, in which only those near it move; None without one."""
        usable = self.usable.copy()
        usable[position] = True
        found = solve_integer(self.linear, self.goal, usable, self.control, LOCAL_SETTINGS.gap).positions
        return found if found is not None and position in found else None


def promising(pairs: CandidatePairs, asked: Ints, roster: Ints, reduced: Ints, most: int) -> list[int]:
    """Which of one student's pairs to try: the cheapest with a mentor who has nobody, and the least reduced costs.

    Args:
        pairs: All pairs of the problem.
        asked: Positions of the student's pairs.
        roster: Positions of the finished roster.
        reduced: The reduced cost of each pair that is asked about.
        most: How many to try at most.

    Returns:
        Places in ``asked``, in the order to try them.
    """
    idle = ~np.isin(pairs.mentor[asked], pairs.mentor[roster])
    alone = np.where(idle, pairs.cost[asked], np.iinfo(np.int64).max)
    first = [int(n) for n in np.argsort(alone, kind="stable")[: most // 2] if idle[n]]
    priced = [int(n) for n in np.argsort(reduced, kind="stable")[:most]]
    return list(dict.fromkeys([*first, *priced]))[:most]


def _cheapest(student: Ints, price: Ints, number: int) -> Bools:
    """[pairs] so many of every student, those of the lowest price."""
    order = np.lexsort((price, student))
    rank = np.arange(len(order)) - np.searchsorted(student[order], student[order])
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order[rank < number]] = True
    return chosen
