"""Students for whom no mentor fits, and the rules that remove the last ones. Places nobody."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.tables.capacity import CAPACITY_RULES, COUNTED, CapacityRule, Sense, group_of
from scheduler.checks.pairs import PairChecks
from scheduler.diagnosis.binding_rules import EliminationFilter, eliminate, nearest_words, people
from scheduler.precheck.finding import Finding
from scheduler.precheck.supply import Supply


class MentorCandidates:
    """Mentors a student could go to when nobody else were placed."""

    def __init__(self, instance: Instance) -> None:
        """Close the schools that cannot reach their minimum (P11); no student is looked at yet.

        Args:
            instance: The workbook.
        """
        self.instance = instance
        self.pairs = PairChecks(instance)
        supply = Supply(instance)
        self._closed = {s.id for s in instance.schools.values() if not supply.opens(s)}
        self._full_at = {mentor: [*self._lines_full(mentor)] for mentor in instance.mentors}
        self._found: dict[str, tuple[list[Mentor], Iterator[Mentor]]] = {}

    def against(self, student: Student, mentor: Mentor) -> list[Rule]:
        """List the rules against a pair: its own, and the counting rules that already fail for this student alone."""
        return [*(rule for rule, _ in self.pairs.faults(student, mentor)), *self._full(student, mentor)]

    def _lines_full(self, mentor: str) -> Iterator[CapacityRule]:
        """The counting rules that let nobody in at a mentor; a minimum does at a school that cannot reach it."""
        closed = self.instance.mentors[mentor].school in self._closed
        for line in CAPACITY_RULES:
            group = group_of(self.instance, line.group, mentor)
            if line.sense is Sense.MOST and line.counted in COUNTED:
                if group is not None and line.limit(self.instance, group) == 0:
                    yield line
            elif line.sense is Sense.LEAST_IF_USED and closed:
                yield line

    def _full(self, student: Student, mentor: Mentor) -> list[Rule]:
        return [*dict.fromkeys(line.rule for line in self._full_at[mentor.id] if COUNTED[line.counted](student))]

    def of(self, student: Student) -> Iterator[Mentor]:
        """Find the mentors a student could go to, one by one: most callers need only the first.

        Args:
            student: A student of the workbook.

        Yields:
            The mentors in the order of the workbook; nobody where none fits. What was found is cached.
        """
        if student.id not in self._found:
            self._found[student.id] = [], self._search(student)
        found, rest = self._found[student.id]
        place = 0
        while True:
            if place == len(found):
                mentor = next(rest, None)
                if mentor is None:
                    return
                found.append(mentor)
            yield found[place]
            place += 1

    def near(self, student: Student) -> Iterator[Mentor]:
        """Find the same mentors, those that are probably near first: for who asks whether there is one at all.

        Args:
            student: A student of the workbook.

        Yields:
            The mentors; nearly always one after a few looks, where ``of`` may look at thousands.
        """
        return self._fitting(student, (mentor for school in self._nearest(student) for mentor in self._at[school]))

    @cached_property
    def _at(self) -> dict[str, list[Mentor]]:
        found: dict[str, list[Mentor]] = {school: [] for school in self.instance.schools}
        for mentor in self.instance.mentors.values():
            found[mentor.school].append(mentor)
        return found

    @cached_property
    def _places(self) -> tuple[list[str], NDArray[np.float64]]:
        """Schools with their latitude and longitude; nan where a school has none."""
        points = [school.point for school in self.instance.schools.values()]
        return list(self.instance.schools), np.array(
            [(np.nan, np.nan) if point is None else (point.latitude, point.longitude) for point in points]
        ).reshape(-1, 2)

    def _nearest(self, student: Student) -> list[str]:
        """All schools, by where they lie; only an order, for travel times are asked of the workbook."""
        schools, places = self._places
        if student.point is None:
            return schools
        east = math.cos(math.radians(student.point.latitude))  # a degree of longitude is that much shorter
        apart = (places - (student.point.latitude, student.point.longitude)) * (1.0, east)
        return [schools[place] for place in np.argsort((apart**2).sum(axis=1), kind="stable")]

    def _search(self, student: Student) -> Iterator[Mentor]:
        return self._fitting(student, self.instance.mentors.values())

    def _fitting(self, student: Student, mentors: Iterable[Mentor]) -> Iterator[Mentor]:
        pin = self.instance.pin_of.get(student.id)
        for mentor in mentors:
            if pin is not None and not _as_pinned(pin.school, pin.mentor, mentor):
                continue
            if self.pairs.fits(student, mentor) and not self._full(student, mentor):
                yield mentor

    def elimination(self, student: Student) -> EliminationFilter:
        mentors = self.instance.mentors.values()
        against = ((mentor.id, self.against(student, mentor)) for mentor in mentors)
        return eliminate("mentor", "mentoren", against, names=people(mentors))


def _as_pinned(school: str | None, mentor_id: str | None, mentor: Mentor) -> bool:
    return mentor_id in (None, mentor.id) and school in (None, mentor.school)


def findings(candidates: MentorCandidates) -> Iterator[Finding]:
    """List every student without a candidate."""
    profiles = {tag for school in candidates.instance.schools.values() for tag in school.profile}
    for student in candidates.instance.students.values():
        if student.required_profile is not None and student.required_profile not in profiles:
            continue  # said with the supply
        if next(candidates.near(student), None) is None:
            found = candidates.elimination(student)
            if not found.fits:
                yield Finding(
                    student.id,
                    found.rules or (Rule.P1,),
                    f"{student.name} ({student.id}) past bij geen enkele mentor. {found.text} "
                    + nearest_words(candidates.instance, student, 1),
                    (student.id,),
                )
