"""A linear model for CP-SAT with its default settings. Knows no rule."""

from __future__ import annotations

import time

from ortools.sat.python import cp_model

from benchmarks.neutral.linear import FREE, Linear, Terms
from benchmarks.neutral.search import Listen, NeutralSolution


class _Follower(cp_model.CpSolverSolutionCallback):
    def __init__(self, listen: Listen) -> None:
        super().__init__()
        self._listen = listen

    def on_solution_callback(self) -> None:
        self._listen(round(self.objective_value), round(self.best_objective_bound))


def minimise(linear: Linear, goal: Terms, seconds: float, cores: int, listen: Listen) -> NeutralSolution:
    """As ``search.Minimise``. Only workers and the clock are set; everything else is the solver's default."""
    start = time.monotonic()
    model = _model(linear, goal)
    solver = cp_model.CpSolver()
    left = seconds - (time.monotonic() - start)
    if left <= 0:
        return NeutralSolution(None, None)
    solver.parameters.max_time_in_seconds = left
    solver.parameters.num_workers = cores
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model, _Follower(listen))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return NeutralSolution(None, None)
    return NeutralSolution(list(solver.response_proto.solution), round(solver.best_objective_bound))


def _model(linear: Linear, goal: Terms) -> cp_model.CpModel:
    model = cp_model.CpModel()
    proto = model.proto
    for upper in linear.upper:
        proto.variables.add().domain.extend((0, upper))
    for row, (start, end) in enumerate(zip(linear.starts, linear.starts[1:], strict=False)):
        posted = proto.constraints.add().linear
        posted.vars.extend(linear.columns[start:end].tolist())
        posted.coeffs.extend(linear.coefficients[start:end].tolist())
        posted.domain.extend((max(linear.low[row], -FREE), min(linear.high[row], FREE)))
    proto.objective.vars.extend(goal.variables.tolist())
    proto.objective.coeffs.extend(goal.coefficients.tolist())
    proto.objective.offset = goal.constant
    return model
