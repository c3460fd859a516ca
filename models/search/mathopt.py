"""Linear and integer programs under the clock and stop button of a control. Knows no rule and no wish.

GLOP solves linear programs, HiGHS integer ones and those that GLOP cannot finish. Neither counts deterministic time:
in reproducible mode they are limited in steps or nodes and charged by their steps; elsewhere they have the control's
time.
"""

from __future__ import annotations

import datetime
import threading
import time
from concurrent.futures import Future, wait
from dataclasses import replace

from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter
from pybind11_abseil.status import StatusCode, StatusNotOk

from models.search.control import Control
from models.search.settings import HIGHS_THREAD, LIMIT_SETTINGS, WORK_SETTINGS

ABNORMAL = "ABNORMAL"  # GLOP's own word in MathOpt's message


def solve_linear(
    model: mathopt.Model,
    control: Control,
    *,
    seconds: float | None = None,
    solver: mathopt.SolverType = mathopt.SolverType.GLOP,
    parameters: mathopt.SolveParameters | None = None,
    start: mathopt.ModelSolveParameters | None = None,
) -> mathopt.SolveResult:
    """Solve a linear or integer program, and charge the control for it.

    Args:
        model: What to solve; with integer variables ``solver`` must be HiGHS.
        control: Whose time and stop button it has.
        seconds: At most so much of the time that is left; None for all of it. Not looked at in reproducible mode.
        solver: GLOP or HiGHS. Where GLOP ends abnormally HiGHS solves the same model again.
        parameters: Anything but a limit of time; a limit of nodes or steps replaces that of reproducible mode.
        start: Where to start, such as a basis.

    Returns:
        The result of the solver; without a solution when stopped.

    Raises:
        AttributeError: MathOpt refuses the model or the parameters (it raises this for every error, see
            ``ended_abnormally``).
    """
    asked = parameters or mathopt.SolveParameters()
    result: mathopt.SolveResult | None = None
    if solver is mathopt.SolverType.GLOP:
        result = _glop(model, control, _limited(model, solver, asked, control, seconds), start)
        start = None if result is None else start
    if result is None:
        how = _limited(model, mathopt.SolverType.HIGHS, asked, control, seconds)
        result = _highs(model, control, how, start)
    rows, columns = model.get_num_linear_constraints(), model.get_num_variables()
    steps = result.solve_stats.simplex_iterations
    control.charge(WORK_SETTINGS.per_line * (rows + columns) + WORK_SETTINGS.per_step * steps * rows)
    return result


def _limited(
    model: mathopt.Model,
    solver: mathopt.SolverType,
    asked: mathopt.SolveParameters,
    control: Control,
    seconds: float | None,
) -> mathopt.SolveParameters:
    """The parameters with a limit that is always there, and in reproducible mode the same on every computer."""
    if not control.settings.reproducible:
        left = control.remaining if seconds is None else min(seconds, control.remaining)
        return replace(asked, time_limit=datetime.timedelta(seconds=max(LIMIT_SETTINGS.least_seconds, left)))
    steps = LIMIT_SETTINGS.steps if asked.iteration_limit is None else asked.iteration_limit
    if solver is mathopt.SolverType.GLOP:
        return replace(asked, iteration_limit=steps)
    limited = replace(asked, time_limit=datetime.timedelta(seconds=LIMIT_SETTINGS.last_resort_seconds))
    if any(variable.integer for variable in model.variables()):
        return replace(limited, node_limit=LIMIT_SETTINGS.nodes if asked.node_limit is None else asked.node_limit)
    return replace(limited, iteration_limit=steps)


def _glop(
    model: mathopt.Model,
    control: Control,
    how: mathopt.SolveParameters,
    start: mathopt.ModelSolveParameters | None,
) -> mathopt.SolveResult | None:
    """What GLOP found; None when it ended abnormally, as it does now and then on a model that is sound."""
    interrupter = SolveInterrupter()
    with control.pressing(interrupter.interrupt):
        try:
            return mathopt.solve(
                model, mathopt.SolverType.GLOP, params=how, model_params=start, interrupter=interrupter
            )
        except AttributeError as error:
            if ended_abnormally(error):
                return None
            raise


def ended_abnormally(error: AttributeError) -> bool:
    """Whether an error of MathOpt means that GLOP gave up, and not that the model or a parameter is wrong.

    MathOpt 9.15 turns what its C++ code reports (a status) into a Python error, and looks for the code of the status
    under a name that it does not have: every status ends in an AttributeError, with the status as its context. GLOP
    giving up is a status INTERNAL that names ABNORMAL; what is refused is INVALID_ARGUMENT.

    Args:
        error: As raised by ``mathopt.solve``.

    Returns:
        False for every other error, such as a mistake in our own code.
    """
    status = error.__context__
    return (
        isinstance(status, StatusNotOk) and status.code == StatusCode.INTERNAL.value and ABNORMAL in str(status.message)
    )


def _highs(
    model: mathopt.Model,
    control: Control,
    how: mathopt.SolveParameters,
    start: mathopt.ModelSolveParameters | None,
) -> mathopt.SolveResult:
    """What HiGHS found, in a thread of its own that is left behind once stopped or overdue.

    MathOpt 9.15 cannot interrupt HiGHS. The thread is a daemon, for which the process does not wait at its end.
    """
    if control.stopped:
        return _nothing_found(mathopt.Limit.INTERRUPTED)
    running: Future[mathopt.SolveResult] = Future()

    def solve() -> None:
        try:
            running.set_result(mathopt.solve(model, mathopt.SolverType.HIGHS, params=how, model_params=start))
        except BaseException as error:  # whoever waits raises it
            running.set_exception(error)

    threading.Thread(target=solve, name=HIGHS_THREAD, daemon=True).start()
    overdue = time.monotonic() + how.time_limit.total_seconds() + LIMIT_SETTINGS.overdue_seconds
    while not wait((running,), LIMIT_SETTINGS.poll_seconds).done and time.monotonic() < overdue:
        if control.stopped:
            return _nothing_found(mathopt.Limit.INTERRUPTED)
    result = running.result() if running.done() else _nothing_found(mathopt.Limit.TIME)
    if control.settings.reproducible and result.termination.limit is mathopt.Limit.TIME:
        control.hit_wall_limit()
    return result


def _nothing_found(why: mathopt.Limit) -> mathopt.SolveResult:
    bounds = mathopt.ObjectiveBounds(float("inf"), float("-inf"))
    return mathopt.SolveResult(
        mathopt.Termination(mathopt.TerminationReason.NO_SOLUTION_FOUND, why, objective_bounds=bounds)
    )
