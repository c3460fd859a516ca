"""Plans of all schools that fit together: the cheapest choice of known plans, and new plans that fit in better.

After every choice each school answers it with the plan it would rather have if all others stayed as they are;
the next choice is among all plans so far. A heuristic: what it finds is a plan without slots, to build a roster from.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from instances.rulebook import Wish
from instances.solution import Assessment
from models.assessment.bound import Bounding
from models.assessment.master import Fitted, Ties, day_loads
from models.assessment.options import Case, Options
from models.assessment.schools import Plan, SchoolBound
from models.assessment.tariffs import SCALE, Tariff
from models.search import Control

FIT_SECONDS = 6.0
ANSWER_SECONDS = 2.0  # for one school
ANSWER_GAP = 0.005
CROWDED = 3 * SCALE  # measured: a day too full costs no more than that once the roster is made; 40 is far too much
BLUR = 3 * SCALE  # prices are blurred by so much in every other round, or the same plans come back


class Planning:
    """``fitted`` is the best choice so far; None before the first."""

    def __init__(self, options: Options, bounding: Bounding, rng: random.Random) -> None:
        self.options, self.bounding, self.rng = options, bounding, rng
        self.fitted: Fitted | None = None
        self.rounds = 0

    def know(self, bookings: Assessment) -> None:
        """The plans of a roster, school by school, are columns as well."""
        for school, cases in self.bounding.schools.items():
            self.bounding.master.add(school, column_of(self.options, cases, bookings))

    def fit(self, control: Control) -> bool:
        """Choose anew; True if it became cheaper."""
        before = self.fitted
        found = self.bounding.master.fit(control, FIT_SECONDS, self._ties, before)
        if found is None or (before is not None and found.cost >= before.cost):
            return False
        self.fitted = found
        return True

    @property
    def _ties(self) -> Ties:
        weights = self.options.instance.settings.weights
        return Ties(self.options.fits_on, self.options.in_time, CROWDED, SCALE * weights[Wish.V6])

    def answer(self, control: Control) -> bool:
        """Ask every school what it would rather have. False when there was no time, or nothing to answer."""
        if self.fitted is None:
            return False
        blurred = self.rounds % 2 == 1
        self.rounds += 1
        loads = self.fitted.loads
        tariffs = {}
        for school, column in self.fitted.columns.items():
            mine = column.loads
            trainers = dict.fromkeys(t for case in self.bounding.schools[school] for t in case.seats)
            tariffs[school] = {t: self._beside(t, school, loads[t] - mine[t], blurred) for t in trainers}
        found = self.bounding.ask(tariffs, control, ANSWER_GAP, None, ANSWER_SECONDS, self._rooms(self.fitted))
        for school, plan in (found or {}).items():
            if plan is not None:
                self.bounding.master.add(school, plan)
        return found is not None

    def _rooms(self, fitted: Fitted) -> dict[str, dict[tuple[str, date], int]]:
        """What the days of everyone have left for a school when all others stay as they are."""
        visits: dict[tuple[str, date], dict[str, int]] = defaultdict(dict)
        for school, column in fitted.columns.items():
            for key, count in day_loads(column.plan).items():
                visits[key][school] = count
        rooms: dict[str, dict[tuple[str, date], int]] = defaultdict(dict)
        for (trainer, day), there in visits.items():
            fits, in_time = self.options.fits_on(trainer, day), self.options.in_time(trainer, day)
            for school in self.bounding.master.workloads[trainer].rooms:
                others = [count for other, count in there.items() if other != school]
                if others:
                    # going on to another school takes about the time of one WPA
                    rooms[school][trainer, day] = min(fits - sum(others), in_time - sum(others) - len(others))
        return rooms

    def _beside(self, trainer: str, school: str, load: int, blurred: bool) -> Tariff:
        """What WPAs cost on top of that load: nothing up to the share, V2's weight above, a lot above the maximum."""
        work = self.bounding.master.workloads[trainer]
        steps = [
            0 if load + j <= work.share else work.overload if load + j <= work.maximum else work.dearest
            for j in range(1, work.rooms[school] + 1)
        ]
        if blurred:
            steps = sorted(min(work.dearest, max(0, price + self.rng.randint(-BLUR, BLUR))) for price in steps)
        return tuple(steps)


def column_of(options: Options, cases: list[Case], bookings: Assessment) -> SchoolBound:
    """What these WPAs of one school have in a roster, as a plan with its cost; it bounds nothing."""
    plan: Plan = {}
    trips: set[tuple[str, date]] = set()
    cost = 0
    weights: Mapping[Wish, int] = options.instance.settings.weights
    for case in cases:
        booking = bookings.get(case.id)
        if booking is None:
            continue
        day = options.instance.slots[booking.slot].date
        plan[case.id] = (day, booking.field, booking.institute)
        for trainer in booking.assessors:
            trips.add((trainer, day))
            usable = [s.id for s in case.slots if s.date == day and s.id in options.open_slots[trainer]]
            late = all(slot in options.reluctant_slots[trainer] for slot in usable)
            cost += options.seat_cost(case, trainer) + weights[Wish.V4] * late
    cost += sum(weights[Wish.V1] * options.trip_minutes(trainer, cases[0].school) for trainer, _ in trips)
    return SchoolBound(0, SCALE * cost, plan)
