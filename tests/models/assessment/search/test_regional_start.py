"""A first roster by region: every WPA and assessor in one region, all rules kept, nothing lost at the borders."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from time import sleep

import pytest

from benchmarks.peers.greedy import place
from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.sample.generate import generate
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.settings import BlockSettings
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.subproblems import SubproblemData, SubproblemWorker
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.assessment.search import regional_start
from models.assessment.search import schedule as schedule_module
from models.assessment.search.greedy import construct
from models.assessment.search.regional_start import RegionResult, RegionTask, construct_by_region, solve_region_task
from models.assessment.search.regions import regions
from models.assessment.search.settings import RegionSettings
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.settings import SearchSettings
from models.search.tasks import ParallelTasks
from scheduler.checks.assessment import check_assessment
from tests.models.assessment_cases import random_assessment
from tests.oracle import best_assessment


@cache
def board() -> tuple[Instance, Placement]:
    instance = generate("bestuur")
    return instance, place(instance)


def possible(data: AssessmentData) -> list[Case]:
    return [case for case in data.cases.values() if data.has_seat(case)]


def by_region(instance: Instance, placement: Placement, each_worker: int = 3) -> dict[str, object]:
    """The bookings, solved here, in a few regions."""
    data = AssessmentData(instance, placement)
    cases = possible(data)
    shares = fair_shares(data, {case.id for case in cases})
    sent = SubproblemData(instance, placement, None, frozenset(), tuple(case.id for case in cases), 0)
    control = Control.of(SearchSettings(seconds=60))
    tasks = ParallelTasks(InlineExecutor(), SubproblemWorker.of, sent, control)
    found = construct_by_region(data, cases, shares, Shortlist(data, shares, {}, SCALE), control, tasks)
    assert found is not None
    return dict(found)


@pytest.mark.parametrize("seed", range(8000, 8008))
def test_a_search_that_begins_by_region_claims_nothing_that_brute_force_refutes(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule_module, "BLOCK_SETTINGS", BlockSettings(exact_wpas=0))
    monkeypatch.setattr(schedule_module, "REGION_SETTINGS", RegionSettings(least_wpas=0))
    instance, placed, old = random_assessment(seed)
    result = schedule_module.schedule(instance, placed, Control(2, SearchSettings(seconds=2)), old)
    best = best_assessment(instance, placed, old)
    if best is None:
        assert result.assessment is None
        return
    assert result.assessment is not None
    verdict = check_assessment(instance, placed, result.assessment, old)
    assert verdict.violations == ()
    assert verdict.count <= best.count <= result.proof.count_bound
    if verdict.count == best.count:
        assert verdict.cost >= best.cost
        assert result.proof.cost_bound is None or result.proof.cost_bound <= best.cost


@pytest.mark.parametrize("most", [1, 2, 3])
def test_every_wpa_is_in_one_region_and_no_assessor_in_two(most: int) -> None:
    instance, placement = board()
    data = AssessmentData(instance, placement)
    cases = possible(data)
    found = regions(data, cases, most)
    students = [student for region in found for student in region.students]
    trainers = [trainer for region in found for trainer in region.trainers]
    assert sorted(students) == sorted(case.id for case in cases)
    assert len(trainers) == len(set(trainers))
    boards = {frozenset(instance.schools[data.cases[s].school].board for s in region.students) for region in found}
    assert sum(map(len, boards)) == len({board for each in boards for board in each})  # a board is in one region
    assert len(found) == min(most, len({instance.schools[case.school].board for case in cases}))


def test_an_assessor_with_a_class_of_their_own_is_not_booked_by_another_region() -> None:
    """Two regions that do not know of each other could have the WPA in the class while its mentor assesses (A6)."""
    instance, placement = board()
    data = AssessmentData(instance, placement)
    here, there = regions(data, possible(data), 2)
    busy = next(trainer for trainer in instance.field_pool if trainer.id in here.trainers)
    mentor = data.cases[there.students[0]].mentor
    teaches = {**instance.trainers, busy.id: replace(busy, also_mentor=mentor)}
    data = AssessmentData(replace(instance, trainers=teaches), placement)
    found = regions(data, possible(data), 2)
    assert all(
        mentor in {m for student in region.students for m in data.cases[student].classroom}
        for region in found
        if busy.id in region.trainers
    )


def test_a_roster_by_region_keeps_every_rule_and_books_as_many_as_school_by_school() -> None:
    instance, placement = board()
    data = AssessmentData(instance, placement)
    cases = possible(data)
    shares = fair_shares(data, {case.id for case in cases})
    alone = construct(data, cases, shares, Shortlist(data, shares, {}, SCALE), Control(60.0))
    found = by_region(instance, placement)
    verdict = check_assessment(instance, placement, found)  # type: ignore[arg-type]
    assert verdict.violations == ()
    assert alone is not None
    assert len(found) == len(alone) == len(cases)


def test_a_region_that_begins_late_has_only_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region that goes on after the end of all time would be lost whole."""
    instance, placement = board()
    data = AssessmentData(instance, placement)
    cases = possible(data)
    given: list[float] = []

    def slow(_: SubproblemWorker, task: RegionTask) -> RegionResult:
        given.append(task.settings.seconds)
        sleep(0.3)
        return RegionResult({}, 0.3)

    monkeypatch.setattr(regional_start, "solve_region_task", slow)
    sent = SubproblemData(instance, placement, None, frozenset(), tuple(case.id for case in cases), 0)
    control = Control.of(SearchSettings(seconds=0.5))
    tasks = ParallelTasks(InlineExecutor(), SubproblemWorker.of, sent, control)
    shares = fair_shares(data, {case.id for case in cases})
    construct_by_region(data, cases, shares, Shortlist(data, shares, {}, SCALE), control, tasks)
    assert len(regions(data, cases, 8)) > 2
    assert 1 <= len(given) <= 2  # none begins when the time is over
    assert given == sorted(given, reverse=True)
    assert given[-1] <= 0.5 - 0.3 * (len(given) - 1)


