"""Restricted candidate lists: the cheapest assessors with room, for each WPA. A heuristic; proves nothing."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping

from instances.domain.rulebook import Wish
from instances.domain.school_groups import Specialisation, specialisations
from instances.domain.solution import Assessment
from models.assessment.block.variables import Shortlists
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import FairShares

_Kind = tuple[str, frozenset[Specialisation]]  # school, and what its class is of


class Shortlist:
    """Ranks assessors per WPA by trip, seat and the dual price of their time.

    Attributes:
        data: The WPAs and what each seat costs.
        shares: The fair shares (V2).
        prices: Trainer id to the dual price of one WPA, scaled; empty while there are none.
        scale: What the prices are divided by to get units of cost.
    """

    def __init__(self, data: AssessmentData, shares: FairShares, prices: Mapping[str, int], scale: int) -> None:
        """Rank nobody yet: WPAs are ranked when they are first asked about.

        Args:
            data: The WPAs and what each seat costs.
            shares: The fair shares (V2).
            prices: Trainer id to the dual price of one WPA, scaled; may be empty.
            scale: What the prices are divided by to get units of cost.
        """
        self.data = data
        self.shares = shares
        self.prices = prices
        self.scale = scale
        self._costs: dict[_Kind, dict[str, float]] = {}
        self._ranked: dict[tuple[_Kind, tuple[str, ...]], list[tuple[float, str]]] = {}

    def seat_prices(self) -> dict[str, int] | None:
        """The dual prices as integers, in units of cost; None while there are none."""
        if not any(self.prices.values()):
            return None
        return {trainer: round(price / self.scale) for trainer, price in self.prices.items()}

    def prices_at_load(self, load: Mapping[str, int]) -> dict[str, int]:
        """What the next WPA of an assessor costs: the dual price or, without prices, V2 for who is at the share.

        Args:
            load: Trainer id to WPAs taken; who is absent has none.

        Returns:
            Trainer id to price, scaled; who is absent costs nothing.
        """
        if any(self.prices.values()):
            return dict(self.prices)
        overload = self.scale * self.data.instance.settings.weights[Wish.V2]
        return {t: overload for t, share in self.shares.items() if load.get(t, 0) >= share}

    def _rank(self, case: Case, in_field: bool) -> list[tuple[float, str]]:
        """Who may have the seat, the cheapest first. What a seat costs is the same in classes of the same kind."""
        kind = (case.school, specialisations(self.data.instance.class_groups(case.mentor)))
        costs = self._costs.setdefault(kind, {})
        key = (kind, case.field if in_field else case.institute)
        if key not in self._ranked:
            self._ranked[key] = sorted((self._cost(costs, case, trainer), trainer) for trainer in key[1])
        return self._ranked[key]

    def _cost(self, costs: dict[str, float], case: Case, trainer: str) -> float:
        """Of the trip, the seat and the dual price; remembered in ``costs``."""
        if trainer not in costs:
            weights = self.data.instance.settings.weights
            costs[trainer] = (
                weights[Wish.V1] * self.data.trip_minutes(trainer, case.school)
                + self.data.seat_cost(case, trainer)
                + self.prices.get(trainer, 0) / self.scale
            )
        return costs[trainer]

    def shortlists(self, cases: Iterable[Case], bookings: Assessment, width: int) -> Shortlists:
        """The cheapest assessors of each pool that have room, and whoever has or had the seat.

        Args:
            cases: The WPAs of a block.
            bookings: Those outside the block, which take room, and those inside, whose assessors are kept.
            width: Assessors per WPA of the field, and of the institute.

        Returns:
            Student id to trainer ids.
        """
        cases = list(cases)
        inside = {case.id for case in cases}
        load = Counter(t for student, booking in bookings.items() if student not in inside for t in booking.assessors)
        weight = self.data.instance.settings.weights[Wish.V2]
        found: dict[str, set[str]] = {}
        for case in cases:
            chosen = set(bookings[case.id].assessors) if case.id in bookings else set()
            old = self.data.previous.get(case.id)
            chosen.update(trainer for trainer in (old.assessors if old else ()) if trainer in case.eligible)
            for in_field in (True, False):
                cheapest: list[tuple[float, str]] = []
                for cost, t in self._rank(case, in_field):
                    if len(cheapest) >= width and cheapest[width - 1][0] < cost:
                        break  # nobody after this one is cheaper
                    if load[t] < self.data.instance.max_wpas(t):
                        insort(cheapest, (cost + (weight if load[t] >= self.shares.get(t, 0) else 0), t))
                chosen.update(t for _, t in cheapest[:width])
            found[case.id] = chosen
        return found
