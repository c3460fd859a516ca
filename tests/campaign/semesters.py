"""Whole small semesters for hypothesis: placement and WPAs in one, every rule and wish may bite. Knows no model.

The usual stands first in every list.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hypothesis import strategies as st

from instances.domain.entities import (
    Day,
    DayPart,
    Exclusion,
    Mentor,
    MentorTraining,
    Pin,
    Point,
    Role,
    SchoolKind,
    Separation,
    Slot,
    Student,
    Vehicle,
    Willingness,
    WpaKind,
)
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import Bouw, Specialisation
from instances.domain.settings import Continuity, Settings
from instances.domain.solution import Assessment, Booking, Placement
from tests import builders as b

DATES = (b.TUESDAY, b.WEDNESDAY)
TIMES = (
    ("09:00", "10:00"), ("10:20", "11:20"), ("12:10", "13:00"), ("09:30", "10:15"), ("10:00", "11:00"),
    ("13:30", "14:30"), ("11:50", "12:40"),
)  # fmt: skip
BOARDS = ("B1", "B2")
SCHOOLS = ("S1", "S2", "S3", "S4")
FIELD = ("SO1", "SO2", "CSO1")
INSTITUTE = ("IO1", "IO2")
TAGS = ("taal", "rekenen", "gedrag")
PROFILES = ("jenaplan", "dalton")
GONE = "vertrokken"  # an id of somebody who left

_Option = TypeVar("_Option")


@dataclass(frozen=True, repr=False)
class SmallSemester:
    """A semester with the rosters that may lie there from before; ``drawn(seed)`` makes it again."""

    seed: int
    instance: Instance
    old_placement: Placement | None = None
    old_wpas: Assessment | None = None

    def __repr__(self) -> str:
        return f"drawn({self.seed})"


class Dice:
    """Draws in the words of the tables below. ``calm``: by how much more often than written the usual comes."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.calm = self._random.choice([1, 3, 8])

    def one(self, options: Sequence[_Option]) -> _Option:
        return self._random.choice(options)

    def mostly(self, usual: _Option, *others: _Option, times: int = 3) -> _Option:
        """The usual, so many times as often as all the others together (times ``calm``)."""
        return usual if self._random.random() < 1 - 1 / (1 + times * self.calm) else self.one(others)

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def some(self, options: Sequence[_Option], most: int = 2, least: int = 0) -> list[_Option]:
        return self._random.sample(list(options), min(len(options), self.number(least, most)))

    def point(self) -> Point:
        return Point(52.6 + self.number(0, 9) * 0.03, 4.8 + self.number(0, 9) * 0.03)

    def days(self) -> frozenset[Day]:
        return frozenset(self.mostly((Day.DI, Day.WO), (Day.DI,), (Day.WO,), times=1))


def semesters(most_students: int = 6, most_slots: int = 8) -> st.SearchStrategy[SmallSemester]:
    """Three to six students, two to four schools, two to six mentors, three to eight slots.

    From a seed, because hypothesis varies what it draws one by one too little: half its examples were the same.
    """
    return st.integers(0, 2**48).map(lambda seed: drawn(seed, most_students, most_slots))


def drawn(seed: int, most_students: int = 6, most_slots: int = 8) -> SmallSemester:
    """The semester of a seed."""
    dice = Dice(seed)
    crowded = dice.one([False] * 7 + [True])  # so many WPAs for two pairs of assessors that V6 bites
    dice.calm = 8 if crowded else dice.calm
    settings = _settings(dice, crowded)
    names = SCHOOLS[: dice.number(2, 4)]
    shared_plg = dice.mostly(None, 2, 4, times=1)
    schools = [_school(dice, name, shared_plg) for name in names]
    mentors = _mentors(dice, names, crowded)
    mentor_ids = [mentor.id for mentor in mentors]
    people = [_student(dice, f"ST{i}", names, crowded) for i in range(1, dice.number(3, most_students) + 1)]
    ids = [person.id for person in people]
    trainers = _trainers(dice, mentor_ids, crowded)
    slots = _slots(dice, 6 if crowded else dice.number(3, most_slots), crowded)
    cut = dice.number(1, len(names))
    away = dice.some([*ids, *FIELD, *INSTITUTE, *mentor_ids, *names], most=dice.mostly(0, 3, times=1))
    instance = b.semester(
        *(_board(dice, name) for name in BOARDS), *schools, *mentors, *people, *trainers, *slots,
        b.tandem("TA1", "SO1", "IO1", names[:cut],
                 norm=dice.number(1, 3), max_students=dice.mostly(6, 1, 2, 3, times=1)),
        *_second_tandem(dice, names[cut:]),
        *_history(dice, ids, names), *_journeys(dice, ids, names),
        *(row for trainer in trainers for row in _answers(dice, trainer.id)),
        *(b.away(who, dice.one(DATES)) for who in away),
        *_exclusions(dice, ids, mentor_ids, names),
        *_pins(dice, ids, mentors, slots),
        settings=settings,
    )  # fmt: skip
    return SmallSemester(seed, instance, _old_placement(dice, ids, mentor_ids), _old_wpas(dice, ids, slots))


