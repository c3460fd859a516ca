"""A roster to stay near, at a price for each changed booking, and bounds on what WPAs cost. Knows no model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.waiting import most_quarters


@dataclass(frozen=True, slots=True)
class ChangePenalty:
    """What it costs to leave a roster.

    Attributes:
        roster: Student id to booking.
        price: What each WPA of the roster costs that gets another booking, or none; in units of cost.
        max_changes: How many of them may change at most, those outside a block included; None for any number.
    """

    roster: Assessment
    price: int
    max_changes: int | None = None

    def changed_bookings(self, bookings: Assessment, besides: Collection[str] = ()) -> int:
        """How many WPAs of the roster have not the same booking.

        Args:
            bookings: Another roster.
            besides: Student ids that are not looked at.

        Returns:
            A number of WPAs; who is not scheduled in ``bookings`` counts, who is only there does not.
        """
        return sum(
            bookings.get(student) != booking for student, booking in self.roster.items() if student not in besides
        )


def cost_upper_bound(data: AssessmentData, case: Case) -> int:
    """More than scheduling one WPA can add to the cost of a roster, for two seats and with any pair (V1-V8)."""
    weights = data.instance.settings.weights
    minutes = max((data.trip_minutes(trainer, case.school) for trainer in case.eligible), default=0)
    seat = weights[Wish.V1] * minutes + weights[Wish.V2] + weights[Wish.V3] + 2 * weights[Wish.V4] + weights[Wish.V5]
    seat += weights[Wish.V8] * most_quarters(data)
    return 2 * seat + weights[Wish.V6] + weights[Wish.V7]


def dominating_price(data: AssessmentData, cases: Sequence[Case]) -> int:
    """The price of a change (big-M) at which one change less wins from any saving among these WPAs."""
    return 1 + sum(cost_upper_bound(data, case) for case in cases)
