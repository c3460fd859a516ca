"""The linear program over the plans of schools: the cheapest mixture, and the prices it puts on everyone's time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.load_cuts import LoadCut, LoadPolytope, Steps
from models.assessment.column_generation.pricing import PricedColumn
from models.search.control import Control
from models.search.mathopt import solve_linear

VIOLATED = 0.03  # WPAs above the share, for a cut to be worth its row
PART = 1e-6  # of a plan, to count as taken
SECONDS = 30.0
LEFT_OUT = 1000 * SCALE  # for a case left out that should not be; the price of skipping is at most this

Prices = dict[str, dict[str, tuple[float, ...]]]
"""School id, trainer id: the price of the first, second, ... WPA."""

Separate = Callable[[Mapping[str, Steps]], Mapping[str, tuple[float, LoadCut]]]
"""Per assessor the part of the mixture that they have, to what they have above the share at least, and why."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A column in which a trainer takes ``count`` WPAs at a school."""

    variable: mathopt.Variable
    school: str
    count: int


class RestrictedMaster:
    """One linear program: rows are added to it, never taken away. Solve it before asking anything."""

    def __init__(
        self,
        columns: Mapping[str, Sequence[PricedColumn]],
        sizes: Mapping[str, int],
        workloads: Mapping[str, LoadPolytope],
        skips: int,
        cuts: dict[str, list[LoadCut]],
    ) -> None:
        self._workloads, self._cuts = workloads, cuts
        self._model = mathopt.Model()
        self._uses: dict[str, list[_Use]] = defaultdict(list)
        self._skips = self._model.add_linear_constraint(ub=float(skips))
        more = self._model.add_variable(lb=0)  # the first plans may leave out more
        self._skips.set_coefficient(more, -1)
        objective: list[mathopt.LinearTypes] = [LEFT_OUT * more]
        for school, here in columns.items():
            one = self._model.add_linear_constraint(lb=1, ub=1)
            for column in here:
                part = self._model.add_variable(lb=0)
                one.set_coefficient(part, 1)
                objective.append(column.cost * part)
                if len(column.plan) < sizes[school]:
                    self._skips.set_coefficient(part, sizes[school] - len(column.plan))
                for trainer, count in column.loads.items():
                    self._uses[trainer].append(_Use(part, school, count))
        self._above: dict[str, mathopt.Variable] = {}
        self._most: dict[str, mathopt.LinearConstraint] = {}
        self._rows: dict[str, list[tuple[mathopt.LinearConstraint, Steps | None]]] = defaultdict(list)
        for trainer, uses in self._uses.items():
            work = workloads[trainer]
            above = self._above[trainer] = self._model.add_variable(lb=0)
            beyond = self._model.add_variable(lb=0)  # the first plans may be more than someone can do
            most = self._most[trainer] = self._model.add_linear_constraint(ub=float(work.maximum))
            most.set_coefficient(beyond, -1)
            objective += [work.overload * above, (work.dearest - work.overload) * beyond]
            share = self._model.add_linear_constraint(ub=float(work.share))
            share.set_coefficient(above, -1)
            for use in uses:
                most.set_coefficient(use.variable, use.count)
                share.set_coefficient(use.variable, use.count)
            self._rows[trainer].append((share, None))
            for cut in cuts[trainer]:
                self._add(trainer, cut)
        self._model.minimize(mathopt.fast_sum(objective))
        self._result: mathopt.SolveResult | None = None

    def _add(self, trainer: str, cut: LoadCut) -> None:
        row = self._model.add_linear_constraint(ub=cut.constant)
        row.set_coefficient(self._above[trainer], -1)
        for use in self._uses[trainer]:
            price = sum(cut.steps.get(use.school, ())[: use.count])
            if price:
                row.set_coefficient(use.variable, price)
        self._rows[trainer].append((row, cut.steps))

    def solve(self, control: Control) -> bool:
        """False when the solver could not finish it."""
        result = solve_linear(self._model, control, seconds=SECONDS)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL and control.remaining > 0:
            # GLOP is faster, and sometimes imprecise
            result = solve_linear(self._model, control, seconds=SECONDS, solver=mathopt.SolverType.HIGHS)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return False
        self._result = result
        return True

    @property
    def _solved(self) -> mathopt.SolveResult:
        if self._result is None:
            raise RuntimeError("the mixture has not been solved")
        return self._result

    @property
    def cost(self) -> float:
        return float(self._solved.objective_value()) / SCALE

    @property
    def skip_price(self) -> int:
        return round(max(0.0, -float(self._solved.dual_values()[self._skips])))

    def cut(self, separate: Separate) -> bool:
        """Add a cut for everyone whose share is filled up with parts of blocks; False when there is nobody."""
        parts = self._solved.variable_values()
        taken: dict[str, dict[str, list[float]]] = {}
        for trainer, uses in self._uses.items():
            work = self._workloads[trainer]
            mine: dict[str, list[float]] = {}
            for use in uses:
                if parts[use.variable] > PART:
                    here = mine.setdefault(use.school, [0.0] * work.rooms[use.school])
                    for j in range(use.count):
                        here[j] += parts[use.variable]
            if any(PART < part < 1 - PART for here in mine.values() for part in here):
                taken[trainer] = mine
        found = False
        for trainer, (above, cut) in separate(taken).items():
            if above > parts[self._above[trainer]] + VIOLATED:
                self._cuts[trainer].append(cut)
                self._add(trainer, cut)
                found = True
        return found

    def prices(self) -> Prices:
        duals = self._solved.dual_values()
        found: Prices = defaultdict(dict)
        for trainer, rows in self._rows.items():
            work = self._workloads[trainer]
            always = max(0.0, -duals[self._most[trainer]])
            paid = [(max(0.0, -duals[row]), steps) for row, steps in rows]
            paid = [(price, steps) for price, steps in paid if price > PART]
            for school, room in work.rooms.items():
                found[school][trainer] = tuple(
                    always + sum(price * (1.0 if steps is None else _step(steps, school, j)) for price, steps in paid)
                    for j in range(room)
                )
        return found


def _step(steps: Steps, school: str, j: int) -> float:
    mine = steps.get(school, ())
    return mine[j] if j < len(mine) else 0.0
