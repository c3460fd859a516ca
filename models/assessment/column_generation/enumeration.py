"""Closing a small gap for good: every column of a school that a cheaper roster could use, and the best choice of those.

A roster cheaper than the incumbent uses in every school a column whose reduced cost is within the gap. If all such
columns are known, one for each *load vector* (who has how many WPAs of the school), the cheapest choice among them is
a valid bound. Where that is not yet the cost of the incumbent, one model of all WPAs, with only these load vectors,
either finds a cheaper roster or proves that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from models.assessment.block.model import Block
from models.assessment.block.restrictions import LoadVector, Restrictions
from models.assessment.column_generation.column_pool import ColumnPool
from models.assessment.column_generation.dual_prices import SCALE, DualPrices
from models.assessment.column_generation.lagrangian_bound import LagrangianBound
from models.assessment.column_generation.pricing import PricedColumn, priced_column, pricing_model
from models.assessment.column_generation.set_partitioning import solve_set_partitioning
from models.assessment.column_generation.settings import ENUMERATION_SETTINGS
from models.assessment.column_generation.subproblems import SubproblemWorker
from models.assessment.data.cases import AssessmentData
from models.assessment.data.incumbent import Incumbent
from models.search.control import Control, solve
from models.search.settings import SearchSettings


@dataclass(frozen=True, slots=True)
class EnumerationTask:
    """The columns of one school within the gap.

    Attributes:
        settings: Time and seed.
        school: School id.
        prices: Scaled dual prices of the best bound.
        bound: Scaled bound of the pricing problem at those.
        gap: Scaled; how much more a column may cost at those prices.
    """

    settings: SearchSettings
    school: str
    prices: DualPrices
    bound: int
    gap: int


@dataclass(frozen=True, slots=True)
class EnumeratedColumns:
    """What the enumeration found, and the seconds of work it took.

    Attributes:
        columns: The cheapest column of each load vector; None when there were too many, or too little time to be
            sure of all.
        seconds: Of work.
    """

    columns: tuple[PricedColumn, ...] | None
    seconds: float


def enumerate_columns(worker: SubproblemWorker, task: EnumerationTask) -> EnumeratedColumns:
    """For every load vector of a school its cheapest column, if that is within the gap.

    Assessors are left out only when they are more expensive than the gap: every cheaper roster has a load vector that
    is listed.
    """
    control = Control.of(task.settings)
    pools = worker.day_pools_within(task.school, task.prices, task.gap + 1)
    pricing = pricing_model(worker.schools[task.school], pools, task.prices, counted=True)
    pricing.model.add(pricing.objective <= task.bound + task.gap)
    found: list[PricedColumn] = []
    while len(found) < ENUMERATION_SETTINGS.most_columns and control.remaining > 0:
        solver, status = solve(pricing.model, control, linearization_level=2, cut_level=0)
        if status == cp_model.INFEASIBLE:
            # or-tools 5274: this version can call a feasible model infeasible in presolve
            _, again = solve(pricing.model, control, cp_model_presolve=False, linearization_level=2)
            return EnumeratedColumns(tuple(found) if again == cp_model.INFEASIBLE else None, control.elapsed)
        if status != cp_model.OPTIMAL:
            break
        column = priced_column(pricing.bookings(solver), solver, task.prices)
        found.append(column)
        # all WPAs are scheduled, so in another load vector somebody has fewer
        pricing.model.add_bool_or(
            pricing.unary_load[trainer][count - 1].negated() for trainer, count in column.loads.items()
        )
    return EnumeratedColumns(None, control.elapsed)


@dataclass(frozen=True)
class ColumnEnumeration:
    """A try to close the gap between the bound and the incumbent."""

    data: AssessmentData
    lagrangian: LagrangianBound
    incumbent: Incumbent

    def run(self, control: Control) -> None:
        """Raise the bound, and improve the incumbent, as far as that comes out in time.

        Args:
            control: The time for this try, and the stop button.
        """
        columns = self._enumerate(control)
        if columns is None:
            return
        if not all(columns.values()):
            self.lagrangian.raise_to(self.incumbent.cost)
            return
        least = self._cheapest_choice(columns, control)
        if least is None:
            return
        self.lagrangian.raise_to(min(self.incumbent.cost, least))
        if least < self.incumbent.cost:
            self._solve_with(self._useful(columns, control), control)

    def _cheapest_choice(self, columns: Mapping[str, Sequence[PricedColumn]], control: Control) -> int | None:
        """What the cheapest choice of one column per school costs, days and pairs aside; None when not proven."""
        known = {school: list(here) for school, here in columns.items()}
        pool = ColumnPool(self.lagrangian.pool.sizes, self.lagrangian.pool.polytopes, columns=known)
        best = solve_set_partitioning(pool, control, control.remaining)
        return None if best is None else self.lagrangian.rounded(best.cost)

    def _useful(
        self, columns: Mapping[str, tuple[PricedColumn, ...]], control: Control
    ) -> dict[str, tuple[PricedColumn, ...]]:
        """The columns that are part of a choice cheaper than the incumbent."""
        useful = dict(columns)
        for school, here in columns.items():
            useful[school] = tuple(one for one in here if self._may_help(useful | {school: (one,)}, control))
        return useful

    def _may_help(self, columns: Mapping[str, Sequence[PricedColumn]], control: Control) -> bool:
        """Not proven, for want of time or otherwise, that no choice of these is cheaper than the incumbent."""
        cost = self._cheapest_choice(columns, control) if control.remaining > 0 else None
        return cost is None or cost < self.incumbent.cost

    def _enumerate(self, control: Control) -> dict[str, tuple[PricedColumn, ...]] | None:
        """Per school the columns that a cheaper roster could use; None when there are too many."""
        lagrangian = self.lagrangian
        gap = lagrangian.gap_to(self.incumbent.cost - 1)
        if gap is None or gap < 0 or lagrangian.pool.unscheduled:
            return None
        settings = control.serialised()
        tasks = [
            EnumerationTask(settings, school, lagrangian.best_prices[school], lagrangian.best_bounds[school], gap)
            for school in lagrangian.schools
        ]
        results = lagrangian.tasks.all(enumerate_columns, tasks, control)
        if results is None:
            return None
        control.charge(sum(result.seconds for result in results) / lagrangian.tasks.width)
        found = {}
        for school, result in zip(lagrangian.schools, results, strict=True):
            if result.columns is None:
                return None
            found[school] = result.columns
        return found

    def _solve_with(self, columns: Mapping[str, tuple[PricedColumn, ...]], control: Control) -> None:
        """A cheaper roster with the load vectors of these columns, or the proof that there is none."""
        cases = [case for here in self.lagrangian.schools.values() for case in here]
        load_vectors = {
            school: [LoadVector(column.loads, column.cost // SCALE) for column in here]
            for school, here in columns.items()
        }
        assessors = {
            school: {trainer for each in here for trainer in each.loads} for school, here in load_vectors.items()
        }
        cost_limit = self.lagrangian.cost_inside(self.incumbent.cost - 1)
        block = Block(
            self.data,
            cases,
            self.incumbent.bookings,
            self.lagrangian.shares,
            {case.id: assessors[case.school] for case in cases},
            restrictions=Restrictions(load_vectors=load_vectors, cost_limit=cost_limit),
        )
        if control.remaining <= 0:
            return
        found = block.solve(control, control.remaining)
        if found.infeasible and replace(block, presolve=False).solve(control, control.remaining).infeasible:
            self.lagrangian.raise_to(self.incumbent.cost)
        if found.bookings is not None:
            self.incumbent.better(found.bookings)
            if found.optimal:
                self.lagrangian.raise_to(self.incumbent.cost)
