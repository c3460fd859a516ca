"""Small random semesters in which every placement rule and wish can bite. Knows no model."""

from __future__ import annotations

import random

from instances.domain.entities import (
    BoardKind,
    Day,
    Exclusion,
    Mentor,
    MentorTraining,
    Pin,
    Point,
    Role,
    SchoolKind,
    Vehicle,
)
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_WISHES
from instances.domain.school_groups import Bouw, Specialisation
from instances.domain.settings import Continuity
from tests import builders as b

SCHOOLS = ("S1", "S2", "S3", "S4")
TAGS = ("taal", "rekenen", "gedrag")
PROFILES = frozenset({"jenaplan", "dalton"})


def random_semester(seed: int, students: int = 5) -> tuple[Instance, dict[str, str] | None]:
    """A semester and sometimes an old roster; the same for the same seed."""
    dice = random.Random(seed)
    schools = [_school(dice, name) for name in SCHOOLS]
    mentors = _mentors(dice)
    people = [_student(dice, f"ST{i}") for i in range(1, students + 1)]
    history = [
        b.past(
            who.id, dice.choice([*SCHOOLS, "gesloten"]), frozenset({dice.randint(1, 8)}), dice.choice([None, 20, 60])
        )
        for who in people
        for _ in range(dice.choice([0, 0, 0, 1, 2]))
    ]
    boards = [
        b.board("B1", min_students=dice.choice([0, 0, 2]), max_students=dice.choice([None, None, 2])),
        b.board("B2", kind=BoardKind.OTHER, min_students=dice.choice([0, 0, 3])),
    ]
    tandems = [
        b.tandem("TA1", "SO1", "IO1", ("S1", "S2"), norm=dice.randint(1, 3), max_students=dice.randint(3, 5)),
        b.tandem("TA2", "SO2", "IO1", ("S3",), norm=dice.randint(1, 2), max_students=dice.randint(1, 3)),
    ]
    trainers = [b.trainer("SO1"), b.trainer("SO2", also_mentor="M1"), b.trainer("IO1", Role.IO)]
    things = ["M1", "M2", "M3", "S1", "S3", "B2", "SO1", "SO2", "ST2", "ST3"]
    exclusions = [Exclusion(f"ST{dice.randint(1, 2)}", dice.choice([*things[:-2], "ST3", "ST4"])) for _ in range(2)]
    pins = _pins(dice, mentors)
    travels = [b.travel(f"ST{dice.randint(1, students)}", dice.choice(SCHOOLS), dice.randint(5, 120)) for _ in range(4)]
    settings = b.rules(
        weights={wish: dice.choice([0, 1, 7, 20, 30]) for wish in PLACEMENT_WISHES if dice.random() < 0.5},
        min_shared_days=dice.choice([None, 1, 1]),
        one_student_per_class_per_day=dice.random() < 0.8,
        max_care_per_tandem=dice.randint(0, 2),
        continuity=dice.choice([Continuity.NO, *Continuity]),
        plg_max=dice.randint(2, 5),
        plg_target=dice.randint(1, 3),
        max_travel=dice.choice([60, 90, 120]),
    )
    instance = b.semester(
        *boards, *schools, *mentors, *people, *history, *tandems, *trainers, *exclusions, *pins, *travels,
        settings=settings,
    )  # fmt: skip
    old = {who.id: dice.choice([*instance.mentors, "vertrokken"]) for who in people if dice.random() < 0.6}
    return instance, old if dice.random() < 0.4 else None


def _point(dice: random.Random) -> Point:
    return Point(52.5 + dice.random() * 0.3, 4.7 + dice.random() * 0.3)


def _days(dice: random.Random, least: int) -> frozenset[Day]:
    return frozenset(dice.sample(list(Day), dice.randint(least, 5 if least > 1 else 2)))


def _school(dice: random.Random, name: str) -> object:
    return b.school(
        name,
        dice.choice(["B1", "B2"]),
        kind=dice.choice(list(SchoolKind)),
        places=dice.randint(2, 4),
        taken=dice.choice([0, 0, 1]),
        min_students=dice.choice([0, 0, 0, 2]),
        years=frozenset(dice.sample([1, 2, 3, 4], dice.choice([3, 4, 4]))),
        profile=frozenset(dice.sample(sorted(PROFILES), dice.randint(0, 2))),
        plg=dice.choice([None, None, "noord"]),
        point=_point(dice),
    )


def _mentors(dice: random.Random) -> list[Mentor]:
    found: list[Mentor] = [
        b.mentor(
            f"M{number}",
            dice.choice(SCHOOLS),
            groups=frozenset(dice.sample(range(1, 9), dice.randint(1, 2))),
            days=_days(dice, 3),
            max_students=dice.choice([0, 1, 1, 1, 2]),
            experience=dice.choice([None, 1, 5]),
            competent=dice.random() < 0.9,
            training=dice.choice([*MentorTraining, *[MentorTraining.DONE] * 4]),
            advanced=dice.random() < 0.5,
            strengths=frozenset(dice.sample(TAGS, dice.randint(0, 2))),
            available=dice.random() < 0.95,
        )
        for number in range(1, 11)
    ]
    for i in (0, 2):
        if dice.random() < 0.6:
            found[i], found[i + 1] = b.duo(found[i], _moved(found[i + 1], found[i]))
    return found


def _moved(mentor: Mentor, to: Mentor) -> Mentor:
    return b.replace(mentor, school=to.school, groups=mentor.groups | to.groups)


def _student(dice: random.Random, name: str) -> object:
    return b.student(
        name,
        dice.randint(1, 4),
        _days(dice, 1),
        specialisation=dice.choice([None] * 6 + [*Specialisation]),
        vehicle=dice.choice(list(Vehicle)),
        needs=tuple((tag, dice.randint(1, 3)) for tag in dice.sample(TAGS, dice.randint(0, 2))),
        required_bouw=dice.choice([None] * 9 + [*Bouw]),
        required_profile=dice.choice([None] * 6 + ["jenaplan"]),
        wishes=tuple(dice.sample(SCHOOLS, dice.randint(0, 3))),
        max_travel=dice.choice([None, None, None, 60]),
        care=dice.random() < 0.3,
        point=_point(dice),
    )


def _pins(dice: random.Random, mentors: list[Mentor]) -> list[Pin]:
    mentor = dice.choice(mentors)
    kind = dice.random()
    if kind < 0.1:
        return [Pin("ST1", school=mentor.school, mentor=mentor.id)]
    if kind < 0.2:
        return [Pin("ST1", school=dice.choice(SCHOOLS))]
    if kind < 0.3:
        return [Pin("ST1", slot="T1")]
    return []
