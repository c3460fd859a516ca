"""A WPA roster as rows with the records they name. Knows no rule; used by rules, clashes and wishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from instances.domain.entities import Mentor, School, Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement


@dataclass(frozen=True, slots=True)
class WpaRow:
    """One scheduled WPA of a due, placed student at a known slot."""

    student: Student
    mentor: Mentor
    school: School
    slot: Slot
    booking: Booking

    def overlaps(self, other: WpaRow) -> bool:
        """Are both at the same time on the same day? Touching ends do not overlap."""
        mine, yours = self.slot, other.slot
        return mine.date == yours.date and mine.begin < yours.end and yours.begin < mine.end


@dataclass(frozen=True, slots=True)
class Seat:
    """One assessor of one WPA, on the field or the institute side."""

    wpa: WpaRow
    trainer: Trainer
    in_field: bool


def due_and_placed(instance: Instance, placement: Placement, student: str) -> Mentor | None:
    """The mentor of a student who must get a WPA; None when unknown, not due or not placed."""
    known = instance.students.get(student)
    return instance.mentors.get(placement.get(student, "")) if known is not None and known.wpa else None


def known_wpas(instance: Instance, placement: Placement, assessment: Assessment) -> list[WpaRow]:
    """The rows that can be judged; A1 reports the others."""
    found = []
    for student, booking in assessment.items():
        mentor = due_and_placed(instance, placement, student)
        if mentor is not None and booking.slot in instance.slots:
            school, slot = instance.schools[mentor.school], instance.slots[booking.slot]
            found.append(WpaRow(instance.students[student], mentor, school, slot, booking))
    return found


def seats_of(instance: Instance, wpas: list[WpaRow]) -> Iterator[Seat]:
    """Every seat taken by a known trainer."""
    for wpa in wpas:
        if wpa.booking.field in instance.trainers:
            yield Seat(wpa, instance.trainers[wpa.booking.field], True)
        if wpa.booking.institute in instance.trainers:
            yield Seat(wpa, instance.trainers[wpa.booking.institute or ""], False)


def by_assessor_and_day(instance: Instance, wpas: list[WpaRow]) -> Mapping[tuple[str, date], list[WpaRow]]:
    """Trainer id and date to the WPAs there, by time; one WPA once, even if a trainer has both seats."""
    found: dict[tuple[str, date], list[WpaRow]] = defaultdict(list)
    for wpa in sorted(wpas, key=lambda wpa: (wpa.slot.begin, wpa.slot.end, wpa.student.id)):
        for trainer in dict.fromkeys(wpa.booking.assessors):
            if trainer in instance.trainers:
                found[trainer, wpa.slot.date].append(wpa)
    return found
