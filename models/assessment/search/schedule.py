"""The WPA roster, whole: construct, then bound, plan and improve in turn. Public: ``schedule``."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, AssessmentResult, Placement, Proof, Status
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.model import Block
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.whole_semester import solve_exactly
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.lagrangian_bound import LagrangianBound, largest_dual_price
from models.assessment.column_generation.subproblems import SubproblemData, SubproblemWorker
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.assessment.data.incumbent import Incumbent
from models.assessment.feasibility.count_bound import count_bound
from models.assessment.search.greedy import construct
from models.assessment.search.lns import LargeNeighbourhoodSearch
from models.assessment.search.portfolio import Portfolio
from models.parallel.executor import Executor
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.phases import Phase
from models.search.tasks import ParallelTasks

ROUNDS_BESIDE = 4  # of prices, while the first roster is made
EXACT_SHARE = 0.4  # of the time, for one model of everything; then the search takes over
COMPLETE_SHARE, COMPLETE_SECONDS = 0.2, 30.0  # for WPAs that the first roster left out


def schedule(
    instance: Instance,
    placement: Placement,
    control: Control,
    previous: Assessment | None = None,
    without: frozenset[Rule] = frozenset(),
    executor: Callable[[], Executor] = InlineExecutor,
) -> AssessmentResult:
    """Slots and assessors for every due WPA of a placement (A1-A12, V1-V7).

    Schedules as many as can be, then minimises the weighted wishes; V7 only with a ``previous`` roster. The
    proof's figures hold for the whole workbook and this placement. ``without`` leaves hard rules out, for tests.
    ``executor`` gives those who solve the parts; it is asked for once there are parts, and stays open.
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
    """One run: a first roster, then a course of improvement and proof until time or gap is gone."""

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
                return _nothing(self._why_nothing(), self.control)
            exact = self._exactly(first)
            return exact if exact is not None else self._search(began, first)
        return self._search(began, None)

    def _search(self, began: float, roster: Incumbent | None) -> AssessmentResult:
        """The course, from a roster or with a first one of its own."""
        task = SubproblemData(
            self.data.instance, dict(self.data.placement), self.previous, self.data.without,
            tuple(self.cases), largest_dual_price(self.data),
        )  # fmt: skip
        cases = list(self.cases.values())
        lanes = ParallelTasks(self.executor(), SubproblemWorker.of, task, self.control)
        try:
            bounding = LagrangianBound(self.data, cases, len(cases), lanes)
            roster = roster or self._construct_beside(bounding)
            if roster is None:
                return _nothing(self._why_nothing(), self.control)
            most = self._complete(roster, lanes)
            if most < len(cases):
                bounding = LagrangianBound(self.data, cases, most, lanes)
            course = Portfolio(self.data, self.cases, roster, bounding, self.control, self._report)
            stop = course.run()
        finally:
            lanes.close()
        bound = bounding.value if len(roster.bookings) == most else None
        if bound is not None and bound > roster.cost:
            raise RuntimeError(f"a WPA roster of {roster.cost} is below the bound {bound}: the bound is invalid")
        status = Status.OPTIMAL if bound == roster.cost else Status.FEASIBLE
        return AssessmentResult(roster.bookings, Proof(status, most, 0, bound, self.control.elapsed - began, stop))

    def _construct_beside(self, bounding: LagrangianBound) -> Incumbent | None:
        """A first roster in a thread, while the workers look for prices. None when the pinned WPAs did not come out."""
        lane = self.control.parallel_budget(self.control.remaining)
        began = self.control.elapsed
        with ThreadPoolExecutor(1) as thread:
            constructing = thread.submit(self._construct, lane)
            for _ in range(ROUNDS_BESIDE):
                if constructing.done() and not self.control.settings.reproducible:
                    break
                if not bounding.round(self.control, 0):
                    break
                self.control.report(Phase.FIRST_WPA)
            roster = constructing.result()
        self.control.charge(max(0.0, lane.elapsed - (self.control.elapsed - began)))
        return roster

    def _exactly(self, roster: Incumbent) -> AssessmentResult | None:
        """One model of everything; None, with the roster perhaps improved, when its time was not enough."""
        self._report(Phase.EXACT_WPA, roster, None)
        exact = solve_exactly(self.data, list(self.cases.values()), self.control.sub_budget(EXACT_SHARE))
        if exact is None or exact.proof.status is not Status.FEASIBLE:
            return exact
        if exact.assessment is not None:
            roster.better(dict(exact.assessment))
        return None

    def _why_nothing(self) -> Status:
        """The pinned WPAs did not come out: is that proven impossible, by a model without presolve?"""
        pinned = [case for case in self.cases.values() if case.pinned]
        shares = fair_shares(self.data, set())
        alone = Block(self.data, pinned, {}, shares, presolve=False).solve(self.control, self.control.remaining)
        return Status.INFEASIBLE if alone.infeasible else Status.UNKNOWN

    def _shortlist(self) -> Shortlist:
        return Shortlist(self.data, fair_shares(self.data, set(self.cases)), {}, SCALE)

    def _construct(self, control: Control) -> Incumbent | None:
        shares = fair_shares(self.data, set(self.cases))
        first = construct(self.data, list(self.cases.values()), shares, self._shortlist(), control)
        if first is None:
            return None
        roster = Incumbent(self.data, first)
        self._report(Phase.FIRST_WPA, roster, None)
        return roster

    def _report(self, phase: Phase, roster: Incumbent, bound: int | None) -> None:
        """``bound`` holds for rosters of as many WPAs as this one."""
        self.rosters += 1
        self.control.report(phase, rosters=self.rosters, count=len(roster.bookings), cost=roster.cost, bound=bound)

    def _complete(self, roster: Incumbent, lanes: ParallelTasks[SubproblemWorker]) -> int:
        """Try to schedule what the construction left out; returns the most that may be possible."""
        if len(roster.bookings) == len(self.cases) or self.control.remaining <= 0:
            return len(self.cases)
        self._report(Phase.MORE_WPAS, roster, None)
        most = count_bound(self.data, list(self.cases.values()), roster.bookings, self.control)
        improver = LargeNeighbourhoodSearch(
            roster, dict(self.cases), self._shortlist(), random.Random(self.control.seed), lanes
        )
        improver.scores = {"left out": 1.0}
        for _ in improver.run(self.control, min(COMPLETE_SECONDS, self.control.remaining * COMPLETE_SHARE)):
            if len(roster.bookings) == most:
                break
        self._report(Phase.MORE_WPAS, roster, None)
        return most
