"""Days for tours that were chosen by kind: one tour of a trainer on a day, a meeting on one day for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from ortools.sat.python import cp_model

from models.search.control import Control, solve
from models.visits.data import Component
from models.visits.tours import VisitTour, VisitTours


def days_for_tours(
    component: Component, every: VisitTours, chosen: Iterable[VisitTour], control: Control
) -> dict[int, int] | None:
    """Give each tour a day, with as few students and classes visited by two trainers on one day as can be.

    Args:
        component: The part.
        every: All tours, for the kinds of days.
        chosen: Those that want a day.
        control: Time for it.

    Returns:
        Number of an item to the number of its day; None where not every tour can have one.
    """
    model, tours = cp_model.CpModel(), list(chosen)
    of_trainer: defaultdict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
    together: defaultdict[tuple[object, int], dict[int, cp_model.IntVar]] = defaultdict(dict)
    on: dict[tuple[int, int], cp_model.IntVar] = {}
    for number, tour in enumerate(tours):
        kind = every.kinds[tour.kind]
        for day in kind.days:
            on[number, day] = taken = model.new_bool_var("")
            of_trainer[kind.trainer, day].append(taken)
            for item in (component.items[item] for item in tour.items):
                if item.student:
                    together[item.student, day][number] = together[item.classroom, day][number] = taken
        model.add_exactly_one(on[number, day] for day in kind.days)
    for taken_then in of_trainer.values():
        model.add_at_most_one(taken_then)
    for number, item in enumerate(component.items):
        if len(item.trainers) > 1:
            first, *others = [at for at, tour in enumerate(tours) if number in tour.items] or [0]
            for other, day in product(others, item.starts):
                model.add(on.get((first, day), 0) == on.get((other, day), 0))
    clashes = []
    for (shared, _), taken_by in together.items():
        if len(taken_by) > 1:
            clashes.append(model.new_int_var(0, len(taken_by) * len(tours), ""))
            weight = len(tours) if isinstance(shared, str) else 1  # a student twice is worse than a class twice
            model.add(clashes[-1] >= weight * (sum(taken_by.values()) - 1))
    model.minimize(sum(clashes))
    solver, status = solve(model, control)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    day_of = {number: day for (number, day), taken in on.items() if solver.boolean_value(taken)}
    return {item: day_of[number] for number, tour in enumerate(tours) for item in tour.items}
