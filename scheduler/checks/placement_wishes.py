"""The measures of the wishes W1-W9 on a finished placement. Knows no weight and no solver.

Every measure is an integer in the unit in the rulebook; lower is better.
"""

from __future__ import annotations

from collections.abc import Callable

from instances.domain.entities import SchoolKind
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import bouwen
from instances.domain.solution import Placement
from scheduler.checks.pairs import successor
from scheduler.checks.placement_rules import by_board, by_plg, by_school, by_tandem, known_rows

YOUNG_YEARS = 3  # W3: a mentor with less experience counts


def uncovered_needs(instance: Instance, placement: Placement) -> int:
    """W1: weights of the learning needs that the mentor of record is not strong in."""
    return sum(
        weight
        for student, mentor in known_rows(instance, placement)
        for tag, weight in student.needs
        if tag not in mentor.strengths
    )


def travel(instance: Instance, placement: Placement) -> int:
    """W2: minutes, those above the target twice, all of it twice after an earlier long journey."""
    target = instance.settings.target_travel
    total = 0
    for student, mentor in known_rows(instance, placement):
        minutes = instance.travel_minutes(student.id, mentor.school)
        measure = minutes + max(0, minutes - target)
        suffered = any(past.travel is not None and past.travel > target for past in instance.history_of[student.id])
        total += 2 * measure if suffered else measure
    return total


def green_mentors(instance: Instance, placement: Placement) -> int:
    """W3: little experience and no advanced training, doubled once for year 4 or care students."""
    total = 0
    for student, mentor in known_rows(instance, placement):
        points = int(mentor.experience is not None and mentor.experience < YOUNG_YEARS) + int(not mentor.advanced)
        total += 2 * points if student.year == 4 or student.care else points
    return total


def wish_ranks(instance: Instance, placement: Placement) -> int:
    """W4: places down the student's list of schools; any other school counts as one past the last."""
    total = 0
    for student, mentor in known_rows(instance, placement):
        wanted = student.wishes
        total += wanted.index(mentor.school) if mentor.school in wanted else len(wanted)
    return total


def board_shares(instance: Instance) -> dict[str, int]:
    """Per board its share of all students in the workbook, placed or not, rounded up (W5)."""
    free = dict.fromkeys(instance.boards, 0)
    for school in instance.schools.values():
        free[school.board] += 0 if school.successor else max(0, school.places - school.taken)
    total = sum(free.values())
    if not total:
        return free
    return {board: -(-len(instance.students) * places // total) for board, places in free.items()}


def above_norms(instance: Instance, placement: Placement) -> int:
    """W5: students above the tandems' norms plus students above the boards' shares."""
    share = board_shares(instance)
    tandems = sum(max(0, len(s) - instance.tandems[t].norm) for t, s in by_tandem(instance, placement).items())
    return tandems + sum(max(0, len(s) - share[b]) for b, s in by_board(instance, placement).items())


def repetition(instance: Instance, placement: Placement) -> int:
    """W6: a bouw the student has had, and a profile tag of an earlier school, or its successor, in the workbook."""
    total = 0
    for student, mentor in known_rows(instance, placement):
        earlier = instance.history_of[student.id]
        seen = frozenset().union(*(bouwen(past.groups) for past in earlier))
        schools = [instance.schools.get(successor(instance, past.school)) for past in earlier]
        tags = frozenset[str]().union(*(school.profile for school in schools if school is not None))
        total += bool(bouwen(instance.class_groups(mentor.id)) & seen) + bool(
            instance.schools[mentor.school].profile & tags
        )
    return total


def alone_or_crowded(instance: Instance, placement: Placement) -> int:
    """W7: schools with exactly one student plus students above the PLG target."""
    alone = sum(len(placed) == 1 for placed in by_school(instance, placement).values())
    target = instance.settings.plg_target
    return alone + sum(max(0, len(placed) - target) for placed in by_plg(instance, placement).values())


def not_training(instance: Instance, placement: Placement) -> int:
    """W8: students at a stageschool."""
    rows = known_rows(instance, placement)
    return sum(instance.schools[mentor.school].kind is SchoolKind.OTHER for _, mentor in rows)


def changes(instance: Instance, placement: Placement, previous: Placement) -> int:
    """W9: students of the old roster, still in the workbook, with another mentor or none."""
    return sum(placement.get(student) != mentor for student, mentor in previous.items() if student in instance.students)


WISH_MEASURES: dict[Wish, Callable[..., int]] = {
    Wish.W1: uncovered_needs,
    Wish.W2: travel,
    Wish.W3: green_mentors,
    Wish.W4: wish_ranks,
    Wish.W5: above_norms,
    Wish.W6: repetition,
    Wish.W7: alone_or_crowded,
    Wish.W8: not_training,
    Wish.W9: changes,
}
