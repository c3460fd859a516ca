"""A block with the fair shares (V2) that follow from how many of its WPAs are scheduled. Knows no neighbourhood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from instances.domain.solution import Assessment, Booking
from models.assessment.block.model import Block, BlockResult
from models.assessment.block.restrictions import Counts
from models.assessment.data.costs import cost
from models.assessment.data.fair_share import FairShares, shares_for_seats
from models.assessment.data.fixed_part import outside
from models.search.control import Control


def solve_with_exact_shares(block: Block, control: Control, seconds: float) -> BlockResult:
    """As ``Block.solve``; ``optimal`` holds for the cost of the whole roster with everyone else as they are.

    The shares depend on how many seats are taken. So if not all WPAs of the block can be scheduled, every possible
    number of WPAs with two assessors is solved apart and the best taken. What seems infeasible is asked a second time
    without presolve (or-tools issue 5274).

    Args:
        block: What to solve; its shares are replaced.
        control: The clock and the stop button.
        seconds: What it may take at most, in all.

    Returns:
        The best bookings of the block. ``value`` is that of the first block solved.
    """
    ends = control.elapsed + seconds
    two = sum(case.two for case in block.cases)
    first = _checked(replace(block, shares=_shares(block, len(block.cases), two)), control, seconds)
    if first.bookings is None or len(first.bookings) == len(block.cases):
        return first
    best, count, proven = first.bookings, len(first.bookings), first.optimal
    for number in _numbers_of_two(block, count) if proven else ():
        counted = replace(block.restrictions, counts=Counts(count, number))
        asked = replace(block, shares=_shares(block, count, number), restrictions=counted)
        found = _checked(asked, control, max(0.0, ends - control.elapsed))
        proven &= found.optimal or found.infeasible
        if found.bookings is not None and penalised_cost(block, found.bookings) < penalised_cost(block, best):
            best = found.bookings
    return replace(first, bookings=best, optimal=proven)


def whole_roster(block: Block, bookings: Assessment) -> dict[str, Booking]:
    """The bookings of everyone outside the block as they are, and these.

    Args:
        block: Says who is inside, and the roster so far.
        bookings: Student id to booking, of WPAs in the block.

    Returns:
        Student id to booking.
    """
    return {**outside(block.bookings, (case.id for case in block.cases)), **bookings}


def penalised_cost(block: Block, bookings: Assessment) -> int:
    """The cost of the whole roster with these bookings in the block, changed bookings at their price included.

    Args:
        block: The others, and the change penalty if any.
        bookings: Student id to booking, of WPAs in the block.

    Returns:
        A cost; WPAs that are not scheduled cost nothing here.
    """
    whole, penalty = whole_roster(block, bookings), block.change_penalty
    changed = 0 if penalty is None else penalty.price * penalty.changed_bookings(whole)
    return cost(block.data, whole) + changed


def _checked(block: Block, control: Control, seconds: float) -> BlockResult:
    found = block.solve(control, seconds)
    return replace(block, presolve=False).solve(control, seconds) if found.infeasible else found


def _shares(block: Block, count: int, two: int) -> FairShares:
    """The shares when so many WPAs of the block are scheduled, of which so many have two assessors."""
    fixed = outside(block.bookings, (case.id for case in block.cases))
    fixed_two = sum(block.data.cases[student].two for student in fixed)
    return shares_for_seats(block.data, len(fixed) + count, fixed_two + two)


def _numbers_of_two(block: Block, count: int) -> Collection[int]:
    """How many of ``count`` WPAs of the block can have two assessors."""
    two = sum(case.two for case in block.cases)
    return range(max(0, count - (len(block.cases) - two)), min(two, count) + 1)
