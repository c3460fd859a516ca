"""The lesson visits and PLG meetings that are due on a placement, with who must be there and where. Decides no day."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.domain.entities import Tandem
from instances.domain.instance import Instance
from instances.domain.norms import NORMS, Norm
from instances.domain.solution import Placement
from instances.visits.roster import LessonVisit, PlgMeeting

_MINUTES_OF_HOUR = 60
_ROUNDING = 1e-9  # what floating point may take off a whole number of minutes


@dataclass(frozen=True, slots=True)
class PlgGathering:
    """What the meetings of one PLG have in common.

    Attributes:
        students: Ids of its placed students, in the order of the sheet Studenten.
        trainers: Ids of SO and IO of every tandem that guides one of them, in the order of the sheet Opleiders.
        school: The id of the school where it meets.
    """

    students: tuple[str, ...]
    trainers: tuple[str, ...]
    school: str


@dataclass(frozen=True, slots=True)
class DueVisits:
    """All that is due.

    Attributes:
        lessons: The lesson visits, student by student in the order of the sheet, the SO first.
        meetings: The meetings, PLG by PLG in the order of the schools.
        gatherings: Key of a PLG with meetings to what those have in common.
        times: How many visits the trainer pays to the student, or meetings a PLG has, by what is due.
        by_so: Whether a lesson visit is one of the SO of the tandem, by the visit.
    """

    lessons: tuple[LessonVisit, ...]
    meetings: tuple[PlgMeeting, ...]
    gatherings: Mapping[str, PlgGathering]
    times: Mapping[LessonVisit | PlgMeeting, int] = field(repr=False)
    by_so: Mapping[LessonVisit, bool] = field(repr=False)

    @property
    def count(self) -> int:
        """How many visits and meetings are due."""
        return len(self.lessons) + len(self.meetings)


def due_visits(instance: Instance, placement: Placement) -> DueVisits:
    """List what is due.

    Args:
        instance: The semester.
        placement: Student id to mentor id.

    Returns:
        Every lesson visit and meeting, whether or not there is a moment for it.
    """
    norms, first = instance.settings.norms, instance.settings.semester_number == 1
    visits_of = {True: math.ceil(norms[Norm.SO_VISITS]), False: math.ceil(norms[Norm.IO_VISITS])}
    lessons: dict[LessonVisit, bool] = {}
    times: dict[LessonVisit | PlgMeeting, int] = {}
    for student, tandem in _guided(instance, placement).items():
        for by_so, trainer in ((True, tandem.so), (False, tandem.io)):
            for number in range(1, visits_of[by_so] + 1):
                visit = LessonVisit(trainer, student, number)
                lessons[visit], times[visit] = by_so, visits_of[by_so]
    most = math.ceil(norms[Norm.PLG_FIRST if first else Norm.PLG_SECOND])
    gatherings = _gatherings(instance, placement) if most else {}
    meetings = tuple(PlgMeeting(plg, number) for plg in gatherings for number in range(1, most + 1))
    times.update(dict.fromkeys(meetings, most))
    return DueVisits(tuple(lessons), meetings, gatherings, times, lessons)


def _guided(instance: Instance, placement: Placement) -> dict[str, Tandem]:
    """Placed students at schools with a tandem, in the order of the sheet."""
    schools = {
        student: instance.mentors[placement[student]].school for student in instance.students if student in placement
    }
    tandems = {student: instance.tandem_of(school) for student, school in schools.items()}
    return {student: tandem for student, tandem in tandems.items() if tandem is not None}


def _gatherings(instance: Instance, placement: Placement) -> dict[str, PlgGathering]:
    guided = _guided(instance, placement)
    at: dict[str, dict[str, list[str]]] = {key: {} for key in instance.plgs}
    for student in instance.students:
        if student in placement:
            school = instance.mentors[placement[student]].school
            at[instance.plg_by_school[school].key].setdefault(school, []).append(student)
    found: dict[str, PlgGathering] = {}
    for key, schools in at.items():
        there = {student for students in schools.values() for student in students}
        concerned = {who for student in there if student in guided for who in _pair(guided[student])}
        if concerned:
            most = max(len(students) for students in schools.values())
            place = next(school for school in instance.schools if len(schools.get(school, ())) == most)
            found[key] = PlgGathering(
                tuple(student for student in instance.students if student in there),
                tuple(trainer for trainer in instance.trainers if trainer in concerned),
                place,
            )
    return found


def _pair(tandem: Tandem) -> tuple[str, str]:
    return tandem.so, tandem.io


def travel_norm(instance: Instance, trainer: str) -> int:
    """Say how many minutes of travel the norm gives a trainer in this semester (R5).

    Args:
        instance: The semester.
        trainer: The id of a trainer.

    Returns:
        Whole minutes, rounded down.
    """
    norm = Norm.SO_TRAVEL if instance.trainers[trainer].role.in_field else Norm.IO_TRAVEL
    share = NORMS[norm].share(instance.settings.semester_number)
    return math.floor(instance.settings.norms[norm] * _MINUTES_OF_HOUR * share + _ROUNDING)
