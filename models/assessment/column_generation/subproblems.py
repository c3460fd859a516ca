"""What is asked of workers about one roster, and how they answer. Module-level functions, small questions.

Every worker makes its own ``SubproblemWorker`` once. An answer depends on the question alone, not on earlier ones.
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
from models.assessment.block.variables import Pools
from models.assessment.column_generation.dual_prices import DualPrices
from models.assessment.column_generation.load_cuts import ExtremePoint, LoadCut, LoadPolytope, Steps
from models.assessment.column_generation.pricing import (
    NOTHING,
    SECONDS,
    DayAssessor,
    Offer,
    PricedColumn,
    day_choices,
    solve_pricing,
    undominated,
    without_copies,
)
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.search.control import Control
from models.search.settings import SearchSettings

Rooms = Mapping[tuple[str, date], int]
"""How many WPAs a trainer can do at a school on a day; on other days there is nothing else to do."""

FREE_DAYS: Rooms = MappingProxyType({})
FREE_SCHOOLS: Mapping[str, Rooms] = MappingProxyType({})


@dataclass(frozen=True)
class SubproblemData:
    """All that a worker needs to know of a roster; picklable. ``students`` are the cases."""

    instance: Instance
    placement: Placement
    previous: Assessment | None
    without: frozenset[Rule]
    students: tuple[str, ...]
    dearest: int  # no WPA has a tariff above this


class SubproblemWorker:
    """The schools of one roster, with what can be prepared for all questions."""

    def __init__(self, data: AssessmentData, students: Sequence[str], dearest: int) -> None:
        self.data = data
        self.dearest = dearest
        self.schools: dict[str, list[Case]] = defaultdict(list)
        for student in students:
            case = data.cases[student]
            self.schools[case.school].append(case)
        self._offers: dict[str, list[Offer]] = {}

    @classmethod
    def of(cls, task: SubproblemData) -> SubproblemWorker:
        data = AssessmentData(task.instance, task.placement, task.previous, task.without)
        return cls(data, task.students, task.dearest)

    def offers(
        self, school: str, tariffs: DualPrices = NOTHING, margin: int = 0, rooms: Rooms = FREE_DAYS
    ) -> list[Offer]:
        """Per day and pool who can come and may be worth it at these tariffs."""
        offers = self._all(school)
        if rooms:
            offers = [(day, pool, _within(found, day, rooms)) for day, pool, found in offers]
        worth = [(day, pool, undominated(found, tariffs, margin=margin)) for day, pool, found in offers]
        return without_copies(worth, len(self.schools[school]))

    def everyone(self, school: str, tariffs: DualPrices, margin: int) -> list[Offer]:
        """As ``offers``, but nobody is left out for being replaceable, only for being dearer than the margin."""
        worth = [(day, pool, undominated(found, tariffs, margin=margin)) for day, pool, found in self._raw(school)]
        return without_copies(worth, len(self.schools[school]))

    def _all(self, school: str) -> list[Offer]:
        """Who may be worth it at some tariffs."""
        if school not in self._offers:
            self._offers[school] = [
                (day, pool, undominated(found, cap=self.dearest)) for day, pool, found in self._raw(school)
            ]
        return self._offers[school]

    def _raw(self, school: str) -> list[Offer]:
        cases = self.schools[school]
        by_day: dict[date, dict[str, list[Slot]]] = defaultdict(dict)
        for case in cases:
            for slot in case.slots:
                by_day[slot.date].setdefault(case.id, []).append(slot)
        opens = self.data.open_slots
        return [
            (day, pool, day_choices(self.data, school, day, cases, slots, pool, opens))
            for day, slots in sorted(by_day.items())
            for pool in (True, False)
        ]


def _within(choices: Sequence[DayAssessor], day: date, rooms: Rooms) -> list[DayAssessor]:
    left = [(choice, min(choice.capacity, rooms.get((choice.trainer, day), choice.capacity))) for choice in choices]
    return [replace(choice, capacity=room) for choice, room in left if room > 0]


# -- the cheapest plans of some schools ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PricingTask:
    """Schools with their tariffs, and the days on which not everyone has all their time.

    ``tolerance`` (0-1) is how far from its optimum a school may be left.
    """

    settings: SearchSettings
    tariffs: Mapping[str, DualPrices]
    tolerance: float = 0.0
    skip_price: int | None = None
    seconds: float = SECONDS
    rooms: Mapping[str, Rooms] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PricingResult:
    """Per school the bound and plan, None where no plan was found in time; and the seconds it took."""

    schools: Mapping[str, PricedColumn | None]
    seconds: float


def solve_pricing_task(desk: SubproblemWorker, asked: PricingTask) -> PricingResult:
    control = Control.of(asked.settings)
    found: dict[str, PricedColumn | None] = {}
    for school, tariffs in asked.tariffs.items():
        found[school] = None
        if control.remaining > 0:
            cases, offers = desk.schools[school], desk.offers(school, tariffs, rooms=asked.rooms.get(school, FREE_DAYS))
            found[school] = solve_pricing(
                cases, offers, tariffs, control, asked.skip_price, asked.tolerance, asked.seconds
            )
    return PricingResult(found, control.elapsed)


# -- a part of the roster anew -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RepairTask:
    """Some WPAs to schedule anew beside the rest of a roster, with the assessors worth considering."""

    settings: SearchSettings
    freed: tuple[str, ...]
    bookings: Assessment
    pools: Pools


@dataclass(frozen=True, slots=True)
class RepairResult:
    result: BlockResult
    seconds: float


def solve_repair_task(desk: SubproblemWorker, asked: RepairTask) -> RepairResult:
    control = Control.of(asked.settings)
    cases = [desk.data.cases[student] for student in asked.freed]
    shares = fair_shares(desk.data, set(asked.bookings))
    result = Block(desk.data, cases, asked.bookings, shares, asked.pools).solve(control, control.remaining)
    return RepairResult(result, control.elapsed)


# -- cuts for some assessors ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeparationTask:
    """Assessors, with the part of a mixture that each has."""

    settings: SearchSettings
    wanted: tuple[tuple[LoadPolytope, Steps], ...]


@dataclass(frozen=True, slots=True)
class SeparationResult:
    """Per assessor what they have above the share at least, the cut that says so, and the patterns then known."""

    cuts: tuple[tuple[float, LoadCut, list[ExtremePoint]], ...]
    seconds: float


def solve_separation_task(desk: SubproblemWorker, asked: SeparationTask) -> SeparationResult:
    control = Control.of(asked.settings)
    found = tuple((*work.cut(taken, control), work.known) for work, taken in asked.wanted)
    return SeparationResult(found, control.elapsed)
