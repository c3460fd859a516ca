"""Small semesters in one model, proven in every respect. Knows the whole, not its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from instances.solution import AssessmentResult, Proof, Status
from models.assessment.block import Block, BlockResult
from models.assessment.costs import cost, shares_for
from models.assessment.options import Case, Options
from models.assessment.wishes import Balance
from models.search import Control

SMALL = 25  # WPAs; one model proves these within seconds


def solve_exactly(options: Options, cases: Sequence[Case], control: Control) -> AssessmentResult | None:
    """An optimal roster with its proof, or the best that the time allowed; None when that is nothing.

    The fair shares (V2) depend on how many seats are taken, so once the greatest number is known, every
    possible number of WPAs with two assessors is solved apart and the cheapest taken.
    """
    began = control.elapsed
    if not cases:
        return AssessmentResult({}, Proof(Status.OPTIMAL, 0, 0, cost(options, {}), 0.0))
    block = Block(options, cases, {}, Balance(shares_for(options, 0, 0)))
    most = block.solve(control, control.remaining / 2)
    if most.infeasible:
        if not replace(block, presolve=False).solve(control, control.remaining).infeasible:
            return None
        return AssessmentResult(None, Proof(Status.INFEASIBLE, 0, seconds=control.elapsed - began))
    if most.bookings is None:
        return None
    best, count, proven = most.bookings, len(most.bookings), most.optimal
    for two in _numbers_of_two(cases, count) if proven else ():
        found = _with(options, cases, count, two, control)
        proven &= found.optimal or found.infeasible
        if found.bookings is not None and cost(options, found.bookings) < cost(options, best):
            best = found.bookings
    bound = cost(options, best) if proven else None
    status = Status.OPTIMAL if proven else Status.FEASIBLE
    return AssessmentResult(best, Proof(status, most.count_bound, 0, bound, control.elapsed - began))


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
