"""The verdict on a WPA roster: every rule, every wish and the count. Knows no solver."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Placement
from instances.domain.verdict import Verdict, WishCost
from scheduler.checks.assessment_rows import known_wpas
from scheduler.checks.assessment_rules import CHECKERS
from scheduler.checks.assessment_wishes import WISH_MEASURES
from scheduler.checks.seats import assessor_faults, seat_faults, slot_faults

__all__ = ["CHECKERS", "WISH_MEASURES", "assessor_faults", "check_assessment", "seat_faults", "slot_faults"]


def check_assessment(
    instance: Instance, placement: Placement, assessment: Assessment, previous: Assessment | None = None
) -> Verdict:
    """Judge a WPA roster on its placement, made by the product or edited by hand, from the instance alone.

    Every violation is listed, not just the first. V7 is only measured against a ``previous`` roster.
    """
    weights = instance.settings.weights
    violations = tuple(fault for check in CHECKERS.values() for fault in check(instance, placement, assessment))
    amounts: dict[Wish, int] = {
        wish: measure(instance, placement, assessment) for wish, measure in WISH_MEASURES.items() if wish is not Wish.V7
    }
    if previous is not None:
        amounts[Wish.V7] = WISH_MEASURES[Wish.V7](instance, placement, assessment, previous)
    return Verdict(
        violations=violations,
        wishes={wish: WishCost(wish, weights[wish], amount) for wish, amount in amounts.items()},
        count=len(known_wpas(instance, placement, assessment)),
        shortage={},
    )
