"""Whom to consider for each WPA: the cheapest assessors that still have room. A heuristic; proves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.block.variables import Pools
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import FairShares


class Shortlist:
    """Ranks assessors per case by what a seat costs, the price of their time included."""

    def __init__(self, data: AssessmentData, shares: FairShares, prices: Mapping[str, int], scale: int) -> None:
        self.data = data
        self.shares = shares
        self.prices = prices
        self.scale = scale
        self._ranked: dict[tuple[str, bool], list[tuple[float, str]]] = {}

    def seat_prices(self) -> dict[str, int] | None:
        """The prices in whole cost units; None while there are none."""
        if not any(self.prices.values()):
            return None
        return {trainer: round(price / self.scale) for trainer, price in self.prices.items()}

    def prices_at_load(self, load: Mapping[str, int]) -> dict[str, int]:
        """Scaled price per assessor: the given one or, without prices, V2's weight for who is at the share."""
        if any(self.prices.values()):
            return dict(self.prices)
        overload = self.scale * self.data.instance.settings.weights[Wish.V2]
        return {t: overload for t, share in self.shares.items() if load.get(t, 0) >= share}

    def _rank(self, case: Case, in_field: bool) -> list[tuple[float, str]]:
        key = (case.id, in_field)
        if key not in self._ranked:
            weights = self.data.instance.settings.weights
            self._ranked[key] = sorted(
                (
                    weights[Wish.V1] * self.data.trip_minutes(trainer, case.school)
                    + self.data.seat_cost(case, trainer)
                    + self.prices.get(trainer, 0) / self.scale,
                    trainer,
                )
                for trainer in (case.field if in_field else case.institute)
            )
        return self._ranked[key]

    def pools(self, cases: Iterable[Case], bookings: Assessment, width: int) -> Pools:
        """The ``width`` cheapest per pool with room beside ``bookings``, and whoever has the seat now.

        ``bookings`` are those outside the block plus, for the seats held now, those inside.
        """
        cases = list(cases)
        inside = {case.id for case in cases}
        load = Counter(t for student, b in bookings.items() if student not in inside for t in b.assessors)
        weight = self.data.instance.settings.weights[Wish.V2]
        found: dict[str, set[str]] = {}
        for case in cases:
            chosen = set(bookings[case.id].assessors) if case.id in bookings else set()
            old = self.data.previous.get(case.id)
            chosen.update(trainer for trainer in (old.assessors if old else ()) if trainer in case.seats)
            for in_field in (True, False):
                ranked = [
                    (cost + (weight if load[t] >= self.shares.get(t, 0) else 0), t)
                    for cost, t in self._rank(case, in_field)
                    if load[t] < self.data.instance.max_wpas(t)
                ]
                chosen.update(t for _, t in sorted(ranked)[:width])
            found[case.id] = chosen
        return found
