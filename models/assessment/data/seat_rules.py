"""The rules that concern one slot or one seat (A3-A5, A9-A12), as predicates. Weighs no WPAs against each other.

So a model only creates variables that may be 1; rules about several WPAs live in rules.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from instances.domain.entities import Separation, Slot, Student, Trainer
from instances.domain.rulebook import Rule

if TYPE_CHECKING:
    from models.assessment.data.cases import AssessmentData

# -- rules of one slot: (options, student, mentor, slot) -> may it? ------------------------------------


def everyone_there(data: AssessmentData, student: Student, mentor: str, slot: Slot) -> bool:
    school = data.instance.mentors[mentor].school
    return (
        slot.date.weekday() in student.days
        and not data.is_absent(student.id, slot.date)
        and not data.is_absent(school, slot.date)
        and bool(data.class_mentors_present(mentor, slot.date))
    )


def pinned_slot(data: AssessmentData, student: Student, mentor: str, slot: Slot) -> bool:
    pin = data.instance.pin_of.get(student.id)
    return pin is None or pin.slot in (None, slot.id)


def in_window(data: AssessmentData, student: Student, mentor: str, slot: Slot) -> bool:
    after = student.wpa_from is None or student.wpa_from <= slot.date
    return after and (student.wpa_until is None or slot.date <= student.wpa_until)


def serves_school(data: AssessmentData, student: Student, mentor: str, slot: Slot) -> bool:
    school = data.instance.school_of(mentor)
    return slot.school in (None, school.id) and slot.board in (None, school.board)


# -- rules of one seat: (options, student, mentor, trainer, in_field) -> may they? ---------------------


def right_pool(data: AssessmentData, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    return trainer.role.in_field if in_field else trainer.role.in_institute


def not_a_guide(data: AssessmentData, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    instance = data.instance
    people = instance.identities(trainer.id)
    if student.slb in people or not people.isdisjoint(instance.class_of(mentor)):
        return False
    own = instance.own_trainers(instance.mentors[mentor].school)
    return own.get(trainer.id) is not Separation.FORBIDDEN


def not_excluded(data: AssessmentData, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    school = data.instance.school_of(mentor)
    others = (student.id, school.id, school.board, *data.instance.class_of(mentor))
    return all((trainer.id, other) not in data.instance.excluded_pairs for other in others)


def pinned_assessor(data: AssessmentData, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    pin = data.instance.pin_of.get(student.id)
    if pin is None:
        return True
    if pin.institute is not None and not data.instance.needs_two(student):
        return False  # a pin that A2 refuses leaves nothing
    return (pin.field if in_field else pin.institute) in (None, trainer.id)


SlotRule = Callable[["AssessmentData", Student, str, Slot], bool]
SeatRule = Callable[["AssessmentData", Student, str, Trainer, bool], bool]

SLOT_RULES: dict[Rule, SlotRule] = {
    Rule.A10: pinned_slot,
    Rule.A5: everyone_there,
    Rule.A11: in_window,
    Rule.A12: serves_school,
}
SEAT_RULES: dict[Rule, SeatRule] = {
    Rule.A10: pinned_assessor,
    Rule.A3: right_pool,
    Rule.A4: not_a_guide,
    Rule.A9: not_excluded,
}
