"""Linear programs under the clock and stop button of a control. Knows no rule and no wish.

The simplex method counts no deterministic time, so in reproducible mode it has no limit and is charged by
its steps; elsewhere it has the control's time.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

from models.search.control import LEAST_SECONDS, Control

# Measured on placement masters of 4,000 rows: CPU seconds per row or column, and per step and row
WORK_PER_LINE = 2e-5
WORK_PER_STEP = 4e-8
HEARD = 0.05  # seconds within which a stop is heard
NOTHING_FOUND = mathopt.SolveResult(
    mathopt.Termination(
        mathopt.TerminationReason.NO_SOLUTION_FOUND,
        mathopt.Limit.INTERRUPTED,
        objective_bounds=mathopt.ObjectiveBounds(float("inf"), float("-inf")),
    )
)


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
    if solver is not mathopt.SolverType.GLOP:
        result = _left_behind(lambda: mathopt.solve(model, solver, params=how, model_params=start), control)
    else:
        interrupter = SolveInterrupter()
        with control.pressing(interrupter.interrupt):
            try:
                result = mathopt.solve(model, solver, params=how, model_params=start, interrupter=interrupter)
            except (AttributeError, RuntimeError, ValueError):
                # GLOP ends abnormally now and then; MathOpt 9.15 raises that, as an AttributeError of its own
                result = _left_behind(lambda: mathopt.solve(model, mathopt.SolverType.HIGHS, params=how), control)
    rows, columns = model.get_num_linear_constraints(), model.get_num_variables()
    steps = result.solve_stats.simplex_iterations
    control.charge(WORK_PER_LINE * (rows + columns) + WORK_PER_STEP * steps * rows)
    return result


def _left_behind(solve: Callable[[], mathopt.SolveResult], control: Control) -> mathopt.SolveResult:
    """As MathOpt 9.15 cannot interrupt HiGHS, it runs in a thread of its own, which a stop leaves to end by itself."""
    if control.stopped:
        return NOTHING_FOUND
    alone = ThreadPoolExecutor(1)
    running = alone.submit(solve)
    alone.shutdown(wait=False)  # nothing more will be asked of it
    while not wait((running,), HEARD).done:
        if control.stopped:
            return NOTHING_FOUND
    return running.result()
