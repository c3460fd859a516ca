"""A valid lower bound on the cost of every WPA roster that schedules so many: column generation over schools.

Relaxation: the pricing problems (pricing.py), with schools sharing assessors freely. What ties schools together,
the workload (V2) and the maxima (A8), is priced: a school pays for every WPA by its dual prices, and what all
schools together can have paid for one assessor, less what that load costs, comes off the sum. For any dual prices
the result is at most the cost of any roster (Lagrangian duality); the restricted master gives dual prices that make
it large, smoothed towards the best so far (Wentges 1997). Dropped: time within a day, the maximum per day across
schools, pairs (V6), and changes that could be avoided (V7).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from instances.domain.certificates import SchoolDuals
from instances.domain.rulebook import Wish
from models.assessment.column_generation.column_pool import ColumnPool
from models.assessment.column_generation.dual_prices import SCALE, DualPrices, shortened
from models.assessment.column_generation.load_cuts import LoadCut, LoadPolytope, WpaValues
from models.assessment.column_generation.pricing import PricedColumn
from models.assessment.column_generation.restricted_master import solve_restricted_master
from models.assessment.column_generation.settings import LAGRANGIAN_SETTINGS, PRICING_SETTINGS
from models.assessment.column_generation.stabilisation import PricesBySchool, smoothing_weight, stabilised
from models.assessment.column_generation.subproblems import (
    PricingResult,
    PricingTask,
    ResidualCapacity,
    SeparationTask,
    SubproblemWorker,
    solve_pricing_task,
    solve_separation_task,
)
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import shares_for_seats
from models.search.control import Control
from models.search.tasks import ParallelTasks


def largest_dual_price(data: AssessmentData) -> int:
    """No WPA has a dual price above this (scaled): the weight of V2 and a price for scarcity.

    Args:
        data: With the weights of the wishes.

    Returns:
        A scaled price.
    """
    return SCALE * data.instance.settings.weights[Wish.V2] + LAGRANGIAN_SETTINGS.scarcity


@dataclass(frozen=True, slots=True)
class BoundAtDuals:
    """What one set of dual prices gives.

    Attributes:
        value: The Lagrangian bound, scaled; without the cost of changes that no roster avoids.
        columns: School id to the column that its pricing problem found.
    """

    value: int
    columns: Mapping[str, PricedColumn]


class LagrangianBound:
    """Column generation for one roster: the column pool, the dual prices and the bound.

    Attributes:
        value: The best bound so far in units of cost, valid at any moment; None while there is none.
        count: WPAs scheduled in the rosters that the bound holds for.
        shares: Fair shares (V2) of such rosters, none too small.
        schools: School id to its WPAs.
        pool: All columns and cuts found so far.
        with_cuts: Is the restricted master strengthened by load cuts?
        rounds: Rounds of column generation done.
        best_prices: School id to the dual prices of the best bound so far.
        best_bounds: School id to the scaled bound of its pricing problem at those; empty before the first round.
    """

    def __init__(
        self, data: AssessmentData, cases: Sequence[Case], count: int, tasks: ParallelTasks[SubproblemWorker]
    ) -> None:
        """Nothing is solved yet.

        Args:
            data: Costs and limits.
            cases: The WPAs that can be scheduled.
            count: How many of those are scheduled at most.
            tasks: Workers that know the same roster.
        """
        self.data, self.tasks = data, tasks
        self.schools: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            self.schools[case.school].append(case)
        # at most so many take two assessors: larger shares only make V2 smaller
        self.shares = shares_for_seats(data, count, min(count, sum(case.two for case in cases)))
        self.largest_price = largest_dual_price(data)
        self.count = count
        sizes = {school: len(here) for school, here in self.schools.items()}
        self.pool = ColumnPool(sizes, self._polytopes(), len(cases) - count)
        self.with_cuts = False
        self.value: int | None = None
        self.rounds = 0
        self._stalled = 0
        self._lp_cost: float | None = None
        change = data.instance.settings.weights[Wish.V7] if data.replanning else 0
        self._constant = change * _unavoidable_changes(data)
        inside = {case.id for case in cases}
        outside = [student for student in data.previous if student not in inside and student in data.instance.students]
        self._cost_outside = change * sum(data.instance.students[student].wpa for student in outside)
        self._prices = self._zero_prices()
        self.best_prices = self._prices
        self.best_bounds: dict[str, int] = {}
        self._best_sum = 0
        self._unscheduled_price = self._best_unscheduled_price = 0
        self._priced: dict[str, tuple[object, PricedColumn]] = {}

    def _polytopes(self) -> dict[str, LoadPolytope]:
        limits: dict[str, dict[str, int]] = defaultdict(dict)
        for school, here in self.schools.items():
            for trainer, count in sorted(Counter(t for case in here for t in dict.fromkeys(case.eligible)).items()):
                limits[trainer][school] = count
        instance = self.data.instance
        overload_cost = SCALE * instance.settings.weights[Wish.V2]
        return {
            trainer: LoadPolytope(
                min(self.shares.get(trainer, 0), instance.max_wpas(trainer)),
                instance.max_wpas(trainer),
                mine,
                overload_cost,
                self.largest_price,
            )
            for trainer, mine in sorted(limits.items())
        }

    def _zero_prices(self) -> PricesBySchool:
        found: PricesBySchool = {}
        for school, here in self.schools.items():
            trainers = sorted({trainer for case in here for trainer in case.eligible})
            found[school] = {trainer: (0,) * self.pool.polytopes[trainer].school_limits[school] for trainer in trainers}
        return found

    @property
    def mean_prices(self) -> dict[str, int]:
        """Trainer id to what a WPA of theirs is worth on average, scaled; empty while nothing is known."""
        if self.value is None:
            return {}
        found: dict[str, list[int]] = defaultdict(list)
        for here in self.best_prices.values():
            for trainer, price_list in here.items():
                found[trainer] += price_list
        return {trainer: sum(prices) // len(prices) for trainer, prices in found.items()}

    @property
    def duals(self) -> SchoolDuals | None:
        """What the best dual prices prove by themselves, without changes (V7); None before the first round."""
        if not self.best_bounds:
            return None
        prices = {
            school: {trainer: shortened(row) for trainer, row in here.items() if any(row)}
            for school, here in self.best_prices.items()
        }
        value = max(0, -(-self._best_sum // SCALE))
        return SchoolDuals(self.count, value, self._best_unscheduled_price, dict(self.best_bounds), prices)

    @property
    def converged(self) -> bool:
        """Is there nothing left to gain from other dual prices?"""
        if self.value is None or self._lp_cost is None:
            return False
        near = LAGRANGIAN_SETTINGS.converged_cost
        if not self.with_cuts:
            near = max(1.0, LAGRANGIAN_SETTINGS.converged_gap * self.value)
        gap = self._lp_cost - (self.value - self._constant)
        return gap < near or self._stalled > LAGRANGIAN_SETTINGS.stalled_rounds

    def start_cuts(self) -> None:
        """From now on with load cuts: columns that do not add up to a fair share are paid for."""
        self.with_cuts, self._stalled = True, 0

    def gap_to(self, cost: int) -> int | None:
        """How far the best dual prices leave the bound below this cost, scaled; None before the first."""
        return SCALE * (cost - self._constant) - self._best_sum if self.best_bounds else None

    def cost_inside(self, cost: int) -> int:
        """What of a roster's cost its own WPAs have: changes of WPAs that cannot be scheduled at all come off."""
        return cost - self._cost_outside

    def rounded(self, cost: float) -> int:
        """The bound that follows from this cost of columns and overload: rounded up, with what is constant."""
        return ceil(cost - 1e-6) + self._constant

    def raise_to(self, value: int) -> None:
        """Take over a bound that was proven elsewhere."""
        self.value = max(value, self.value or 0)

    # -- one round ---------------------------------------------------------------------------------

    def round(self, control: Control, cost: int) -> bool:
        """One round of column generation: the bound at the dual prices, new columns, the next dual prices.

        Args:
            control: Time and stop button.
            cost: Of a roster; sets the first price of leaving a WPA unscheduled.

        Returns:
            False when there was no time for it.
        """
        if self.pool.unscheduled and self.rounds == 0:
            self._unscheduled_price = SCALE * 2 * cost // max(1, self.count)
        found = self.bound_at(self._prices, control, self._tolerance, self._unscheduled_price)
        if found is None:
            return False
        self.rounds += 1
        for school, column in found.columns.items():
            if column.bookings or self.pool.unscheduled:
                self.pool.add(school, column)
        if not self.best_bounds or found.value > self._best_sum:
            self._best_sum, self.best_prices = found.value, self._prices
            self._best_unscheduled_price = self._unscheduled_price
            self.best_bounds = {school: column.bound for school, column in found.columns.items()}
        bound = max(0, self.rounded(found.value / SCALE))
        if self.value is None or bound > self.value:
            self.value, self._stalled = bound, 0
        else:
            self._stalled += 1
        master = solve_restricted_master(
            self.pool, control, partial(self._separate, control) if self.with_cuts else None
        )
        if master is None:
            return False
        self._lp_cost = master.cost
        weight = smoothing_weight(self._stalled, self.with_cuts)
        self._prices = stabilised(self.best_prices, master.prices, weight, self.largest_price)
        self._unscheduled_price = master.unscheduled_price or self._unscheduled_price
        return True

    @property
    def _tolerance(self) -> float:
        """Relative gap at which a pricing problem of this round may be left."""
        if self.with_cuts:
            return LAGRANGIAN_SETTINGS.cut_tolerance
        if self.rounds < LAGRANGIAN_SETTINGS.first_rounds:
            return LAGRANGIAN_SETTINGS.first_tolerance
        return LAGRANGIAN_SETTINGS.tolerance

    def _separate(self, control: Control, fractions: Mapping[str, WpaValues]) -> dict[str, tuple[float, LoadCut]]:
        """Cuts for these assessors, found side by side; none when there was no time."""
        batches = LAGRANGIAN_SETTINGS.batches * self.tasks.width
        wanted = [(self.pool.polytopes[trainer], mine) for trainer, mine in fractions.items()]
        tasks = [SeparationTask(control.serialised(), tuple(wanted[i::batches])) for i in range(batches)]
        results = self.tasks.all(solve_separation_task, tasks, control)
        if results is None:
            return {}
        control.charge(sum(result.seconds for result in results) / self.tasks.width)
        found: dict[str, tuple[float, LoadCut]] = {}
        for i, result in enumerate(results):
            for trainer, (overload, cut, points) in zip(list(fractions)[i::batches], result.cuts, strict=True):
                self.pool.polytopes[trainer].learn(points)
                found[trainer] = (overload, cut)
        return found

    # -- the bound at given dual prices ------------------------------------------------------------

    def bound_at(
        self,
        prices: Mapping[str, DualPrices],
        control: Control,
        tolerance: float = 0.0,
        unscheduled_price: int = 0,
    ) -> BoundAtDuals | None:
        """The Lagrangian bound at these dual prices; schools none of whose prices moved are not solved again.

        Args:
            prices: School id to its scaled dual prices.
            control: Time and stop button.
            tolerance: Relative gap (0-1) at which a pricing problem may be left; the bound is valid all the same.
            unscheduled_price: Scaled price of leaving a WPA unscheduled, if any may be; valid whatever it is.

        Returns:
            The bound with a column per school; None when there was no time for it.
        """
        unscheduled = unscheduled_price if self.pool.unscheduled else None
        inputs = {school: (prices[school], tolerance, unscheduled) for school in self.schools}
        moved = [school for school, given in inputs.items() if self._priced.get(school, (None,))[0] != given]
        found = self.price_schools({school: prices[school] for school in moved}, control, tolerance, unscheduled)
        if found is None or any(column is None for column in found.values()):
            return None
        for school, column in found.items():
            assert column is not None
            self._priced[school] = (inputs[school], column)
        columns = {school: self._priced[school][1] for school in self.schools}
        paid = sum(polytope.largest_net_price(prices, trainer) for trainer, polytope in self.pool.polytopes.items())
        value = sum(column.bound for column in columns.values()) - paid - self.pool.unscheduled * unscheduled_price
        return BoundAtDuals(value, columns)

    def price_schools(
        self,
        prices: Mapping[str, DualPrices],
        control: Control,
        tolerance: float,
        unscheduled_price: int | None = None,
        seconds: float = PRICING_SETTINGS.seconds,
        capacity: Mapping[str, ResidualCapacity] | None = None,
    ) -> dict[str, PricedColumn | None] | None:
        """Solve the pricing problems of some schools side by side, the largest first.

        Args:
            prices: School id to its scaled dual prices; only these schools are solved.
            control: Time and stop button.
            tolerance: Relative gap (0-1) at which a school may be left.
            unscheduled_price: Scaled price of leaving a WPA unscheduled; None forbids it.
            seconds: Limit for one school.
            capacity: School id to the days on which not everyone has all their time.

        Returns:
            School id to its column, None where its time ran out; None when there was no time for all.
        """
        capacity = capacity or {}
        settings = control.serialised()
        batches: list[list[str]] = [[] for _ in range(LAGRANGIAN_SETTINGS.batches * self.tasks.width)]
        for i, school in enumerate(sorted(prices, key=lambda school: -len(self.schools[school]))):
            batches[i % len(batches)].append(school)
        tasks = [
            PricingTask(
                settings, {school: prices[school] for school in batch}, tolerance, unscheduled_price, seconds,
                {school: capacity[school] for school in batch if school in capacity},
            )
            for batch in batches
            if batch
        ]  # fmt: skip
        results: list[PricingResult] | None = self.tasks.all(solve_pricing_task, tasks, control)
        if results is None:
            return None
        control.charge(sum(result.seconds for result in results) / self.tasks.width)
        return {school: column for result in results for school, column in result.columns.items()}


def _unavoidable_changes(data: AssessmentData) -> int:
    """WPAs of the previous roster that are due and that no roster can keep as they were: each costs V7 anyhow."""
    students = data.instance.students
    due = [student for student in data.previous if student in students and students[student].wpa]
    return sum(
        student not in data.cases or not data.may_have(data.cases[student], data.previous[student]) for student in due
    )
