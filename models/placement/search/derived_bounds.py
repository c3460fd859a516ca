"""What dual prices alone prove of the placements of a whole workbook, level by level. Searches for no roster.

The figures of a search may rest on branch and bound as well; these do not, so that whoever has the prices counts them
again without a solver (docs/decisions/0035-a-proof-anyone-can-check.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from instances.domain.certificates import NO_CERTIFICATE, DualBound, Level
from models.placement.column_generation.candidate_pairs import starting_pairs
from models.placement.column_generation.lagrangian_bound import PlacementDuals, lower_bound
from models.placement.column_generation.restricted_master import PlacementMaster
from models.placement.column_generation.stored_duals import certificate_of, stored_duals
from models.placement.data.objective import LevelKind, LevelObjective
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Score
from models.placement.search.settings import DERIVED_SETTINGS
from models.search.control import Control


def derived_bounds(
    problem: PlacementProblem,
    worth: Score,
    most: int,
    duals: Mapping[LevelKind, PlacementDuals],
    control: Control,
    master: PlacementMaster | None = None,
) -> dict[Level, DualBound]:
    """The bounds on number, shortage and cost that follow from prices.

    Args:
        problem: All that the workbook allows, also where the search left pairs out.
        worth: What the roster is worth that they stand beside.
        most: So many can be placed at most, however proven.
        duals: Prices of relaxations that were solved already.
        control: Time for a relaxation of a level that has no prices yet; without time it is left at prices of 0.
        master: A restricted master of the same rows to go on with; None: a new one.

    Returns:
        A bound for every level, the one on the cost only where there are prices.
    """
    relaxation = _Relaxation(problem, control, master)
    reachable, targets = len(np.unique(problem.pairs.student)), LevelTargets(worth.count)
    goals = {LevelKind.COUNT: problem.most_placed(), LevelKind.SHORTAGE: problem.least_short(targets)}
    open_ = {LevelKind.COUNT: most < reachable, LevelKind.SHORTAGE: worth.shortage > 0}
    prices = {
        kind: (duals.get(kind) or relaxation.prices(goal)) if open_[kind] else None for kind, goal in goals.items()
    }
    placed = _of(problem, prices[LevelKind.COUNT], goals[LevelKind.COUNT])
    found = {
        Level.COUNT: replace(placed, value=None if placed.value is None else -placed.value),
        Level.SHORTAGE: _of(problem, prices[LevelKind.SHORTAGE], goals[LevelKind.SHORTAGE]),
    }
    if LevelKind.COST in duals:
        targets = replace(targets, short=worth.shortage)
        found[Level.COST] = _of(problem, duals[LevelKind.COST], problem.cheapest(targets))
    return found


def _of(problem: PlacementProblem, duals: PlacementDuals | None, goal: LevelObjective) -> DualBound:
    """The bound at these prices as far as they are kept, without prices at prices of 0."""
    facts, limits = problem.facts, problem.limits
    kept = stored_duals(problem, NO_CERTIFICATE) if duals is None else replace(duals, kept=0)
    assert kept is not None
    value = lower_bound(facts, problem.pairs, limits, goal, kept).value
    return DualBound(certificate_of(facts, limits, kept), value, goal.least_placed, goal.most_short)


class _Relaxation:
    """Relaxations of levels that a search settled without one; pairs stay from one to the next."""

    def __init__(self, problem: PlacementProblem, control: Control, master: PlacementMaster | None) -> None:
        self.problem, self.control, self.master = problem, control, master

    def prices(self, goal: LevelObjective) -> PlacementDuals | None:
        """Prices of a level; None where the time was too short."""
        if self.control.remaining <= 0:
            return None
        problem = self.problem
        if self.master is None:
            self.master = PlacementMaster(problem.facts, problem.pairs, problem.limits)
        inside = np.array(self.master.positions, dtype=np.int64)
        start = inside if len(inside) else starting_pairs(problem.pairs, DERIVED_SETTINGS.starting_pairs)
        relaxed = self.master.solve(goal, start, self.control.sub_budget(DERIVED_SETTINGS.share))
        return None if relaxed is None else relaxed.prices
