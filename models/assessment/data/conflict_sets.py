"""What of an earlier roster is still feasible in the workbook as it is now. Solves nothing.

Booking by booking: ids may be in the workbook no more. Together: assessors, classes and schools have limits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable
from itertools import combinations

from instances.domain.entities import Slot
from instances.domain.solution import Assessment, Booking
from models.assessment.data.cases import AssessmentData
from models.assessment.data.intervals import cliques, overlap

ConflictSet = tuple[frozenset[str], int]
"""Ids of students whose WPAs are each allowed by themselves, and how many of them can keep their booking."""


def allowed(data: AssessmentData, roster: Assessment) -> dict[str, Booking]:
    """The bookings of WPAs still due that the rules of one seat allow.

    Args:
        data: The semester as it is now.
        roster: An earlier roster; may name students, slots and trainers that are in the workbook no more.

    Returns:
        Part of the roster, in its order.
    """
    cases = data.cases
    return {
        student: booking
        for student, booking in roster.items()
        if student in cases and data.may_have(cases[student], booking)
    }


def conflict_sets(data: AssessmentData, roster: Assessment) -> list[ConflictSet]:
    """Sets of WPAs, each allowed by itself, of which only so many can keep their booking together (A6, A7, A8).

    Args:
        data: The semester as it is now.
        roster: Bookings that are ``allowed``.

    Returns:
        The sets with more WPAs than their limit: a part of the roster that keeps to all of these is feasible.
    """
    slots, instance = data.instance.slots, data.instance
    of_trainer: dict[Hashable, set[str]] = defaultdict(set)
    on_day: dict[Hashable, list[str]] = defaultdict(list)
    for student, booking in roster.items():
        day = slots[booking.slot].date
        on_day[day].append(student)
        for trainer in booking.assessors:
            of_trainer[trainer].add(student)
            of_trainer[trainer, day].add(student)
    found: list[ConflictSet] = []
    for key, members in of_trainer.items():
        limit = instance.max_wpas_per_day(key[0]) if isinstance(key, tuple) else instance.max_wpas(str(key))
        if len(members) > limit:
            found.append((frozenset(members), limit))
    for students in on_day.values():
        found += [(frozenset(pair), 1) for pair in combinations(students, 2) if _clash(data, roster, *pair)]
        found += _over_capacity(data, roster, students)
    return found


def still_feasible(data: AssessmentData, roster: Assessment) -> dict[str, Booking]:
    """The bookings of the roster that are in no conflict; of those that conflict all are left out.

    Args:
        data: The semester as it is now.
        roster: An earlier roster, as in ``allowed``.

    Returns:
        Bookings that keep to all rules together, in the order of the roster.
    """
    bookings = allowed(data, roster)
    out = {student for members, _ in conflict_sets(data, bookings) for student in members}
    return {student: booking for student, booking in bookings.items() if student not in out}


def standing(data: AssessmentData, roster: Assessment, first: Collection[str] = ()) -> dict[str, Booking]:
    """The bookings of the roster that can stand together; of those that conflict as many as fit, greedily.

    Args:
        data: The semester as it is now.
        roster: An earlier roster, as in ``allowed``.
        first: Ids of students whose bookings stand before those of others.

    Returns:
        Bookings that keep to all rules together, in the order of the roster.
    """
    bookings = allowed(data, roster)
    sets_of: dict[str, list[int]] = defaultdict(list)
    room: list[int] = []
    for members, limit in conflict_sets(data, bookings):
        for student in members:
            sets_of[student].append(len(room))
        room.append(limit)
    kept = set()
    for student in sorted(bookings, key=lambda student: (student not in first, len(sets_of[student]))):
        if all(room[one] > 0 for one in sets_of[student]):
            kept.add(student)
            for one in sets_of[student]:
                room[one] -= 1
    return {student: booking for student, booking in bookings.items() if student in kept}


def _clash(data: AssessmentData, roster: Assessment, student: str, other: str) -> bool:
    """Whether two WPAs of one day cannot both keep their booking."""
    first, second = data.cases[student], data.cases[other]
    a, b = data.instance.slots[roster[student].slot], data.instance.slots[roster[other].slot]
    assessors, others = roster[student].assessors, roster[other].assessors
    if overlap(a, b) and (
        data.takes_class_mentor(first, a.date, others)
        or data.takes_class_mentor(second, b.date, assessors)
        or first.classroom == second.classroom
    ):
        return True
    return any(data.clash(trainer, first.school, a, second.school, b) for trainer in assessors if trainer in others)


def _over_capacity(data: AssessmentData, roster: Assessment, students: list[str]) -> list[ConflictSet]:
    """Moments of one day at which a school has more WPAs than it can."""
    by_school: dict[str, list[str]] = defaultdict(list)
    for student in students:
        by_school[data.cases[student].school].append(student)
    found = []
    for school, members in by_school.items():
        capacity = data.instance.schools[school].wpas_at_once
        taken: dict[str, Slot] = {student: data.instance.slots[roster[student].slot] for student in members}
        for clique in cliques(taken.values()):
            together = frozenset(student for student in members if taken[student] in clique)
            if len(together) > capacity:
                found.append((together, capacity))
    return found
