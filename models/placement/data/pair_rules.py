"""Pair feasibility masks: the rules that forbid single pairs of student and mentor. Knows no roster and no solver.

Every mask takes index arrays that broadcast against each other, so the same line serves a whole block
of students and a short list of pairs. True means: this rule forbids this pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.school_facts import school_of_now
from instances.domain.school_groups import BOUW_OF_GROUP, Bouw, Specialisation, specialisations
from instances.domain.settings import Continuity
from models.placement.data.arrays import POPCOUNT, Bools, Ints, PlacementArrays


def _flags(values: list[bool]) -> Bools:
    return np.array(values, dtype=bool)


@dataclass(frozen=True)
class FewRows:
    """A mask [S, M] of which few rows hold anything: at national size all of it would be 65 MB."""

    number: Ints  # [S] row of ``table``; row 0 is empty
    table: Bools

    @classmethod
    def of(cls, rows: dict[int, Bools], students: int, mentors: int) -> FewRows:
        number = np.zeros(students, dtype=np.int64)
        number[list(rows)] = np.arange(1, len(rows) + 1)
        return cls(number, np.stack([np.zeros(mentors, dtype=bool), *rows.values()]))

    def at(self, s: Ints, m: Ints) -> Bools:
        found: Bools = self.table[self.number[s], m]
        return found


@dataclass(frozen=True)
class PairMasks:
    """Which pairs each rule about single pairs forbids; tables are made when first asked for.

    Attributes:
        facts: The semester.
    """

    facts: PlacementArrays

    def too_few_days(self, s: Ints, m: Ints) -> Bools:
        """P5: the class works on all internship days, or on at least n of them."""
        facts, least = self.facts, self.facts.instance.settings.min_shared_days
        asked = POPCOUNT[facts.student_days][s]
        needed = asked if least is None else np.minimum(asked, least)
        too_few: Bools = POPCOUNT[facts.student_days[s] & facts.class_days[m]] < needed
        return too_few

    @cached_property
    def _unfit(self) -> Bools:
        mentors = self.facts.instance.mentors.values()
        return _flags([not mentor.may_guide for mentor in mentors])

    def unfit_mentor(self, s: Ints, m: Ints) -> Bools:
        """P6: the mentor is absent, not competent or not trained."""
        return self._unfit[m]

    @cached_property
    def _mentor_lacks(self) -> Bools:
        """[demands, M] the demands of ``_demands`` that a mentor does not meet."""
        instance, demands = self.facts.instance, self._demands[0]
        groups = [mentor.groups for mentor in instance.mentors.values()]
        lacks = np.zeros((len(demands), len(groups)), dtype=bool)
        for bouw in {demand.bouw for demand in demands} - {None}:
            without = _flags([all(BOUW_OF_GROUP[group] is not bouw for group in own) for own in groups])
            lacks[[demand.bouw is bouw for demand in demands]] |= without
        for special in {demand.specialisation for demand in demands} - {None}:
            without = _flags([special not in specialisations(own) for own in groups])
            lacks[[demand.specialisation is special for demand in demands]] |= without
        for profile in {demand.profile for demand in demands} - {None}:
            without = _flags([profile not in school.profile for school in instance.schools.values()])
            lacks[[demand.profile == profile for demand in demands]] |= without[self.facts.school_of]
        return lacks

    @cached_property
    def _demands(self) -> tuple[tuple[Demand, ...], Ints]:
        """The different demands of students, and [S] which of them a student has."""
        own = [Demand(s.required_bouw, s.specialisation, s.required_profile)
               for s in self.facts.instance.students.values()]  # fmt: skip
        different = tuple(dict.fromkeys(own))
        number = {demand: i for i, demand in enumerate(different)}
        return different, np.array([number[demand] for demand in own], dtype=np.int64)

    def wrong_class(self, s: Ints, m: Ints) -> Bools:
        """P8: required bouw, specialisation and profile."""
        lacks: Bools = self._mentor_lacks[self._demands[1][s], m]
        return lacks

    @cached_property
    def _excluded(self) -> FewRows:
        facts = self.facts
        banned: dict[int, Bools] = {}
        for one, other in facts.instance.excluded_pairs:
            if one in facts.student_index:
                student = facts.student_index[one]
                banned[student] = banned.get(student, False) | self._mentors_under(other)
        return FewRows.of(banned, len(facts.students), len(facts.mentors))

    def _mentors_under(self, other: str) -> Bools:
        """[M] the mentors a student meets ``other`` with: mentor, duo, school, board or tandem trainer."""
        instance, facts = self.facts.instance, self.facts
        if other in facts.mentor_index:
            same: Bools = facts.class_index == facts.class_index[facts.mentor_index[other]]
            return same
        under = self._schools_of_trainer.get(other, set())
        schools = [other in (school.id, school.board) or school.id in under for school in instance.schools.values()]
        found: Bools = _flags(schools)[facts.school_of]
        return found

    @cached_property
    def _schools_of_trainer(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for school in self.facts.schools:
            for trainer in self.facts.instance.own_trainers(school):
                found.setdefault(trainer, set()).add(school)
        return found

    def excluded(self, s: Ints, m: Ints) -> Bools:
        """P9: student with mentor, duo mentor, school, board or tandem trainer."""
        return self._excluded.at(s, m)

    @cached_property
    def _too_far(self) -> Bools:
        """[S, K] whether the travel time is above the limit of the student."""
        default = self.facts.instance.settings.max_travel
        students = self.facts.instance.students.values()
        limit = np.array([default if s.max_travel is None else s.max_travel for s in students], dtype=np.int64)
        too_far: Bools = self.facts.minutes > limit[:, None]
        return too_far

    def too_far(self, s: Ints, m: Ints) -> Bools:
        """P10: the travel time is above the limit."""
        return self._too_far[s, self.facts.school_of[m]]

    @cached_property
    def _takes_year(self) -> Bools:
        """[5, K] whether a school takes students of a year."""
        schools = self.facts.instance.schools.values()
        return np.array([[s.successor is None and year in s.years for s in schools] for year in range(5)])

    @cached_property
    def _year(self) -> Ints:
        return np.array([s.year for s in self.facts.instance.students.values()], dtype=np.int64)

    def wrong_year(self, s: Ints, m: Ints) -> Bools:
        """P12: the school takes no students of that year, or was succeeded and takes nobody."""
        return ~self._takes_year[self._year[s], self.facts.school_of[m]]

    @cached_property
    def _unpinned(self) -> FewRows:
        """Mentors that differ from the student's pin."""
        facts = self.facts
        differs: dict[int, Bools] = {}
        for i in np.nonzero(facts.pinned)[0].tolist():
            pin = facts.instance.pin_of[facts.students[i]]
            differs[i] = np.zeros(len(facts.mentors), dtype=bool)
            if pin.mentor is not None:
                differs[i] |= np.arange(len(facts.mentors)) != facts.mentor_index[pin.mentor]
            if pin.school is not None:
                differs[i] |= facts.school_of != facts.school_index[pin.school]
        return FewRows.of(differs, len(facts.students), len(facts.mentors))

    def not_as_pinned(self, s: Ints, m: Ints) -> Bools:
        """P13: another mentor or school than the pin says."""
        return self._unpinned.at(s, m)

    @cached_property
    def _seen(self) -> Bools:
        """[S, K] schools that the history closes, or their successors; with ``moet`` all but the previous one."""
        facts, rule = self.facts, self.facts.instance.settings.effective_continuity
        closed = np.zeros((len(facts.students), len(facts.schools)), dtype=bool)
        for i, student in enumerate(facts.students):
            rows = facts.instance.history_of[student]
            if not rows:
                continue
            earlier = [school_of_now(facts.instance.schools, row.school) for row in rows]
            previous = facts.school_index.get(earlier[-1])
            for school in earlier:
                if school in facts.school_index:
                    closed[i, facts.school_index[school]] = True
            if rule is Continuity.MUST:
                closed[i] = True
            if rule is not Continuity.NO and previous is not None:
                closed[i, previous] = False
        return closed

    def seen_before(self, s: Ints, m: Ints) -> Bools:
        """P15: a school that the history of the student closes."""
        return self._seen[s, self.facts.school_of[m]]


