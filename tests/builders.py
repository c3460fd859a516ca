"""Tiny instances with sane defaults, for every test. Knows no rule.

Everyone lives at one point, so every journey takes 5 minutes (boarding only) unless a test says otherwise.
Students come on Tuesday, mentors and trainers work the whole week, and nothing stands in anyone's way.

    instance = semester(board("B1"), school("S1"), mentor("M1"), student("ST1"), settings=rules(max_travel=30))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any, TypeVar

from instances.domain.entities import (
    Absence,
    Availability,
    Board,
    Day,
    DayPart,
    Exclusion,
    Mentor,
    MentorTraining,
    PastPlacement,
    Pin,
    Point,
    Role,
    School,
    SchoolKind,
    Slot,
    Student,
    Tandem,
    Trainer,
    Vehicle,
    Willingness,
)
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.settings import FileNames, Settings
from instances.domain.travel import TravelRow

HERE = Point(52.6, 4.8)
TUESDAY = date(2027, 6, 1)
WEDNESDAY = date(2027, 6, 2)
ALL_DAYS = frozenset(Day)

Record = Board | School | Mentor | Student | Trainer | Tandem | Slot
_Row = TypeVar("_Row", PastPlacement, Availability, Absence, TravelRow, Exclusion, Pin)


def board(id: str = "B1", **over: Any) -> Board:
    return replace(Board(id, f"Bestuur {id}"), **over)


def school(id: str = "S1", board: str = "B1", **over: Any) -> School:
    """A training school with four places."""
    return replace(School(id, f"School {id}", board, SchoolKind.TRAINING, 4, point=HERE), **over)


def mentor(id: str = "M1", school: str = "S1", **over: Any) -> Mentor:
    """A trained, advanced mentor of group 3 with five years' experience: no wish has anything against them."""
    plain = Mentor(
        id, f"Mentor {id}", school, frozenset({3}), ALL_DAYS, training=MentorTraining.DONE, advanced=True, experience=5
    )
    return replace(plain, **over)


def duo(one: Mentor, other: Mentor) -> tuple[Mentor, Mentor]:
    """The two as one class, filled on both sides as the reader does."""
    return replace(one, duo=other.id), replace(other, duo=one.id)


def student(id: str = "ST1", year: int = 2, days: frozenset[Day] = frozenset({Day.DI}), **over: Any) -> Student:
    """Year 2, so one assessor is enough."""
    return replace(Student(id, f"Student {id}", year, days, point=HERE), **over)


def trainer(id: str = "SO1", role: Role = Role.SO, **over: Any) -> Trainer:
    return replace(Trainer(id, f"Opleider {id}", role, point=HERE), **over)


def tandem(
    id: str = "TA1", so: str = "SO1", io: str = "IO1", schools: tuple[str, ...] = ("S1",), **over: Any
) -> Tandem:
    return replace(Tandem(id, so, io, schools), **over)


def slot(id: str = "T1", day: date = TUESDAY, begin: str = "09:00", end: str = "10:00", **over: Any) -> Slot:
    """An hour on Tuesday morning, for every school."""
    return replace(Slot(id, day, time.fromisoformat(begin), time.fromisoformat(end)), **over)


def past(student: str, school: str, groups: frozenset[int] = frozenset(), travel: int | None = None) -> PastPlacement:
    return PastPlacement(student, "2026-2027 S1", school, groups, travel)


def answer(trainer: str, answer: Willingness, day: date = TUESDAY, part: DayPart | None = None) -> Availability:
    return Availability(trainer, day, part, answer)


def away(who: str, start: date = TUESDAY, end: date | None = None) -> Absence:
    """One day unless ``end`` says otherwise."""
    return Absence(who, start, end or start)


def travel(origin: str, destination: str, minutes: int, vehicle: Vehicle | None = None) -> TravelRow:
    return TravelRow(origin, destination, vehicle, minutes)


BY_CODE = Settings(file_names=FileNames.CODE)  # tests ask for the files of boards by their codes


def rules(weights: Mapping[Wish, int] | None = None, **over: Any) -> Settings:
    """The default settings with these fields replaced and these weights on top of the defaults."""
    plain = BY_CODE
    return replace(plain, weights={**plain.weights, **(weights or {})}, **over)


def _by_id(records: tuple[Any, ...], kind: type[Any]) -> dict[str, Any]:
    return {record.id: record for record in records if isinstance(record, kind)}


def semester(*records: Any, settings: Settings | None = None, **over: Any) -> Instance:
    """The records sorted into an instance; rows such as ``travel(...)`` and ``Pin(...)`` may be among them.

    A training school without a tandem is left so. Other fields of Instance go by name.
    """

    def rows(kind: type[_Row]) -> tuple[_Row, ...]:
        return tuple(record for record in records if isinstance(record, kind))

    return Instance(
        settings=settings or BY_CODE,
        boards=_by_id(records, Board),
        schools=_by_id(records, School),
        mentors=_by_id(records, Mentor),
        students=_by_id(records, Student),
        trainers=_by_id(records, Trainer),
        tandems=_by_id(records, Tandem),
        slots=_by_id(records, Slot),
        history=rows(PastPlacement),
        availability=rows(Availability),
        absences=rows(Absence),
        travel_rows=rows(TravelRow),
        exclusions=rows(Exclusion),
        pins=rows(Pin),
        **over,
    )
