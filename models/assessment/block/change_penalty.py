"""A roster to stay near, at a price for each WPA that leaves it. Knows no model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.data.cases import AssessmentData, Case


@dataclass(frozen=True, slots=True)
class ChangePenalty:
    """Each WPA of ``roster`` that gets another booking, or none, costs ``price``; at most ``max_changes`` may."""

    roster: Assessment
    price: int
    max_changes: int | None = None

    def changed_bookings(self, bookings: Assessment, besides: Collection[str] = ()) -> int:
        """How many WPAs of the roster are not as they were; those ``besides`` are not looked at."""
        return sum(bookings.get(who) != booking for who, booking in self.roster.items() if who not in besides)


def cost_upper_bound(data: AssessmentData, case: Case) -> int:
    """More than one WPA can add to the cost of a roster."""
    weights = data.instance.settings.weights
    minutes = max((data.trip_minutes(trainer, case.school) for trainer in case.seats), default=0)
    seat = weights[Wish.V1] * minutes + weights[Wish.V2] + weights[Wish.V3] + 2 * weights[Wish.V4] + weights[Wish.V5]
    return 2 * seat + weights[Wish.V6] + weights[Wish.V7]


def dominating_price(data: AssessmentData, cases: Sequence[Case]) -> int:
    """The price at which one departure less wins from any saving among these WPAs."""
    return 1 + sum(cost_upper_bound(data, case) for case in cases)
