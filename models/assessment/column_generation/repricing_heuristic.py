"""A primal heuristic: columns of all schools that fit together, and new columns that fit in better.

After every choice of columns each school is priced anew as if all others stayed as they are (a best response); the
next choice is among all columns so far. What it finds has no slots: search/greedy.py makes a roster from it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.column_generation.dual_prices import SCALE, PriceList, total_price
from models.assessment.column_generation.lagrangian_bound import LagrangianBound
from models.assessment.column_generation.pricing import DayBooking, DayBookings, PricedColumn
from models.assessment.column_generation.set_partitioning import (
    ChosenColumns,
    ColumnKey,
    LinkingPenalties,
    day_loads,
    solve_set_partitioning,
)
from models.assessment.column_generation.settings import REPRICING_SETTINGS
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.waiting import least_between
from models.search.control import Control


class RepricingHeuristic:
    """Chooses columns and prices schools in turn.

    Attributes:
        chosen: The newest choice; None before the first.
        rounds: Times that the schools were priced.
    """

    def __init__(self, data: AssessmentData, lagrangian: LagrangianBound, rng: random.Random) -> None:
        """Nothing is chosen yet.

        Args:
            data: Costs and limits.
            lagrangian: Its column pool is read and added to.
            rng: For perturbed prices.
        """
        self.data, self.lagrangian, self.rng = data, lagrangian, rng
        self.chosen: ChosenColumns | None = None
        self.rounds = 0
        self._corrections: dict[ColumnKey, int] = {}
        self._of_roster: set[ColumnKey] = set()

    def add_roster(self, bookings: Assessment) -> None:
        """Add the columns of a roster to the pool, one per school; none of them is left out of the next choice."""
        self._of_roster = set()
        for school, cases in self.lagrangian.schools.items():
            if any(case.id in bookings for case in cases):
                index = self.lagrangian.pool.add(school, column_of(self.data, cases, bookings))
                self._of_roster.add((school, index))

    def choose(self, control: Control) -> bool:
        """Choose one column per school; True if it is another choice than before."""
        before = self.chosen
        found = solve_set_partitioning(
            self.lagrangian.pool, control, REPRICING_SETTINGS.choice_seconds, self._linking(), before
        )
        if found is None or (before is not None and found.indices == before.indices):
            return False
        self.chosen = found
        return True

    def reduced_costs(self, bookings: Assessment) -> dict[str, int]:
        """School id to the scaled reduced cost of its column in a roster; empty without a bound."""
        found = {}
        for school, bound in self.lagrangian.best_bounds.items():
            column = column_of(self.data, self.lagrangian.schools[school], bookings)
            found[school] = self._at_best_prices(school, column) - bound
        return found

    def correct_costs(self, made: Assessment) -> None:
        """What the chosen columns cost more in the roster that was made with them, counts from now on."""
        if self.chosen is None:
            return
        for school, column in self.chosen.columns.items():
            excess = column_of(self.data, self.lagrangian.schools[school], made).cost - column.cost
            if excess > 0:
                self._corrections[school, self.chosen.indices[school]] = excess

    def _linking(self) -> LinkingPenalties:
        pair_penalty = SCALE * self.data.instance.settings.weights[Wish.V6]
        return LinkingPenalties(
            self.data.fits_on,
            self.data.in_time,
            REPRICING_SETTINGS.day_penalty,
            self._waiting_between,
            pair_penalty,
            self._corrections,
            self._expensive(),
        )

    def _waiting_between(self, trainer: str, day: date, school: str, other: str) -> int | None:
        weight = self.data.instance.settings.weights[Wish.V8]
        least = least_between(self.data, trainer, day, school, other)
        return None if least is None else SCALE * weight * least

    def _expensive(self) -> set[ColumnKey]:
        """Columns of large reduced cost, but none of the last choice or roster."""
        found = set()
        for school, bound in self.lagrangian.best_bounds.items():
            for index, column in enumerate(self.lagrangian.pool.columns[school]):
                if self._at_best_prices(school, column) - bound > REPRICING_SETTINGS.most_reduced_cost:
                    found.add((school, index))
        return found - set(self.chosen.indices.items() if self.chosen else ()) - self._of_roster

    def _at_best_prices(self, school: str, column: PricedColumn) -> int:
        prices = self.lagrangian.best_prices[school]
        return column.cost + sum(total_price(prices[trainer], count) for trainer, count in column.loads.items())

    def reprice(self, control: Control) -> bool:
        """Price every school with the columns of all others as they were chosen, and add what is found to the pool.

        Args:
            control: The time for it, and the stop button.

        Returns:
            False when there was no time, or nothing was chosen yet.
        """
        if self.chosen is None:
            return False
        perturbed = self.rounds % 2 == 1
        self.rounds += 1
        loads = self.chosen.loads
        prices = {}
        for school, column in self.chosen.columns.items():
            mine = column.loads
            trainers = dict.fromkeys(t for case in self.lagrangian.schools[school] for t in case.eligible)
            prices[school] = {t: self._marginal_costs(t, school, loads[t] - mine[t], perturbed) for t in trainers}
        found = self.lagrangian.price_schools(
            prices,
            control,
            REPRICING_SETTINGS.pricing_gap,
            seconds=REPRICING_SETTINGS.pricing_seconds,
            capacity=self._residual_capacity(self.chosen),
        )
        for school, priced in (found or {}).items():
            if priced is not None and priced.bookings:
                self.lagrangian.pool.add(school, priced)
        return found is not None

    def _residual_capacity(self, chosen: ChosenColumns) -> dict[str, dict[tuple[str, date], int]]:
        """What the days of everyone have left for a school when all others stay as they are."""
        visits: dict[tuple[str, date], dict[str, int]] = defaultdict(dict)
        for school, column in chosen.columns.items():
            for key, count in day_loads(column.bookings).items():
                visits[key][school] = count
        left: dict[str, dict[tuple[str, date], int]] = defaultdict(dict)
        for (trainer, day), there in visits.items():
            fits, in_time = self.data.fits_on(trainer, day), self.data.in_time(trainer, day)
            for school in self.lagrangian.pool.polytopes[trainer].school_limits:
                others = [count for other, count in there.items() if other != school]
                if others:
                    # going on to another school takes about the time of one WPA
                    left[school][trainer, day] = min(fits - sum(others), in_time - sum(others) - len(others))
        return left

    def _marginal_costs(self, trainer: str, school: str, load: int, perturbed: bool) -> PriceList:
        """What WPAs cost on top of that load: nothing up to the share, V2's weight above, a lot above the maximum."""
        polytope = self.lagrangian.pool.polytopes[trainer]
        largest, most = polytope.largest_price, REPRICING_SETTINGS.perturbation
        prices = [
            0 if total <= polytope.share else polytope.overload_cost if total <= polytope.maximum else largest
            for total in range(load + 1, load + polytope.school_limits[school] + 1)
        ]
        if perturbed:
            prices = sorted(min(largest, max(0, price + self.rng.randint(-most, most))) for price in prices)
        return tuple(prices)


def column_of(data: AssessmentData, cases: list[Case], bookings: Assessment) -> PricedColumn:
    """The column of one school in a roster, with its cost; its bound is 0.

    Args:
        data: What seats and trips cost.
        cases: All WPAs of the school.
        bookings: The roster; may leave WPAs out.

    Returns:
        Days and assessors of the WPAs that are scheduled.
    """
    found: DayBookings = {}
    trips: set[tuple[str, date]] = set()
    cost = 0
    weights: Mapping[Wish, int] = data.instance.settings.weights
    for case in cases:
        booking = bookings.get(case.id)
        if booking is None:
            continue
        day = data.instance.slots[booking.slot].date
        found[case.id] = DayBooking(day, booking.field, booking.institute)
        for trainer in booking.assessors:
            trips.add((trainer, day))
            usable = {s.id for s in case.slots if s.date == day and s.id in data.open_slots[trainer]}
            cost += data.day_cost(case, trainer, usable)
    cost += sum(weights[Wish.V1] * data.trip_minutes(trainer, cases[0].school) for trainer, _ in trips)
    return PricedColumn(0, SCALE * cost, found)
