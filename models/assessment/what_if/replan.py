"""A WPA roster after a change: as many as can be, then the fewest changes, then the wishes. Public: ``replan_wpas``.

What of the old roster is impossible now must change. If a roster exists in which only that changes, everything
else is fixed, and one block decides the rest: what is optimal there is optimal in this order. Else those who are
near give way, and a bound on the changes tells how far that may be. The worst answer is what of the old can stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from types import MappingProxyType

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking, Placement, Proof, Status, Stop
from models.assessment.block.change_penalty import ChangePenalty, dominating_price
from models.assessment.block.model import Block
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.conflict_sets import allowed, conflict_sets, standing
from models.assessment.data.costs import cost
from models.assessment.data.fair_share import fair_shares
from models.assessment.data.fixed_part import outside
from models.assessment.feasibility.count_bound import count_bound
from models.assessment.feasibility.infeasible_subsets import proven_infeasible
from models.assessment.what_if.change_bound import ChangeBound, fewest_changes, without_wishes
from models.assessment.what_if.local_reoptimise import LocalOptimum, LocalReoptimisation
from models.assessment.what_if.settings import REPLAN_SETTINGS
from models.search.control import Control

Roster = dict[str, Booking]
"""Student id to booking."""

_NOTHING: Mapping[str, Booking] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReplannedWpas:
    """A replanned roster, with what is proven of it.

    Attributes:
        assessment: The roster; None when none was found (see the status of ``proof``).
        proof: Cost and bound are of rosters with as many WPAs and no more changes than were allowed.
        changes: V7's measure: WPAs of the old roster still due, with another slot or assessor or not scheduled.
        fewest: The least number of changes found with as many WPAs.
        fewest_proven: No roster with as many WPAs has fewer.
        no_time_for: Ids of students without a WPA: nothing better than the old roster was found in the time.
    """

    assessment: Assessment | None
    proof: Proof
    changes: int = 0
    fewest: int = 0
    fewest_proven: bool = False
    no_time_for: frozenset[str] = frozenset()


def replan_wpas(
    instance: Instance,
    placement: Placement,
    old: Assessment,
    control: Control,
    most_extra: int = 0,
    gain_per_change: int = 0,
    small: int = BLOCK_SETTINGS.exact_wpas,
    instead: Assessment = _NOTHING,
) -> ReplannedWpas:
    """A roster for the workbook as it is now that keeps as much of the old one as can be.

    Source: decisions 14 and 16.

    Args:
        instance: The workbook as it is now.
        placement: Student id to mentor id.
        old: The earlier roster; may name students, slots and assessors that are gone. Students newly due get a WPA
            too; that is no change.
        control: Seconds, seed and stop button.
        most_extra: Changes allowed beyond the fewest.
        gain_per_change: What each of those must lower the cost of the other wishes by, in units of cost.
        small: WPAs up to which one model proves all.
        instead: Bookings to start from instead of the old ones of the same students; they fit together.

    Returns:
        The roster with its number of changes, and what is proven of both. None only where pinned WPAs did not come out.
    """
    return _Replanning(instance, placement, old, control, small, instead).run(most_extra, gain_per_change)


@dataclass(frozen=True, slots=True)
class _Found:
    """A roster, with ``most`` as a bound on the number of WPAs and a bound on the changes.

    ``optimal``: no roster with as many WPAs and as few changes costs less.
    """

    bookings: Roster | None
    most: int
    change_bound: ChangeBound
    optimal: bool = False
    infeasible: bool = False


class _Replanning:
    """One run. Changes are priced here, so V7 itself weighs nothing until the roster is made.

    Attributes:
        old: The bookings of the old roster that are still due.
        possible: Student id to the WPAs that can be scheduled at all.
        conflicts: Sets of old bookings, each allowed by itself, of which only so many can stay.
        conflicting: The old bookings in such a set.
        unchanged: The old bookings that can all stay together.
        standing: A part of the old bookings that can stay, found without solving: the start and the worst answer.
        open: All WPAs but those.
        local: Re-optimisation at a price at which one change less wins from any saving.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        old: Assessment,
        control: Control,
        small: int,
        instead: Assessment,
    ) -> None:
        self.control, self.small, self.began = control, small, control.elapsed
        settings = replace(instance.settings, weights={**instance.settings.weights, Wish.V7: 0})
        self.data = AssessmentData(replace(instance, settings=settings), placement)
        self.change_weight = instance.settings.weights[Wish.V7]
        students = instance.students
        self.old = {
            student: booking for student, booking in old.items() if student in students and students[student].wpa
        }
        self.possible = {case.id: case for case in self.data.cases.values() if self.data.has_seat(case)}
        self.pinned = [case.id for case in self.data.cases.values() if case.pinned]
        self.standing = standing(self.data, {**self.old, **instead}, self.pinned)
        still_allowed = allowed(self.data, self.old)
        self.conflicts = conflict_sets(self.data, still_allowed)
        in_conflict = {student for members, _ in self.conflicts for student in members}
        self.conflicting = {student: booking for student, booking in still_allowed.items() if student in in_conflict}
        self.unchanged = {student: booking for student, booking in still_allowed.items() if student not in in_conflict}
        self.open = [case for student, case in self.possible.items() if student not in self.unchanged]
        change_penalty = ChangePenalty(self.old, dominating_price(self.data, list(self.possible.values())))
        self.local = LocalReoptimisation(self.data, self.unchanged, change_penalty, self.possible)

    def run(self, most_extra: int, gain: int) -> ReplannedWpas:
        if proven_infeasible(self.data, [self.data.cases[student] for student in self.pinned], self.control):
            return self._nothing(Status.INFEASIBLE)
        found = self._with_fewest_changes()
        if found.bookings is None or any(student not in found.bookings for student in self.pinned):
            return self._nothing(Status.INFEASIBLE if found.infeasible else Status.UNKNOWN)
        fewest = self._changes(found.bookings)
        proven = len(found.bookings) == found.most and fewest == found.change_bound.at(found.most)
        if most_extra:
            found = self._with_extra_changes(found, found.bookings, fewest + most_extra, gain)
        return self._result(found, found.bookings or {}, fewest, proven)

    def _with_fewest_changes(self) -> _Found:
        """The roster with the most WPAs and then the fewest changes."""
        everyone = list(self.possible.values())
        if len(everyone) <= self.small:
            return self._all_in_one(everyone)
        staying, most_staying = self._most_of_conflicting()
        bound = ChangeBound(len(self.old) - len(self.unchanged) - most_staying)
        best = self._better(self.standing, self._filled_up(staying))
        if self._reaches(best, len(everyone), bound):
            # who changes anything else has a change more: so what is cheapest with the others fixed is cheapest
            best, optimal = self._with_wishes(best)
            return _Found(best, len(everyone), bound, optimal)
        return self._with_neighbours_giving_way(best, bound)

    def _all_in_one(self, everyone: Sequence[Case]) -> _Found:
        """One model of all; what stands of the old roster where that finds nothing better in its time."""
        found = self.local.starting_from(self.standing).solve(everyone, self.control, self.control.remaining)
        if found.infeasible or found.optimal:
            bound = ChangeBound(self._changes(found.bookings or {}))
            return _Found(found.bookings, found.count_bound, bound, found.optimal, found.infeasible)
        best = self.standing if found.bookings is None else self._better(self.standing, found.bookings)
        most = len(everyone) if found.bookings is None else found.count_bound
        return _Found(best, most, ChangeBound(0))

    def _most_of_conflicting(self) -> tuple[Roster, int]:
        """As many as can be of those that cannot all stay, and how many that is at most."""
        if not self.conflicting:
            return {}, 0
        slots = self.data.instance.slots
        cases = [
            replace(
                self.data.cases[student],
                slots=(slots[booking.slot],),
                field=(booking.field,),
                institute=() if booking.institute is None else (booking.institute,),
                pinned=False,
            )
            for student, booking in self.conflicting.items()
        ]
        block = Block(self.data, cases, {}, fair_shares(self.data, set()))
        found = block.solve(self.control, self._seconds_for_staying)
        return found.bookings or {}, len(cases) if found.infeasible else found.count_bound

    @property
    def _seconds_for_staying(self) -> float:
        return max(REPLAN_SETTINGS.seconds, self.control.remaining * REPLAN_SETTINGS.staying_share)

    def _filled_up(self, staying: Roster) -> Roster:
        """All that can stay does, and the others find a place beside it and each other."""
        few = len(self.open) <= REPLAN_SETTINGS.part
        best = self.unchanged if few else self._better(self.standing, self.unchanged | staying)
        for cases in self._parts([case for case in self.open if case.id not in best]):
            local = self.local.starting_from(best)
            tried = local.solve_heuristically(cases, (), self.control, REPLAN_SETTINGS.seconds)
            best = self._better(tried.bookings, best)
        return best

    def _with_wishes(self, best: Roster) -> tuple[Roster, bool]:
        """The wishes of what changed, and of what else had to be open, without more changes.

        Also whether no roster is cheaper in which all stays that can.
        """
        changed = self._changed_cases(best)
        nothing_else = {case.id for case in changed} <= {case.id for case in self.open}
        in_one = nothing_else and len(self.open) <= REPLAN_SETTINGS.part
        optimal = in_one
        share = self.control.remaining * REPLAN_SETTINGS.wishes_share
        ends = self.control.elapsed + min(REPLAN_SETTINGS.wishes_seconds, share)
        for part in [self.open] if in_one else self._parts(changed):
            if self.control.elapsed >= ends:
                return best, False
            tried = self.local.starting_from(best).solve(part, self.control, ends - self.control.elapsed)
            best, optimal = self._better(tried.bookings, best), optimal and tried.optimal
        return best, optimal

    def _with_neighbours_giving_way(self, best: Roster, bound: ChangeBound) -> _Found:
        """Without wishes: beside all that can stay, then around each part with ever more neighbours that give way."""
        plain = without_wishes(self.data)
        found = fewest_changes(plain, self.open, self.unchanged, self.old, self.control, self._seconds_for_staying)
        roster = None if found.bookings is None else self.unchanged | found.bookings
        best = self._better(roster, best)
        if found.infeasible:
            bound = replace(bound, all_else_staying=(-1, 0))
        elif found.optimal and roster is not None:
            bound = replace(bound, all_else_staying=(len(roster), self._changes(roster)))
        reserve = self.control.remaining * REPLAN_SETTINGS.reserve_share
        before = None
        while before is None or self._score(best) < self._score(before):
            before = best
            for size in REPLAN_SETTINGS.sizes:
                best = self._around(plain, best, size, bound, reserve)
        most = len(self.possible)
        if len(best) < most:
            most = count_bound(self.data, list(self.possible.values()), best, self.control)
        return _Found(self._with_wishes(best)[0], most, bound)

    def _around(self, plain: AssessmentData, best: Roster, size: int, bound: ChangeBound, reserve: float) -> Roster:
        """Part by part, with so many neighbours that give way, until nothing better is possible."""
        for asked in self._parts(self._unsatisfied(best)):
            if self.control.remaining <= reserve or self._reaches(best, len(self.possible), bound):
                break
            cases = [*asked, *self.local.starting_from(best).affected(asked)[:size]]
            found = fewest_changes(plain, cases, best, self.old, self.control, REPLAN_SETTINGS.seconds)
            rest = outside(best, (case.id for case in cases))
            best = self._better(None if found.bookings is None else rest | found.bookings, best)
        return best

    # -- parts -------------------------------------------------------------------------------------

    def _parts(self, cases: Sequence[Case]) -> list[list[Case]]:
        """The cases in parts that are solved one after the other: who is pinned first and alone, few in all.

        Those that cannot all stay are as near to each other as can be.
        """
        together = {student: min(members) for members, _ in self.conflicts for student in members}
        order = sorted(cases, key=lambda case: (together.get(case.id, ""), case.school, case.id))
        free = [case for case in order if not case.pinned]
        parts = [free[i : i + REPLAN_SETTINGS.part] for i in range(0, len(free), REPLAN_SETTINGS.part)]
        return [[case] for case in order if case.pinned] + parts

    def _unsatisfied(self, best: Roster) -> Sequence[Case]:
        """Around whom to look: who is unscheduled, else who changed."""
        unscheduled = [case for student, case in self.possible.items() if student not in best]
        return unscheduled or self._changed_cases(best)

    def _changed_cases(self, bookings: Roster) -> list[Case]:
        """The WPAs that are not booked as in the old roster."""
        return [case for student, case in self.possible.items() if bookings.get(student) != self.old.get(student)]

    # -- comparing rosters -------------------------------------------------------------------------

    def _changes(self, bookings: Assessment) -> int:
        return self.local.change_penalty.changed_bookings(bookings)

    def _reaches(self, best: Roster, most: int, bound: ChangeBound) -> bool:
        """Can no roster have more WPAs, or as many with fewer changes?"""
        return len(best) == most and self._changes(best) <= bound.at(most)

    def _better(self, tried: Roster | None, best: Roster) -> Roster:
        return best if tried is None or self._score(tried) >= self._score(best) else tried

    def _score(self, bookings: Roster) -> tuple[int, int, int, int]:
        unscheduled_pins = sum(student not in bookings for student in self.pinned)
        return unscheduled_pins, -len(bookings), self._changes(bookings), cost(self.data, bookings)

    # -- more changes, and the result --------------------------------------------------------------

    def _with_extra_changes(self, found: _Found, best: Roster, max_changes: int, gain: int) -> _Found:
        """Further changes that pay for themselves: near what changed already, then school by school."""
        optimal = False
        change_penalty = ChangePenalty(self.old, max(1, gain), max_changes)
        for cases in self._where_to_gain(best):
            if self.control.remaining <= 0:
                break
            local = LocalReoptimisation(self.data, best, change_penalty, self.possible)
            seconds = inf if len(cases) == len(self.possible) else REPLAN_SETTINGS.seconds
            tried = local.solve(cases, self.control, seconds)
            if tried.bookings is not None and (tried.optimal or local.better(tried, LocalOptimum(best))):
                best, optimal = tried.bookings, tried.optimal and tried.nothing_fixed
        return replace(found, bookings=best, optimal=optimal)

    def _where_to_gain(self, bookings: Roster) -> Iterator[Sequence[Case]]:
        if len(self.possible) <= self.small:
            yield list(self.possible.values())
            return
        schools: dict[str, list[Case]] = defaultdict(list)
        for case in self.possible.values():
            schools[case.school].append(case)
        for start in [self._changed_cases(bookings), *schools.values()]:
            if start:
                affected = self.local.starting_from(bookings).affected(start)
                members = {case.id: case for case in [*start, *affected]}
                yield list(members.values())[: max(len(start), REPLAN_SETTINGS.gain_size)]

    def _result(self, found: _Found, bookings: Roster, fewest: int, proven: bool) -> ReplannedWpas:
        changes = self._changes(bookings)
        price = cost(self.data, bookings) + self.change_weight * changes
        optimal = found.optimal and proven
        status = Status.OPTIMAL if optimal else Status.FEASIBLE
        stop = self.control.ended(optimal)
        if stop is Stop.TIME and self.control.remaining > 0:
            stop = Stop.LITTLE_GAIN
        seconds = self.control.elapsed - self.began
        proof = Proof(status, found.most, 0, price if optimal else None, seconds, stop)
        only_old = bookings == self.standing and len(bookings) < found.most
        no_time_for = frozenset(self.possible.keys() - bookings.keys()) if only_old else frozenset()
        return ReplannedWpas(bookings, proof, changes, fewest, proven, no_time_for)

    def _nothing(self, status: Status) -> ReplannedWpas:
        return ReplannedWpas(None, Proof(status, 0, seconds=self.control.elapsed - self.began))
