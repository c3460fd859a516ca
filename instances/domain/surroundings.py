"""What a workbook says around a roster: who works where, who guides whom, when a slot is. Ids only; knows no roster.

Kept in resultaat.json, so that later it can be told what changed for a student whose row in the roster did not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from instances.domain.entities import Day, Slot
from instances.domain.instance import Instance


@dataclass(frozen=True, slots=True)
class SchoolTies:
    """The board of a school and who guide its students.

    Attributes:
        board: The id of the board.
        trainers: The ids of the SO and the IO of the tandem; none without a tandem.
        plg: Where its PLG meets; '' where the workbook names no place.
    """

    board: str
    trainers: tuple[str, ...]
    plg: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a workbook says around its rosters.

    Attributes:
        schools: School id to the ties of the school.
        mentors: Mentor id to the id of the school.
        groups: Mentor id to the groups of the class.
        slots: Slot id to the slot.
        days: Student id to the internship days.
    """

    schools: Mapping[str, SchoolTies]
    mentors: Mapping[str, str]
    groups: Mapping[str, frozenset[int]]
    slots: Mapping[str, Slot]
    days: Mapping[str, frozenset[Day]]


def surroundings_of(instance: Instance) -> Surroundings:
    """Take from an instance what is told around its rosters.

    Args:
        instance: The semester.

    Returns:
        Ids only, without names.
    """
    tandems = {school: instance.tandem_of(school) for school in instance.schools}
    return Surroundings(
        {
            id: SchoolTies(
                school.board, () if (tandem := tandems[id]) is None else (tandem.so, tandem.io), school.plg or ""
            )
            for id, school in instance.schools.items()
        },
        {id: mentor.school for id, mentor in instance.mentors.items()},
        {id: mentor.groups for id, mentor in instance.mentors.items()},
        instance.slots,
        {id: student.days for id, student in instance.students.items()},
    )


def as_json(around: Surroundings) -> dict[str, object]:
    """Write surroundings for resultaat.json.

    Args:
        around: Of the workbook of the roster.

    Returns:
        What ``from_json`` reads: ids, weekdays and ISO dates and times, for people to read as well.
    """
    return {
        "scholen": {
            id: {"bestuur": ties.board, "opleiders": list(ties.trainers), "plg": ties.plg}
            for id, ties in around.schools.items()
        },
        "mentoren": dict(around.mentors),
        "groepen": {id: " ".join(map(str, sorted(groups))) for id, groups in around.groups.items()},
        "slots": {id: f"{slot.date} {slot.begin:%H:%M}-{slot.end:%H:%M}" for id, slot in around.slots.items()},
        "dagen": {id: " ".join(day.code for day in sorted(days)) for id, days in around.days.items()},
    }


def from_json(told: Any) -> Surroundings | None:
    """Read surroundings back.

    Args:
        told: What stands in resultaat.json, of any shape; an older file lacks some of it.

    Returns:
        The surroundings; None where they are not there or cannot be read.
    """
    try:
        return Surroundings(
            {id: _ties(ties) for id, ties in told["scholen"].items()},
            {id: _text(school) for id, school in told["mentoren"].items()},
            {id: frozenset(map(int, groups.split())) for id, groups in told["groepen"].items()},
            {id: _slot(id, when) for id, when in told["slots"].items()},
            {id: frozenset(Day[code.upper()] for code in days.split()) for id, days in told["dagen"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _ties(told: Any) -> SchoolTies:
    if not isinstance(told["opleiders"], list):
        raise TypeError("trainers come in a list")
    return SchoolTies(_text(told["bestuur"]), tuple(map(_text, told["opleiders"])), _text(told["plg"]))


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError("an id is a text")
    return told


def _slot(id: str, when: str) -> Slot:
    day, hours = when.split()
    begin, end = hours.split("-")
    return Slot(id, date.fromisoformat(day), time.fromisoformat(begin), time.fromisoformat(end))
