"""The visits of one component: a first roster, bounds from tours, then the days that tours ask for, solved exactly."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from instances.visits.roster import VisitWish
from models.search.control import Control
from models.search.settings import SearchSettings
from models.visits.data import WEIGHTS, Component, Plan
from models.visits.day_schedule import TooManyOrdersError
from models.visits.greedy import greedy_plan
from models.visits.plan_cost import plan_cost
from models.visits.roster_program import FOUND, RosterProgram, pairs_of_days
from models.visits.settings import VISIT_SETTINGS
from models.visits.tour_days import days_for_tours
from models.visits.tour_program import choose_tours
from models.visits.tours import TooManyToursError, VisitTour, VisitTours, all_tours, tours_by_kept

OpenDays = Mapping[int, frozenset[int]]
"""Number of an item to the days on which it may be."""


@dataclass(frozen=True, slots=True)
class ComponentPlan:
    """What was found for one component.

    Attributes:
        plan: When each item is.
        cost: What that costs.
        count_bound: No plan holds more.
        cost_bound: No plan with ``count_bound`` items costs less; None where that was not found out.
        seconds: Of searching.
    """

    plan: Plan
    cost: int
    count_bound: int
    cost_bound: int | None = None
    seconds: float = 0.0

    @property
    def count(self) -> int:
        """How many are planned."""
        return len(self.plan)

    @property
    def proven(self) -> bool:
        """Whether no plan is better."""
        return self.count == self.count_bound and self.cost == self.cost_bound

    @property
    def value(self) -> tuple[int, int]:
        """Smaller is better."""
        return -self.count, self.cost


@dataclass(frozen=True, slots=True)
class ComponentQuestion:
    """One component for a worker, with the time for it and what is known of it."""

    component: Component
    settings: SearchSettings
    known: ComponentPlan


def first_plan(component: Component) -> ComponentPlan:
    """Make a plan at once, without a bound: what still can be of the earlier one stays, unless that comes to more."""
    plans = (greedy_plan(component, keeping) for keeping in (True, False))
    found = [ComponentPlan(plan, plan_cost(component, plan), len(component.items)) for plan in plans]
    return min(found, key=lambda one: one.value)


def plan_component(_: None, question: ComponentQuestion) -> ComponentPlan:
    """Plan one component at a worker."""
    control = Control.of(question.settings)
    search = ComponentSearch(question.component, control, question.known)
    search.run()
    return replace(search.best, seconds=control.elapsed)


class ComponentSearch:
    """One component.

    Attributes:
        component: The part.
        best: The best plan so far, with the best bounds.
    """

    def __init__(self, component: Component, control: Control, known: ComponentPlan) -> None:
        """Begin with what is known.

        Args:
            component: The part.
            control: Time, seed and stop button.
            known: A plan with its bounds.
        """
        self.component, self._control = component, control
        self.best = known
        self._random = random.Random(control.seed)

    def run(self) -> None:
        """Search until it is proven, or out of time or of gains."""
        self._from_tours()
        if self.best.proven or self._solve_whole():
            return
        quiet = 0
        for _ in range(VISIT_SETTINGS.rounds):
            if self.best.proven or quiet >= VISIT_SETTINGS.quiet_rounds or self._control.remaining <= 0:
                return
            before = self.best.value
            self._solve(self._around_best(), self._control.sub_budget(VISIT_SETTINGS.round_part))
            quiet = 0 if self.best.value < before else quiet + 1

    def _from_tours(self) -> None:
        """Bounds, and the days of the best tours solved with all rules."""
        try:
            every = all_tours(self.component)
            if self.component.changed_at_most:
                self._bound_where_all_stays(every)
                if self.best.proven:
                    return
                every = tours_by_kept(self.component, every)
        except (TooManyToursError, TooManyOrdersError):
            return
        chosen = choose_tours(self.component, every, self._control.sub_budget(VISIT_SETTINGS.bound_part))
        self._bound(chosen.count_bound, chosen.cost_bound)
        if chosen.tours and not self.best.proven:
            self._on_their_days(every, chosen.tours)

    def _bound_where_all_stays(self, every: VisitTours) -> None:
        """A bound as if what can stay costs nothing to move: where nothing changed it is that of the earlier plan."""
        items = self.component.items
        free = replace(self.component, items=tuple(replace(item, was=None) for item in items))
        chosen = choose_tours(free, every, self._control.sub_budget(VISIT_SETTINGS.bound_part))
        lost = sum(item.was is not None and item.kept(item.was[0]) is None for item in items)
        cost = chosen.cost_bound
        self._bound(chosen.count_bound, None if cost is None else cost + WEIGHTS[VisitWish.R6] * lost)

    def _on_their_days(self, every: VisitTours, tours: Iterable[VisitTour]) -> None:
        """Each visit on the day of its tour; where that is not the best, on the day of any tour of its trainers."""
        days = days_for_tours(self.component, every, tours, self._control.sub_budget(VISIT_SETTINGS.round_part))
        if days is None:
            return
        own = {
            number: frozenset({days[number]} if number in days else ()) for number in range(len(self.component.items))
        }
        self._solve(own, self._control.sub_budget(VISIT_SETTINGS.round_part))
        if not self.best.proven:
            found: defaultdict[str, set[int]] = defaultdict(set)
            for number, day in days.items():
                for trainer in self.component.items[number].trainers:
                    found[trainer].add(day)
            self._solve(self._open(found), self._control.sub_budget(VISIT_SETTINGS.round_part))

    def _bound(self, count: int, cost: int | None) -> None:
        """Take in bounds; one on the cost is for the least of the bounds on the number."""
        if count < self.best.count_bound:
            self.best = replace(self.best, count_bound=count, cost_bound=cost)
        elif count == self.best.count_bound and cost is not None:
            known = self.best.cost_bound
            self.best = replace(self.best, cost_bound=cost if known is None else max(known, cost))

    def _solve_whole(self) -> bool:
        """All days at once where they are few; of days that are alike no more than the items need."""
        days = needed_days(self.component)
        open_days = {number: frozenset(days & item.starts.keys()) for number, item in enumerate(self.component.items)}
        if pairs_of_days(self.component, open_days) > VISIT_SETTINGS.whole_arcs:
            return False
        self._solve(open_days, self._control, whole=True)
        return True

    def _around_best(self) -> OpenDays:
        """The days of the best plan, and for each trainer some more."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for trainer, numbers in self.component.of.items():
            every = sorted({day for number in numbers for day in self.component.items[number].starts})
            found[trainer].update(self._random.sample(every, min(len(every), VISIT_SETTINGS.more_days)))
        return self._open(found)

    def _open(self, days: Mapping[str, set[int]]) -> OpenDays:
        open_to = {trainer: set(days.get(trainer, ())) for trainer in self.component.travellers}
        for number, (day, _) in self.best.plan.items():
            for trainer in self.component.items[number].trainers:
                open_to[trainer].add(day)
        return {
            number: frozenset(day for trainer in item.trainers for day in open_to[trainer] if day in item.starts)
            for number, item in enumerate(self.component.items)
        }

    def _solve(self, open_days: OpenDays, control: Control, whole: bool = False) -> None:
        """The most, then the cheapest on some days; ``whole``: what is proven then is proven of every roster."""
        program = RosterProgram(self.component, open_days)
        program.hint(self.best.plan)
        if self.best.count < self.best.count_bound:
            solver, status = program.most(control.sub_budget(VISIT_SETTINGS.bound_part))
            if status in FOUND:
                self._take(program.plan(solver))
                program.hint(self.best.plan)
            if whole and status == cp_model.OPTIMAL:
                self._bound(round(solver.objective_value), None)
        bound = self.best.cost_bound if self.best.count == self.best.count_bound else None
        solver, status = program.cheapest(self.best.count, bound, control)
        if status in FOUND:
            self._take(program.plan(solver))
            if whole and status == cp_model.OPTIMAL and self.best.count == self.best.count_bound:
                self._bound(self.best.count, round(solver.objective_value))

    def _take(self, plan: Plan) -> None:
        found = replace(self.best, plan=plan, cost=plan_cost(self.component, plan))
        if found.value < self.best.value:
            self.best = found


def needed_days(component: Component) -> set[int]:
    """Find days of which a best plan needs no others: of days that are alike as many as there are items for them.

    Args:
        component: The part.

    Returns:
        Numbers of days.
    """
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for day in sorted({day for item in component.items for day in item.starts}):
        possible = tuple((item.starts.get(day), item.missing.get(day), item.kept(day)) for item in component.items)
        trainers = tuple(
            (one.stops.get(day), one.rather_not.get(day), one.room(day)) for one in component.travellers.values()
        )
        lonely = tuple(day in also.days for also in component.also_mentors)
        alike[possible, trainers, lonely].append(day)
    return {day for days in alike.values() for day in days[: sum(days[0] in item.starts for item in component.items)]}
