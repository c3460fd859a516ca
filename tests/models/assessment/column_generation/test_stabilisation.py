"""The next dual prices lie between those of the best bound and those of the LP."""

from __future__ import annotations

import pytest

from models.assessment.column_generation.settings import LAGRANGIAN_SETTINGS
from models.assessment.column_generation.stabilisation import smoothing_weight, stabilised

BEST = {"S1": {"SO1": (1000, 0)}}
LARGEST = 4000


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (1.0, (1000, 0)),
        (0.0, (2000, 500)),
        (0.6, (1400, 200)),
    ],
)
def test_the_weight_is_that_of_the_best_prices(weight: float, expected: tuple[int, int]) -> None:
    assert stabilised(BEST, {"S1": {"SO1": (2000.0, 500.0)}}, weight, LARGEST) == {"S1": {"SO1": expected}}


def test_who_has_no_dual_value_costs_nothing_in_the_lp() -> None:
    assert stabilised(BEST, {"S2": {"SO2": (1.0,)}}, 0.5, LARGEST) == {"S1": {"SO1": (500, 0)}}


def test_prices_are_rounded_to_the_grain_and_stay_within_their_limits() -> None:
    grain = LAGRANGIAN_SETTINGS.grain
    found = stabilised(BEST, {"S1": {"SO1": (9e9, -1.0 + 0.6 * grain)}}, 0.0, LARGEST)
    assert found == {"S1": {"SO1": (LARGEST, grain if 0.6 * grain - 1 > grain / 2 else 0)}}


@pytest.mark.parametrize("with_cuts", [False, True])
def test_rounds_without_gain_move_prices_towards_the_lp(with_cuts: bool) -> None:
    weights = [smoothing_weight(stalled, with_cuts) for stalled in range(5)]
    assert weights == sorted(weights, reverse=True)
    assert 0 < weights[-1] < weights[0] < 1
