"""The restricted master LP: the cheapest convex combination of columns, and the dual prices of everyone's time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from models.assessment.column_generation.column_pool import ColumnPool
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.load_cuts import LoadCut, WpaValues
from models.assessment.column_generation.settings import RESTRICTED_MASTER_SETTINGS
from models.search.control import Control
from models.search.mathopt import solve_linear

LpPrices = dict[str, dict[str, tuple[float, ...]]]
"""School id, trainer id: the scaled dual value of the first, second, ... WPA; not yet rounded or stabilised."""

Separate = Callable[[Mapping[str, WpaValues]], Mapping[str, tuple[float, LoadCut]]]
"""From the fractions of WPAs per trainer to the overload that each needs at least, and the cut that says so."""


@dataclass(frozen=True, slots=True)
class MasterSolution:
    """The optimum of the restricted master LP.

    Attributes:
        cost: Of the cheapest convex combination, in units of cost; no choice of the same columns is cheaper.
        prices: Dual values of share, maximum and cuts, per school and trainer.
        unscheduled_price: Scaled dual value of leaving one more WPA unscheduled, at least 0.
    """

    cost: float
    prices: LpPrices
    unscheduled_price: int


def solve_restricted_master(
    pool: ColumnPool, control: Control, separate: Separate | None = None
) -> MasterSolution | None:
    """Solve the restricted master over all columns of the pool.

    Args:
        pool: At least one column per school; cuts that are found are added to it.
        control: Time and stop button.
        separate: Finds load cuts that an LP solution violates; None for the cuts known already.

    Returns:
        The optimum, after a few rounds of cuts; None when an LP could not be finished.
    """
    master = RestrictedMaster(pool)
    if not master.solve(control):
        return None
    for _ in range(RESTRICTED_MASTER_SETTINGS.cut_rounds if separate is not None else 0):
        if control.remaining <= 0 or separate is None or not master.add_cuts(separate):
            break
        if not master.solve(control):
            return None
    return master.solution()


@dataclass(frozen=True, slots=True)
class _Use:
    """A column in which a trainer takes ``count`` WPAs at a school."""

    weight: mathopt.Variable
    school: str
    count: int


class RestrictedMaster:
    """One linear program: rows are added to it, never taken away. Solve it before asking anything."""

    def __init__(self, pool: ColumnPool) -> None:
        self._pool = pool
        self._model = mathopt.Model()
        self._uses: dict[str, list[_Use]] = defaultdict(list)
        self._unscheduled = self._model.add_linear_constraint(ub=float(pool.unscheduled))
        artificial = self._model.add_variable(lb=0)  # the first columns may leave out more
        self._unscheduled.set_coefficient(artificial, -1)
        self._objective: list[mathopt.LinearTypes] = [RESTRICTED_MASTER_SETTINGS.unscheduled_penalty * artificial]
        for school in pool.columns:
            self._add_convexity(school)
        self._overload: dict[str, mathopt.Variable] = {}
        self._maximum: dict[str, mathopt.LinearConstraint] = {}
        self._share: dict[str, list[tuple[mathopt.LinearConstraint, WpaValues | None]]] = defaultdict(list)
        for trainer in self._uses:
            self._add_load(trainer)
        self._model.minimize(mathopt.fast_sum(self._objective))
        self._result: mathopt.SolveResult | None = None

    def _add_convexity(self, school: str) -> None:
        """One column of the school, or a convex combination of its columns."""
        convexity = self._model.add_linear_constraint(lb=1, ub=1)
        for column in self._pool.columns[school]:
            weight = self._model.add_variable(lb=0)
            convexity.set_coefficient(weight, 1)
            self._objective.append(column.cost * weight)
            if len(column.bookings) < self._pool.sizes[school]:
                self._unscheduled.set_coefficient(weight, self._pool.sizes[school] - len(column.bookings))
            for trainer, count in column.loads.items():
                self._uses[trainer].append(_Use(weight, school, count))

    def _add_load(self, trainer: str) -> None:
        """The maximum (A8), the fair share (V2) and the load cuts of one assessor."""
        polytope = self._pool.polytopes[trainer]
        overload = self._overload[trainer] = self._model.add_variable(lb=0)
        artificial = self._model.add_variable(lb=0)  # the first columns may be more than someone can do
        maximum = self._maximum[trainer] = self._model.add_linear_constraint(ub=float(polytope.maximum))
        maximum.set_coefficient(artificial, -1)
        self._objective += [
            polytope.overload_cost * overload,
            (polytope.largest_price - polytope.overload_cost) * artificial,
        ]
        share = self._model.add_linear_constraint(ub=float(polytope.share))
        share.set_coefficient(overload, -1)
        for use in self._uses[trainer]:
            maximum.set_coefficient(use.weight, use.count)
            share.set_coefficient(use.weight, use.count)
        self._share[trainer].append((share, None))
        for cut in self._pool.cuts[trainer]:
            self._add_cut(trainer, cut)

    def _add_cut(self, trainer: str, cut: LoadCut) -> None:
        row = self._model.add_linear_constraint(ub=cut.constant)
        row.set_coefficient(self._overload[trainer], -1)
        for use in self._uses[trainer]:
            coefficient = sum(cut.coefficients.get(use.school, ())[: use.count])
            if coefficient:
                row.set_coefficient(use.weight, coefficient)
        self._share[trainer].append((row, cut.coefficients))

    def solve(self, control: Control) -> bool:
        """False when the solver could not finish it."""
        seconds = RESTRICTED_MASTER_SETTINGS.seconds
        result = solve_linear(self._model, control, seconds=seconds)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL and control.remaining > 0:
            # GLOP is faster, and sometimes imprecise
            result = solve_linear(self._model, control, seconds=seconds, solver=mathopt.SolverType.HIGHS)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return False
        self._result = result
        return True

    @property
    def _solved(self) -> mathopt.SolveResult:
        if self._result is None:
            raise RuntimeError("the restricted master has not been solved")
        return self._result

    def add_cuts(self, separate: Separate) -> bool:
        """Add a cut for everyone whose share is filled up with fractions of columns; False when there is nobody."""
        zero = RESTRICTED_MASTER_SETTINGS.zero
        weights = self._solved.variable_values()
        fractions: dict[str, dict[str, list[float]]] = {}
        for trainer, uses in self._uses.items():
            limits = self._pool.polytopes[trainer].school_limits
            mine: dict[str, list[float]] = {}
            for use in uses:
                if weights[use.weight] > zero:
                    here = mine.setdefault(use.school, [0.0] * limits[use.school])
                    for j in range(use.count):
                        here[j] += weights[use.weight]
            if any(zero < part < 1 - zero for here in mine.values() for part in here):
                fractions[trainer] = mine
        found = False
        for trainer, (overload, cut) in separate(fractions).items():
            if overload > weights[self._overload[trainer]] + RESTRICTED_MASTER_SETTINGS.min_violation:
                self._pool.cuts[trainer].append(cut)
                self._add_cut(trainer, cut)
                found = True
        return found

    def solution(self) -> MasterSolution:
        """Cost and dual values of the last solve."""
        cost = float(self._solved.objective_value()) / SCALE
        unscheduled_price = round(max(0.0, -float(self._solved.dual_values()[self._unscheduled])))
        return MasterSolution(cost, self._prices(), unscheduled_price)

    def _prices(self) -> LpPrices:
        duals = self._solved.dual_values()
        found: LpPrices = defaultdict(dict)
        for trainer, rows in self._share.items():
            always = max(0.0, -duals[self._maximum[trainer]])
            priced = [(max(0.0, -duals[row]), coefficients) for row, coefficients in rows]
            priced = [(price, values) for price, values in priced if price > RESTRICTED_MASTER_SETTINGS.zero]
            for school, limit in self._pool.polytopes[trainer].school_limits.items():
                found[school][trainer] = tuple(
                    always + sum(price * _coefficient(values, school, j) for price, values in priced)
                    for j in range(limit)
                )
        return found


def _coefficient(values: WpaValues | None, school: str, j: int) -> float:
    """Of the WPA after ``j`` others at the school in a row: 1 in that of the fair share, which has no values."""
    if values is None:
        return 1.0
    mine = values.get(school, ())
    return mine[j] if j < len(mine) else 0.0
