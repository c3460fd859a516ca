"""A roster of those who must be placed and whom they need beside them, or the proof that there is none.

Every other student and school can be left out of a roster without breaking a rule, so no such roster means that
there is no roster at all. Knows no level.
"""

from __future__ import annotations

import numpy as np

from models.infeasibility.placement_cuts import PlacementCuts
from models.placement.column_generation.greedy import company
from models.placement.cp_sat.model import LevelTask, PlacementModel
from models.placement.data.arrays import Ints
from models.placement.data.objective import ObjectiveLevel
from models.placement.data.problem import PlacementProblem
from models.search.control import Control


def pinned_roster_with_company(problem: PlacementProblem, control: Control) -> tuple[Ints | None, bool]:
    """Positions of the fewest pairs that will do, and whether it is proven that none will."""
    facts, pairs, limits = problem.facts, problem.pairs, problem.limits
    if problem.hopeless:
        return None, True
    placed = frozenset(facts.students[s] for s in np.nonzero(limits.pinned)[0].tolist())
    builder = PlacementModel(facts, problem.measures, frozenset(), PlacementCuts(placed=placed))
    near, every = company(facts, pairs, limits)
    listed, outcome = near, builder.solve(pairs.take(near), LevelTask(ObjectiveLevel.PINS), control)
    if outcome.infeasible:
        # all of them; and or-tools 5274: this version can call a feasible model infeasible in presolve
        listed = every
        outcome = builder.solve(pairs.take(every), LevelTask(ObjectiveLevel.PINS), control, presolve=False)
    return None if outcome.chosen is None else listed[outcome.chosen], outcome.infeasible