def _settings(dice: Dice, crowded: bool) -> Settings:
    weights = {wish: dice.one([0, 1, 7, 20, 100]) for wish in dice.some(list(Wish), most=6)}
    if crowded:
        weights |= dice.one([{}, {Wish.V2: 0, Wish.V6: 100}, {Wish.V2: 0, Wish.V6: 100}])
    separations = [Separation.ALLOWED] if crowded else list(Separation)
    return b.rules(
        weights=weights,
        min_shared_days=dice.one([None, 1]),
        one_student_per_class_per_day=dice.mostly(True, False),
        own_so=dice.one(separations),
        own_io=dice.one(separations),
        max_care_per_tandem=dice.mostly(2, 0, 1, times=1),
        continuity=dice.mostly(Continuity.NO, Continuity.MAY, Continuity.MUST, times=1),
        semester_number=dice.mostly(2, 1),
        two_assessors_only_at_year_end=dice.mostly(False, True, times=1),
        plg_max=dice.mostly(12, 1, 2, 3, times=1),
        plg_target=dice.number(1, 3),
        max_travel=dice.mostly(90, 40, 60, times=1),
        target_travel=dice.one([45, 20]),
        wpa_margin=dice.one([10, 0, 25]),
        max_wpas=dice.mostly(20, 2, 3, times=1),
        max_wpas_per_day=dice.mostly(4, 1, 2, times=1),
    )


def _board(dice: Dice, name: str) -> b.Board:
    separation = [None, None, None, *Separation]
    return b.board(
        name,
        min_students=dice.mostly(0, 1, 2, times=1),
        max_students=dice.mostly(None, 1, 2, 3, times=1),
        own_so=dice.one(separation),
        own_io=dice.one(separation),
    )


def _school(dice: Dice, name: str, shared_plg: int | None) -> b.School:
    """Every school that is in the PLG with a name has its maximum, as the reader demands."""
    plg = shared_plg is not None and dice.mostly(False, True, times=1)
    return b.school(
        name,
        dice.one(BOARDS),
        kind=dice.mostly(SchoolKind.TRAINING, SchoolKind.OTHER, times=2),
        places=dice.mostly(4, 1, 2, 3, times=1),
        taken=dice.mostly(0, 1),
        min_students=dice.mostly(0, 1, 2, 3),
        years=frozenset(dice.mostly((1, 2, 3, 4), (2, 3), (1, 4))),
        profile=frozenset(dice.some(PROFILES)),
        plg="P" if plg else None,
        max_plg=shared_plg if plg else None,
        wpas_at_once=dice.one([1, 2]),
        point=dice.point(),
    )


def _mentors(dice: Dice, schools: Sequence[str], crowded: bool) -> list[Mentor]:
    found = [
        b.mentor(
            f"M{number}",
            schools[0] if number == 1 else dice.one(schools),
            groups=frozenset(dice.some(range(1, 9), most=3, least=1)),
            days=frozenset(Day) if crowded else dice.days() | dice.days(),
            max_students=5 if crowded else dice.one([1, 1, 2, 3, 0] if dice.calm == 1 else [1, 2]),
            experience=dice.one([None, 1, 5]),
            competent=dice.mostly(True, False, times=9),
            training=dice.mostly(MentorTraining.DONE, *MentorTraining, times=2),
            advanced=dice.one([True, False]),
            strengths=frozenset(dice.some(TAGS)),
            available=dice.mostly(True, False, times=9),
        )
        for number in range(1, dice.number(2, 6) + 1)
    ]
    if dice.mostly(False, True, times=1):
        one, other = found[:2]
        found[:2] = b.duo(one, replace(other, school=one.school, groups=other.groups | one.groups))
    return found


def _student(dice: Dice, name: str, schools: Sequence[str], crowded: bool) -> Student:
    window = dice.mostly((None, None), (DATES[1], None), (None, DATES[0]), times=3)
    return b.student(
        name,
        1 if crowded else dice.one([2, 3, 1, 4]),
        frozenset([Day(DATES[int(name[-1]) % 2].weekday())]) if crowded else dice.days(),
        specialisation=dice.mostly(None, *Specialisation),
        vehicle=dice.one(list(Vehicle)),
        needs=tuple((tag, dice.number(1, 3)) for tag in dice.some(TAGS)),
        required_bouw=dice.mostly(None, *Bouw),
        required_profile=dice.mostly(None, PROFILES[0], times=5),
        wishes=tuple(dice.some(schools)),
        max_travel=dice.mostly(None, 20, 60),
        care=dice.one([False, True]),
        point=dice.point(),
        wpa=crowded or dice.mostly(True, False, times=8),
        wpa_kind=dice.mostly(WpaKind.REGULAR, WpaKind.RESIT, WpaKind.DOUBTFUL),
        wpa_from=None if crowded else window[0],
        wpa_until=None if crowded else window[1],
        slb=dice.mostly(None, "IO2", "CSO1"),
    )


