"""A valid lower bound on the cost of every complete WPA roster, school by school with prices.

Relaxation: time within a day is dropped, pairs (V6) cost nothing, and schools share assessors freely. What
ties schools together, the workload (V2) and the maxima (A8), is priced: a WPA of assessor a costs its price
p(a) extra in every school, and p(a) times a's fair share comes off the sum. For any prices the result is at
most the cost of any roster (Lagrangian duality); subgradient steps look for prices that make it large.
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

Prices = Mapping[str, int]
"""Trainer id to the price of one WPA, in hundredths, at least 0."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One assessor a school can get on one day: ``trip`` once, ``seats`` per case; scaled costs."""

    trainer: str
    trip: int
    seats: Mapping[str, int]
    capacity: int


@dataclass(frozen=True, slots=True)
class SchoolBound:
    """``value`` is a valid lower bound (scaled); ``loads`` are the WPAs per assessor in the roster found."""

    value: int
    loads: Counter[str]


class PricedSchools:
    """The school problems of one roster; asked again and again with other prices."""

    def __init__(self, options: Options, cases: Iterable[Case], balance: Balance, skips: int = 0) -> None:
        self.options = options
        self.skips = skips  # cases that every roster asked about leaves out
        self.skip_price: int | None = 0 if skips else None
        self.balance = balance
        self._days: dict[str, list[tuple[date, bool, list[Choice]]]] = {}
        self.schools: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            self.schools[case.school].append(case)
        self._values: dict[tuple[str, tuple[tuple[str, int], ...]], SchoolBound] = {}

    def set_skip_price(self, price: int) -> None:
        """The price (scaled) of leaving a case out; only for rosters that leave ``skips`` out."""
        if self.skips and price != self.skip_price:
            self.skip_price = price
            self._values.clear()

    @cached_property
    def trainers(self) -> list[str]:
        """Everyone who can take a seat."""
        return sorted({trainer for cases in self.schools.values() for case in cases for trainer in case.seats})

    def total(self, prices: Prices, control: Control) -> tuple[int, Counter[str]] | None:
        """The bound (unscaled, rounded up) and the loads for these prices; None when time ran out."""
        value, loads = 0, Counter[str]()
        for school, cases in self.schools.items():
            if control.remaining <= 0:
                return None
            found = self._school(school, cases, prices, control)
            if found is None:
                return None
            value += found.value
            loads.update(found.loads)
        for trainer, price in prices.items():
            value -= self.rebate(trainer, price)
        value -= self.skips * (self.skip_price or 0)
        return -(-value // SCALE), loads

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
        return [
            Choice(
                trainer,
                SCALE * weights[Wish.V1] * self.options.trip_minutes(trainer, school),
                costs,
                self.options.fits_on(trainer, day),
            )
            for trainer, costs in seats.items()
        ]

    def _school(self, school: str, cases: Sequence[Case], prices: Prices, control: Control) -> SchoolBound | None:
        offers = without_copies(
            [
                (day, in_field, undominated(priced(choices, prices)))
                for day, in_field, choices in self._choices(school, cases)
            ],
            len(cases),
        )
        involved = tuple(sorted({(c.trainer, prices.get(c.trainer, 0)) for _, _, found in offers for c in found}))
        if (school, involved) not in self._values:
            solved = solve_school(cases, offers, control, self.skip_price)
            if solved is None:
                return None
            self._values[school, involved] = solved
        return self._values[school, involved]


def priced(choices: Iterable[Choice], prices: Prices) -> list[Choice]:
    return [
        Choice(c.trainer, c.trip, {case: cost + prices.get(c.trainer, 0) for case, cost in c.seats.items()}, c.capacity)
        for c in choices
    ]


def undominated(choices: Sequence[Choice]) -> list[Choice]:
    """Leave out who can be replaced, for all WPAs of the day at once, by someone who is never dearer."""
    students = {case for choice in choices for case in choice.seats}
    kept: list[Choice] = []
    for choice in sorted(choices, key=lambda c: (c.trip, -len(c.seats), sum(c.seats.values()), c.trainer)):
        if not any(
            other.capacity >= len(students)
            and all(other.seats.get(case, cost + 1) <= cost for case, cost in choice.seats.items())
            for other in kept
        ):
            kept.append(choice)
    return kept


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
    control: Control,
    skip_price: int | None = None,
) -> SchoolBound | None:
    """The cheapest days and assessors for one school alone, each WPA on one of its days or left out at a price."""
    model = cp_model.CpModel()
    total = cp_model.LinearExpr.sum
    takes: dict[tuple[str, date, bool], list[cp_model.IntVar]] = defaultdict(list)
    objective: list[cp_model.LinearExprT] = []
    taken: list[tuple[str, cp_model.IntVar]] = []
    for day, in_field, choices in offers:
        for choice in choices:
            trip = model.new_bool_var("")
            objective.append(choice.trip * trip)
            mine = []
            for student, cost in choice.seats.items():
                seat = model.new_bool_var("")
                model.add_implication(seat, trip)
                objective.append(cost * seat)
                takes[student, day, in_field].append(seat)
                taken.append((choice.trainer, seat))
                mine.append(seat)
            if len(mine) > choice.capacity:
                model.add(total(mine) <= choice.capacity * trip)
    for case in cases:
        days = sorted({day for (who, day, _) in takes if who == case.id})
        held = {day: model.new_bool_var("") for day in days}
        skipped = model.new_bool_var("")
        model.add_exactly_one([*held.values(), skipped])
        if skip_price is None:
            model.add(skipped == 0)
        else:
            objective.append(skip_price * skipped)
        for day, chosen in held.items():
            model.add(total(takes[case.id, day, True]) == chosen)
            if case.two:
                model.add(total(takes[case.id, day, False]) == chosen)
    model.minimize(total(objective))
    solver, status = solve(model, control, num_workers=1, linearization_level=2, cut_level=0)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    loads = Counter(trainer for trainer, seat in taken if solver.boolean_value(seat))
    return SchoolBound(floor(solver.best_objective_bound + 1e-6), loads)


