"""Which operator next: a roulette wheel for destroy operators, expected gain with exploration for methods.

Knows names and figures only; no roster and no solver.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from models.assessment.search.settings import LNS_SETTINGS, PORTFOLIO_SETTINGS


class RouletteWheel:
    """Chooses operator ``i`` with probability ``w_i / sum(w)``.

    All weights begin at 1; after each use of ``i``

        w_i = max(least_score, decay * w_i + reward * [it led to an improvement])

    Source: the adaptive weights of Ropke and Pisinger (2006), without segments.
    """

    def __init__(self, operators: Iterable[str]) -> None:
        self._weights = dict.fromkeys(operators, 1.0)

    @property
    def operators(self) -> list[str]:
        """All names, in the order in which they were given."""
        return list(self._weights)

    def choose(self, rng: random.Random) -> str:
        """Draw an operator; one draw of the generator."""
        return rng.choices(self.operators, list(self._weights.values()))[0]

    def update(self, operator: str, improved: bool) -> None:
        """Adapt the weight of an operator that was used."""
        weight = LNS_SETTINGS.decay * self._weights[operator] + (LNS_SETTINGS.reward if improved else 0.0)
        self._weights[operator] = max(LNS_SETTINGS.least_score, weight)


class ExpectedGain:
    """Chooses the method ``m`` that is expected to bring most per second, with a bonus for having waited.

    The largest of

        r_m + exploration * cost * (now - end of its last turn)

    where after each turn of ``m``

        r_m = decay * r_m + (1 - decay) * gain / seconds

    The bonus makes that no method is given up for good. A method that had no turn yet comes first.
    Source: decision 12.
    """

    def __init__(self, methods: Iterable[str], now: float) -> None:
        self._rate = dict.fromkeys(methods, float("inf"))
        self._ended = dict.fromkeys(self._rate, now)

    def choose(self, methods: Sequence[str], now: float, cost: int) -> str:
        """The method to use next; the first of those that are equal.

        Args:
            methods: Those that make sense now; at least one.
            now: Seconds on the clock of the search.
            cost: Of the incumbent: gains are expected in proportion to it.

        Returns:
            One of the methods.
        """
        bonus = PORTFOLIO_SETTINGS.exploration * max(1, cost)
        return max(methods, key=lambda method: self._rate[method] + bonus * (now - self._ended[method]))

    def update(self, method: str, began: float, ended: float, gain: int) -> None:
        """Tell what a turn brought, in units of cost or bound, and when it was."""
        rate = gain / max(PORTFOLIO_SETTINGS.least_seconds, ended - began)
        known, decay = self._rate[method], PORTFOLIO_SETTINGS.decay
        self._rate[method] = rate if known == float("inf") else decay * known + (1 - decay) * rate
        self._ended[method] = ended
