"""How many WPAs can be scheduled at most. A valid upper bound, from relaxations; makes no roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ortools.sat.python import cp_model

from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment
from models.assessment.block.model import Block
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import shares_for_seats
from models.assessment.feasibility.settings import COUNT_BOUND_SETTINGS
from models.search.control import Control, solve


def count_bound(data: AssessmentData, cases: Sequence[Case], bookings: Assessment, control: Control) -> int:
    """The least of two valid bounds: school by school, and assessors' days against WPAs.

    Only schools where the roster leaves someone out can lower the first, so only those are solved.

    Args:
        data: What the cases are of.
        cases: All WPAs that should be scheduled.
        bookings: A feasible roster, in which the pinned WPAs are.
        control: The time there is; the bound is valid, and less sharp, when it is short.

    Returns:
        A number of WPAs, at most ``len(cases)``.
    """
    return min(_by_school(data, cases, bookings, control), _by_capacity(data, cases, control))


def _by_school(data: AssessmentData, cases: Sequence[Case], bookings: Assessment, control: Control) -> int:
    schools: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        schools[case.school].append(case)
    most = 0
    for members in schools.values():
        if all(case.id in bookings for case in members):
            most += len(members)
            continue
        block = Block(data, members, {}, shares_for_seats(data, 0, 0))
        alone = block.solve(control, COUNT_BOUND_SETTINGS.school_seconds)
        # the roster has the pinned WPAs of this school, so a school that seems infeasible is or-tools issue 5274
        most += len(members) if alone.infeasible else alone.count_bound
    return most


def _by_capacity(data: AssessmentData, cases: Sequence[Case], control: Control) -> int:
    """A relaxation without slots: per assessor and day no more WPAs than fit, per assessor no more than the maximum."""
    if Rule.A8 in data.without:
        return len(cases)
    total = cp_model.LinearExpr.sum
    model = cp_model.CpModel()
    by_trainer: dict[str, list[cp_model.IntVar]] = defaultdict(list)
    by_day: dict[tuple[str, date], list[cp_model.IntVar]] = defaultdict(list)
    scheduled: list[cp_model.IntVar] = []
    for case in cases:
        here = model.new_bool_var("")
        scheduled.append(here)
        for pool in (case.field, case.institute) if case.two else (case.field,):
            seats = []
            for trainer in pool:
                for day in sorted({s.date for s in case.slots if s.id in data.open_slots[trainer]}):
                    seat = model.new_bool_var("")
                    seats.append(seat)
                    by_trainer[trainer].append(seat)
                    by_day[trainer, day].append(seat)
            model.add(total(seats) == here)
    for trainer, taken in by_trainer.items():
        model.add(total(taken) <= data.instance.max_wpas(trainer))
    for (trainer, day), taken in by_day.items():
        if len(taken) > data.fits_on(trainer, day):
            model.add(total(taken) <= data.fits_on(trainer, day))
    model.maximize(total(scheduled))
    seconds = COUNT_BOUND_SETTINGS.flow_seconds
    solver, status = solve(model, control, seconds=seconds, num_workers=1, linearization_level=2)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return len(cases)
    return min(len(cases), int(solver.best_objective_bound + 1e-6))
