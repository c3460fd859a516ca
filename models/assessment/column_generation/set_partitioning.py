"""Plans of schools as columns: the cheapest mixture gives prices, the cheapest choice gives a plan for all.

Dantzig-Wolfe decomposition: every plan a school was found to want is a column, and a linear program mixes them
so that nobody is above the fair share (V2) or the maximum (A8) at less cost than necessary. Its dual values are
the next tariffs. With cuts (workload.py) the mixture cannot fill up shares with parts of blocks. Knows no slots.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ortools.sat.python import cp_model

from models.assessment.column_generation.dual_prices import SCALE
from models.assessment.column_generation.load_cuts import LoadCut, LoadPolytope
from models.assessment.column_generation.pricing import Plan, PricedColumn
from models.assessment.column_generation.restricted_master import Prices, RestrictedMaster, Separate
from models.assessment.data.fair_share import PAIR_LIMIT
from models.search.control import Control, solve

CUT_ROUNDS = 4  # of cuts on one set of columns
FIT_GAP = 0.0005


@dataclass(frozen=True)
class Ties:
    """What ties plans together besides the workload: days of assessors (A7, A8), and pairs that meet often (V6).

    ``fits_on`` is how many WPAs an assessor can do on a day, ``in_time`` the same without the maximum per day;
    costs are scaled. ``handicaps`` are what the column of a school at a place proved dearer in a roster;
    columns ``passed_over`` are too dear to be worth a variable.
    """

    fits_on: Callable[[str, date], int]
    in_time: Callable[[str, date], int]
    beyond_day: int
    again: int
    handicaps: Mapping[tuple[str, int], int]
    passed_over: Collection[tuple[str, int]] = ()


@dataclass(frozen=True)
class ChosenColumns:
    """One plan per school, by its place among the columns; ``cost`` (unscaled) is that of the choice."""

    columns: Mapping[str, PricedColumn]
    places: Mapping[str, int]
    cost: float

    @property
    def plan(self) -> Plan:
        return {student: seats for column in self.columns.values() for student, seats in column.plan.items()}

    @property
    def loads(self) -> Counter[str]:
        loads: Counter[str] = Counter()
        for column in self.columns.values():
            loads.update(column.loads)
        return loads


@dataclass
class IntegerMaster:
    """``mixed`` is the cost of the cheapest mixture; ``skips`` the cases that every roster leaves out."""

    sizes: Mapping[str, int]
    workloads: Mapping[str, LoadPolytope]
    skips: int = 0
    mixed: float | None = None
    skip_price: int = 0
    columns: dict[str, list[PricedColumn]] = field(default_factory=lambda: defaultdict(list))
    cuts: dict[str, list[LoadCut]] = field(default_factory=lambda: defaultdict(list))

    def add(self, school: str, column: PricedColumn) -> int:
        """Its place among the columns of the school, where the same plan is only once."""
        here = self.columns[school]
        for place, known in enumerate(here):
            if column.plan == known.plan:
                return place
        here.append(column)
        return len(here) - 1

    def prices(self, control: Control, separate: Separate | None = None) -> Prices | None:
        """What the cheapest mixture pays for everyone's time; None without a mixture. ``separate`` finds cuts."""
        mixture = RestrictedMaster(self.columns, self.sizes, self.workloads, self.skips, self.cuts)
        if not mixture.solve(control):
            return None
        for _ in range(CUT_ROUNDS if separate is not None else 0):
            if control.remaining <= 0 or separate is None or not mixture.cut(separate):
                break
            if not mixture.solve(control):
                return None
        self.mixed, self.skip_price = mixture.cost, mixture.skip_price
        return mixture.prices()

    def fit(
        self,
        control: Control,
        seconds: float,
        ties: Ties | None = None,
        start: ChosenColumns | None = None,
    ) -> ChosenColumns | None:
        """The cheapest choice of one plan per school that fit together; None when none was found.

        With ``ties`` days and pairs count too, and a choice close to the cheapest will do. Without, the answer
        is the cheapest, or None.
        """
        model = cp_model.CpModel()
        total = cp_model.LinearExpr.sum
        objective: list[cp_model.LinearExprT] = []
        load: dict[str, list[cp_model.LinearExprT]] = defaultdict(list)
        tied: list[tuple[cp_model.IntVar, Plan]] = []
        left_out: list[cp_model.LinearExprT] = []
        chosen: list[tuple[cp_model.IntVar, str, int]] = []
        for school, known in self.columns.items():
            literals = []
            for place, column in enumerate(known):
                if ties is not None and (school, place) in ties.passed_over:
                    continue
                literal = model.new_bool_var("")
                literals.append(literal)
                chosen.append((literal, school, place))
                handicap = ties.handicaps.get((school, place), 0) if ties else 0
                objective.append((column.cost + handicap) * literal)
                left_out.append((self.sizes[school] - len(column.plan)) * literal)
                for trainer, count in column.loads.items():
                    load[trainer].append(count * literal)
                tied.append((literal, column.plan))
                if start is not None:
                    model.add_hint(literal, int(start.places.get(school) == place))
            model.add_exactly_one(literals)
        model.add(total(left_out) <= self.skips)
        for trainer, terms in load.items():
            work = self.workloads[trainer]
            above = model.new_int_var(0, max(0, work.maximum - work.share), "")
            beyond = model.new_int_var(0, 1000, "")
            model.add(total(terms) - above - beyond <= work.share)
            objective += [work.overload * above, work.dearest * beyond]
        if ties is not None:
            objective += _tie(model, tied, ties)
        model.minimize(total(objective))
        solver, status = solve(
            model, control, seconds=seconds, linearization_level=2, relative_gap_limit=FIT_GAP if ties else 0.0
        )
        if status != cp_model.OPTIMAL and (status != cp_model.FEASIBLE or not ties):
            return None
        places = {school: place for literal, school, place in chosen if solver.boolean_value(literal)}
        columns = {school: self.columns[school][place] for school, place in places.items()}
        return ChosenColumns(columns, places, solver.objective_value / SCALE)


