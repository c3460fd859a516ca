"""Closing a small gap for good: every plan of a school that a cheaper roster could use, and the best choice of those.

A roster cheaper than the best so far uses in every school a plan whose cost after tariffs is within the gap of
that school's cheapest. If all such plans are known, up to who assesses how often (its *spread*), the cheapest
choice among them is a valid bound. Where that is not yet the cost of the roster, one model of all WPAs, with only
these spreads, either finds a cheaper roster or proves that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from models.assessment.block.model import Block
from models.assessment.block.restrictions import LoadVector, Restrictions
from models.assessment.column_generation.dual_prices import SCALE, DualPrices
from models.assessment.column_generation.lagrangian_bound import LagrangianBound
from models.assessment.column_generation.pricing import PricedColumn, bound_of, pricing_model
from models.assessment.column_generation.set_partitioning import IntegerMaster
from models.assessment.column_generation.subproblems import SubproblemWorker
from models.assessment.data.cases import AssessmentData
from models.assessment.data.incumbent import Incumbent
from models.search.control import Control, solve
from models.search.settings import SearchSettings

MOST = 150  # plans per school; with more it is not worth it


@dataclass(frozen=True, slots=True)
class EnumerationTask:
    """One school: its bound at these tariffs, and how much dearer than that (scaled) a plan may be."""

    settings: SearchSettings
    school: str
    tariffs: DualPrices
    value: int
    gap: int


@dataclass(frozen=True, slots=True)
class EnumeratedColumns:
    """``plans`` is None when there were too many, or too little time to be sure of all."""

    plans: tuple[PricedColumn, ...] | None
    seconds: float


def enumerate_columns(desk: SubproblemWorker, asked: EnumerationTask) -> EnumeratedColumns:
    """For every way to spread a school's WPAs over assessors, its cheapest plan if that is within the gap.

    Choices are left out only when they are dearer than the gap: every cheaper roster has a spread that is listed.
    """
    control = Control.of(asked.settings)
    offers = desk.everyone(asked.school, asked.tariffs, asked.gap + 1)
    asking = pricing_model(desk.schools[asked.school], offers, asked.tariffs, counted=True)
    asking.model.add(asking.objective <= asked.value + asked.gap)
    found: list[PricedColumn] = []
    while len(found) < MOST and control.remaining > 0:
        solver, status = solve(asking.model, control, linearization_level=2, cut_level=0)
        if status == cp_model.INFEASIBLE:
            # or-tools 5274: this version can call a feasible model infeasible in presolve
            _, again = solve(asking.model, control, cp_model_presolve=False, linearization_level=2)
            return EnumeratedColumns(tuple(found) if again == cp_model.INFEASIBLE else None, control.elapsed)
        if status != cp_model.OPTIMAL:
            break
        plan = bound_of(asking.plan(solver), solver, asked.tariffs, 0, 0)
        found.append(plan)
        # all WPAs are held, so another spread has somebody with fewer
        asking.model.add_bool_or(asking.steps[trainer][count - 1].negated() for trainer, count in plan.loads.items())
    return EnumeratedColumns(None, control.elapsed)


@dataclass(frozen=True)
class GapClosing:
    """A try to close the gap between a bound and a roster."""

    data: AssessmentData
    bounding: LagrangianBound
    roster: Incumbent

    def run(self, control: Control) -> None:
        """Raises the bound, and makes the roster better, as far as that comes out in time."""
        spreads = self._spreads(control)
        if spreads is None:
            return
        if not all(spreads.values()):
            self.bounding.raise_to(self.roster.cost)
            return
        best = self._cheapest(spreads, control)
        if best is None:
            return
        self.bounding.raise_to(min(self.roster.cost, best))
        if best < self.roster.cost:
            self._search(self._worth(spreads, control), control)

    def _cheapest(self, plans: Mapping[str, Sequence[PricedColumn]], control: Control) -> int | None:
        """What the cheapest choice of one plan per school costs, days and pairs aside; None when not proven."""
        columns = {school: list(here) for school, here in plans.items()}
        master = IntegerMaster(self.bounding.master.sizes, self.bounding.master.workloads, columns=columns)
        best = master.fit(control, control.remaining)
        return None if best is None else self.bounding.whole(best.cost)

    def _worth(
        self, spreads: Mapping[str, tuple[PricedColumn, ...]], control: Control
    ) -> dict[str, tuple[PricedColumn, ...]]:
        """The spreads that are part of a choice cheaper than the roster."""
        worth = dict(spreads)
        for school, plans in spreads.items():
            worth[school] = tuple(plan for plan in plans if self._may_help(worth | {school: (plan,)}, control))
        return worth

    def _may_help(self, plans: Mapping[str, Sequence[PricedColumn]], control: Control) -> bool:
        """Not proven, for want of time or otherwise, that no choice of these is cheaper than the roster."""
        cost = self._cheapest(plans, control) if control.remaining > 0 else None
        return cost is None or cost < self.roster.cost

    def _spreads(self, control: Control) -> dict[str, tuple[PricedColumn, ...]] | None:
        """Per school the plans that a cheaper roster could use; None when there are too many."""
        bounding = self.bounding
        gap = bounding.gap_to(self.roster.cost - 1)
        if gap is None or gap < 0 or bounding.master.skips:
            return None
        settings = control.serialised()
        questions = [
            EnumerationTask(settings, school, bounding.best_tariffs[school], bounding.best_values[school], gap)
            for school in bounding.schools
        ]
        answers = bounding.lanes.all(enumerate_columns, questions, control)
        if answers is None:
            return None
        control.charge(sum(answer.seconds for answer in answers) / bounding.lanes.width)
        found = {}
        for school, answer in zip(bounding.schools, answers, strict=True):
            if answer.plans is None:
                return None
            found[school] = answer.plans
        return found

    def _search(self, spreads: Mapping[str, tuple[PricedColumn, ...]], control: Control) -> None:
        """A cheaper roster with these spreads, or the proof that there is none."""
        cases = [case for here in self.bounding.schools.values() for case in here]
        ways = {
            school: [LoadVector(plan.loads, plan.cost // SCALE) for plan in plans] for school, plans in spreads.items()
        }
        team = {school: {trainer for way in here for trainer in way.loads} for school, here in ways.items()}
        block = Block(
            self.data,
            cases,
            self.roster.bookings,
            self.bounding.shares,
            {case.id: team[case.school] for case in cases},
            restrictions=Restrictions(load_vectors=ways, cost_limit=self.bounding.part(self.roster.cost - 1)),
        )
        if control.remaining <= 0:
            return
        found = block.solve(control, control.remaining)
        if found.infeasible and replace(block, presolve=False).solve(control, control.remaining).infeasible:
            self.bounding.raise_to(self.roster.cost)
        if found.bookings is not None:
            self.roster.better(found.bookings)
            if found.optimal:
                self.bounding.raise_to(self.roster.cost)
