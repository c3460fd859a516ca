"""One school alone: which days and assessors cost least. Knows no slots and no other school.

Time within a day is dropped and pairs (V6) cost nothing, so the optimum is a lower bound on what the school
costs in any roster, and its plan is a good start for one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from ortools.sat.python import cp_model

from instances.domain import Slot
from instances.rulebook import Wish
from models.assessment.options import Case, Options
from models.search import Control, solve

SECONDS = 10.0  # for one school; its bound is valid then too, only less sharp
SCALE = 100  # prices and costs in hundredths, so that the school models stay exact integers

Prices = Mapping[str, int]
"""Trainer id to the price of one WPA, in hundredths, from 0 to ``PricedSchools.cap``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One assessor a school can get on one day: ``trip`` once, ``seats`` per case; scaled costs."""

    trainer: str
    trip: int
    seats: Mapping[str, int]
    capacity: int


Plan = dict[str, tuple[date, str, str | None]]
"""Student id to day, field assessor and institute assessor."""


@dataclass(frozen=True, slots=True)
class SchoolBound:
    """``value`` is a valid lower bound (scaled, priced); ``plan`` is the roster found, at its unpriced ``cost``."""

    value: int
    cost: int
    plan: Plan

    @property
    def loads(self) -> Counter[str]:
        """WPAs per assessor in the plan."""
        return Counter(trainer for _, *seats in self.plan.values() for trainer in seats if trainer is not None)


def day_choices(
    options: Options,
    school: str,
    day: date,
    cases: Sequence[Case],
    slots: Mapping[str, list[Slot]],
    in_field: bool,
    free: Mapping[str, Collection[str]],
) -> list[Choice]:
    """Who can take a seat of one pool at the school that day, at unpriced costs.

    ``slots`` are the slots of each WPA that day, ``free`` the slots of each trainer; who has none is passed over.
    """
    weights = options.instance.settings.weights
    seats: dict[str, dict[str, int]] = defaultdict(dict)
    for case in cases:
        for trainer in case.field if in_field else case.institute:
            mine = free.get(trainer, ())
            usable = [slot.id for slot in slots.get(case.id, ()) if slot.id in mine]
            if usable:
                late = all(slot in options.reluctant_slots[trainer] for slot in usable)
                seats[trainer][case.id] = SCALE * (options.seat_cost(case, trainer) + weights[Wish.V4] * late)
    return [
        Choice(
            trainer,
            SCALE * weights[Wish.V1] * options.trip_minutes(trainer, school),
            costs,
            options.fits_on(trainer, day),
        )
        for trainer, costs in seats.items()
    ]


def priced(choices: Iterable[Choice], prices: Prices) -> list[Choice]:
    return [
        Choice(c.trainer, c.trip, {case: cost + prices.get(c.trainer, 0) for case, cost in c.seats.items()}, c.capacity)
        for c in choices
    ]


def undominated(choices: Sequence[Choice], cap: int = 0) -> list[Choice]:
    """Leave out whose WPAs of the day can always go to others who are never dearer.

    Who is left out has replacements with together room for every WPA of the day, each with at least the same
    capacity: if one of them does not come yet, that one takes over everything; if all come, the room they
    have left is enough. With a ``cap`` the replacements stay cheaper even when each of their seats costs
    that much more: such a choice need not be looked at whatever the prices are.
    """
    students = {case for choice in choices for case in choice.seats}
    kept: list[Choice] = []
    for choice in sorted(choices, key=lambda c: (c.trip, -len(c.seats), sum(c.seats.values()), c.trainer)):
        room = 0
        for other in kept:
            if other.capacity >= min(choice.capacity, len(students)) and _replaces(other, choice, cap):
                room += other.capacity
                if room >= len(students):
                    break
        else:
            kept.append(choice)
    return kept


def _replaces(other: Choice, choice: Choice, cap: int) -> bool:
    room = choice.trip - other.trip
    for case, cost in choice.seats.items():
        instead = other.seats.get(case)
        if instead is None:
            return False
        room -= max(0, instead + cap - cost)
        if room < 0:
            return False
    return True


Offer = tuple[date, bool, list[Choice]]
"""A day, whether for the field seat, and who can come."""


def without_copies(offers: Sequence[Offer], cases: int) -> list[Offer]:
    """Leave out a day when another offers everything it does, with room for all WPAs of the school at once.

    A roster that uses the lesser day can move all its WPAs to the better day, with the same assessors, at no
    extra cost: trips are paid once, and capacity is enough for every WPA of the school together.
    """
    days: dict[date, dict[bool, dict[str, Choice]]] = defaultdict(dict)
    for day, in_field, choices in offers:
        days[day][in_field] = {choice.trainer: choice for choice in choices}
    kept: list[date] = []
    for day in sorted(days, key=lambda d: (-sum(len(c.seats) for o in days[d].values() for c in o.values()), d)):
        if not any(_offers_all(days[other], days[day], cases) for other in kept):
            kept.append(day)
    return [offer for offer in offers if offer[0] in kept]


def _offers_all(better: Mapping[bool, dict[str, Choice]], lesser: Mapping[bool, dict[str, Choice]], cases: int) -> bool:
    for in_field, choices in lesser.items():
        for trainer, choice in choices.items():
            same = better.get(in_field, {}).get(trainer)
            if same is None or same.capacity < cases or same.trip > choice.trip:
                return False
            if any(same.seats.get(case, cost + 1) > cost for case, cost in choice.seats.items()):
                return False
    return True


def solve_school(
    cases: Sequence[Case],
    offers: Sequence[Offer],
    prices: Prices,
    control: Control,
    skip_price: int | None = None,
    tolerance: float = 0.0,
) -> SchoolBound | None:
    """The cheapest days and assessors for one school alone, each WPA on one of its days or left out at a price."""
    model = cp_model.CpModel()
    total = cp_model.LinearExpr.sum
    seats: dict[tuple[str, date, bool], list[tuple[str, cp_model.IntVar]]] = defaultdict(list)
    objective: list[cp_model.LinearExprT] = []
    for day, in_field, choices in offers:
        for choice in choices:
            trip = model.new_bool_var("")
            objective.append(choice.trip * trip)
            mine = []
            for student, cost in choice.seats.items():
                seat = model.new_bool_var("")
                model.add_implication(seat, trip)
                objective.append(cost * seat)
                seats[student, day, in_field].append((choice.trainer, seat))
                mine.append(seat)
            if len(mine) > choice.capacity:
                model.add(total(mine) <= choice.capacity * trip)
    held: dict[tuple[str, date], cp_model.IntVar] = {}
    for case in cases:
        days = {day: model.new_bool_var("") for day in sorted({day for (who, day, _) in seats if who == case.id})}
        skipped = model.new_bool_var("")
        model.add_exactly_one([*days.values(), skipped])
        if skip_price is None:
            model.add(skipped == 0)
        else:
            objective.append(skip_price * skipped)
        for day, chosen in days.items():
            held[case.id, day] = chosen
            for in_field in (True, False) if case.two else (True,):
                model.add(total([seat for _, seat in seats[case.id, day, in_field]]) == chosen)
    model.minimize(total(objective))
    solver, status = solve(
        model,
        control,
        seconds=SECONDS,
        num_workers=1,
        linearization_level=2,
        cut_level=0,
        relative_gap_limit=tolerance,
        max_presolve_iterations=1,
    )
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    plan: Plan = {}
    for (student, day), chosen in held.items():
        if solver.boolean_value(chosen):
            takers = [
                next((t for t, seat in seats.get((student, day, pool), ()) if solver.boolean_value(seat)), None)
                for pool in (True, False)
            ]
            assert takers[0] is not None
            plan[student] = (day, takers[0], takers[1])
    paid = sum(prices.get(t, 0) for _, *who in plan.values() for t in who if t is not None)
    cost = round(solver.objective_value) - paid - (skip_price or 0) * (len(cases) - len(plan))
    return SchoolBound(floor(solver.best_objective_bound + 1e-6), cost, plan)
