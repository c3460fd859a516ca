"""All visits of a semester: a first roster at once, then every component improved at the workers, the smallest first.

Components share nothing, so the bounds of the parts add up to those of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement, Status
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitProof, VisitRoster, VisitWish
from models.parallel.executor import Executor
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.phases import Phase
from models.search.settings import SearchSettings
from models.search.tasks import ParallelTasks
from models.visits.component_search import ComponentPlan, ComponentQuestion, first_plan, plan_component
from models.visits.components import SplitVisits, components
from models.visits.data import WEIGHTS, Component
from models.visits.moments import VisitMoments
from models.visits.settings import VISIT_SETTINGS


@dataclass(frozen=True, slots=True)
class PlannedVisits:
    """What a search for visits ended with.

    Attributes:
        roster: When they are.
        proof: How good that is at least.
        cost: What it costs, as the model counts it.
        moments: When each could be, for who asks why something is not planned.
        never: What no moment was left, even when nothing else is planned.
    """

    roster: VisitRoster
    proof: VisitProof
    cost: int
    moments: VisitMoments
    never: tuple[LessonVisit | PlgMeeting, ...]


def plan_visits(
    instance: Instance,
    placement: Placement,
    assessment: Assessment,
    control: Control,
    executor: Callable[[], Executor],
    previous: VisitRoster | None = None,
) -> PlannedVisits:
    """Plan as many visits and meetings as can be, at the least cost.

    Args:
        instance: The semester.
        placement: Student id to mentor id; keeps every rule.
        assessment: Student id to booking; keeps every rule; empty where no WPAs are planned.
        control: Time, seed and stop button; what is known when it ends is the answer.
        executor: Gives who solves; asked only where there is much to plan, and not closed here.
        previous: The earlier plan: it is where the search begins, and changes from it count (R6); None without one.

    Returns:
        The roster with its bound; empty where nothing is due.

    Raises:
        VisitPeriodError: It cannot be told from when to when visits are.
    """
    moments = VisitMoments(instance, placement, assessment)
    parts = components(moments, previous)
    lost = _lost(parts, previous)
    plans = [first_plan(component) for component in parts.components]
    _report(control, plans, lost)
    few = sum(len(component.items) for component in parts.components) <= VISIT_SETTINGS.few_items
    _improve(parts, plans, lost, control, InlineExecutor() if few else executor())
    return PlannedVisits(
        _roster(moments, parts, plans),
        _proof(plans, lost, control),
        sum(plan.cost for plan in plans) + lost,
        moments,
        parts.never,
    )


def _lost(parts: SplitVisits, previous: VisitRoster | None) -> int:
    """What it costs that what no day leaves a moment was in the earlier plan (R6)."""
    if previous is None:
        return 0
    return WEIGHTS[VisitWish.R6] * sum(previous.moment(due) is not None for due in parts.never)


def _improve(parts: SplitVisits, plans: list[ComponentPlan], lost: int, control: Control, executor: Executor) -> None:
    """Put better plans in the place of the first ones, as they come."""
    tasks = ParallelTasks(executor, _no_data, None, control)
    try:
        for _ in range(VISIT_SETTINGS.passes):
            _pass(parts, plans, lost, control, tasks)
    finally:
        tasks.close()


def _pass(
    parts: SplitVisits, plans: list[ComponentPlan], lost: int, control: Control, tasks: ParallelTasks[None]
) -> None:
    """Every component that is not proven, with its share of the time left: what the others leave is for those."""
    left = [number for number, plan in enumerate(plans) if not plan.proven]
    left.sort(key=lambda number: len(parts.components[number].items))

    def ask(number: int, settings: SearchSettings) -> Future[ComponentPlan]:
        return tasks.ask(plan_component, ComponentQuestion(parts.components[number], settings, plans[number]))

    seconds = VISIT_SETTINGS.least_seconds, VISIT_SETTINGS.most_seconds
    for number, found in tasks.in_shares(left, ask, seconds, control):
        plans[number] = found
        _report(control, plans, lost)


def _no_data(_: None) -> None:
    """Components travel with the questions: each is asked about once."""


def _report(control: Control, plans: list[ComponentPlan], lost: int) -> None:
    bounds = [plan.cost_bound for plan in plans if plan.cost_bound is not None and plan.count == plan.count_bound]
    control.report(
        Phase.VISITS,
        rosters=sum(plan.proven for plan in plans),
        count=sum(plan.count for plan in plans),
        cost=sum(plan.cost for plan in plans) + lost,
        bound=sum(bounds) + lost if len(bounds) == len(plans) else None,
    )


def _proof(plans: list[ComponentPlan], lost: int, control: Control) -> VisitProof:
    count = sum(plan.count for plan in plans)
    most = sum(plan.count_bound for plan in plans)
    bounds = [plan.cost_bound for plan in plans if plan.cost_bound is not None]
    bound = sum(bounds) + lost if count == most and len(bounds) == len(plans) else None
    status = Status.OPTIMAL if bound is not None and all(plan.proven for plan in plans) else Status.FEASIBLE
    return VisitProof(status, most, bound, control.elapsed)


def _roster(moments: VisitMoments, parts: SplitVisits, plans: list[ComponentPlan]) -> VisitRoster:
    found = {
        due: moment
        for component, plan in zip(parts.components, plans, strict=True)
        for due, moment in _planned(moments, component, plan)
    }
    return VisitRoster(
        {due: found[due] for due in moments.due.lessons if due in found},
        {due: found[due] for due in moments.due.meetings if due in found},
    )


def _planned(
    moments: VisitMoments, component: Component, plan: ComponentPlan
) -> list[tuple[LessonVisit | PlgMeeting, Moment]]:
    return [
        (component.items[number].due, Moment(moments.days[day], start)) for number, (day, start) in plan.plan.items()
    ]
