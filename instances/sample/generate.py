"""An invented semester workbook in five sizes, the same for the same seed. Knows no file and no solver."""

from __future__ import annotations

import random

from instances.domain.instance import Instance
from instances.domain.settings import Settings
from instances.sample import agreements, assessments, mentors, organisation, students
from instances.sample.draft import SEMESTER, SIZES, Draft
from instances.sample.names import InventedNames

__all__ = ["SIZES", "draw", "generate", "semester"]

_STEPS = (
    organisation.add_boards,
    organisation.add_schools,
    organisation.add_tandems,
    organisation.add_other_trainers,
    mentors.add_mentors,
    mentors.join_trainers,
    students.add_students,
    assessments.add_wpa_kinds,
    assessments.add_slots,
    agreements.add_limits,
    agreements.add_travel_rows,
    agreements.add_pins,
    agreements.add_exclusions,
    assessments.add_availability,
    assessments.add_absences,
)


def generate(size: str, seed: int = 1) -> Instance:
    """Make up a semester.

    Args:
        size: A key of ``SIZES``: klein, bestuur, partnerschap, stress or landelijk.
        seed: Another number gives other people.

    Returns:
        A semester that reads back from its own workbook, the same for the same size and seed.

    Raises:
        KeyError: There is no such size.
    """
    return semester(draw(size, seed))


def draw(size: str, seed: int = 1) -> Draft:
    """The sample with the plan that proves it placeable, for tests and benchmarks."""
    attempt = 0
    while True:
        try:
            return _attempt(size, random.Random(f"{size} {seed} {attempt}"))
        except students.FullError:
            attempt += 1  # these schools could not take everyone: draw other schools


def _attempt(size: str, dice: random.Random) -> Draft:
    draft = Draft(SIZES[size], dice, InventedNames(dice))
    for step in _STEPS:
        step(draft)
    return draft


def semester(draft: Draft) -> Instance:
    """What the office would have been given, without the plan."""
    return Instance(
        settings=Settings(semester=SEMESTER),
        boards=draft.boards,
        schools=draft.schools,
        mentors=draft.mentors,
        students=draft.students,
        trainers=draft.trainers,
        tandems=draft.tandems,
        slots=draft.slots,
        history=tuple(draft.history),
        availability=tuple(draft.availability),
        absences=tuple(draft.absences),
        travel_rows=tuple(draft.travel_rows),
        exclusions=tuple(draft.exclusions),
        pins=tuple(draft.pins),
    )
