"""The linear relaxation of the placement model, grown column by column. Knows no integer search.

It starts from a few pairs per student and adds pairs only while their reduced cost asks for it, so that
the bound holds for every pair of the workbook.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.math_opt.python.linear_constraints import LinearConstraint as Row

from models.placement.column_generation.lagrangian_bound import PlacementBound, PlacementDuals, lower_bound
from models.placement.column_generation.lp import Floats, PlacementLp
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.capacity import Limits
from models.placement.data.objective import LevelObjective
from models.placement.data.pairs import CandidatePairs
from models.search.control import Control
from models.search.mathopt import solve_linear

ENTERING_PER_STUDENT = 8
ROUNDS = 60
MANY_ROWS = 6000  # beyond this an interior point finds the first basis sooner than the simplex method
TOLERANCE = 1e-6
ENOUGH = 0.1  # costs are whole: more pairs would raise the bound by less than this
MANY_STUDENTS = 2000  # beyond this a round takes ten seconds, and ENOUGH is this part of the cost:
ENOUGH_PART = 2e-4
HOPE = 0.01  # of the cost: so near its end a relaxation no longer finds what it lacks
MANY_COLUMNS = 0.03  # new ones as a part of all: then the last basis helps less than a method that needs none


@dataclass(frozen=True)
class RelaxedPlacement:
    """The best bound found, the pairs in the relaxation and their values.

    ``met``: the relaxation reaches the count and shortage that were demanded. When it does not, no roster
    does; but a relaxation that was cut short proves nothing by it. ``short``: how much more shortage it takes.
    """

    bound: PlacementBound
    positions: Ints
    values: Floats
    met: bool
    short: int
    prices: PlacementDuals  # that give the bound


NOTHING = mathopt.VariableFilter(filtered_items=())  # telling more takes as long as solving


class PlacementMaster(PlacementLp):
    """The model as a relaxation, with a price for every row."""

    def __init__(
        self, facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, control: Control, kept: Bools | None = None
    ) -> None:
        super().__init__(facts, pairs, limits, kept)
        self.control = control
        self.basis: mathopt.Basis | None = None
        self.fixed_columns = self.model.get_num_variables()

    def solve(self, goal: LevelObjective, start: Ints, hopeful: bool = False) -> RelaxedPlacement | None:
        """The best bound in the control's time; None when not even one relaxation was solved.

        ``hopeful``: end as soon as it looks as if what was demanded cannot be met.
        """
        self.aim(goal)
        self.add(start)
        best: tuple[PlacementBound, PlacementDuals] | None = None
        values, missing = np.zeros(0), np.ones(1)
        before = -np.inf
        for _ in range(ROUNDS):
            if self.control.remaining <= 0 or not self._run():
                break  # what was cut short may have no values at all
            values = np.array(self.result.variable_values(self.columns))
            used = np.array(self.result.variable_values(self.used))
            missing = np.array(self.result.variable_values(self.missing))
            prices = self._prices()
            bound = lower_bound(self.facts, self.pairs, self.limits, goal, prices)
            if best is None or bound.scaled > best[0].scaled:
                best = bound, prices
            entering = self._entering(bound)
            cost = float(self.result.objective_value())
            gain = cost - bound.scaled / bound.scale
            enough = max(ENOUGH, ENOUGH_PART * abs(cost)) if len(self.facts.students) > MANY_STUDENTS else ENOUGH
            if hopeful and missing.max() > TOLERANCE and gain < HOPE * abs(cost):
                break
            if gain < enough or len(entering) == 0:
                slow = enough > ENOUGH and bound.scaled < before + enough * bound.scale
                if slow or not self.part_days(values, used) + self.link(values, used):
                    break
                before = bound.scaled
            else:
                self.part_days(values, used)
                self.add(entering)
        if best is None:
            return None
        full = np.zeros(len(self.positions))
        full[: len(values)] = values
        short = max(0, round(np.ceil(missing[-1] - TOLERANCE)))
        met = bool(missing.max() < TOLERANCE)
        return RelaxedPlacement(best[0], np.array(self.positions, dtype=np.int64), full, met, short, best[1])

    def aim(self, goal: LevelObjective) -> None:
        if goal.pair_cost is not self.goal.pair_cost:
            self.basis = None  # another goal: starting afresh is faster
        super().aim(goal)

    def _run(self) -> bool:
        # The primal simplex: new pairs leave the last basis feasible, and presolve wins the first time.
        solver, how = mathopt.SolverType.GLOP, mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX)
        known = 0 if self.basis is None else len(self.basis.variable_status) - self.fixed_columns
        many = len(self.columns) - known > MANY_COLUMNS * len(self.columns)
        if many and self.model.get_num_linear_constraints() > MANY_ROWS:
            self.basis = None
            solver, how = mathopt.SolverType.HIGHS, mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.BARRIER)
        start = mathopt.ModelSolveParameters(initial_basis=self._extended_basis(), reduced_costs_filter=NOTHING)
        self.result = solve_linear(self.model, self.control, solver=solver, parameters=how, start=start)
        if self.result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return False
        self.basis = self.result.solutions[0].basis
        return True

    def _extended_basis(self) -> mathopt.Basis | None:
        """The last basis, with new pairs at zero and new rows slack."""
        if self.basis is not None:
            for column in self.columns[len(self.basis.variable_status) - self.fixed_columns :]:
                self.basis.variable_status[column] = mathopt.BasisStatus.AT_LOWER_BOUND
            for row in self.model.linear_constraints():
                self.basis.constraint_status.setdefault(row, mathopt.BasisStatus.BASIC)
        return self.basis

    def _prices(self) -> PlacementDuals:
        facts, rows = self.facts, self.rows
        scale = _scale(self.goal, len(facts.students))

        def dual(found: list[Row], sign: int) -> Ints:
            exact = np.rint(np.array(self.result.dual_values(found), dtype=float) * scale).astype(np.int64)
            clipped: Ints = exact if sign == 0 else sign * np.maximum(0, sign * exact)
            return clipped

        def spread(found: dict[int, Row], size: int, sign: int) -> Ints:
            values = np.zeros(size, dtype=np.int64)
            values[list(found)] = dual(list(found.values()), sign)
            return values

        class_day = np.zeros((len(facts.classes), 5), dtype=np.int64)
        for (c, day), price in zip(rows.class_day, dual(list(rows.class_day.values()), -1), strict=True):
            class_day[c, day] = price
        seats = zip(rows.seat, dual(list(rows.seat.values()), -1).tolist(), strict=True)
        groups = len(self.limits.groups)
        return PlacementDuals(
            scale=scale,
            counted=tuple(
                spread(found, len(line.limit), -1)
                for line, found in zip(self.limits.counted, rows.counted, strict=True)
            ),
            class_day=class_day,
            school=dual(rows.school, 0),
            seat={seat: price for seat, price in seats if price},
            maximum=spread(rows.maximum, groups, -1),
            limit=spread(rows.limit, groups, -1),
            minimum=spread(rows.minimum, groups, 1),
            placed=int(dual([self.placed], 1)[0]),
            short=int(dual([self.most_short], -1)[0]),
            kept=0 if self._kept is None else int(dual([self.kept], 1)[0]),
        )

    def _entering(self, bound: PlacementBound) -> Ints:
        """The pairs that would improve the relaxation most, a few per student."""
        own = np.array(self.result.dual_values(self.rows.student))
        for s, row in self.rows.pinned.items():
            own[s] += self.result.dual_values(row)
        slack = bound.net / bound.scale - own[self.pairs.student]
        found = np.nonzero((slack < -TOLERANCE * (1 + np.abs(own).max(initial=0))) & ~self._inside)[0]
        found = found[np.lexsort((slack[found], self.pairs.student[found]))]
        first = np.r_[True, np.diff(self.pairs.student[found]) != 0] if len(found) else np.zeros(0, bool)
        begins = np.maximum.accumulate(np.where(first, np.arange(len(found)), 0)) if len(found) else found
        chosen: Ints = found[np.arange(len(found)) - begins < ENTERING_PER_STUDENT]
        return chosen


def _scale(goal: LevelObjective, students: int) -> int:
    """As fine as 64 bits allow: sums over all students of prices ten times the dearest pair must fit."""
    largest = 1000.0 * (students + 10) * (10 + float(np.abs(goal.pair_cost).max(initial=1)))
    return 1 << max(0, min(24, int(62 - np.log2(largest))))
