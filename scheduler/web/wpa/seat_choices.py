"""Who can take a seat of a WPA at a slot, as choices for a page, and whom to begin with. Solves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from instances.domain.entities import Slot, Student, Trainer, Willingness
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.dutch.dates import span
from scheduler.checks.assessment_rows import due_and_placed
from scheduler.checks.seats import seat_faults
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.availability import Forbiddable, at_same_time, can_at, named
from scheduler.web.wpa.conflicts import clashes_of


@dataclass(frozen=True, slots=True)
class SeatChoice(Forbiddable):
    """One assessor for one seat of a WPA at a slot.

    Attributes:
        trainer: Id of the assessor.
        name: The name.
        can: Of that time: ``ja``, ``liever niet`` or ``nee``.
        against: The rules that forbid it whatever else is booked, each with its reason; none: it may be.
        busy: What else the assessor has: another WPA at that time, too little time to travel, as many as can be; ''
            when free.
        wpas: How many WPAs the assessor has now.
        most: How many at most (A8).
    """

    trainer: str
    name: str
    can: Willingness
    against: tuple[str, ...]
    busy: str
    wpas: int
    most: int

    @property
    def free(self) -> bool:
        """Nothing is in the way."""
        return not self.against and not self.busy


def seat_choices(held: HeldRoster, student: Student, slot: Slot, in_field: bool) -> list[SeatChoice]:
    """Tell every assessor for one seat of a WPA, those who are free first.

    Args:
        held: The rosters.
        student: Who is due and placed.
        slot: When the WPA would be.
        in_field: The seat of the field; else that of the institute.

    Returns:
        Everyone who takes such seats; none for who is not due or has no place.
    """
    instance, mentor = held.instance, due_and_placed(held.instance, held.placement, student.id)
    if mentor is None:
        return []
    load = wpas_of_each(held)
    found = [
        SeatChoice(
            trainer.id,
            trainer.name,
            can_at(instance, trainer, slot)[0],
            named(instance, seat_faults(instance, student, mentor, slot, trainer, in_field)),
            _busy(held, student, slot, trainer),
            load.get(trainer.id, 0),
            instance.max_wpas(trainer.id),
        )
        for trainer in (instance.field_pool if in_field else instance.institute_pool)
    ]
    return sorted(found, key=lambda choice: (not choice.free, choice.can is Willingness.RATHER_NOT))


def preferred(choices: Sequence[SeatChoice], present: str | None) -> str | None:
    """Choose an assessor to begin with.

    Args:
        choices: Of one seat at one time.
        present: Id of who has the seat now; None: nobody.

    Returns:
        The present one where that can be; else of who can, one who would not rather not, with the most room left; None
        where nobody can.
    """
    free = [choice for choice in choices if choice.free]
    if any(choice.trainer == present for choice in free):
        return present
    best = min(free, key=lambda one: (one.can is Willingness.RATHER_NOT, one.wpas / one.most), default=None)
    return None if best is None else best.trainer


def _busy(held: HeldRoster, student: Student, slot: Slot, trainer: Trainer) -> str:
    """What an assessor has already that is in the way, in Dutch."""
    for other, when in at_same_time(held, slot, student.id):
        if trainer.id in held.assessment[other].assessors:
            return f"bezet: {held.instance.students[other].name}, {span(when.begin, when.end)}"
    clashes = clashes_of(held, student.id, Booking(slot.id, trainer.id))
    rules = {clash.rule for clash in clashes if trainer.id in clash.about}
    if Rule.A8 in rules:
        return "vol"
    if Rule.A7 in rules:
        return "bezet: te weinig tijd om te reizen"
    return "bezet: WPA in de eigen klas" if rules else ""


def wpas_of_each(held: HeldRoster) -> dict[str, int]:
    """Count the WPAs of each assessor who has one."""
    load: dict[str, int] = {}
    for booking in held.assessment.values():
        for trainer in booking.assessors:
            load[trainer] = load.get(trainer, 0) + 1
    return load