@dataclass(frozen=True)
class Demand:
    """What a student requires of a class and its school (P8); None is no demand."""

    bouw: Bouw | None
    specialisation: Specialisation | None
    profile: str | None


PairMask = Callable[[PairMasks, Ints, Ints], npt.NDArray[np.bool_]]

PAIR_RULES: dict[Rule, PairMask] = {
    Rule.P5: PairMasks.too_few_days,
    Rule.P6: PairMasks.unfit_mentor,
    Rule.P8: PairMasks.wrong_class,
    Rule.P9: PairMasks.excluded,
    Rule.P10: PairMasks.too_far,
    Rule.P12: PairMasks.wrong_year,
    Rule.P13: PairMasks.not_as_pinned,
    Rule.P15: PairMasks.seen_before,
}
"""The rules that need no poster: a pair that one of them forbids never becomes a variable of any model."""


def forbidden_mentors(instance: Instance, students: Iterable[str]) -> Iterator[tuple[str, list[bool]]]:
    """Say which mentors a rule on the pair alone forbids.

    Args:
        instance: The semester.
        students: Ids of students.

    Yields:
        Each student with whether each mentor is forbidden, in the order of the workbook.
    """
    masks = PairMasks(PlacementArrays(instance))
    mentors = np.arange(len(masks.facts.mentors))
    for student in students:
        number = np.full(1, masks.facts.student_index[student])
        forbidden = np.zeros(len(mentors), dtype=bool)
        for mask in PAIR_RULES.values():
            forbidden |= mask(masks, number, mentors)
        yield student, forbidden.tolist()
