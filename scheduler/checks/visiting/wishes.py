"""The measures of the wishes R1-R6 on a roster of visits and meetings. Knows no weight and no solver.

Every measure is an integer in the unit in the list of wishes; lower is better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import floor

from instances.domain.entities import Trainer, Willingness
from instances.domain.norms import NORMS, Norm
from instances.visits.roster import VisitRoster, VisitWish
from scheduler.checks.assessment_wishes import FREE_WAIT, QUARTER
from scheduler.checks.availability import absent, answers_at
from scheduler.checks.visiting.agenda import AgendaItem, PlannedVisit, VisitFacts

Measure = Callable[[VisitFacts, Sequence[PlannedVisit]], int]
EXACT_TO = 6  # decimals of a norm in minutes: 222.00000000000003 is 222


def travel_of(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> Counter[str]:
    """R1 by trainer: what each travels more on days with a visit or meeting than for the WPAs of that day."""
    found: Counter[str] = Counter()
    for (id, _), (trainer, items) in facts.days_of(planned).items():
        wpas = [item for item in items if item.is_wpa]
        found[id] += _tour(facts, trainer, items) - _tour(facts, trainer, wpas)
    return found


def _tour(facts: VisitFacts, trainer: Trainer, items: Sequence[AgendaItem]) -> int:
    """Base, the schools in order of time, base; nobody travels for nothing."""
    if not items:
        return 0
    ends = sum(facts.instance.base_leg(trainer.id, items[at].school).minutes for at in (0, -1))
    return ends + sum(facts.school_minutes(one.school, other.school, trainer) for one, other in pairwise(items))


def travel_alone(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> Counter[str]:
    """By trainer, what each visit and meeting would take on its own: from the base and back."""
    found: Counter[str] = Counter()
    for each in planned:
        for trainer in each.due.trainers:
            found[trainer.id] += 2 * facts.instance.base_leg(trainer.id, each.due.school.id).minutes
    return found


def travel(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> int:
    """R1: minutes above those of the WPAs of the same days."""
    return travel_of(facts, planned).total()


def without_students(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> int:
    """R2: per meeting the placed students who have no stage day or are absent."""
    return sum(
        each.day.weekday() not in student.days or absent(facts.instance, student.id, each.day)
        for each in planned
        if each.due.mentor is None
        for student in each.due.students
    )


def unwilling(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> int:
    """R3: visits and meetings on a half-day marked ``liever niet``, once for each trainer who marked it."""
    return sum(
        Willingness.RATHER_NOT in answers_at(facts.instance, trainer.id, each.day, each.part)
        for each in planned
        for trainer in each.due.trainers
    )


def waiting(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> int:
    """R4: quarters of waiting on days with a visit or meeting, less those with the WPAs of that day only."""
    total = 0
    for trainer, items in facts.days_of(planned).values():
        wpas = [item for item in items if item.is_wpa]
        total += _waits(facts, trainer, items) - _waits(facts, trainer, wpas)
    return total


def _waits(facts: VisitFacts, trainer: Trainer, items: Sequence[AgendaItem]) -> int:
    gaps = (
        other.begin - one.end - facts.school_minutes(one.school, other.school, trainer)
        for one, other in pairwise(items)
    )
    return sum(max(0, (gap - FREE_WAIT) // QUARTER) for gap in gaps)


def above_norm(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> int:
    """R5: per trainer the minutes of R1 above the norm for travel in this semester."""
    trainers = facts.instance.trainers
    return sum(max(0, minutes - norm_minutes(facts, trainers[id])) for id, minutes in travel_of(facts, planned).items())


def changes(facts: VisitFacts, planned: Sequence[PlannedVisit], previous: VisitRoster) -> int:
    """R6: what the earlier plan holds and is still due, at another moment or not planned."""
    now = {each.due.what: each.moment for each in planned}
    before = {what: previous.moment(what) for what in facts.due}
    return sum(moment not in (None, now.get(what)) for what, moment in before.items())


def norm_minutes(facts: VisitFacts, trainer: Trainer) -> int:
    """The minutes of travel that the sheet Normen gives a trainer in this semester, rounded down."""
    norm = Norm.SO_TRAVEL if trainer.role.in_field else Norm.IO_TRAVEL
    settings = facts.instance.settings
    return floor(round(settings.norms[norm] * 60 * NORMS[norm].share(settings.semester_number), EXACT_TO))


MEASURES: dict[VisitWish, Measure] = {
    VisitWish.R1: travel,
    VisitWish.R2: without_students,
    VisitWish.R3: unwilling,
    VisitWish.R4: waiting,
    VisitWish.R5: above_norm,
}
