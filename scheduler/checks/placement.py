"""The verdict on a placement: every rule, every wish, count and shortage. Knows no solver."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Placement
from instances.domain.verdict import Verdict, WishCost
from scheduler.checks.pairs import PAIR_CHECKS, PairChecks, pair_faults
from scheduler.checks.placement_rules import CHECKERS, by_board, known_rows
from scheduler.checks.placement_wishes import WISH_MEASURES

__all__ = ["CHECKERS", "PAIR_CHECKS", "WISH_MEASURES", "PairChecks", "board_shortage", "check_placement", "pair_faults"]


def board_shortage(instance: Instance, placement: Placement) -> dict[str, int]:
    """Name the boards under their minimum, with how many students they are short of it (P4)."""
    placed = by_board(instance, placement)
    short = {board.id: board.min_students - len(placed.get(board.id, ())) for board in instance.boards.values()}
    return {board: missing for board, missing in short.items() if missing > 0}


def check_placement(instance: Instance, placement: Placement, previous: Placement | None = None) -> Verdict:
    """Judge a placement, made by the product or edited by hand, from the instance alone.

    Args:
        instance: The workbook whose rules and weights count.
        placement: Student id to mentor id; may name who is not in the workbook.
        previous: The earlier placement from which changes count (W9); None: W9 is not measured.

    Returns:
        Every violation, not just the first; the cost of every wish; how many rows are known; the boards' shortages.
    """
    weights = instance.settings.weights
    violations = tuple(fault for check in CHECKERS.values() for fault in check(instance, placement))
    amounts: dict[Wish, int] = {
        wish: measure(instance, placement) for wish, measure in WISH_MEASURES.items() if wish is not Wish.W9
    }
    if previous is not None:
        amounts[Wish.W9] = WISH_MEASURES[Wish.W9](instance, placement, previous)
    return Verdict(
        violations=violations,
        wishes={wish: WishCost(wish, weights[wish], amount) for wish, amount in amounts.items()},
        count=len(known_rows(instance, placement)),
        shortage=board_shortage(instance, placement),
    )
