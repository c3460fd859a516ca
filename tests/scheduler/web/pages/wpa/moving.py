"""Moves of WPAs that there are in a window, and what a form says of them. Asserts nothing of the product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from instances.domain.instance import Instance
from instances.workbook.read import read
from scheduler.web.wpa.moves import WpaMove, move_of
from tests.builders import mentor, student
from tests.scheduler.running import small
from tests.scheduler.web.wpa.window import WpaWindow


def with_maximum(wpas: int) -> Instance:
    plain = small(student("ST3"), mentor("M3"))
    return replace(plain, trainers={id: replace(one, max_wpas=wpas) for id, one in plain.trainers.items()})


def moves(window: WpaWindow) -> Iterator[WpaMove]:
    """Every WPA at every time, in order."""
    held = window.held
    for student_id in held.assessment:
        for slot_id in held.instance.slots:
            move = move_of(held, student_id, slot_id)
            if not move.nothing:
                yield move


def free_move(window: WpaWindow) -> WpaMove:
    return next(move for move in moves(window) if not move.conflicts and not move.against_pin)


def fields(move: WpaMove) -> dict[str, str]:
    booking = move.booking
    return {"slot": booking.slot, "field": booking.field, "institute": booking.institute or ""}


def instance_of(window: WpaWindow) -> Instance:
    version = window.dossier.workbook
    assert version is not None
    found = read(version.path).instance
    assert found is not None
    return found
