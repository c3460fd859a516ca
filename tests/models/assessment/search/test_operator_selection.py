"""Operators are chosen by the formulas that stand beside them."""

from __future__ import annotations

import random

import pytest

from models.assessment.search.operator_selection import ExpectedGain, RouletteWheel
from models.assessment.search.settings import LNS_SETTINGS, PORTFOLIO_SETTINGS

COST = 1000


def _shares(wheel: RouletteWheel, draws: int = 4000) -> dict[str, float]:
    rng = random.Random(0)
    drawn = [wheel.choose(rng) for _ in range(draws)]
    return {operator: drawn.count(operator) / draws for operator in wheel.operators}


def test_all_operators_begin_with_the_same_chance() -> None:
    assert _shares(RouletteWheel(["one", "other"])) == pytest.approx({"one": 0.5, "other": 0.5}, abs=0.03)


def test_an_operator_is_chosen_in_proportion_to_its_weight() -> None:
    wheel = RouletteWheel(["one", "other"])
    wheel.update("one", True)
    weight = LNS_SETTINGS.decay + LNS_SETTINGS.reward
    assert _shares(wheel)["one"] == pytest.approx(weight / (weight + 1), abs=0.03)


def test_an_operator_that_never_helps_goes_on_being_tried() -> None:
    wheel = RouletteWheel(["one", "other"])
    for _ in range(100):
        wheel.update("one", False)
    least = LNS_SETTINGS.least_score
    assert _shares(wheel)["one"] == pytest.approx(least / (least + 1), abs=0.03)


def test_every_method_has_a_turn_before_any_has_a_second() -> None:
    selection = ExpectedGain(["one", "other"], 0.0)
    assert selection.choose(["one", "other"], 0.0, COST) == "one"
    selection.update("one", 0.0, 1.0, 10**6)
    assert selection.choose(["one", "other"], 1.0, COST) == "other"


def _after_one_turn_each(gains: dict[str, int]) -> ExpectedGain:
    selection = ExpectedGain(gains, 0.0)
    for method, gain in gains.items():
        selection.update(method, 0.0, 1.0, gain)
    return selection


def test_the_method_that_brought_most_per_second_comes_next() -> None:
    selection = _after_one_turn_each({"one": 5, "other": 9})
    assert selection.choose(["one", "other"], 1.0, COST) == "other"


def test_earlier_turns_decay() -> None:
    """9 and then 0 is remembered as 0.3 times 9, less than the 5 of the other."""
    selection = _after_one_turn_each({"one": 5, "other": 9})
    selection.update("other", 1.0, 2.0, 0)
    selection.update("one", 1.0, 2.0, 5)
    assert 9 * PORTFOLIO_SETTINGS.decay < 5
    assert selection.choose(["one", "other"], 2.0, COST) == "one"


def test_a_method_that_waited_long_enough_has_a_turn() -> None:
    """The bonus per second of waiting makes up for any difference in expected gain."""
    selection = _after_one_turn_each({"one": 5, "other": 9})
    even = 1.0 + (9 - 5) / (PORTFOLIO_SETTINGS.exploration * COST)
    for now, chosen in ((even - 1, "other"), (even + 1, "one")):
        selection.update("other", now - 1.0, now, 9)
        assert selection.choose(["one", "other"], now, COST) == chosen
