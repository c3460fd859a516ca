"""The WPA roster from nothing to its proof: construct, then bound and improve in turn. Public: ``schedule``."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, AssessmentResult, Booking, Placement, Proof, Status
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.model import Block
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.whole_semester import solve_exactly
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.lagrangian_bound import LagrangianBound, largest_dual_price
from models.assessment.column_generation.subproblems import SubproblemData, SubproblemWorker
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import FairShares, fair_shares
from models.assessment.data.incumbent import Incumbent
from models.assessment.feasibility.count_bound import count_bound
from models.assessment.feasibility.infeasible_subsets import without_wishes
from models.assessment.search.greedy import construct
from models.assessment.search.lns import LargeNeighbourhoodSearch
from models.assessment.search.neighbourhoods import UNSCHEDULED
from models.assessment.search.portfolio import Portfolio
from models.assessment.search.regional_start import construct_by_region
from models.assessment.search.settings import REGION_SETTINGS, SCHEDULE_SETTINGS
from models.assessment.search.short_waits import with_short_waits
from models.assessment.slot_program.settings import SLOT_PROGRAM_SETTINGS
from models.assessment.slot_program.solve import cheapest, fits, most_wpas
from models.parallel.executor import Executor
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.phases import Phase
from models.search.tasks import ParallelTasks


def schedule(
    instance: Instance,
    placement: Placement,
    control: Control,
    previous: Assessment | None = None,
    without: frozenset[Rule] = frozenset(),
    executor: Callable[[], Executor] = InlineExecutor,
) -> AssessmentResult:
    """Slots and assessors for every due WPA of a placement (A1-A12, V1-V8).

    Schedules as many as can be, then minimises the weighted wishes.
    Source: decisions 2 and 12.

    Args:
        instance: The workbook.
        placement: Student id to mentor id; students without a mentor get no WPA.
        control: Seconds, seed, stop button and progress.
        previous: The roster from which changes count (V7); None when not replanning.
        without: Hard rules left out, for tests.
        executor: Makes those who solve the parts; called once there are parts. It is not closed here.

    Returns:
        The roster with its proof, whose figures hold for the whole workbook and this placement. The roster is None
        when pinned WPAs did not come out: proven impossible, or for want of time (the status says which).

    Raises:
        RuntimeError: A bound above the cost of a roster was found, which would be a mistake in the bound.
    """
    data = AssessmentData(instance, placement, previous, without)
    possible = {case.id: case for case in data.cases.values() if data.has_seat(case)}
    if any(case.pinned and case.id not in possible for case in data.cases.values()):
        return _nothing(Status.INFEASIBLE, control)
    return _ScheduleSearch(data, possible, control, previous, executor).run()


def _nothing(status: Status, control: Control) -> AssessmentResult:
    return AssessmentResult(None, Proof(status, 0, seconds=control.elapsed))


@dataclass
class _ScheduleSearch:
    """One run: a first roster, then a portfolio of bound and improvement until time or gap is gone."""

    data: AssessmentData
    cases: Mapping[str, Case]
    control: Control
    previous: Assessment | None
    executor: Callable[[], Executor]
    rosters: int = 0

    def run(self) -> AssessmentResult:
        began = self.control.elapsed
        if len(self.cases) <= BLOCK_SETTINGS.exact_wpas:
            first = self._construct(self.control)
            if first is None:
                return _nothing(self._status_without_roster(), self.control)
            exact = self._exactly(first)
            return exact if exact is not None else self._search(began, first)
        return self._search(began, None)

    def _search(self, began: float, incumbent: Incumbent | None) -> AssessmentResult:
        """The portfolio, from an incumbent or with a first one of its own."""
        sent = SubproblemData(
            self.data.instance, dict(self.data.placement), self.previous, self.data.without,
            tuple(self.cases), largest_dual_price(self.data),
        )  # fmt: skip
        cases = list(self.cases.values())
        tasks = ParallelTasks(self.executor(), SubproblemWorker.of, sent, self.control)
        try:
            lagrangian = LagrangianBound(self.data, cases, len(cases), tasks)
            incumbent = incumbent or self._first(lagrangian, tasks)
            if incumbent is None:
                return _nothing(self._status_without_roster(), self.control)
            most = self._schedule_more(incumbent, tasks)
            if most < len(cases):
                lagrangian = LagrangianBound(self.data, cases, most, tasks)
            self._cheapest(incumbent, most, lagrangian)
            stop = Portfolio(self.data, self.cases, incumbent, lagrangian, self.control, self._report).run()
        finally:
            tasks.close()
        cost, bound = incumbent.cost, lagrangian.value if len(incumbent.bookings) == most else None
        if bound is not None and bound > cost:
            raise RuntimeError(f"a WPA roster of {cost} is below the bound {bound}: the bound is invalid")
        status = Status.OPTIMAL if bound == cost else Status.FEASIBLE
        proof = Proof(status, most, 0, bound, self.control.elapsed - began, stop, schools=lagrangian.duals)
        return AssessmentResult(incumbent.bookings, proof)

    def _first(self, lagrangian: LagrangianBound, tasks: ParallelTasks[SubproblemWorker]) -> Incumbent | None:
        """A first roster. None when the pinned WPAs did not come out."""
        if len(self.cases) < REGION_SETTINGS.least_wpas:
            return self._construct_in_parallel(lagrangian)
        found = construct_by_region(
            self.data, list(self.cases.values()), self._shares, self._shortlist(), self.control, tasks
        )
        return self._as_first(found, self.control)

    def _construct_in_parallel(self, lagrangian: LagrangianBound) -> Incumbent | None:
        """A first roster in a thread, while the workers price columns. None when the pinned WPAs did not come out."""
        budget = self.control.parallel_budget(self.control.remaining)
        began = self.control.elapsed
        with ThreadPoolExecutor(1) as thread:
            constructing = thread.submit(self._construct, budget)
            for _ in range(SCHEDULE_SETTINGS.bound_rounds):
                if constructing.done() and not self.control.settings.reproducible:
                    break
                if not lagrangian.round(self.control, 0):
                    break
                self.control.report(Phase.FIRST_WPA)
            incumbent = constructing.result()
        self.control.charge(max(0.0, budget.elapsed - (self.control.elapsed - began)))
        return incumbent

    def _exactly(self, incumbent: Incumbent) -> AssessmentResult | None:
        """One model of everything; None, with the incumbent perhaps improved, when its time was not enough."""
        self._report(Phase.EXACT_WPA, incumbent, None)
        control = self.control.sub_budget(SCHEDULE_SETTINGS.exact_share)
        exact = solve_exactly(self.data, list(self.cases.values()), control, incumbent.bookings)
        if exact is None or exact.proof.status is not Status.FEASIBLE:
            return exact
        if exact.assessment is not None:
            incumbent.better(dict(exact.assessment))
        return None

    def _cheapest(self, incumbent: Incumbent, most: int, lagrangian: LagrangianBound) -> None:
        """A cheap roster of the most WPAs, and a bound on its cost, where few slots and assessors are possible."""
        cases = list(self.cases.values())
        small = fits(self.data, cases, SLOT_PROGRAM_SETTINGS.cost_variables)
        if self.data.replanning or not small or len(incumbent.bookings) < most or self.control.remaining <= 0:
            return
        self._report(Phase.EXACT_WPA, incumbent, None)
        seconds = self.control.remaining * SLOT_PROGRAM_SETTINGS.cost_share
        found = cheapest(self.data, cases, most, incumbent.bookings, self.control, seconds)
        if found.bookings is not None:
            incumbent.better(with_short_waits(self.data, found.bookings, self.control))
        if found.bound is not None:
            lagrangian.raise_to(min(found.bound, incumbent.cost))
        self._report(Phase.EXACT_WPA, incumbent, lagrangian.value)

    def _status_without_roster(self) -> Status:
        """The pinned WPAs did not come out: is that proven impossible, by a model without presolve?"""
        if self.control.remaining <= 0:
            return Status.UNKNOWN
        pinned = [case for case in self.cases.values() if case.pinned]
        plain = without_wishes(self.data.instance, self.data.without)
        alone = Block(plain, pinned, {}, {}, presolve=False).solve(self.control, self.control.remaining)
        return Status.INFEASIBLE if alone.infeasible else Status.UNKNOWN

    @cached_property
    def _shares(self) -> FairShares:
        """The fair shares (V2) when everything is scheduled."""
        return fair_shares(self.data, set(self.cases))

    def _shortlist(self) -> Shortlist:
        return Shortlist(self.data, self._shares, {}, SCALE)

    def _construct(self, control: Control) -> Incumbent | None:
        found = construct(self.data, list(self.cases.values()), self._shares, self._shortlist(), control)
        return self._as_first(found, control)

    def _as_first(self, first: dict[str, Booking] | None, control: Control) -> Incumbent | None:
        if first is None:
            return None
        incumbent = Incumbent(self.data, with_short_waits(self.data, first, control))
        self._report(Phase.FIRST_WPA, incumbent, None)
        return incumbent

    def _report(self, phase: Phase, incumbent: Incumbent, bound: int | None) -> None:
        """``bound`` holds for rosters of as many WPAs as this one."""
        self.rosters += 1
        count, cost = len(incumbent.bookings), incumbent.cost
        self.control.report(phase, rosters=self.rosters, count=count, cost=cost, bound=bound)

    def _schedule_more(self, incumbent: Incumbent, tasks: ParallelTasks[SubproblemWorker]) -> int:
        """Try to schedule what the construction left out; returns the most that may be possible."""
        if len(incumbent.bookings) == len(self.cases) or self.control.remaining <= 0:
            return len(self.cases)
        self._report(Phase.MORE_WPAS, incumbent, None)
        cases = list(self.cases.values())
        most = len(cases)
        if fits(self.data, cases, SLOT_PROGRAM_SETTINGS.most_variables):
            share = self.control.remaining * SLOT_PROGRAM_SETTINGS.most_share
            seconds = min(SLOT_PROGRAM_SETTINGS.most_seconds, share)
            found = most_wpas(self.data, cases, self.control, seconds)
            most = len(cases) if found.bound is None else found.bound
            if found.bookings is not None and len(found.bookings) > len(incumbent.bookings):
                incumbent.better(with_short_waits(self.data, found.bookings, self.control))
                self._report(Phase.MORE_WPAS, incumbent, None)
        if len(incumbent.bookings) < most:
            most = min(most, count_bound(self.data, cases, incumbent.bookings, self.control))
        if len(incumbent.bookings) == most:
            return most
        rng = random.Random(self.control.seed)
        lns = LargeNeighbourhoodSearch(incumbent, self.cases, self._shortlist(), rng, tasks, (UNSCHEDULED,))
        share = self.control.remaining * SCHEDULE_SETTINGS.unscheduled_share
        for _ in lns.run(self.control, min(SCHEDULE_SETTINGS.unscheduled_seconds, share)):
            if len(incumbent.bookings) == most:
                break
        self._report(Phase.MORE_WPAS, incumbent, None)
        return most
