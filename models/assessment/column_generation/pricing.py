"""The pricing problem of one school: days and assessors at the least reduced cost. Knows no slots, no other school.

Time within a day is dropped and pairs (V6) cost nothing, so the optimum is a lower bound on what the school
costs in any roster, and its column is a good start for one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import NamedTuple

from ortools.sat.python import cp_model

from models.assessment.column_generation.day_pools import DayPool
from models.assessment.column_generation.dual_prices import ZERO_PRICE, DualPrices, price_of, total_price
from models.assessment.column_generation.settings import PRICING_SETTINGS
from models.assessment.data.cases import Case
from models.search.control import Control, solve


class DayBooking(NamedTuple):
    """One WPA of a column: a day and assessors, the slot still open."""

    day: date
    field: str
    institute: str | None

    @property
    def assessors(self) -> tuple[str, ...]:
        """One or two trainer ids, the field's first."""
        return (self.field,) if self.institute is None else (self.field, self.institute)


DayBookings = dict[str, DayBooking]
"""Student id to day and assessors; who is absent is not scheduled."""


@dataclass(frozen=True, slots=True)
class PricedColumn:
    """A column of the restricted master, with what the pricing problem proved when it was found.

    Attributes:
        bound: Valid lower bound on the pricing problem at the dual prices it was solved at, scaled.
        cost: Scaled cost of the bookings without dual prices: trips and seats (V1, V3, V4, V5).
        bookings: The column itself; empty where none was found.
    """

    bound: int
    cost: int
    bookings: DayBookings

    @property
    def loads(self) -> Counter[str]:
        """Trainer id to WPAs in the column."""
        return Counter(trainer for booking in self.bookings.values() for trainer in booking.assessors)


@dataclass(frozen=True)
class PricingModel:
    """The CP-SAT model of one school, with what can be asked of its variables.

    Attributes:
        model: The model with its objective.
        seats: (student, day, in_field) to the assessors who may take the seat, each with a variable.
        assigned: (student, day) to the variable that the WPA is that day.
        unary_load: Trainer id to variables of which the j-th (from 0) is 1 when the trainer takes more than j WPAs;
            only for whom the dual price differs by number, or for everyone when ``counted``.
        objective: Scaled cost with dual prices.
    """

    model: cp_model.CpModel
    seats: Mapping[tuple[str, date, bool], list[tuple[str, cp_model.IntVar]]]
    assigned: Mapping[tuple[str, date], cp_model.IntVar]
    unary_load: Mapping[str, list[cp_model.IntVar]]
    objective: cp_model.LinearExprT

    def bookings(self, solver: cp_model.CpSolver) -> DayBookings:
        """Days and assessors of the solution that the solver found."""
        found: DayBookings = {}
        for (student, day), chosen in self.assigned.items():
            if solver.boolean_value(chosen):
                field, institute = (self._taker(student, day, in_field, solver) for in_field in (True, False))
                assert field is not None
                found[student] = DayBooking(day, field, institute)
        return found

    def _taker(self, student: str, day: date, in_field: bool, solver: cp_model.CpSolver) -> str | None:
        seats = self.seats.get((student, day, in_field), ())
        return next((trainer for trainer, seat in seats if solver.boolean_value(seat)), None)


