"""The master side of the bound on WPAs counted again, and the bounds of schools solved again."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache

import pytest

from instances.domain.certificates import Recheck, SchoolDuals
from instances.domain.instance import Instance
from instances.domain.solution import Booking, Placement
from models.assessment.column_generation.lagrangian_bound import LagrangianBound, largest_dual_price
from models.assessment.column_generation.recheck import recheck_schools
from models.assessment.column_generation.subproblems import SubproblemData, SubproblemWorker
from models.assessment.data.cases import AssessmentData
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.tasks import ParallelTasks
from scheduler.proof.assessment import AssessmentRecount
from tests.models.assessment_cases import random_assessment
from tests.oracle import Best, best_assessment

SEEDS = range(7000, 7030)
ROUNDS = 6


@dataclass(frozen=True)
class Case:
    """A semester with the best of all its WPA rosters, and what column generation proved of those."""

    instance: Instance
    placement: Placement
    best: Best[Booking]
    duals: SchoolDuals
    largest: int

    @property
    def recount(self) -> AssessmentRecount:
        return AssessmentRecount(self.instance, self.placement)

    def solved_again(self, duals: SchoolDuals, seconds: float = 30) -> Recheck:
        return recheck_schools(self.instance, self.placement, duals, Control(seconds), InlineExecutor())


@cache
def case_of(seed: int) -> Case | None:
    instance, placed, old = random_assessment(seed)
    best = best_assessment(instance, placed, old)
    if best is None or not best.count:
        return None
    data = AssessmentData(instance, placed, old)
    inside = [case for case in data.cases.values() if data.has_seat(case)]
    largest = largest_dual_price(data)
    sent = SubproblemData(instance, placed, old, frozenset(), tuple(case.id for case in inside), largest)
    tasks = ParallelTasks(InlineExecutor(), SubproblemWorker.of, sent, Control(60))
    bound = LagrangianBound(data, inside, best.count, tasks)
    for _ in range(ROUNDS):
        bound.round(Control(10), best.cost)
    assert bound.duals is not None
    return Case(instance, placed, best, bound.duals, largest)


CASES = pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed % 2])


def known(seed: int) -> Case:
    case = case_of(seed)
    if case is None:
        pytest.skip("no WPA can be scheduled")
    return case


@CASES
def test_what_was_told_is_what_is_counted_and_no_roster_costs_less(seed: int) -> None:
    case = known(seed)
    assert case.recount.bound(case.duals) == case.duals.value <= case.best.cost
    assert case.recount.possible >= case.best.count


@CASES
def test_the_bounds_of_all_schools_are_proven_again(seed: int) -> None:
    case = known(seed)
    solved = case.solved_again(case.duals)
    assert (len(solved.confirmed), solved.refuted) == (solved.schools, ())


def test_whatever_the_prices_no_roster_costs_less_when_the_schools_hold() -> None:
    dice, whole = random.Random(3), 0
    for case in filter(None, map(case_of, SEEDS)):
        for _ in range(4):
            tried = _drawn(case, dice)
            solved = case.solved_again(tried)
            if len(solved.confirmed) == solved.schools:
                whole += 1
                assert case.recount.bound(tried) <= case.best.cost
    assert whole > 10


def _drawn(case: Case, dice: random.Random) -> SchoolDuals:
    """Other prices, with bounds of schools that hold at them or not."""

    def row() -> tuple[int, ...]:
        most = dice.choice([0, 500, 3000, case.largest])
        return tuple(dice.randint(0, most) for _ in range(dice.randint(1, 3)))

    prices = {school: {who: row() for who in case.instance.trainers} for school in case.duals.bounds}
    raised = {school: bound + dice.choice([0, 0, 300, 20_000]) for school, bound in case.duals.bounds.items()}
    return replace(case.duals, prices=prices, bounds=raised, unscheduled_price=dice.choice([0, 500, 50_000]))


def test_a_school_that_can_do_with_less_refutes_the_proof() -> None:
    found = 0
    for seed in SEEDS:
        case = case_of(seed)
        if case is None:
            continue
        for school in case.duals.bounds:
            bounds = {**case.duals.bounds, school: case.duals.bounds[school] + 10**7}
            solved = case.solved_again(replace(case.duals, bounds=bounds))
            assert school not in solved.confirmed
            found += solved.refuted == (school,)
    assert found > 20


def test_prices_that_dominance_does_not_count_on_refute_the_proof() -> None:
    case = known(7001)
    school = next(iter(case.duals.bounds))
    for price in (-1, case.largest + 1):
        prices = {**case.duals.prices, school: {next(iter(case.instance.trainers)): (price,)}}
        assert case.solved_again(replace(case.duals, prices=prices)).refuted == (school,)


def test_without_time_nothing_is_confirmed_and_nothing_refuted() -> None:
    case = known(7001)
    solved = case.solved_again(case.duals, 0)
    assert (solved.confirmed, solved.refuted) == ((), ())
    assert solved.schools == len(case.recount.schools)


def test_a_proof_of_other_wpas_is_refused() -> None:
    case = known(7001)
    for wrong in (replace(case.duals, bounds={}), replace(case.duals, count=case.recount.possible + 1)):
        with pytest.raises(ValueError, match="other WPAs"):
            case.recount.bound(wrong)