def _tie(
    model: cp_model.CpModel, columns: Sequence[tuple[cp_model.IntVar, Plan]], ties: Ties
) -> list[cp_model.LinearExprT]:
    """What it costs that the chosen plans want too much of a day or of a pair."""
    on_day: dict[tuple[str, date], list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    together: dict[tuple[str, str], list[cp_model.LinearExprT]] = defaultdict(list)
    most: Counter[tuple[str, str]] = Counter()
    for literal, plan in columns:
        for key, count in day_loads(plan).items():
            on_day[key].append((literal, count))
        pairs = Counter((field, other) for _, field, other in plan.values() if other is not None)
        for pair, count in pairs.items():
            together[pair].append(count * literal)
            most[pair] += count
    costs: list[cp_model.LinearExprT] = []
    for (trainer, day), visits in on_day.items():
        beyond = model.new_int_var(0, 1000, "")
        done = [count * literal for literal, count in visits]
        model.add(cp_model.LinearExpr.sum(done) - beyond <= ties.fits_on(trainer, day))
        # going on to another school takes about the time of one WPA
        spent = [(count + 1) * literal for literal, count in visits]
        model.add(cp_model.LinearExpr.sum(spent) - beyond <= ties.in_time(trainer, day) + 1)
        costs.append(ties.beyond_day * beyond)
    for pair, terms in together.items():
        if most[pair] > PAIR_LIMIT:
            above = model.new_int_var(0, most[pair], "")
            model.add(cp_model.LinearExpr.sum(terms) - above <= PAIR_LIMIT)
            costs.append(ties.again * above)
    return costs


def day_loads(plan: Plan) -> Counter[tuple[str, date]]:
    """WPAs per assessor and day."""
    return Counter((trainer, day) for day, *seats in plan.values() for trainer in seats if trainer is not None)
