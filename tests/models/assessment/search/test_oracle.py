"""On small random semesters no WPA roster is better than the one scheduled, and the proof says so."""

from __future__ import annotations

import random

import pytest

from instances.domain.rulebook import Rule
from instances.domain.solution import Status
from models.assessment.data.cases import AssessmentData
from models.assessment.data.costs import measures
from models.assessment.search.schedule import schedule
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests.models.assessment_cases import random_assessment, random_roster
from tests.oracle import best_assessment


@pytest.mark.parametrize("seed", range(5000, 5060))
def test_no_roster_is_better_than_the_one_scheduled(seed: int) -> None:
    instance, placed, old = random_assessment(seed)
    best = best_assessment(instance, placed, old)
    result = schedule(instance, placed, Control(30), old)
    if best is None:
        assert (result.assessment, result.proof.status) == (None, Status.INFEASIBLE)
        return
    assert result.assessment is not None
    verdict = check_assessment(instance, placed, result.assessment, old)
    assert verdict.violations == ()
    assert (verdict.count, verdict.cost) == (best.count, best.cost)
    proof = result.proof
    assert (proof.status, proof.count_bound, proof.cost_bound) == (Status.OPTIMAL, best.count, best.cost)


@pytest.mark.parametrize("seed", range(6000, 6300))
def test_the_search_measures_a_roster_as_the_checker_does(seed: int) -> None:
    instance, placed, old = random_assessment(seed, students=5)
    roster = random_roster(random.Random(seed), instance, placed)
    checked = {wish: cost.amount for wish, cost in check_assessment(instance, placed, roster, old or {}).wishes.items()}
    # without A8 the options also know those who may do no WPAs, whom a blind roster does not spare
    data = AssessmentData(instance, placed, old or {}, frozenset({Rule.A8}))
    assert measures(data, roster) == checked
