"""The integer restricted master: the placement in integers, on the pairs of a relaxation. Knows no level.

HiGHS on a few thousand pairs: where the relaxation is off by little it proves the optimum at the root in half a
second, where CP-SAT takes two to four (decision 13). What it finds is judged elsewhere, in exact arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from ortools.math_opt.python import mathopt

from models.placement.column_generation.lp import PlacementLp
from models.placement.column_generation.settings import INTEGER_MASTER_SETTINGS
from models.placement.data.arrays import Bools, Ints
from models.placement.data.objective import LevelObjective
from models.search.control import Control
from models.search.mathopt import solve_linear


@dataclass(frozen=True)
class IntegerSolution:
    """What a search found on some pairs.

    Attributes:
        positions: Pairs of the best roster found; None without one.
        bound: No roster of the pairs that were usable costs less; None while nothing is proven.
        none: There is no roster at all of these pairs, which was found twice, with presolve and without.
    """

    positions: Ints | None
    bound: int | None
    none: bool = False


def solve_integer(
    linear: PlacementLp,
    goal: LevelObjective,
    usable: Bools | None,
    control: Control,
    enough: float = INTEGER_MASTER_SETTINGS.below_one,
) -> IntegerSolution:
    """The best roster of the pairs in the restricted master.

    Args:
        linear: The restricted master; it is a relaxation again afterwards.
        goal: What is minimised and demanded.
        usable: [pairs] which of the pairs may be chosen; None for all.
        control: Its time ends the search.
        enough: The search ends when no roster is better by more than this, in units of cost.

    Returns:
        The best roster with a bound.
    """
    linear.aim(goal)
    linear.add_lazy_rows()
    positions = np.array(linear.positions, dtype=np.int64)
    open_ = np.ones(len(positions), dtype=bool) if usable is None else usable[positions]
    linear.make_integer(open_)
    how = mathopt.SolveParameters(relative_gap_tolerance=0.0, absolute_gap_tolerance=enough)
    try:
        result = _solved(linear.model, control, how)
        if _infeasible(result):
            result = _solved(linear.model, control, replace(how, presolve=mathopt.Emphasis.OFF))
    finally:
        linear.relax()
    none = _infeasible(result)
    if none or not result.has_primal_feasible_solution():
        return IntegerSolution(None, None, none)
    chosen = np.array(result.variable_values(linear.columns)) > 0.5
    dual = result.termination.objective_bounds.dual_bound
    bound = int(np.ceil(dual - INTEGER_MASTER_SETTINGS.rounding)) if np.isfinite(dual) else None
    return IntegerSolution(np.sort(positions[chosen]), bound)


def _solved(model: mathopt.Model, control: Control, how: mathopt.SolveParameters) -> mathopt.SolveResult:
    return solve_linear(model, control, solver=mathopt.SolverType.HIGHS, parameters=how)


def _infeasible(result: mathopt.SolveResult) -> bool:
    return result.termination.reason in (
        mathopt.TerminationReason.INFEASIBLE,
        mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED,
    )
