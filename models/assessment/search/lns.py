"""Large-neighbourhood search: destroy some WPAs, solve them anew with the rest fixed, keep what costs no more."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from types import MappingProxyType

from instances.domain.entities import Slot
from instances.domain.solution import Assessment, Booking
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.model import BlockResult
from models.assessment.column_generation.subproblems import (
    RepairResult,
    RepairTask,
    SubproblemWorker,
    solve_repair_task,
)
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fixed_part import FixedPart, outside
from models.assessment.data.incumbent import Incumbent
from models.assessment.data.intervals import cliques
from models.assessment.search.neighbourhoods import DESTROY_OPERATORS, RosterView
from models.assessment.search.operator_selection import RouletteWheel
from models.assessment.search.settings import LNS_SETTINGS
from models.search.control import Control
from models.search.tasks import ParallelTasks

NO_REDUCED_COSTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class _DestroyedPart:
    """One neighbourhood being solved: its destroy operator, its WPAs and the roster it was taken from."""

    operator: str
    cases: list[Case]
    before: dict[str, Booking]


class LargeNeighbourhoodSearch:
    """Chooses destroy operators by what they brought before, and has their WPAs repaired, several side by side.

    Attributes:
        size: WPAs destroyed at a time; grows while neighbourhoods are proven quickly.
    """

    def __init__(
        self,
        incumbent: Incumbent,
        cases: Mapping[str, Case],
        shortlist: Shortlist,
        rng: random.Random,
        tasks: ParallelTasks[SubproblemWorker],
        operators: Iterable[str] = DESTROY_OPERATORS,
    ) -> None:
        """Nothing is destroyed yet.

        Args:
            incumbent: The roster that is improved in place.
            cases: Student id to the WPAs that can be scheduled.
            shortlist: Ranks the assessors to consider in a repair.
            rng: For the choice of operators and for the operators themselves.
            tasks: Workers that know the same roster.
            operators: Names of destroy operators.
        """
        self._incumbent, self._cases, self._shortlist = incumbent, cases, shortlist
        self._rng, self._tasks = rng, tasks
        self._wheel = RouletteWheel(operators)
        self.size = LNS_SETTINGS.size

    def rank_by(self, shortlist: Shortlist) -> None:
        """From now on consider the assessors of another shortlist."""
        self._shortlist = shortlist

    def run(
        self, control: Control, seconds: float, reduced_costs: Mapping[str, int] = NO_REDUCED_COSTS
    ) -> Iterator[bool]:
        """Improve the incumbent for some time.

        Args:
            control: Time and stop button.
            seconds: For this run; neighbourhoods begun by then are waited for.
            reduced_costs: School id to the scaled reduced cost of its part of the roster; empty without a bound.

        Yields:
            For each neighbourhood solved: was it an improvement?
        """
        ends = control.elapsed + seconds
        running: dict[Future[RepairResult], _DestroyedPart] = {}
        try:
            while control.remaining > 0 and (control.elapsed < ends or running):
                while len(running) < self._tasks.width and control.elapsed < ends:
                    part = self._destroy({case.id for other in running.values() for case in other.cases}, reduced_costs)
                    if part is None:
                        break
                    running[self._repair(part, control)] = part
                future = self._tasks.next(list(running), control) if running else None
                if future is None:
                    return
                part, found = running.pop(future), self._tasks.answer(future)
                if found is not None:
                    control.charge(found.seconds / self._tasks.width)
                    yield self._accept(part, found.result, found.seconds)
        finally:
            self._tasks.withdraw(running)

    def _destroy(self, busy: set[str], reduced_costs: Mapping[str, int]) -> _DestroyedPart | None:
        """What the chosen operator destroys, or the first that finds anything."""
        chosen = self._wheel.choose(self._rng)
        roster = self._incumbent
        view = RosterView(roster.data, self._cases, roster.bookings, self._rng, self.size, busy, reduced_costs)
        for operator in (chosen, *self._wheel.operators):
            destroyed = DESTROY_OPERATORS[operator](view)
            if destroyed:
                return _DestroyedPart(operator, destroyed, roster.bookings)
        return None

    def _repair(self, part: _DestroyedPart, control: Control) -> Future[RepairResult]:
        shortlists = self._shortlist.shortlists(part.cases, part.before, LNS_SETTINGS.width)
        destroyed = tuple(case.id for case in part.cases)
        settings = control.serialised(max(LNS_SETTINGS.least_seconds, min(LNS_SETTINGS.seconds, control.remaining)))
        return self._tasks.ask(solve_repair_task, RepairTask(settings, destroyed, part.before, shortlists))

    def _accept(self, part: _DestroyedPart, found: BlockResult, seconds: float) -> bool:
        """Adapt to how it went, and take over the new part if it still fits and costs no more."""
        if not found.optimal:
            self.size = max(LNS_SETTINGS.smallest, self.size - LNS_SETTINGS.shrink)
        elif seconds < LNS_SETTINGS.quick_seconds and len(part.cases) >= self.size:
            self.size = min(LNS_SETTINGS.largest, self.size + LNS_SETTINGS.grow)
        improved = False
        roster = self._incumbent
        if found.bookings is not None:
            rest = outside(roster.bookings, (case.id for case in part.cases))
            fits = roster.bookings is part.before or fits_beside(roster.data, rest, found.bookings)
            improved = fits and roster.better(rest | found.bookings)
        self._wheel.update(part.operator, improved)
        return improved


def fits_beside(data: AssessmentData, rest: Assessment, part: Assessment) -> bool:
    """Whether a part that was solved beside another roster may be joined to this one (A6, A7, A8).

    Args:
        data: Rules and limits.
        rest: The bookings of everyone else, which fit together.
        part: Bookings that fit together, of students who are not in the rest.

    Returns:
        Whether all of them fit together.
    """
    fixed = FixedPart(data, rest)
    total: Counter[str] = Counter()
    on_day: Counter[tuple[str, object]] = Counter()
    schools: dict[str, list[Slot]] = defaultdict(list)
    for student, booking in part.items():
        case, slot = data.cases[student], data.instance.slots[booking.slot]
        if not fixed.slot_free(case, slot):
            return False
        for trainer in booking.assessors:
            total[trainer] += 1
            on_day[trainer, slot.date] += 1
            if not fixed.trainer_free(trainer, case.school, slot):
                return False
            if total[trainer] > fixed.room_total(trainer):
                return False
            if on_day[trainer, slot.date] > fixed.room_on(trainer, slot.date):
                return False
        schools[case.school].append(slot)
    return all(_school_fits(data, fixed, school, slots) for school, slots in schools.items())


def _school_fits(data: AssessmentData, fixed: FixedPart, school: str, taken: list[Slot]) -> bool:
    at_once = data.instance.schools[school].wpas_at_once
    everything = [slot for day in {s.date for s in taken} for slot in fixed.slots_at(school, day)] + taken
    for clique in cliques({slot.id: slot for slot in everything}.values()):
        ids = {slot.id for slot in clique}
        if sum(slot.id in ids for slot in everything) > at_once:
            return False
    return True
