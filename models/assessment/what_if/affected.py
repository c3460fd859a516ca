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
from models.assessment.what_if.settings import AFFECTED_SETTINGS


def affected_wpas(
    data: AssessmentData, shortlist: Shortlist, bookings: Assessment, asked: Sequence[Case]
) -> list[Case]:
    """Booked WPAs that share a school, a trip or a likely assessor with one of those asked about.

    Args:
        data: Rules and limits.
        shortlist: Ranks the assessors that are likely for a WPA.
        bookings: The roster as it is; may have some of those asked about.
        asked: WPAs that are decided anew.

    Returns:
        The nearest first; none of the asked.
    """
    fixed = outside(bookings, (case.id for case in asked))
    shortlists = shortlist.shortlists(asked, bookings, AFFECTED_SETTINGS.width)
    at_school: dict[str, list[str]] = defaultdict(list)
    of_trainer: dict[str, list[str]] = defaultdict(list)
    for student, booking in fixed.items():
        at_school[data.cases[student].school].append(student)
        for trainer in booking.assessors:
            of_trainer[trainer].append(student)
    points: Counter[str] = Counter()
    slots = data.instance.slots
    for case in asked:
        days = {slot.date for slot in case.slots}
        now = slots[bookings[case.id].slot].date if case.id in bookings else None
        for student in at_school[case.school]:
            day = slots[fixed[student].slot].date
            same_trip = day == now or days == {day}
            points[student] += AFFECTED_SETTINGS.same_school + AFFECTED_SETTINGS.same_trip * same_trip
        # one of few need not be on the shortlist, which passes over who is full
        width = AFFECTED_SETTINGS.width
        few = [trainer for pool in (case.field, case.institute) if len(pool) <= width for trainer in pool]
        likely = {*few, *set(case.eligible).intersection(shortlists[case.id])}
        for trainer in sorted(likely):
            full = len(of_trainer[trainer]) >= data.instance.max_wpas(trainer)
            for student in of_trainer[trainer]:
                taken = slots[fixed[student].slot]
                if taken.date in days or full:
                    points[student] += _of_assessor(case, trainer, taken)
    order = sorted(points, key=lambda student: (-points[student], student))
    return [data.cases[student] for student in order]


def _of_assessor(case: Case, trainer: str, taken: Slot) -> int:
    """Points for a WPA of a likely assessor that takes this slot."""
    only = case.field == (trainer,) or case.institute == (trainer,)
    return (
        AFFECTED_SETTINGS.same_assessor
        + AFFECTED_SETTINGS.in_the_way * _in_the_way(case, taken)
        + AFFECTED_SETTINGS.only_assessor * only
    )


def _in_the_way(case: Case, taken: Slot) -> bool:
    """Is that slot one of few that the WPA may have?"""
    return len(case.slots) <= AFFECTED_SETTINGS.width and any(overlap(slot, taken) for slot in case.slots)
