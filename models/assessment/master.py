"""Prices that make the school-by-school bound large, and one plan per school that fit together.

Dantzig-Wolfe decomposition: every plan a school was found to want is a column; a linear program mixes them
so that nobody is above the fair share (V2) or the maximum (A8) at less cost than necessary, and its dual
values are the next prices, smoothed towards the best so far (Wentges 1997). Knows no slots.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from instances.rulebook import Wish
from models.assessment.bound import PricedSchools
from models.assessment.schools import SCALE, Plan, SchoolBound
from models.search import Control, solve

SMOOTHING = 0.6  # weight of the best prices so far in the next
COARSE, FINE = 0.02, 0.002  # tolerance of the school problems, first and later
GRAIN = 10  # prices are multiples of this: a school none of whose prices moved need not be solved again
PLAN_SECONDS = 6.0


@dataclass
class PlanMaster:
    """``best`` is the largest valid bound so far, ``mixed`` the cost of the best mixture of plans."""

    schools: PricedSchools
    best: int | None = None
    mixed: float | None = None
    rounds: int = 0
    stalled: int = 0
    _plans: dict[str, list[SchoolBound]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.prices: dict[str, int] = dict.fromkeys(self.schools.trainers, 0)
        self.best_prices = dict(self.prices)
        options = self.schools.options
        self.overload = SCALE * options.instance.settings.weights[Wish.V2]
        self.maximum = {t: options.instance.max_wpas(t) for t in self.prices}

    def round(self, control: Control) -> bool:
        """Evaluate the prices and find the next. False when time ran out."""
        tolerance = COARSE if self.rounds < 4 else FINE
        found = self.schools.total(self.prices, control, tolerance)
        if found is None:
            return False
        self.rounds += 1
        for school, plan in found.plans.items():
            if all(plan.plan != known.plan for known in self._plans[school]):
                self._plans[school].append(plan)
        if self.best is None or found.bound > self.best:
            self.best, self.best_prices, self.stalled = found.bound, dict(self.prices), 0
        else:
            self.stalled += 1
        duals = self._duals()
        # after a round that brought nothing, move on towards the dual values, or no new plans come
        keep = SMOOTHING * 0.6**self.stalled
        mixed = {t: keep * self.best_prices[t] + (1 - keep) * duals[t] for t in self.prices}
        self.prices = {t: min(self.schools.cap, GRAIN * round(price / GRAIN)) for t, price in mixed.items()}
        return True

    @property
    def converged(self) -> bool:
        """Is there nothing left to gain from other prices?"""
        if self.best is None or self.mixed is None:
            return False
        return self.mixed - self.best < max(1.0, 0.0005 * self.best) or self.stalled > 8

    def _duals(self) -> dict[str, float]:
        """The price of one WPA of each assessor in the cheapest mixture of the plans so far."""
        model = mathopt.Model()
        shares = self.schools.balance.shares
        rows = {}
        objective: list[mathopt.LinearTypes] = []
        for trainer in self.prices:
            row = rows[trainer] = model.add_linear_constraint(ub=float(shares.get(trainer, 0)))
            above = model.add_variable(lb=0, ub=max(0.0, float(self.maximum[trainer] - shares.get(trainer, 0))))
            beyond = model.add_variable(lb=0)  # the first plans may be more than someone can do
            row.set_coefficient(above, -1)
            row.set_coefficient(beyond, -1)
            objective += [self.overload * above, self.schools.cap * beyond]
        for plans in self._plans.values():
            one = model.add_linear_constraint(lb=1, ub=1)
            for plan in plans:
                column = model.add_variable(lb=0)
                one.set_coefficient(column, 1)
                objective.append(plan.cost * column)
                for trainer, load in plan.loads.items():
                    rows[trainer].set_coefficient(column, load)
        model.minimize(mathopt.fast_sum(objective))
        limit = mathopt.SolveParameters(time_limit=datetime.timedelta(seconds=30))
        result = mathopt.solve(model, mathopt.SolverType.GLOP, params=limit)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return {t: float(price) for t, price in self.best_prices.items()}
        self.mixed = result.objective_value() / SCALE
        values = result.dual_values()
        return {trainer: max(0.0, -values[row]) for trainer, row in rows.items()}

    def plan(self, control: Control) -> Plan | None:
        """One plan per school that fit together in load per day and in all; None when none was found."""
        model = cp_model.CpModel()
        total = cp_model.LinearExpr.sum
        objective: list[cp_model.LinearExprT] = []
        load: dict[str, list[cp_model.LinearExprT]] = defaultdict(list)
        on_day: dict[tuple[str, date], list[cp_model.LinearExprT]] = defaultdict(list)
        chosen: list[tuple[cp_model.IntVar, SchoolBound]] = []
        for plans in self._plans.values():
            literals = []
            for found in plans:
                literal = model.new_bool_var("")
                literals.append(literal)
                chosen.append((literal, found))
                objective.append(found.cost * literal)
                for trainer, count in found.loads.items():
                    load[trainer].append(count * literal)
                for (trainer, day), count in _day_loads(found.plan).items():
                    on_day[trainer, day].append(count * literal)
            model.add_exactly_one(literals)
        for trainer, terms in load.items():
            share = self.schools.balance.shares.get(trainer, 0)
            above = model.new_int_var(0, max(0, self.maximum[trainer] - share), "")
            beyond = model.new_int_var(0, 1000, "")
            model.add(total(terms) - above - beyond <= share)
            objective += [self.overload * above, self.schools.cap * beyond]
        for (trainer, day), terms in on_day.items():
            beyond = model.new_int_var(0, 1000, "")
            model.add(total(terms) - beyond <= self.schools.options.fits_on(trainer, day))
            objective.append(self.schools.cap * beyond)
        model.minimize(total(objective))
        solver, status = solve(
            model, control, seconds=PLAN_SECONDS, num_workers=1, linearization_level=2, relative_gap_limit=0.002
        )
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return {s: seats for literal, f in chosen if solver.boolean_value(literal) for s, seats in f.plan.items()}


def _day_loads(plan: Plan) -> Counter[tuple[str, date]]:
    return Counter((trainer, day) for day, *seats in plan.values() for trainer in seats if trainer is not None)
