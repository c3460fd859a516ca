"""One school alone: which days and assessors cost least. Knows no slots and no other school.

Time within a day is dropped and pairs (V6) cost nothing, so the optimum is a lower bound on what the school
costs in any roster, and its plan is a good start for one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from types import MappingProxyType

from ortools.sat.python import cp_model

from instances.domain.entities import Slot
from instances.domain.rulebook import Wish
from models.assessment.column_generation.dual_prices import FREE, SCALE, DualPrices, paid, step
from models.assessment.data.cases import AssessmentData, Case
from models.search.control import Control, solve

SECONDS = 10.0  # for one school; its bound is valid then too, only less sharp
NOTHING: DualPrices = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DayAssessor:
    """One assessor a school can get on one day: ``trip`` once, ``seats`` per case; scaled costs."""

    trainer: str
    trip: int
    seats: Mapping[str, int]
    capacity: int


Plan = dict[str, tuple[date, str, str | None]]
"""Student id to day, field assessor and institute assessor."""


@dataclass(frozen=True, slots=True)
class PricedColumn:
    """``value`` is a valid lower bound (scaled, priced); ``plan`` is the roster found, at its unpriced ``cost``."""

    value: int
    cost: int
    plan: Plan

    @property
    def loads(self) -> Counter[str]:
        """WPAs per assessor in the plan."""
        return Counter(trainer for _, *seats in self.plan.values() for trainer in seats if trainer is not None)


def day_choices(
    data: AssessmentData,
    school: str,
    day: date,
    cases: Sequence[Case],
    slots: Mapping[str, list[Slot]],
    in_field: bool,
    free: Mapping[str, Collection[str]],
) -> list[DayAssessor]:
    """Who can take a seat of one pool at the school that day, at unpriced costs.

    ``slots`` are the slots of each WPA that day, ``free`` the slots of each trainer; who has none is passed over.
    """
    weights = data.instance.settings.weights
    seats: dict[str, dict[str, int]] = defaultdict(dict)
    for case in cases:
        for trainer in case.field if in_field else case.institute:
            mine = free.get(trainer, ())
            usable = [slot.id for slot in slots.get(case.id, ()) if slot.id in mine]
            if usable:
                seats[trainer][case.id] = SCALE * data.day_cost(case, trainer, usable)
    return [
        DayAssessor(
            trainer,
            SCALE * weights[Wish.V1] * data.trip_minutes(trainer, school),
            costs,
            data.fits_on(trainer, day),
        )
        for trainer, costs in seats.items()
    ]


def undominated(
    choices: Sequence[DayAssessor], tariffs: DualPrices = NOTHING, cap: int = 0, margin: int = 0
) -> list[DayAssessor]:
    """Leave out whose WPAs of the day can always go to others who are never dearer.

    Who is left out has replacements with together room for every WPA of the day, each with at least the same
    capacity: if one of them does not come yet, that one takes over everything; if all come, the room they
    have left is enough. With a ``cap`` the replacements stay cheaper even when each of their seats costs
    that much more: such a choice need not be looked at whatever the tariffs are, up to that cap. With a
    ``margin`` only those are left out who are dearer by more than that.
    """
    students = {case for choice in choices for case in choice.seats}
    low = {choice.trainer: min(tariffs.get(choice.trainer, FREE)) for choice in choices}
    high = {choice.trainer: max(tariffs.get(choice.trainer, FREE)) + cap for choice in choices}

    def dearness(choice: DayAssessor) -> tuple[int, int, int, str]:
        costs = sum(choice.seats.values()) + len(choice.seats) * (low[choice.trainer] + high[choice.trainer]) // 2
        return choice.trip, -len(choice.seats), costs, choice.trainer

    kept: list[DayAssessor] = []
    for choice in sorted(choices, key=dearness):
        room = 0
        for other in kept:
            dearer = high[other.trainer] - low[choice.trainer]
            if other.capacity >= min(choice.capacity, len(students)) and _replaces(other, choice, dearer, margin):
                room += other.capacity
                if room >= len(students):
                    break
        else:
            kept.append(choice)
    return kept


def _replaces(other: DayAssessor, choice: DayAssessor, dearer: int, margin: int) -> bool:
    """``dearer`` is what a WPA of the other may cost more by tariff, at most."""
    room = choice.trip - other.trip - margin
    if room < 0:
        return False
    for case, cost in choice.seats.items():
        instead = other.seats.get(case)
        if instead is None:
            return False
        room -= max(0, instead + dearer - cost)
        if room < 0:
            return False
    return True


Offer = tuple[date, bool, list[DayAssessor]]
"""A day, whether for the field seat, and who can come."""


def without_copies(offers: Sequence[Offer], cases: int) -> list[Offer]:
    """Leave out a day when another offers everything it does, with room for all WPAs of the school at once.

    A roster that uses the lesser day can move all its WPAs to the better day, with the same assessors, at no
    extra cost: trips are paid once, and capacity is enough for every WPA of the school together.
    """
    days: dict[date, dict[bool, dict[str, DayAssessor]]] = defaultdict(dict)
    for day, in_field, choices in offers:
        days[day][in_field] = {choice.trainer: choice for choice in choices}
    kept: list[date] = []
    for day in sorted(days, key=lambda d: (-sum(len(c.seats) for o in days[d].values() for c in o.values()), d)):
        if not any(_offers_all(days[other], days[day], cases) for other in kept):
            kept.append(day)
    return [offer for offer in offers if offer[0] in kept]


def _offers_all(
    better: Mapping[bool, dict[str, DayAssessor]], lesser: Mapping[bool, dict[str, DayAssessor]], cases: int
) -> bool:
    for in_field, choices in lesser.items():
        for trainer, choice in choices.items():
            same = better.get(in_field, {}).get(trainer)
            if same is None or same.capacity < cases or same.trip > choice.trip:
                return False
            if any(same.seats.get(case, cost + 1) > cost for case, cost in choice.seats.items()):
                return False
    return True


@dataclass(frozen=True)
class PricingModel:
    """The CP-SAT model of one school, with what can be asked of its variables.

    ``steps[trainer][j]`` is 1 when that trainer takes more than j WPAs; only for whom the tariff differs by number
    or for everyone when ``counted``.
    """

    model: cp_model.CpModel
    seats: Mapping[tuple[str, date, bool], list[tuple[str, cp_model.IntVar]]]
    held: Mapping[tuple[str, date], cp_model.IntVar]
    steps: Mapping[str, list[cp_model.IntVar]]
    objective: cp_model.LinearExprT

    def plan(self, solver: cp_model.CpSolver) -> Plan:
        found: Plan = {}
        for (student, day), chosen in self.held.items():
            if solver.boolean_value(chosen):
                takers = [
                    next(
                        (t for t, seat in self.seats.get((student, day, pool), ()) if solver.boolean_value(seat)), None
                    )
                    for pool in (True, False)
                ]
                assert takers[0] is not None
                found[student] = (day, takers[0], takers[1])
        return found


def pricing_model(
    cases: Sequence[Case],
    offers: Sequence[Offer],
    tariffs: DualPrices,
    skip_price: int | None = None,
    counted: bool = False,
) -> PricingModel:
    """Days and assessors for one school alone, each WPA on one of its days or left out at a price."""
    model = cp_model.CpModel()
    total = cp_model.LinearExpr.sum
    seats: dict[tuple[str, date, bool], list[tuple[str, cp_model.IntVar]]] = defaultdict(list)
    taken: dict[str, list[cp_model.IntVar]] = defaultdict(list)
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
            taken[choice.trainer] += mine
            if len(mine) > choice.capacity:
                model.add(total(mine) <= choice.capacity * trip)
    steps: dict[str, list[cp_model.IntVar]] = {}
    for trainer, mine in taken.items():
        tariff = tariffs.get(trainer, FREE)
        if len(set(tariff[: len(cases)])) == 1 and not counted:
            objective.append(tariff[0] * total(mine))
            continue
        steps[trainer] = [model.new_bool_var("") for _ in cases]
        model.add(total(mine) == total(steps[trainer]))
        for more, fewer in zip(steps[trainer][1:], steps[trainer], strict=False):
            model.add_implication(more, fewer)
        objective += [step(tariff, j) * more for j, more in enumerate(steps[trainer], 1)]
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
    whole = total(objective)
    model.minimize(whole)
    return PricingModel(model, seats, held, steps, whole)


def solve_pricing(
    cases: Sequence[Case],
    offers: Sequence[Offer],
    tariffs: DualPrices,
    control: Control,
    skip_price: int | None = None,
    tolerance: float = 0.0,
    seconds: float = SECONDS,
) -> PricedColumn | None:
    """The cheapest days and assessors for one school alone; None when the time ran out.

    The plan is empty where none was found, though there was time: then the value is what is known.
    """
    asked = pricing_model(cases, offers, tariffs, skip_price)
    solver, status = solve(
        asked.model,
        control,
        seconds=seconds,
        num_workers=1,
        linearization_level=2,
        cut_level=0,
        relative_gap_limit=tolerance,
        max_presolve_iterations=1,
    )
    if status == cp_model.UNKNOWN and control.remaining > 0:
        return PricedColumn(max(0, floor(solver.best_objective_bound + 1e-6)), 0, {})
    if status == cp_model.INFEASIBLE:
        return PricedColumn(0, 0, {})
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return bound_of(asked.plan(solver), solver, tariffs, (skip_price or 0) * len(cases), skip_price or 0)


def bound_of(
    plan: Plan, solver: cp_model.CpSolver, tariffs: DualPrices, everyone: int, skip_price: int
) -> PricedColumn:
    """``everyone`` is the price of leaving all cases out."""
    found = PricedColumn(floor(solver.best_objective_bound + 1e-6), 0, plan)
    paid_for = sum(paid(tariffs.get(trainer, FREE), count) for trainer, count in found.loads.items())
    cost = round(solver.objective_value) - paid_for - everyone + skip_price * len(plan)
    return PricedColumn(found.value, cost, plan)
