"""What one student with one mentor costs by itself: W1-W4, W6 and W8, written from docs/rules.md. Knows no solver."""

from __future__ import annotations

from instances.domain.entities import Mentor, SchoolKind, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import bouwen


class PairCost:
    """Called with a student and a mentor. What depends on the student and the school alone is kept."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._weights = instance.settings.weights
        self._there: dict[tuple[str, str], int] = {}
        self._had = {
            student: frozenset().union(*(bouwen(past.groups) for past in rows))
            for student, rows in instance.history_of.items()
        }
        self._bouwen = {mentor: bouwen(instance.class_groups(mentor)) for mentor in instance.mentors}
        self._green = {
            mentor.id: (mentor.experience is not None and mentor.experience < 3) + (not mentor.advanced)
            for mentor in instance.mentors.values()
        }

    def __call__(self, student: Student, mentor: Mentor) -> int:
        weights, strengths = self._weights, mentor.strengths
        lacking = sum([weight for tag, weight in student.needs if tag not in strengths])
        green = self._green[mentor.id] * (2 if student.year == 4 or student.care else 1)
        again = not self._bouwen[mentor.id].isdisjoint(self._had[student.id])
        own = weights[Wish.W1] * lacking + weights[Wish.W3] * green + weights[Wish.W6] * again
        return own + self._at(student, mentor.school)

    def _at(self, student: Student, school_id: str) -> int:
        key = student.id, school_id
        if key not in self._there:
            self._there[key] = self._school_cost(student, school_id)
        return self._there[key]

    def _school_cost(self, student: Student, school_id: str) -> int:
        instance, weights = self._instance, self._weights
        school, target = instance.schools[school_id], instance.settings.target_travel
        earlier = instance.history_of[student.id]
        minutes = instance.travel_minutes(student.id, school_id)
        far = any(past.travel is not None and past.travel > target for past in earlier)
        journey = (minutes + max(0, minutes - target)) * (2 if far else 1)
        rank = student.wishes.index(school_id) if school_id in student.wishes else len(student.wishes)
        known = any(
            instance.schools[p.school].profile & school.profile for p in earlier if p.school in instance.schools
        )
        return (
            weights[Wish.W2] * journey
            + weights[Wish.W4] * rank
            + weights[Wish.W6] * known
            + weights[Wish.W8] * (school.kind is SchoolKind.OTHER)
        )
