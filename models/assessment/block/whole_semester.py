"""Small semesters in one model, proven in every respect. Knows the whole, not its parts."""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.solution import AssessmentResult, Proof, Status
from models.assessment.block.model import Block
from models.assessment.block.solve import solve_with_exact_shares
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.costs import cost
from models.assessment.data.fair_share import fair_shares
from models.search.control import Control


def solve_exactly(data: AssessmentData, cases: Sequence[Case], control: Control) -> AssessmentResult | None:
    """An optimal roster with its proof, or the best that the time allowed; None when that is nothing."""
    began = control.elapsed
    if not cases:
        return AssessmentResult({}, Proof(Status.OPTIMAL, 0, 0, cost(data, {}), 0.0))
    found = solve_with_exact_shares(Block(data, cases, {}, fair_shares(data, set())), control, control.remaining)
    if found.infeasible:
        return AssessmentResult(None, Proof(Status.INFEASIBLE, 0, seconds=control.elapsed - began))
    if found.bookings is None:
        return None
    bound = cost(data, found.bookings) if found.optimal else None
    status = Status.OPTIMAL if found.optimal else Status.FEASIBLE
    return AssessmentResult(found.bookings, Proof(status, found.count_bound, 0, bound, control.elapsed - began))
