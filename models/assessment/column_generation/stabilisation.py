"""The next dual prices: between those of the best bound so far and those of the LP (Wentges 1997). Solves nothing.

    next = w * best + (1 - w) * LP,    w = smoothing * decay ** (rounds without gain)

Dual values of a restricted master with few columns swing from round to round; near the best so far they give better
bounds and more useful columns. After rounds without gain ``w`` falls, or no new columns would come.
"""

from __future__ import annotations

from models.assessment.column_generation.dual_prices import PriceList
from models.assessment.column_generation.restricted_master import LpPrices
from models.assessment.column_generation.settings import LAGRANGIAN_SETTINGS

PricesBySchool = dict[str, dict[str, PriceList]]
"""School id to its dual prices, with an entry for each WPA of each assessor who may come."""


def smoothing_weight(stalled: int, with_cuts: bool) -> float:
    """The weight ``w`` (0-1) of the best dual prices.

    Args:
        stalled: Rounds since the bound rose.
        with_cuts: With load cuts dual values swing more, and the weight is larger.

    Returns:
        ``smoothing * decay ** stalled``.
    """
    if with_cuts:
        return LAGRANGIAN_SETTINGS.cut_smoothing * LAGRANGIAN_SETTINGS.cut_smoothing_decay**stalled
    return LAGRANGIAN_SETTINGS.smoothing * LAGRANGIAN_SETTINGS.smoothing_decay**stalled


def stabilised(best: PricesBySchool, lp_prices: LpPrices, weight: float, largest_price: int) -> PricesBySchool:
    """The next dual prices, rounded to the grain, from 0 up to the largest price.

    Args:
        best: Those of the best bound so far.
        lp_prices: Dual values of the restricted master; an assessor without costs nothing.
        weight: Of the best, 0-1.
        largest_price: Scaled.

    Returns:
        Prices for the same schools and assessors as ``best``; all zero when the LP had no columns.
    """
    found: PricesBySchool = {}
    for school, here in best.items():
        duals = lp_prices.get(school, {})
        found[school] = {
            trainer: _mixed(prices, duals.get(trainer, (0.0,) * len(prices)), weight, largest_price)
            if lp_prices
            else (0,) * len(prices)
            for trainer, prices in here.items()
        }
    return found


def _mixed(best: PriceList, duals: tuple[float, ...], weight: float, largest_price: int) -> PriceList:
    grain = LAGRANGIAN_SETTINGS.grain
    mixed = (weight * a + (1 - weight) * b for a, b in zip(best, duals, strict=True))
    return tuple(max(0, min(largest_price, grain * round(price / grain))) for price in mixed)
