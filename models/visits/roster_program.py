"""Days and times for the visits of a component as one integer program: every rule, exact on the days that are open.

A visit is a boolean for each open day and one moment; the day of a trainer is a circuit from the base along visits and
WPAs. ``VisitRule`` names stand at what posts them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations, product

from ortools.sat.python import cp_model

from instances.visits.roster import VisitWish
from models.search.control import Control, solve
from models.visits.data import NOON, WEIGHTS, AlsoMentor, Component, Item, Plan
from models.visits.day_circuit import DayCircuit

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
_DAY = 24 * 60


class RosterProgram:
    """The program of one component on some days.

    Attributes:
        model: The CP-SAT model.
        on: Number of an item and of a day to whether it is then.
        start: Number of an item to its begin.
        planned: Number of an item to whether it is planned.
        cost: The weighted cost of all wishes.
    """

    def __init__(self, component: Component, open_days: Mapping[int, Iterable[int]]) -> None:
        """Make the model.

        Args:
            component: The part.
            open_days: Number of an item to the days on which it may be.
        """
        self.component = component
        self.model = cp_model.CpModel()
        self.on: dict[tuple[int, int], cp_model.IntVar] = {}
        self.start: list[cp_model.IntVar] = []
        self.planned: list[cp_model.IntVar] = []
        self._moment: list[cp_model.IntVar] = []
        self._items_on: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self._cost: list[cp_model.LinearExprT] = []
        for number, item in enumerate(component.items):
            self._add_item(number, item, sorted(set(open_days[number]) & item.starts.keys()))
        self._intervals = [self._interval(number, self.planned[number]) for number in range(len(component.items))]
        self._post_students()
        self._post_classes()
        for also in component.also_mentors:
            self._post_also_mentor(also)
        self._post_trainers()
        self._add_dislikes()
        self._add_changes()
        self._cost += [
            WEIGHTS[VisitWish.R2] * units * self.on[number, day]
            for number, item in enumerate(component.items)
            for day, units in item.missing.items()
            if (number, day) in self.on
        ]
        self.cost = sum(self._cost)

    # -- solving ---------------------------------------------------------------------------------------

    def hint(self, plan: Plan) -> None:
        """Begin at a plan.

        Args:
            plan: As much of a roster as is known.
        """
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for (number, day), taken in self.on.items():
            self.model.add_hint(taken, number in plan and plan[number][0] == day)
        for number, planned in enumerate(self.planned):
            self.model.add_hint(planned, number in plan)
            if number in plan:
                self.model.add_hint(self.start[number], plan[number][1])

    def most(self, control: Control) -> tuple[cp_model.CpSolver, int]:
        """Plan as many as can be."""
        self.model.maximize(sum(self.planned))
        return solve(self.model, control)

    def cheapest(self, count: int, bound: int | None, control: Control) -> tuple[cp_model.CpSolver, int]:
        """Plan at least so many, at the least cost.

        Args:
            count: How many.
            bound: No plan costs less: a plan that costs so much ends the search; None where nothing is known.
            control: Time for it.

        Returns:
            The solver and its status.
        """
        self.model.add(sum(self.planned) >= count)
        if bound is not None:
            self.model.add(self.cost >= bound)
        self.model.minimize(self.cost)
        return solve(self.model, control, linearization_level=2)

    def plan(self, solver: cp_model.CpSolver) -> dict[int, tuple[int, int]]:
        """The plan of a solution."""
        return {
            number: (day, int(solver.value(self.start[number])))
            for (number, day), taken in self.on.items()
            if solver.boolean_value(taken)
        }

    # -- one visit ---------------------------------------------------------------------------------------

    def _add_item(self, number: int, item: Item, days: list[int]) -> None:
        """B1 to B4, and what of B5 to B8 the WPAs say: one day and moment of those that are possible."""
        values = sorted({start for day in days for start in item.starts[day]}) or [0]
        start = self.model.new_int_var_from_domain(cp_model.Domain.from_values(values), "")
        planned = self.model.new_bool_var("")
        for day in days:
            self.on[number, day] = taken = self.model.new_bool_var("")
            if list(item.starts[day]) != values:
                domain = cp_model.Domain.from_values(item.starts[day])
                self.model.add_linear_expression_in_domain(start, domain).only_enforce_if(taken)
            for trainer in item.trainers:
                self._items_on[trainer, day].append(number)
        self.model.add_exactly_one(*(self.on[number, day] for day in days), planned.negated())
        moment = self.model.new_int_var(0, (max(days, default=0) + 1) * _DAY, "")
        self.model.add(moment == start + sum(_DAY * day * self.on[number, day] for day in days))
        self.start.append(start)
        self.planned.append(planned)
        self._moment.append(moment)

    def _interval(self, number: int, present: cp_model.IntVar) -> cp_model.IntervalVar:
        minutes = self.component.items[number].minutes
        return self.model.new_optional_fixed_size_interval_var(self._moment[number], minutes, present, "")

    # -- students and classes -------------------------------------------------------------------------

    def _post_students(self) -> None:
        """B6: a student has at most one visit on a day."""
        of: defaultdict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        for (number, day), taken in self.on.items():
            if student := self.component.items[number].student:
                of[student, day].append(taken)
        for taken_then in of.values():
            if len(taken_then) > 1:
                self.model.add_at_most_one(taken_then)

    def _post_classes(self) -> None:
        """B6: a class has no two visits at once."""
        of: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, item in enumerate(self.component.items):
            if item.classroom:
                of[item.classroom].append(number)
        for numbers in of.values():
            if len({self.component.items[number].trainers for number in numbers}) > 1:
                self.model.add_no_overlap([self._intervals[number] for number in numbers])

    def _post_also_mentor(self, also: AlsoMentor) -> None:
        """B5: who is also a mentor is not elsewhere while the own class is visited and no duo mentor is there."""
        items = self.component.items
        away = [number for number in self.component.of[also.trainer] if items[number].classroom != also.classroom]
        own = [
            number
            for number, item in enumerate(items)
            if item.classroom == also.classroom and also.trainer not in item.trainers
        ]
        lonely = {number: self._on_lonely_days(number, also) for number in (*away, *own)}
        for one, other in product(away, own):
            first, second = lonely[one], lonely[other]
            if first is not None and second is not None:
                self.model.add_no_overlap([self._interval(one, first), self._interval(other, second)])

    def _on_lonely_days(self, number: int, also: AlsoMentor) -> cp_model.IntVar | None:
        then = [taken for (item, day), taken in self.on.items() if item == number and day in also.days]
        if not then:
            return None
        alone = self.model.new_bool_var("")
        self.model.add(sum(then) == alone)
        return alone

    # -- trainers ----------------------------------------------------------------------------------------

    def _post_trainers(self) -> None:
        """B5 and B8 for each day of each trainer; R1, R4 and R5."""
        minutes: defaultdict[str, list[cp_model.LinearExprT]] = defaultdict(list)
        for (trainer, day), numbers in self._items_on.items():
            traveller = self.component.travellers[trainer]
            if len(numbers) > traveller.room(day):
                self.model.add(sum(self.on[number, day] for number in numbers) <= traveller.room(day))
            circuit = DayCircuit(self, traveller, day, numbers)
            minutes[trainer].append(circuit.minutes)
            self._cost.append(WEIGHTS[VisitWish.R4] * circuit.waiting)
        for trainer, travelled in minutes.items():
            self._post_tightness(trainer)
            self._cost.append(WEIGHTS[VisitWish.R1] * sum(travelled))
            above = self.model.new_int_var(0, self._longest(trainer), "")
            self.model.add(above >= sum(travelled) - self.component.travellers[trainer].norm)
            self._cost.append(WEIGHTS[VisitWish.R5] * above)

    def _post_tightness(self, trainer: str) -> None:
        """B5 again, over all days at once: what the circuits imply, and the solver uses."""
        numbers = self.component.of[trainer]
        if len(numbers) > 1:
            self.model.add_no_overlap([self._intervals[number] for number in numbers])

    def _longest(self, trainer: str) -> int:
        """More minutes of travel than any days of the trainer can take."""
        traveller = self.component.travellers[trainer]
        leg = max((*traveller.base.values(), *traveller.between.values()), default=0)
        stops = sum(len(found) for found in traveller.stops.values())
        return leg * (2 * len(self.component.of[trainer]) + 2 * stops + 2)

    def _add_dislikes(self) -> None:
        """R3: a visit on a half-day that a trainer would rather not."""
        late: dict[int, cp_model.IntVar] = {}
        for (number, day), taken in self.on.items():
            item = self.component.items[number]
            for trainer in item.trainers:
                halves = self.component.travellers[trainer].rather_not.get(day, (False, False))
                if not any(halves):
                    continue
                if all(halves):
                    self._cost.append(WEIGHTS[VisitWish.R3] * taken)
                    continue
                if number not in late:
                    late[number] = self._is_late(number)
                then = late[number] if halves[1] else late[number].negated()
                disliked = self.model.new_bool_var("")
                self.model.add_bool_or(taken.negated(), then.negated(), disliked)
                self._cost.append(WEIGHTS[VisitWish.R3] * disliked)

    def _add_changes(self) -> None:
        """R6: a visit of the earlier plan at another moment, or not planned."""
        self._cost.append(self.component.changed_at_most)
        for (number, day), taken in self.on.items():
            kept = self.component.items[number].kept(day)
            if kept is not None:
                stays = self.model.new_bool_var("")
                self.model.add_implication(stays, taken)
                self.model.add(self.start[number] == kept).only_enforce_if(stays)
                self._cost.append(-WEIGHTS[VisitWish.R6] * stays)

    def _is_late(self, number: int) -> cp_model.IntVar:
        late = self.model.new_bool_var("")
        self.model.add(self.start[number] >= NOON).only_enforce_if(late)
        self.model.add(self.start[number] < NOON).only_enforce_if(late.negated())
        return late


def pairs_of_days(component: Component, open_days: Mapping[int, Iterable[int]]) -> int:
    """Count the pairs of visits that may follow each other: how large the program on those days is.

    Args:
        component: The part.
        open_days: Number of an item to the days on which it may be.

    Returns:
        Pairs, over all trainers and days.
    """
    on: defaultdict[tuple[str, int], int] = defaultdict(int)
    for number, days in open_days.items():
        for day, trainer in product(days, component.items[number].trainers):
            on[trainer, day] += 1
    return sum(1 + sum(2 for _ in combinations(range(here), 2)) for here in on.values())
