"""Wishes that are a sum over single pairs, as integers per pair. Knows no weight and no solver.

Index arrays broadcast as in ``pair_rules``. W5 and W7 count whole rosters and are terms of ``cp_sat.objective``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from instances.domain.entities import SchoolKind
from instances.domain.rulebook import Wish
from instances.domain.school_facts import school_of_now
from instances.domain.school_groups import BOUW_OF_GROUP, Bouw, bouwen
from instances.domain.solution import Placement
from models.placement.data.arrays import Ints, PlacementArrays

BEGINNER_YEARS = 3
_BIT = {bouw: 1 << i for i, bouw in enumerate(Bouw)}


@dataclass(frozen=True)
class PairCosts:
    """What each wish counts for a pair; tables are made when first asked for.

    A measure takes index arrays of students and mentors that broadcast, and gives units of the wish for each pair.

    Attributes:
        facts: The semester.
        previous: The old roster, for W9.
    """

    facts: PlacementArrays
    previous: Placement | None = None

    @cached_property
    def _needs(self) -> tuple[Ints, Ints]:
        """[S, tags] weight of a need, and [M, tags] 1 where the mentor lacks the tag."""
        instance = self.facts.instance
        rows = [s.needs for s in instance.students.values()]
        tags = list(dict.fromkeys(tag for row in rows for tag, _ in row))
        has = [[tag in m.strengths for tag in tags] for m in instance.mentors.values()]
        lacks = 1 - np.array(has, dtype=np.int64).reshape(len(has), len(tags))
        return self.facts.tag_table(rows, tags), lacks

    def unmet_needs(self, s: Ints, m: Ints) -> Ints:
        """W1: weight of the needs that the mentor does not meet."""
        weight, lacks = self._needs
        total = np.zeros(np.broadcast_shapes(s.shape, m.shape), dtype=np.int64)
        for tag in range(weight.shape[1]):
            total += weight[s, tag] * lacks[m, tag]
        return total

    @cached_property
    def _journey(self) -> Ints:
        """[S, K] minutes, those above the target counted twice, and all twice after a far placement."""
        target = self.facts.instance.settings.target_travel
        minutes = self.facts.minutes
        history = self.facts.instance.history_of
        far_before = np.array(
            [
                any(row.travel is not None and row.travel > target for row in history[student])
                for student in self.facts.students
            ]
        )
        journey: Ints = (minutes + np.maximum(0, minutes - target)) * np.where(far_before, 2, 1)[:, None]
        return journey

    def journey(self, s: Ints, m: Ints) -> Ints:
        """W2: travel in weighted minutes."""
        return self._journey[s, self.facts.school_of[m]]

    @cached_property
    def _greenness(self) -> tuple[Ints, Ints]:
        """[M] points against the mentor, and [S] how often they count."""
        instance = self.facts.instance
        points = [
            int(m.experience is not None and m.experience < BEGINNER_YEARS) + int(not m.advanced)
            for m in instance.mentors.values()
        ]
        factor = [2 if s.year == 4 or s.care else 1 for s in instance.students.values()]
        return np.array(points, dtype=np.int64), np.array(factor, dtype=np.int64)

    def green_mentor(self, s: Ints, m: Ints) -> Ints:
        """W3: points against a mentor of little experience."""
        points, factor = self._greenness
        return points[m] * factor[s]

    @cached_property
    def _rank(self) -> Ints:
        """[S, K] place of a school among the wishes of a student, from 0; their number where it is no wish."""
        students = list(self.facts.instance.students.values())
        rank = np.zeros((len(students), len(self.facts.schools)), dtype=np.int64)
        for i, student in enumerate(students):
            rank[i] = len(student.wishes)
            for place, school in reversed(list(enumerate(student.wishes))):
                if school in self.facts.school_index:
                    rank[i, self.facts.school_index[school]] = place
        return rank

    def rank(self, s: Ints, m: Ints) -> Ints:
        """W4: place of the school among the wishes of the student."""
        return self._rank[s, self.facts.school_of[m]]

    @cached_property
    def _past(self) -> tuple[Ints, Ints, Ints]:
        """[S] bouwen done, [M] bouwen of the class (both bits), [S, K] 1 where a profile tag returns."""
        instance, facts = self.facts.instance, self.facts
        done = np.zeros(len(facts.students), dtype=np.int64)
        again = np.zeros((len(facts.students), len(facts.schools)), dtype=np.int64)
        profiles = [school.profile for school in instance.schools.values()]
        offering = {tag: np.array([tag in own for own in profiles]) for tag in frozenset().union(*profiles)}
        for i, student in enumerate(facts.students):
            rows = instance.history_of[student]
            groups = frozenset(group for row in rows for group in row.groups if group in BOUW_OF_GROUP)
            done[i] = sum(_BIT[bouw] for bouw in bouwen(groups))
            earlier = (instance.schools.get(school_of_now(instance.schools, row.school)) for row in rows)
            tags = frozenset(tag for school in earlier if school is not None for tag in school.profile)
            for tag in tags:
                again[i] |= offering[tag]
        offers = [sum(_BIT[bouw] for bouw in bouwen(instance.class_groups(m))) for m in instance.mentors]
        return done, np.array(offers, dtype=np.int64), again

    def repetition(self, s: Ints, m: Ints) -> Ints:
        """W6: a bouw that the student has done before, and each profile of an earlier school that returns."""
        done, offers, again = self._past
        return np.where((done[s] & offers[m]) != 0, 1, 0) + again[s, self.facts.school_of[m]]

    @cached_property
    def _not_training(self) -> Ints:
        """[K] 1 where a school is no training school."""
        schools = self.facts.instance.schools.values()
        return np.array([school.kind is SchoolKind.OTHER for school in schools], dtype=np.int64)

    def no_training_school(self, s: Ints, m: Ints) -> Ints:
        """W8: 1 at a school that is no training school."""
        return np.broadcast_to(self._not_training[self.facts.school_of[m]], np.broadcast_shapes(s.shape, m.shape))

    @cached_property
    def old_mentor(self) -> Ints:
        """[S] the mentor in the old roster; -1 without one, -2 when that mentor has left the workbook."""
        old = self.previous or {}
        found = [
            self.facts.mentor_index.get(old[student], -2) if student in old else -1 for student in self.facts.students
        ]
        return np.array(found, dtype=np.int64)

    def kept(self, s: Ints, m: Ints) -> Ints:
        """W9, counted down: -1 where the old roster has this pair; ``changes_at_most`` completes it."""
        return np.where(self.old_mentor[s] == m, -1, 0)

    @property
    def changes_at_most(self) -> int:
        """The students of the old roster still in the workbook: W9 when every one of them changes."""
        return int((self.old_mentor != -1).sum())


Measure = Callable[[PairCosts, Ints, Ints], Ints]

MEASURES: dict[Wish, Measure] = {
    Wish.W1: PairCosts.unmet_needs,
    Wish.W2: PairCosts.journey,
    Wish.W3: PairCosts.green_mentor,
    Wish.W4: PairCosts.rank,
    Wish.W6: PairCosts.repetition,
    Wish.W8: PairCosts.no_training_school,
    Wish.W9: PairCosts.kept,
}
