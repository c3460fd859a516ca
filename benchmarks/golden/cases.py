"""What is asked of each sample for the golden answers: its rosters, then questions and events. Runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.questions.cases import Finished, forced
from instances.domain.entities import Pin
from instances.domain.instance import Instance
from scheduler.checks.pairs import pair_faults


@dataclass(frozen=True, slots=True)
class GoldenSize:
    """A sample and what is asked of it.

    Attributes:
        name: Of the sample.
        limit: Seconds of work for its rosters.
        students: How many students are asked about, five questions each.
        events: Of the five events of ``benchmarks.questions``, those that are replanned.
        impossible: Also semesters in which not everyone fits, or nothing can exist.
    """

    name: str
    limit: int
    students: int
    events: tuple[str, ...]
    impossible: bool = False

    def smaller(self, students: int, events: int) -> GoldenSize:
        """The same sample with only the first so many students and events asked about."""
        return replace(self, students=students, events=self.events[:events], impossible=False)


ALL_EVENTS = (
    "a mentor falls ill",
    "a student stops",
    "a school withdraws",
    "an assessor loses a day",
    "a late student arrives",
)

# Limits in work: klein is proven far sooner; the others end in the middle of the search for WPAs, where order shows.
SIZES = {
    size.name: size
    for size in (
        GoldenSize("klein", 30, 3, ALL_EVENTS, impossible=True),
        GoldenSize("bestuur", 15, 2, ALL_EVENTS),
        GoldenSize("partnerschap", 60, 1, ("a mentor falls ill", "an assessor loses a day")),
    )
}


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """``words`` follow workbook and folder in the command ``verklaar``."""

    name: str
    words: tuple[str, ...]


def questions(given: Finished, size: GoldenSize) -> Iterator[GoldenQuestion]:
    """For each student that is asked about: why, and why not another mentor, school, slot and assessor."""
    found = forced(given, max(2, size.students))
    for student, mentor in list(found.items())[: size.students]:
        yield GoldenQuestion(f"why {student}", (student,))
        yield GoldenQuestion(f"why not {mentor} for {student}", (student, "--waarom-niet", mentor))
        school = given.instance.mentors[mentor].school
        yield GoldenQuestion(f"why not {school} for {student}", (student, "--waarom-niet", school))
        slot, assessor = _elsewhere(given, student)
        yield GoldenQuestion(f"why not {slot} for {student}", (student, "--waarom-niet", slot))
        yield GoldenQuestion(f"why not {assessor} for {student}", (student, "--waarom-niet", assessor))


def too_few_mentors(instance: Instance) -> Instance:
    """Every second mentor takes no part, and nobody is pinned: some students have no place."""
    mentors = {
        id: replace(mentor, available=number % 2 == 0) for number, (id, mentor) in enumerate(instance.mentors.items())
    }
    return replace(instance, mentors=mentors, pins=())


def clashing_pins(instance: Instance) -> dict[str, Instance]:
    """Pins that break a rule by themselves, and pins that no placement can keep together."""
    able = {
        student: [mentor.id for mentor in instance.mentors.values() if not any(pair_faults(instance, row, mentor))]
        for student, row in instance.students.items()
    }
    crowded = max(instance.mentors, key=lambda mentor: sum(mentor in mentors for mentors in able.values()))
    together = [student for student, mentors in able.items() if crowded in mentors][
        : instance.mentors[crowded].max_students + 1
    ]
    alone = next(student for student, mentors in able.items() if crowded not in mentors)
    return {
        "a pin against a rule": replace(instance, pins=(Pin(alone, mentor=crowded),)),
        "pins that clash": replace(instance, pins=tuple(Pin(student, mentor=crowded) for student in together)),
    }


def _elsewhere(given: Finished, student: str) -> tuple[str, str]:
    """A slot and an assessor of other WPAs: the first in the order of the roster that are not the student's own."""
    own = given.assessment.get(student)
    taken = set() if own is None else {own.slot, *own.assessors}
    booked = [booking for id, booking in given.assessment.items() if id != student]
    slot = next(booking.slot for booking in booked if booking.slot not in taken)
    assessor = next(id for booking in booked for id in booking.assessors if id not in taken)
    return slot, assessor
