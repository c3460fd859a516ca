"""The dual prices of assessors' time, WPA by WPA, and how a price list is read. Knows no school and no assessor.

All prices are scaled: in hundredths of the cost of a roster, so that the pricing problems stay exact integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SCALE = 100
"""Scaled costs and prices are this many times those of a roster."""

PriceList = tuple[int, ...]
"""The scaled dual price of the first, second, ... WPA of one assessor at one school; the last one goes on."""

DualPrices = Mapping[str, PriceList]
"""Trainer id to price list, at one school; who is not in it costs nothing."""

ZERO_PRICE: PriceList = (0,)
NO_PRICES: DualPrices = MappingProxyType({})


def price_of(prices: PriceList, number: int) -> int:
    """The scaled price of the ``number``-th WPA, from 1."""
    return prices[min(number, len(prices)) - 1]


def total_price(prices: PriceList, count: int) -> int:
    """The scaled price of ``count`` WPAs together."""
    return sum(prices[:count]) + max(0, count - len(prices)) * prices[-1]


def shortened(prices: PriceList) -> PriceList:
    """The same price list without repeats at its end."""
    end = len(prices)
    while end > 1 and prices[end - 1] == prices[end - 2]:
        end -= 1
    return prices[:end]


def constant_prices(prices: Mapping[str, int]) -> dict[str, PriceList]:
    """The price lists of scaled prices that are the same for every WPA of an assessor."""
    return {trainer: (price,) for trainer, price in prices.items()}
