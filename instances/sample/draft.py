"""The sample while it is being made, and the sizes it comes in. Knows no rule."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from instances.domain.entities import (
    Absence,
    Availability,
    Board,
    Exclusion,
    Mentor,
    PastPlacement,
    Pin,
    Point,
    School,
    Slot,
    Student,
    Tandem,
    Trainer,
)
from instances.domain.travel import TravelRow, estimate
from instances.sample.names import InventedNames
from instances.sample.provinces import EVERY_TOWN, NATIONAL
from instances.sample.towns import NOORD_HOLLAND, Region, Town

FIRST_WEEK = date(2027, 5, 24)  # a Monday after Whitsun
SEMESTER = "2026-2027 S2"
TAGS = (
    "klassenmanagement", "rekenen", "taal", "lezen", "gedrag", "differentiatie", "instructie", "ict",
    "onderzoekend leren", "kunst en cultuur", "meertaligheid", "oudergesprekken",
)  # fmt: skip
PROFILES = ("dalton", "montessori", "jenaplan", "natuur", "cultuur", "ict", "wijkschool", "tweetalig")


@dataclass(frozen=True, slots=True)
class SampleSize:
    """``stranded`` students are made so that no place fits them; ``weeks`` have WPA slots."""

    students: int
    boards: int
    other_boards: int  # of these, boards that are no partner: only stagescholen
    schools: int
    stage_schools: int
    tandems: int
    stranded: int
    weeks: int
    regions: tuple[Region, ...]  # a region may occur more than once: boards take them in turn

    @property
    def towns(self) -> list[Town]:
        regions = set(self.regions)
        return [town for town in EVERY_TOWN if town.region in regions]


SIZES = {
    "klein": SampleSize(20, 2, 0, 6, 1, 2, 0, 3, (Region.ALKMAAR,)),
    "bestuur": SampleSize(60, 3, 1, 15, 3, 6, 1, 4, (Region.HAARLEM, Region.MEER)),
    "partnerschap": SampleSize(600, 17, 5, 150, 22, 55, 2, 4, NOORD_HOLLAND),
    "stress": SampleSize(1300, 30, 8, 360, 45, 120, 3, 4, NOORD_HOLLAND),
    "landelijk": SampleSize(6000, 60, 15, 1600, 200, 640, 6, 4, NATIONAL),
}


@dataclass(slots=True)
class Draft:
    """Everything made so far. ``plan`` is a roster that is known to fit: nobody sees it, but it must stay fitting."""

    size: SampleSize
    dice: random.Random
    names: InventedNames
    boards: dict[str, Board] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    towns: dict[str, Town] = field(default_factory=dict)  # school id to its town
    home_region: dict[str, Region] = field(default_factory=dict)  # board id to its region
    mentors: dict[str, Mentor] = field(default_factory=dict)
    students: dict[str, Student] = field(default_factory=dict)
    trainers: dict[str, Trainer] = field(default_factory=dict)
    tandems: dict[str, Tandem] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    history: list[PastPlacement] = field(default_factory=list)
    availability: list[Availability] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    travel_rows: list[TravelRow] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    pins: list[Pin] = field(default_factory=list)
    plan: dict[str, str] = field(default_factory=dict)  # student id to mentor id

    def chance(self, probability: float) -> bool:
        return self.dice.random() < probability

    def share(self, part: float) -> int:
        """That part of the students, at least one."""
        return max(1, round(self.size.students * part))

    def school_id(self, number: int) -> str:
        """S001, with as many digits as the number of schools asks for."""
        return f"S{number:0{self._digits}d}"

    def former_school_id(self) -> str:
        """A school that no longer takes part: one of the last hundred numbers, which no school has."""
        return self.school_id(10**self._digits - 100 + self.dice.randint(0, 99))

    @property
    def _digits(self) -> int:
        return max(3, len(str(self.size.schools)))

    @property
    def wpa_days(self) -> list[date]:
        return [FIRST_WEEK + timedelta(weeks=week, days=day) for week in range(self.size.weeks) for day in range(5)]

    def home(self, towns: Sequence[Town]) -> tuple[str, Point]:
        """A postcode and a point in one of the towns, the larger the likelier."""
        return self.address(self.dice.choices(towns, [town.weight for town in towns])[0])

    def address(self, town: Town) -> tuple[str, Point]:
        return postcode(town, self.dice), jitter(town, self.dice)


def postcode(town: Town, dice: random.Random) -> str:
    """Four real digits and two letters that the post does hand out."""
    letters = "ABCDEGHJKLMNPRSTVWXZ"
    pair = dice.choice(letters) + dice.choice(letters)
    return f"{dice.choice(town.postcodes)}{'AB' if pair in ('SA', 'SD', 'SS') else pair}"


def jitter(town: Town, dice: random.Random) -> Point:
    """A point in the town's circle; a degree of longitude is shorter than one of latitude here."""
    radius, angle = town.spread * math.sqrt(dice.random()), dice.uniform(0, 2 * math.pi)
    return Point(
        round(town.point.latitude + radius * math.sin(angle), 4),
        round(town.point.longitude + radius * math.cos(angle) * 1.6, 4),
    )


def minutes_between(student: Student, school: School) -> int:
    """The estimate; everyone and everything in the sample has a point."""
    if student.point is None or school.point is None:
        raise ValueError(f"no point for {student.id} or {school.id}")
    return estimate(student.point, school.point, student.vehicle)
