"""Edits by hand kept as pins: what the office changed in a roster, as rows of Vastgezet. Knows cells, no solver."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.dutch.nearest import did_you_mean, who_is_meant
from instances.dutch.numbers import count
from instances.edits.edit import CellEdit, apply
from instances.rosters.columns import Head
from instances.tables.columns import PINS
from scheduler.precheck.pins import PinFault
from scheduler.previous.manual_edits import SEATS, ManualEdit
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen

CANNOT = "Wat met de hand gewijzigd is, kan zo niet worden vastgezet:"


def with_pins(edits: Iterable[ManualEdit], instance: Instance, screen: Screen) -> tuple[Instance, tuple[str, ...]]:
    """Put edits of a roster in Vastgezet; what was emptied cannot be pinned, which is told.

    Args:
        edits: The edits to pin.
        instance: The workbook.
        screen: Where is told what cannot be pinned.

    Returns:
        The workbook with the pins, with another fingerprint: what is proven of one does not hold for the other. And
        what is wrong with edits that are not in it, for ``refuse_edits``: a code is not in the workbook, or contradicts
        its own Vastgezet.
    """
    wrong = {edit: (*_unknown(edit, instance), *_against_own(edit, instance)) for edit in edits}
    unusable = tuple(text for texts in wrong.values() for text in texts)
    edits = [edit for edit, texts in wrong.items() if not texts]
    emptied = {edit.student for edit in edits if edit.new is None}
    if emptied:
        students = count(len(emptied), "student", "studenten")
        screen.warn(f"Bij {students} is iets leeg gemaakt of weggehaald; dat kan niet worden vastgezet en blijft vrij.")
    pins = as_pins(edits)
    if not pins:
        return instance, unusable
    fingerprint = hashlib.sha256(f"{instance.fingerprint} {sorted(map(repr, pins))}".encode()).hexdigest()
    return replace(apply(instance, pins), fingerprint=fingerprint), unusable


def as_pins(edits: Iterable[ManualEdit]) -> list[CellEdit]:
    """Write edits of a roster as the cells of Vastgezet that keep them."""
    return [CellEdit(PINS.name, edit.student, str(edit.column), edit.new) for edit in edits if edit.new is not None]


def refuse_edits(edits: Iterable[ManualEdit], unusable: Iterable[str], faults: Sequence[PinFault]) -> None:
    """Refuse edits that cannot be pinned, all in one go.

    Args:
        edits: The edits that were to be pinned.
        unusable: What ``with_pins`` found wrong with some.
        faults: The pins that cannot stand, of edits and of the workbook.

    Raises:
        RefusedError: An edit is unusable or one of the faults comes from it; it names the cells.
    """
    places = {(edit.student, str(edit.column)): edit.place for edit in edits}
    against = (
        f"{places[fault.student, fault.column]}: {fault.column} {fault.found} kan niet ({fault.rule}). {fault.expected}"
        for fault in faults
        if (fault.student, fault.column) in places
    )
    lines = list(dict.fromkeys((*unusable, *against)))
    if lines:
        raise RefusedError(ExitCode.FAULTS, "\n".join([CANNOT, *lines]))


def _unknown(edit: ManualEdit, instance: Instance) -> Iterator[str]:
    if edit.student not in instance.students:
        near = did_you_mean(edit.student, instance.students)
        yield f"{edit.place}: student {edit.student} staat niet in het werkboek.{near}"
    elif edit.new is not None and edit.new not in _names(edit, instance):
        near = who_is_meant(edit.new, _names(edit, instance))
        yield f"{edit.place}: {edit.column} {edit.new} staat niet in het werkboek.{near}"


def _names(edit: ManualEdit, instance: Instance) -> dict[str, str]:
    """Code to name of who or what can stand there; a slot is called as its code."""
    if edit.column is Head.SLOT:
        return {id: id for id in instance.slots}
    if edit.column is Head.MENTOR:
        return {id: mentor.name for id, mentor in instance.mentors.items()}
    return {id: trainer.name for id, trainer in instance.trainers.items()}


def _against_own(edit: ManualEdit, instance: Instance) -> Iterator[str]:
    """What the office pinned in the workbook goes before an edit of the roster (P13, A10)."""
    pin = instance.pin_of.get(edit.student)
    if pin is None or edit.new is None:
        return
    if edit.column is Head.MENTOR:
        mentor = instance.mentors.get(edit.new)
        fixed = {pin.mentor: edit.new, pin.school: None if mentor is None else mentor.school}
        rule = Rule.P13
    else:
        fixed, rule = {getattr(pin, SEATS[edit.column]): edit.new}, Rule.A10
    for own, new in fixed.items():
        if own is not None and own != new:
            yield f"{edit.place}: {edit.new}, maar in Vastgezet staat {own} voor student {edit.student} ({rule})."
