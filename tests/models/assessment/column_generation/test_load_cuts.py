"""What one assessor's WPAs at all schools may cost: beside every load there is."""

from __future__ import annotations

import random
from itertools import product

import pytest

from models.assessment.column_generation.dual_prices import PriceList, total_price
from models.assessment.column_generation.load_cuts import ExtremePoint, LoadPolytope
from models.search.control import Control

SEEDS = range(40)


def _polytope(dice: random.Random) -> LoadPolytope:
    rooms = {f"S{i}": dice.randint(1, 4) for i in range(1, dice.randint(2, 4))}
    maximum = dice.randint(1, 7)
    return LoadPolytope(dice.randint(0, maximum), maximum, rooms, 1000, 4000)


def _points(polytope: LoadPolytope) -> list[ExtremePoint]:
    counts = product(*(range(room + 1) for room in polytope.school_limits.values()))
    found = [dict(zip(polytope.school_limits, count, strict=True)) for count in counts]
    return [point for point in found if sum(point.values()) <= polytope.maximum]


def _above(polytope: LoadPolytope, point: ExtremePoint) -> int:
    return max(0, sum(point.values()) - polytope.share)


def _combination(dice: random.Random, polytope: LoadPolytope) -> tuple[dict[str, list[float]], float]:
    """A convex combination of extreme points, as fractions of WPAs per school, and its WPAs above the share."""
    chosen = [dice.choice(_points(polytope)) for _ in range(3)]
    parts = [dice.random() for _ in chosen]
    parts = [part / sum(parts) for part in parts]
    fractions = {
        school: [sum(p for p, point in zip(parts, chosen, strict=True) if point[school] > j) for j in range(room)]
        for school, room in polytope.school_limits.items()
    }
    above = sum(part * _above(polytope, point) for part, point in zip(parts, chosen, strict=True))
    return {school: mine for school, mine in fractions.items() if any(mine)}, above


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_paid_at_most_is_that_of_the_most_expensive_load(seed: int) -> None:
    dice = random.Random(seed)
    polytope = _polytope(dice)
    prices: dict[str, dict[str, PriceList]] = {
        school: {"SO1": tuple(dice.randint(0, 1500) for _ in range(dice.randint(1, 3)))}
        for school in polytope.school_limits
    }
    values = [
        sum(total_price(prices[school]["SO1"], count) for school, count in point.items())
        - 1000 * _above(polytope, point)
        for point in _points(polytope)
    ]
    assert polytope.largest_net_price(prices, "SO1") == max(values)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_holds_for_every_extreme_point(seed: int) -> None:
    dice = random.Random(seed)
    polytope = _polytope(dice)
    _, cut = polytope.separate(_combination(dice, polytope)[0], Control(10))
    for point in _points(polytope):
        priced = sum(sum(cut.coefficients[school][:count]) for school, count in point.items())
        assert priced - cut.constant <= _above(polytope, point) + 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_asks_no_more_of_a_combination_than_it_has(seed: int) -> None:
    dice = random.Random(seed)
    polytope = _polytope(dice)
    fractions, above = _combination(dice, polytope)
    assert polytope.separate(fractions, Control(10))[0] <= above + 1e-6


def test_parts_of_blocks_do_not_fill_up_a_share() -> None:
    """Share 3, blocks of 2: one and a half of them fit on average, but nobody can do half a block."""
    polytope = LoadPolytope(3, 6, {"S1": 2, "S2": 2}, 1000, 4000)
    above, _ = polytope.separate({"S1": [1.0, 1.0], "S2": [0.5, 0.5]}, Control(10))
    assert above == pytest.approx(0.5)
