"""Column generation: the relaxation of the placement, grown pair by pair. Knows no integer search.

It starts from a few pairs per student; pricing looks at every pair of the workbook and lets in those of negative
reduced cost, so that the bound holds for all pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.math_opt.python.linear_constraints import LinearConstraint as Row

from models.placement.column_generation.lagrangian_bound import PlacementBound, PlacementDuals, largest_sum, lower_bound
from models.placement.column_generation.lp import Floats, PlacementLp
from models.placement.column_generation.settings import MASTER_SETTINGS
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.capacity import Limits
from models.placement.data.objective import LevelObjective
from models.placement.data.pairs import CandidatePairs
from models.search.control import Control
from models.search.mathopt import solve_linear


@dataclass(frozen=True)
class RelaxedPlacement:
    """A solved relaxation.

    Attributes:
        bound: The best Lagrangian bound found.
        positions: The pairs in the relaxation.
        values: The value (0-1) of each of those pairs.
        met: It reaches the count and shortage that were demanded. A relaxation that was not cut short and does not
            reach them proves that no roster does.
        short: How much more shortage it takes, in students.
        prices: The dual prices that give the bound.
    """

    bound: PlacementBound
    positions: Ints
    values: Floats
    met: bool
    short: int
    prices: PlacementDuals


NO_REDUCED_COSTS = mathopt.VariableFilter(filtered_items=())  # reading all of them takes as long as the solve


class PlacementMaster(PlacementLp):
    """The restricted master, with a dual price for every row."""

    def __init__(
        self, facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, kept: Bools | None = None
    ) -> None:
        super().__init__(facts, pairs, limits, kept)
        self.basis: mathopt.Basis | None = None
        self.fixed_columns = self.model.get_num_variables()

    def solve(
        self, goal: LevelObjective, start: Ints, control: Control, stop_if_unmet: bool = False
    ) -> RelaxedPlacement | None:
        """Solve the LP and price pairs in, in turn, until no pair has negative reduced cost or the time is up.

        Args:
            goal: The level of the objective with what the levels before it demand.
            start: Positions of the pairs that are in the LP from the first round on.
            control: The time.
            stop_if_unmet: End as soon as an artificial variable is still positive while further columns can lower the
                objective by little: what was demanded is then most likely out of reach.

        Returns:
            The best bound of all rounds with the last LP solution; None when not even one LP was solved.
        """
        self.aim(goal)
        self.add(start)
        best: tuple[PlacementBound, PlacementDuals] | None = None
        values, unmet = np.zeros(0), np.ones(1)
        before = -np.inf
        for _ in range(MASTER_SETTINGS.rounds):
            if control.remaining <= 0 or not self._run(control):
                break  # an LP solve that was cut short may have no primal values
            values = np.array(self.result.variable_values(self.columns))
            used = np.array(self.result.variable_values(self.used))
            unmet = np.array(self.result.variable_values(self.artificial))
            prices = self._prices()
            bound = lower_bound(self.facts, self.pairs, self.limits, goal, prices)
            if best is None or bound.scaled > best[0].scaled:
                best = bound, prices
            entering = self._entering(bound)
            cost = float(self.result.objective_value())
            gain = cost - bound.scaled / bound.scale
            enough = self._enough(cost)
            if (
                stop_if_unmet
                and unmet.max() > MASTER_SETTINGS.tolerance
                and gain < MASTER_SETTINGS.out_of_reach * abs(cost)
            ):
                break
            if gain < enough or len(entering) == 0:
                slow = enough > MASTER_SETTINGS.enough and bound.scaled < before + enough * bound.scale
                if slow or not self.add_broken_days(values, used) + self.add_broken_links(values, used):
                    break
                before = bound.scaled
            else:
                self.add_broken_days(values, used)
                self.add(entering)
        if best is None:
            return None
        full = np.zeros(len(self.positions))
        full[: len(values)] = values
        short = max(0, round(np.ceil(unmet[-1] - MASTER_SETTINGS.tolerance)))
        met = bool(unmet.max() < MASTER_SETTINGS.tolerance)
        return RelaxedPlacement(best[0], np.array(self.positions, dtype=np.int64), full, met, short, best[1])

    def aim(self, goal: LevelObjective) -> None:
        if goal.pair_cost is not self.goal.pair_cost:
            self.basis = None  # the old basis is optimal for other costs: a cold start is faster
        super().aim(goal)

    def _enough(self, cost: float) -> float:
        """The gap between LP and Lagrangian bound, in cost, below which no more columns are priced."""
        many = len(self.facts.students) > MASTER_SETTINGS.many_students
        return max(MASTER_SETTINGS.enough, MASTER_SETTINGS.enough_part * abs(cost)) if many else MASTER_SETTINGS.enough

    def _run(self, control: Control) -> bool:
        # New columns keep the last basis primal feasible, so the primal simplex goes on from it. Without a basis it
        # starts from the presolved model.
        solver, how = mathopt.SolverType.GLOP, mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX)
        known = 0 if self.basis is None else len(self.basis.variable_status) - self.fixed_columns
        many = len(self.columns) - known > MASTER_SETTINGS.many_columns * len(self.columns)
        if many and self.model.get_num_linear_constraints() > MASTER_SETTINGS.many_rows:
            self.basis = None
            solver, how = mathopt.SolverType.HIGHS, mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.BARRIER)
        start = mathopt.ModelSolveParameters(
            initial_basis=self._extended_basis(), reduced_costs_filter=NO_REDUCED_COSTS
        )
        self.result = solve_linear(self.model, control, solver=solver, parameters=how, start=start)
        if self.result.termination.reason != mathopt.TerminationReason.OPTIMAL and control.remaining > 0:
            # GLOP gives up as imprecise where weights of millions meet; HiGHS scales them, and needs no basis for it
            self.basis = None
            self.result = solve_linear(self.model, control, solver=mathopt.SolverType.HIGHS)
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
        links = zip(rows.link, dual(list(rows.link.values()), -1).tolist(), strict=True)
        groups = len(self.limits.groups)
        return PlacementDuals(
            scale=scale,
            counted=tuple(
                spread(found, len(line.limit), -1)
                for line, found in zip(self.limits.counted, rows.counted, strict=True)
            ),
            class_day=class_day,
            school=dual(rows.school, 0),
            link={link: price for link, price in links if price},
            maximum=spread(rows.maximum, groups, -1),
            target=spread(rows.target, groups, -1),
            minimum=spread(rows.minimum, groups, 1),
            placed=int(dual([self.placed], 1)[0]),
            short=int(dual([self.most_short], -1)[0]),
            kept=0 if self._kept is None else int(dual([self.kept], 1)[0]),
        )

    def _entering(self, bound: PlacementBound) -> Ints:
        """Pricing: the pairs of most negative reduced cost, a few per student."""
        own = np.array(self.result.dual_values(self.rows.student))
        for s, row in self.rows.pinned.items():
            own[s] += self.result.dual_values(row)
        slack = bound.net / bound.scale - own[self.pairs.student]
        found = np.nonzero((slack < -MASTER_SETTINGS.tolerance * (1 + np.abs(own).max(initial=0))) & ~self._inside)[0]
        found = found[np.lexsort((slack[found], self.pairs.student[found]))]
        first = np.r_[True, np.diff(self.pairs.student[found]) != 0] if len(found) else np.zeros(0, bool)
        begins = np.maximum.accumulate(np.where(first, np.arange(len(found)), 0)) if len(found) else found
        chosen: Ints = found[np.arange(len(found)) - begins < MASTER_SETTINGS.entering_per_student]
        return chosen


def _scale(goal: LevelObjective, students: int) -> int:
    """Units per cost of 1 for integer dual prices: the largest power of 2, up to 2**24, at which no sum overflows."""
    largest = largest_sum(students, int(np.abs(goal.pair_cost).max(initial=1)))
    return 1 << max(0, min(24, int(62 - np.log2(float(largest)))))
