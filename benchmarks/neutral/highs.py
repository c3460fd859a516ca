"""A linear model for HiGHS through MathOpt. Knows no rule."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2

from benchmarks.neutral.linear import FREE, Linear, Terms
from benchmarks.neutral.search import Listen, NeutralSolution

# " L  0  0  0  0.00%   672.8485837   658   2.26%  442  15  2   71   0.3s": bound and best after the tree's per cent
_PROGRESS = re.compile(r"\d+\.\d+%\s+(\S+)\s+(\S+)\s+\S+\s+\d+\s+\d+\s+\d+\s+\S+\s+[\d.]+s$")
_TINY = 1e-6
_DONE = {mathopt.TerminationReason.OPTIMAL, mathopt.TerminationReason.FEASIBLE}


def minimise(linear: Linear, goal: Terms, seconds: float, cores: int, listen: Listen) -> NeutralSolution:
    """As ``search.Minimise``. Costs are whole numbers, so a gap under 1 is none; other settings are default."""
    start = time.monotonic()
    model = mathopt.Model.from_model_proto(_proto(linear, goal))
    left = seconds - (time.monotonic() - start)
    if left <= 0:
        return NeutralSolution(None, None)

    def follow(lines: Sequence[str]) -> None:
        for line in lines:
            told = _PROGRESS.search(line.strip())
            if told is not None:
                listen(_integer(told[2]), _integer(told[1]))

    result = mathopt.solve(
        model,
        mathopt.SolverType.HIGHS,
        params=mathopt.SolveParameters(
            time_limit=timedelta(seconds=left),
            relative_gap_tolerance=0.0,
            absolute_gap_tolerance=1 - 1e-4,
            # MathOpt refuses its own ``threads`` for HiGHS
            highs=highs_pb2.HighsOptionsProto(int_options={"threads": cores}),
        ),
        msg_cb=follow,
    )
    reason = result.termination.reason
    if reason not in _DONE or not result.has_primal_feasible_solution():
        return NeutralSolution(None, None)
    dual = result.termination.objective_bounds.dual_bound
    bound = math.ceil(dual - _TINY * max(1.0, abs(dual))) if math.isfinite(dual) else None
    return NeutralSolution([round(value) for value in result.variable_values(list(model.variables()))], bound)


def _integer(text: str) -> int | None:
    """A figure from the log, rounded up (an integer's bound may be); None for inf and what is no number."""
    try:
        number = float(text)
    except ValueError:
        return None
    return math.ceil(number - _TINY * max(1.0, abs(number))) if math.isfinite(number) else None


def _proto(linear: Linear, goal: Terms) -> model_pb2.ModelProto:
    proto = model_pb2.ModelProto()
    size, rows = len(linear.upper), len(linear.low)
    variables, constraints, matrix = proto.variables, proto.linear_constraints, proto.linear_constraint_matrix
    variables.ids.extend(range(size))
    variables.lower_bounds.extend(np.zeros(size))
    variables.upper_bounds.extend(np.asarray(linear.upper, dtype=float))
    variables.integers.extend([True] * size)
    variables.names.extend([""] * size)
    low, high = np.asarray(linear.low, dtype=float), np.asarray(linear.high, dtype=float)
    constraints.ids.extend(range(rows))
    constraints.lower_bounds.extend(np.where(low <= -FREE, -np.inf, low))
    constraints.upper_bounds.extend(np.where(high >= FREE, np.inf, high))
    constraints.names.extend([""] * rows)
    of_row = np.repeat(np.arange(rows), np.diff(np.asarray(linear.starts)))
    columns, coefficients = np.asarray(linear.columns), np.asarray(linear.coefficients, dtype=float)
    order = np.lexsort((columns, of_row))  # MathOpt wants the terms in order
    matrix.row_ids.extend(of_row[order])
    matrix.column_ids.extend(columns[order])
    matrix.coefficients.extend(coefficients[order])
    proto.objective.offset = goal.constant
    proto.objective.linear_coefficients.ids.extend(goal.variables)
    proto.objective.linear_coefficients.values.extend(map(float, goal.coefficients))
    return proto
