"""What cannot be, as signs for the rosters: a hand that chooses it there sees it turn red. Knows rules by pair only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.rosters.helper_sheets import ALLOWED, BARRED
from models.placement.data.pair_rules import forbidden_mentors
from reports.assessment.live import BarredWpas
from scheduler.checks.availability import trainer_fault
from scheduler.checks.seats import assessor_faults, presence_faults
from scheduler.writing.settings import WRITING


def barred_mentors(instance: Instance, placement: Placement) -> dict[str, str]:
    """Say for each placed student which mentors a rule about the pair alone forbids.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.

    Returns:
        Student id to a sign for each mentor of the workbook; empty where that would make the file too large.
    """
    if len(placement) * len(instance.mentors) > WRITING.most_signs:
        return {}
    return {student: _signs(forbidden) for student, forbidden in forbidden_mentors(instance, placement)}


def _signs(barred: Iterable[object]) -> str:
    return "".join(BARRED if one else ALLOWED for one in barred)


def barred_wpas(instance: Instance, placement: Placement, students: Collection[str]) -> BarredWpas:
    """Say which slots and assessors a rule about that choice alone forbids.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        students: Ids of placed students with a row in the roster.

    Returns:
        A sign for each slot and each trainer of the workbook; empty where that would make the file too large.
    """
    most = max(len(instance.slots), 2 * len(instance.trainers))
    if (len(students) + len(instance.trainers)) * most > WRITING.most_signs:
        return BarredWpas()
    slots = tuple(instance.slots.values())
    days = {slot.date: slot for slot in slots}
    mentors = {student: instance.mentors[placement[student]] for student in students}

    def slot_signs(who: str) -> str:
        student, mentor = instance.students[who], mentors[who]
        shut = {day for day, slot in days.items() if any(presence_faults(instance, student, mentor, slot))}
        school = instance.schools[mentor.school]
        after, until = student.wpa_from or date.min, student.wpa_until or date.max
        pin = instance.pin_of.get(who)
        only = None if pin is None else pin.slot
        return _signs(
            slot.date in shut
            or not after <= slot.date <= until
            or slot.school not in (None, school.id)
            or slot.board not in (None, school.board)
            or only not in (None, slot.id)
            for slot in slots
        )

    def seat_signs(who: str, in_field: bool) -> str:
        student, mentor = instance.students[who], mentors[who]
        trainers = instance.trainers.values()
        return _signs(any(assessor_faults(instance, student, mentor, one, in_field)) for one in trainers)

    return BarredWpas(
        {who: slot_signs(who) for who in students},
        {who: seat_signs(who, True) for who in students},
        {who: seat_signs(who, False) for who in students},
        {
            id: _signs(trainer_fault(instance, trainer, slot) is not None for slot in slots)
            for id, trainer in instance.trainers.items()
        },
    )
