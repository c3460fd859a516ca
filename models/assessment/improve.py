"""Large-neighbourhood search: free some WPAs, solve them anew beside the rest, keep what is no dearer."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from instances.solution import Booking
from models.assessment.block import Block
from models.assessment.costs import cost, fair_balance
from models.assessment.options import Case, Options
from models.assessment.pools import Shortlist
from models.search import Control

SIZE = 14  # WPAs freed at a time, at first; grows while neighbourhoods are proven quickly
SMALLEST, LARGEST = 6, 40
WIDTH = 6  # assessors per pool and WPA considered
SECONDS = 4.0  # for one neighbourhood
QUICK = 0.6  # seconds


@dataclass
class Roster:
    """The roster being improved; ``cost`` always is the recomputed cost of ``bookings``."""

    options: Options
    bookings: dict[str, Booking]
    cost: int = 0

    def __post_init__(self) -> None:
        self.cost = cost(self.options, self.bookings)

    def better(self, bookings: dict[str, Booking]) -> bool:
        """Take over a roster that schedules more, or as many for no more cost. True if it is an improvement."""
        price = cost(self.options, bookings)
        gained = (len(bookings), -price) > (len(self.bookings), -self.cost)
        if gained or (len(bookings), price) == (len(self.bookings), self.cost):
            self.bookings, self.cost = bookings, price
        return gained


Neighbourhood = Callable[["Improver"], list[Case]]


@dataclass
class Improver:
    """Chooses neighbourhoods by what they brought before, and re-solves them."""

    roster: Roster
    cases: dict[str, Case]
    shortlist: Shortlist
    rng: random.Random
    size: int = SIZE
    scores: dict[str, float] = field(default_factory=dict)

    def run(self, control: Control, seconds: float) -> Iterator[bool]:
        """One item per neighbourhood solved: was it an improvement? Ends with the time."""
        ends = control.elapsed + seconds
        self.scores = self.scores or dict.fromkeys(NEIGHBOURHOODS, 1.0)
        while control.remaining > 0 and control.elapsed < ends:
            names = list(self.scores)
            name = self.rng.choices(names, [self.scores[n] for n in names])[0]
            gained = self._solve(NEIGHBOURHOODS[name](self), control, min(SECONDS, ends - control.elapsed))
            self.scores[name] = max(0.2, 0.9 * self.scores[name] + (0.5 if gained else 0.0))
            yield gained

    def _solve(self, freed: list[Case], control: Control, seconds: float) -> bool:
        roster = self.roster
        if not freed:
            return False
        balance = fair_balance(roster.options, set(roster.bookings))
        pools = self.shortlist.pools(freed, roster.bookings, WIDTH)
        began = control.elapsed
        found = Block(roster.options, freed, roster.bookings, balance, pools).solve(control, seconds)
        if not found.optimal:
            self.size = max(SMALLEST, self.size - 2)
        elif control.elapsed - began < QUICK and len(freed) >= self.size:
            self.size = min(LARGEST, self.size + 1)
        if found.bookings is None:
            return False
        kept = {student: b for student, b in roster.bookings.items() if student not in {c.id for c in freed}}
        return roster.better(kept | found.bookings)

    # -- what neighbourhoods ask -------------------------------------------------------------------

    def by_school(self) -> dict[str, list[Case]]:
        found: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases.values():
            found[case.school].append(case)
        return found

    def by_trainer(self) -> dict[str, list[Case]]:
        found: dict[str, list[Case]] = defaultdict(list)
        for student, booking in self.roster.bookings.items():
            for trainer in booking.assessors:
                found[trainer].append(self.cases[student])
        return found

    def capped(self, cases: list[Case]) -> list[Case]:
        """At most ``size`` different cases, the first first."""
        return list({case.id: case for case in cases}.values())[: self.size]


def neighbouring_schools(search: Improver) -> list[Case]:
    """A school and the schools that share most assessors with it."""
    schools = search.by_school()
    start = search.rng.choice(list(schools))
    shared: Counter[str] = Counter()
    trainers = search.by_trainer()
    here = {case.id for case in schools[start]}
    for cases in trainers.values():
        if any(case.id in here for case in cases):
            shared.update(case.school for case in cases)
    board = search.roster.options.instance.schools[start].board
    shared.update(s for s in schools if search.roster.options.instance.schools[s].board == board)
    shared.pop(start, None)
    others = sorted(shared, key=lambda s: (-shared[s] * search.rng.random(), s))
    return search.capped([case for school in [start, *others] for case in schools[school]])


def one_assessor(search: Improver) -> list[Case]:
    """All WPAs at the schools of one assessor."""
    trainers = search.by_trainer()
    if not trainers:
        return []
    schools = search.by_school()
    chosen = search.rng.choice(list(trainers))
    visited = list(dict.fromkeys(case.school for case in trainers[chosen]))
    search.rng.shuffle(visited)
    return search.capped(trainers[chosen] + [case for school in visited for case in schools[school]])


def overloaded_assessor(search: Improver) -> list[Case]:
    """The WPAs of an assessor above the fair share, and of those below who could take some over."""
    trainers = search.by_trainer()
    shares = fair_balance(search.roster.options, set(search.roster.bookings)).shares
    over = [t for t, cases in trainers.items() if len(cases) > shares.get(t, 0)]
    if not over:
        return one_assessor(search)
    chosen = search.rng.choice(over)
    takers = [
        t
        for t in search.roster.options.assessors
        if len(trainers.get(t, ())) < shares.get(t, 0) and any(t in case.seats for case in trainers[chosen])
    ]
    near = sorted(takers, key=lambda t: _nearness(search, t, trainers[chosen]))[:6]
    search.rng.shuffle(near)
    return search.capped(trainers[chosen] + [case for t in near for case in trainers.get(t, [])])


def _nearness(search: Improver, trainer: str, cases: list[Case]) -> float:
    return min(search.roster.options.trip_minutes(trainer, case.school) for case in cases) + search.rng.random() * 10


def lonely_trips(search: Improver) -> list[Case]:
    """WPAs that cost a trip of their own, and the schools where they are."""
    slots = search.roster.options.instance.slots
    shared = Counter(
        (t, slots[b.slot].date, search.cases[s].school) for s, b in search.roster.bookings.items() for t in b.assessors
    )
    lonely = [school for (_, _, school), count in shared.items() if count == 1]
    if not lonely:
        return neighbouring_schools(search)
    schools = search.by_school()
    search.rng.shuffle(lonely)
    start = lonely[0]
    here = search.roster.options.instance.schools[start].board
    close = [s for s in lonely[1:] if search.roster.options.instance.schools[s].board == here]
    return search.capped([case for school in dict.fromkeys([start, *close]) for case in schools[school]])


def left_out(search: Improver) -> list[Case]:
    """A WPA without a slot, its school, and the WPAs of assessors who could do it."""
    missing = [case for case in search.cases.values() if case.id not in search.roster.bookings]
    if not missing:
        return neighbouring_schools(search)
    case = search.rng.choice(missing)
    trainers = search.by_trainer()
    able = [t for t in case.seats if t in trainers]
    search.rng.shuffle(able)
    return search.capped([case, *search.by_school()[case.school], *(c for t in able[:4] for c in trainers[t])])


NEIGHBOURHOODS: dict[str, Neighbourhood] = {
    "neighbouring schools": neighbouring_schools,
    "one assessor": one_assessor,
    "overloaded assessor": overloaded_assessor,
    "lonely trips": lonely_trips,
    "left out": left_out,
}