def pricing_model(
    cases: Sequence[Case],
    pools: Sequence[DayPool],
    prices: DualPrices,
    unscheduled_price: int | None = None,
    counted: bool = False,
) -> PricingModel:
    """Days and assessors for one school alone, each WPA on one of its days or unscheduled at a price.

    Args:
        cases: The WPAs of the school.
        pools: Who can come on which day; a WPA is possible on a day when its pools leave it seats.
        prices: Scaled dual prices per assessor.
        unscheduled_price: Scaled dual price of leaving one WPA unscheduled; None forbids it.
        counted: Make variables for everyone's load, also where the price does not depend on it.

    Returns:
        The model, ready to be solved.
    """
    model = cp_model.CpModel()
    total = cp_model.LinearExpr.sum
    seats: dict[tuple[str, date, bool], list[tuple[str, cp_model.IntVar]]] = defaultdict(list)
    taken: dict[str, list[cp_model.IntVar]] = defaultdict(list)
    terms: list[cp_model.LinearExprT] = []
    for day, in_field, assessors in pools:
        for assessor in assessors:
            trip = model.new_bool_var("")
            terms.append(assessor.trip_cost * trip)
            mine = []
            for student, cost in assessor.seat_costs.items():
                seat = model.new_bool_var("")
                model.add_implication(seat, trip)
                terms.append(cost * seat)
                seats[student, day, in_field].append((assessor.trainer, seat))
                mine.append(seat)
            taken[assessor.trainer] += mine
            if len(mine) > assessor.capacity:
                model.add(total(mine) <= assessor.capacity * trip)
    unary_load: dict[str, list[cp_model.IntVar]] = {}
    for trainer, mine in taken.items():
        price_list = prices.get(trainer, ZERO_PRICE)
        if len(set(price_list[: len(cases)])) == 1 and not counted:
            terms.append(price_list[0] * total(mine))
            continue
        unary_load[trainer] = [model.new_bool_var("") for _ in cases]
        model.add(total(mine) == total(unary_load[trainer]))
        for more, fewer in zip(unary_load[trainer][1:], unary_load[trainer], strict=False):
            model.add_implication(more, fewer)
        terms += [price_of(price_list, j) * more for j, more in enumerate(unary_load[trainer], 1)]
    assigned: dict[tuple[str, date], cp_model.IntVar] = {}
    for case in cases:
        days = {
            day: model.new_bool_var("") for day in sorted({day for (student, day, _) in seats if student == case.id})
        }
        unscheduled = model.new_bool_var("")
        model.add_exactly_one([*days.values(), unscheduled])
        if unscheduled_price is None:
            model.add(unscheduled == 0)
        else:
            terms.append(unscheduled_price * unscheduled)
        for day, chosen in days.items():
            assigned[case.id, day] = chosen
            for in_field in (True, False) if case.two else (True,):
                model.add(total([seat for _, seat in seats[case.id, day, in_field]]) == chosen)
    objective = total(terms)
    model.minimize(objective)
    return PricingModel(model, seats, assigned, unary_load, objective)


def solve_pricing(
    cases: Sequence[Case],
    pools: Sequence[DayPool],
    prices: DualPrices,
    control: Control,
    unscheduled_price: int | None = None,
    tolerance: float = 0.0,
    seconds: float = PRICING_SETTINGS.seconds,
) -> PricedColumn | None:
    """The column of least reduced cost for one school.

    Args:
        cases: The WPAs of the school.
        pools: Who can come on which day.
        prices: Scaled dual prices per assessor.
        control: Time and stop button.
        unscheduled_price: Scaled dual price of leaving one WPA unscheduled; None forbids it.
        tolerance: Relative gap (0-1) that is good enough; the bound is valid whatever it is.
        seconds: Limit for this school.

    Returns:
        The column with its bound; without bookings where none was found though there was time: then the bound is what
        is known. None when the time ran out.
    """
    pricing = pricing_model(cases, pools, prices, unscheduled_price)
    solver, status = solve(
        pricing.model,
        control,
        seconds=seconds,
        num_workers=1,
        linearization_level=2,
        cut_level=0,
        relative_gap_limit=tolerance,
        max_presolve_iterations=1,
    )
    if status == cp_model.UNKNOWN and control.remaining > 0:
        return PricedColumn(max(0, floor(solver.best_objective_bound + 1e-6)), 0, {})
    if status == cp_model.INFEASIBLE:
        return PricedColumn(0, 0, {})
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    bookings = pricing.bookings(solver)
    unscheduled = len(cases) - len(bookings)
    return priced_column(bookings, solver, prices, (unscheduled_price or 0) * unscheduled)


def priced_column(
    bookings: DayBookings, solver: cp_model.CpSolver, prices: DualPrices, unscheduled_cost: int = 0
) -> PricedColumn:
    """The column of a solution: its cost is the objective without what was paid by dual price.

    Args:
        bookings: Days and assessors of the solution.
        solver: Has its objective value and the bound on it.
        prices: The scaled dual prices in the objective.
        unscheduled_cost: What the objective has for WPAs left unscheduled (scaled).

    Returns:
        The column with its bound.
    """
    column = PricedColumn(floor(solver.best_objective_bound + 1e-6), 0, bookings)
    paid = sum(total_price(prices.get(trainer, ZERO_PRICE), count) for trainer, count in column.loads.items())
    return PricedColumn(column.bound, round(solver.objective_value) - paid - unscheduled_cost, bookings)
