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
        self._left, self._steps_out = 0, False

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

    def with_one_other(self, closed: Bools, s: int) -> dict[int, int] | None:
        """Place one student for whom there is no place while nobody else moves, with one other who makes room.

        Args:
            closed: [M] mentors whom nobody may have.
            s: Index of the student, for whom ``without`` found nothing.

        Returns:
            Index of both to the positions of their new pairs: the fewest changes. None where that was not found, or
            where somebody who has no place could take the room that the student leaves, which is a change less.
        """
        if self._steps_out:
            return None  # not every pair was tried, so one change may do
        self._loads.book(self._at[s], -1)
        try:
            out = [u for u in range(len(self.problem.facts.students)) if u not in self._at]
            if any(self._loads.fits(position) for u in out for position in self._options(closed, u)):
                return None
            mine = self._options(closed, s)
            near = set(self.problem.facts.school_of[self.problem.pairs.mentor[mine]].tolist())
            order = sorted((o for o in self._at if o != s), key=lambda o: self._loads.school[o] not in near)
            for other in order:
                self._loads.book(self._at[other], -1)
                found = self._both(closed, s, mine, other)
                self._loads.book(self._at[other])
                if found is not None:
                    return found
            return None
        finally:
            self._loads.book(self._at[s])

    def _both(self, closed: Bools, s: int, mine: list[int], other: int) -> dict[int, int] | None:
        """Both of them out: the first two pairs that fit together."""
        for position in mine:
            if not self._loads.fits(position):
                continue
            self._loads.book(position)
            for to in self._options(closed, other):
                if to != self._at[other] and self._loads.fits(to):
                    self._loads.book(to)
                    sound = not self._loads.below_minimum.any()
                    self._loads.book(to, -1)
                    if sound:
                        self._loads.book(position, -1)
                        return {s: position, other: to}
            self._loads.book(position, -1)
        return None

    def _options(self, closed: Bools, s: int) -> list[int]:
        """Positions of the pairs of a student, cheapest first."""
        pairs = self.problem.pairs
        first, last = np.searchsorted(pairs.student, (s, s + 1))
        own = np.arange(first, last)[~closed[pairs.mentor[first:last]]]
        cheapest: list[int] = own[np.argsort(pairs.cost[own], kind="stable")].tolist()
        return cheapest

    def _placed(self, closed: Bools, students: list[int]) -> dict[int, int] | None:
        options = {
            s: [position for position in self._options(closed, s) if self._loads.fits(position)] for s in students
        }
        order = sorted(students, key=lambda s: len(options[s]))
        chosen: dict[int, int] = {}
        self._left, self._steps_out = QUICK_REPAIR_SETTINGS.steps, False
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
                self._steps_out = True
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
