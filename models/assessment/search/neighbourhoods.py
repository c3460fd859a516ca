"""Which WPAs to free together: the neighbourhoods of the search. Knows a roster; solves nothing."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from instances.domain.solution import Assessment
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares


@dataclass(frozen=True)
class View:
    """What a neighbourhood looks at; ``busy`` WPAs are being re-solved already and stay out.

    ``regrets`` tell how much dearer each school is now than the bound has it; empty while there is no bound.
    """

    data: AssessmentData
    cases: Mapping[str, Case]
    bookings: Assessment
    rng: random.Random
    size: int
    busy: Collection[str] = ()
    regrets: Mapping[str, int] = field(default_factory=dict)

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


Neighbourhood = Callable[[View], list[Case]]


def neighbouring_schools(view: View) -> list[Case]:
    """A school and the schools that share most assessors with it."""
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


def one_assessor(view: View) -> list[Case]:
    """All WPAs at the schools of one assessor."""
    trainers = view.by_trainer()
    if not trainers:
        return []
    schools = view.by_school()
    chosen = view.rng.choice(list(trainers))
    visited = list(dict.fromkeys(case.school for case in trainers[chosen]))
    view.rng.shuffle(visited)
    return view.capped(trainers[chosen] + [case for school in visited for case in schools[school]])


def overloaded_assessor(view: View) -> list[Case]:
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
        if len(trainers.get(t, ())) < shares.get(t, 0) and any(t in case.seats for case in trainers[chosen])
    ]
    near = sorted(takers, key=lambda t: _nearness(view, t, trainers[chosen]))[:6]
    view.rng.shuffle(near)
    return view.capped(trainers[chosen] + [case for t in near for case in trainers.get(t, [])])


def _nearness(view: View, trainer: str, cases: list[Case]) -> float:
    return min(view.data.trip_minutes(trainer, case.school) for case in cases) + view.rng.random() * 10


def lonely_trips(view: View) -> list[Case]:
    """WPAs that cost a trip of their own, and the schools where they are."""
    slots = view.data.instance.slots
    shared = Counter(
        (t, slots[b.slot].date, view.cases[s].school) for s, b in view.bookings.items() for t in b.assessors
    )
    lonely = [school for (_, _, school), count in shared.items() if count == 1]
    if not lonely:
        return neighbouring_schools(view)
    schools = view.by_school()
    view.rng.shuffle(lonely)
    start = lonely[0]
    here = view.data.instance.schools[start].board
    close = [s for s in lonely[1:] if view.data.instance.schools[s].board == here]
    return view.capped([case for school in dict.fromkeys([start, *close]) for case in schools[school]])


def dear_schools(view: View) -> list[Case]:
    """A school that is dearer than the bound has it, and dear schools with assessors who are or could be there."""
    dear = [school for school, regret in view.regrets.items() if regret > 0]
    if not dear:
        return neighbouring_schools(view)
    start = view.rng.choices(dear, [view.regrets[school] for school in dear])[0]
    schools = view.by_school()
    trainers = view.by_trainer()
    here = {case.id for case in schools[start]}
    shared: Counter[str] = Counter()
    for trainer, cases in trainers.items():
        present = any(case.id in here for case in cases)
        if present or any(trainer in case.seats for case in schools[start]):
            shared.update({case.school: 3 if present else 1 for case in cases})
    shared.pop(start, None)
    weight = {school: count * (1 + view.regrets.get(school, 0)) * view.rng.random() for school, count in shared.items()}
    others = sorted(weight, key=lambda school: (-weight[school], school))
    return view.capped([case for school in [start, *others] for case in schools[school]])


def left_out(view: View) -> list[Case]:
    """A WPA without a slot, its school, and the WPAs of assessors who could do it."""
    missing = [case for case in view.cases.values() if case.id not in view.bookings]
    if not missing:
        return neighbouring_schools(view)
    case = view.rng.choice(missing)
    trainers = view.by_trainer()
    able = [t for t in case.seats if t in trainers]
    view.rng.shuffle(able)
    return view.capped([case, *view.by_school()[case.school], *(c for t in able[:4] for c in trainers[t])])


NEIGHBOURHOODS: dict[str, Neighbourhood] = {
    "neighbouring schools": neighbouring_schools,
    "one assessor": one_assessor,
    "overloaded assessor": overloaded_assessor,
    "lonely trips": lonely_trips,
    "dear schools": dear_schools,
    "left out": left_out,
}
