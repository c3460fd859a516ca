"""Local re-optimisation: what is open is decided anew, and who is near may give way. Knows no question.

Everyone outside the block stays as they are. What is proven of a block is proven with those fixed; only a block of
all WPAs proves something of every roster.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from instances.domain.solution import Assessment, Booking
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.change_penalty import ChangePenalty
from models.assessment.block.exact_shares import penalised_cost, solve_with_exact_shares, whole_roster
from models.assessment.block.model import Block, BlockResult
from models.assessment.block.restrictions import NoGoodCut, Restrictions
from models.assessment.block.variables import half_day_of
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.costs import cost
from models.assessment.data.fair_share import fair_shares, shares_for_seats
from models.assessment.what_if.affected import affected_wpas
from models.assessment.what_if.reduced_cost_fixing import seats_within_gap
from models.assessment.what_if.settings import LOCAL_SETTINGS
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class LocalOptimum:
    """What a block gave, as a whole roster.

    Attributes:
        bookings: The roster, the fixed part included; None when nothing was found.
        optimal: Proven that no roster with the same fixed part is better.
        infeasible: Proven that there is no roster with the same fixed part.
        nothing_fixed: Was every WPA decided anew, so that the proof holds for all rosters?
        count_bound: The most WPAs of the block that can be scheduled.
    """

    bookings: dict[str, Booking] | None
    optimal: bool = False
    infeasible: bool = False
    nothing_fixed: bool = False
    count_bound: int = 0


@dataclass(frozen=True)
class LocalReoptimisation:
    """Decides some WPAs of a roster anew, with the rest fixed and a price for changes.

    Attributes:
        data: Rules and costs.
        current: The bookings to start from; they fit together and with the rules.
        change_penalty: The roster from which changes count, and their price.
        possible: Ids of students whose WPA can be scheduled at all.
    """

    data: AssessmentData
    current: Assessment
    change_penalty: ChangePenalty
    possible: Collection[str]

    def starting_from(self, bookings: Assessment) -> LocalReoptimisation:
        """The same from other bookings, that fit together."""
        return replace(self, current=bookings)

    def at_price(self, price: int) -> LocalReoptimisation:
        """The same with another price for each change, in units of cost."""
        return replace(self, change_penalty=replace(self.change_penalty, price=price))

    def affected(self, asked: Sequence[Case]) -> list[Case]:
        """Booked WPAs that may give way to those asked about, the nearest first."""
        return affected_wpas(self.data, self._shortlist(), self.current, asked)

    def solve(
        self, cases: Sequence[Case], control: Control, seconds: float, no_good_cuts: Sequence[NoGoodCut] = ()
    ) -> LocalOptimum:
        """The best for these WPAs with all others fixed, with a proof if there is time for it.

        First with the assessors on the shortlist only, then with those that reduced-cost fixing leaves.

        Args:
            cases: The WPAs to decide anew; may be narrowed to a condition.
            control: Time and stop button.
            seconds: Limit.
            no_good_cuts: Bookings that are forbidden.

        Returns:
            The roster; what is proven holds with any assessor.
        """
        block, ends = self._block(cases, no_good_cuts), control.elapsed + seconds
        shortlists = self._shortlists(cases, LOCAL_SETTINGS.width)
        found = solve_with_exact_shares(replace(block, shortlists=shortlists), control, seconds)
        left = max(0.0, ends - control.elapsed)
        if found.bookings is None or len(found.bookings) < len(cases):
            return self._optimum(block, _better(block, found, solve_with_exact_shares(block, control, left)))
        exact = fair_shares(self.data, {*whole_roster(block, {}), *(case.id for case in cases)})
        allowed_seats = seats_within_gap(replace(block, shares=exact), found.value, control)
        if all(trainer in shortlists[case.id] for case in cases for _, trainer in allowed_seats[case.id]):
            return self._optimum(block, found)
        slots = self.data.instance.slots
        for student, booking in found.bookings.items():
            allowed_seats[student] |= {(half_day_of(slots[booking.slot]), trainer) for trainer in booking.assessors}
        again = replace(block, allowed_seats=allowed_seats, bookings=whole_roster(block, found.bookings))
        return self._optimum(block, _better(block, found, solve_with_exact_shares(again, control, left)))

    def solve_heuristically(
        self,
        asked: Sequence[Case],
        giving_way: Sequence[Case],
        control: Control,
        seconds: float,
        no_good_cuts: Sequence[NoGoodCut] = (),
    ) -> LocalOptimum:
        """The best found with the assessors on the shortlist; proves nothing.

        Args:
            asked: The WPAs that are asked about: their shortlist is longer.
            giving_way: Others to decide anew.
            control: Time and stop button.
            seconds: Limit.
            no_good_cuts: Bookings that are forbidden.

        Returns:
            The roster, neither optimal nor infeasible.
        """
        block = self._block([*asked, *giving_way], no_good_cuts)
        shortlists = {
            **self._shortlists(asked, LOCAL_SETTINGS.asked_width),
            **self._shortlists(giving_way, LOCAL_SETTINGS.width),
        }
        found = solve_with_exact_shares(replace(block, shortlists=shortlists), control, seconds)
        return replace(self._optimum(block, found), optimal=False, infeasible=False)

    def better(self, found: LocalOptimum, best: LocalOptimum) -> bool:
        """Does the one schedule more WPAs, or as many at a lower cost with changes at their price?"""
        if found.bookings is None or best.bookings is None:
            return found.bookings is not None
        return self._score(found.bookings) < self._score(best.bookings)

    def _shortlist(self) -> Shortlist:
        return Shortlist(self.data, fair_shares(self.data, set(self.possible)), {}, SCALE)

    def _block(self, cases: Sequence[Case], no_good_cuts: Sequence[NoGoodCut]) -> Block:
        return Block(
            self.data,
            cases,
            self.current,
            shares_for_seats(self.data, 0, 0),
            change_penalty=self.change_penalty,
            restrictions=Restrictions(no_good_cuts=no_good_cuts),
        )

    def _shortlists(self, cases: Sequence[Case], width: int) -> dict[str, Collection[str]]:
        """The shortlist, and everyone for a WPA that a condition leaves few."""
        shortlists = dict(
            self._shortlist().shortlists([self.data.cases[case.id] for case in cases], self.current, width)
        )
        for case in cases:
            if case.id in self.change_penalty.roster:
                shortlists[case.id] = {*shortlists[case.id], *self.change_penalty.roster[case.id].assessors}
        for case in cases:
            free = self.data.cases[case.id]
            if (case.slots, case.field, case.institute) != (free.slots, free.field, free.institute):
                shortlists[case.id] = case.eligible
        return shortlists

    def _optimum(self, block: Block, found: BlockResult) -> LocalOptimum:
        nothing_fixed = {case.id for case in block.cases} >= set(self.possible)
        bookings = None if found.bookings is None else whole_roster(block, found.bookings)
        return LocalOptimum(bookings, found.optimal, found.infeasible, nothing_fixed, found.count_bound)

    def _score(self, bookings: Assessment) -> tuple[int, int]:
        changed = self.change_penalty.price * self.change_penalty.changed_bookings(bookings)
        return -len(bookings), cost(self.data, bookings) + changed


def _better(block: Block, narrow: BlockResult, wide: BlockResult) -> BlockResult:
    """The wide result, with the bookings of the narrow one where those are better and the wide one proves nothing."""
    if wide.bookings is None:
        if wide.infeasible or narrow.bookings is None:
            return wide
        return replace(wide, bookings=narrow.bookings)
    if narrow.bookings is None:
        return wide
    scores = [(-len(found), penalised_cost(block, found)) for found in (wide.bookings, narrow.bookings)]
    return wide if scores[0] <= scores[1] else replace(wide, bookings=narrow.bookings, optimal=False)