@dataclass
class Subgradient:
    """Moves the prices towards a larger bound; ``best`` is the largest valid bound so far."""

    schools: PricedSchools
    step: float = 1.0
    best: int | None = None

    def __post_init__(self) -> None:
        self.prices: dict[str, int] = dict.fromkeys(self.schools.trainers, 0)
        self.best_prices = dict(self.prices)
        self._stalled = 0

    def round(self, target: int, control: Control) -> bool:
        """One evaluation and one step; ``target`` is the cost to reach. False when time ran out."""
        found = self.schools.total(self.prices, control)
        if found is None:
            return False
        value, loads = found
        if self.best is None or value > self.best:
            self.best, self.best_prices, self._stalled = value, dict(self.prices), 0
        else:
            self._stalled += 1
            if self._stalled >= 3:
                self.step, self._stalled = self.step / 2, 0
                self.prices = dict(self.best_prices)
        self._move(loads, target - value)
        return True

    def _move(self, loads: Counter[str], gap: int) -> None:
        overload = SCALE * self.schools.options.instance.settings.weights[Wish.V2]
        slope = {}
        for trainer, price in self.prices.items():
            limit = self.schools.balance.shares.get(trainer, 0)
            if price >= overload:
                limit = self.schools.options.instance.max_wpas(trainer)
            direction = loads[trainer] - limit
            if direction > 0 or price > 0:
                slope[trainer] = direction
        length = sum(direction * direction for direction in slope.values())
        if not length:
            return
        pace = self.step * SCALE * max(gap, 1) / length
        for trainer, direction in slope.items():
            moved = max(0, round(self.prices[trainer] + pace * direction))
            if direction > 0 and self.prices[trainer] < overload < moved:
                moved = overload  # the rebate has a kink there
            self.prices[trainer] = moved
