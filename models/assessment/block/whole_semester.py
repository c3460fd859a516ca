"""A small semester as one block, proven optimal. Knows no neighbourhood and no column."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from instances.domain.solution import Assessment, AssessmentResult, Proof, Status
from models.assessment.block.exact_shares import solve_with_exact_shares
from models.assessment.block.model import Block
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.costs import cost
from models.assessment.data.fair_share import fair_shares
from models.search.control import Control

NO_ROSTER: Assessment = MappingProxyType({})


def solve_exactly(
    data: AssessmentData, cases: Sequence[Case], control: Control, start: Assessment = NO_ROSTER
) -> AssessmentResult | None:
    """An optimal roster with its proof, or the best that the time allowed.

    Args:
        data: The semester and its placement.
        cases: All WPAs to schedule, at most about ``BLOCK_SETTINGS.exact_wpas``; may be empty.
        control: The time there is.
        start: A roster to start from; may be empty.

    Returns:
        The roster, or the proof that the pinned WPAs cannot be scheduled; None when nothing was found in time.
    """
    began = control.elapsed
    if not cases:
        return AssessmentResult({}, Proof(Status.OPTIMAL, 0, 0, cost(data, {}), 0.0))
    found = solve_with_exact_shares(Block(data, cases, start, fair_shares(data, set())), control, control.remaining)
    if found.infeasible:
        return AssessmentResult(None, Proof(Status.INFEASIBLE, 0, seconds=control.elapsed - began))
    if found.bookings is None:
        return None
    bound = cost(data, found.bookings) if found.optimal else None
    status = Status.OPTIMAL if found.optimal else Status.FEASIBLE
    return AssessmentResult(found.bookings, Proof(status, found.count_bound, 0, bound, control.elapsed - began))
