"""Integer steps by HiGHS on the pairs that the restricted master holds. Knows no rule and no other level.

Pairs and rows stay in the master from one step to the next, so that each step lets in only what it lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from models.placement.column_generation.candidate_pairs import near_pairs
from models.placement.column_generation.integer_master import solve_integer
from models.placement.column_generation.restricted_master import PlacementMaster, RelaxedPlacement
from models.placement.data.arrays import Ints
from models.placement.data.problem import PlacementProblem
from models.placement.search.integer_step import Scope, StepOutcome
from models.placement.search.levels import LevelState
from models.placement.search.settings import ASKING_SETTINGS, HIGHS_STEP_SETTINGS, LexicographicSettings
from models.search.control import Control


class HighsStep:
    """The integer restricted master; only pairs of a better roster are in use."""

    settings: LexicographicSettings = ASKING_SETTINGS

    def __init__(self, problem: PlacementProblem, master: PlacementMaster, control: Control) -> None:
        self.problem, self.master, self.control = problem, master, control

    def near(self, level: LevelState, relaxed: RelaxedPlacement, alternatives: int) -> Ints:
        """As ``IntegerStep.near``: of these, those that a better roster may contain."""
        near = np.zeros(len(self.problem.pairs), dtype=bool)
        near[near_pairs(self.problem.pairs, relaxed, alternatives)] = True
        if level.best is not None:
            near[level.best] = True
            near &= relaxed.bound.needed(level.reached)
        return np.nonzero(near)[0]

    def sizes(self, level: LevelState) -> Iterator[int]:
        """As ``IntegerStep.sizes``, in pairs; at once all that the proof needs where those are few."""
        needed = level.needed()
        at_once = needed is not None and needed.sum() <= self.settings.long_list
        size = self.settings.long_list if at_once else HIGHS_STEP_SETTINGS.first_list
        while True:
            yield size
            size *= HIGHS_STEP_SETTINGS.growth

    def candidates(self, level: LevelState, size: int) -> Ints | None:
        """As ``IntegerStep.candidates``: those let in now, and all that the master holds."""
        order, needed = level.reduced.reduced, level.needed()
        if level.best is not None:
            self.master.add(level.best)
        wanted = np.arange(len(order)) if needed is None else np.nonzero(needed)[0]
        if len(wanted) > size:
            wanted = np.sort(wanted[np.argpartition(order[wanted], size)[:size]])
        self.master.add(wanted)
        inside = np.sort(np.array(self.master.positions, dtype=np.int64))
        return inside if needed is None else inside[needed[inside]]

    def solve(self, level: LevelState, candidates: Ints, scope: Scope, offer: Callable[[Ints], None]) -> StepOutcome:
        """As ``IntegerStep.solve``, in all the time that is left."""
        self.master.add(candidates)
        usable = np.zeros(len(self.problem.pairs), dtype=bool)
        usable[candidates] = True
        found = solve_integer(self.master, level.goal, usable, self.control, level.gap)
        return StepOutcome(found.positions, level.reached if found.none else found.bound)
