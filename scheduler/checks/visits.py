"""The verdict on lesson visits and meetings of a PLG: every rule, every wish and what is missing. Knows no solver."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.visits.roster import LessonVisit, PlgMeeting, VisitRoster, VisitRule, VisitWish
from instances.visits.verdict import VisitVerdict, VisitViolation
from scheduler.checks.visiting.agenda import planned_visits, visit_facts
from scheduler.checks.visiting.alone import ALONE
from scheduler.checks.visiting.known import nothing_else
from scheduler.checks.visiting.possible import PossibleMoments, possible_moments
from scheduler.checks.visiting.together import TOGETHER
from scheduler.checks.visiting.wishes import MEASURES, changes, travel_alone, travel_of

__all__ = ["PossibleMoments", "check_visits", "possible_moments"]


def check_visits(
    instance: Instance,
    placement: Placement,
    assessment: Assessment,
    roster: VisitRoster,
    previous: VisitRoster | None = None,
) -> VisitVerdict:
    """Judge a roster of visits and meetings on its placement and WPA roster, from the instance alone.

    Args:
        instance: The workbook whose rules count.
        placement: Student id to mentor id; may name who is not in the workbook.
        assessment: Student id to booking.
        roster: May hold what is not due, at whatever moment; only B1 speaks of that.
        previous: The earlier plan from which changes count (R6); None: R6 is not measured.

    Returns:
        Every violation in the order of the rules, the measure of every wish and what is due and not planned.
    """
    facts = visit_facts(instance, placement, assessment)
    planned = planned_visits(facts, roster)
    found: dict[VisitRule, tuple[VisitViolation, ...]] = {
        VisitRule.B1: tuple(nothing_else(facts, placement, roster)),
        **{
            rule: tuple(visit.fault(rule, reason) for visit in planned for reason in reasons(facts, visit))
            for rule, reasons in ALONE.items()
        },
        **{rule: tuple(check(facts, planned)) for rule, check in TOGETHER.items()},
    }
    missing = [what for what in facts.due if what not in roster.lessons and what not in roster.meetings]
    measures = {wish: measure(facts, planned) for wish, measure in MEASURES.items()}
    if previous is not None:
        measures[VisitWish.R6] = changes(facts, planned, previous)
    return VisitVerdict(
        broken=tuple(fault for rule in VisitRule for fault in found[rule]),
        measures=measures,
        missing_lessons=tuple(what for what in missing if isinstance(what, LessonVisit)),
        missing_meetings=tuple(what for what in missing if isinstance(what, PlgMeeting)),
        travel=dict(travel_of(facts, planned)),
        alone=dict(travel_alone(facts, planned)),
    )
