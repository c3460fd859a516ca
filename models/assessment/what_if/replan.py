"""A WPA roster after a change: as many as can be, then the fewest changes, then the wishes. Public: ``replan_wpas``.

What of the old roster is impossible now must change. If a roster exists in which only that changes, everything
else is fixed, and one block decides the rest: what is optimal there is optimal in this order. Else those who are
near give way, and a bound on the changes tells how far that may be from the fewest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking, Placement, Proof, Status, Stop
from models.assessment.block.change_penalty import ChangePenalty, dominating_price
from models.assessment.block.model import Block
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.conflict_sets import allowed, conflict_sets
from models.assessment.data.costs import cost
from models.assessment.data.fair_share import fair_shares
from models.assessment.data.fixed_part import outside
from models.assessment.feasibility.count_bound import count_bound
from models.assessment.feasibility.infeasible_subsets import proven_infeasible
from models.assessment.what_if.change_bound import ChangeBound, fewest_changes, without_wishes
from models.assessment.what_if.local_reoptimise import LocalOptimum, LocalReoptimisation
from models.search.control import Control

SIZES = (8, 16, 28, 40)  # WPAs that may give way, one after the other
SECONDS = 4.0  # for one size
PART = 12  # WPAs solved together where many are open
INFINITE = 1e9  # seconds: what the control has left
CHEAPEST_SHARE, CHEAPEST_SECONDS = 0.6, 1.5  # of the time, for the wishes of what changes
STAYING_SHARE = 0.2  # of the time, for what is proven of rosters in which all that can stay does
RESERVE = 0.3  # of the time, when neighbours give way

Roster = dict[str, Booking]


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
    small: int = BLOCK_SETTINGS.exact_wpas,
) -> ReplannedWpas:
    """A roster for the workbook as it is now that keeps as much of the ``old`` one as can be.

    Students newly due get a WPA too; that is no change. With ``most_extra`` so many further changes are allowed,
    if each lowers the cost of the other wishes by at least ``gain_per_change``. Up to ``small`` WPAs one model
    proves all.
    """
    return _Replanning(instance, placement, old, control, small).run(most_extra, gain_per_change)


@dataclass(frozen=True, slots=True)
class _Found:
    """``optimal``: no roster with as many WPAs and as few changes costs less. ``most`` bounds the number of WPAs."""

    bookings: Roster | None
    most: int
    floor: ChangeBound
    optimal: bool = False
    infeasible: bool = False


class _Replanning:
    """One run. Departures are priced here, so V7 itself weighs nothing until the roster is made."""

    def __init__(self, instance: Instance, placement: Placement, old: Assessment, control: Control, small: int) -> None:
        self.control, self.small, self.began = control, small, control.elapsed
        settings = replace(instance.settings, weights={**instance.settings.weights, Wish.V7: 0})
        self.data = AssessmentData(replace(instance, settings=settings), placement)
        self.priced = instance.settings.weights[Wish.V7]
        students = instance.students
        self.old = {who: booking for who, booking in old.items() if who in students and students[who].wpa}
        self.possible = {case.id: case for case in self.data.cases.values() if self.data.has_seat(case)}
        self.pinned = [case.id for case in self.data.cases.values() if case.pinned]
        self.stays = allowed(self.data, self.old)
        self.quarrels = conflict_sets(self.data, self.stays)
        at_odds = {who for members, _ in self.quarrels for who in members}
        self.at_odds = {who: booking for who, booking in self.stays.items() if who in at_odds}
        self.settled = {who: booking for who, booking in self.stays.items() if who not in at_odds}
        self.open = [case for who, case in self.possible.items() if who not in self.settled]
        change_penalty = ChangePenalty(self.old, dominating_price(self.data, list(self.possible.values())))
        self.settling = LocalReoptimisation(self.data, self.settled, change_penalty, self.possible)

    def run(self, most_extra: int, gain: int) -> ReplannedWpas:
        if proven_infeasible(self.data, [self.data.cases[student] for student in self.pinned], self.control):
            return self._nothing(Status.INFEASIBLE)
        found = self._fewest()
        if found.bookings is None or any(student not in found.bookings for student in self.pinned):
            return self._nothing(Status.INFEASIBLE if found.infeasible else Status.UNKNOWN)
        fewest = self._changes(found.bookings)
        proven = len(found.bookings) == found.most and fewest == found.floor.at(found.most)
        if most_extra:
            found = self._with_extra(found, fewest + most_extra, gain)
        return self._result(found, fewest, proven)

    def _fewest(self) -> _Found:
        """The roster with the most WPAs and then the fewest changes."""
        everyone = list(self.possible.values())
        if len(everyone) <= self.small:
            found = self.settling.solve(everyone, self.control, self.control.remaining)
            floor = ChangeBound(self._changes(found.bookings or {}) if found.optimal else 0)
            return _Found(found.bookings, found.count_bound, floor, found.optimal, found.infeasible)
        standing, most_standing = self._standing()
        floor = ChangeBound(len(self.old) - len(self.settled) - most_standing)
        best = self._first(standing)
        if self._good(best, len(everyone), floor):
            # who changes anything else has a change more: so what is cheapest beside the others is cheapest
            best, optimal = self._cheapest(best)
            return _Found(best, len(everyone), floor, optimal)
        return self._wider(best, floor)

    def _standing(self) -> tuple[Roster, int]:
        """As many as can be of those that cannot all stay, and how many that is at most."""
        if not self.at_odds:
            return {}, 0
        slots = self.data.instance.slots
        cases = [
            replace(
                self.data.cases[who],
                slots=(slots[booking.slot],),
                field=(booking.field,),
                institute=() if booking.institute is None else (booking.institute,),
                pinned=False,
            )
            for who, booking in self.at_odds.items()
        ]
        block = Block(self.data, cases, {}, fair_shares(self.data, set()))
        found = block.solve(self.control, max(SECONDS, self.control.remaining * STAYING_SHARE))
        return found.bookings or {}, len(cases) if found.infeasible else found.count_bound

    def _first(self, standing: Roster) -> Roster:
        """All that can stay does, and the others find a place beside it and each other."""
        few = len(self.open) <= PART
        best = self.settled if few else self.settled | standing
        for cases in self._parts([case for case in self.open if case.id not in best]):
            tried = self._from(best).solve_near(cases, (), self.control, SECONDS)
            best = self._better(tried.bookings, best)
        return best

    def _cheapest(self, best: Roster) -> tuple[Roster, bool]:
        """The wishes of what changed, and of what else had to be open, without more changes.

        Also whether no roster is cheaper in which all stays that can.
        """
        changed = [case for who, case in self.possible.items() if best.get(who) != self.old.get(who)]
        whole = len(self.open) <= PART and {case.id for case in changed} <= {case.id for case in self.open}
        parts = [self.open] if whole else self._parts(changed)
        optimal = whole
        ends = self.control.elapsed + min(CHEAPEST_SECONDS, self.control.remaining * CHEAPEST_SHARE)
        for part in parts:
            if self.control.elapsed >= ends:
                return best, False
            tried = self._from(best).solve(part, self.control, ends - self.control.elapsed)
            best, optimal = self._better(tried.bookings, best), optimal and tried.optimal
        return best, optimal

    def _wider(self, best: Roster, floor: ChangeBound) -> _Found:
        """Without wishes: beside all that can stay, then around each part with ever more neighbours that give way."""
        plain = without_wishes(self.data)
        seconds = max(SECONDS, self.control.remaining * STAYING_SHARE)
        staying = fewest_changes(plain, self.open, self.settled, self.old, self.control, seconds)
        beside = None if staying.bookings is None else self.settled | staying.bookings
        best = self._better(beside, best)
        if staying.infeasible:
            floor = replace(floor, staying=(-1, 0))
        elif staying.optimal and beside is not None:
            floor = replace(floor, staying=(len(beside), self._changes(beside)))
        reserve = self.control.remaining * RESERVE  # for how many there can be at most, and for the wishes
        before = None
        while before is None or self._score(best) < self._score(before):
            before = best
            for size in SIZES:
                best = self._around(plain, best, size, floor, reserve)
        most = len(self.possible)
        if len(best) < most:
            most = count_bound(self.data, list(self.possible.values()), best, self.control)
        return _Found(self._cheapest(best)[0], most, floor)

    def _around(self, plain: AssessmentData, best: Roster, size: int, floor: ChangeBound, reserve: float) -> Roster:
        """Part by part, with so many neighbours that give way, until nothing better is possible."""
        for asked in self._parts(self._asked(best)):
            if self.control.remaining <= reserve or self._good(best, len(self.possible), floor):
                break
            cases = [*asked, *self._from(best).near(asked)[:size]]
            found = fewest_changes(plain, cases, best, self.old, self.control, SECONDS)
            beside = None if found.bookings is None else outside(best, (case.id for case in cases)) | found.bookings
            best = self._better(beside, best)
        return best

    # -- parts -------------------------------------------------------------------------------------

    def _parts(self, cases: Sequence[Case]) -> list[list[Case]]:
        """The cases in parts that are solved one after the other: who is pinned first and alone, few in all.

        Those that cannot all stay are as near to each other as can be.
        """
        together = {who: min(members) for members, _ in self.quarrels for who in members}
        order = sorted(cases, key=lambda case: (together.get(case.id, ""), case.school, case.id))
        free = [case for case in order if not case.pinned]
        parts = [free[i : i + PART] for i in range(0, len(free), PART)]
        return [[case] for case in order if case.pinned] + parts

    def _asked(self, best: Roster) -> Sequence[Case]:
        """Around whom to look: who is left out, else who changed."""
        left_out = [case for who, case in self.possible.items() if who not in best]
        return left_out or [case for who, case in self.possible.items() if best[who] != self.old.get(who)]

    def _from(self, best: Roster) -> LocalReoptimisation:
        return replace(self.settling, current=best)

    # -- worth -------------------------------------------------------------------------------------

    def _changes(self, bookings: Assessment) -> int:
        return self.settling.change_penalty.changed_bookings(bookings)

    def _good(self, best: Roster, most: int, floor: ChangeBound) -> bool:
        return len(best) == most and self._changes(best) <= floor.at(most)

    def _better(self, tried: Roster | None, best: Roster) -> Roster:
        return best if tried is None or self._score(tried) >= self._score(best) else tried

    def _score(self, bookings: Roster) -> tuple[int, int, int, int]:
        missing = sum(student not in bookings for student in self.pinned)
        return missing, -len(bookings), self._changes(bookings), cost(self.data, bookings)

    # -- more changes, and the result --------------------------------------------------------------

    def _with_extra(self, found: _Found, most: int, gain: int) -> _Found:
        """Further changes that pay for themselves: near what changed already, then school by school."""
        assert found.bookings is not None
        best, optimal = found.bookings, False
        change_penalty = ChangePenalty(self.old, max(1, gain), most)
        for members in self._where_to_gain(best):
            if self.control.remaining <= 0:
                break
            whole = len(members) == len(self.possible)
            settling = LocalReoptimisation(self.data, best, change_penalty, self.possible)
            tried = settling.solve(members, self.control, INFINITE if whole else SECONDS)
            if tried.bookings is not None and (tried.optimal or settling.better(tried, LocalOptimum(best))):
                best, optimal = tried.bookings, tried.optimal and tried.whole
        return replace(found, bookings=best, optimal=optimal)

    def _where_to_gain(self, bookings: Roster) -> Iterator[Sequence[Case]]:
        if len(self.possible) <= self.small:
            yield list(self.possible.values())
            return
        schools: dict[str, list[Case]] = defaultdict(list)
        for case in self.possible.values():
            schools[case.school].append(case)
        changed = [case for who, case in self.possible.items() if bookings.get(who) != self.old.get(who)]
        for start in [changed, *schools.values()]:
            if start:
                members = {case.id: case for case in [*start, *self._from(bookings).near(start)]}
                yield list(members.values())[: max(len(start), SIZES[1])]

    def _result(self, found: _Found, fewest: int, proven: bool) -> ReplannedWpas:
        assert found.bookings is not None
        changes = self._changes(found.bookings)
        price = cost(self.data, found.bookings) + self.priced * changes
        optimal = found.optimal and proven
        status = Status.OPTIMAL if optimal else Status.FEASIBLE
        stop = self.control.ended(optimal)
        if stop is Stop.TIME and self.control.remaining > 0:
            stop = Stop.LITTLE_GAIN
        seconds = self.control.elapsed - self.began
        proof = Proof(status, found.most, 0, price if optimal else None, seconds, stop)
        return ReplannedWpas(found.bookings, proof, changes, fewest, proven)

    def _nothing(self, status: Status) -> ReplannedWpas:
        return ReplannedWpas(None, Proof(status, 0, seconds=self.control.elapsed - self.began))
