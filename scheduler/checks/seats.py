"""May this WPA be at this slot, may this assessor take this seat? The rules that need only that. Knows no roster.

Texts are Dutch clauses without capital or full stop. ``mentor`` is always the mentor of record, which fixes
the class, the school, the board and the tandem.
"""

from __future__ import annotations

from collections.abc import Iterator

from instances.domain.entities import Mentor, Separation, Slot, Student, Trainer, WpaKind
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from scheduler.checks.availability import absent, class_present, trainer_fault
from scheduler.checks.words import days_listed, listing, moment, on_date

Fault = tuple[Rule, str]


def two_needed(instance: Instance, student: Student) -> bool:
    """A2: years 1 and 4 (by the setting only at the end of the year), every resit and doubtful case."""
    if student.wpa_kind in (WpaKind.RESIT, WpaKind.DOUBTFUL):
        return True
    early = instance.settings.two_assessors_only_at_year_end and instance.settings.semester_number != 2
    return student.year in (1, 4) and not early


def presence_faults(instance: Instance, student: Student, mentor: Mentor, slot: Slot) -> Iterator[Fault]:
    """A5 without the assessors: an internship day, with student, class and school there."""
    if slot.date.weekday() not in student.days:
        yield Rule.A5, f"{on_date(slot.date)} is geen stagedag ({days_listed(student.days)})"
    if absent(instance, student.id, slot.date):
        yield Rule.A5, f"student {student.id} is afwezig op {on_date(slot.date)}"
    if absent(instance, mentor.school, slot.date):
        yield Rule.A5, f"school {mentor.school} is gesloten op {on_date(slot.date)}"
    if not class_present(instance, mentor.id, slot.date):
        teachers = instance.class_of(mentor.id)
        yield Rule.A5, f"{listing(teachers)} {'is' if len(teachers) == 1 else 'zijn'} er niet op {on_date(slot.date)}"


def slot_faults(instance: Instance, student: Student, mentor: Mentor, slot: Slot) -> Iterator[Fault]:
    """List the rules against one student's WPA at one slot: A5 (without the assessors), A11 and A12.

    Args:
        instance: The workbook.
        student: A student who is due.
        mentor: The student's mentor of record.
        slot: The slot.

    Yields:
        Each rule with its reason, a Dutch clause; nothing when the slot is possible.
    """
    yield from presence_faults(instance, student, mentor, slot)
    if student.wpa_from is not None and slot.date < student.wpa_from:
        yield Rule.A11, f"slot {moment(slot)} is te vroeg, niet voor {on_date(student.wpa_from)}"
    if student.wpa_until is not None and slot.date > student.wpa_until:
        yield Rule.A11, f"slot {moment(slot)} is te laat, niet na {on_date(student.wpa_until)}"
    if slot.school is not None and slot.school != mentor.school:
        yield Rule.A12, f"slot {moment(slot)} is alleen voor school {slot.school}, niet voor {mentor.school}"
    board = instance.schools[mentor.school].board
    if slot.board is not None and slot.board != board:
        yield Rule.A12, f"slot {moment(slot)} is alleen voor bestuur {slot.board}, niet voor {board}"


def same_person(instance: Instance, one: str, other: str) -> bool:
    """The same id, or a trainer and a mentor joined by ``Ook mentor``."""
    return bool(instance.identities(one) & instance.identities(other))


def own_separation(instance: Instance, mentor: Mentor, trainer: Trainer) -> Separation | None:
    """How strictly the trainer, as SO or IO of the school's tandem, is kept apart (A4, V4); None: not their own."""
    for own, separation in instance.own_trainers(mentor.school).items():
        if same_person(instance, own, trainer.id):
            return separation
    return None


def _role_faults(trainer: Trainer, in_field: bool) -> Iterator[Fault]:
    """A3: the field seat is for SO/CSO, the institute seat for IO/CIO, both only for who assesses."""
    if not trainer.assessor:
        yield Rule.A3, f"{trainer.id} neemt geen WPA's af"
    if in_field and not trainer.role.in_field:
        yield Rule.A3, f"{trainer.id} is {trainer.role}, werkveld vraagt een SO of CSO"
    if not in_field and not trainer.role.in_institute:
        yield Rule.A3, f"{trainer.id} is {trainer.role}, opleiding vraagt een IO of CIO"


def _guide_faults(instance: Instance, student: Student, mentor: Mentor, trainer: Trainer) -> Iterator[Fault]:
    """A4: who guides does not assess, whatever id they go by."""
    for teacher in instance.class_of(mentor.id):
        if same_person(instance, teacher, trainer.id):
            yield Rule.A4, f"{trainer.id} is ook {teacher}, mentor of duo-mentor van {student.id}"
    if student.slb is not None and same_person(instance, student.slb, trainer.id):
        yield Rule.A4, f"{trainer.id} is de SLB'er van {student.id}"
    if own_separation(instance, mentor, trainer) is Separation.FORBIDDEN:
        kind = "SO" if trainer.role.in_field else "IO"
        yield Rule.A4, f"{trainer.id} is de eigen {kind} van {student.id}, dat is hier verboden"


def assessor_faults(
    instance: Instance, student: Student, mentor: Mentor, trainer: Trainer, in_field: bool
) -> Iterator[Fault]:
    """A3, A4 and A9 for one trainer on the field or the institute seat of one student, at whatever time."""
    yield from _role_faults(trainer, in_field)
    yield from _guide_faults(instance, student, mentor, trainer)
    school = instance.schools[mentor.school]
    met = (student.id, *instance.class_of(mentor.id), school.id, school.board)
    banned = [id for id in met if (trainer.id, id) in instance.excluded_pairs]
    if banned:
        yield Rule.A9, f"{trainer.id} is uitgesloten met {listing(banned)}"


def seat_faults(
    instance: Instance, student: Student, mentor: Mentor, slot: Slot, trainer: Trainer, in_field: bool
) -> Iterator[Fault]:
    """List the rules against a trainer in one seat: A3, A4, A5 (the assessor's side) and A9.

    Bulk callers keep the two halves apart: ``assessor_faults`` and ``trainer_fault``.

    Args:
        instance: The workbook.
        student: A student who is due.
        mentor: The student's mentor of record.
        slot: When the WPA is.
        trainer: Who would assess.
        in_field: The seat of the field; else that of the institute.

    Yields:
        Each rule with its reason, a Dutch clause; nothing when the seat is possible.
    """
    yield from assessor_faults(instance, student, mentor, trainer, in_field)
    away = trainer_fault(instance, trainer, slot)
    if away is not None:
        yield Rule.A5, away
