"""A valid lower bound on the cost of every complete WPA roster, school by school with prices.

Relaxation: time within a day is dropped, pairs (V6) cost nothing, and schools share assessors freely. What
ties schools together, the workload (V2) and the maxima (A8), is priced: a WPA of assessor a costs its price
p(a) extra in every school, and p(a) times a's fair share comes off the sum. For any prices the result is at
most the cost of any roster (Lagrangian duality); master.py looks for prices that make it large.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import floor

from ortools.sat.python import cp_model

from instances.domain import Slot
from instances.rulebook import Wish
from models.assessment.options import Case, Options
from models.assessment.wishes import Balance
from models.search import Control, solve

SCALE = 100  # prices and costs in hundredths, so that the school models stay exact integers

SCARCITY = 30 * SCALE  # the price of a WPA that somebody at the maximum (A8) cannot do, at most

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


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one set of prices gives: a valid bound (unscaled, rounded up) and a plan per school."""

    bound: int
    plans: Mapping[str, SchoolBound]

    @property
    def loads(self) -> Counter[str]:
        loads: Counter[str] = Counter()
        for found in self.plans.values():
            loads.update(found.loads)
        return loads


class PricedSchools:
    """The school problems of one roster; asked again and again with other prices."""

    def __init__(self, options: Options, cases: Iterable[Case], balance: Balance, skips: int = 0) -> None:
        self.options = options
        self.skips = skips  # cases that every roster asked about leaves out
        self.skip_price: int | None = 0 if skips else None
        overload = SCALE * options.instance.settings.weights[Wish.V2]
        self.cap = overload + SCARCITY  # prices above this are not asked for
        self._last: dict[str, tuple[tuple[object, ...], SchoolBound]] = {}
        self.balance = balance
        self._days: dict[str, list[tuple[date, bool, list[Choice]]]] = {}
        self.schools: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            self.schools[case.school].append(case)

    def set_skip_price(self, price: int) -> None:
        """The price (scaled) of leaving a case out; only for rosters that leave ``skips`` out."""
        if self.skips:
            self.skip_price = price

    @cached_property
    def trainers(self) -> list[str]:
        """Everyone who can take a seat."""
        return sorted({trainer for cases in self.schools.values() for case in cases for trainer in case.seats})

    def total(self, prices: Prices, control: Control, tolerance: float = 0.0) -> Evaluation | None:
        """The bound and the plans for these prices; None when time ran out.

        ``tolerance`` is how far from its optimum a school may be left (0-1); the bound is valid all the same.
        """
        plans: dict[str, SchoolBound] = {}
        for school, cases in self.schools.items():
            found = self._school(school, cases, prices, control, tolerance) if control.remaining > 0 else None
            if found is None:
                return None
            plans[school] = found
        value = sum(found.value for found in plans.values())
        value -= sum(self.rebate(trainer, price) for trainer, price in prices.items())
        value -= self.skips * (self.skip_price or 0)
        return Evaluation(-(-value // SCALE), plans)

    def rebate(self, trainer: str, price: int) -> int:
        """What may at most be paid for within the fair share, and beyond V2's weight within the maximum."""
        overload = SCALE * self.options.instance.settings.weights[Wish.V2]
        share = self.balance.shares.get(trainer, 0)
        if price <= overload:
            return price * share
        return overload * share + (price - overload) * self.options.instance.max_wpas(trainer)

    # -- one school --------------------------------------------------------------------------------

    def _choices(self, school: str, cases: Sequence[Case]) -> list[tuple[date, bool, list[Choice]]]:
        """Per day and pool (True is the field) who can come, at unpriced costs."""
        if school not in self._days:
            by_day: dict[date, dict[str, list[Slot]]] = defaultdict(dict)
            for case in cases:
                for slot in case.slots:
                    by_day[slot.date].setdefault(case.id, []).append(slot)
            self._days[school] = [
                (day, in_field, self._on_day(school, day, cases, slots, in_field))
                for day, slots in sorted(by_day.items())
                for in_field in (True, False)
            ]
        return self._days[school]

    def _on_day(
        self, school: str, day: date, cases: Sequence[Case], slots: Mapping[str, list[Slot]], in_field: bool
    ) -> list[Choice]:
        weights = self.options.instance.settings.weights
        seats: dict[str, dict[str, int]] = defaultdict(dict)
        for case in cases:
            for trainer in case.field if in_field else case.institute:
                usable = [s.id for s in slots.get(case.id, ()) if s.id in self.options.open_slots[trainer]]
                if usable:
                    late = all(slot in self.options.reluctant_slots[trainer] for slot in usable)
                    price = self.options.seat_cost(case, trainer) + weights[Wish.V4] * late
                    seats[trainer][case.id] = SCALE * price
        choices = [
            Choice(
                trainer,
                SCALE * weights[Wish.V1] * self.options.trip_minutes(trainer, school),
                costs,
                self.options.fits_on(trainer, day),
            )
            for trainer, costs in seats.items()
        ]
        return undominated(choices, self.cap)

    def _school(
        self, school: str, cases: Sequence[Case], prices: Prices, control: Control, tolerance: float
    ) -> SchoolBound | None:
        offers = without_copies(
            [
                (day, in_field, undominated(priced(choices, prices)))
                for day, in_field, choices in self._choices(school, cases)
            ],
            len(cases),
        )
        involved = tuple(sorted({(c.trainer, prices.get(c.trainer, 0)) for _, _, found in offers for c in found}))
        question = (involved, self.skip_price, tolerance)
        if school not in self._last or self._last[school][0] != question:
            solved = solve_school(cases, offers, prices, control, self.skip_price, tolerance)
            if solved is None:
                return None
            self._last[school] = (question, solved)
        return self._last[school][1]


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
