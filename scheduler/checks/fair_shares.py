"""Who can take a WPA at all on a placement, and what share of the seats is theirs (V2). Knows no solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from instances.domain.entities import Trainer
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from scheduler.checks.assessment_rows import due_and_placed, known_wpas, seats_of
from scheduler.checks.availability import trainer_fault
from scheduler.checks.seats import assessor_faults, slot_faults, two_needed


def able_assessors(instance: Instance, placement: Placement, in_field: bool) -> tuple[Trainer, ...]:
    """Find who could take at least one seat of one due WPA, whatever the rest of the roster.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        in_field: The seats of the field; else those of the institute.

    Returns:
        Those whom A2-A5, A9, A11 and A12, each by itself, leave such a seat, in the order of the workbook.
    """
    due = []
    for student in instance.students.values():
        mentor = due_and_placed(instance, placement, student.id)
        if mentor is not None and (in_field or two_needed(instance, student)):
            due.append((student, mentor))

    def able(trainer: Trainer) -> bool:
        # availability is the same for every student, and mostly the cheapest to rule out
        free = [slot for slot in instance.slots.values() if trainer_fault(instance, trainer, slot) is None]
        return any(
            not any(assessor_faults(instance, student, mentor, trainer, in_field))
            and any(not any(slot_faults(instance, student, mentor, slot)) for slot in free)
            for student, mentor in (due if free else ())
        )

    return tuple(filter(able, instance.field_pool if in_field else instance.institute_pool))


def fair_shares(instance: Instance, placement: Placement, assessment: Assessment) -> dict[str, int]:
    """Share the seats that are taken over those who could take one, by what each can do.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        assessment: Student id to booking.

    Returns:
        Trainer id to a number of WPAs, rounded up, first the field, then the institute; nobody else has a share.

    Source: V2.
    """
    taken = Counter(seat.in_field for seat in seats_of(instance, known_wpas(instance, placement, assessment)))
    return {
        trainer: share
        for in_field in (True, False)
        for trainer, share in _shared(instance, able_assessors(instance, placement, in_field), taken[in_field])
    }


def _shared(instance: Instance, pool: Iterable[Trainer], seats: int) -> Iterable[tuple[str, int]]:
    room = {trainer.id: instance.max_wpas(trainer.id) for trainer in pool}
    whole = sum(room.values())
    return ((trainer, -(-seats * most // whole) if whole else 0) for trainer, most in room.items())
