"""What is claimed of WPA rosters by relaxations is never too good: bounds on the cost and on the number."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from instances.domain.solution import Booking
from models.assessment.column_generation import subproblems
from models.assessment.column_generation.day_pools import (
    DayAssessor,
    DayPool,
    undominated_assessors,
)
from models.assessment.column_generation.dual_prices import NO_PRICES, SCALE, DualPrices, PriceList, constant_prices
from models.assessment.column_generation.enumeration import ColumnEnumeration
from models.assessment.column_generation.lagrangian_bound import LagrangianBound, largest_dual_price
from models.assessment.column_generation.pricing import solve_pricing
from models.assessment.column_generation.subproblems import SubproblemData, SubproblemWorker
from models.assessment.data.cases import AssessmentData
from models.assessment.data.incumbent import Incumbent
from models.assessment.feasibility.count_bound import count_bound
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.tasks import ParallelTasks
from tests import builders as b
from tests.models.assessment_cases import random_assessment
from tests.oracle import Best, best_assessment

SEEDS = range(7000, 7030)
DRAWS = 6  # sets of prices per semester


@dataclass(frozen=True)
class Known:
    """A semester with the best of all its rosters. ``students`` can be scheduled, each by itself."""

    data: AssessmentData
    students: tuple[str, ...]
    best: Best[Booking]

    def lagrangian(self) -> LagrangianBound:
        data = self.data
        old = data.previous if data.replanning else None
        largest_price = largest_dual_price(data)
        sent = SubproblemData(data.instance, data.placement, old, frozenset(), self.students, largest_price)
        tasks = ParallelTasks(InlineExecutor(), SubproblemWorker.of, sent, Control(60))
        return LagrangianBound(data, [data.cases[who] for who in self.students], self.best.count, tasks)


def _known() -> Iterator[Known]:
    for seed in SEEDS:
        instance, placed, old = random_assessment(seed)
        best = best_assessment(instance, placed, old)
        data = AssessmentData(instance, placed, old)
        students = tuple(case.id for case in data.cases.values() if _alone(data, case.id))
        if best is not None and best.count:
            yield Known(data, students, best)


def _alone(data: AssessmentData, student: str) -> bool:
    case = data.cases[student]
    opens = [data.open_slots[t] for t in case.field], [data.open_slots[t] for t in case.institute]
    return any(
        all(any(slot.id in times for times in pool) for pool in (opens if case.two else opens[:1]))
        for slot in case.slots
    )


@pytest.fixture(scope="module")
def semesters() -> list[Known]:
    found = list(_known())
    assert len(found) > 15
    return found


def _drawn_prices(dice: random.Random, lagrangian: LagrangianBound) -> dict[str, dict[str, PriceList]]:
    """Nothing, a little, about the weight of V2, or as much as is ever asked; the same for every WPA or not."""
    high = [0, 500, 3000, lagrangian.largest_price]

    def drawn() -> PriceList:
        most = dice.choice(high)
        return tuple(dice.randint(0, most) for _ in range(dice.randint(1, 3)))

    trainers = list(lagrangian.pool.polytopes)
    same = {trainer: drawn()[:1] for trainer in trainers}
    alike = dice.random() < 0.4
    return {school: same if alike else {trainer: drawn() for trainer in trainers} for school in lagrangian.schools}


def _value(
    lagrangian: LagrangianBound,
    prices: dict[str, dict[str, PriceList]],
    unscheduled_price: int = 0,
    tolerance: float = 0.0,
) -> int:
    found = lagrangian.bound_at(prices, Control(10), tolerance, unscheduled_price)
    assert found is not None
    return lagrangian.rounded(found.value / SCALE)


def test_whatever_the_dual_prices_no_roster_costs_less_than_the_bound(semesters: list[Known]) -> None:
    dice = random.Random(1)
    for known in semesters:
        lagrangian = known.lagrangian()
        for _ in range(DRAWS):
            assert _value(lagrangian, _drawn_prices(dice, lagrangian), dice.randint(0, 50_000)) <= known.best.cost


def test_schools_solved_roughly_still_give_a_valid_bound(semesters: list[Known]) -> None:
    dice = random.Random(2)
    for known in semesters:
        lagrangian = known.lagrangian()
        assert _value(lagrangian, _drawn_prices(dice, lagrangian), tolerance=0.3) <= known.best.cost


def _rounds(lagrangian: LagrangianBound, cost: int, most: int = 25) -> list[int]:
    """The bound after every round."""
    values = []
    while not lagrangian.converged and len(values) < most:
        assert lagrangian.round(Control(10), cost)
        values.append(lagrangian.value or 0)
    return values


def test_the_bound_improves_and_stays_valid(semesters: list[Known]) -> None:
    for known in semesters:
        values = _rounds(known.lagrangian(), known.best.cost)
        assert values == sorted(values)
        assert values[-1] <= known.best.cost


def test_with_cuts_the_bound_stays_valid(semesters: list[Known]) -> None:
    for known in semesters:
        lagrangian = known.lagrangian()
        _rounds(lagrangian, known.best.cost)
        lagrangian.start_cuts()
        _rounds(lagrangian, known.best.cost)
        assert lagrangian.value is not None
        assert lagrangian.value <= known.best.cost


def test_what_all_columns_within_the_gap_prove_stays_valid(semesters: list[Known]) -> None:
    """From rosters that are up to 30 too expensive, so that there is a gap to close."""
    closed = 0
    for known in semesters:
        lagrangian = known.lagrangian()
        _rounds(lagrangian, known.best.cost)
        roster = Incumbent(known.data, dict(known.best.roster))
        roster.cost += 30
        ColumnEnumeration(known.data, lagrangian, roster).run(Control(10))
        assert lagrangian.value is not None
        assert lagrangian.value <= known.best.cost
        closed += lagrangian.value == known.best.cost
    assert closed > 5


def _everyone(
    assessors: Sequence[DayAssessor], prices: DualPrices = NO_PRICES, largest_price: int = 0, margin: int = 0
) -> list[DayAssessor]:
    return list(assessors)


def _every_day(pools: Sequence[DayPool], cases: int) -> list[DayPool]:
    return list(pools)


def _bounds(semesters: list[Known]) -> list[int]:
    """The same prices at every call."""
    dice = random.Random(3)
    return [
        _value(lagrangian, _drawn_prices(dice, lagrangian))
        for lagrangian in (known.lagrangian() for known in semesters)
    ]


def test_leaving_out_who_is_dominated_does_not_change_the_bound(
    semesters: list[Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = _bounds(semesters)
    monkeypatch.setattr(subproblems, "undominated_assessors", _everyone)
    assert _bounds(semesters) == short


def test_leaving_out_dominated_days_does_not_change_the_bound(
    semesters: list[Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = _bounds(semesters)
    monkeypatch.setattr(subproblems, "undominated_days", _every_day)
    assert _bounds(semesters) == short


STUDENTS = ("ST1", "ST2", "ST3", "ST4")


def _one_day(dice: random.Random) -> list[DayAssessor]:
    """Assessors who can come that day, as alike as makes some of them superfluous."""
    return [
        DayAssessor(
            f"A{n}",
            dice.randint(0, 4) * 100,
            {student: dice.randint(0, 2) * 100 for student in STUDENTS if dice.random() < 0.9},
            dice.randint(1, 3),
        )
        for n in range(dice.randint(3, 6))
    ]


def _cheapest(assessors: list[DayAssessor], prices: DualPrices = NO_PRICES) -> int:
    """The least cost of the four WPAs on one day with one assessor each; leaving one out costs a lot."""
    people = [record for n in range(1, 5) for record in (b.student(f"ST{n}"), b.mentor(f"M{n}"))]
    instance = b.semester(b.board(), b.school(), *people)
    cases = list(AssessmentData(instance, {f"ST{n}": f"M{n}" for n in range(1, 5)}).cases.values())
    solved = solve_pricing(cases, [DayPool(b.TUESDAY, True, assessors)], prices, Control(10), unscheduled_price=100_000)
    assert solved is not None
    return solved.bound


@pytest.mark.parametrize("seed", range(150))
def test_the_undominated_of_a_day_do_as_well_as_everyone(seed: int) -> None:
    everyone = _one_day(random.Random(seed))
    assert _cheapest(undominated_assessors(everyone)) == _cheapest(everyone)


@pytest.mark.parametrize("seed", range(150, 250))
def test_who_is_left_out_for_good_is_not_missed_at_any_prices_up_to_the_largest_price(seed: int) -> None:
    dice = random.Random(seed)
    everyone, largest = _one_day(dice), dice.choice([0, 50, 100])
    prices = constant_prices(
        {assessor.trainer: dice.choice([0, largest, dice.randint(0, largest)]) for assessor in everyone}
    )
    left = undominated_assessors(everyone, largest_price=largest)
    assert _cheapest(left, prices) == _cheapest(everyone, prices)


@pytest.mark.parametrize("seed", range(250, 350))
def test_at_dual_prices_that_differ_by_number_the_undominated_do_as_well_as_everyone(seed: int) -> None:
    dice = random.Random(seed)
    everyone = _one_day(dice)
    prices = {assessor.trainer: tuple(dice.choice([0, 50, 150]) for _ in range(3)) for assessor in everyone}
    assert _cheapest(undominated_assessors(everyone, prices), prices) == _cheapest(everyone, prices)


def test_no_roster_schedules_more_than_the_count_bound(semesters: list[Known]) -> None:
    for known in semesters:
        cases = [known.data.cases[student] for student in known.students]
        assert count_bound(known.data, cases, {}, Control(10)) >= known.best.count
