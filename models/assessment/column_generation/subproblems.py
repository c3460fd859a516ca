"""The tasks that workers solve for one roster: pricing, repair of a part, separation. Module-level, small messages.

Every worker makes its own ``SubproblemWorker`` once. A result depends on the task alone, not on earlier ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from instances.domain.entities import Slot
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Placement
from models.assessment.block.model import Block, BlockResult
from models.assessment.block.variables import Shortlists
from models.assessment.column_generation.day_pools import (
    DayAssessor,
    DayPool,
    day_assessors,
    undominated_assessors,
    undominated_days,
)
from models.assessment.column_generation.dual_prices import NO_PRICES, DualPrices
from models.assessment.column_generation.load_cuts import ExtremePoint, LoadCut, LoadPolytope, WpaValues
from models.assessment.column_generation.pricing import PricedColumn, solve_pricing
from models.assessment.column_generation.settings import PRICING_SETTINGS
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.search.control import Control
from models.search.settings import SearchSettings

ResidualCapacity = Mapping[tuple[str, date], int]
"""(trainer id, day) to the WPAs the trainer can still do at a school; on other days all of the capacity is there."""

FULL_CAPACITY: ResidualCapacity = MappingProxyType({})


@dataclass(frozen=True)
class SubproblemData:
    """What a worker is made of; picklable.

    Attributes:
        instance: The workbook.
        placement: Who is placed where.
        previous: The roster from which changes count (V7); None when not replanning.
        without: Hard rules left out, for tests.
        students: Ids of the students whose WPAs can be scheduled.
        largest_price: Scaled; no dual price of a WPA is above this.
    """

    instance: Instance
    placement: Placement
    previous: Assessment | None
    without: frozenset[Rule]
    students: tuple[str, ...]
    largest_price: int


class SubproblemWorker:
    """The schools of one roster, with what can be prepared for all tasks."""

    def __init__(self, data: AssessmentData, students: Sequence[str], largest_price: int) -> None:
        self.data = data
        self.largest_price = largest_price
        self.schools: dict[str, list[Case]] = defaultdict(list)
        for student in students:
            case = data.cases[student]
            self.schools[case.school].append(case)
        self._undominated: dict[str, list[DayPool]] = {}

    @classmethod
    def of(cls, received: SubproblemData) -> SubproblemWorker:
        """A worker from what was sent to it.

        Args:
            received: Of this one roster.

        Returns:
            A worker for any number of tasks.
        """
        data = AssessmentData(received.instance, received.placement, received.previous, received.without)
        return cls(data, received.students, received.largest_price)

    def day_pools(
        self, school: str, prices: DualPrices = NO_PRICES, margin: int = 0, capacity: ResidualCapacity = FULL_CAPACITY
    ) -> list[DayPool]:
        """Per day and pool who can come and may be worth it at these dual prices.

        Args:
            school: School id.
            prices: Scaled dual prices at the school.
            margin: Scaled; whoever is more expensive than others by less than this stays.
            capacity: What is left of the days of some assessors.

        Returns:
            Two pools per day, the field's first.
        """
        pools = self._undominated_at_any_price(school)
        if capacity:
            pools = [DayPool(day, in_field, _limited(found, day, capacity)) for day, in_field, found in pools]
        return self._undominated_at(school, pools, prices, margin)

    def day_pools_within(self, school: str, prices: DualPrices, margin: int) -> list[DayPool]:
        """As ``day_pools``, but only those are left out who are more expensive than others by more than the margin."""
        return self._undominated_at(school, self._everyone(school), prices, margin)

    def _undominated_at(self, school: str, pools: Sequence[DayPool], prices: DualPrices, margin: int) -> list[DayPool]:
        found = [
            DayPool(day, in_field, undominated_assessors(here, prices, margin=margin)) for day, in_field, here in pools
        ]
        return undominated_days(found, len(self.schools[school]))

    def _undominated_at_any_price(self, school: str) -> list[DayPool]:
        if school not in self._undominated:
            self._undominated[school] = [
                DayPool(day, in_field, undominated_assessors(found, largest_price=self.largest_price))
                for day, in_field, found in self._everyone(school)
            ]
        return self._undominated[school]

    def _everyone(self, school: str) -> list[DayPool]:
        cases = self.schools[school]
        by_day: dict[date, dict[str, list[Slot]]] = defaultdict(dict)
        for case in cases:
            for slot in case.slots:
                by_day[slot.date].setdefault(case.id, []).append(slot)
        free = self.data.open_slots
        return [
            DayPool(day, in_field, day_assessors(self.data, school, day, cases, slots, in_field, free))
            for day, slots in sorted(by_day.items())
            for in_field in (True, False)
        ]


def _limited(assessors: Sequence[DayAssessor], day: date, capacity: ResidualCapacity) -> list[DayAssessor]:
    left = [(each, min(each.capacity, capacity.get((each.trainer, day), each.capacity))) for each in assessors]
    return [replace(each, capacity=wpas) for each, wpas in left if wpas > 0]


# -- pricing: columns of some schools ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PricingTask:
    """Pricing problems of some schools.

    Attributes:
        settings: Time and seed.
        prices: School id to its scaled dual prices.
        tolerance: Relative gap (0-1) at which a school may be left.
        unscheduled_price: Scaled dual price of leaving one WPA unscheduled; None forbids it.
        seconds: Limit for one school.
        capacity: School id to the days on which not everyone has all their time.
    """

    settings: SearchSettings
    prices: Mapping[str, DualPrices]
    tolerance: float = 0.0
    unscheduled_price: int | None = None
    seconds: float = PRICING_SETTINGS.seconds
    capacity: Mapping[str, ResidualCapacity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PricingResult:
    """Per school the priced column, None where the time ran out; and the seconds of work it took."""

    columns: Mapping[str, PricedColumn | None]
    seconds: float


def solve_pricing_task(worker: SubproblemWorker, task: PricingTask) -> PricingResult:
    """Solve the pricing problem of each school of the task, one after the other."""
    control = Control.of(task.settings)
    columns: dict[str, PricedColumn | None] = {}
    for school, prices in task.prices.items():
        columns[school] = None
        if control.remaining > 0:
            pools = worker.day_pools(school, prices, capacity=task.capacity.get(school, FULL_CAPACITY))
            columns[school] = solve_pricing(
                worker.schools[school], pools, prices, control, task.unscheduled_price, task.tolerance, task.seconds
            )
    return PricingResult(columns, control.elapsed)


# -- repair: a destroyed part of the roster anew -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RepairTask:
    """Some WPAs to schedule anew with the rest of a roster fixed.

    Attributes:
        settings: Time and seed.
        destroyed: Ids of the students whose WPAs are decided anew.
        bookings: The whole roster, the destroyed part as it was.
        shortlists: Student id to the assessors worth considering.
    """

    settings: SearchSettings
    destroyed: tuple[str, ...]
    bookings: Assessment
    shortlists: Shortlists


@dataclass(frozen=True, slots=True)
class RepairResult:
    """What the block of the destroyed WPAs gave, and the seconds of work it took."""

    result: BlockResult
    seconds: float


def solve_repair_task(worker: SubproblemWorker, task: RepairTask) -> RepairResult:
    """Solve the destroyed WPAs as one block, with the fair shares of the roster as it was."""
    control = Control.of(task.settings)
    cases = [worker.data.cases[student] for student in task.destroyed]
    shares = fair_shares(worker.data, set(task.bookings))
    block = Block(worker.data, cases, task.bookings, shares, task.shortlists, prove=False)
    result = block.solve(control, control.remaining)
    return RepairResult(result, control.elapsed)


# -- separation: load cuts for some assessors ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeparationTask:
    """Assessors, with the part of the LP solution that each has.

    Attributes:
        settings: Time and seed.
        fractions: The polytope of each assessor, and per school the fraction in which the LP solution gives the
            assessor a first, second, ... WPA.
    """

    settings: SearchSettings
    fractions: tuple[tuple[LoadPolytope, WpaValues], ...]


@dataclass(frozen=True, slots=True)
class SeparationResult:
    """What separation found, and the seconds of work it took.

    Attributes:
        cuts: Per assessor, in the order of the task: WPAs above the share that the LP solution has at least, the cut
            that says so, and the extreme points known by then.
        seconds: Of work.
    """

    cuts: tuple[tuple[float, LoadCut, list[ExtremePoint]], ...]
    seconds: float


def solve_separation_task(worker: SubproblemWorker, task: SeparationTask) -> SeparationResult:
    """Find a load cut for each assessor of the task; needs nothing of the worker."""
    control = Control.of(task.settings)
    cuts = tuple(
        (*polytope.separate(fractions, control), polytope.extreme_points) for polytope, fractions in task.fractions
    )
    return SeparationResult(cuts, control.elapsed)
