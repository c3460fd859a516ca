"""Large-neighbourhood search: free some WPAs, solve them anew beside the rest, keep what is no dearer."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

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
from models.assessment.search.neighbourhoods import NEIGHBOURHOODS, View
from models.search.control import Control
from models.search.tasks import ParallelTasks

SIZE = 14  # WPAs freed at a time, at first; grows while neighbourhoods are proven quickly
SMALLEST, LARGEST = 6, 40
WIDTH = 6  # assessors per pool and WPA considered
SECONDS = 4.0  # for one neighbourhood
QUICK = 0.6  # seconds


@dataclass(frozen=True)
class _DestroyedPart:
    """One neighbourhood being solved: its name, its WPAs and the roster it was cut from."""

    name: str
    freed: list[Case]
    before: dict[str, Booking]


@dataclass
class LargeNeighbourhoodSearch:
    """Chooses neighbourhoods by what they brought before, and has them solved anew, several side by side."""

    roster: Incumbent
    cases: dict[str, Case]
    shortlist: Shortlist
    rng: random.Random
    lanes: ParallelTasks[SubproblemWorker]
    size: int = SIZE
    regrets: Mapping[str, int] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=lambda: dict.fromkeys(NEIGHBOURHOODS, 1.0))

    def run(self, control: Control, seconds: float) -> Iterator[bool]:
        """One item per neighbourhood solved: was it an improvement? Ends with the time."""
        ends = control.elapsed + seconds
        running: dict[Future[RepairResult], _DestroyedPart] = {}
        try:
            while control.remaining > 0 and (control.elapsed < ends or running):
                while len(running) < self.lanes.width and control.elapsed < ends:
                    part = self._next({case.id for other in running.values() for case in other.freed})
                    if part is None:
                        break
                    running[self._ask(part, control)] = part
                future = self.lanes.next(list(running), control) if running else None
                if future is None:
                    return
                part, found = running.pop(future), self.lanes.answer(future)
                if found is not None:
                    control.charge(found.seconds / self.lanes.width)
                    yield self._take(part, found.result, found.seconds)
        finally:
            self.lanes.withdraw(running)

    def _next(self, busy: set[str]) -> _DestroyedPart | None:
        names = list(self.scores)
        name = self.rng.choices(names, [self.scores[n] for n in names])[0]
        view = View(self.roster.data, self.cases, self.roster.bookings, self.rng, self.size, busy, self.regrets)
        for choice in (name, *names):
            freed = NEIGHBOURHOODS[choice](view)
            if freed:
                return _DestroyedPart(choice, freed, self.roster.bookings)
        return None

    def _ask(self, part: _DestroyedPart, control: Control) -> Future[RepairResult]:
        pools = self.shortlist.pools(part.freed, part.before, WIDTH)
        freed = tuple(case.id for case in part.freed)
        settings = control.serialised(max(0.05, min(SECONDS, control.remaining)))
        return self.lanes.ask(solve_repair_task, RepairTask(settings, freed, part.before, pools))

    def _take(self, part: _DestroyedPart, found: BlockResult, seconds: float) -> bool:
        """Adapt to how it went, and keep the new part if it still fits and is no dearer."""
        if not found.optimal:
            self.size = max(SMALLEST, self.size - 2)
        elif seconds < QUICK and len(part.freed) >= self.size:
            self.size = min(LARGEST, self.size + 1)
        gained = False
        if found.bookings is not None:
            kept = outside(self.roster.bookings, (case.id for case in part.freed))
            fits = self.roster.bookings is part.before or fits_beside(self.roster.data, kept, found.bookings)
            gained = fits and self.roster.better(kept | found.bookings)
        score = self.scores.get(part.name, 1.0)
        self.scores[part.name] = max(0.2, 0.9 * score + (0.5 if gained else 0.0))
        return gained


def fits_beside(data: AssessmentData, kept: Assessment, part: Assessment) -> bool:
    """Whether a part that was solved beside another roster may be joined to this one (A6, A7, A8)."""
    fixed = FixedPart(data, kept)
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
    room = data.instance.schools[school].wpas_at_once
    everything = [slot for day in {s.date for s in taken} for slot in fixed.fixed_at(school, day)] + taken
    for clique in cliques({slot.id: slot for slot in everything}.values()):
        ids = {slot.id for slot in clique}
        if sum(slot.id in ids for slot in everything) > room:
            return False
    return True
