"""Tours chosen for all trainers of a component: a relaxation with bounds on number and cost. Knows no clock time.

Every visit that is planned is in one tour of each trainer concerned, a meeting for all of them on the same kind of day
and at the same time. That two trainers do not visit one student or class at once is left out but where a meeting or
WPAs fix the day: no roster does better.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from ortools.sat.python import cp_model

from instances.visits.roster import VisitWish
from models.search.control import Control, solve
from models.visits.data import WEIGHTS, Component
from models.visits.tours import VisitTour, VisitTours

_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True)
class ChosenTours:
    """What the relaxation gives.

    Attributes:
        count_bound: No roster plans more.
        cost_bound: No roster with ``count_bound`` planned costs less; None where that was not found out.
        tours: The best tours that were found; None without any.
    """

    count_bound: int
    cost_bound: int | None
    tours: tuple[VisitTour, ...] | None


def choose_tours(component: Component, every: VisitTours, control: Control) -> ChosenTours:
    """Choose the tours with the most visits, then the least cost.

    Args:
        component: The part.
        every: All its tours.
        control: Time for it.

    Returns:
        The tours, with bounds.
    """
    program = _TourProgram(component, every)
    solver, status = program.most(control)
    if status not in _FOUND:
        return ChosenTours(len(component.items), None, None)
    count = math.floor(solver.best_objective_bound + _ROUNDING)
    tours = program.chosen(solver)
    if round(solver.objective_value) < count:
        return ChosenTours(count, None, tours)
    solver, status = program.cheapest(count, solver, control)
    if status not in _FOUND:
        bound = None if status != cp_model.UNKNOWN else _finite(solver.best_objective_bound)
        return ChosenTours(count, bound, tours)
    return ChosenTours(count, _finite(solver.best_objective_bound), program.chosen(solver))


_ROUNDING = 1e-6  # bounds of integers are floats


def _finite(bound: float) -> int | None:
    return math.ceil(bound - _ROUNDING) if math.isfinite(bound) else None


class _TourProgram:
    """Booleans for tours, items and the kinds of days on which a meeting is."""

    def __init__(self, component: Component, every: VisitTours) -> None:
        self._component, self._every = component, every
        self._model = cp_model.CpModel()
        self._tours = [self._model.new_bool_var("") for _ in every.tours]
        self._planned = [self._model.new_bool_var("") for _ in component.items]
        self._missing: list[tuple[cp_model.IntVar, int]] = []
        self._stays: list[cp_model.IntVar] = []
        self._post_days()
        self._post_items()
        self._post_students()
        self._cost = self._cost_of_all()

    def most(self, control: Control) -> tuple[cp_model.CpSolver, int]:
        self._model.maximize(sum(self._planned))
        return solve(self._model, control, seconds=control.remaining / 2)

    def cheapest(self, count: int, found: cp_model.CpSolver, control: Control) -> tuple[cp_model.CpSolver, int]:
        self._model.add(sum(self._planned) >= count)
        for variable in (*self._tours, *self._planned):
            self._model.add_hint(variable, found.value(variable))
        self._model.minimize(self._cost)
        return solve(self._model, control, linearization_level=2)

    def chosen(self, solver: cp_model.CpSolver) -> tuple[VisitTour, ...]:
        return tuple(
            tour for tour, taken in zip(self._every.tours, self._tours, strict=True) if solver.boolean_value(taken)
        )

    def _post_days(self) -> None:
        """No more tours of a kind than there are days of it."""
        of: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
        for tour, taken in zip(self._every.tours, self._tours, strict=True):
            of[tour.kind].append(taken)
        for kind, taken_here in of.items():
            days = len(self._every.kinds[kind].days)
            if days == 1:
                self._model.add_at_most_one(taken_here)
            elif days < len(taken_here):
                self._model.add(sum(taken_here) <= days)

    def _post_items(self) -> None:
        """An item that is planned is in one tour of each trainer concerned, on a day that they share."""
        of: defaultdict[tuple[int, str], defaultdict[int, list[cp_model.IntVar]]]
        of = defaultdict(lambda: defaultdict(list))
        for tour, variable in zip(self._every.tours, self._tours, strict=True):
            for held in tour.items:
                of[held, self._every.kinds[tour.kind].trainer][tour.kind].append(variable)
        kind_of = {(kind.trainer, day): number for number, kind in enumerate(self._every.kinds) for day in kind.days}
        for number, item in enumerate(self._component.items):
            for trainer in item.trainers:
                taken = [one for here in of[number, trainer].values() for one in here]
                self._model.add_exactly_one(*taken, self._planned[number].negated())
            if len(item.trainers) > 1 or item.missing:
                self._post_meeting(number, of, kind_of)

    def _post_students(self) -> None:
        """No student twice on a day that is known to be one: that of a meeting, or the only one of its kind."""
        of: defaultdict[tuple[str, object], list[cp_model.IntVar]] = defaultdict(list)
        items = self._component.items
        for tour, taken in zip(self._every.tours, self._tours, strict=True):
            students = dict.fromkeys(items[item].student for item in tour.items if items[item].student)
            days = self._every.kinds[tour.kind].days
            same: list[object] = [("meeting", item) for item in tour.items if len(items[item].trainers) > 1]
            same += [("day", days[0])] if len(days) == 1 else []
            for student, day in product(students, same):
                of[student, day].append(taken)
        for taken_then in of.values():
            self._model.add_at_most_one(taken_then)

    def _post_meeting(
        self,
        number: int,
        of: Mapping[tuple[int, str], Mapping[int, list[cp_model.IntVar]]],
        kind_of: Mapping[tuple[str, int], int],
    ) -> None:
        item = self._component.items[number]
        cells: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for day in item.starts:
            cells[tuple(kind_of[trainer, day] for trainer in item.trainers)].append(day)
        at = self._post_begins(number) if len(item.trainers) > 1 else {}
        held = {cell: self._model.new_bool_var("") for cell in cells}
        for cell, days in cells.items():
            kept = item.kept(days[0])
            if kept is not None and kept in at:
                self._stays.append(stays := self._model.new_bool_var(""))
                self._model.add_implication(stays, held[cell])
                self._model.add_implication(stays, at[kept])
        self._missing += [(held[cell], item.missing.get(days[0], 0)) for cell, days in cells.items()]
        for place, trainer in enumerate(item.trainers):
            for kind in dict.fromkeys(cell[place] for cell in cells):
                there = [here for cell, here in held.items() if cell[place] == kind]
                self._model.add(sum(of[number, trainer].get(kind, [])) == sum(there))

    def _post_begins(self, number: int) -> dict[int, cp_model.IntVar]:
        """A meeting begins at one moment, which suits the tours of all; the moments."""
        item = self._component.items[number]
        begins = sorted({begin for starts in item.starts.values() for begin in starts})
        at = {begin: self._model.new_bool_var("") for begin in begins}
        self._model.add_exactly_one(*at.values(), self._planned[number].negated())
        of: defaultdict[str, defaultdict[frozenset[int], list[cp_model.IntVar]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for tour, taken in zip(self._every.tours, self._tours, strict=True):
            if tour.meeting == number:
                of[self._every.kinds[tour.kind].trainer][tour.begins].append(taken)
        for suiting in of.values():
            for those in suiting:
                if len(those) < len(at):
                    taken_then = [one for fewer, taken in suiting.items() if fewer <= those for one in taken]
                    self._model.add(sum(taken_then) <= sum(at[begin] for begin in sorted(those)))
        return at

    def _cost_of_all(self) -> cp_model.LinearExprT:
        """R1, R3 and R4 of the tours, R2 of the meetings, R5 of each trainer, R6 less what stays as it was."""
        travel = WEIGHTS[VisitWish.R1]
        cost: list[cp_model.LinearExprT] = [
            (travel * tour.minutes + tour.other) * taken
            for tour, taken in zip(self._every.tours, self._tours, strict=True)
        ]
        cost += [WEIGHTS[VisitWish.R2] * units * held for held, units in self._missing if units]
        cost += [self._component.changed_at_most, *(-WEIGHTS[VisitWish.R6] * stays for stays in self._stays)]
        minutes: defaultdict[str, list[cp_model.LinearExprT]] = defaultdict(list)
        most: defaultdict[str, int] = defaultdict(int)
        for tour, taken in zip(self._every.tours, self._tours, strict=True):
            trainer = self._every.kinds[tour.kind].trainer
            minutes[trainer].append(tour.minutes * taken)
            most[trainer] += max(0, tour.minutes)
        for trainer, travelled in minutes.items():
            above = self._model.new_int_var(0, most[trainer], "")
            self._model.add(above >= sum(travelled) - self._component.travellers[trainer].norm)
            cost.append(WEIGHTS[VisitWish.R5] * above)
        return sum(cost)
