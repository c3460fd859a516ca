"""Who is there on a date or at a slot: working days, absences and Beschikbaarheid. Knows no roster."""

from __future__ import annotations

from datetime import date

from instances.domain.entities import DayPart, Slot, Trainer, Willingness
from instances.domain.instance import Instance
from scheduler.checks.words import on_date


def absent(instance: Instance, id: str, day: date) -> bool:
    """Is this person away on that day, under any id of the same person, or this school closed?"""
    return any(row.start <= day <= row.end for row in instance.absences_of.get(id, ()))


def mentor_present(instance: Instance, mentor: str, day: date) -> bool:
    """Does the mentor work that weekday, and is not away?"""
    return day.weekday() in instance.mentors[mentor].days and not absent(instance, mentor, day)


def class_present(instance: Instance, mentor: str, day: date) -> bool:
    """Is at least one teacher of the class there: the mentor or the duo mentor?"""
    return any(mentor_present(instance, teacher, day) for teacher in instance.class_of(mentor))


def answers_at(instance: Instance, trainer: str, day: date, part: DayPart) -> list[Willingness]:
    """What the trainer answered for a half-day, for itself or with the whole day."""
    rows = instance.availability_of.get(trainer, ())
    return [row.answer for row in rows if row.date == day and row.part in (None, part)]


def trainer_fault(instance: Instance, trainer: Trainer, slot: Slot) -> str | None:
    """Why the trainer cannot come at the slot (A5), in Dutch; None when available.

    ``nee`` wins; with any other row, on whatever date, only the rows count; without, the Werkdagen.
    """
    if absent(instance, trainer.id, slot.date):
        return f"beoordelaar {trainer.id} is afwezig op {on_date(slot.date)}"
    rows = instance.availability_of.get(trainer.id, ())
    here = answers_at(instance, trainer.id, slot.date, slot.part)
    if Willingness.NO in here:
        return f"beoordelaar {trainer.id} heeft nee opgegeven voor {on_date(slot.date)} ({slot.part})"
    if any(row.answer is not Willingness.NO for row in rows):
        return None if here else f"beoordelaar {trainer.id} heeft {on_date(slot.date)} ({slot.part}) niet opgegeven"
    if slot.date.weekday() in trainer.days:
        return None
    return f"beoordelaar {trainer.id} werkt niet op {on_date(slot.date)}"


def rather_not(instance: Instance, trainer: str, slot: Slot) -> bool:
    """Did the trainer mark this time ``liever niet`` (V4)?"""
    return Willingness.RATHER_NOT in answers_at(instance, trainer, slot.date, slot.part)
