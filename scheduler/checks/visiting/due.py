"""Which lesson visits and meetings are due on a placement, and who and what each concerns. Knows no moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from instances.domain.entities import Mentor, School, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.norms import Norm
from instances.domain.solution import Placement
from instances.visits.roster import LessonVisit, PlgMeeting

Visit = LessonVisit | PlgMeeting


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A lesson visit or meeting that is due.

    Attributes:
        what: Its id.
        of: How many there are of its kind, for this student and trainer or this PLG.
        trainers: Who must be there.
        school: Where it is.
        students: Who is visited, or the placed students of the PLG.
        mentor: The mentor of record of a lesson visit; None for a meeting.
        by_school_trainer: A lesson visit of the SO of the tandem.
        name: In Dutch, as it stands in a sentence.
    """

    what: Visit
    of: int
    trainers: tuple[Trainer, ...]
    school: School
    students: tuple[Student, ...]
    mentor: Mentor | None
    by_school_trainer: bool
    name: str

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that tell it from others."""
        if isinstance(self.what, LessonVisit):
            return self.what.trainer, self.what.student
        return (self.what.plg,)

    @property
    def before_wpa(self) -> bool:
        """Is it the last visit of the SO, the trial of the WPA (B7)?"""
        return self.by_school_trainer and self.what.number == self.of


def placed_students(instance: Instance, placement: Placement) -> dict[str, Mentor]:
    """Student id to mentor of record, of who is known and placed, in the order of the workbook."""
    found = {student: instance.mentors.get(placement.get(student, "")) for student in instance.students}
    return {student: mentor for student, mentor in found.items() if mentor is not None}


def visits_asked(instance: Instance, norm: Norm) -> int:
    """How many the sheet Normen asks for, rounded up."""
    return ceil(instance.settings.norms[norm])


def due_visits(instance: Instance, placement: Placement) -> Mapping[Visit, DueVisit]:
    """Find what is due.

    Args:
        instance: The workbook.
        placement: Student id to mentor id; may name who is not in the workbook.

    Returns:
        Lesson visits in the order of the students, then meetings in the order of the schools.
    """
    placed = placed_students(instance, placement)
    every = [*_lessons(instance, placed), *_meetings(instance, placed)]
    return {each.what: each for each in every}


def _lessons(instance: Instance, placed: Mapping[str, Mentor]) -> Iterator[DueVisit]:
    for id, mentor in placed.items():
        tandem = instance.tandem_of(mentor.school)
        if tandem is None:
            continue
        student, school = instance.students[id], instance.schools[mentor.school]
        for by, norm, own in ((tandem.so, Norm.SO_VISITS, True), (tandem.io, Norm.IO_VISITS, False)):
            trainer, of = instance.trainers[by], visits_asked(instance, norm)
            for number in range(1, of + 1):
                name = f"{_numbered('lesbezoek', 'het', number, of)} van {trainer.name} aan {student.name}"
                what = LessonVisit(by, id, number)
                yield DueVisit(what, of, (trainer,), school, (student,), mentor, own, name)


def _meetings(instance: Instance, placed: Mapping[str, Mentor]) -> Iterator[DueVisit]:
    norm = Norm.PLG_FIRST if instance.settings.semester_number == 1 else Norm.PLG_SECOND
    of = visits_asked(instance, norm)
    for plg in instance.plgs.values():
        members = {id: m.school for id, m in placed.items() if instance.plg_by_school[m.school].key == plg.key}
        tandems = [t for t in instance.tandems.values() if set(t.schools) & set(members.values())]
        if not tandems:
            continue
        ids = dict.fromkeys(id for tandem in tandems for id in (tandem.so, tandem.io))
        at = [*members.values()]
        school = max(instance.schools, key=at.count)  # the first of those with as many
        students = tuple(instance.students[id] for id in members)
        for number in range(1, of + 1):
            name = f"{_numbered('bijeenkomst', 'de', number, of)} van PLG {plg.name}"
            trainers = tuple(instance.trainers[id] for id in ids)
            what = PlgMeeting(plg.key, number)
            yield DueVisit(what, of, trainers, instance.schools[school], students, None, False, name)


def _numbered(word: str, article: str, number: int, of: int) -> str:
    return f"{article} {word}" if of == 1 else f"{word} {number}"
