"""How far each trainer travels for visits, beside the journeys for WPAs (R1), and what that saves. Knows no layout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from instances.visits.roster import LessonVisit, Moment, PlgMeeting
from reports.visits.bundle import VisitsRun

_Stop = tuple[int, str]
"""When somebody must be where."""


@dataclass(frozen=True, slots=True)
class TrainerJourneys:
    """The journeys of one trainer.

    Attributes:
        lessons: Lesson visits.
        meetings: Meetings of a PLG.
        days: Days with one of them.
        minutes: Of travel on those days, less those for the WPAs alone (R1).
        saved: Minutes less than when each had a journey from the base and back of its own.
    """

    lessons: int
    meetings: int
    days: int
    minutes: int
    saved: int


def journeys_of(run: VisitsRun) -> Mapping[str, TrainerJourneys]:
    """Count the journeys.

    Args:
        run: The roster.

    Returns:
        Trainer id to the journeys, for everyone with something due.
    """
    every: dict[LessonVisit | PlgMeeting, Moment] = dict((*run.lessons, *run.meetings))
    wpas: defaultdict[tuple[str, date], list[_Stop]] = defaultdict(list)
    for student, booking in run.assessment.items():
        slot, school = run.instance.slots[booking.slot], run.instance.school_of(run.placement[student]).id
        for assessor in booking.assessors:
            wpas[assessor, slot.date].append((slot.begin_minute, school))
    found: dict[str, TrainerJourneys] = {}
    for trainer in run.trainers:
        own = {due: moment for due, moment in every.items() if trainer.id in run.concerned(due)}
        days: defaultdict[date, list[_Stop]] = defaultdict(list)
        for due, moment in own.items():
            days[moment.day].append((moment.begin, run.school_of(due).id))
        minutes = 0
        for day, stops in days.items():
            there = wpas[trainer.id, day]
            minutes += _tour(run, trainer.id, [*stops, *there]) - _tour(run, trainer.id, there)
        apart = sum(2 * run.instance.base_leg(trainer.id, run.school_of(due).id).minutes for due in own)
        lessons = sum(isinstance(due, LessonVisit) for due in own)
        found[trainer.id] = TrainerJourneys(lessons, len(own) - lessons, len(days), minutes, apart - minutes)
    return found


def _tour(run: VisitsRun, trainer: str, stops: Iterable[_Stop]) -> int:
    schools = [school for _, school in sorted(stops)]
    if not schools:
        return 0
    ends = (run.instance.base_leg(trainer, school).minutes for school in (schools[0], schools[-1]))
    vehicle = run.instance.trainers[trainer].vehicle
    return sum(ends) + sum(run.instance.school_minutes(one, other, vehicle) for one, other in pairwise(schools))
