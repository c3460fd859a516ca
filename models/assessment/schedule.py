"""The WPA roster, whole: construct, bound, improve. Public: ``schedule``."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.instance import Instance
from instances.rulebook import Rule
from instances.solution import Assessment, AssessmentResult, Placement, Proof, Status
from models.assessment.bound import SCALE, PricedSchools, Subgradient
from models.assessment.construct import construct
from models.assessment.costs import fair_balance
from models.assessment.counting import count_bound
from models.assessment.exact import SMALL, solve_exactly
from models.assessment.improve import Improver, Roster
from models.assessment.options import Case, Options
from models.assessment.pools import Shortlist
from models.search import Control

BOUND_SHARE = 0.25  # of the time, at most, before improving starts
BOUND_ROUNDS = 60
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
    possible = {case.id: case for case in options.cases.values() if _has_seat(options, case)}
    if any(case.pinned and case.id not in possible for case in options.cases.values()):
        return _nothing(Status.INFEASIBLE, control)
    if len(possible) <= SMALL:
        exact = solve_exactly(options, list(possible.values()), control)
        if exact is not None:
            return exact
    return Search(options, possible, control).run()


def _has_seat(options: Options, case: Case) -> bool:
    """Is there one slot with the assessors it needs?"""
    for slot in case.slots:
        field_free = any(slot.id in options.open_slots[t] for t in case.field)
        if field_free and (not case.two or any(slot.id in options.open_slots[t] for t in case.institute)):
            return True
    return False


def _nothing(status: Status, control: Control) -> AssessmentResult:
    return AssessmentResult(None, Proof(status, 0, seconds=control.elapsed))


@dataclass
class Search:
    """One run: a first roster, prices and bound, then improvement until time or gap is gone."""

    options: Options
    cases: Mapping[str, Case]
    control: Control
    rosters: int = 0
    bound: int | None = None
    prices: Mapping[str, int] = field(default_factory=dict)

    def run(self) -> AssessmentResult:
        began = self.control.elapsed
        balance = fair_balance(self.options, set(self.cases))
        first = construct(self.options, list(self.cases.values()), balance, self._shortlist(), self.control)
        if first is None:
            return _nothing(Status.INFEASIBLE if self.control.remaining > 0 else Status.UNKNOWN, self.control)
        roster = Roster(self.options, first)
        self._report("WPA-rooster: eerste rooster", roster)
        self._complete(roster)
        most = self._most(roster)
        if len(roster.bookings) == most:
            self._bound(roster, most)
        self._rebuild(roster)
        self._improve(roster)
        most = min(most, self._most(roster))
        return self._result(roster, most, began)

    def _shortlist(self) -> Shortlist:
        return Shortlist(self.options, fair_balance(self.options, set(self.cases)), self.prices, SCALE)

    def _report(self, phase: str, roster: Roster) -> None:
        self.rosters += 1
        bound = self.bound if len(roster.bookings) == len(self.cases) else None
        self.control.report(phase, rosters=self.rosters, count=len(roster.bookings), cost=roster.cost, bound=bound)

    def _improver(self, roster: Roster) -> Improver:
        return Improver(roster, dict(self.cases), self._shortlist(), random.Random(self.control.seed))

    def _complete(self, roster: Roster) -> None:
        """Try to schedule what the construction left out."""
        if len(roster.bookings) == len(self.cases):
            return
        improver = self._improver(roster)
        improver.scores = {"left out": 1.0}
        seconds = min(30.0, self.control.remaining * 0.2)
        for _ in improver.run(self.control, seconds, None):
            if len(roster.bookings) == len(self.cases):
                break
        self._report("WPA-rooster: eerste rooster", roster)

    def _most(self, roster: Roster) -> int:
        if len(roster.bookings) == len(self.cases):
            return len(self.cases)
        return count_bound(self.options, list(self.cases.values()), roster.bookings, self.control)

    def _bound(self, roster: Roster, most: int) -> None:
        """Prices and a valid bound for rosters that schedule ``most``; better prices also guide the search."""
        skips = len(self.cases) - most
        balance = fair_balance(self.options, set(self.cases))
        schools = PricedSchools(self.options, self.cases.values(), balance, skips)
        if skips:
            schools.set_skip_price(SCALE * 2 * max(1, roster.cost // max(1, most)))
        search = Subgradient(schools)
        until = self.control.elapsed + self.control.remaining * BOUND_SHARE
        for _ in range(BOUND_ROUNDS):
            if self.control.elapsed > until or search.step < 0.02 or not search.round(roster.cost, self.control):
                break
            self.bound = search.best
            self._report("WPA-rooster: hoe goed kan het worden", roster)
            if self.bound is not None and self.bound >= roster.cost:
                break
        self.prices = search.best_prices

    def _rebuild(self, roster: Roster) -> None:
        """A second roster, led by the prices; kept if it is better."""
        if not any(self.prices.values()) or self.control.remaining <= 0:
            return
        balance = fair_balance(self.options, set(self.cases))
        second = construct(self.options, list(self.cases.values()), balance, self._shortlist(), self.control)
        if second is not None and roster.better(second):
            self._report("WPA-rooster: tweede rooster", roster)

    def _improve(self, roster: Roster) -> None:
        improver = self._improver(roster)
        patience = max(STALL_SECONDS, self.control.remaining * STALL_SHARE)
        quiet_since = self.control.elapsed
        for gained in improver.run(self.control, self.control.remaining, self.bound):
            if gained:
                quiet_since = self.control.elapsed
                self._report("WPA-rooster: verbeteren", roster)
            elif self.control.elapsed - quiet_since > patience:
                break

    def _result(self, roster: Roster, most: int, began: float) -> AssessmentResult:
        complete = len(roster.bookings) == most
        bound = self.bound if complete else None
        optimal = complete and bound is not None and bound >= roster.cost
        status = Status.OPTIMAL if optimal else Status.FEASIBLE
        proof = Proof(status, most, 0, bound, self.control.elapsed - began)
        return AssessmentResult(roster.bookings, proof)
