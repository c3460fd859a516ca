"""The destroy operators: which WPAs to schedule anew together. Knows a roster; solves nothing."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.assessment.data.waiting import day_quarters, visits_of
from models.assessment.search.settings import DESTROY_SETTINGS


@dataclass(frozen=True)
class RosterView:
    """What a destroy operator looks at.

    Attributes:
        data: Rules and costs.
        cases: Student id to the WPAs that can be scheduled.
        bookings: The roster.
        rng: For the operator's choices.
        size: WPAs to destroy, at most.
        busy: Ids of students whose WPAs are being solved already; they stay out.
        reduced_costs: School id to the scaled reduced cost of its part of the roster: how much more it costs than the
            bound has it; empty while there is no bound.
    """

    data: AssessmentData
    cases: Mapping[str, Case]
    bookings: Assessment
    rng: random.Random
    size: int
    busy: Collection[str]
    reduced_costs: Mapping[str, int]

    def by_school(self) -> dict[str, list[Case]]:
        found: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases.values():
            found[case.school].append(case)
        return found

    def by_trainer(self) -> dict[str, list[Case]]:
        found: dict[str, list[Case]] = defaultdict(list)
        for student, booking in self.bookings.items():
            for trainer in booking.assessors:
                found[trainer].append(self.cases[student])
        return found

    def capped(self, cases: list[Case]) -> list[Case]:
        """At most ``size`` different cases that are not busy, the first first."""
        return list({case.id: case for case in cases if case.id not in self.busy}.values())[: self.size]


DestroyOperator = Callable[[RosterView], list[Case]]
"""From a roster to the WPAs to destroy, at most as many as asked; an operator that finds nothing of its own kind falls
back on another, or gives none."""


def neighbouring_schools(view: RosterView) -> list[Case]:
    """A school and the schools that share most work of assessors with it; chance and an own board count too."""
    schools = view.by_school()
    start = view.rng.choice(list(schools))
    shared: Counter[str] = Counter()
    trainers = view.by_trainer()
    here = {case.id for case in schools[start]}
    for cases in trainers.values():
        if any(case.id in here for case in cases):
            shared.update(case.school for case in cases)
    board = view.data.instance.schools[start].board
    shared.update(s for s in schools if view.data.instance.schools[s].board == board)
    shared.pop(start, None)
    others = sorted(shared, key=lambda s: (-shared[s] * view.rng.random(), s))
    return view.capped([case for school in [start, *others] for case in schools[school]])


def one_assessor(view: RosterView) -> list[Case]:
    """WPAs at the schools of one assessor, up to the size asked for."""
    trainers = view.by_trainer()
    if not trainers:
        return []
    schools = view.by_school()
    chosen = view.rng.choice(list(trainers))
    visited = list(dict.fromkeys(case.school for case in trainers[chosen]))
    view.rng.shuffle(visited)
    return view.capped(trainers[chosen] + [case for school in visited for case in schools[school]])


def overloaded_assessor(view: RosterView) -> list[Case]:
    """The WPAs of an assessor above the fair share, and of those below who could take some over."""
    trainers = view.by_trainer()
    shares = fair_shares(view.data, set(view.bookings))
    over = [t for t, cases in trainers.items() if len(cases) > shares.get(t, 0)]
    if not over:
        return one_assessor(view)
    chosen = view.rng.choice(over)
    takers = [
        t
        for t in view.data.assessors
        if len(trainers.get(t, ())) < shares.get(t, 0) and any(t in case.eligible for case in trainers[chosen])
    ]
    near = sorted(takers, key=lambda t: _nearness(view, t, trainers[chosen]))[: DESTROY_SETTINGS.takers]
    view.rng.shuffle(near)
    return view.capped(trainers[chosen] + [case for t in near for case in trainers.get(t, [])])


def _nearness(view: RosterView, trainer: str, cases: list[Case]) -> float:
    return (
        min(view.data.trip_minutes(trainer, case.school) for case in cases)
        + view.rng.random() * DESTROY_SETTINGS.takers_noise
    )


def unshared_trips(view: RosterView) -> list[Case]:
    """WPAs that cost a trip of their own, and the schools where they are."""
    slots = view.data.instance.slots
    shared = Counter(
        (trainer, slots[booking.slot].date, view.cases[student].school)
        for student, booking in view.bookings.items()
        for trainer in booking.assessors
    )
    unshared = [school for (_, _, school), count in shared.items() if count == 1]
    if not unshared:
        return neighbouring_schools(view)
    schools = view.by_school()
    view.rng.shuffle(unshared)
    start = unshared[0]
    board = view.data.instance.schools[start].board
    near = [school for school in unshared[1:] if view.data.instance.schools[school].board == board]
    return view.capped([case for school in dict.fromkeys([start, *near]) for case in schools[school]])


def expensive_schools(view: RosterView) -> list[Case]:
    """A school of positive reduced cost, and such schools with assessors who come or could come there."""
    expensive = [school for school, reduced_cost in view.reduced_costs.items() if reduced_cost > 0]
    if not expensive:
        return neighbouring_schools(view)
    start = view.rng.choices(expensive, [view.reduced_costs[school] for school in expensive])[0]
    schools = view.by_school()
    trainers = view.by_trainer()
    here = {case.id for case in schools[start]}
    shared: Counter[str] = Counter()
    for trainer, cases in trainers.items():
        present = any(case.id in here for case in cases)
        if present or any(trainer in case.eligible for case in schools[start]):
            points = DESTROY_SETTINGS.present_weight if present else DESTROY_SETTINGS.able_weight
            shared.update({case.school: points for case in cases})
    shared.pop(start, None)
    weight = {
        school: count * (1 + view.reduced_costs.get(school, 0)) * view.rng.random() for school, count in shared.items()
    }
    others = sorted(weight, key=lambda school: (-weight[school], school))
    return view.capped([case for school in [start, *others] for case in schools[school]])


def unscheduled(view: RosterView) -> list[Case]:
    """A WPA without a slot, its school, and the WPAs of assessors who could take it."""
    open_cases = [case for case in view.cases.values() if case.id not in view.bookings]
    if not open_cases:
        return neighbouring_schools(view)
    case = view.rng.choice(open_cases)
    trainers = view.by_trainer()
    able = [trainer for trainer in case.eligible if trainer in trainers]
    view.rng.shuffle(able)
    others = (other for trainer in able[: DESTROY_SETTINGS.able] for other in trainers[trainer])
    return view.capped([case, *view.by_school()[case.school], *others])


def long_waits(view: RosterView) -> list[Case]:
    """The WPAs of an assessor on a day with waiting (V8), of the others there that day, and of their schools."""
    visits = visits_of(view.data, view.bookings)
    weights = {
        key: quarters
        for key, here in visits.items()
        if len(here) > 1 and (quarters := day_quarters(view.data, key[0], here))
    }
    if not weights or not view.data.instance.settings.weights[Wish.V8]:
        return unshared_trips(view)
    trainer, day = view.rng.choices(list(weights), list(weights.values()))[0]
    slots = view.data.instance.slots
    that_day = [view.cases[student] for student, booking in view.bookings.items() if slots[booking.slot].date == day]
    mine = [case for case in that_day if trainer in view.bookings[case.id].assessors]
    there = {case.school for case in mine}
    schools = view.by_school()
    beside = [case for case in that_day if case.school in there]
    return view.capped([*mine, *beside, *(case for school in sorted(there) for case in schools[school])])


UNSCHEDULED = "unscheduled"

DESTROY_OPERATORS: dict[str, DestroyOperator] = {
    "neighbouring schools": neighbouring_schools,
    "one assessor": one_assessor,
    "overloaded assessor": overloaded_assessor,
    "unshared trips": unshared_trips,
    "expensive schools": expensive_schools,
    "long waits": long_waits,
    UNSCHEDULED: unscheduled,
}
