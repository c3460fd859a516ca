"""The integer restricted master: exactly one known column per school, at the least cost. Knows no slots.

With linking penalties it is a heuristic that also looks at days and pairs, which the master drops.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ortools.sat.python import cp_model

from models.assessment.column_generation.column_pool import ColumnPool
from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.pricing import DayBookings, PricedColumn
from models.assessment.column_generation.settings import SET_PARTITIONING_SETTINGS
from models.assessment.data.fair_share import PAIR_LIMIT
from models.search.control import Control, solve

ColumnKey = tuple[str, int]
"""School id and the index of the column in the pool."""


@dataclass(frozen=True)
class LinkingPenalties:
    """What ties columns together besides the load: days of assessors (A7, A8), and pairs that meet often (V6).

    Attributes:
        fits_on: Trainer id and day to the WPAs the trainer can do that day.
        in_time: The same without the maximum per day.
        day_penalty: Scaled cost of a WPA beyond that, and of two schools on a day without time to go from one to the
            other.
        between: Trainer id, day and two school ids to the scaled cost of waiting on the way (V8); None where there is
            never time.
        pair_penalty: Scaled cost of a WPA of one pair beyond the limit of V6.
        cost_corrections: Scaled cost by which a column proved more expensive once a roster was made with it.
        excluded: Columns too expensive to be worth a variable.
    """

    fits_on: Callable[[str, date], int]
    in_time: Callable[[str, date], int]
    day_penalty: int
    between: Callable[[str, date, str, str], int | None]
    pair_penalty: int
    cost_corrections: Mapping[ColumnKey, int]
    excluded: Collection[ColumnKey] = ()


@dataclass(frozen=True)
class ChosenColumns:
    """One column per school.

    Attributes:
        columns: School id to the column.
        indices: School id to its index in the pool.
        cost: Of the choice, unscaled, overload and penalties included.
    """

    columns: Mapping[str, PricedColumn]
    indices: Mapping[str, int]
    cost: float

    @property
    def bookings(self) -> DayBookings:
        """Days and assessors of all schools."""
        return {student: booking for column in self.columns.values() for student, booking in column.bookings.items()}

    @property
    def loads(self) -> Counter[str]:
        """Trainer id to WPAs at all schools."""
        loads: Counter[str] = Counter()
        for column in self.columns.values():
            loads.update(column.loads)
        return loads


def solve_set_partitioning(
    pool: ColumnPool,
    control: Control,
    seconds: float,
    linking: LinkingPenalties | None = None,
    start: ChosenColumns | None = None,
) -> ChosenColumns | None:
    """The cheapest choice of one column per school.

    Args:
        pool: At least one column per school.
        control: Time and stop button.
        seconds: Limit.
        linking: Days and pairs; with them a choice close to the cheapest will do.
        start: A choice to start from.

    Returns:
        Without ``linking`` the cheapest choice, with it one that is good enough; None when that was not found.
    """
    model = cp_model.CpModel()
    total = cp_model.LinearExpr.sum
    objective: list[cp_model.LinearExprT] = []
    load: dict[str, list[cp_model.LinearExprT]] = defaultdict(list)
    unscheduled: list[cp_model.LinearExprT] = []
    chosen: dict[ColumnKey, cp_model.IntVar] = {}
    for school, columns in pool.columns.items():
        literals = []
        for index, column in enumerate(columns):
            if linking is not None and (school, index) in linking.excluded:
                continue
            literal = chosen[school, index] = model.new_bool_var("")
            literals.append(literal)
            correction = linking.cost_corrections.get((school, index), 0) if linking else 0
            objective.append((column.cost + correction) * literal)
            unscheduled.append((pool.sizes[school] - len(column.bookings)) * literal)
            for trainer, count in column.loads.items():
                load[trainer].append(count * literal)
            if start is not None:
                model.add_hint(literal, int(start.indices.get(school) == index))
        model.add_exactly_one(literals)
    model.add(total(unscheduled) <= pool.unscheduled)
    for trainer, terms in load.items():
        polytope = pool.polytopes[trainer]
        overload = model.new_int_var(0, max(0, polytope.maximum - polytope.share), "")
        beyond = model.new_int_var(0, SET_PARTITIONING_SETTINGS.most_beyond, "")
        model.add(total(terms) - overload - beyond <= polytope.share)
        objective += [polytope.overload_cost * overload, polytope.largest_price * beyond]
    if linking is not None:
        bookings = [(literal, pool.columns[school][index].bookings) for (school, index), literal in chosen.items()]
        objective += _day_penalties(model, bookings, linking)
        objective += _between_penalties(model, pool, chosen, linking)
        objective += _pair_penalties(model, bookings, linking)
    model.minimize(total(objective))
    gap = SET_PARTITIONING_SETTINGS.relative_gap if linking else 0.0
    solver, status = solve(model, control, seconds=seconds, linearization_level=2, relative_gap_limit=gap)
    if status != cp_model.OPTIMAL and (status != cp_model.FEASIBLE or not linking):
        return None
    indices = {school: index for (school, index), literal in chosen.items() if solver.boolean_value(literal)}
    found = {school: pool.columns[school][index] for school, index in indices.items()}
    return ChosenColumns(found, indices, solver.objective_value / SCALE)


def _day_penalties(
    model: cp_model.CpModel, columns: Sequence[tuple[cp_model.IntVar, DayBookings]], linking: LinkingPenalties
) -> list[cp_model.LinearExprT]:
    """What it costs that the chosen columns want too much of a day of an assessor."""
    on_day: dict[tuple[str, date], list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    for literal, bookings in columns:
        for key, count in day_loads(bookings).items():
            on_day[key].append((literal, count))
    costs: list[cp_model.LinearExprT] = []
    for (trainer, day), visits in on_day.items():
        beyond = model.new_int_var(0, SET_PARTITIONING_SETTINGS.most_beyond, "")
        wpas = [count * literal for literal, count in visits]
        model.add(cp_model.LinearExpr.sum(wpas) - beyond <= linking.fits_on(trainer, day))
        # going on to another school takes about the time of one WPA
        with_travel = [(count + 1) * literal for literal, count in visits]
        model.add(cp_model.LinearExpr.sum(with_travel) - beyond <= linking.in_time(trainer, day) + 1)
        costs.append(linking.day_penalty * beyond)
    return costs


def _between_penalties(
    model: cp_model.CpModel, pool: ColumnPool, chosen: Mapping[ColumnKey, cp_model.IntVar], linking: LinkingPenalties
) -> list[cp_model.LinearExprT]:
    """What it costs that an assessor goes to two schools on a day (A7, V8)."""
    visits: dict[tuple[str, date], dict[str, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
    for (school, index), literal in chosen.items():
        for key in day_loads(pool.columns[school][index].bookings):
            visits[key][school].append(literal)
    costs: list[cp_model.LinearExprT] = []
    for (trainer, day), there in visits.items():
        for school, other in combinations(sorted(there), 2):
            cost = linking.between(trainer, day, school, other)
            if cost == 0:
                continue
            both = model.new_bool_var("")
            model.add(cp_model.LinearExpr.sum([*there[school], *there[other]]) - both <= 1)
            costs.append((linking.day_penalty if cost is None else cost) * both)
    return costs


def _pair_penalties(
    model: cp_model.CpModel, columns: Sequence[tuple[cp_model.IntVar, DayBookings]], linking: LinkingPenalties
) -> list[cp_model.LinearExprT]:
    """What it costs that a pair meets too often in the chosen columns (V6)."""
    together: dict[tuple[str, str], list[cp_model.LinearExprT]] = defaultdict(list)
    most: Counter[tuple[str, str]] = Counter()
    for literal, bookings in columns:
        pairs = Counter((each.field, each.institute) for each in bookings.values() if each.institute is not None)
        for pair, count in pairs.items():
            together[pair].append(count * literal)
            most[pair] += count
    costs: list[cp_model.LinearExprT] = []
    for pair, terms in together.items():
        if most[pair] > PAIR_LIMIT:
            above = model.new_int_var(0, most[pair], "")
            model.add(cp_model.LinearExpr.sum(terms) - above <= PAIR_LIMIT)
            costs.append(linking.pair_penalty * above)
    return costs


def day_loads(bookings: DayBookings) -> Counter[tuple[str, date]]:
    """(trainer id, day) to WPAs."""
    return Counter((trainer, booking.day) for booking in bookings.values() for trainer in booking.assessors)
