"""Closing a small gap for good: every plan of a school that a cheaper roster could use, and the best choice of those.

A roster cheaper than the best so far uses in every school a plan whose cost after tariffs is within the gap of
that school's cheapest. If all such plans are known, up to who assesses how often, the cheapest choice among
them is a valid bound; often it equals the roster.
"""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from models.assessment.bound import Bounding
from models.assessment.desk import Desk
from models.assessment.master import Fitted, Master
from models.assessment.schools import SchoolBound, bound_of, school_model
from models.assessment.tariffs import Tariffs
from models.search import Control, solve
from models.settings import SearchSettings

MOST = 150  # plans per school; with more it is not worth it


@dataclass(frozen=True, slots=True)
class Listing:
    """One school: its bound at these tariffs, and how much dearer than that (scaled) a plan may be."""

    settings: SearchSettings
    school: str
    tariffs: Tariffs
    value: int
    gap: int


@dataclass(frozen=True, slots=True)
class Listed:
    """``plans`` is None when there were too many, or too little time to be sure of all."""

    plans: tuple[SchoolBound, ...] | None
    seconds: float


def list_plans(desk: Desk, asked: Listing) -> Listed:
    """For every way to spread a school's WPAs over assessors, its cheapest plan if that is within the gap.

    Choices are left out that are dearer than the gap, or that others can replace whatever the tariffs are: some
    cheapest choice of plans does without those.
    """
    control = Control.of(asked.settings)
    offers = desk.offers(asked.school, asked.tariffs, margin=asked.gap + 1)
    asking = school_model(desk.schools[asked.school], offers, asked.tariffs, counted=True)
    asking.model.add(asking.objective <= asked.value + asked.gap)
    found: list[SchoolBound] = []
    while len(found) < MOST and control.remaining > 0:
        solver, status = solve(asking.model, control, linearization_level=2, cut_level=0)
        if status == cp_model.INFEASIBLE:
            return Listed(tuple(found), control.elapsed)
        if status != cp_model.OPTIMAL:
            break
        plan = bound_of(asking.plan(solver), solver, asked.tariffs, 0, 0)
        found.append(plan)
        # all WPAs are held, so another spread has somebody with fewer
        asking.model.add_bool_or(asking.steps[trainer][count - 1].negated() for trainer, count in plan.loads.items())
    return Listed(None, control.elapsed)


def close(bounding: Bounding, cost: int, control: Control) -> Fitted | None:
    """Raises the bound as far as all plans of rosters cheaper than ``cost`` tell; their best choice, or None.

    None also when it would take too long; then nothing has changed.
    """
    gap = bounding.gap_to(cost - 1)
    if gap is None or gap < 0 or bounding.master.skips:
        return None
    settings = control.handover()
    schools = list(bounding.schools)
    questions = [
        Listing(settings, school, bounding.best_tariffs[school], bounding.best_values[school], gap)
        for school in schools
    ]
    answers = bounding.lanes.all(list_plans, questions, control)
    if answers is None:
        return None
    control.charge(sum(answer.seconds for answer in answers) / bounding.lanes.width)
    columns = {school: list(answer.plans or ()) for school, answer in zip(schools, answers, strict=True)}
    if any(answer.plans is None for answer in answers):
        return None
    if not all(columns.values()):
        bounding.raise_to(cost)
        return None
    everything = Master(bounding.master.sizes, bounding.master.workloads, columns=columns)
    best = everything.fit(control, control.remaining)
    if best is not None:
        bounding.raise_to(min(cost, bounding.whole(best.cost)))
    return best
