"""What a finished WPA roster would cost otherwise: a forced slot or assessor, other bookings, an edited workbook.

**What a price means.** Every answer is a whole roster that keeps all rules, and its cost is the cost the checker
gives it. It is made from the current roster: as many WPAs as can be, and of those rosters the one of least cost,
where each other WPA that moves counts as one trip of the norm (V1). So nobody moves for a minute's gain, and what
could be better elsewhere in the current roster stays as it is. The price is the difference from the cost of the
current roster. ``proven``: no roster under the condition is better in this sense. It is a price at most
("hoogstens") unless the answer is ``exact``: then none is cheaper either, however many others would move. It is
below zero only where the WPA asked about, or one that had to give way, was not at its best.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking, Placement, Proof
from instances.domain.travel import NORM_MINUTES
from models.assessment.block.change_penalty import ChangePenalty
from models.assessment.block.restrictions import NoGoodCut
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.variables import half_day_of
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.conflict_sets import still_feasible
from models.assessment.data.costs import cost
from models.assessment.what_if.local_reoptimise import LocalOptimum, LocalReoptimisation
from models.assessment.what_if.settings import QUESTION_SETTINGS
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class WpaAnswer:
    """A roster under a condition.

    Attributes:
        assessment: The whole roster; None when nothing was found.
        count: WPAs scheduled, as the checker counts them.
        cost: The cost that the checker gives it.
        proven: No roster under the condition is better, with others who move at their price.
        impossible: Proven that there is no roster under the condition in which the WPA asked about is scheduled.
        exact: None with as many WPAs is cheaper without that price either.
    """

    assessment: Assessment | None
    count: int = 0
    cost: int = 0
    proven: bool = False
    impossible: bool = False
    exact: bool = False


class WpaQuestions:
    """Questions about one finished roster, all within the time of one control.

    Attributes:
        base: The roster itself as an answer: its count and cost.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        assessment: Assessment,
        control: Control,
        previous: Assessment | None = None,
        small: int = BLOCK_SETTINGS.exact_wpas,
        proof: Proof | None = None,
    ) -> None:
        """Nothing is solved yet.

        Args:
            instance: The workbook.
            placement: Student id to mentor id.
            assessment: The finished roster. It may be edited by hand: what breaks a rule in it counts as open and is
                decided anew in every answer.
            control: The time for all questions together, and the stop button.
            previous: Costs count changes from this roster (V7), as the checker does.
            small: WPAs up to which one model decides all of them, with a proof.
            proof: What the run that made the roster proved, of costs without ``previous``.
        """
        self._placement, self._assessment, self._previous = placement, assessment, previous
        self._control, self._small = control, small
        self._data = AssessmentData(instance, placement, previous)
        self._local = self._local_to(self._data)
        self._best = None if proof is None or previous is not None else (proof.count_bound, proof.cost_bound)
        cases = self._data.cases
        known = {student: b for student, b in assessment.items() if student in cases and self._known(b)}
        self.base = WpaAnswer(dict(assessment), len(known), cost(self._data, known))

    def within(self, control: Control) -> WpaQuestions:
        """Ask in other time, with all that was prepared.

        Args:
            control: The time for the next questions, and their stop button.

        Returns:
            Questions about the same roster.
        """
        other = copy.copy(self)
        other._control = control
        return other

    def _known(self, booking: Booking) -> bool:
        instance = self._data.instance
        return booking.slot in instance.slots and all(trainer in instance.trainers for trainer in booking.assessors)

    def _local_to(self, data: AssessmentData) -> LocalReoptimisation:
        """Re-optimisation near the finished roster, with other rules or costs."""
        price = data.instance.settings.weights[Wish.V1] * NORM_MINUTES
        possible = {case.id for case in data.cases.values() if data.has_seat(case)}
        now = still_feasible(data, self._assessment)
        return LocalReoptimisation(data, now, ChangePenalty(now, max(1, price)), possible)

    # -- one student -------------------------------------------------------------------------------

    def forced(
        self, student: str, *, slot: str | None = None, assessor: str | None = None, booking: Booking | None = None
    ) -> WpaAnswer:
        """The best roster in which this student's WPA is at that slot, with that assessor, or exactly so.

        Args:
            student: Student id; whoever has no WPA to schedule gets an impossible answer.
            slot: Slot id, or None for any.
            assessor: Trainer id of one of the assessors, or None for anyone.
            booking: Slot and assessors together.

        Returns:
            The roster with its price and what is proven of it.
        """
        case = self._data.cases.get(student)
        case = None if case is None else _narrowed(case, slot, assessor, booking)
        if case is None or not self._data.has_seat(case):
            return WpaAnswer(None, impossible=True)
        return self._answer(self._local, [case, *self._open({student})])

    def alternatives(self, student: str, amount: int = 5) -> list[WpaAnswer]:
        """The best other bookings for one WPA, clearly different.

        Any two differ in half day or assessors, and no more than two are at the same half day.

        Args:
            student: Student id.
            amount: How many to look for.

        Returns:
            At most so many answers, those with most WPAs first and then the cheapest; empty when there are none.
        """
        case = self._data.cases.get(student)
        if case is None or not self._data.has_seat(case):
            return []
        case = replace(case, pinned=True)
        local, cuts = self._local, []
        if student in local.current:
            cuts.append(self._no_good_cut(student, local.current[student]))
        asked = [case, *self._open({student})]
        giving_way = self._may_give_way(local, asked, QUESTION_SETTINGS.alternative_size)
        found: list[tuple[LocalOptimum, list[NoGoodCut]]] = []
        while len(found) < amount and self._control.remaining > 0:
            optimum = self._reoptimise(local, asked, giving_way, cuts)
            if optimum.bookings is None:
                break
            found.append((optimum, [*cuts]))
            cuts.append(self._no_good_cut(student, optimum.bookings[student]))
            times = Counter(cut.half_day for cut in cuts)
            most = QUESTION_SETTINGS.same_half_day
            cuts += [NoGoodCut(student, half_day) for half_day, count in times.items() if count >= most]
        answers = []  # only now is it asked which prices are exact: that may take all that is left of the time
        for place, (optimum, forbidden) in enumerate(found):
            seconds = self._control.remaining / (len(found) - place)
            answers.append(self._answer_of(local, optimum, [*asked, *giving_way], seconds, forbidden))
        return sorted(answers, key=lambda answer: (-answer.count, answer.cost))

    def _no_good_cut(self, student: str, booking: Booking) -> NoGoodCut:
        return NoGoodCut(student, half_day_of(self._data.instance.slots[booking.slot]), booking.assessors)

    # -- an edited workbook ------------------------------------------------------------------------

    def changed(self, instance: Instance, must_schedule: str | None = None) -> WpaAnswer:
        """The best roster for an edited workbook with the same placement, starting from the current one.

        Args:
            instance: The workbook as edited.
            must_schedule: Id of a student whose WPA must be scheduled.

        Returns:
            The roster with its price; what is not scheduled now is decided too.
        """
        local = self._local_to(AssessmentData(instance, self._placement, self._previous))
        open_cases = [case for case in local.data.cases.values() if case.id not in local.current]
        asked = [replace(case, pinned=case.pinned or case.id == must_schedule) for case in open_cases]
        asked = [case for case in asked if case.id in local.possible]
        return self._answer(local, asked, QUESTION_SETTINGS.exact_share)

    def moved(self, answer: WpaAnswer) -> tuple[str, ...]:
        """Who has another booking than now.

        Args:
            answer: One of these questions.

        Returns:
            Student ids in the order of the workbook; everyone scheduled now when the answer has no roster.
        """
        new = answer.assessment or {}
        now, students = self._assessment, self._data.instance.students
        return tuple(student for student in students if new.get(student) != now.get(student))

    # -- solving -----------------------------------------------------------------------------------

    def _open(self, besides: set[str]) -> list[Case]:
        """What the current roster does not schedule, or not as it may."""
        now = self._local
        return [
            case
            for case in self._data.cases.values()
            if case.id in now.possible and case.id not in now.current and case.id not in besides
        ]

    def _may_give_way(self, local: LocalReoptimisation, asked: list[Case], size: int) -> list[Case]:
        """Everyone in a small semester, else the nearest: as many as make ``size`` with those asked about."""
        known = {case.id for case in asked}
        if len(local.possible) <= self._small:
            cases = local.data.cases.values()
            return [case for case in cases if case.id in local.possible and case.id not in known]
        return [case for case in local.affected(asked) if case.id not in known][: max(0, size - len(asked))]

    def _answer(self, local: LocalReoptimisation, asked: list[Case], exact_share: float = 1.0) -> WpaAnswer:
        """Decide what is asked anew, with ever more WPAs that may give way, as long as that brings something.

        ``exact_share`` of the time that is left then is for whether the price is exact.
        """
        best: LocalOptimum | None = None
        cases = asked
        sizes = QUESTION_SETTINGS.sizes
        for size in sizes if len(local.possible) > self._small else sizes[:1]:
            if self._control.remaining <= 0:
                break
            giving_way = self._may_give_way(local, asked, size)
            found = self._reoptimise(local, asked, giving_way)
            if best is None or local.better(found, best) or (best.bookings is None and found.infeasible):
                best, cases = found, [*asked, *giving_way]
        seconds = exact_share * self._control.remaining
        return WpaAnswer(None) if best is None else self._answer_of(local, best, cases, seconds)

    def _reoptimise(
        self, local: LocalReoptimisation, asked: list[Case], giving_way: list[Case], cuts: Sequence[NoGoodCut] = ()
    ) -> LocalOptimum:
        if len(local.possible) <= self._small:
            return local.solve([*asked, *giving_way], self._control, self._control.remaining, cuts)
        if not giving_way:
            return local.solve(asked, self._control, QUESTION_SETTINGS.seconds, cuts)
        return local.solve_heuristically(asked, giving_way, self._control, QUESTION_SETTINGS.seconds, cuts)

    def _answer_of(
        self,
        local: LocalReoptimisation,
        found: LocalOptimum,
        cases: list[Case],
        seconds: float,
        cuts: Sequence[NoGoodCut] = (),
    ) -> WpaAnswer:
        if found.bookings is None:
            return WpaAnswer(None, impossible=found.infeasible and found.nothing_fixed)
        count, price = len(found.bookings), cost(local.data, found.bookings)
        proven = found.optimal and found.nothing_fixed
        if local is self._local and (count, price) == self._best:  # no roster at all is cheaper
            return WpaAnswer(found.bookings, count, price, proven, exact=True)
        exact = proven and self._least_cost(local, cases, seconds, cuts) == (count, price)
        return WpaAnswer(found.bookings, count, price, proven, exact=exact)

    def _least_cost(
        self, local: LocalReoptimisation, cases: list[Case], seconds: float, cuts: Sequence[NoGoodCut]
    ) -> tuple[int, int] | None:
        """The number of WPAs and the least cost when others move for nothing; None where that is not proven."""
        found = local.at_price(0).solve(cases, self._control, seconds, cuts)
        if found.bookings is None or not (found.optimal and found.nothing_fixed):
            return None
        return len(found.bookings), cost(local.data, found.bookings)


def _narrowed(case: Case, slot: str | None, assessor: str | None, booking: Booking | None) -> Case | None:
    """The WPA with only what the condition leaves; None when its own rules do not allow that."""
    wanted = {name for name in (slot, booking.slot if booking else None) if name is not None}
    assessors = {assessor} if assessor is not None else set()
    assessors |= set(booking.assessors) if booking is not None else set()
    slots = tuple(each for each in case.slots if wanted <= {each.id})
    if not slots or not assessors <= set(case.eligible) or (booking and (booking.institute is not None) != case.two):
        return None
    field, institute = (
        tuple(each for each in pool if not assessors.intersection(pool) or each in assessors)
        for pool in (case.field, case.institute)
    )
    return replace(case, slots=slots, field=field, institute=institute, pinned=True)
