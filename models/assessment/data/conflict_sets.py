"""What of an earlier roster may stand on the workbook as it is now. Solves nothing.

Booking by booking: ids may be in the workbook no more. Together: assessors, classes and schools have limits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from itertools import combinations

from instances.domain.entities import Slot
from instances.domain.solution import Assessment, Booking
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.intervals import cliques, overlap


def allowed(data: AssessmentData, roster: Assessment) -> dict[str, Booking]:
    """The bookings of WPAs still due that the rules of one seat allow."""
    cases = data.cases
    return {who: booking for who, booking in roster.items() if who in cases and data.may_have(cases[who], booking)}


def conflict_sets(data: AssessmentData, roster: Assessment) -> list[tuple[frozenset[str], int]]:
    """Sets of WPAs, each allowed by itself, of which only so many can stand together (A6, A7, A8)."""
    slots, instance = data.instance.slots, data.instance
    groups: dict[Hashable, set[str]] = defaultdict(set)
    days: dict[Hashable, list[str]] = defaultdict(list)
    for who, booking in roster.items():
        day = slots[booking.slot].date
        days[day].append(who)
        for trainer in booking.assessors:
            groups[trainer].add(who)
            groups[trainer, day].add(who)
    found: list[tuple[frozenset[str], int]] = []
    for key, members in groups.items():
        limit = instance.max_wpas_per_day(key[0]) if isinstance(key, tuple) else instance.max_wpas(str(key))
        if len(members) > limit:
            found.append((frozenset(members), limit))
    for here in days.values():
        found += [(frozenset(pair), 1) for pair in combinations(here, 2) if _clash(data, roster, *pair)]
        found += _crowded(data, roster, here)
    return found


def still_feasible(data: AssessmentData, roster: Assessment) -> dict[str, Booking]:
    """Bookings of the roster that may stand, also together; of those that quarrel all are left out."""
    kept = allowed(data, roster)
    out = {who for members, _ in conflict_sets(data, kept) for who in members}
    return {who: booking for who, booking in kept.items() if who not in out}


def _clash(data: AssessmentData, roster: Assessment, one: str, other: str) -> bool:
    first, second = data.cases[one], data.cases[other]
    a, b = (data.instance.slots[roster[who].slot] for who in (one, other))
    people, others = roster[one].assessors, roster[other].assessors
    if overlap(a, b):
        away = _takes_away(data, first, a, others) or _takes_away(data, second, b, people)
        if away or first.classroom == second.classroom:
            return True
    return any(data.clash(trainer, first.school, a, second.school, b) for trainer in people if trainer in others)


def _takes_away(data: AssessmentData, case: Case, slot: Slot, assessors: tuple[str, ...]) -> bool:
    """Is one of the assessors the only mentor who is in the class that day?"""
    present = data.class_mentors_present(case.mentor, slot.date)
    return len(present) == 1 and present[0] in {data.trainer_as_mentor.get(trainer) for trainer in assessors}


def _crowded(data: AssessmentData, roster: Assessment, here: list[str]) -> list[tuple[frozenset[str], int]]:
    """Moments of one day at which a school has more WPAs than it can."""
    by_school: dict[str, list[str]] = defaultdict(list)
    for who in here:
        by_school[data.cases[who].school].append(who)
    found = []
    for school, members in by_school.items():
        room = data.instance.schools[school].wpas_at_once
        taken = {who: data.instance.slots[roster[who].slot] for who in members}
        for clique in cliques(taken.values()):
            together = frozenset(who for who in members if taken[who] in clique)
            if len(together) > room:
                found.append((together, room))
    return found
