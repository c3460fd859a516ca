"""The portfolio of a search: bound, columns, LNS and enumeration in turn, whichever brings most. Knows no rule."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from instances.domain.solution import Booking, Stop
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.enumeration import ColumnEnumeration
from models.assessment.column_generation.lagrangian_bound import LagrangianBound
from models.assessment.column_generation.repricing_heuristic import RepricingHeuristic
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.assessment.data.incumbent import Incumbent
from models.assessment.search.greedy import realise
from models.assessment.search.lns import LargeNeighbourhoodSearch
from models.assessment.search.operator_selection import ExpectedGain
from models.assessment.search.settings import PORTFOLIO_SETTINGS
from models.assessment.search.short_waits import with_short_waits
from models.search.control import Control
from models.search.phases import Phase
from models.search.stagnation import StagnationCriterion

Report = Callable[[Phase, Incumbent, int | None], None]
"""Receives the phase, the incumbent and the bound that holds for rosters of as many WPAs, if there is one."""

LNS, BOUND, REPRICING, CLOSING = "LNS", "bound", "repricing", "closing"


class Portfolio:
    """Improves an incumbent in place, with the Lagrangian bound beside it, until proven, stagnated or out of time."""

    def __init__(
        self,
        data: AssessmentData,
        cases: Mapping[str, Case],
        incumbent: Incumbent,
        lagrangian: LagrangianBound,
        control: Control,
        report: Report,
    ) -> None:
        """Nothing is solved yet.

        Args:
            data: Rules and costs.
            cases: Student id to the WPAs that can be scheduled.
            incumbent: The roster to improve.
            lagrangian: Column generation for the same cases; may have had some rounds.
            control: Time, seed and stop button.
            report: Receives progress.
        """
        self.data, self.cases, self.incumbent = data, cases, incumbent
        self.lagrangian, self.control, self._send = lagrangian, control, report
        rng = random.Random(control.seed)
        self.repricing = RepricingHeuristic(data, lagrangian, rng)
        self.lns = LargeNeighbourhoodSearch(incumbent, cases, self._shortlist(), rng, lagrangian.tasks)
        self.stagnation = StagnationCriterion(control.settings.stagnation)
        self._gap_tried = incumbent.cost + 1  # the gap at the last try to close it

    # -- the whole ---------------------------------------------------------------------------------

    def run(self) -> Stop:
        """Search until there is a reason to stop.

        Returns:
            That reason.
        """
        self._first_bound()
        if not self.done:
            self._first_columns()
        if len(self.cases) <= PORTFOLIO_SETTINGS.closing_cases:
            self._first_closing()
        self._take_turns()
        if self.proven:
            return Stop.PROVEN
        return Stop.LITTLE_GAIN if self.control.remaining > 0 else self.control.ended(False)

    @property
    def bound(self) -> int | None:
        """Holds for rosters of as many WPAs as the bound counts on, and no others."""
        return self.lagrangian.value if len(self.incumbent.bookings) == self.lagrangian.count else None

    @property
    def proven(self) -> bool:
        """Does the incumbent cost no more than the bound?"""
        return self.bound is not None and self.bound >= self.incumbent.cost

    @property
    def done(self) -> bool:
        """Proven, or out of time."""
        return self.proven or self.control.remaining <= 0

    def _stagnated(self) -> bool:
        return self.stagnation.stagnated(self.control.elapsed, self.control.remaining)

    def _report(self, phase: Phase) -> None:
        self.stagnation.record(self.control.elapsed, self.incumbent.cost, self.bound)
        self._send(phase, self.incumbent, self.bound)

    def _shortlist(self) -> Shortlist:
        shares = fair_shares(self.data, set(self.cases))
        return Shortlist(self.data, shares, self.lagrangian.mean_prices, SCALE)

    # -- the beginning -----------------------------------------------------------------------------

    def _first_bound(self) -> None:
        until = self.control.sub_budget(PORTFOLIO_SETTINGS.first_bound_share)
        while not self.lagrangian.converged and until.remaining > 0 and not self.proven:
            if not self.lagrangian.round(until, self.incumbent.cost):
                break
            self._report(Phase.BOUND_WPA)
        self.lns.rank_by(self._shortlist())

    def _first_columns(self) -> None:
        if not self.lagrangian.rounds:
            return
        self._report(Phase.PLAN_WPA)
        self.repricing.add_roster(self.incumbent.bookings)
        for _ in range(PORTFOLIO_SETTINGS.first_repricings):
            if self.done or not self.repricing.choose(self.control):
                break
            self._make_rosters(1)
            if self.done:
                break
            if not self.repricing.reprice(self.control.sub_budget(PORTFOLIO_SETTINGS.first_repricing_share)):
                break
        self._make_rosters(PORTFOLIO_SETTINGS.last_rosters)
        self._report(Phase.PLAN_WPA)

    def _first_closing(self) -> None:
        """A board or two: its bound as high as it gets, and often proven at once."""
        until = self.control.sub_budget(PORTFOLIO_SETTINGS.first_bound_share)
        while not self.done and until.remaining > 0 and not (self.lagrangian.with_cuts and self.lagrangian.converged):
            before = self.lagrangian.rounds
            self._raise_bound()
            if self.lagrangian.rounds == before:
                return
        if self._closable:
            self._close_gap()

    def _make_rosters(self, number: int) -> None:
        """A roster with the chosen columns, and with the next choices that know what cost more in the one before."""
        for n in range(number):
            if n and (self.done or not self.repricing.choose(self.control)):
                return
            made = self._realise()
            if made is None:
                return
            self.repricing.correct_costs(made)

    def _realise(self) -> dict[str, Booking] | None:
        """A roster with the chosen columns, kept if it is better; None when there was no time for it."""
        chosen = self.repricing.chosen
        if chosen is None or self.done:
            return None
        cases, shares = list(self.cases.values()), fair_shares(self.data, set(self.cases))
        made = realise(self.data, cases, chosen.bookings, shares, self._shortlist(), self.control)
        if made is not None and self.incumbent.better(with_short_waits(self.data, made, self.control)):
            self._report(Phase.PLAN_WPA)
        return made

    # -- turns -------------------------------------------------------------------------------------

    def _take_turns(self) -> None:
        methods: dict[str, Callable[[], None]] = {
            LNS: self._improve, BOUND: self._raise_bound, REPRICING: self._reprice, CLOSING: self._close_gap,
        }  # fmt: skip
        selection = ExpectedGain(methods, self.control.elapsed)
        while not self.done and not self._stagnated():
            if self.lagrangian.with_cuts and self.lagrangian.converged:
                methods.pop(BOUND, None)
            useful = [method for method in methods if method != CLOSING or self._closable]
            chosen = selection.choose(useful, self.control.elapsed, self.incumbent.cost)
            before, began = self._state(), self.control.elapsed
            methods[chosen]()
            self.control.charge(PORTFOLIO_SETTINGS.turn_seconds)
            after, ended = self._state(), self.control.elapsed
            selection.update(chosen, began, ended, self._gain(before, after))

    def _state(self) -> tuple[int, int, int]:
        """WPAs scheduled, cost and bound."""
        return len(self.incumbent.bookings), self.incumbent.cost, self.lagrangian.value or 0

    @staticmethod
    def _gain(before: tuple[int, int, int], after: tuple[int, int, int]) -> int:
        """In units of cost; one more WPA is worth as much as there is."""
        if after[0] > before[0]:
            return before[1]
        return before[1] - after[1] + after[2] - before[2]

    def _improve(self) -> None:
        self._report(Phase.IMPROVE_WPA)
        seconds = max(PORTFOLIO_SETTINGS.lns_seconds, PORTFOLIO_SETTINGS.lns_share * self.control.remaining)
        reduced_costs = self.repricing.reduced_costs(self.incumbent.bookings)
        for improved in self.lns.run(self.control, seconds, reduced_costs):
            if improved:
                self._report(Phase.IMPROVE_WPA)
            if self.proven:
                return
        self._shorten_waits()

    def _shorten_waits(self) -> None:
        """What neighbourhoods left: their other WPAs kept their slots."""
        self.incumbent.better(with_short_waits(self.data, self.incumbent.bookings, self.control))

    def _raise_bound(self) -> None:
        """Rounds until the bound rises: the first after new cuts seldom raises it."""
        if not self.lagrangian.with_cuts:
            self.lagrangian.start_cuts()
        self._report(Phase.BOUND_WPA)
        before = self.lagrangian.value
        for _ in range(PORTFOLIO_SETTINGS.bound_rounds):
            if not self.lagrangian.round(self.control, self.incumbent.cost):
                return
            if self.lagrangian.value != before or self.lagrangian.converged:
                break
        self._report(Phase.BOUND_WPA)

    @property
    def _closable(self) -> bool:
        """Few WPAs and a small gap, smaller than when it was tried before."""
        bound = self.bound
        if bound is None or not self.lagrangian.converged or len(self.cases) > PORTFOLIO_SETTINGS.closing_cases:
            return False
        gap = self.incumbent.cost - bound
        return gap <= PORTFOLIO_SETTINGS.closing_gap * self.incumbent.cost and gap < self._gap_tried

    def _close_gap(self) -> None:
        """The gap closed for good, or at least the bound as high as columns alone can tell."""
        self._report(Phase.EXACT_WPA)
        self._gap_tried = self.incumbent.cost - (self.bound or 0)
        closing = ColumnEnumeration(self.data, self.lagrangian, self.incumbent)
        closing.run(self.control.sub_budget(PORTFOLIO_SETTINGS.closing_share))
        self._report(Phase.BOUND_WPA)

    def _reprice(self) -> None:
        self._report(Phase.PLAN_WPA)
        self.repricing.add_roster(self.incumbent.bookings)
        self.repricing.reprice(self.control.sub_budget(PORTFOLIO_SETTINGS.repricing_share))
        if self.repricing.choose(self.control):
            self._make_rosters(1)
        self._report(Phase.PLAN_WPA)
