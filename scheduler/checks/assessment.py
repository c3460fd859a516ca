"""The verdict on a WPA roster: every rule, every wish and the count. Knows no solver."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Placement
from instances.domain.verdict import Verdict, Violation, WishCost
from scheduler.checks.assessment_rows import known_wpas
from scheduler.checks.assessment_rules import CHECKERS
from scheduler.checks.assessment_wishes import WISH_MEASURES
from scheduler.checks.fair_shares import fair_shares
from scheduler.checks.seats import assessor_faults, seat_faults, slot_faults

__all__ = [
    "CHECKERS",
    "WISH_MEASURES",
    "assessor_faults",
    "broken_by_assessment",
    "check_assessment",
    "seat_faults",
    "slot_faults",
]


def broken_by_assessment(instance: Instance, placement: Placement, assessment: Assessment) -> tuple[Violation, ...]:
    """Find what a WPA roster breaks: the rules of ``check_assessment`` without its wishes, which take longer.

    Args:
        instance: The workbook whose rules count.
        placement: Student id to mentor id.
        assessment: Student id to booking.

    Returns:
        Every violation.
    """
    return tuple(fault for check in CHECKERS.values() for fault in check(instance, placement, assessment))


def check_assessment(
    instance: Instance, placement: Placement, assessment: Assessment, previous: Assessment | None = None
) -> Verdict:
    """Judge a WPA roster on its placement, made by the product or edited by hand, from the instance alone.

    Args:
        instance: The workbook whose rules and weights count.
        placement: Student id to mentor id.
        assessment: Student id to booking; may name who is not in the workbook.
        previous: The earlier WPA roster from which changes count (V7); None: V7 is not measured.

    Returns:
        Every violation, not just the first; the cost of every wish; how many rows are known; everyone's fair share. No
        board is ever short.
    """
    weights = instance.settings.weights
    amounts: dict[Wish, int] = {
        wish: measure(instance, placement, assessment) for wish, measure in WISH_MEASURES.items() if wish is not Wish.V7
    }
    if previous is not None:
        amounts[Wish.V7] = WISH_MEASURES[Wish.V7](instance, placement, assessment, previous)
    return Verdict(
        violations=broken_by_assessment(instance, placement, assessment),
        wishes={wish: WishCost(wish, weights[wish], amount) for wish, amount in amounts.items()},
        count=len(known_wpas(instance, placement, assessment)),
        shortage={},
        fair_shares=fair_shares(instance, placement, assessment),
    )