def _trainers(dice: Dice, mentors: Sequence[str], crowded: bool) -> list[b.Trainer]:
    """SO2 or CSO1 may be the same person as a mentor, as in small schools."""
    found = []
    double = iter(dice.some(mentors))
    for name in (*FIELD, *INSTITUTE):
        spare = crowded and name in ("SO2", "CSO1")
        found.append(
            b.trainer(
                name,
                Role(name[:-1]),
                board=dice.one([None, *BOARDS]),
                days=frozenset(Day) if crowded else dice.mostly(frozenset(Day), dice.days(), times=1),
                assessor=not spare and dice.mostly(True, False, times=12),
                expertise=frozenset(dice.some(list(Specialisation))),
                max_wpas=6 if crowded else dice.mostly(None, 1, 2, 0, times=2),
                max_wpas_per_day=6 if crowded else dice.mostly(None, 1, 2),
                also_mentor=next(double, None) if name in FIELD[1:] and dice.mostly(False, True, times=1) else None,
                vehicle=dice.one(list(Vehicle)),
                point=dice.one([None, dice.point()]),
            )
        )
    return found


def _slots(dice: Dice, number: int, crowded: bool) -> list[Slot]:
    times = [(day, *time) for time in TIMES for day in DATES]
    chosen = times[:number] if crowded else dice.some(times, most=number, least=min(3, number))
    bound: list[dict[str, str]] = [{}, {"school": "S1"}, {"school": "S2"}, {"board": "B2"}]
    return [
        b.slot(f"T{i}", day, begin, end, **({} if crowded else dice.mostly(*bound, times=1)))
        for i, (day, begin, end) in enumerate(chosen, 1)
    ]


def _second_tandem(dice: Dice, schools: tuple[str, ...]) -> list[b.Tandem]:
    """Of the schools that the first one does not have; a stageschool may be without."""
    if not schools:
        return []
    guides = dice.one(FIELD[:2]), dice.one(INSTITUTE)
    return [b.tandem("TA2", *guides, schools, norm=dice.number(1, 2), max_students=dice.number(1, 4))]


def _history(dice: Dice, students: Sequence[str], schools: Sequence[str]) -> list[object]:
    return [
        b.past(
            student, dice.one([*schools, "gesloten"]), frozenset(dice.some(range(1, 9), 1)), dice.one([None, 20, 60])
        )
        for student in students
        for _ in range(dice.mostly(0, 1, 2, times=1))
    ]


def _journeys(dice: Dice, students: Sequence[str], schools: Sequence[str]) -> list[object]:
    """Measured ones; no journey twice, which the reader refuses."""
    ends = [(one, school) for one in [*students, *FIELD, *INSTITUTE, *schools] for school in schools if one < school]
    ends += [(one, school) for one in students for school in schools]
    return [b.travel(*pair, dice.one([10, 0, 30, 50, 80])) for pair in dice.some(ends, most=5)]


def _answers(dice: Dice, trainer: str) -> list[object]:
    days = [day for day in DATES if dice.mostly(False, True, times=5)]
    return [b.answer(trainer, dice.one(list(Willingness)), day, dice.one([None, *DayPart])) for day in days]


def _exclusions(dice: Dice, students: Sequence[str], mentors: Sequence[str], schools: Sequence[str]) -> list[Exclusion]:
    places = [*mentors, *schools, *BOARDS]
    of_students = [(one, other) for one in students for other in [*places, "SO1", "IO1", *students] if one != other]
    of_trainers = [(one, other) for one in FIELD[:2] for other in [*places, *INSTITUTE]]
    pairs = dice.some(of_students) + dice.some([*of_trainers, *((two, one) for one, two in of_trainers)], most=1)
    return [Exclusion(*pair) for pair in pairs]


def _pins(dice: Dice, students: Sequence[str], mentors: Sequence[Mentor], slots: Sequence[Slot]) -> list[Pin]:
    kinds: list[Callable[[], dict[str, str]] | None] = [
        None, None, None,
        lambda: {"mentor": dice.one(mentors).id},
        lambda: {"school": dice.one(mentors).school},
        lambda: {"slot": dice.one(slots).id},
        lambda: {"field": dice.one(FIELD)},
        lambda: {"institute": dice.one(INSTITUTE)},
    ]  # fmt: skip
    drawn = [(student, dice.one(kinds)) for student in dice.some(students)]
    return [Pin(student, **kind()) for student, kind in drawn if kind is not None]


def _old_placement(dice: Dice, students: Sequence[str], mentors: Sequence[str]) -> Placement | None:
    if dice.mostly(True, False, times=1):
        return None
    return {student: dice.one([*mentors, GONE]) for student in dice.some([*students, GONE], most=5)}


def _old_wpas(dice: Dice, students: Sequence[str], slots: Sequence[Slot]) -> Assessment | None:
    if dice.mostly(True, False, times=1):
        return None
    ids = [slot.id for slot in slots]
    return {
        student: Booking(dice.one([*ids, GONE]), dice.one([*FIELD, GONE]), dice.one([None, *INSTITUTE]))
        for student in dice.some([*students, GONE], most=5)
    }
