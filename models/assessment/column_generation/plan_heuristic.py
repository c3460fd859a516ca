"""Plans of all schools that fit together: the cheapest choice of known plans, and new plans that fit in better.

After every choice each school answers it with the plan it would rather have if all others stayed as they are;
the next choice is among all plans so far. A heuristic: what it finds is a plan without slots, to build a roster from.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.column_generation.dual_prices import SCALE, Tariff, paid
from models.assessment.column_generation.lagrangian_bound import LagrangianBound
from models.assessment.column_generation.pricing import Plan, PricedColumn
from models.assessment.column_generation.set_partitioning import ChosenColumns, Ties, day_loads
from models.assessment.data.cases import AssessmentData, Case
from models.search.control import Control

FIT_SECONDS = 4.0
ANSWER_SECONDS = 2.0  # for one school
ANSWER_GAP = 0.005
CROWDED = 3 * SCALE  # measured: a day too full costs no more than that once the roster is made; 40 is far too much
TOO_DEAR = 40 * SCALE  # after tariffs, above the cheapest plan of a school: not in a good choice
BLUR = 3 * SCALE  # prices are blurred by so much in every other round, or the same plans come back


class ColumnHeuristic:
    """``fitted`` is the newest choice; None before the first."""

    def __init__(self, data: AssessmentData, bounding: LagrangianBound, rng: random.Random) -> None:
        self.data, self.bounding, self.rng = data, bounding, rng
        self.fitted: ChosenColumns | None = None
        self.rounds = 0
        self._handicaps: dict[tuple[str, int], int] = {}
        self._known: set[tuple[str, int]] = set()  # the columns of the last roster told of

    def know(self, bookings: Assessment) -> None:
        """The plans of a roster, school by school, are columns as well."""
        self._known = set()
        for school, cases in self.bounding.schools.items():
            if not any(case.id in bookings for case in cases):
                continue
            self._known.add((school, self.bounding.master.add(school, column_of(self.data, cases, bookings))))

    def fit(self, control: Control) -> bool:
        """Choose anew; True if it is another choice."""
        before = self.fitted
        found = self.bounding.master.fit(control, FIT_SECONDS, self._ties(), before)
        if found is None or (before is not None and found.places == before.places):
            return False
        self.fitted = found
        return True

    def regrets(self, bookings: Assessment) -> dict[str, int]:
        """How much dearer each school is in a roster than at the prices of the bound; empty without a bound."""
        found = {}
        for school, value in self.bounding.best_values.items():
            column = column_of(self.data, self.bounding.schools[school], bookings)
            found[school] = self._after_tariffs(school, column) - value
        return found

    def learn(self, made: Assessment) -> None:
        """What the chosen plans cost more in the roster that was made after them, counts from now on."""
        for school, column in self.fitted.columns.items() if self.fitted else ():
            excess = column_of(self.data, self.bounding.schools[school], made).cost - column.cost
            if excess > 0:
                assert self.fitted is not None
                self._handicaps[school, self.fitted.places[school]] = excess

    def _ties(self) -> Ties:
        again = SCALE * self.data.instance.settings.weights[Wish.V6]
        fits_on, in_time = self.data.fits_on, self.data.in_time
        return Ties(fits_on, in_time, CROWDED, again, self._handicaps, self._too_dear())

    def _too_dear(self) -> set[tuple[str, int]]:
        """Columns that cost far more after tariffs than the cheapest plan of their school."""
        found = set()
        for school, value in self.bounding.best_values.items():
            for place, column in enumerate(self.bounding.master.columns[school]):
                if self._after_tariffs(school, column) - value > TOO_DEAR:
                    found.add((school, place))
        return found - set(self.fitted.places.items() if self.fitted else ()) - self._known

    def _after_tariffs(self, school: str, column: PricedColumn) -> int:
        tariffs = self.bounding.best_tariffs[school]
        return column.cost + sum(paid(tariffs[trainer], count) for trainer, count in column.loads.items())

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
            if plan is not None and plan.plan:
                self.bounding.master.add(school, plan)
        return found is not None

    def _rooms(self, fitted: ChosenColumns) -> dict[str, dict[tuple[str, date], int]]:
        """What the days of everyone have left for a school when all others stay as they are."""
        visits: dict[tuple[str, date], dict[str, int]] = defaultdict(dict)
        for school, column in fitted.columns.items():
            for key, count in day_loads(column.plan).items():
                visits[key][school] = count
        rooms: dict[str, dict[tuple[str, date], int]] = defaultdict(dict)
        for (trainer, day), there in visits.items():
            fits, in_time = self.data.fits_on(trainer, day), self.data.in_time(trainer, day)
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


def column_of(data: AssessmentData, cases: list[Case], bookings: Assessment) -> PricedColumn:
    """What these WPAs of one school have in a roster, as a plan with its cost; it bounds nothing."""
    plan: Plan = {}
    trips: set[tuple[str, date]] = set()
    cost = 0
    weights: Mapping[Wish, int] = data.instance.settings.weights
    for case in cases:
        booking = bookings.get(case.id)
        if booking is None:
            continue
        day = data.instance.slots[booking.slot].date
        plan[case.id] = (day, booking.field, booking.institute)
        for trainer in booking.assessors:
            trips.add((trainer, day))
            usable = [s.id for s in case.slots if s.date == day and s.id in data.open_slots[trainer]]
            cost += data.day_cost(case, trainer, usable)
    cost += sum(weights[Wish.V1] * data.trip_minutes(trainer, cases[0].school) for trainer, _ in trips)
    return PricedColumn(0, SCALE * cost, plan)
