"""The least cost of the most WPAs: never above what trying everything finds, and the same for the exact wishes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_WISHES, Wish
from instances.domain.solution import Placement
from models.assessment.data.cases import AssessmentData
from models.assessment.slot_program.solve import SlotProgramResult, cheapest, most_wpas
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests.models.assessment_cases import random_assessment
from tests.oracle import Best, best_assessment

SEEDS = range(8400, 8424)


def _solved(instance: Instance, placed: Placement) -> tuple[Best, SlotProgramResult] | None:
    data = AssessmentData(instance, placed)
    cases = [case for case in data.cases.values() if data.has_seat(case)]
    best = best_assessment(instance, placed, None)
    if best is None or best.count == 0:
        return None
    start = most_wpas(data, cases, Control(20), 20).bookings
    assert start is not None
    return best, cheapest(data, cases, best.count, start, Control(20), 20)


def _few_slots(seed: int, weights: dict[Wish, int]) -> tuple[Instance, Placement]:
    instance, placed, _ = random_assessment(seed, students=5)
    slots = dict(random.Random(seed).sample(sorted(instance.slots.items()), 4))
    return replace(instance, slots=slots, pins=(), settings=replace(instance.settings, weights=weights)), placed


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bound_is_never_above_the_best_roster(seed: int) -> None:
    instance, placed = _few_slots(seed, random_assessment(seed)[0].settings.weights | {Wish.V8: 5})
    solved = _solved(instance, placed)
    if solved is None:
        return
    best, found = solved
    assert found.bookings is not None
    assert found.bound is not None
    assert found.bound <= best.cost
    verdict = check_assessment(instance, placed, found.bookings)
    assert (verdict.violations, verdict.count) == ((), best.count)


@pytest.mark.parametrize("wish", [Wish.V1, Wish.V4])
@pytest.mark.parametrize("seed", SEEDS)
def test_one_exact_wish_is_as_cheap_as_can_be(seed: int, wish: Wish) -> None:
    instance, placed = _few_slots(seed, {**dict.fromkeys(ASSESSMENT_WISHES, 0), wish: 7})
    solved = _solved(instance, placed)
    if solved is None:
        return
    best, found = solved
    assert found.bookings is not None
    assert (found.bound, check_assessment(instance, placed, found.bookings).cost) == (best.cost, best.cost)


def test_waiting_and_workload_are_mostly_found() -> None:
    """Both are lower bounds: waiting between two schools, and shares where not all are scheduled."""
    for wish in (Wish.V2, Wish.V8):
        told = worth = 0
        for seed in SEEDS:
            solved = _solved(*_few_slots(seed, {**dict.fromkeys(ASSESSMENT_WISHES, 0), wish: 7}))
            if solved is not None:
                worth, told = worth + solved[0].cost, told + (solved[1].bound or 0)
        assert worth * 0.7 < told <= worth, (wish, told, worth)
