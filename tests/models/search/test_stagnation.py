"""When a search gives up: on gains that dry up, not on a pause among gains. Knows no solver."""

from __future__ import annotations

from math import exp

import pytest

from models.search.settings import StagnationSettings
from models.search.stagnation import StagnationCriterion

SETTINGS = StagnationSettings()
LIMIT = 600.0


def stops_at(costs: list[tuple[float, int]], bound: int | None, limit: float = LIMIT) -> float:
    """The second at which a search gives up that finds these costs, asked every second."""
    criterion, coming = StagnationCriterion(SETTINGS), list(costs)
    for second in range(int(limit)):
        while coming and coming[0][0] <= second:
            criterion.record(second, coming.pop(0)[1], bound)
        if criterion.stagnated(second, limit - second):
            return second
    return limit


def fading(half_life: float, first: int = 1200, last: int = 1000) -> list[tuple[float, int]]:
    """Costs of a search that halves what is left to gain every so many seconds."""
    return [(float(s), last + round((first - last) * exp(-0.693 * s / half_life))) for s in range(int(LIMIT))]


def test_a_search_without_news_is_given_up_within_a_minute() -> None:
    assert 10 < stops_at([(0, 1000)], 950) < 60


def test_a_search_without_a_bound_and_without_news_is_given_up_within_a_minute() -> None:
    assert 10 < stops_at([(0, 1000)], None) < 60


def test_a_closed_gap_stops_at_once() -> None:
    assert stops_at([(0, 1000), (3, 950)], 950) == 3


def test_gains_that_fade_fast_are_followed_to_their_end() -> None:
    """After ten half-lives a thousandth of the 200 is left."""
    assert 50 < stops_at(fading(10), 900) < 200


def test_slower_gains_are_followed_longer() -> None:
    assert stops_at(fading(10), 900) < stops_at(fading(30), 900) < LIMIT


def test_steady_gains_use_all_the_time() -> None:
    assert stops_at([(float(s), 2000 - s) for s in range(0, 600, 5)], 1000) > 0.98 * LIMIT


def test_a_pause_between_large_gains_is_sat_out() -> None:
    costs = [(float(s), 2000 - 20 * (s // 20)) for s in range(0, 200, 20)]
    assert stops_at(costs, 1000) > 200


def test_a_rising_bound_is_worth_waiting_for() -> None:
    criterion = StagnationCriterion(SETTINGS)
    for second in range(0, 100, 10):
        criterion.record(second, 1000, 800 + second)
    assert not criterion.stagnated(100, 500)


def test_a_roster_with_more_in_it_is_news_though_it_costs_more() -> None:
    criterion = StagnationCriterion(SETTINGS)
    criterion.record(0, 1000)
    criterion.record(50, 1100)
    assert not criterion.stagnated(60, 500)


def test_nothing_is_given_up_before_there_is_a_roster() -> None:
    assert not StagnationCriterion(SETTINGS).stagnated(1000, 1)


@pytest.mark.parametrize("left", [1.0, 10.0, 100.0])
def test_more_time_is_expected_to_bring_more(left: float) -> None:
    criterion = StagnationCriterion(SETTINGS)
    criterion.record(0, 1000, 900)
    criterion.record(5, 980, 900)
    assert 0 < criterion.expected(20, left) < criterion.expected(20, 2 * left)
