"""A valid lower bound on the cost of every complete WPA roster, school by school with prices.

Relaxation: schools.py, with schools sharing assessors freely. What ties schools together, the workload (V2)
and the maxima (A8), is priced: a WPA of assessor a costs its price p(a) extra in every school, and p(a)
times a's fair share comes off the sum. For any prices the result is at most the cost of any roster
(Lagrangian duality); master.py looks for prices that make it large.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from instances.domain import Slot
from instances.rulebook import Wish
from models.assessment.options import Case, Options
from models.assessment.schools import (
    SCALE,
    Choice,
    Prices,
    SchoolBound,
    day_choices,
    priced,
    solve_school,
    undominated,
    without_copies,
)
from models.assessment.wishes import Balance
from models.search import Control

SCARCITY = 30 * SCALE  # the price of a WPA that somebody at the maximum (A8) cannot do, at most


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
        if any(not 0 <= price <= self.cap for price in prices.values()):
            raise ValueError(f"prices must be between 0 and {self.cap}")
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
        choices = day_choices(self.options, school, day, cases, slots, in_field, self.options.open_slots)
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
