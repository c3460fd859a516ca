"""Somebody drops out, or a school does: what that changes in the workbook. Knows no roster.

Pins that only hold with them are freed: else nothing at all could be made.
"""

from __future__ import annotations

from collections.abc import Collection

from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.edits.edit import CellEdit, Edit
from instances.edits.editable import Edits
from instances.tables.columns import MENTORS, PINS, SCHOOLS, TANDEMS, TRAINERS
from instances.tables.schema import Column


def mentor_out(instance: Instance, id: str) -> Edits:
    """A mentor who guides nobody any more this semester.

    Args:
        instance: The semester.
        id: Of the mentor.

    Returns:
        The edits.
    """
    freed = [_freed(pin, PINS.MENTOR) for pin in instance.pins if pin.mentor == id]
    return (CellEdit.of(MENTORS, id, MENTORS.AVAILABLE, False), *freed)


def school_out(instance: Instance, id: str) -> Edits:
    """A school that keeps only the places that are taken already.

    Args:
        instance: The semester.
        id: Of the school.

    Returns:
        The edits.
    """
    school = instance.schools[id]
    edits: list[Edit] = [CellEdit.of(SCHOOLS, id, SCHOOLS.PLACES, school.taken), *_freed_at(instance, {id})]
    if school.min_students:
        edits.append(CellEdit.of(SCHOOLS, id, SCHOOLS.MIN_STUDENTS, 0))
    return tuple(edits)


def trainer_out(instance: Instance, id: str) -> Edits:
    """A trainer who guides no tandem and assesses no WPA any more; nobody takes over the tandem.

    Args:
        instance: The semester.
        id: Of the trainer.

    Returns:
        The edits; none for somebody who does neither.
    """
    edits: list[Edit] = []
    tandems = [tandem for tandem in instance.tandems.values() if id in (tandem.so, tandem.io)]
    for tandem in tandems:
        edits.append(CellEdit.of(TANDEMS, tandem.id, TANDEMS.MAX_STUDENTS, 0))
        edits += _freed_at(instance, set(tandem.schools))
    if instance.trainers[id].assessor:
        edits.append(CellEdit.of(TRAINERS, id, TRAINERS.ASSESSOR, False))
    for pin in instance.pins:
        seats = ((PINS.FIELD, pin.field), (PINS.INSTITUTE, pin.institute))
        edits += [_freed(pin, column) for column, seat in seats if seat == id]
    return tuple(edits)


def _freed_at(instance: Instance, schools: Collection[str]) -> list[Edit]:
    there = {mentor.id for school in schools for mentor in instance.mentors_at[school]}
    freed: list[Edit] = [_freed(pin, PINS.MENTOR) for pin in instance.pins if pin.mentor in there]
    return freed + [_freed(pin, PINS.SCHOOL) for pin in instance.pins if pin.school in schools]


def _freed(pin: Pin, column: Column) -> CellEdit:
    return CellEdit.of(PINS, pin.student, column, None)
