"""The WPA roster, whole: construct, bound, improve. Public: ``schedule``."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.instance import Instance
from instances.rulebook import Rule
from instances.solution import Assessment, AssessmentResult, Booking, Placement, Proof, Status
from models.assessment.block import Block
from models.assessment.bounding import Bounding, Task
from models.assessment.construct import construct, realise
from models.assessment.costs import fair_balance
from models.assessment.counting import count_bound
from models.assessment.exact import SMALL, solve_exactly
from models.assessment.improve import Improver, Roster
from models.assessment.options import Case, Options
from models.assessment.pools import Shortlist
from models.assessment.schools import SCALE
from models.search import Control

EXACT_SHARE = 0.4  # of the time, for one model of everything; then the search takes over
STALL_SHARE = 0.12  # of the time without an improvement: stop, more is not to be expected
STALL_SECONDS = 10.0


def schedule(
    instance: Instance,
    placement: Placement,
    control: Control,
    previous: Assessment | None = None,
    without: frozenset[Rule] = frozenset(),
) -> AssessmentResult:
    """Slots and assessors for every due WPA of a placement (A1-A12, V1-V7).

    Schedules as many as can be, then minimises the weighted wishes; V7 only with a ``previous`` roster. The
    proof's figures hold for the whole workbook and this placement. ``without`` leaves hard rules out, for tests.
    """
    options = Options(instance, placement, previous, without)
    possible = {case.id: case for case in options.cases.values() if options.has_seat(case)}
    if any(case.pinned and case.id not in possible for case in options.cases.values()):
        return _nothing(Status.INFEASIBLE, control)
    return Search(options, possible, control, previous).run()


def _nothing(status: Status, control: Control) -> AssessmentResult:
    return AssessmentResult(None, Proof(status, 0, seconds=control.elapsed))


@dataclass
class Search:
    """One run: a first roster, then improvement until time or gap is gone, with a bound growing beside it."""

    options: Options
    cases: Mapping[str, Case]
    control: Control
    previous: Assessment | None
    rosters: int = 0
    bounding: Bounding = field(default_factory=Bounding)

    def run(self) -> AssessmentResult:
        began = self.control.elapsed
        small = len(self.cases) <= SMALL
        try:
            if not small:
                self._start_bound(len(self.cases))
            first = self._construct()
            if first is None:
                return _nothing(self._why_nothing(), self.control)
            roster = Roster(self.options, first)
            self._report("WPA-rooster: eerste rooster", roster)
            if small:
                exact = self._exactly(roster)
                if exact is not None:
                    return exact
            most = self._complete(roster)
            if small or most < len(self.cases):
                self._start_bound(most)
            self._improve(roster, most)
            return self._result(roster, most, began)
        finally:
            self.bounding.stop()

    def _exactly(self, roster: Roster) -> AssessmentResult | None:
        """One model of everything; None, with the roster perhaps improved, when its time was not enough."""
        exact = solve_exactly(self.options, list(self.cases.values()), self.control.share(EXACT_SHARE))
        if exact is None or exact.proof.status is not Status.FEASIBLE:
            return exact
        if exact.assessment is not None:
            roster.better(dict(exact.assessment))
        return None

    def _why_nothing(self) -> Status:
        """The pinned WPAs did not come out: is that proven impossible, by a model without presolve?"""
        pinned = [case for case in self.cases.values() if case.pinned]
        balance = fair_balance(self.options, set())
        alone = Block(self.options, pinned, {}, balance, presolve=False).solve(self.control, self.control.remaining)
        return Status.INFEASIBLE if alone.infeasible else Status.UNKNOWN

    def _start_bound(self, count: int) -> None:
        self.bounding.stop()
        task = Task(
            self.options.instance, dict(self.options.placement), self.previous, self.options.without,
            tuple(self.cases), count, self.control.remaining,
        )  # fmt: skip
        self.bounding = Bounding.start(task)

    def _shortlist(self) -> Shortlist:
        balance = fair_balance(self.options, set(self.cases))
        return Shortlist(self.options, balance, self.bounding.prices, SCALE)

    def _construct(self) -> dict[str, Booking] | None:
        balance = fair_balance(self.options, set(self.cases))
        return construct(self.options, list(self.cases.values()), balance, self._shortlist(), self.control)

    def _report(self, phase: str, roster: Roster) -> None:
        self.rosters += 1
        self.control.report(
            phase,
            rosters=self.rosters,
            count=len(roster.bookings),
            cost=roster.cost,
            bound=self.bounding.value if len(roster.bookings) == len(self.cases) else None,
        )

    def _improver(self, roster: Roster) -> Improver:
        return Improver(roster, dict(self.cases), self._shortlist(), random.Random(self.control.seed))

    def _complete(self, roster: Roster) -> int:
        """Try to schedule what the construction left out; returns the proven most."""
        if len(roster.bookings) == len(self.cases):
            return len(self.cases)
        most = count_bound(self.options, list(self.cases.values()), roster.bookings, self.control)
        improver = self._improver(roster)
        improver.scores = {"left out": 1.0}
        for _ in improver.run(self.control, min(30.0, self.control.remaining * 0.2)):
            if len(roster.bookings) == most:
                break
        self._report("WPA-rooster: eerste rooster", roster)
        return most

    def _rebuild(self, roster: Roster) -> bool:
        """A roster after the newest plan of the bound; kept if it is better."""
        plan, self.bounding.plan = self.bounding.plan, None
        if plan is None or self.control.remaining <= 0:
            return False
        balance = fair_balance(self.options, set(self.cases))
        cases = list(self.cases.values())
        planned = realise(self.options, cases, plan, balance, self._shortlist(), self.control)
        better = planned is not None and roster.better(planned)
        if better:
            self._report("WPA-rooster: beter plan", roster)
        return better

    def _improve(self, roster: Roster, most: int) -> None:
        improver = self._improver(roster)
        patience = max(STALL_SECONDS, self.control.remaining * STALL_SHARE)
        quiet_since = self.control.elapsed
        # the bound keeps one core busy; when it is done, the search has both
        for gained in improver.run(self.control, self.control.remaining, lambda: 1 if self.bounding.running else 2):
            risen = self.bounding.poll()
            if risen:
                improver.shortlist = self._shortlist()
            gained |= self._rebuild(roster)
            if gained or risen:
                self._report("WPA-rooster: verbeteren", roster)
            if gained:
                quiet_since = self.control.elapsed
            bound = self.bounding.value
            if len(roster.bookings) == most and bound is not None and bound >= roster.cost:
                break
            if self.control.elapsed - quiet_since > patience and not self.bounding.running:
                break

    def _result(self, roster: Roster, most: int, began: float) -> AssessmentResult:
        self.bounding.poll()
        bound = self.bounding.value if len(roster.bookings) == most else None
        if bound is not None and bound > roster.cost:
            raise RuntimeError(f"a WPA roster of {roster.cost} is below the bound {bound}: the bound is invalid")
        status = Status.OPTIMAL if bound == roster.cost else Status.FEASIBLE
        proof = Proof(status, most, 0, bound, self.control.elapsed - began)
        return AssessmentResult(roster.bookings, proof)
