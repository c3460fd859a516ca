"""A first roster of a large semester, region by region side by side; what no region can book comes after. Heuristic."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from instances.domain.solution import Assessment, Booking
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.subproblems import SubproblemWorker
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import FairShares
from models.assessment.search.greedy import construct
from models.assessment.search.regions import WpaRegion, regions
from models.assessment.search.settings import REGION_SETTINGS
from models.search.control import Control
from models.search.phases import Phase
from models.search.settings import SearchSettings
from models.search.tasks import ParallelTasks


@dataclass(frozen=True, slots=True)
class RegionTask:
    """A first roster of one region.

    Attributes:
        settings: Time and seed.
        region: Its WPAs and assessors.
        pinned: What is booked already, of WPAs outside the region.
        shares: The fair shares (V2) when everything is scheduled.
    """

    settings: SearchSettings
    region: WpaRegion
    pinned: Assessment
    shares: FairShares


@dataclass(frozen=True, slots=True)
class RegionResult:
    """The bookings of a region, and the seconds of work they took."""

    bookings: dict[str, Booking]
    seconds: float


def solve_region_task(worker: SubproblemWorker, task: RegionTask) -> RegionResult:
    """Book what can be booked in one region with its own assessors."""
    control = Control.of(task.settings)
    cases = [worker.data.cases[student].among(task.region.trainers) for student in task.region.students]
    possible = [case for case in cases if worker.data.has_seat(case)]
    shortlist = Shortlist(worker.data, task.shares, {}, SCALE)
    found = construct(worker.data, possible, task.shares, shortlist, control, task.pinned) or {}
    return RegionResult({id: found[id] for id in task.region.students if id in found}, control.elapsed)


def construct_by_region(
    data: AssessmentData,
    cases: Sequence[Case],
    shares: FairShares,
    shortlist: Shortlist,
    control: Control,
    tasks: ParallelTasks[SubproblemWorker],
) -> dict[str, Booking] | None:
    """A first roster from nothing, for a semester of many boards.

    Args:
        data: Rules and costs.
        cases: WPAs that can be scheduled.
        shares: Fair shares (V2) when all of them are.
        shortlist: Ranks the assessors to consider.
        control: Time, stop button and progress.
        tasks: Who solves the regions.

    Returns:
        As ``construct``.
    """
    pinned = [case for case in cases if case.pinned]
    booked = construct(data, pinned, shares, shortlist, control) if pinned else {}
    if booked is None:
        return None
    free = [case for case in cases if not case.pinned]
    divided = regions(data, free, tasks.width * REGION_SETTINGS.each_worker)
    waiting, asked, found = deque(divided), list[Future[RegionResult]](), dict(booked)
    while True:
        while waiting and len(asked) < tasks.width and control.remaining > 0:
            # not before a worker is free: a region has no more time than there is when it begins
            asked.append(
                tasks.ask(solve_region_task, RegionTask(control.serialised(), waiting.popleft(), booked, shares))
            )
        future = tasks.next(asked, control) if asked else None
        if future is None:
            break
        asked.remove(future)
        answer = tasks.answer(future)
        if answer is not None:
            found |= answer.bookings
            control.charge(answer.seconds / tasks.width)
            control.report(Phase.FIRST_WPA, count=len(found))
    tasks.withdraw(asked)
    left = [case for case in free if case.id not in found]
    return construct(data, left, shares, shortlist, control, found)
