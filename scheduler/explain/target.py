"""What a code or name on the command line stands for, or the nearest codes there are. Knows ids and names only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum

from instances.domain.instance import Instance
from instances.dutch.lists import alternatives
from instances.dutch.nearest import folded, nearest
from instances.plausibility.codes_and_names import CodesAndNames
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.wording.settings import SHOWN


class TargetKind(StrEnum):
    """What ``--waarom-niet`` may ask about."""

    MENTOR = "mentor"
    SCHOOL = "school"
    SLOT = "tijd"
    TRAINER = "opleider"


def student_of(instance: Instance, typed: str) -> str:
    """Find the student with this code or full name. Raises RefusedError with the nearest codes."""
    return _code(typed, "student", {student.id: student.name for student in instance.students.values()})


def target_of(instance: Instance, typed: str) -> tuple[TargetKind, str]:
    """Find what ``--waarom-niet`` asks about, by code or full name. Raises RefusedError with the nearest codes."""
    known: dict[TargetKind, Mapping[str, str]] = {
        TargetKind.MENTOR: {mentor.id: mentor.name for mentor in instance.mentors.values()},
        TargetKind.SCHOOL: {school.id: school.name for school in instance.schools.values()},
        TargetKind.SLOT: dict.fromkeys(instance.slots, ""),
        TargetKind.TRAINER: {trainer.id: trainer.name for trainer in instance.trainers.values()},
    }
    every = {code: name for names in known.values() for code, name in names.items()}
    code = _code(typed, "mentor, school, tijd of opleider", every)
    return next(kind for kind, names in known.items() if code in names), code


def _code(typed: str, what: str, names: Mapping[str, str]) -> str:
    """The code itself, or that of the only one with this name."""
    if typed in names:
        return typed
    known = CodesAndNames(names)
    together = known.with_name(typed)
    called = [together] if together is not None else known.named(typed)
    if len(called) == 1:
        return called[0]
    hint = _codes_with_names(called, names)
    if not hint and not any(char.isdigit() for char in typed):
        hint = _by_part(typed, names) or known.suggestion(typed)
    if hint:
        raise RefusedError(ExitCode.FAULTS, f"In het werkboek staat niet één {what} met de naam {typed}.{hint}")
    raise _unknown(typed, what, names)


def _by_part(typed: str, names: Mapping[str, str]) -> str:
    """Whose first or last name it is."""
    word = f" {folded(typed)} "
    return _codes_with_names([code for code, name in names.items() if word in f" {folded(name)} "], names)


def _codes_with_names(codes: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [f"{code} ({names[code]})" for code in codes]
    return f" Bedoelt u {alternatives(shown[: SHOWN.near_codes])}?" if shown else ""


def _unknown(code: str, what: str, known: Mapping[str, object]) -> RefusedError:
    first = nearest(code, known)
    near = dict.fromkeys(
        ([first] if first is not None else []) + get_close_matches(code, list(known), SHOWN.near_codes, 0.5)
    )
    hint = f" Bedoelt u {alternatives(list(near)[: SHOWN.near_codes])}?" if near else ""
    return RefusedError(ExitCode.FAULTS, f"In het werkboek staat geen {what} met code {code}.{hint}")
