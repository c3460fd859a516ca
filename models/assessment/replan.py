"""A WPA roster after a change: as many as can be, then the fewest changes, then the wishes. Public: ``replan_wpas``.

What of the old roster is impossible now must change. If a roster exists in which only that changes, everything
else is fixed, and one block decides the rest: what is optimal there is optimal in this order. Else those who are
near give way, and a bound on the changes tells how far that may be from the fewest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from instances.instance import Instance
from instances.rulebook import Wish
from instances.solution import Assessment, Placement, Proof, Status, Stop
from models.assessment.block import Block
from models.assessment.costs import cost, fair_balance
from models.assessment.counting import count_bound
from models.assessment.exact import SMALL
from models.assessment.loyalty import Loyalty, above_all
from models.assessment.options import Case, Options
from models.assessment.settle import Settled, Settling
from models.assessment.standing import allowed, quarrels
from models.search import Control

SIZES = (8, 16, 28, 40)  # WPAs that may give way, one after the other
SECONDS = 4.0  # for one size
INFINITE = 1e9  # seconds: what the control has left
BLOCK_SHARE, BLOCK_SECONDS = 0.6, 6.0  # of the time, for the wishes of what must change


@dataclass(frozen=True, slots=True)
class ReplannedWpas:
    """``assessment`` is None when none was found (see ``proof.status``).

    ``changes`` is V7's measure: WPAs of the old roster still due, with another slot or assessor or not scheduled.
    ``fewest`` is the least number of changes found with as many WPAs; ``fewest_proven``: no such roster has fewer.
    The cost and its bound in ``proof`` are of rosters with as many WPAs and no more changes than were allowed.
    """

    assessment: Assessment | None
    proof: Proof
    changes: int = 0
    fewest: int = 0
    fewest_proven: bool = False


def replan_wpas(
    instance: Instance,
    placement: Placement,
    old: Assessment,
    control: Control,
    most_extra: int = 0,
    gain_per_change: int = 0,
    small: int = SMALL,
) -> ReplannedWpas:
    """A roster for the workbook as it is now that keeps as much of the ``old`` one as can be.

    Students newly due get a WPA too; that is no change. With ``most_extra`` so many further changes are allowed,
    if each lowers the cost of the other wishes by at least ``gain_per_change``. Up to ``small`` WPAs one model
    proves all.
    """
    return _Replanning(instance, placement, old, control, small).run(most_extra, gain_per_change)


class _Replanning:
    """One run. Departures are priced here, so V7 itself weighs nothing until the roster is made."""

    def __init__(self, instance: Instance, placement: Placement, old: Assessment, control: Control, small: int) -> None:
        self.control, self.small, self.began = control, small, control.elapsed
        settings = replace(instance.settings, weights={**instance.settings.weights, Wish.V7: 0})
        self.options = Options(replace(instance, settings=settings), placement)
        self.priced = instance.settings.weights[Wish.V7]
        students = instance.students
        self.old = {who: booking for who, booking in old.items() if who in students and students[who].wpa}
        self.possible = {case.id: case for case in self.options.cases.values() if self.options.has_seat(case)}
        self.stays = allowed(self.options, self.old)
        self.at_odds = {who for members, _ in quarrels(self.options, self.stays) for who in members}
        self.settled = {who: booking for who, booking in self.stays.items() if who not in self.at_odds}

    def run(self, most_extra: int, gain: int) -> ReplannedWpas:
        if any(case.pinned and case.id not in self.possible for case in self.options.cases.values()):
            return self._nothing(Status.INFEASIBLE)
        loyalty = Loyalty(self.old, above_all(self.options, list(self.possible.values())))
        settling = Settling(self.options, self.settled, loyalty, self.possible)
        found, most, least = self._fewest(settling)
        if found.bookings is None:
            return self._nothing(Status.INFEASIBLE if found.infeasible and found.whole else Status.UNKNOWN)
        fewest = loyalty.departures(found.bookings)
        proven = len(found.bookings) == most and fewest == least
        if most_extra:
            found = self._with_extra(found, fewest + most_extra, gain)
        assert found.bookings is not None
        return self._result(found, most, fewest, proven)

    def _fewest(self, settling: Settling) -> tuple[Settled, int, int]:
        """The roster with the fewest changes found, the most WPAs there can be, and the fewest changes there can be.

        ``optimal`` says that no roster with as many WPAs and as few changes costs less.
        """
        whole = len(self.possible) <= self.small
        members = self.possible if whole else self.possible.keys() - self.settled.keys()
        cases = [case for who, case in self.possible.items() if who in members]
        left = self.control.remaining
        found = settling.solve(cases, self.control, left if whole else min(BLOCK_SECONDS, left * BLOCK_SHARE))
        if whole:
            most = found.count_bound
            least = settling.loyalty.departures(found.bookings or {}) if found.optimal else self._least()
            return found, most, least
        most = len(self.possible)
        least = self._least()
        complete = found.bookings is not None and len(found.bookings) == most
        if complete and settling.loyalty.departures(found.bookings or {}) == least:
            return found, most, least
        if found.bookings is None or found.optimal:
            least += not complete
        return self._enlarge(settling, cases, replace(found, optimal=False), least)

    def _least(self) -> int:
        """Changes that no roster can do without: what is impossible by itself, and what cannot stand together."""
        alone = len(self.old) - len(self.stays)
        at_odds = {who: self.stays[who] for who in self.at_odds}
        return alone + len(at_odds) - self._most_standing(at_odds)

    def _most_standing(self, bookings: Assessment) -> int:
        """How many of these bookings can stand together, as far as is proven."""
        if not bookings:
            return 0
        slots = self.options.instance.slots
        cases = [
            replace(
                self.options.cases[who],
                slots=(slots[booking.slot],),
                field=(booking.field,),
                institute=() if booking.institute is None else (booking.institute,),
                pinned=False,
            )
            for who, booking in bookings.items()
        ]
        block = Block(self.options, cases, {}, fair_balance(self.options, set()))
        found = block.solve(self.control, self.control.remaining)
        return len(cases) if found.infeasible else found.count_bound

    def _enlarge(
        self, settling: Settling, cases: Sequence[Case], found: Settled, least: int
    ) -> tuple[Settled, int, int]:
        """Let ever more WPAs give way, until nothing is left out and no change is too many."""
        best, most = found, len(self.possible)
        if best.bookings is not None and len(best.bookings) < most:
            most = count_bound(self.options, list(self.possible.values()), best.bookings, self.control)
        for size in SIZES:
            if self.control.remaining <= 0 or self._good(settling, best, most, least):
                break
            asked = self._asked(settling, cases, best)
            aside = [case for case in settling.near(asked) if case.id not in {one.id for one in cases}]
            members = {case.id: case for case in [*asked, *aside[:size]]}
            start = settling if best.bookings is None else replace(settling, current=best.bookings)
            tried = start.solve(list(members.values()), self.control, SECONDS)
            if settling.better(tried, best):
                best = replace(tried, optimal=False)
        return best, most, least

    def _asked(self, settling: Settling, cases: Sequence[Case], best: Settled) -> Sequence[Case]:
        """Around whom to look: who is left out, else who changed."""
        if best.bookings is None:
            return cases
        left_out = [case for who, case in self.possible.items() if who not in best.bookings]
        return left_out or [case for case in cases if best.bookings.get(case.id) != self.old.get(case.id)]

    @staticmethod
    def _good(settling: Settling, best: Settled, most: int, least: int) -> bool:
        found = best.bookings
        return found is not None and len(found) == most and settling.loyalty.departures(found) <= least

    def _with_extra(self, found: Settled, most: int, gain: int) -> Settled:
        """Further changes that pay for themselves: near what changed already, then school by school."""
        assert found.bookings is not None
        loyalty = Loyalty(self.old, max(1, gain), most)
        best = replace(found, optimal=False)
        for members in self._where_to_gain(found.bookings):
            if self.control.remaining <= 0 or best.bookings is None:
                break
            settling = Settling(self.options, best.bookings, loyalty, self.possible)
            tried = settling.solve(members, self.control, SECONDS if len(members) < len(self.possible) else INFINITE)
            if tried.optimal or settling.better(tried, best):
                best = replace(tried, optimal=tried.optimal and tried.whole)
        return best

    def _where_to_gain(self, bookings: Assessment) -> Iterator[Sequence[Case]]:
        if len(self.possible) <= self.small:
            yield list(self.possible.values())
            return
        now = Settling(self.options, bookings, Loyalty(self.old, 0), self.possible)
        changed = [case for who, case in self.possible.items() if bookings.get(who) != self.old.get(who)]
        schools: dict[str, list[Case]] = defaultdict(list)
        for case in self.possible.values():
            schools[case.school].append(case)
        for start in [changed, *schools.values()]:
            if start:
                members = {case.id: case for case in [*start, *now.near(start)]}
                yield list(members.values())[: max(len(start), SIZES[1])]

    def _result(self, found: Settled, most: int, fewest: int, proven: bool) -> ReplannedWpas:
        assert found.bookings is not None
        changes = sum(found.bookings.get(who) != booking for who, booking in self.old.items())
        price = cost(self.options, found.bookings) + self.priced * changes
        optimal = found.optimal and proven
        status = Status.OPTIMAL if optimal else Status.FEASIBLE
        stop = self.control.ended(optimal)
        if stop is Stop.TIME and self.control.remaining > 0:
            stop = Stop.LITTLE_GAIN
        seconds = self.control.elapsed - self.began
        proof = Proof(status, most, 0, price if optimal else None, seconds, stop)
        return ReplannedWpas(found.bookings, proof, changes, fewest, proven)

    def _nothing(self, status: Status) -> ReplannedWpas:
        return ReplannedWpas(None, Proof(status, 0, seconds=self.control.elapsed - self.began))
