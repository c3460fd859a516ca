"""Who can when, and which slots a WPA has, as choices for a page. Asks the checks for every rule; solves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from instances.domain.entities import DayPart, Slot, Student, Trainer, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.dutch.dates import long_date, short_day, span
from scheduler.checks.assessment_rows import due_and_placed
from scheduler.checks.availability import rather_not, trainer_fault
from scheduler.checks.seats import seat_faults, slot_faults
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.conflicts import clashes_of
from scheduler.web.wpa.names import with_names

Fault = tuple[Rule, str]


@dataclass(frozen=True, slots=True)
class AssessorHalfDay:
    """What an assessor said of one part of a day.

    Attributes:
        trainer: Id of the assessor.
        day: The day.
        part: The part of it.
        can: ``ja``, ``liever niet`` or ``nee``.
        why: Why not, in Dutch; '' where the assessor can.
    """

    trainer: str
    day: date
    part: DayPart
    can: Willingness
    why: str = ""


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """One slot for one WPA.

    Attributes:
        slot: Id of the slot.
        day: The day, in full.
        times: From when until when.
        chosen: The WPA is there now.
        against: The rules that forbid it whatever else is booked, each with its reason; none: it may be.
        taken: How many WPAs the school has at that time, the one asked about left out.
        most: How many it can have (A6).
        slot_day: The day as a date, to sort by.
    """

    slot: str
    day: str
    times: str
    chosen: bool
    against: tuple[str, ...]
    taken: int
    most: int
    slot_day: date

    @property
    def reasons(self) -> str:
        """Why not, in Dutch and without the codes of the rules, for a line to choose from."""
        return without_codes(self.against)

    @property
    def short(self) -> str:
        """The day for a narrow place: ``di 1 jun``."""
        return short_day(self.slot_day)


@dataclass(frozen=True, slots=True)
class SeatChoice:
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

    @property
    def reasons(self) -> str:
        """Why the rules forbid it, in Dutch and without their codes, for a line to choose from."""
        return without_codes(self.against)


def without_codes(against: Iterable[str]) -> str:
    """Write reasons that begin with the code of their rule without it, one after the other."""
    return "; ".join(text.partition(" ")[2] for text in against)


def named(instance: Instance, faults: Iterable[Fault]) -> tuple[str, ...]:
    """Write each rule with the reason, once, with names in place of codes."""
    return tuple(dict.fromkeys(f"{rule} {with_names(instance, why)}" for rule, why in faults))


def can_at(instance: Instance, trainer: Trainer, slot: Slot) -> tuple[Willingness, str]:
    """Say what an assessor said of the time of a slot, and why not where that is ``nee`` (A5, V4)."""
    away = trainer_fault(instance, trainer, slot)
    if away is not None:
        return Willingness.NO, away
    return (Willingness.RATHER_NOT if rather_not(instance, trainer.id, slot) else Willingness.YES), ""


def half_days(instance: Instance, days: list[date]) -> list[AssessorHalfDay]:
    """Say what every assessor said of these days.

    Args:
        instance: The workbook.
        days: The days.

    Returns:
        A line for each assessor, day and part of it in which there is a slot.
    """
    first: dict[tuple[date, DayPart], Slot] = {}
    for slot in instance.slots.values():
        if slot.date in days:
            first.setdefault((slot.date, slot.part), slot)
    return [
        AssessorHalfDay(trainer.id, day, part, *can_at(instance, trainer, slot))
        for trainer in assessors(instance)
        for (day, part), slot in first.items()
    ]


def assessors(instance: Instance) -> list[Trainer]:
    """Everyone who may take a seat: first the field, then the institute, in the order of the workbook."""
    return [*dict.fromkeys((*instance.field_pool, *instance.institute_pool))]


def at_same_time(held: HeldRoster, slot: Slot, besides: str) -> Iterator[tuple[str, Slot]]:
    """Every other student whose WPA overlaps with a slot, with the slot of that WPA."""
    for student, booking in held.assessment.items():
        other = held.instance.slots[booking.slot]
        same_day = other.date == slot.date and student != besides
        if same_day and other.begin < slot.end and slot.begin < other.end:
            yield student, other


def slot_choices(held: HeldRoster, student: Student) -> list[SlotChoice]:
    """Tell every slot for one WPA, by time.

    Args:
        held: The rosters.
        student: Who is due and placed.

    Returns:
        All slots of the workbook; none for who is not due or has no place.
    """
    instance, mentor = held.instance, due_and_placed(held.instance, held.placement, student.id)
    if mentor is None:
        return []
    now = held.assessment.get(student.id)
    school = instance.schools[mentor.school]
    found = []
    for slot in sorted(instance.slots.values(), key=lambda slot: (slot.date, slot.begin, slot.id)):
        there = [
            other
            for other, _ in at_same_time(held, slot, student.id)
            if instance.mentors[held.placement[other]].school == school.id
        ]
        against = named(instance, slot_faults(instance, student, mentor, slot))
        chosen = now is not None and now.slot == slot.id
        times = span(slot.begin, slot.end)
        day = long_date(slot.date)
        found.append(SlotChoice(slot.id, day, times, chosen, against, len(there), school.wpas_at_once, slot.date))
    return found


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
