"""A roster to stay near, at a price for each WPA that leaves it. Knows no model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.data.cases import AssessmentData, Case


@dataclass(frozen=True, slots=True)
class ChangePenalty:
    """Each WPA of ``roster`` that gets another booking, or none, costs ``price``; at most ``most`` may."""

    roster: Assessment
    price: int
    most: int | None = None

    def departures(self, bookings: Assessment, besides: Collection[str] = ()) -> int:
        """How many WPAs of the roster are not as they were; those ``besides`` are not looked at."""
        return sum(bookings.get(who) != booking for who, booking in self.roster.items() if who not in besides)


def dearest(options: AssessmentData, case: Case) -> int:
    """More than one WPA can add to the cost of a roster."""
    weights = options.instance.settings.weights
    minutes = max((options.trip_minutes(trainer, case.school) for trainer in case.seats), default=0)
    seat = weights[Wish.V1] * minutes + weights[Wish.V2] + weights[Wish.V3] + 2 * weights[Wish.V4] + weights[Wish.V5]
    return 2 * seat + weights[Wish.V6] + weights[Wish.V7]


def above_all(options: AssessmentData, cases: Sequence[Case]) -> int:
    """The price at which one departure less wins from any saving among these WPAs."""
    return 1 + sum(dearest(options, case) for case in cases)
