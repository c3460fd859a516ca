"""What a school pays for the time of an assessor, WPA by WPA. Knows no school and no assessor.

All prices are in hundredths of the cost of a roster, so that the school models stay exact integers.
"""

from __future__ import annotations

from collections.abc import Mapping

SCALE = 100

Tariff = tuple[int, ...]
"""The scaled price of the first, second, ... WPA of one assessor at one school; the last one goes on."""

DualPrices = Mapping[str, Tariff]
"""Trainer id to tariff, at one school; who is not in it costs nothing."""

FREE: Tariff = (0,)


def step(tariff: Tariff, number: int) -> int:
    """The price of the ``number``-th WPA, from 1."""
    return tariff[min(number, len(tariff)) - 1]


def paid(tariff: Tariff, count: int) -> int:
    """The price of ``count`` WPAs."""
    return sum(tariff[:count]) + max(0, count - len(tariff)) * tariff[-1]


def flat(prices: Mapping[str, int]) -> dict[str, Tariff]:
    """The tariffs of prices that are the same for every WPA."""
    return {trainer: (price,) for trainer, price in prices.items()}
