"""Small random placements in which every WPA rule and wish can bite. Knows no model."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

from instances.domain.entities import (
    Availability,
    Day,
    DayPart,
    Exclusion,
    Mentor,
    Pin,
    Point,
    Role,
    School,
    Separation,
    Slot,
    Student,
    Trainer,
    Vehicle,
    Willingness,
    WpaKind,
)
from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_WISHES
from instances.domain.school_groups import Specialisation
from instances.domain.solution import Assessment, Booking, Placement
from tests import builders as b

DATES = (b.TUESDAY, b.WEDNESDAY)
TIMES = (
    ("09:00", "10:00"), ("09:30", "10:15"), ("10:00", "11:00"), ("10:20", "11:20"),
    ("11:50", "12:40"), ("12:10", "13:00"), ("13:30", "14:30"),
)  # fmt: skip
BOARDS = ("B1", "B2")
SCHOOLS = ("S1", "S2")
FIELD = ("SO1", "SO2", "CSO1")
INSTITUTE = ("IO1", "IO2")
MENTORS = ("M1", "M2", "M3", "M4")

Semester = tuple[Instance, Placement, Assessment | None]


def random_assessment(seed: int, students: int | None = None) -> Semester:
    """A semester, a placement and sometimes an old roster; the same for the same seed."""
    dice = random.Random(seed)
    number = dice.choice([3, 4, 4, 5]) if students is None else students
    crowded = dice.random() < 0.2  # one pair for all, so that V6 can bite
    number = 5 if crowded else number
    rows = [_student(dice, f"ST{i}", crowded) for i in range(1, number + 1)]
    slots = _slots(dice, 8 if crowded else dice.randint(6, 8))
    trainers = _trainers(dice, crowded)
    names = [trainer.id for trainer in trainers]
    instance = b.semester(
        b.board("B1", own_so=dice.choice([None, None, *Separation]), own_io=dice.choice([None, None, *Separation])),
        b.board("B2"),
        *(_school(dice, name, crowded) for name in SCHOOLS),
        *_mentors(dice),
        *rows,
        *trainers,
        b.tandem("TA1", "SO1", "IO1", ("S1",)),
        b.tandem("TA2", dice.choice(["SO1", "SO2"]), dice.choice(["IO1", "IO2"]), ("S2",)),
        *slots,
        *(row for name in names for row in _answers(dice, name)),
        *_absences(dice, [student.id for student in rows], names),
        *_exclusions(dice, [student.id for student in rows], names),
        *_pins(dice, slots),
        *(b.travel(dice.choice([*names, "S1"]), "S2", dice.randint(0, 40), vehicle) for vehicle in (None, Vehicle.OV)),
        settings=_settings(dice, crowded),
    )
    placed = {student.id: dice.choice(MENTORS) for student in rows if dice.random() < 0.95}
    return instance, placed, _previous(dice, instance) if dice.random() < 0.4 else None


def random_roster(dice: random.Random, instance: Instance, placed: Placement) -> Assessment:
    """Bookings drawn blindly, legal or not, for most due students."""
    field = [trainer.id for trainer in instance.field_pool]
    institute = [trainer.id for trainer in instance.institute_pool]
    found: dict[str, Booking] = {}
    for student in placed:
        two = instance.needs_two(instance.students[student])
        if instance.students[student].wpa and field and (institute or not two) and dice.random() < 0.9:
            slot = dice.choice([*instance.slots])
            found[student] = Booking(slot, dice.choice(field), dice.choice(institute) if two else None)
    return found


def _previous(dice: random.Random, instance: Instance) -> Assessment:
    """Also of students, slots and trainers that are in the workbook no more."""
    old: dict[str, Booking] = {}
    for student in [*instance.students, "vertrokken"]:
        if dice.random() < 0.6:
            slot = dice.choice([*instance.slots, *instance.slots, *instance.slots, "vervallen"])
            old[student] = Booking(slot, dice.choice([*FIELD, "vertrokken"]), dice.choice([None, *INSTITUTE]))
    return old


def _settings(dice: random.Random, crowded: bool) -> Any:
    separations = [Separation.ALLOWED] if crowded else list(Separation)
    return b.rules(
        weights={wish: dice.choice([0, 1, 7, 20, 30]) for wish in ASSESSMENT_WISHES if dice.random() < 0.5},
        own_so=dice.choice(separations),
        own_io=dice.choice(separations),
        semester_number=dice.choice([1, 2, 2]),
        two_assessors_only_at_year_end=dice.random() < 0.3,
        wpa_margin=dice.choice([0, 10, 25]),
        max_wpas=dice.choice([2, 3, 20]),
        max_wpas_per_day=dice.choice([1, 2, 4]),
    )


def _point(dice: random.Random) -> Point:
    return Point(52.5 + dice.random() * 0.2, 4.7 + dice.random() * 0.2)


def _days(dice: random.Random) -> frozenset[Day]:
    return frozenset(dice.choice([{Day.DI}, {Day.WO}] + [{Day.DI, Day.WO}] * 5))


def _school(dice: random.Random, name: str, crowded: bool) -> School:
    point = b.HERE if crowded else _point(dice)
    return b.school(name, dice.choice(BOARDS), wpas_at_once=dice.choice([1, 1, 2]), point=point)


def _mentors(dice: random.Random) -> list[Mentor]:
    """M1 and M2 may share a class at S1; M3 stands at S2, M4 at either."""
    where = {"M1": "S1", "M2": "S1", "M3": "S2", "M4": dice.choice(SCHOOLS)}
    found: list[Mentor] = [
        b.mentor(
            name, school, days=_days(dice) | _days(dice), groups=frozenset(dice.sample(range(1, 9), dice.randint(1, 2)))
        )
        for name, school in where.items()
    ]
    if dice.random() < 0.6:
        found[:2] = b.duo(found[0], replace(found[1], groups=found[1].groups | found[0].groups))
    return found


def _student(dice: random.Random, name: str, crowded: bool) -> Student:
    window = dice.choice([(None, None)] * 8 + [(DATES[1], None), (None, DATES[0])])
    return b.student(
        name,
        1 if crowded else dice.randint(1, 4),
        frozenset(Day) if crowded else _days(dice),
        wpa=dice.random() < 0.9,
        wpa_kind=dice.choice([WpaKind.REGULAR] * 4 + [*WpaKind]),
        wpa_from=window[0],
        wpa_until=window[1],
        slb=dice.choice([None] * 6 + ["IO2", "CSO1"]),
    )


def _trainers(dice: random.Random, crowded: bool) -> list[Trainer]:
    found = []
    for name in (*FIELD, *INSTITUTE):
        spare = crowded and name in ("SO2", "CSO1", "IO2")
        generous = crowded and not spare
        found.append(
            b.trainer(
                name,
                Role(name[:-1]),
                board=dice.choice([None, *BOARDS]),
                days=frozenset(Day) if generous or dice.random() < 0.5 else _days(dice),
                assessor=not spare and dice.random() < 0.95,
                expertise=frozenset(dice.sample(list(Specialisation), dice.randint(0, 2))),
                max_wpas=5 if generous else dice.choice([None, None, None, None, 0, 1, 2]),
                max_wpas_per_day=5 if generous else dice.choice([None, None, None, 1, 2]),
                also_mentor={"SO1": "M3", "SO2": "M1"}.get(name) if dice.random() < 0.4 else None,
                vehicle=dice.choice(list(Vehicle)),
                point=dice.choice([None, _point(dice), _point(dice)]),
            )
        )
    return found


def _slots(dice: random.Random, number: int) -> list[Slot]:
    chosen = dice.sample([(day, *time) for day in DATES for time in TIMES], number)
    bound: list[dict[str, str]] = [{}, {}, {}, {}, {}, {}, {"school": "S1"}, {"board": "B2"}]
    return [
        b.slot(f"T{i}", day, begin, end, **dice.choice(bound)) for i, (day, begin, end) in enumerate(sorted(chosen), 1)
    ]


def _answers(dice: random.Random, trainer: str) -> list[Availability]:
    return [
        b.answer(trainer, dice.choice(list(Willingness)), day, dice.choice([None, *DayPart]))
        for day in DATES
        if dice.random() < 0.2
    ]


def _absences(dice: random.Random, students: list[str], trainers: list[str]) -> list[object]:
    def day() -> date:
        return dice.choice(DATES)

    drawn = [dice.choice(students), dice.choice(trainers), dice.choice(MENTORS), dice.choice(SCHOOLS)]
    return [b.away(each, day()) for each in drawn if dice.random() < 0.12]


def _exclusions(dice: random.Random, students: list[str], trainers: list[str]) -> list[Exclusion]:
    others = [*students, *MENTORS, *SCHOOLS, "B2", "IO1", "SO2"]
    pairs = [(dice.choice(trainers), dice.choice(others)) for _ in range(dice.choice([0, 1, 2]))]
    return [Exclusion(one, other) for one, other in pairs if one != other]


def _pins(dice: random.Random, slots: list[Slot]) -> list[Pin]:
    kind = dice.random()
    if kind < 0.07:
        return [Pin("ST1", slot=dice.choice(slots).id)]
    if kind < 0.14:
        return [Pin("ST1", field=dice.choice(FIELD))]
    if kind < 0.18:
        return [Pin("ST1", institute=dice.choice(INSTITUTE))]
    if kind < 0.25:
        return [Pin("ST1", mentor="M1")]
    return []
