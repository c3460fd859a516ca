"""When searching on is not worth the time: what the time left is expected to bring, from what came lately.

Knows figures only, no roster and no solver. Gains get rarer and smaller while a search goes on. So what came
lately weighs exp(-age / memory), and the time left is expected to bring that sum over again as far as the
time reaches: sum of gain * exp(-age / memory), times 1 - exp(-left / memory). The memory grows with the
search, because the later it is, the longer the waits are. A rise of the bound is as good as a saving.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, sqrt

from models.search.settings import SearchSettings

HOPE = 0.1  # part of the gap, or a tenth of that of the cost: what a search that has just begun may still bring


@dataclass
class StagnationCriterion:
    """Told of every cost and bound with its moment; asked between two steps whether to go on."""

    settings: SearchSettings
    cost: int | None = None
    bound: int | None = None
    _began: float | None = None
    _gains: list[tuple[float, int]] = field(default_factory=list)

    def record(self, at: float, cost: int, bound: int | None = None) -> None:
        """The best so far. A cost that rises belongs to a roster with more in it, and is a gain as well."""
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
        """The gain in cost or bound to be expected of so many more seconds."""
        if self._began is None:
            return float("inf")
        memory = self._memory(at)
        lately = sum(gain * exp((then - at) / memory) for then, gain in self._gains)
        return (lately + self._hope * exp((self._began - at) / memory)) * (1 - exp(-left / memory))

    def spent(self, at: float, left: float) -> bool:
        """Is the expected gain too small to go on for? Never before something is known and some time has passed."""
        if self.cost is None or self._began is None:
            return False
        if self.gap == 0:
            return True
        if at - self._began < self.settings.quiet_seconds:
            return False
        return self.expected(at, left) <= self._worth

    def _memory(self, at: float) -> float:
        quiet, searched = self.settings.quiet_seconds, at - (self._began or 0.0)
        return max(quiet, sqrt(quiet * searched / 2), 1e-3)

    @property
    def _hope(self) -> float:
        return HOPE * self._most

    @property
    def _most(self) -> float:
        return 0.1 * (self.cost or 0) if self.gap is None else self.gap

    @property
    def _worth(self) -> float:
        if self.gap is None:
            return self.settings.little_saving * (self.cost or 0)
        return self.settings.little_gain * self.gap
