"""What a plan of one component costs by the wishes, counted from the plan itself. Knows no solver."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from instances.visits.roster import VisitWish
from models.visits.data import NOON, WEIGHTS, Component, FixedWpa, Plan, Traveller, quarters


def plan_cost(component: Component, plan: Plan) -> int:
    """Weigh all wishes.

    Args:
        component: The part.
        plan: When each item is; keeps every rule.

    Returns:
        The sum of weight times measure.
    """
    measures = plan_measures(component, plan)
    return sum(WEIGHTS[wish] * amount for wish, amount in measures.items())


def plan_measures(component: Component, plan: Plan) -> dict[VisitWish, int]:
    """Measure every wish.

    Args:
        component: The part.
        plan: When each item is; keeps every rule.

    Returns:
        Wish to its measure.
    """
    found = dict.fromkeys(VisitWish, 0)
    added: defaultdict[tuple[str, int], list[FixedWpa]] = defaultdict(list)
    for number, (day, start) in plan.items():
        item = component.items[number]
        found[VisitWish.R2] += item.missing.get(day, 0)
        for trainer in item.trainers:
            added[trainer, day].append(FixedWpa(start, start + item.minutes, item.school))
            halves = component.travellers[trainer].rather_not.get(day, (False, False))
            found[VisitWish.R3] += halves[start >= NOON]
    for number, item in enumerate(component.items):
        found[VisitWish.R6] += item.was is not None and plan.get(number) != item.was
    travelled: defaultdict[str, int] = defaultdict(int)
    for (trainer, day), visits in added.items():
        traveller = component.travellers[trainer]
        held = sorted((*visits, *traveller.stops.get(day, ())))
        travelled[trainer] += traveller.tour(stop.school for stop in held) - traveller.fixed_minutes(day)
        found[VisitWish.R4] += _waiting(traveller, held) - traveller.fixed_waiting(day)
    for trainer, minutes in travelled.items():
        found[VisitWish.R1] += minutes
        found[VisitWish.R5] += max(0, minutes - component.travellers[trainer].norm)
    return found


def _waiting(traveller: Traveller, held: list[FixedWpa]) -> int:
    return sum(
        quarters(later.begin - earlier.end - traveller.minutes(earlier.school, later.school))
        for earlier, later in pairwise(held)
    )
