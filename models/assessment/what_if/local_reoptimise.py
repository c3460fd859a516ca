"""A roster made from a current one: what is open is decided anew, and who is near may give way. Knows no question.

Everyone outside the block stays as they are. What is proven of a block is proven beside those; only a block of
all WPAs proves something of every roster.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from instances.domain.solution import Assessment, Booking
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.change_penalty import ChangePenalty
from models.assessment.block.model import Block, BlockResult
from models.assessment.block.restrictions import NoGoodCut, Restrictions
from models.assessment.block.solve import penalised_cost, solve_with_exact_shares, whole_roster
from models.assessment.block.variables import half_day_of
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.costs import cost
from models.assessment.data.fair_share import fair_shares, shares_for_seats
from models.assessment.what_if.affected import nearby
from models.assessment.what_if.reduced_cost_fixing import seats_worth_trying
from models.search.control import Control

WIDER = 10  # assessors per pool for a WPA that is asked about
WIDTH = 6  # assessors per pool and WPA in the first try; later all that could be part of a better roster


@dataclass(frozen=True, slots=True)
class LocalOptimum:
    """``bookings`` is the whole roster, None when nothing was found.

    ``optimal`` and ``infeasible`` are proven beside the WPAs that stayed fixed, which are none when ``whole``.
    ``count_bound`` is the most WPAs of the block that can be held.
    """

    bookings: dict[str, Booking] | None
    optimal: bool = False
    infeasible: bool = False
    whole: bool = False
    count_bound: int = 0


@dataclass(frozen=True)
class LocalReoptimisation:
    """``current`` holds the bookings to start from; they fit together and with the rules of ``data``."""

    data: AssessmentData
    current: Assessment
    change_penalty: ChangePenalty
    possible: Collection[str]  # the WPAs that can be held at all

    def shortlist(self) -> Shortlist:
        return Shortlist(self.data, fair_shares(self.data, set(self.possible)), {}, SCALE)

    def near(self, asked: Sequence[Case]) -> list[Case]:
        """Booked WPAs that may give way to those, the nearest first."""
        return nearby(self.data, self.shortlist(), self.current, asked)

    def block(self, cases: Sequence[Case], no_good_cuts: Sequence[NoGoodCut] = ()) -> Block:
        shares = shares_for_seats(self.data, 0, 0)
        return Block(
            self.data,
            cases,
            self.current,
            shares,
            change_penalty=self.change_penalty,
            restrictions=Restrictions(no_good_cuts=no_good_cuts),
        )

    def solve(
        self, cases: Sequence[Case], control: Control, seconds: float, no_good_cuts: Sequence[NoGoodCut] = ()
    ) -> LocalOptimum:
        """The best for these WPAs beside all others, first with the assessors on the shortlist only."""
        block, ends = self.block(cases, no_good_cuts), control.elapsed + seconds
        pools = self._pools(cases, WIDTH)
        found = solve_with_exact_shares(replace(block, pools=pools), control, seconds)
        left = max(0.0, ends - control.elapsed)
        if found.bookings is None or len(found.bookings) < len(cases):
            return self._settled(block, _better(block, found, solve_with_exact_shares(block, control, left)))
        exact = fair_shares(self.data, {*whole_roster(block, {}), *(case.id for case in cases)})
        allowed_seats = seats_worth_trying(replace(block, shares=exact), found.value, control)
        if all(trainer in pools[case.id] for case in cases for _, trainer in allowed_seats[case.id]):
            return self._settled(block, found)
        slots = self.data.instance.slots
        for student, booking in found.bookings.items():
            allowed_seats[student] |= {(half_day_of(slots[booking.slot]), trainer) for trainer in booking.assessors}
        again = replace(block, allowed_seats=allowed_seats, bookings=whole_roster(block, found.bookings))
        return self._settled(block, _better(block, found, solve_with_exact_shares(again, control, left)))

    def solve_near(
        self,
        asked: Sequence[Case],
        aside: Sequence[Case],
        control: Control,
        seconds: float,
        no_good_cuts: Sequence[NoGoodCut] = (),
    ) -> LocalOptimum:
        """The best found with the assessors on the shortlist, a longer one for what is asked; proves nothing."""
        block = self.block([*asked, *aside], no_good_cuts)
        pools = {**self._pools(asked, WIDER), **self._pools(aside, WIDTH)}
        found = solve_with_exact_shares(replace(block, pools=pools), control, seconds)
        return replace(self._settled(block, found), optimal=False, infeasible=False)

    def _pools(self, cases: Sequence[Case], width: int) -> dict[str, Collection[str]]:
        """The shortlist, and everyone for a WPA that a condition leaves few."""
        pools = dict(self.shortlist().pools([self.data.cases[case.id] for case in cases], self.current, width))
        for case in cases:
            if case.id in self.change_penalty.roster:
                pools[case.id] = {*pools[case.id], *self.change_penalty.roster[case.id].assessors}
        for case in cases:
            free = self.data.cases[case.id]
            if (case.slots, case.field, case.institute) != (free.slots, free.field, free.institute):
                pools[case.id] = case.seats
        return pools

    def _settled(self, block: Block, found: BlockResult) -> LocalOptimum:
        whole = {case.id for case in block.cases} >= set(self.possible)
        bookings = None if found.bookings is None else whole_roster(block, found.bookings)
        return LocalOptimum(bookings, found.optimal, found.infeasible, whole, found.count_bound)

    def better(self, found: LocalOptimum, best: LocalOptimum) -> bool:
        """Does the one schedule more WPAs, or as many at a lower cost with departures at their price?"""
        if found.bookings is None or best.bookings is None:
            return found.bookings is not None
        return self._score(found.bookings) < self._score(best.bookings)

    def _score(self, bookings: Assessment) -> tuple[int, int]:
        changed = self.change_penalty.price * self.change_penalty.changed_bookings(bookings)
        return -len(bookings), cost(self.data, bookings) + changed


def _better(block: Block, narrow: BlockResult, wide: BlockResult) -> BlockResult:
    """The wide answer, with the bookings of the narrow one where those are better and the wide one proves nothing."""
    if wide.bookings is None:
        if wide.infeasible or narrow.bookings is None:
            return wide
        return replace(wide, bookings=narrow.bookings)
    if narrow.bookings is None:
        return wide
    scores = [(-len(found), penalised_cost(block, found)) for found in (wide.bookings, narrow.bookings)]
    return wide if scores[0] <= scores[1] else replace(wide, bookings=narrow.bookings, optimal=False)
