"""Some students must go elsewhere while everybody else stays: tried in milliseconds, by hand as it were.

Whoever has to move counts as one change at least, so a roster in which nobody else does has the fewest. Finding none
proves nothing. Knows no solver.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from instances.domain.solution import Placement
from models.placement.column_generation.greedy import Loads
from models.placement.data.arrays import Bools
from models.placement.data.problem import PlacementProblem
from models.placement.what_if.settings import QUICK_REPAIR_SETTINGS


class QuickRepair:
    """One roster that keeps every rule, asked about one drop-out after another."""

    def __init__(self, problem: PlacementProblem, placement: Placement) -> None:
        """Count how full everything is.

        Args:
            problem: The semester as it is.
            placement: The roster, which keeps every rule.
        """
        self.problem = problem
        held = np.nonzero(problem.held(placement))[0]
        self._at = {int(problem.pairs.student[p]): int(p) for p in held}
        self._loads = Loads(problem.facts, problem.pairs, problem.limits)
        for position in self._at.values():
            self._loads.book(position)

    def without(self, closed: Bools, hit: Iterable[int]) -> dict[int, int] | None:
        """Place students who lose their mentor, while nobody else moves.

        Args:
            closed: [M] mentors whom nobody may have.
            hit: Indices of the students who have one of those now.

        Returns:
            Index of each of them to the position of the new pair, mostly the cheapest that is left; None where that
            was not found.
        """
        students = list(hit)
        for s in students:
            self._loads.book(self._at[s], -1)
        try:
            return self._placed(closed, students)
        finally:
            for s in students:
                self._loads.book(self._at[s])

    def _placed(self, closed: Bools, students: list[int]) -> dict[int, int] | None:
        pairs = self.problem.pairs
        options: dict[int, list[int]] = {}
        for s in students:
            first, last = np.searchsorted(pairs.student, (s, s + 1))
            own = np.arange(first, last)[~closed[pairs.mentor[first:last]]]
            own = own[np.argsort(pairs.cost[own], kind="stable")]
            options[s] = [position for position in own.tolist() if self._loads.fits(position)]
        order = sorted(students, key=lambda s: len(options[s]))
        chosen: dict[int, int] = {}
        self._left = QUICK_REPAIR_SETTINGS.steps
        found = self._extend(order, options, chosen)
        result = dict(chosen) if found else None
        for position in chosen.values():
            self._loads.book(position, -1)
        return result

    def _extend(self, order: list[int], options: dict[int, list[int]], chosen: dict[int, int]) -> bool:
        if len(chosen) == len(order):
            return not self._loads.below_minimum.any()
        s = order[len(chosen)]
        for position in options[s]:
            if self._left <= 0:
                return False
            self._left -= 1
            if self._loads.fits(position):
                self._loads.book(position)
                chosen[s] = position
                if self._extend(order, options, chosen):
                    return True
                del chosen[s]
                self._loads.book(position, -1)
        return False
