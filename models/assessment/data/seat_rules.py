"""The rules of one slot or one seat (A3-A5, A9-A12), as predicates. Weighs no WPAs against each other.

They make the candidate assignments of a WPA, so that a model only has variables that may be 1. The rules that weigh
WPAs against each other are constraints: models/assessment/block/constraints.py has the table of all A-rules.
"""

from __future__ import annotations

from collections.abc import Callable

from instances.domain.entities import Separation, Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from models.assessment.data.presence import class_mentors_present, is_absent

SlotRule = Callable[[Instance, Student, str, Slot], bool]
"""Whether the WPA of a student in the class of that mentor may be at the slot."""

SeatRule = Callable[[Instance, Student, str, Trainer, bool], bool]
"""Whether the trainer may assess that WPA, in the field seat (True) or in that of the institute (False)."""

# -- rules of one slot ---------------------------------------------------------------------------------


def everyone_there(instance: Instance, student: Student, mentor: str, slot: Slot) -> bool:
    """A5 but for the assessors: an internship day, and student, school and a mentor of the class are there."""
    school = instance.mentors[mentor].school
    return (
        slot.date.weekday() in student.days
        and not is_absent(instance, student.id, slot.date)
        and not is_absent(instance, school, slot.date)
        and bool(class_mentors_present(instance, mentor, slot.date))
    )


def pinned_slot(instance: Instance, student: Student, mentor: str, slot: Slot) -> bool:
    """A10: no slot is pinned, or this one."""
    pin = instance.pin_of.get(student.id)
    return pin is None or pin.slot in (None, slot.id)


def in_window(instance: Instance, student: Student, mentor: str, slot: Slot) -> bool:
    """A11: within the student's own window; its first and last day count."""
    after = student.wpa_from is None or student.wpa_from <= slot.date
    return after and (student.wpa_until is None or slot.date <= student.wpa_until)


def serves_school(instance: Instance, student: Student, mentor: str, slot: Slot) -> bool:
    """A12: the slot is bound to no school and board, or to those of the class."""
    school = instance.school_of(mentor)
    return slot.school in (None, school.id) and slot.board in (None, school.board)


# -- rules of one seat ---------------------------------------------------------------------------------


def of_pool(trainer: Trainer, in_field: bool) -> bool:
    """A3: an SO or CSO in the field seat, an IO or CIO in that of the institute."""
    return trainer.role.in_field if in_field else trainer.role.in_institute


def right_pool(instance: Instance, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    """A3, whoever the student is."""
    return of_pool(trainer, in_field)


def not_a_guide(instance: Instance, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    """A4: neither SLB'er nor mentor of the student, nor own SO or IO where that is ``verboden``."""
    identities = instance.identities(trainer.id)
    if student.slb in identities or not identities.isdisjoint(instance.class_of(mentor)):
        return False
    own = instance.own_trainers(instance.mentors[mentor].school)
    return own.get(trainer.id) is not Separation.FORBIDDEN


def not_excluded(instance: Instance, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    """A9: not excluded from the student, the class, the school or its board."""
    school = instance.school_of(mentor)
    others = (student.id, school.id, school.board, *instance.class_of(mentor))
    return all((trainer.id, other) not in instance.excluded_pairs for other in others)


def pinned_assessor(instance: Instance, student: Student, mentor: str, trainer: Trainer, in_field: bool) -> bool:
    """A10: nobody is pinned in this seat, or this trainer."""
    pin = instance.pin_of.get(student.id)
    if pin is None:
        return True
    if pin.institute is not None and not instance.needs_two(student):
        return False  # a pin that A2 refuses leaves nothing
    return (pin.field if in_field else pin.institute) in (None, trainer.id)


SLOT_RULES: dict[Rule, SlotRule] = {
    Rule.A10: pinned_slot,
    Rule.A5: everyone_there,
    Rule.A11: in_window,
    Rule.A12: serves_school,
}
OF_DAY = frozenset({Rule.A5, Rule.A11})  # say the same of all slots of a day
SEAT_RULES: dict[Rule, SeatRule] = {
    Rule.A10: pinned_assessor,
    Rule.A3: right_pool,
    Rule.A4: not_a_guide,
    Rule.A9: not_excluded,
}
