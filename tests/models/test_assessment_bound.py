"""What is claimed of WPA rosters by relaxations is never too good: bounds on the cost and on the number."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from instances.solution import Booking
from models.assessment import bound, schools
from models.assessment.bound import PricedSchools
from models.assessment.bounding import improving_bounds
from models.assessment.costs import shares_for
from models.assessment.counting import count_bound
from models.assessment.options import Options
from models.assessment.wishes import Balance
from models.search import Control
from tests import builders as b
from tests.models.assessment_cases import random_assessment
from tests.oracle import Best, best_assessment

SEEDS = range(7000, 7030)
DRAWS = 6  # sets of prices per semester


@dataclass(frozen=True)
class Known:
    """A semester with the best of all its rosters. ``students`` can be scheduled, each by itself."""

    options: Options
    students: tuple[str, ...]
    best: Best[Booking]

    def priced(self) -> PricedSchools:
        """As improving_bounds makes it: the shares are those of the largest number of seats."""
        cases = [self.options.cases[student] for student in self.students]
        count = self.best.count
        balance = Balance(shares_for(self.options, count, min(count, sum(case.two for case in cases))))
        return PricedSchools(self.options, cases, balance, len(cases) - count)


def _known() -> Iterator[Known]:
    for seed in SEEDS:
        instance, placed, old = random_assessment(seed)
        best = best_assessment(instance, placed, old)
        options = Options(instance, placed, old)
        students = tuple(case.id for case in options.cases.values() if _alone(options, case.id))
        if best is not None and best.count:
            yield Known(options, students, best)


def _alone(options: Options, student: str) -> bool:
    case = options.cases[student]
    opens = [options.open_slots[t] for t in case.field], [options.open_slots[t] for t in case.institute]
    return any(
        all(any(slot.id in times for times in pool) for pool in (opens if case.two else opens[:1]))
        for slot in case.slots
    )


@pytest.fixture(scope="module")
def semesters() -> list[Known]:
    found = list(_known())
    assert len(found) > 15
    return found


def _prices(dice: random.Random, asked: PricedSchools) -> dict[str, int]:
    """Nothing, a little, about the weight of V2, or as much as is ever asked for."""
    high = [0, 500, 3000, asked.cap]
    return {trainer: dice.randint(0, dice.choice(high)) for trainer in asked.trainers}


def test_whatever_the_prices_no_roster_costs_less_than_the_bound(semesters: list[Known]) -> None:
    dice = random.Random(1)
    for known in semesters:
        for _ in range(DRAWS):
            asked = known.priced()
            asked.set_skip_price(dice.randint(0, 50_000))
            found = asked.total(_prices(dice, asked), Control(10))
            assert found is not None
            assert found.bound <= known.best.cost


def test_schools_solved_roughly_still_give_a_valid_bound(semesters: list[Known]) -> None:
    dice = random.Random(2)
    for known in semesters:
        asked = known.priced()
        found = asked.total(_prices(dice, asked), Control(10), tolerance=0.3)
        assert found is not None
        assert found.bound <= known.best.cost


def test_the_bound_improves_and_stays_valid(semesters: list[Known]) -> None:
    for known in semesters:
        values = [a.value for a in improving_bounds(known.options, known.students, known.best.count, Control(0.5))]
        assert values == sorted(values)
        assert values[-1] <= known.best.cost


def _everyone(choices: Sequence[schools.Choice], cap: int = 0) -> list[schools.Choice]:
    return list(choices)


def _every_day(offers: Sequence[schools.Offer], cases: int) -> list[schools.Offer]:
    return list(offers)


def _bounds(semesters: list[Known]) -> list[int]:
    """The same prices at every call."""
    dice = random.Random(3)
    found = []
    for known in semesters:
        asked = known.priced()
        answer = asked.total(_prices(dice, asked), Control(10))
        assert answer is not None
        found.append(answer.bound)
    return found


def test_leaving_out_who_is_dominated_does_not_change_the_bound(
    semesters: list[Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = _bounds(semesters)
    monkeypatch.setattr(bound, "undominated", _everyone)
    assert _bounds(semesters) == short


def test_leaving_out_copies_of_days_does_not_change_the_bound(
    semesters: list[Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = _bounds(semesters)
    monkeypatch.setattr(bound, "without_copies", _every_day)
    assert _bounds(semesters) == short


STUDENTS = ("ST1", "ST2", "ST3", "ST4")


def _one_day(dice: random.Random) -> list[schools.Choice]:
    """Assessors who can come that day, as alike as makes some of them superfluous."""
    return [
        schools.Choice(
            f"A{n}",
            dice.randint(0, 4) * 100,
            {student: dice.randint(0, 2) * 100 for student in STUDENTS if dice.random() < 0.9},
            dice.randint(1, 3),
        )
        for n in range(dice.randint(3, 6))
    ]


def _value(choices: list[schools.Choice]) -> int:
    """The least cost of the four WPAs on one day with one assessor each; leaving one out costs a lot."""
    people = [record for n in range(1, 5) for record in (b.student(f"ST{n}"), b.mentor(f"M{n}"))]
    instance = b.semester(b.board(), b.school(), *people)
    cases = list(Options(instance, {f"ST{n}": f"M{n}" for n in range(1, 5)}).cases.values())
    solved = schools.solve_school(cases, [(b.TUESDAY, True, choices)], {}, Control(10), skip_price=100_000)
    assert solved is not None
    return solved.value


@pytest.mark.parametrize("seed", range(150))
def test_the_undominated_of_a_day_do_as_well_as_everyone(seed: int) -> None:
    everyone = _one_day(random.Random(seed))
    assert _value(schools.undominated(everyone)) == _value(everyone)


@pytest.mark.parametrize("seed", range(150, 250))
def test_who_is_left_out_for_good_is_not_missed_at_any_prices_up_to_the_cap(seed: int) -> None:
    dice = random.Random(seed)
    everyone, cap = _one_day(dice), dice.choice([0, 50, 100])
    prices = {choice.trainer: dice.choice([0, cap, dice.randint(0, cap)]) for choice in everyone}
    left = schools.undominated(everyone, cap)
    assert _value(schools.priced(left, prices)) == _value(schools.priced(everyone, prices))


def test_no_roster_schedules_more_than_the_count_bound(semesters: list[Known]) -> None:
    for known in semesters:
        cases = [known.options.cases[student] for student in known.students]
        assert count_bound(known.options, cases, {}, Control(10)) >= known.best.count
