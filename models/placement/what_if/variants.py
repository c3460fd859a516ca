"""Clearly different placements near the best one, each leaning to something else. Knows no file and no words.

A variant is found by weighing some wishes heavier and charging for every pair that an earlier roster has. What counts
is checked afterwards, against the true weights: as many placed, no more shortage, little dearer, different enough, and
better in what it leans to. A try that fails is tried again, milder or with a higher charge.
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
from models.search.control import Control

PARTS = 4  # a weight of 1 in quarters, so that a wish can weigh a quarter more
LEANINGS = (8, 4, 2, 1)  # quarters added to what is leaned to
CHARGE = 4  # quarters of cost, for every pair that is in an earlier roster; tripled while too much stays the same
MOST_TRIES = 5  # for one variant: at partnership size each takes three seconds


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
    """One roster to choose from. ``different``: the part of the students (0-1) with another mentor than in the best.

    ``gain`` is what the wishes leaned to cost less than in the best roster.
    """

    lean: VariantFocus
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
    slack: float = 0.05,
    least_different: float = 0.1,
    previous: Placement | None = None,
) -> tuple[Variant, ...]:
    """At most ``amount`` rosters, cheapest first; fewer where no more were found that truly satisfy all this.

    Each costs at most ``slack`` (a part of the cost) more than ``best`` with as many placed and as little shortage, and
    differs from it and from every other in at least ``least_different`` of the students. Raises ValueError for a
    ``best`` that breaks a rule.
    """
    search = _VariantSearch(instance, best, control, slack, least_different, previous)
    leans = [lean for lean in VariantFocus if any(instance.settings.weights.get(wish, 0) for wish in lean.value)]
    for lean in leans:
        if len(search.found) >= amount or control.remaining <= 0:
            break
        search.look(lean)
    return tuple(sorted(search.found, key=lambda variant: variant.cost))


def difference(one: Placement, other: Placement) -> float:
    """The part of the students placed in either whose mentor differs."""
    everyone = one.keys() | other.keys()
    return sum(one.get(who) != other.get(who) for who in everyone) / max(1, len(everyone))


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

    def look(self, lean: VariantFocus) -> None:
        """Keep a variant that leans to this, if one is found."""
        leaning, charge = 0, CHARGE
        for _ in range(MOST_TRIES):
            if leaning >= len(LEANINGS) or self.control.remaining <= 0:
                return
            other = self._leaned(lean, LEANINGS[leaning])
            placement = self._cheapest(other, charge)
            worth = score(self.problem.facts, self.problem.measures, placement)
            if self._too_dear(worth):
                leaning += 1
            elif not self._different(placement):
                charge *= 3
            else:
                self._keep(lean, placement, worth)
                return

    def _keep(self, lean: VariantFocus, placement: Placement, worth: Score) -> None:
        gain = self._cost_of(lean, self.best) - self._cost_of(lean, placement)
        if gain > 0:
            different = difference(placement, self.best)
            self.found.append(Variant(lean, placement, worth.count, worth.shortage, worth.cost, different, gain))

    def _too_dear(self, worth: Score) -> bool:
        return (worth.count, worth.shortage) != (self.worth.count, self.worth.shortage) or worth.cost > self.most_cost

    def _different(self, placement: Placement) -> bool:
        return all(difference(placement, other) >= self.least_different for other in self._rosters)

    @property
    def _rosters(self) -> list[Placement]:
        return [self.best, *(variant.placement for variant in self.found)]

    def _leaned(self, lean: VariantFocus, quarters: int) -> PlacementProblem:
        """The semester in which the wishes leaned to weigh so many quarters of their weight more."""
        weights = self.instance.settings.weights
        heavier = {wish: weight * (PARTS + (quarters if wish in lean.value else 0)) for wish, weight in weights.items()}
        settings = replace(self.instance.settings, weights=heavier)
        return PlacementProblem.of(replace(self.instance, settings=settings), self.previous)

    def _cost_of(self, lean: VariantFocus, placement: Placement) -> int:
        """What the wishes leaned to cost: what leaning by one quarter adds to the whole."""
        other = self._leaned(lean, 1)
        more = score(other.facts, other.measures, placement).cost
        return more - PARTS * score(self.problem.facts, self.problem.measures, placement).cost

    def _cheapest(self, problem: PlacementProblem, charge: int) -> Placement:
        """The cheapest roster as this problem weighs it, where every pair seen before is charged for."""
        seen = np.zeros(len(problem.pairs), dtype=bool)
        for roster in self._rosters:
            seen |= problem.held(roster)
        pairs = replace(problem.pairs, cost=problem.pairs.cost + charge * seen)
        dearer = replace(problem, pairs=pairs)
        need = LevelTargets(self.worth.count, short=self.worth.shortage)
        level = LexicographicSearch(dearer, self.control).near(need, self.start)
        assert level.best is not None
        return dearer.placement(level.best)
