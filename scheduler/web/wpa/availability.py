"""Who can when, and which slots a WPA has, as choices for a page. Asks the checks for every rule; solves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from instances.domain.entities import DayPart, Slot, Student, Trainer, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.dutch.dates import long_date, short_day, span
from scheduler.checks.assessment_rows import due_and_placed
from scheduler.checks.availability import rather_not, trainer_fault
from scheduler.checks.seats import slot_faults
from scheduler.web.tasks.held import HeldRoster
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


class Forbiddable:
    """What rules may forbid; ``against`` has each with its reason, in Dutch, that begins with the code of the rule."""

    __slots__ = ()
    against: tuple[str, ...]

    @property
    def reasons(self) -> str:
        """Why not, in Dutch and without the codes of the rules, for a line to choose from."""
        return "; ".join(text.partition(" ")[2] for text in self.against)


@dataclass(frozen=True, slots=True)
class SlotChoice(Forbiddable):
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
    def short(self) -> str:
        """The day for a narrow place: ``di 1 jun``."""
        return short_day(self.slot_day)


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
