"""How many WPAs can be scheduled at most. A valid upper bound, from parts that are solved alone."""

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
from models.search.control import Control, solve

SCHOOL_SECONDS = 5.0
FLOW_SECONDS = 20.0


def count_bound(data: AssessmentData, cases: Sequence[Case], bookings: Assessment, control: Control) -> int:
    """The least of two valid bounds: school by school, and assessors' days against WPAs.

    Only schools where the roster leaves someone out can lower the first, so only those are solved.
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
        alone = Block(data, members, {}, shares_for_seats(data, 0, 0)).solve(control, SCHOOL_SECONDS)
        # the roster holds the pinned WPAs of this school, so a school that seems infeasible is or-tools 5274
        most += len(members) if alone.infeasible else alone.count_bound
    return most


def _by_capacity(data: AssessmentData, cases: Sequence[Case], control: Control) -> int:
    """A relaxation without slots: per assessor and day no more WPAs than fit, per assessor no more than the maximum."""
    total = cp_model.LinearExpr.sum
    model = cp_model.CpModel()
    by_trainer: dict[str, list[cp_model.IntVar]] = defaultdict(list)
    by_day: dict[tuple[str, date], list[cp_model.IntVar]] = defaultdict(list)
    done: list[cp_model.IntVar] = []
    for case in cases:
        scheduled = model.new_bool_var("")
        done.append(scheduled)
        for pool in (case.field, case.institute) if case.two else (case.field,):
            seats = []
            for trainer in pool:
                for day in sorted({s.date for s in case.slots if s.id in data.open_slots[trainer]}):
                    seat = model.new_bool_var("")
                    seats.append(seat)
                    by_trainer[trainer].append(seat)
                    by_day[trainer, day].append(seat)
            model.add(total(seats) == scheduled)
    if Rule.A8 in data.without:
        return len(cases)
    for trainer, taken in by_trainer.items():
        model.add(total(taken) <= data.instance.max_wpas(trainer))
    for (trainer, day), taken in by_day.items():
        if len(taken) > data.fits_on(trainer, day):
            model.add(total(taken) <= data.fits_on(trainer, day))
    model.maximize(total(done))
    solver, status = solve(model, control, seconds=FLOW_SECONDS, num_workers=1, linearization_level=2)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return len(cases)
    return min(len(cases), int(solver.best_objective_bound + 1e-6))
