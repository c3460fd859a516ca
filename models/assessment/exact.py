"""Small semesters in one model, proven in every respect. Knows the whole, not its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from instances.solution import AssessmentResult, Booking, Proof, Status
from models.assessment.block import Block, BlockResult
from models.assessment.costs import cost, shares_for
from models.assessment.options import Case, Options
from models.assessment.wishes import Balance
from models.search import Control

SMALL = 25  # WPAs; one model proves these within seconds


def solve_exactly(options: Options, cases: Sequence[Case], control: Control) -> AssessmentResult | None:
    """An optimal roster with its proof; None when the time ran out first.

    The fair shares (V2) depend on how many seats are taken, so once the greatest number is known, every
    possible number of WPAs with two assessors is solved apart and the cheapest taken.
    """
    began = control.elapsed
    if not cases:
        return AssessmentResult({}, Proof(Status.OPTIMAL, 0, 0, cost(options, {}), 0.0))
    most = Block(options, cases, {}, Balance(shares_for(options, 0, 0))).solve(control, control.remaining / 2)
    if most.infeasible:
        again = Block(options, cases, {}, Balance(shares_for(options, 0, 0)), presolve=False)
        if not again.solve(control, control.remaining).infeasible:
            return None
        return AssessmentResult(None, Proof(Status.INFEASIBLE, 0, seconds=control.elapsed - began))
    if most.bookings is None or not most.optimal:
        return None
    count = len(most.bookings)
    best: dict[str, Booking] | None = None
    for two in _numbers_of_two(cases, count):
        found = _with(options, cases, count, two, control)
        if found.infeasible:
            continue
        if found.bookings is None or not found.optimal:
            return None
        if best is None or cost(options, found.bookings) < cost(options, best):
            best = found.bookings
    if best is None:
        return None
    return AssessmentResult(best, Proof(Status.OPTIMAL, count, 0, cost(options, best), control.elapsed - began))


def _numbers_of_two(cases: Sequence[Case], count: int) -> range:
    two = sum(case.two for case in cases)
    return range(max(0, count - (len(cases) - two)), min(two, count) + 1)


def _with(options: Options, cases: Sequence[Case], count: int, two: int, control: Control) -> BlockResult:
    balance = Balance(shares_for(options, count, two))
    block = Block(options, cases, {}, balance, quotas=(count, two))
    found = block.solve(control, control.remaining)
    if found.infeasible:  # a false one (or-tools 5274) would make the proof of the others false
        found = replace(block, presolve=False).solve(control, control.remaining)
    return found
