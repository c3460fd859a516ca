"""A first legal roster to start a search from, or the proof that there is none.

Every student and school without a pin can be left out of a roster without breaking a rule. So a roster of those who
must be placed, and whom they need beside them, is the least that is asked; no such roster means that there is none.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.infeasibility.placement_cuts import PlacementCuts
from models.placement.column_generation.greedy import company, pinned_roster
from models.placement.cp_sat.model import LevelOutcome, LevelTask, PlacementModel
from models.placement.data.arrays import Ints
from models.placement.data.objective import LevelKind
from models.placement.data.problem import PlacementProblem
from models.search.control import Control


def smallest_roster(
    problem: PlacementProblem,
    control: Control,
    model: PlacementModel | None = None,
    offer: Callable[[Ints], None] | None = None,
) -> tuple[Ints | None, bool]:
    """A legal roster of those who must be placed and whom they need beside them.

    Args:
        problem: What is asked.
        control: Time for the search.
        model: Makes the models, with what else a roster must keep to. None: with the rules of the problem alone.
        offer: Is given every roster found on the way, as positions. None: nobody is.

    Returns:
        Its positions, None when none was found; and whether it is proven that there is no roster at all.
    """
    facts, pairs, limits = problem.facts, problem.pairs, problem.limits
    if problem.hopeless:
        return None, True
    roster = pinned_roster(facts, pairs, limits)
    if roster is not None and (model is None or model.demands.met(problem.placement(roster))):
        return roster, False
    builder = model or _model_of(problem)

    def solved(listed: Ints, presolve: bool) -> LevelOutcome:
        listener = None if offer is None else lambda found: offer(listed[found])
        task = LevelTask(LevelKind.PINS)
        return builder.solve(pairs.take(listed), task, control, listener=listener, presolve=presolve)

    near, every = company(facts, pairs, limits)
    listed, outcome = near, solved(near, presolve=True)
    if outcome.infeasible:
        # all of them; and or-tools 5274: this version can call a feasible model infeasible in presolve
        listed, outcome = every, solved(every, presolve=False)
    return None if outcome.chosen is None else listed[outcome.chosen], outcome.infeasible


def _model_of(problem: PlacementProblem) -> PlacementModel:
    placed = frozenset(problem.facts.students[s] for s in np.nonzero(problem.limits.pinned)[0].tolist())
    return PlacementModel(problem.facts, problem.measures, frozenset(), PlacementCuts(placed=placed))
