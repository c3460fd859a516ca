"""Who may have to give way: the booked WPAs nearest to some that are open. A heuristic; solves and proves nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from instances.domain.entities import Slot
from instances.domain.solution import Assessment
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fixed_part import outside
from models.assessment.data.intervals import overlap

WIDTH = 8  # assessors per pool whose WPAs may give way
SAME_SCHOOL, SAME_TRIP, SAME_PEOPLE, IN_THE_WAY = 3, 2, 1, 3
NOBODY_ELSE = 6  # for the WPAs of an assessor without whom a WPA cannot be held


def nearby(data: AssessmentData, shortlist: Shortlist, bookings: Assessment, asked: Sequence[Case]) -> list[Case]:
    """Booked WPAs that share a school, a trip or a likely assessor with one of the ``asked``, the nearest first."""
    fixed = outside(bookings, (case.id for case in asked))
    pools = shortlist.pools(asked, bookings, WIDTH)
    at_school: dict[str, list[str]] = defaultdict(list)
    of_trainer: dict[str, list[str]] = defaultdict(list)
    for student, booking in fixed.items():
        at_school[data.cases[student].school].append(student)
        for trainer in booking.assessors:
            of_trainer[trainer].append(student)
    found: Counter[str] = Counter()
    slots = data.instance.slots
    for case in asked:
        days = {slot.date for slot in case.slots}
        now = slots[bookings[case.id].slot].date if case.id in bookings else None
        for student in at_school[case.school]:
            day = slots[fixed[student].slot].date
            found[student] += SAME_SCHOOL + SAME_TRIP * (day == now or days == {day})
        # one of few need not be on the shortlist, which passes over who is full
        few = [trainer for pool in (case.field, case.institute) if len(pool) <= WIDTH for trainer in pool]
        likely = {*few, *set(case.seats).intersection(pools[case.id])}
        for trainer in sorted(likely):
            full = len(of_trainer[trainer]) >= data.instance.max_wpas(trainer)
            for student in of_trainer[trainer]:
                taken = slots[fixed[student].slot]
                if taken.date in days or full:
                    needed = NOBODY_ELSE * (case.field == (trainer,) or case.institute == (trainer,))
                    found[student] += SAME_PEOPLE + IN_THE_WAY * _in_the_way(case, taken) + needed
    order = sorted(found, key=lambda student: (-found[student], student))
    return [data.cases[student] for student in order]


def _in_the_way(case: Case, taken: Slot) -> bool:
    """Is that slot one of few that the WPA may have?"""
    return len(case.slots) <= WIDTH and any(overlap(slot, taken) for slot in case.slots)
