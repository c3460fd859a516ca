"""The placement model against brute force, on semesters small enough to try every roster."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.solution import Status
from models.placement.search import cp_sat_step
from models.placement.search import place as model
from models.placement.search.cp_sat_step import CpSatStep
from models.placement.search.place import place
from models.placement.search.settings import PLACING_SETTINGS, CpSatStepSettings
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests.models.placement_cases import random_semester
from tests.oracle import best_placement


def assert_as_good_as_brute_force(seed: int) -> None:
    """Count, shortage, cost and all three bounds equal those of the best roster there is."""
    instance, old = random_semester(seed)
    best = best_placement(instance, old)
    result = place(instance, Control(30), old)
    if best is None:
        assert result.placement is None
        assert result.proof.status is Status.INFEASIBLE
        return
    assert result.placement is not None
    verdict = check_placement(instance, result.placement, old)
    assert verdict.violations == ()
    assert (-verdict.count, sum(verdict.shortage.values()), verdict.cost) == best.score
    proof = result.proof
    assert (proof.status, proof.count_bound, proof.shortage_bound, proof.cost_bound) == (
        Status.OPTIMAL,
        best.count,
        best.shortage,
        best.cost,
    )


@pytest.mark.parametrize("seed", range(1000, 1030))
def test_no_roster_is_better_than_the_one_placed(seed: int) -> None:
    assert_as_good_as_brute_force(seed)


@pytest.mark.parametrize("seed", range(2000, 2020))
def test_lists_that_start_far_too_short_still_grow_to_the_proof(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CpSatStep, "settings", replace(PLACING_SETTINGS, starting_pairs=1))
    monkeypatch.setattr(cp_sat_step, "CP_SAT_STEP_SETTINGS", CpSatStepSettings(list_sizes=(1,)))
    assert_as_good_as_brute_force(seed)


@pytest.mark.parametrize("seed", range(3000, 3010))
def test_search_from_the_pins_alone_is_as_good(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "first_roster", lambda *given: given[-1])
    assert_as_good_as_brute_force(seed)
