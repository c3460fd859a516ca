"""A valid lower bound on the cost of every WPA roster that schedules so many, school by school with prices.

Relaxation: schools.py, with schools sharing assessors freely. What ties schools together, the workload (V2)
and the maxima (A8), is priced: a school pays for every WPA by tariff, and what all schools together can have
paid for one assessor, less what that load costs, comes off the sum. For any tariffs the result is at most the
cost of any roster (Lagrangian duality); the master looks for tariffs that make it large, smoothed towards the
best so far (Wentges 1997). Dropped: time within a day, the maximum per day across schools, and pairs (V6).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from instances.domain.rulebook import Wish
from models.assessment.column_generation.dual_prices import SCALE, DualPrices, Tariff
from models.assessment.column_generation.load_cuts import LoadCut, LoadPolytope, Steps
from models.assessment.column_generation.pricing import PricedColumn
from models.assessment.column_generation.restricted_master import Prices
from models.assessment.column_generation.set_partitioning import IntegerMaster
from models.assessment.column_generation.subproblems import (
    FREE_SCHOOLS,
    PricingResult,
    PricingTask,
    Rooms,
    SeparationTask,
    SubproblemWorker,
    solve_pricing_task,
    solve_separation_task,
)
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import shares_for_seats
from models.search.control import Control
from models.search.tasks import ParallelTasks

SCARCITY = 30 * SCALE  # the price of a WPA that somebody at the maximum (A8) cannot do, at most
SMOOTHING, LESS = 0.6, 0.65  # weight of the best tariffs so far in the next; times LESS after a round without gain
CUT_SMOOTHING, CUT_LESS = 0.85, 0.8  # the same with cuts, whose dual values swing more
COARSE, FINE, FINEST = 0.02, 0.002, 0.0005  # tolerance of the school problems: first rounds, later, and with cuts
COARSE_ROUNDS = 4
GRAIN = 10  # prices are multiples of this: a school none of whose prices moved need not be solved again
NEAR = 0.002  # part of the bound that a cheaper mixture is not worth, before there are cuts
STALLED = 8  # rounds without gain, to give up
BATCHES = 4  # questions per worker in a round: the last ones to answer keep nobody waiting long


def largest_dual_price(data: AssessmentData) -> int:
    """No WPA is asked more for than this (scaled)."""
    return SCALE * data.instance.settings.weights[Wish.V2] + SCARCITY


@dataclass(frozen=True, slots=True)
class BoundAtDuals:
    """What one set of tariffs gives: a bound (scaled, without what is lost anyhow) and a plan per school."""

    value: int
    plans: Mapping[str, PricedColumn]


class LagrangianBound:
    """``value`` is the best bound so far, valid at any moment; None while there is none."""

    def __init__(
        self, data: AssessmentData, cases: Sequence[Case], count: int, lanes: ParallelTasks[SubproblemWorker]
    ) -> None:
        self.data, self.lanes = data, lanes
        self.schools: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            self.schools[case.school].append(case)
        # at most so many take two assessors: larger shares only make V2 smaller
        self.shares = shares_for_seats(data, count, min(count, sum(case.two for case in cases)))
        self.dearest = largest_dual_price(data)
        self.count = count
        sizes = {school: len(here) for school, here in self.schools.items()}
        self.master = IntegerMaster(sizes, self._workloads(), len(cases) - count)
        self.cutting = False
        self.value: int | None = None
        self.rounds = 0
        self._stalled = 0
        change = data.instance.settings.weights[Wish.V7] if data.replanning else 0
        self._constant = change * _refused(data)
        inside = {case.id for case in cases}
        outside = [who for who in data.previous if who not in inside and who in data.instance.students]
        self._outside = change * sum(data.instance.students[who].wpa for who in outside)
        self._tariffs = self._integers({}, 1.0)
        self.best_tariffs = self._tariffs
        self.best_values: dict[str, int] = {}
        self._best_sum = 0
        self._skip_price = 0
        self._answers: dict[str, tuple[object, PricedColumn]] = {}

    def _workloads(self) -> dict[str, LoadPolytope]:
        rooms: dict[str, dict[str, int]] = defaultdict(dict)
        for school, here in self.schools.items():
            for trainer, room in sorted(Counter(t for case in here for t in dict.fromkeys(case.seats)).items()):
                rooms[trainer][school] = room
        instance = self.data.instance
        overload = SCALE * instance.settings.weights[Wish.V2]
        shares = self.shares
        return {
            trainer: LoadPolytope(
                min(shares.get(trainer, 0), instance.max_wpas(trainer)),
                instance.max_wpas(trainer),
                mine,
                overload,
                self.dearest,
            )
            for trainer, mine in sorted(rooms.items())
        }

    @property
    def prices(self) -> dict[str, int]:
        """Trainer id to what a WPA of theirs is worth on average, scaled; empty while nothing is known."""
        if self.value is None:
            return {}
        found: dict[str, list[int]] = defaultdict(list)
        for here in self.best_tariffs.values():
            for trainer, tariff in here.items():
                found[trainer] += tariff
        return {trainer: sum(steps) // len(steps) for trainer, steps in found.items()}

    @property
    def converged(self) -> bool:
        """Is there nothing left to gain from other tariffs?"""
        if self.value is None or self.master.mixed is None:
            return False
        near = 0.5 if self.cutting else max(1.0, NEAR * self.value)
        return self.master.mixed - (self.value - self._constant) < near or self._stalled > STALLED

    def cut(self) -> None:
        """From now on with cuts: blocks of WPAs that do not add up to a share are paid for."""
        self.cutting, self._stalled = True, 0

    def gap_to(self, cost: int) -> int | None:
        """How far the best tariffs leave the bound below this cost, scaled; None before the first."""
        return SCALE * (cost - self._constant) - self._best_sum if self.best_values else None

    def part(self, cost: int) -> int:
        """What of a roster's cost its own WPAs have: what is changed because it is not held at all comes off."""
        return cost - self._outside

    def whole(self, cost: float) -> int:
        """The bound that follows from this cost within schools and of workload, the cheapest there is."""
        return ceil(cost - 1e-6) + self._constant

    def raise_to(self, value: int) -> None:
        """A bound that was proven elsewhere."""
        self.value = max(value, self.value or 0)

    # -- one round ---------------------------------------------------------------------------------

    def round(self, control: Control, cost: int) -> bool:
        """Evaluate the tariffs and find the next. ``cost`` of a roster sets the first price of leaving one out.

        False when there was no time for it.
        """
        if self.master.skips and self.rounds == 0:
            self._skip_price = SCALE * 2 * cost // max(1, self.count)
        tolerance = FINEST if self.cutting else COARSE if self.rounds < COARSE_ROUNDS else FINE
        found = self.total(self._tariffs, control, tolerance, self._skip_price)
        if found is None:
            return False
        self.rounds += 1
        for school, plan in found.plans.items():
            if plan.plan or self.master.skips:
                self.master.add(school, plan)
        if not self.best_values or found.value > self._best_sum:
            self._best_sum, self.best_tariffs = found.value, self._tariffs
            self.best_values = {school: plan.value for school, plan in found.plans.items()}
        bound = max(0, self.whole(found.value / SCALE))
        if self.value is None or bound > self.value:
            self.value, self._stalled = bound, 0
        else:
            self._stalled += 1
        prices = self.master.prices(control, partial(self._separate, control) if self.cutting else None)
        if prices is None:
            return False
        # after a round that brought nothing, move on towards the dual values, or no new plans come
        most, less = (CUT_SMOOTHING, CUT_LESS) if self.cutting else (SMOOTHING, LESS)
        self._tariffs = self._integers(prices, most * less**self._stalled)
        self._skip_price = self.master.skip_price or self._skip_price
        return True

    def _separate(self, control: Control, taken: Mapping[str, Steps]) -> dict[str, tuple[float, LoadCut]]:
        """Cuts for these assessors, found side by side; none when there was no time."""
        questions = [(self.master.workloads[trainer], mine) for trainer, mine in taken.items()]
        batches = [questions[i :: BATCHES * self.lanes.width] for i in range(BATCHES * self.lanes.width)]
        answers = self.lanes.all(
            solve_separation_task, [SeparationTask(control.serialised(), tuple(batch)) for batch in batches], control
        )
        if answers is None:
            return {}
        control.charge(sum(answer.seconds for answer in answers) / self.lanes.width)
        found: dict[str, tuple[float, LoadCut]] = {}
        for i, answer in enumerate(answers):
            for trainer, (above, cut, known) in zip(
                list(taken)[i :: BATCHES * self.lanes.width], answer.cuts, strict=True
            ):
                self.master.workloads[trainer].known = known
                found[trainer] = (above, cut)
        return found

    def _integers(self, prices: Prices, keep: float) -> dict[str, dict[str, Tariff]]:
        """The next tariffs: ``keep`` of the best, the rest of the prices of the mixture."""
        found: dict[str, dict[str, Tariff]] = {}
        for school, here in self.schools.items():
            trainers = sorted({trainer for case in here for trainer in case.seats})
            found[school] = {trainer: self._mixed(school, trainer, prices, keep) for trainer in trainers}
        return found

    def _mixed(self, school: str, trainer: str, prices: Prices, keep: float) -> Tariff:
        room = self.master.workloads[trainer].rooms[school]
        if not prices:
            return (0,) * room
        old = self.best_tariffs[school][trainer]
        new = prices.get(school, {}).get(trainer, (0.0,) * room)
        mixed = (keep * a + (1 - keep) * b for a, b in zip(old, new, strict=True))
        return tuple(
            max(0, min(self.dearest, GRAIN * round(solve_pricing_task / GRAIN))) for solve_pricing_task in mixed
        )

    def total(
        self, tariffs: Mapping[str, DualPrices], control: Control, tolerance: float = 0.0, skip_price: int = 0
    ) -> BoundAtDuals | None:
        """What these tariffs give; None when there was no time for it.

        ``tolerance`` is how far from its optimum a school may be left (0-1), ``skip_price`` (scaled) what a case
        left out costs, if any may be; the value is valid whatever these are.
        """
        skip = skip_price if self.master.skips else None
        questions = {school: (tariffs[school], tolerance, skip) for school in self.schools}
        open_ = [school for school, asked in questions.items() if self._answers.get(school, (None,))[0] != asked]
        found = self.ask({school: tariffs[school] for school in open_}, control, tolerance, skip)
        if found is None or any(plan is None for plan in found.values()):
            return None
        for school, plan in found.items():
            assert plan is not None
            self._answers[school] = (questions[school], plan)
        plans = {school: self._answers[school][1] for school in self.schools}
        paid = sum(work.most_paid(tariffs, who) for who, work in self.master.workloads.items())
        value = sum(plan.value for plan in plans.values()) - paid - self.master.skips * skip_price
        return BoundAtDuals(value, plans)

    def ask(
        self,
        tariffs: Mapping[str, Mapping[str, Tariff]],
        control: Control,
        tolerance: float,
        skip_price: int | None = None,
        seconds: float = 10.0,
        rooms: Mapping[str, Rooms] = FREE_SCHOOLS,
    ) -> dict[str, PricedColumn | None] | None:
        """The cheapest plans of some schools, side by side; None when there was no time for all."""
        settings = control.serialised()
        batches: list[list[str]] = [[] for _ in range(BATCHES * self.lanes.width)]
        for i, school in enumerate(sorted(tariffs, key=lambda school: -len(self.schools[school]))):
            batches[i % len(batches)].append(school)
        questions = [
            PricingTask(
                settings, {school: tariffs[school] for school in batch}, tolerance, skip_price, seconds,
                {school: rooms[school] for school in batch if school in rooms},
            )
            for batch in batches
            if batch
        ]  # fmt: skip
        answers: list[PricingResult] | None = self.lanes.all(solve_pricing_task, questions, control)
        if answers is None:
            return None
        control.charge(sum(answer.seconds for answer in answers) / self.lanes.width)
        return {school: plan for answer in answers for school, plan in answer.schools.items()}


def _refused(data: AssessmentData) -> int:
    """WPAs of the previous roster that are due and that no roster can keep as they were: each costs V7 anyhow."""
    due = [who for who in data.previous if who in data.instance.students and data.instance.students[who].wpa]
    return sum(who not in data.cases or not data.may_have(data.cases[who], data.previous[who]) for who in due)
