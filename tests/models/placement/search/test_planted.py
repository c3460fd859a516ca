"""The placement search against optima that are known by construction, far beyond the reach of brute force."""

from __future__ import annotations

import pytest

from instances.domain.solution import Status
from instances.sample.generate import draw, semester
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests.models.placement_planted import Kind, planted

KINDS = {
    "places": Kind(),
    "board maximums": Kind(maximums=True),
    "board minimums": Kind(minimums=True),
    "all of them and stranded students": Kind(maximums=True, minimums=True, stranded=3),
}
SIZES = [(12, 6, 1), (40, 15, 2), (40, 15, 3), (120, 40, 4), (300, 90, 5)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_cost_planted_is_found_and_proven_exactly(size: tuple[int, int, int], kind: str) -> None:
    given = planted(*size, KINDS[kind])
    result = place(given.instance, Control(60))
    assert (result.proof.status, result.proof.cost_bound) == (Status.OPTIMAL, given.cost)
    assert result.placement is not None
    verdict = check_placement(given.instance, result.placement)
    assert (verdict.violations, verdict.count, verdict.cost) == ((), given.count, given.cost)


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_plan_of_a_sample_is_never_better_than_what_is_proven(seed: int) -> None:
    draft = draw("bestuur", seed)
    instance = semester(draft)
    plan, proof = check_placement(instance, draft.plan), place(instance, Control(60)).proof
    assert proof.cost_bound is not None
    best = (-proof.count_bound, proof.shortage_bound, proof.cost_bound)
    assert best <= (-plan.count, sum(plan.shortage.values()), plan.cost)
