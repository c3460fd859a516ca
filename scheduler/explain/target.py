"""What a code on the command line stands for, or the nearest codes there are. Knows ids only."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum

from instances.domain.instance import Instance
from instances.dutch.lists import alternatives
from instances.dutch.nearest import nearest
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.wording.settings import SHOWN


class TargetKind(StrEnum):
    """What ``--waarom-niet`` may ask about."""

    MENTOR = "mentor"
    SCHOOL = "school"
    SLOT = "tijd"
    TRAINER = "opleider"


def student_of(instance: Instance, code: str) -> str:
    """Find the student with this code. Raises RefusedError with the nearest codes."""
    if code in instance.students:
        return code
    raise _unknown(code, "student", instance.students)


def target_of(instance: Instance, code: str) -> TargetKind:
    """Find what ``--waarom-niet`` asks about. Raises RefusedError with the nearest codes."""
    known: dict[TargetKind, Mapping[str, object]] = {
        TargetKind.MENTOR: instance.mentors,
        TargetKind.SCHOOL: instance.schools,
        TargetKind.SLOT: instance.slots,
        TargetKind.TRAINER: instance.trainers,
    }
    for kind, ids in known.items():
        if code in ids:
            return kind
    raise _unknown(code, "mentor, school, tijd of opleider", {id: None for ids in known.values() for id in ids})


def _unknown(code: str, what: str, known: Mapping[str, object]) -> RefusedError:
    first = nearest(code, known)
    near = dict.fromkeys(
        ([first] if first is not None else []) + get_close_matches(code, list(known), SHOWN.near_codes, 0.5)
    )
    hint = f" Bedoelt u {alternatives(list(near)[: SHOWN.near_codes])}?" if near else ""
    return RefusedError(ExitCode.FAULTS, f"In het werkboek staat geen {what} met code {code}.{hint}")
