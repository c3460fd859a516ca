"""When searching on is not worth the time: what the time left is expected to bring, from what came lately.

Knows figures only, no roster and no solver. Gains get rarer and smaller while a search goes on. So what came
lately weighs exp(-age / memory), and the time left is expected to bring that sum over again as far as the
time reaches:

    expected = sum of gain * exp(-age / memory), times 1 - exp(-left / memory)
    memory   = the root of quiet_seconds * searched / 2, and quiet_seconds at least

The memory grows with the search, because the later it is, the longer the waits are. A rise of the bound is as good as
a saving. Before the first gain there is a prior one, of the moment at which the search began.

Source: decision 10.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, sqrt

from models.search.settings import StagnationSettings

LEAST_MEMORY = 1e-3  # seconds; only keeps the formula from dividing by 0


@dataclass
class StagnationCriterion:
    """Told of every cost and bound with its moment; asked between two steps whether to go on.

    Moments are seconds since any beginning, of the wall or of work, and never go back.

    Attributes:
        settings: Which expectation is too small, and how far back it looks.
        cost: Of the best roster so far; None before there is one.
        bound: No roster costs less; None while nothing is known.
    """

    settings: StagnationSettings
    cost: int | None = None
    bound: int | None = None
    _began: float | None = None
    _gains: list[tuple[float, int]] = field(default_factory=list)

    def record(self, at: float, cost: int, bound: int | None = None) -> None:
        """Take in the best so far. A cost that rises belongs to a roster with more in it, and is a gain as well.

        Args:
            at: The moment.
            cost: Of the best roster.
            bound: No roster costs less; None while nothing is known.
        """
        if self._began is None:
            self._began = at
        gain = 0 if self.cost is None else abs(self.cost - cost)
        if bound is not None and self.bound is not None:
            gain += max(0, bound - self.bound)
        if gain:
            self._gains.append((at, gain))
        self.cost, self.bound = cost, bound

    @property
    def gap(self) -> int | None:
        """What can still be gained at most; None without a bound."""
        return None if self.cost is None or self.bound is None else max(0, self.cost - self.bound)

    def expected(self, at: float, left: float) -> float:
        """The gain to be expected of the time left.

        Args:
            at: The moment.
            left: Seconds.

        Returns:
            A fall of the cost or rise of the bound; infinite before there is a roster.
        """
        if self._began is None:
            return float("inf")
        memory = self._memory(at)
        recent = sum(gain * exp((then - at) / memory) for then, gain in self._gains)
        prior = self.settings.prior_gain * self._attainable * exp((self._began - at) / memory)
        return (recent + prior) * (1 - exp(-left / memory))

    def stagnated(self, at: float, left: float) -> bool:
        """Whether the expected gain is too small to go on for.

        Args:
            at: The moment.
            left: Seconds.

        Returns:
            True at once when the gap is closed; else never before there is a roster and some time has passed.
        """
        if self.cost is None or self._began is None:
            return False
        if self.gap == 0:
            return True
        if at - self._began < self.settings.quiet_seconds:
            return False
        return self.expected(at, left) <= self._little

    def _memory(self, at: float) -> float:
        quiet, searched = self.settings.quiet_seconds, at - (self._began or 0.0)
        return max(quiet, sqrt(quiet * searched / 2), LEAST_MEMORY)

    @property
    def _attainable(self) -> float:
        """What a search may bring in all."""
        return self.settings.attainable_saving * (self.cost or 0) if self.gap is None else self.gap

    @property
    def _little(self) -> float:
        """A gain that is not worth going on for."""
        if self.gap is None:
            return self.settings.little_saving * (self.cost or 0)
        return self.settings.little_gain * self.gap
