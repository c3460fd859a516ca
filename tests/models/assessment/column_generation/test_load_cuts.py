"""What one assessor's WPAs at all schools may cost: beside every pattern there is."""

from __future__ import annotations

import random
from itertools import product

import pytest

from models.assessment.column_generation.dual_prices import Tariff, paid
from models.assessment.column_generation.load_cuts import ExtremePoint, LoadPolytope
from models.search.control import Control

SEEDS = range(40)


def _work(dice: random.Random) -> LoadPolytope:
    rooms = {f"S{i}": dice.randint(1, 4) for i in range(1, dice.randint(2, 4))}
    maximum = dice.randint(1, 7)
    return LoadPolytope(dice.randint(0, maximum), maximum, rooms, 1000, 4000)


def _patterns(work: LoadPolytope) -> list[ExtremePoint]:
    counts = product(*(range(room + 1) for room in work.rooms.values()))
    found = [dict(zip(work.rooms, count, strict=True)) for count in counts]
    return [pattern for pattern in found if sum(pattern.values()) <= work.maximum]


def _above(work: LoadPolytope, pattern: ExtremePoint) -> int:
    return max(0, sum(pattern.values()) - work.share)


def _mixture(dice: random.Random, work: LoadPolytope) -> tuple[dict[str, list[float]], float]:
    """A mixture of patterns, as parts of first, second, ... WPAs per school, and its WPAs above the share."""
    chosen = [dice.choice(_patterns(work)) for _ in range(3)]
    parts = [dice.random() for _ in chosen]
    parts = [part / sum(parts) for part in parts]
    taken = {
        school: [sum(p for p, pattern in zip(parts, chosen, strict=True) if pattern[school] > j) for j in range(room)]
        for school, room in work.rooms.items()
    }
    above = sum(part * _above(work, pattern) for part, pattern in zip(parts, chosen, strict=True))
    return {school: mine for school, mine in taken.items() if any(mine)}, above


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_paid_at_most_is_that_of_the_dearest_pattern(seed: int) -> None:
    dice = random.Random(seed)
    work = _work(dice)
    tariffs: dict[str, dict[str, Tariff]] = {
        school: {"SO1": tuple(dice.randint(0, 1500) for _ in range(dice.randint(1, 3)))} for school in work.rooms
    }
    values = [
        sum(paid(tariffs[school]["SO1"], count) for school, count in pattern.items()) - 1000 * _above(work, pattern)
        for pattern in _patterns(work)
    ]
    assert work.most_paid(tariffs, "SO1") == max(values)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_holds_for_every_pattern(seed: int) -> None:
    dice = random.Random(seed)
    work = _work(dice)
    _, cut = work.cut(_mixture(dice, work)[0], Control(10))
    for pattern in _patterns(work):
        priced = sum(sum(cut.steps[school][:count]) for school, count in pattern.items())
        assert priced - cut.constant <= _above(work, pattern) + 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_asks_no_more_of_a_mixture_than_it_has(seed: int) -> None:
    dice = random.Random(seed)
    work = _work(dice)
    taken, above = _mixture(dice, work)
    assert work.cut(taken, Control(10))[0] <= above + 1e-6


def test_parts_of_blocks_do_not_fill_up_a_share() -> None:
    """Share 3, blocks of 2: one and a half of them fit on average, but nobody can do half a block."""
    work = LoadPolytope(3, 6, {"S1": 2, "S2": 2}, 1000, 4000)
    above, _ = work.cut({"S1": [1.0, 1.0], "S2": [0.5, 0.5]}, Control(10))
    assert above == pytest.approx(0.5)
