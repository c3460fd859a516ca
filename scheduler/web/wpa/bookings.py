"""A booking in words, and as the cells of Vastgezet that keep it. Knows no rule."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.domain.solution import Booking
from instances.dutch.lists import listed
from instances.edits.edit import CellEdit
from instances.tables.columns import PINS
from scheduler.web.wpa.timeline import slot_words

SEATS = (("field", PINS.FIELD), ("institute", PINS.INSTITUTE))


def pin_edits(student: str, now: Booking | None, new: Booking) -> tuple[CellEdit, ...]:
    """Make the cells of Vastgezet that keep what a booking has other than now."""
    found = []
    if now is None or now.slot != new.slot:
        found.append(CellEdit.of(PINS, student, PINS.SLOT, new.slot))
    for field, column in SEATS:
        one = getattr(new, field)
        if one is not None and (now is None or getattr(now, field) != one):
            found.append(CellEdit.of(PINS, student, column, one))
    return tuple(found)


def booking_words(instance: Instance, booking: Booking | None) -> str:
    """``dinsdag 1 juni 2027, 09:00-10:00, met Anna Bos en Bas Dam``."""
    if booking is None:
        return "niet ingepland"
    names = listed(instance.trainers[id].name for id in booking.assessors if id in instance.trainers)
    return f"{slot_words(instance, booking.slot)}, met {names}"
