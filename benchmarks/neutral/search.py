"""One solve of a linear model with priced goals, by any solver. Knows no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.neutral.linear import Linear, Terms

Listen = Callable[[int | None, int | None], None]
"""Told the best value so far and the bound, while a solve runs; None is unknown."""


@dataclass(frozen=True, slots=True)
class NeutralSolution:
    """The best values, None when there are none in time, and the proven bound on the goal."""

    values: Sequence[int] | None
    bound: int | None


class Minimise(Protocol):
    """Build and solve within ``seconds``; building counts."""

    def __call__(self, linear: Linear, goal: Terms, seconds: float, cores: int, listen: Listen) -> NeutralSolution: ...


@dataclass(frozen=True, slots=True)
class NeutralAnswer:
    """A solve in the terms of the goals. ``bound`` is on the last goal, for rosters as good on the earlier ones."""

    values: Sequence[int] | None
    cost: int | None = None
    bound: int | None = None


def priced(goals: Sequence[tuple[int, Terms]]) -> Terms:
    """The sum of every goal times its price."""
    whole: Counter[int] = Counter()
    for price, goal in goals:
        for variable, coefficient in zip(goal.variables, goal.coefficients, strict=True):
            whole[variable] += price * coefficient
    terms = Terms(constant=sum(price * goal.constant for price, goal in goals))
    for variable in sorted(whole):
        terms.add(variable, whole[variable])
    return terms


def solve(
    minimise: Minimise,
    linear: Linear,
    goals: Sequence[tuple[int, Terms]],
    seconds: float,
    cores: int,
    listen: Listen,
) -> NeutralAnswer:
    """Minimise the priced sum; the last goal has price 1. No goal is ever below 0, so no bound is either."""

    def told(value: int | None, bound: int | None) -> None:
        listen(value, None if bound is None else max(0, bound))

    whole = priced(goals)
    found = minimise(linear, whole, seconds, cores, told)
    if found.values is None:
        return NeutralAnswer(None)
    told(whole.value(found.values), found.bound)
    *earlier, (_, last) = goals
    paid = sum(price * goal.value(found.values) for price, goal in earlier)
    bound = None if found.bound is None else max(0, found.bound - paid)
    return NeutralAnswer(found.values, last.value(found.values), bound)
