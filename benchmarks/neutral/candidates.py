"""For each student the mentors whom no rule about the two keeps away, asked in bulk. Knows no roster and no solver."""

from __future__ import annotations

from instances.domain.entities import Mentor, Pin, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from scheduler.checks.pairs import PAIR_CHECKS

_OF_SCHOOL = tuple(PAIR_CHECKS[rule] for rule in (Rule.P12, Rule.P15, Rule.P10))
_OF_KIND = tuple(PAIR_CHECKS[rule] for rule in (Rule.P5, Rule.P8))


class NarrowedPairs:
    """P5, P6, P8, P9, P10, P12, P13 and P15; what many pairs share is asked once."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        anyone = next(iter(instance.students.values()), None)
        self._able: dict[str, list[Mentor]] = {school: [] for school in instance.schools}
        for mentor in instance.mentors.values():
            if anyone is not None and PAIR_CHECKS[Rule.P6](instance, anyone, mentor) is None:
                self._able[mentor.school].append(mentor)
        self._excluded = {who for pair in instance.excluded_pairs for who in pair}
        self._kinds: dict[object, bool] = {}

    def of(self, student: Student) -> list[Mentor]:
        instance, pin = self._instance, self._instance.pin_of.get(student.id, Pin(student.id))
        found = []
        for school, mentors in self._able.items():
            if not mentors or pin.school not in (None, school):
                continue
            if any(check(instance, student, mentors[0]) for check in _OF_SCHOOL):
                continue
            found += [m for m in mentors if pin.mentor in (None, m.id) and self._kind(student, m)]
        if student.id not in self._excluded:
            return found
        return [mentor for mentor in found if PAIR_CHECKS[Rule.P9](instance, student, mentor) is None]

    def _kind(self, student: Student, mentor: Mentor) -> bool:
        key = mentor.id, student.days, student.required_bouw, student.specialisation, student.required_profile
        if key not in self._kinds:
            self._kinds[key] = not any(check(self._instance, student, mentor) for check in _OF_KIND)
        return self._kinds[key]