def test_a_region_books_its_own_wpas_with_its_own_assessors() -> None:
    instance, placement = board()
    data = AssessmentData(instance, placement)
    cases = possible(data)
    shares = fair_shares(data, {case.id for case in cases})
    region = regions(data, cases, 3)[0]
    worker = SubproblemWorker(data, [case.id for case in cases], 0)
    found = solve_region_task(worker, RegionTask(SearchSettings(seconds=30), region, {}, shares)).bookings
    assert found
    assert found.keys() <= set(region.students)
    assert {trainer for booking in found.values() for trainer in booking.assessors} <= region.trainers


def test_a_pin_stands_whatever_its_region() -> None:
    instance, placement = board()
    data = AssessmentData(instance, placement)
    case = next(case for case in possible(data) if not case.two)
    slot, assessor = next(
        (slot.id, trainer) for slot in case.slots for trainer in case.field[::-1] if slot.id in data.open_slots[trainer]
    )
    pinned = replace(instance, pins=(*instance.pins, Pin(case.id, slot=slot, field=assessor)))
    booking = by_region(pinned, placement)[case.id]
    assert (booking.slot, booking.field) == (slot, assessor)  # type: ignore[attr-defined]


def test_a_large_semester_begins_by_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole search from there keeps its promises: no rule broken, no cost below its bound."""
    instance, placement = board()
    small = replace(schedule_module.REGION_SETTINGS, least_wpas=1)
    monkeypatch.setattr(schedule_module, "REGION_SETTINGS", small)
    monkeypatch.setattr(
        schedule_module._ScheduleSearch,
        "_construct_in_parallel",
        lambda *_: pytest.fail("a large semester must not begin school by school"),
    )
    result = schedule_module.schedule(instance, placement, Control.of(SearchSettings(seconds=8)))
    assert result.assessment is not None
    verdict = check_assessment(instance, placement, result.assessment)
    assert verdict.violations == ()
    assert result.proof.cost_bound is None or result.proof.cost_bound <= verdict.cost
