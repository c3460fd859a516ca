"""Linear programs under the clock and stop button of a control. Knows no rule and no wish.

The simplex method counts no deterministic time, so in reproducible mode it has no limit and is charged by
its steps; elsewhere it has the control's time.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

from models.search import LEAST_SECONDS, Control

# Measured on placement masters of 4,000 rows: CPU seconds per row or column, and per step and row
WORK_PER_LINE = 2e-5
WORK_PER_STEP = 4e-8


def solve_linear(
    model: mathopt.Model,
    control: Control,
    *,
    seconds: float | None = None,
    solver: mathopt.SolverType = mathopt.SolverType.GLOP,
    parameters: mathopt.SolveParameters | None = None,
    start: mathopt.ModelSolveParameters | None = None,
) -> mathopt.SolveResult:
    """GLOP within the control's time (or ``seconds``, whichever is shorter); without a solution when stopped.

    ``parameters`` may say anything but a limit of time.
    """
    limit = control.remaining if seconds is None else min(seconds, control.remaining)
    within = datetime.timedelta(seconds=max(LEAST_SECONDS, limit))
    asked = parameters or mathopt.SolveParameters()
    how = replace(asked, time_limit=None if control.settings.reproducible else within)
    interrupter = SolveInterrupter()
    with control.pressing(interrupter.interrupt):
        try:
            result = mathopt.solve(model, solver, params=how, model_params=start, interrupter=interrupter)
        except (AttributeError, RuntimeError, ValueError):
            # GLOP ends abnormally now and then; MathOpt 9.15 raises that, as an AttributeError of its own
            if solver is not mathopt.SolverType.GLOP:
                raise
            result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=how, interrupter=interrupter)
    rows, columns = model.get_num_linear_constraints(), model.get_num_variables()
    steps = result.solve_stats.simplex_iterations
    control.charge(WORK_PER_LINE * (rows + columns) + WORK_PER_STEP * steps * rows)
    return result
