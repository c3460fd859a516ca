"""The course of a search: proof, plans and improvement take turns, whoever brings most. Knows no rule and no model."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from instances.domain.solution import Booking, Stop
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.enumeration import GapClosing
from models.assessment.column_generation.lagrangian_bound import LagrangianBound
from models.assessment.column_generation.plan_heuristic import ColumnHeuristic
from models.assessment.column_generation.set_partitioning import ChosenColumns
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.assessment.data.incumbent import Incumbent
from models.assessment.search.greedy import realise
from models.assessment.search.lns import LargeNeighbourhoodSearch
from models.search.control import Control
from models.search.phases import Phase
from models.search.stagnation import StagnationCriterion

Report = Callable[[Phase, Incumbent, int | None], None]

PROOF_SHARE = 0.4  # of the time, for the first prices
ANSWERS = 4  # rounds of new plans at first, with a roster after each
TRIES = 2  # rosters after the last of those, each time with what was learned
SHARPENINGS = 4  # rounds of prices in one turn, at most
SLICE_SHARE, SLICE_LEAST = 0.04, 2.0  # of the time left, in seconds, for one turn of improvement
CLOSE_CASES, CLOSE_GAP, CLOSE_SHARE = 120, 0.015, 0.4  # WPAs, gap and share of the time, for a try to close it
TURN = 0.01  # seconds that a turn counts at least: work must end too where no executor answers
MEMORY = 0.3  # weight of earlier turns in what a kind of turn is expected to bring
CURIOSITY = 4e-5  # expected gain per second, for every second that a kind of turn had to wait, per unit of cost


class Portfolio:
    """Improves ``roster`` in place, with ``bounding`` beside it."""

    def __init__(
        self,
        data: AssessmentData,
        cases: Mapping[str, Case],
        roster: Incumbent,
        bounding: LagrangianBound,
        control: Control,
        report: Report,
    ) -> None:
        self.data, self.cases, self.roster = data, cases, roster
        self.bounding, self.control, self._tell = bounding, control, report
        rng = random.Random(control.seed)
        self.planning = ColumnHeuristic(data, bounding, rng)
        self.improver = LargeNeighbourhoodSearch(roster, dict(cases), self._shortlist(), rng, bounding.lanes)
        self.patience = StagnationCriterion(control.settings)
        self._tried = roster.cost + 1  # the gap at the last try to close it

    # -- the whole ---------------------------------------------------------------------------------

    def run(self) -> Stop:
        self._first_prices()
        if not self.done:
            self._first_plan()
        if len(self.cases) <= CLOSE_CASES:
            self._first_close()
        self._take_turns()
        if self.proven:
            return Stop.PROVEN
        return Stop.LITTLE_GAIN if self.control.remaining > 0 else self.control.ended(False)

    @property
    def bound(self) -> int | None:
        """Holds for rosters of as many WPAs as the bound counts on, and no others."""
        return self.bounding.value if len(self.roster.bookings) == self.bounding.count else None

    @property
    def proven(self) -> bool:
        return self.bound is not None and self.bound >= self.roster.cost

    @property
    def done(self) -> bool:
        return self.proven or self.control.remaining <= 0

    def _spent(self) -> bool:
        return self.patience.spent(self.control.elapsed, self.control.remaining)

    def _report(self, phase: Phase) -> None:
        self.patience.record(self.control.elapsed, self.roster.cost, self.bound)
        self._tell(phase, self.roster, self.bound)

    def _shortlist(self) -> Shortlist:
        shares = fair_shares(self.data, set(self.cases))
        return Shortlist(self.data, shares, self.bounding.prices, SCALE)

    # -- the beginning -----------------------------------------------------------------------------

    def _first_prices(self) -> None:
        until = self.control.sub_budget(PROOF_SHARE)
        while not self.bounding.converged and until.remaining > 0 and not self.proven:
            if not self.bounding.round(until, self.roster.cost):
                break
            self._report(Phase.BOUND_WPA)
        self.improver.shortlist = self._shortlist()

    def _first_plan(self) -> None:
        if not self.bounding.rounds:
            return
        self._report(Phase.PLAN_WPA)
        self.planning.know(self.roster.bookings)
        for _ in range(ANSWERS):
            if self.done or not self.planning.fit(self.control):
                break
            self._make_and_learn(1)
            if self.done or not self.planning.answer(self.control.sub_budget(0.4)):
                break
        self._make_and_learn(TRIES)
        self._report(Phase.PLAN_WPA)

    def _first_close(self) -> None:
        """A board or two: its bound as high as it gets, and often proven at once."""
        until = self.control.sub_budget(PROOF_SHARE)
        while not self.done and until.remaining > 0 and not (self.bounding.cutting and self.bounding.converged):
            before = self.bounding.rounds
            self._sharpen()
            if self.bounding.rounds == before:
                return
        if self._closable:
            self._close()

    def _make_and_learn(self, tries: int) -> None:
        """Rosters after the newest plan, and after the next that knows what was wrong with it."""
        for n in range(tries):
            if n and (self.done or not self.planning.fit(self.control)):
                return
            made = self._realise(self.planning.fitted)
            if made is None:
                return
            self.planning.learn(made)

    def _realise(self, fitted: ChosenColumns | None) -> dict[str, Booking] | None:
        """A roster after a plan, kept if it is better; None when there was no time for it."""
        if fitted is None or self.done:
            return None
        shares = fair_shares(self.data, set(self.cases))
        made = realise(self.data, list(self.cases.values()), fitted.plan, shares, self._shortlist(), self.control)
        if made is not None and self.roster.better(made):
            self._report(Phase.PLAN_WPA)
        return made

    # -- turns -------------------------------------------------------------------------------------

    def _take_turns(self) -> None:
        turns: dict[str, Callable[[], None]] = {
            "improve": self._improve, "sharpen": self._sharpen, "plan": self._plan, "close": self._close,
        }  # fmt: skip
        expected = dict.fromkeys(turns, float("inf"))
        last = dict.fromkeys(turns, self.control.elapsed)
        while not self.done and not self._spent():
            if self.bounding.cutting and self.bounding.converged:
                turns.pop("sharpen", None)
            curiosity = CURIOSITY * max(1, self.roster.cost)
            open_ = [turn for turn in turns if turn != "close" or self._closable]
            name = max(open_, key=lambda turn: expected[turn] + curiosity * (self.control.elapsed - last[turn]))
            before, began = self._state(), self.control.elapsed
            turns[name]()
            self.control.charge(TURN)
            after, last[name] = self._state(), self.control.elapsed
            rate = self._gain(before, after) / max(0.1, last[name] - began)
            expected[name] = rate if expected[name] == float("inf") else MEMORY * expected[name] + (1 - MEMORY) * rate

    def _state(self) -> tuple[int, int, int]:
        return len(self.roster.bookings), self.roster.cost, self.bounding.value or 0

    @staticmethod
    def _gain(before: tuple[int, int, int], after: tuple[int, int, int]) -> int:
        """In units of cost; one more WPA is worth as much as there is."""
        if after[0] > before[0]:
            return before[1]
        return before[1] - after[1] + after[2] - before[2]

    def _improve(self) -> None:
        self._report(Phase.IMPROVE_WPA)
        seconds = max(SLICE_LEAST, SLICE_SHARE * self.control.remaining)
        self.improver.regrets = self.planning.regrets(self.roster.bookings)
        for gained in self.improver.run(self.control, seconds):
            if gained:
                self._report(Phase.IMPROVE_WPA)
            if self.proven:
                return

    def _sharpen(self) -> None:
        """Rounds until the bound rises: the first after new cuts seldom do."""
        if not self.bounding.cutting:
            self.bounding.cut()
        self._report(Phase.BOUND_WPA)
        before = self.bounding.value
        for _ in range(SHARPENINGS):
            if not self.bounding.round(self.control, self.roster.cost):
                return
            if self.bounding.value != before or self.bounding.converged:
                break
        self._report(Phase.BOUND_WPA)

    @property
    def _closable(self) -> bool:
        """Few WPAs and a small gap, smaller than when it was tried before."""
        bound = self.bound
        if bound is None or not self.bounding.converged or len(self.cases) > CLOSE_CASES:
            return False
        gap = self.roster.cost - bound
        return gap <= CLOSE_GAP * self.roster.cost and gap < self._tried

    def _close(self) -> None:
        """The gap closed for good, or at least the bound as high as plans alone can tell."""
        self._report(Phase.EXACT_WPA)
        self._tried = self.roster.cost - (self.bound or 0)
        GapClosing(self.data, self.bounding, self.roster).run(self.control.sub_budget(CLOSE_SHARE))
        self._report(Phase.BOUND_WPA)

    def _plan(self) -> None:
        self._report(Phase.PLAN_WPA)
        self.planning.know(self.roster.bookings)
        self.planning.answer(self.control.sub_budget(0.5))
        if self.planning.fit(self.control):
            self._make_and_learn(1)
        self._report(Phase.PLAN_WPA)
