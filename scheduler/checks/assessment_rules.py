"""The hard rules of each WPA by itself (A1-A5, A9-A12) and the list of all. Knows no solver and no wish.

Every checker takes instance, placement and WPA roster (student id to booking) and yields what is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking, Placement
from instances.domain.verdict import Violation
from scheduler.checks.assessment_clashes import one_at_a_time, time_to_travel, workload
from scheduler.checks.assessment_rows import due_and_placed, known_wpas, seats_of
from scheduler.checks.seats import seat_faults, slot_faults, two_needed
from scheduler.checks.words import counted, listing

Checker = Callable[[Instance, Placement, Assessment], Iterator[Violation]]


def known(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A1: every row is a due, placed student at a slot and with assessors of this workbook."""
    for student, booking in assessment.items():
        if student not in instance.students:
            yield Violation(Rule.A1, f"Student {student} heeft een WPA, maar staat niet in het werkboek.", (student,))
        elif not instance.students[student].wpa:
            yield Violation(Rule.A1, f"Student {student} heeft een WPA, maar hoeft er dit semester geen.", (student,))
        elif placement.get(student) not in instance.mentors:
            yield Violation(Rule.A1, f"Student {student} heeft een WPA, maar is niet geplaatst.", (student,))
        if booking.slot not in instance.slots:
            text = f"Het WPA van student {student} is op slot {booking.slot}, dat niet in het werkboek staat."
            yield Violation(Rule.A1, text, (student, booking.slot))
        for trainer in _named(booking):
            if trainer not in instance.trainers:
                text = f"Het WPA van student {student} heeft beoordelaar {trainer}, die niet in het werkboek staat."
                yield Violation(Rule.A1, text, (student, trainer))


def _named(booking: Booking) -> list[str]:
    """An edited roster may leave the field seat empty."""
    return [trainer for trainer in booking.assessors if trainer]


def two_where_needed(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A2: two assessors where asked, exactly one elsewhere."""
    for wpa in known_wpas(instance, placement, assessment):
        named = _named(wpa.booking)
        asked = 2 if two_needed(instance, wpa.student) else 1
        if len(named) != asked:
            text = (
                f"Het WPA van student {wpa.student.id} (jaar {wpa.student.year}, {wpa.student.wpa_kind}) heeft "
                f"{counted(len(named), 'beoordelaar', 'beoordelaars')} ({listing(named)}), nodig {asked}."
            )
            yield Violation(Rule.A2, text, (wpa.student.id, *named))


def _of_seats(rule: Rule, instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    for seat in seats_of(instance, known_wpas(instance, placement, assessment)):
        wpa = seat.wpa
        for broken, reason in seat_faults(instance, wpa.student, wpa.mentor, wpa.slot, seat.trainer, seat.in_field):
            if broken is rule:
                text = f"WPA van student {wpa.student.id}: {reason}."
                yield Violation(rule, text, (wpa.student.id, seat.trainer.id))


def _of_slots(rule: Rule, instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    for wpa in known_wpas(instance, placement, assessment):
        for broken, reason in slot_faults(instance, wpa.student, wpa.mentor, wpa.slot):
            if broken is rule:
                text = f"WPA van student {wpa.student.id}: {reason}."
                yield Violation(rule, text, (wpa.student.id, wpa.slot.id))


def field_and_institute(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A3: who sits where; the field seat is never empty."""
    for wpa in known_wpas(instance, placement, assessment):
        if not wpa.booking.field:
            text = f"Het WPA van student {wpa.student.id} heeft geen beoordelaar uit het werkveld (SO of CSO)."
            yield Violation(Rule.A3, text, (wpa.student.id,))
    yield from _of_seats(Rule.A3, instance, placement, assessment)


def separation(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A4: who guides does not assess."""
    return _of_seats(Rule.A4, instance, placement, assessment)


def everyone_there(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A5: an internship day, with student, class, school and assessors available."""
    yield from _of_slots(Rule.A5, instance, placement, assessment)
    yield from _of_seats(Rule.A5, instance, placement, assessment)


def excluded(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A9: an assessor with student, mentors, school or board, and the two assessors with each other."""
    yield from _of_seats(Rule.A9, instance, placement, assessment)
    for wpa in known_wpas(instance, placement, assessment):
        if (wpa.booking.field, wpa.booking.institute) in instance.excluded_pairs:
            text = f"WPA van student {wpa.student.id}: {listing(wpa.booking.assessors)} zijn uitgesloten met elkaar."
            yield Violation(Rule.A9, text, (wpa.student.id, *wpa.booking.assessors))


def pins(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A10: slot and assessors of a due and placed student stand as pinned."""
    for pin in instance.pins:
        wanted = (("slot", pin.slot), ("beoordelaar werkveld", pin.field), ("beoordelaar opleiding", pin.institute))
        fixed = " en ".join(f"{kind} {what}" for kind, what in wanted if what is not None)
        if not fixed or due_and_placed(instance, placement, pin.student) is None:
            continue
        booking = assessment.get(pin.student)
        if booking is None:
            text = f"Student {pin.student} heeft geen WPA, maar is vastgezet op {fixed}."
            yield Violation(Rule.A10, text, (pin.student,))
            continue
        given = (booking.slot, booking.field, booking.institute)
        if any(what not in (None, got) for (_, what), got in zip(wanted, given, strict=True)):
            text = (
                f"Het WPA van student {pin.student} is op slot {booking.slot} met {listing(_named(booking))}, "
                f"maar vastgezet op {fixed}."
            )
            yield Violation(Rule.A10, text, (pin.student,))


def own_window(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A11: not before and not after the student's own dates."""
    return _of_slots(Rule.A11, instance, placement, assessment)


def bound_slots(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A12: a slot of a school or board serves only that one."""
    return _of_slots(Rule.A12, instance, placement, assessment)


CHECKERS: dict[Rule, Checker] = {
    Rule.A1: known,
    Rule.A2: two_where_needed,
    Rule.A3: field_and_institute,
    Rule.A4: separation,
    Rule.A5: everyone_there,
    Rule.A6: one_at_a_time,
    Rule.A7: time_to_travel,
    Rule.A8: workload,
    Rule.A9: excluded,
    Rule.A10: pins,
    Rule.A11: own_window,
    Rule.A12: bound_slots,
}
