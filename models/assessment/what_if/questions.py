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
from models.search.control import Control

SIZES = (1, 8, 14)  # WPAs decided anew, one after the other
ASIDE = 8  # WPAs that may give way to an alternative
SECONDS = 1.0  # for one size
AT_ONE_TIME = 2  # alternatives at the same half day, at most
LEAST_PART = 0.02  # of the time, for whether a changed workbook's price is exact: many changes are tried


@dataclass(frozen=True, slots=True)
class WpaAnswer:
    """A roster under a condition; ``count`` and ``cost`` are what the checker says of it.

    ``assessment`` is None when nothing was found. ``proven``: no roster under the condition is better, with others
    who move at their price; ``exact``: none with as many WPAs is cheaper without that price either.
    ``impossible``: proven that there is no roster under the condition in which the WPA asked about is held.
    """

    assessment: Assessment | None
    count: int = 0
    cost: int = 0
    proven: bool = False
    impossible: bool = False
    exact: bool = False


class WpaQuestions:
    """Questions about one finished roster, all within the time of ``control``.

    ``assessment`` may be edited by hand: what breaks a rule in it counts as open and is decided anew in every
    answer. With ``previous`` the costs count changes from that roster (V7), as the checker does. ``proof`` is what
    the run that made the roster proved, of costs without ``previous``.
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
        self.placement, self.assessment, self.control, self.previous = placement, assessment, control, previous
        self._small = small
        self._options = AssessmentData(instance, placement, previous)
        self._settling = self._from(self._options)
        self._best = None if proof is None or previous is not None else (proof.count_bound, proof.cost_bound)
        known = {who: b for who, b in assessment.items() if who in self._options.cases and self._known(b)}
        self.base = WpaAnswer(dict(assessment), len(known), cost(self._options, known))

    def _known(self, booking: Booking) -> bool:
        instance = self._options.instance
        return booking.slot in instance.slots and all(trainer in instance.trainers for trainer in booking.assessors)

    def _from(self, data: AssessmentData) -> LocalReoptimisation:
        price = data.instance.settings.weights[Wish.V1] * NORM_MINUTES
        possible = {case.id for case in data.cases.values() if data.has_seat(case)}
        now = still_feasible(data, self.assessment)
        return LocalReoptimisation(data, now, ChangePenalty(now, max(1, price)), possible)

    # -- one student -------------------------------------------------------------------------------

    def forced(
        self, student: str, *, slot: str | None = None, assessor: str | None = None, booking: Booking | None = None
    ) -> WpaAnswer:
        """The best roster in which this student's WPA is at that slot, with that assessor, or exactly so."""
        case = self._options.cases.get(student)
        case = None if case is None else _narrowed(case, slot, assessor, booking)
        if case is None or not self._options.has_seat(case):
            return WpaAnswer(None, impossible=True)
        return self._answer(self._settling, [case, *self._open({student})])

    def alternatives(self, student: str, amount: int = 5) -> list[WpaAnswer]:
        """The best other bookings for one WPA, clearly different, cheapest first.

        Any two differ in half day or assessors, and no more than two are at the same half day.
        """
        case = self._options.cases.get(student)
        if case is None or not self._options.has_seat(case):
            return []
        case = replace(case, pinned=True)
        settling, no_good_cuts = self._settling, []
        if student in settling.current:
            no_good_cuts.append(self._no_good_cut(student, settling.current[student]))
        asked = [case, *self._open({student})]
        aside = self._aside(settling, asked, ASIDE)
        found: list[tuple[LocalOptimum, list[NoGoodCut]]] = []
        while len(found) < amount and self.control.remaining > 0:
            settled = self._settle(settling, asked, aside, no_good_cuts)
            if settled.bookings is None:
                break
            found.append((settled, [*no_good_cuts]))
            no_good_cuts.append(self._no_good_cut(student, settled.bookings[student]))
            times = Counter(cut.half_day for cut in no_good_cuts)
            no_good_cuts += [NoGoodCut(student, half_day) for half_day, count in times.items() if count >= AT_ONE_TIME]
        answers = []  # only now is it asked which prices are exact: that may take all that is left of the time
        for place, (settled, barred) in enumerate(found):
            seconds = self.control.remaining / (len(found) - place)
            answers.append(self._answer_of(settling, settled, [*asked, *aside], seconds, barred))
        return sorted(answers, key=lambda answer: (-answer.count, answer.cost))

    def _no_good_cut(self, student: str, booking: Booking) -> NoGoodCut:
        return NoGoodCut(student, half_day_of(self._options.instance.slots[booking.slot]), booking.assessors)

    # -- an edited workbook ------------------------------------------------------------------------

    def changed(self, instance: Instance, holding: str | None = None) -> WpaAnswer:
        """The best roster for an edited workbook with the same placement, starting from the current one.

        ``holding``: a student whose WPA must be held.
        """
        settling = self._from(AssessmentData(instance, self.placement, self.previous))
        missing = [case for case in settling.data.cases.values() if case.id not in settling.current]
        asked = [replace(case, pinned=case.pinned or case.id == holding) for case in missing]
        return self._answer(settling, [case for case in asked if case.id in settling.possible], LEAST_PART)

    def moved(self, answer: WpaAnswer) -> tuple[str, ...]:
        """The students whose WPA is not as it is now, in the order of the workbook."""
        new = answer.assessment or {}
        return tuple(who for who in self._options.instance.students if new.get(who) != self.assessment.get(who))

    # -- solving -----------------------------------------------------------------------------------

    def _open(self, besides: set[str]) -> list[Case]:
        """What the current roster does not hold, or not as it may."""
        now = self._settling
        return [
            case
            for case in self._options.cases.values()
            if case.id in now.possible and case.id not in now.current and case.id not in besides
        ]

    def _aside(self, settling: LocalReoptimisation, asked: list[Case], size: int) -> list[Case]:
        """Who may give way: everyone in a small semester, else the nearest."""
        known = {case.id for case in asked}
        if len(settling.possible) <= self._small:
            cases = settling.data.cases.values()
            return [case for case in cases if case.id in settling.possible and case.id not in known]
        return [case for case in settling.near(asked) if case.id not in known][: max(0, size - len(asked))]

    def _answer(self, settling: LocalReoptimisation, asked: list[Case], part: float = 1.0) -> WpaAnswer:
        """Decide what is asked anew, with ever more WPAs that may give way, as long as that brings something.

        ``part`` of the time that is left then is for whether the price is exact.
        """
        best: LocalOptimum | None = None
        cases = asked
        for size in SIZES if len(settling.possible) > self._small else SIZES[:1]:
            if self.control.remaining <= 0:
                break
            aside = self._aside(settling, asked, size)
            found = self._settle(settling, asked, aside)
            if best is None or settling.better(found, best) or (best.bookings is None and found.infeasible):
                best, cases = found, [*asked, *aside]
        seconds = part * self.control.remaining
        return WpaAnswer(None) if best is None else self._answer_of(settling, best, cases, seconds)

    def _settle(
        self,
        settling: LocalReoptimisation,
        asked: list[Case],
        aside: list[Case],
        no_good_cuts: Sequence[NoGoodCut] = (),
    ) -> LocalOptimum:
        if len(settling.possible) <= self._small:
            return settling.solve([*asked, *aside], self.control, self.control.remaining, no_good_cuts)
        if not aside:
            return settling.solve(asked, self.control, SECONDS, no_good_cuts)
        return settling.solve_near(asked, aside, self.control, SECONDS, no_good_cuts)

    def _answer_of(
        self,
        settling: LocalReoptimisation,
        found: LocalOptimum,
        cases: list[Case],
        seconds: float,
        no_good_cuts: Sequence[NoGoodCut] = (),
    ) -> WpaAnswer:
        if found.bookings is None:
            return WpaAnswer(None, impossible=found.infeasible and found.whole)
        count, price = len(found.bookings), cost(settling.data, found.bookings)
        proven = found.optimal and found.whole
        if settling is self._settling and (count, price) == self._best:  # no roster at all is cheaper
            return WpaAnswer(found.bookings, count, price, proven, exact=True)
        exact = proven and self._least(settling, cases, seconds, no_good_cuts) == (count, price)
        return WpaAnswer(found.bookings, count, price, proven, exact=exact)

    def _least(
        self, settling: LocalReoptimisation, cases: list[Case], seconds: float, no_good_cuts: Sequence[NoGoodCut]
    ) -> tuple[int, int] | None:
        """The number of WPAs and the least cost when others move for nothing; None where that is not proven."""
        free = replace(settling, change_penalty=replace(settling.change_penalty, price=0))
        found = free.solve(cases, self.control, seconds, no_good_cuts)
        if found.bookings is None or not (found.optimal and found.whole):
            return None
        return len(found.bookings), cost(settling.data, found.bookings)


def _narrowed(case: Case, slot: str | None, assessor: str | None, booking: Booking | None) -> Case | None:
    """The WPA with only what the condition leaves; None when its own rules do not allow that."""
    wanted = {name for name in (slot, booking.slot if booking else None) if name is not None}
    people = {assessor} if assessor is not None else set()
    people |= set(booking.assessors) if booking is not None else set()
    slots = tuple(s for s in case.slots if wanted <= {s.id})
    if not slots or not people <= set(case.seats) or (booking and (booking.institute is not None) != case.two):
        return None
    field, institute = (
        tuple(t for t in pool if not people.intersection(pool) or t in people) for pool in (case.field, case.institute)
    )
    return replace(case, slots=slots, field=field, institute=institute, pinned=True)
