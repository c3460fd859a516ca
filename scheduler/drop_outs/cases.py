"""Everybody who can drop out, with what that changes and whom it hits. Solves nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.edits.drop_outs import mentor_out, school_out, trainer_out
from instances.edits.editable import Edits


class Dropped(StrEnum):
    """What somebody is."""

    MENTOR = "mentor"
    SCHOOL = "school"
    TANDEM_TRAINER = "opleider van een tandem"
    ASSESSOR = "beoordelaar"


@dataclass(frozen=True, slots=True)
class DropOut:
    """Somebody drops out.

    Attributes:
        kind: What they are; a trainer of a tandem who assesses as well is one drop-out.
        id: Of the mentor, school or trainer.
        edits: The workbook then.
        mentors: Ids of mentors who guide nobody then.
        students: Ids of students who lose their place.
        wpas: Ids of students whose WPA is with or at whoever drops out.
    """

    kind: Dropped
    id: str
    edits: Edits
    mentors: frozenset[str]
    students: tuple[str, ...]
    wpas: tuple[str, ...]


def drop_outs(instance: Instance, placement: Placement, assessment: Assessment) -> list[DropOut]:
    """List every mentor, school, trainer of a tandem and assessor.

    Args:
        instance: The workbook.
        placement: Who is where.
        assessment: The WPA roster; empty where there is none.

    Returns:
        The drop-outs in the order of the sheets, also of those who hit nobody.
    """
    at: defaultdict[str, list[str]] = defaultdict(list)
    for student, mentor in placement.items():
        at[mentor].append(student)
    seats: defaultdict[str, list[str]] = defaultdict(list)
    for student, booking in assessment.items():
        for trainer in booking.assessors:
            seats[trainer].append(student)

    def case(kind: Dropped, id: str, edits: Edits, mentors: frozenset[str]) -> DropOut:
        students = tuple(student for mentor in instance.mentors if mentor in mentors for student in at[mentor])
        held = [student for student in students if student in assessment]
        wpas = tuple(dict.fromkeys([*held, *(seats[id] if kind in _TRAINERS else ())]))
        return DropOut(kind, id, edits, mentors, students, wpas)

    found = [case(Dropped.MENTOR, one, mentor_out(instance, one), frozenset({one})) for one in instance.mentors]
    for id in instance.schools:
        there = frozenset(mentor.id for mentor in instance.mentors_at[id])
        found.append(case(Dropped.SCHOOL, id, school_out(instance, id), there))
    for id, who in instance.trainers.items():
        schools = {s for tandem in instance.tandems.values() if id in (tandem.so, tandem.io) for s in tandem.schools}
        guided = frozenset(mentor.id for school in schools for mentor in instance.mentors_at[school])
        if schools or who.assessor:
            kind = Dropped.TANDEM_TRAINER if schools else Dropped.ASSESSOR
            found.append(case(kind, id, trainer_out(instance, id), guided))
    return found


_TRAINERS = (Dropped.TANDEM_TRAINER, Dropped.ASSESSOR)
