"""One part of the planning that shares no trainer with another: visits, trainers and days as numbers. Knows no sheet.

Days are numbered in the order of the visiting days; moments are minutes after midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from instances.visits.roster import VISIT_WISHES, LessonVisit, PlgMeeting, VisitWish

QUARTER = 15
"""Minutes; visits begin on whole quarters, and R4 counts whole quarters of waiting."""

FREE_MINUTES = 30
"""Waiting up to this costs nothing (R4)."""

NOON = 12 * 60
"""The afternoon begins here (B4, R3)."""

WEIGHTS: Mapping[VisitWish, int] = {wish: entry.weight for wish, entry in VISIT_WISHES.items()}


@dataclass(frozen=True, slots=True, order=True)
class FixedWpa:
    """A WPA of the roster in the day of an assessor: it stays where it is.

    Attributes:
        begin: Minutes after midnight.
        end: Minutes after midnight.
        school: The id of the school.
    """

    begin: int
    end: int
    school: str


@dataclass(frozen=True, slots=True)
class Item:
    """A lesson visit or meeting that is due.

    Attributes:
        due: What it is.
        trainers: Ids of those concerned.
        school: The id of the school where it is.
        minutes: How long it takes.
        classroom: Ids of the mentors of the class that is visited; empty for a meeting.
        starts: Number of a day to the moments at which it may begin, whatever else is planned; days without any are
            not in it.
        missing: Of a meeting, number of a day to the students who are not there (R2); none where it is not in it.
        was: Number of the day, below 0 where that is no visiting day any more, and the begin in the earlier plan (R6);
            None where it was not in that.
    """

    due: LessonVisit | PlgMeeting
    trainers: tuple[str, ...]
    school: str
    minutes: int
    classroom: tuple[str, ...]
    starts: Mapping[int, tuple[int, ...]]
    missing: Mapping[int, int] = field(default_factory=dict)
    was: tuple[int, int] | None = None

    @property
    def student(self) -> str:
        """The id of the student; '' for a meeting."""
        return self.due.student if isinstance(self.due, LessonVisit) else ""

    def kept(self, day: int) -> int | None:
        """Its begin in the earlier plan, where that was on this day and still can be (R6)."""
        if self.was is None or self.was[0] != day or self.was[1] not in self.starts.get(day, ()):
            return None
        return self.was[1]


@dataclass(frozen=True, slots=True)
class Traveller:
    """A trainer: where from, how far, and what the days already hold.

    Attributes:
        id: The id.
        norm: Minutes of travel within the norm of this semester (R5).
        base: School id to minutes from the base.
        between: Two school ids to minutes from the one to the other.
        stops: Number of a day to the WPAs on it, by begin; days without any are not in it.
        rather_not: Number of a day to whether the morning and the afternoon are ``liever niet``.
        most: Number of a day to how many visits and meetings it may still take (B8).
        usual: The same of a day that is not in ``most``.
    """

    id: str
    norm: int
    base: Mapping[str, int]
    between: Mapping[tuple[str, str], int]
    stops: Mapping[int, tuple[FixedWpa, ...]]
    rather_not: Mapping[int, tuple[bool, bool]]
    most: Mapping[int, int]
    usual: int

    def room(self, day: int) -> int:
        """How many visits and meetings the day may take (B8)."""
        return self.most.get(day, self.usual)

    def minutes(self, one: str, other: str) -> int:
        """Minutes from school to school, 0 within one."""
        return 0 if one == other else self.between[one, other]

    def tour(self, schools: Iterable[str]) -> int:
        """Minutes from the base along schools and back; 0 without any."""
        along = list(schools)
        if not along:
            return 0
        between = sum(self.minutes(one, other) for one, other in pairwise(along))
        return self.base[along[0]] + between + self.base[along[-1]]

    def fixed_minutes(self, day: int) -> int:
        """Minutes of the tour with the WPAs only."""
        return self.tour(stop.school for stop in self.stops.get(day, ()))

    def fixed_waiting(self, day: int) -> int:
        """Quarters of waiting with the WPAs only."""
        stops = self.stops.get(day, ())
        return sum(
            quarters(later.begin - earlier.end - self.minutes(earlier.school, later.school))
            for earlier, later in pairwise(stops)
        )


@dataclass(frozen=True, slots=True)
class AlsoMentor:
    """A trainer who is also a mentor: nothing away from the own class while that is visited, the duo mentor not there.

    Attributes:
        trainer: The id of the trainer.
        classroom: Ids of the mentors of the own class.
        days: Numbers of the days on which the duo mentor is not there.
    """

    trainer: str
    classroom: tuple[str, ...]
    days: frozenset[int]


@dataclass(frozen=True)
class Component:
    """Visits that weigh against each other and against no others.

    Attributes:
        items: What is due.
        travellers: Trainer id to each trainer concerned.
        also_mentors: Trainers who are also the mentor of a class that is visited.
        margin: Minutes above the journey between two schools (B5).
    """

    items: tuple[Item, ...]
    travellers: Mapping[str, Traveller]
    also_mentors: tuple[AlsoMentor, ...]
    margin: int

    @cached_property
    def changed_at_most(self) -> int:
        """The weighted cost where all of the earlier plan is at another moment (R6)."""
        return WEIGHTS[VisitWish.R6] * sum(item.was is not None for item in self.items)

    @cached_property
    def of(self) -> Mapping[str, tuple[int, ...]]:
        """Trainer id to the numbers of the items that concern the trainer."""
        found: dict[str, list[int]] = {trainer: [] for trainer in self.travellers}
        for number, item in enumerate(self.items):
            for trainer in item.trainers:
                found[trainer].append(number)
        return {trainer: tuple(numbers) for trainer, numbers in found.items()}

    def gap(self, trainer: str, one: str, other: str) -> int:
        """Minutes that must lie between two that follow each other (B5)."""
        return 0 if one == other else self.travellers[trainer].minutes(one, other) + self.margin


Plan = Mapping[int, tuple[int, int]]
"""Number of an item to the number of its day and its begin; what is not planned is not in it."""


def quarters(minutes: int) -> int:
    """What so many minutes of waiting count for (R4); less than none counts as none."""
    return max(0, minutes - FREE_MINUTES) // QUARTER
