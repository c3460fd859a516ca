"""A roster that fits, made while students are drawn, so that the sample is known to be placeable.

Knows the placement rules that depend on one student or on simple counts; is not the checker and not the solver.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter

from instances.domain.entities import Mentor, School, Student
from instances.domain.school_groups import bouwen, specialisations
from instances.domain.settings import Settings
from instances.domain.travel import DETOUR, EARTH_RADIUS_KM, SPEED_KMH
from instances.sample.draft import Draft, minutes_between

KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180  # of latitude


class Planner:
    """Keeps the counts of the plan and answers where a student still fits."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._settings = Settings()
        self._by_latitude = sorted(draft.schools.values(), key=_latitude)
        self._latitudes = [_latitude(school) for school in self._by_latitude]
        self._mentors_at: dict[str, list[Mentor]] = {school: [] for school in draft.schools}
        for mentor in draft.mentors.values():
            if mentor.may_guide:
                self._mentors_at[mentor.school].append(mentor)
        self._tandem_of = {school: tandem for tandem in draft.tandems.values() for school in tandem.schools}
        self._mentor_load: Counter[str] = Counter()
        self._school_load: Counter[str] = Counter()
        self._tandem_load: Counter[str] = Counter()
        self._tandem_care: Counter[str] = Counter()
        self._plg_load: Counter[str] = Counter()
        self._class_days: Counter[tuple[str, int]] = Counter()

    def reachable(self, student: Student) -> list[tuple[int, School]]:
        """Schools within the student's maximum, nearest first."""
        limit = self._settings.max_travel if student.max_travel is None else student.max_travel
        found = ((minutes_between(student, school), school) for school in self._around(student, limit))
        return sorted(((minutes, school) for minutes, school in found if minutes <= limit), key=_nearest)

    def _around(self, student: Student, limit: int) -> list[School]:
        """The schools in a box around home that no journey within the limit leaves; 1.8: no town lies so far north."""
        home = student.point
        if home is None:
            return self._by_latitude
        degrees = limit / 60 * SPEED_KMH[student.vehicle] / DETOUR / KM_PER_DEGREE
        first = bisect_left(self._latitudes, home.latitude - degrees)
        band = self._by_latitude[first : bisect_right(self._latitudes, home.latitude + degrees)]
        return [s for s in band if s.point is None or abs(s.point.longitude - home.longitude) <= degrees * 1.8]

    def place(self, student: Student, earlier: frozenset[str], nearby: list[tuple[int, School]]) -> Mentor | None:
        """Puts the student with a mentor as near as can be, now and then further off; None where nothing fits."""
        schools = [
            school
            for _, school in sorted(nearby, key=lambda pair: pair[0] * self._draft.dice.uniform(0.6, 1.6))
            if school.id not in earlier and self._school_fits(student, school)
        ]
        for school in schools:
            for mentor in self._mentors_at[school.id]:
                if self._mentor_fits(student, mentor):
                    self._count(student, mentor)
                    return mentor
        return None

    def _school_fits(self, student: Student, school: School) -> bool:
        if student.year not in school.years or self._school_load[school.id] >= school.net_places:
            return False
        if student.required_profile is not None and student.required_profile not in school.profile:
            return False
        tandem = self._tandem_of.get(school.id)
        if tandem is not None:
            if self._tandem_load[tandem.id] >= tandem.max_students:
                return False
            if student.care and self._tandem_care[tandem.id] >= self._settings.max_care_per_tandem:
                return False
        return self._plg_load[self._plg(school)] < (school.max_plg or self._settings.plg_max)

    def _plg(self, school: School) -> str:
        tandem = self._tandem_of.get(school.id)
        return school.plg or (tandem.id if tandem else school.id)

    def _class_name(self, mentor: Mentor) -> str:
        return min(mentor.id, mentor.duo or mentor.id)

    def _mentor_fits(self, student: Student, mentor: Mentor) -> bool:
        if self._mentor_load[mentor.id] >= mentor.max_students:
            return False
        days = mentor.days | (self._draft.mentors[mentor.duo].days if mentor.duo else frozenset())
        if not student.days <= days:
            return False
        if any(self._class_days[self._class_name(mentor), day] for day in student.days):
            return False
        if student.required_bouw is not None and student.required_bouw not in bouwen(mentor.groups):
            return False
        return student.specialisation is None or student.specialisation in specialisations(mentor.groups)

    def _count(self, student: Student, mentor: Mentor) -> None:
        school = self._draft.schools[mentor.school]
        self._mentor_load[mentor.id] += 1
        self._school_load[school.id] += 1
        self._plg_load[self._plg(school)] += 1
        tandem = self._tandem_of.get(school.id)
        if tandem is not None:
            self._tandem_load[tandem.id] += 1
            self._tandem_care[tandem.id] += student.care
        for day in student.days:
            self._class_days[self._class_name(mentor), day] += 1


def _latitude(school: School) -> float:
    return 0.0 if school.point is None else school.point.latitude


def _nearest(pair: tuple[int, School]) -> tuple[int, str]:
    return pair[0], pair[1].id
