"""Clearly different placements near the best one, each with another focus. Knows no file and no words.

A variant is found by weighing the wishes of its focus heavier and charging for every pair that an earlier roster has.
What counts is checked afterwards, against the true weights: as many placed, no more shortage, little more expensive,
different enough, and better in its focus. A try that fails is tried again, milder or with a higher charge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Placement
from models.placement.column_generation.greedy import keeps_rules
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Score, score
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.what_if.settings import VARIANT_SETTINGS
from models.search.control import Control


class VariantFocus(Enum):
    """What a variant is better in than the best roster, as the wishes that weigh heavier."""

    TRAVEL = (Wish.W2,)
    NEEDS = (Wish.W1,)
    SPREAD = (Wish.W5, Wish.W7)
    WISHES = (Wish.W4,)
    MENTORS = (Wish.W3,)
    VARIETY = (Wish.W6,)


@dataclass(frozen=True, slots=True)
class Variant:
    """One roster to choose from.

    Attributes:
        focus: What it is better in.
        placement: Student id to mentor id.
        count: Students placed.
        shortage: Students that boards are short of their minimums.
        cost: Weighted sum of the wishes, with the true weights.
        different: The part of the students (0-1) with another mentor than in the best roster.
        gain: What the wishes of the focus cost less than in the best roster.
    """

    focus: VariantFocus
    placement: Placement
    count: int
    shortage: int
    cost: int
    different: float
    gain: int


def variants(
    instance: Instance,
    best: Placement,
    control: Control,
    amount: int,
    slack: float = VARIANT_SETTINGS.slack,
    least_different: float = VARIANT_SETTINGS.least_different,
    previous: Placement | None = None,
) -> tuple[Variant, ...]:
    """Clearly different rosters that place as many with as little shortage as the best one.

    Args:
        instance: The semester; no weight may be below 0.
        best: The best roster, student id to mentor id; must break no rule.
        control: Time for all variants together.
        amount: How many at most.
        slack: How much more each may cost, as a part (0-1) of the cost of ``best``.
        least_different: The part of the students (0-1) in which each differs from ``best`` and every other.
        previous: The old roster that W9 counts from. None: there is none.

    Returns:
        The variants, cheapest first; fewer where no more were found that truly satisfy all this.

    Raises:
        ValueError: ``best`` breaks a rule, or a wish has a weight below 0.

    Source: decision 13.
    """
    search = _VariantSearch(instance, best, control, slack, least_different, previous)
    weights = instance.settings.weights
    for focus in [focus for focus in VariantFocus if any(weights.get(wish, 0) for wish in focus.value)]:
        if len(search.found) >= amount or control.remaining <= 0:
            break
        search.look(focus)
    return tuple(sorted(search.found, key=lambda variant: variant.cost))


def difference(one: Placement, other: Placement) -> float:
    """The part (0-1) of the students placed in either whose mentor differs."""
    everyone = one.keys() | other.keys()
    return sum(one.get(student) != other.get(student) for student in everyone) / max(1, len(everyone))


class _VariantSearch:
    def __init__(
        self,
        instance: Instance,
        best: Placement,
        control: Control,
        slack: float,
        least_different: float,
        previous: Placement | None,
    ) -> None:
        self.instance, self.best, self.control, self.previous = instance, best, control, previous
        self.problem = PlacementProblem.of(instance, previous)
        self.start = np.nonzero(self.problem.held(best))[0]
        legal = keeps_rules(self.problem.facts, self.problem.pairs, self.problem.limits, self.start)
        if len(self.start) < len(best) or not legal:
            raise ValueError("variants of a roster that breaks a rule")
        self.worth = self.problem.worth(self.start)
        self.most_cost, self.least_different = self.worth.cost * (1 + slack), least_different
        self.found: list[Variant] = []

    def look(self, focus: VariantFocus) -> None:
        """Keep a variant with this focus, if one is found."""
        emphasis, charge = 0, VARIANT_SETTINGS.charge
        for _ in range(VARIANT_SETTINGS.tries):
            if emphasis >= len(VARIANT_SETTINGS.emphases) or self.control.remaining <= 0:
                return
            placement = self._near_cheapest(self._focused(focus, VARIANT_SETTINGS.emphases[emphasis]), charge)
            worth = score(self.problem.facts, self.problem.measures, placement)
            if self._too_expensive(worth):
                emphasis += 1
            elif not self._different(placement):
                charge *= VARIANT_SETTINGS.charge_growth
            else:
                self._keep(focus, placement, worth)
                return

    def _keep(self, focus: VariantFocus, placement: Placement, worth: Score) -> None:
        gain = self._cost_of(focus, self.best) - self._cost_of(focus, placement)
        if gain > 0:
            different = difference(placement, self.best)
            self.found.append(Variant(focus, placement, worth.count, worth.shortage, worth.cost, different, gain))

    def _too_expensive(self, worth: Score) -> bool:
        return (worth.count, worth.shortage) != (self.worth.count, self.worth.shortage) or worth.cost > self.most_cost

    def _different(self, placement: Placement) -> bool:
        return all(difference(placement, other) >= self.least_different for other in self._rosters)

    @property
    def _rosters(self) -> list[Placement]:
        return [self.best, *(variant.placement for variant in self.found)]

    def _focused(self, focus: VariantFocus, parts: int) -> PlacementProblem:
        """The semester in which the wishes of the focus weigh so many parts of their weight more."""
        whole, weights = VARIANT_SETTINGS.weight_parts, self.instance.settings.weights
        heavier = {wish: weight * (whole + (parts if wish in focus.value else 0)) for wish, weight in weights.items()}
        settings = replace(self.instance.settings, weights=heavier)
        return PlacementProblem.of(replace(self.instance, settings=settings), self.previous)

    def _cost_of(self, focus: VariantFocus, placement: Placement) -> int:
        """What the wishes of the focus cost: what one part more adds to the cost of all."""
        other = self._focused(focus, 1)
        more = score(other.facts, other.measures, placement).cost
        return more - VARIANT_SETTINGS.weight_parts * score(self.problem.facts, self.problem.measures, placement).cost

    def _near_cheapest(self, problem: PlacementProblem, charge: int) -> Placement:
        """A roster near the cheapest as this problem weighs it, where every pair seen before is charged for."""
        seen = np.zeros(len(problem.pairs), dtype=bool)
        for roster in self._rosters:
            seen |= problem.held(roster)
        charged = replace(problem, pairs=replace(problem.pairs, cost=problem.pairs.cost + charge * seen))
        targets = LevelTargets(self.worth.count, short=self.worth.shortage)
        level = LexicographicSearch(charged, self.control).near_cost(targets, self.start)
        return charged.placement(self.start if level.best is None else level.best)
