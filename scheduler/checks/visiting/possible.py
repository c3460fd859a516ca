"""When a visit or meeting that is due could be, if no other visit or meeting stood there. Knows no solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.visits.roster import Moment, VisitRule
from scheduler.checks.visiting.agenda import PlannedVisit, VisitFacts, visit_facts
from scheduler.checks.visiting.alone import ALONE, BEGINS_ON, hours
from scheduler.checks.visiting.days import part
from scheduler.checks.visiting.due import DueVisit, Visit
from scheduler.checks.visiting.together import TOGETHER


@dataclass(frozen=True, slots=True)
class PossibleMoments:
    """When one visit could be.

    Attributes:
        due: Whether it is due at all (B1); all is empty where it is not.
        left: What each rule leaves by itself: of B2 all moments within the hours of the own part, of every other rule
            those of B2 that it allows. B5, B6 and B8 look at the WPAs, which this step does not move.
    """

    due: bool = False
    left: Mapping[VisitRule, tuple[Moment, ...]] = field(default_factory=dict)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What all rules leave together, in order of time."""
        return tuple(sorted(set.intersection(*map(set, self.left.values())))) if self.left else ()

    @property
    def none_left(self) -> tuple[VisitRule, ...]:
        """The fewest rules that leave no moment; none where there is one.

        B1 where the visit is not due and B2 where the period or the hours hold no moment; else the first of the
        smallest groups of other rules that together take all moments of B2.
        """
        if not self.due:
            return (VisitRule.B1,)
        if not self.left[VisitRule.B2]:
            return (VisitRule.B2,)
        others = {rule: set(moments) for rule, moments in self.left.items() if rule is not VisitRule.B2}
        groups = (group for size, _ in enumerate(others, start=1) for group in combinations(others, size))
        return next((group for group in groups if not set.intersection(*(others[rule] for rule in group))), ())


def possible_moments(instance: Instance, placement: Placement, assessment: Assessment, visit: Visit) -> PossibleMoments:
    """Find when a visit or meeting could be, if no other stood there: the WPAs stay where they are.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        assessment: Student id to booking.
        visit: A lesson visit or meeting; may be one that is not due.

    Returns:
        The moments that each rule leaves; empty and not due for what B1 refuses.
    """
    facts = visit_facts(instance, placement, assessment)
    due = facts.due.get(visit)
    return PossibleMoments() if due is None else PossibleMoments(True, moments_left(facts, due))


def moments_left(facts: VisitFacts, due: DueVisit) -> Mapping[VisitRule, tuple[Moment, ...]]:
    """What each rule leaves a visit, for who asks about many of one semester."""
    _, latest = hours(facts, due)
    every = [
        facts.planned(due, Moment(day, begin))
        for day in part(facts.days, due.what.number, due.of)
        for begin in range(0, latest, BEGINS_ON)
    ]
    within = [visit for visit in every if _alone(facts, visit, VisitRule.B2)]
    left = {VisitRule.B2: within}
    for rule in VisitRule:
        if rule in TOGETHER:
            left[rule] = [visit for visit in within if not any(TOGETHER[rule](facts, (visit,)))]
        elif rule in ALONE and rule is not VisitRule.B2:
            left[rule] = [visit for visit in within if _alone(facts, visit, rule)]
    return {rule: tuple(visit.moment for visit in visits) for rule, visits in left.items()}


def _alone(facts: VisitFacts, visit: PlannedVisit, rule: VisitRule) -> bool:
    return not any(True for _ in ALONE[rule](facts, visit))
