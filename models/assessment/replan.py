"""A WPA roster after a change: as many as can be, then the fewest changes, then the wishes. Public: ``replan_wpas``.

What of the old roster is impossible now must change. If a roster exists in which only that changes, everything
else is fixed, and one block decides the rest: what is optimal there is optimal in this order. Else those who are
near give way, and a bound on the changes tells how far that may be from the fewest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from instances.instance import Instance
from instances.rulebook import Wish
from instances.solution import Assessment, Placement, Proof, Status, Stop
from models.assessment.block import Block, BlockResult
from models.assessment.costs import cost, fair_balance
from models.assessment.counting import count_bound
from models.assessment.exact import SMALL
from models.assessment.fewest import Floor, fewest_departures, without_wishes
from models.assessment.loyalty import Loyalty, above_all
from models.assessment.options import Case, Options
from models.assessment.settle import Settled, Settling
from models.assessment.standing import allowed, quarrels
from models.search import Control

SIZES = (8, 16, 28, 40)  # WPAs that may give way, one after the other
SECONDS = 4.0  # for one size
INFINITE = 1e9  # seconds: what the control has left
BLOCK_SHARE, BLOCK_SECONDS = 0.6, 3.0  # of the time, for the wishes of what changes
COUNT_SHARE = 0.3  # of the time, for how many WPAs there can be at most


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
        found, most, floor = self._fewest(settling)
        if found.bookings is None:
            return self._nothing(Status.INFEASIBLE if found.infeasible and found.whole else Status.UNKNOWN)
        fewest = loyalty.departures(found.bookings)
        proven = len(found.bookings) == most and fewest == floor.at(most)
        if most_extra:
            found = self._with_extra(found, fewest + most_extra, gain)
        assert found.bookings is not None
        return self._result(found, most, fewest, proven)

    def _fewest(self, settling: Settling) -> tuple[Settled, int, Floor]:
        """The roster with the fewest changes found, the most WPAs there can be, and the floor under the changes.

        ``optimal`` says that no roster with as many WPAs and as few changes costs less.
        """
        most, floor = len(self.possible), Floor(self._must_change())
        if most <= self.small:
            found = settling.solve(list(self.possible.values()), self.control, self.control.remaining)
            changes = settling.loyalty.departures(found.bookings or {})
            return found, found.count_bound, Floor(changes) if found.optimal else floor
        open_ = [case for who, case in self.possible.items() if who not in self.settled]
        found = settling.solve_near(open_, (), self.control, SECONDS)
        if self._good(settling, found, most, floor):
            # who changes anything else has a change more: so what is cheapest beside the others is cheapest
            return self._cheapest(settling, found, open_), most, floor
        return self._wider(settling, found, open_, floor)

    def _cheapest(self, settling: Settling, found: Settled, cases: Sequence[Case]) -> Settled:
        """The wishes of these WPAs, without more changes than were found."""
        assert found.bookings is not None
        seconds = min(BLOCK_SECONDS, self.control.remaining * BLOCK_SHARE)
        tried = replace(settling, current=found.bookings).solve(cases, self.control, seconds)
        return found if settling.better(found, tried) else tried

    def _wider(
        self, settling: Settling, found: Settled, open_: Sequence[Case], floor: Floor
    ) -> tuple[Settled, int, Floor]:
        """Without wishes first: beside all that can stay, then with ever more neighbours that may give way."""
        plain = without_wishes(self.options)
        staying = fewest_departures(plain, open_, self.settled, self.old, self.control, SECONDS)
        floor = replace(floor, staying=self._proven(settling, open_, staying))
        best, most = found, len(self.possible)
        best = self._better(settling, settling.settled(open_, staying), best)
        if best.bookings is not None and len(best.bookings) < most:
            possible = list(self.possible.values())
            most = count_bound(self.options, possible, best.bookings, self.control.share(COUNT_SHARE))
        members = {case.id: case for case in open_}
        for size in SIZES:
            if self.control.remaining <= 0 or self._good(settling, best, most, floor):
                break
            asked = self._asked(open_, best)
            aside = [case for case in settling.near(asked) if case.id in self.settled]
            members |= {case.id: case for case in [*asked, *aside[:size]]}
            now = self.settled if best.bookings is None else best.bookings
            cases = list(members.values())
            tried = fewest_departures(plain, cases, now, self.old, self.control, SECONDS)
            best = self._better(settling, replace(settling, current=now).settled(cases, tried), best)
        if best.bookings is not None:
            best = self._cheapest(settling, best, self._moved(members.values(), best.bookings))
        return replace(best, optimal=False, infeasible=False), most, floor

    @staticmethod
    def _better(settling: Settling, tried: Settled, best: Settled) -> Settled:
        return tried if settling.better(tried, best) else best

    @staticmethod
    def _proven(settling: Settling, cases: Sequence[Case], staying: BlockResult) -> tuple[int, int] | None:
        """What a block beside all that can stay proves, as Floor has it."""
        if staying.infeasible:
            return -1, 0
        found = settling.settled(cases, staying).bookings
        return (len(found), settling.loyalty.departures(found)) if staying.optimal and found is not None else None

    def _moved(self, members: Iterable[Case], bookings: Assessment) -> list[Case]:
        """The WPAs that got another booking, or none, or are new."""
        return [case for case in members if case.id not in bookings or bookings[case.id] != self.old.get(case.id)]

    def _must_change(self) -> int:
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

    def _asked(self, open_: Sequence[Case], best: Settled) -> Sequence[Case]:
        """Around whom to look: who is left out, else who changed."""
        if best.bookings is None:
            return open_
        left_out = [case for who, case in self.possible.items() if who not in best.bookings]
        return left_out or self._moved(open_, best.bookings)

    @staticmethod
    def _good(settling: Settling, best: Settled, most: int, floor: Floor) -> bool:
        found = best.bookings
        return found is not None and len(found) == most and settling.loyalty.departures(found) <= floor.at(most)

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
