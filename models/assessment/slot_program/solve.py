"""How many WPAs can be held, and what so many cost at least: the program solved by HiGHS.

Measured on eight boards with four moments on four to six days and few assessors: the number in at most 7 s, the least
cost but for V6 and V8 in at most 21 s, where CP-SAT on half days with slot cuts proves neither. Source: decision 37.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from instances.domain.solution import Assessment, Booking
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.slot_program.costs import cost_terms
from models.assessment.slot_program.rules import SlotProgram
from models.assessment.slot_program.settings import SLOT_PROGRAM_SETTINGS
from models.search.control import Control
from models.search.mathopt import solve_linear


@dataclass(frozen=True, slots=True)
class SlotProgramResult:
    """What a program found.

    Attributes:
        bookings: Student id to booking; None where nothing was found.
        bound: No roster has more WPAs, or of so many WPAs costs less; None where nothing is known.
    """

    bookings: dict[str, Booking] | None
    bound: int | None


def fits(data: AssessmentData, cases: Sequence[Case], most: int) -> bool:
    """Whether the program for these WPAs has about so many variables at most; counts no further than that."""
    size = 0
    for case in cases:
        for slot in case.slots:
            size += 1 + sum(slot.id in data.open_slots[trainer] for trainer in case.eligible)
            if size > most:
                return False
    return True


def most_wpas(data: AssessmentData, cases: Sequence[Case], control: Control, seconds: float) -> SlotProgramResult:
    """As many WPAs as can be, with slots and assessors, whatever they cost.

    Args:
        data: Rules and limits.
        cases: All WPAs that should be scheduled.
        control: The clock and the stop button.
        seconds: At most.

    Returns:
        A roster that keeps to all rules, and a valid bound on the number.
    """
    program = SlotProgram(data, cases)
    program.model.maximize(mathopt.fast_sum(program.at.values()))
    result = _solve(program, control, seconds, None)
    dual = result.termination.objective_bounds.dual_bound
    bound = math.floor(dual + SLOT_PROGRAM_SETTINGS.rounding) if math.isfinite(dual) else len(cases)
    return SlotProgramResult(_bookings(program, result), min(len(cases), bound))


def cheapest(
    data: AssessmentData, cases: Sequence[Case], count: int, start: Assessment, control: Control, seconds: float
) -> SlotProgramResult:
    """A roster of so many WPAs at the least cost, but for pairs (V6) and some of the waiting on the way (V8).

    Args:
        data: Rules, limits and costs; not of a semester that is replanned.
        cases: All WPAs that should be scheduled.
        count: How many of them are; no more can be.
        start: A roster of so many.
        control: The clock and the stop button.
        seconds: At most.

    Returns:
        A roster that keeps to all rules, and a valid bound on the cost of every roster of ``count`` WPAs.
    """
    program = SlotProgram(data, cases)
    program.model.add_linear_constraint(mathopt.fast_sum(program.at.values()) >= count)
    program.model.minimize(mathopt.fast_sum(cost_terms(program, count)))
    result = _solve(program, control, seconds, program.hint(start))
    dual = result.termination.objective_bounds.dual_bound
    bound = max(0, math.ceil(dual - SLOT_PROGRAM_SETTINGS.rounding)) if math.isfinite(dual) else None
    return SlotProgramResult(_bookings(program, result), bound)


def _solve(
    program: SlotProgram, control: Control, seconds: float, start: mathopt.ModelSolveParameters | None
) -> mathopt.SolveResult:
    return solve_linear(
        program.model,
        control,
        seconds=seconds,
        solver=mathopt.SolverType.HIGHS,
        parameters=mathopt.SolveParameters(
            absolute_gap_tolerance=SLOT_PROGRAM_SETTINGS.gap, relative_gap_tolerance=0.0
        ),
        start=start,
    )


def _bookings(program: SlotProgram, result: mathopt.SolveResult) -> dict[str, Booking] | None:
    return program.bookings(result) if result.has_primal_feasible_solution() else None
