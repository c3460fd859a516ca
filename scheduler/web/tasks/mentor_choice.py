"""Every mentor for one student: which hard rule forbids the pair, and what suits. Solves nothing, so it is quick."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.rulebook import RULES
from scheduler.checks.placement import pair_faults
from scheduler.web.tasks.held import HeldRoster
from scheduler.wording.pair_scores import own_cost


@dataclass(frozen=True, slots=True)
class Choice:
    """One mentor for a student.

    Attributes:
        mentor: Id of the mentor.
        name: The mentor's name.
        school: The name of the school.
        minutes: The student's travel time.
        students: How many students the mentor has now, and may have.
        cost: What the wishes that look at this student alone cost there.
        forbidden: The rules that forbid the pair, each with its reason, in Dutch; none: it may be.
    """

    mentor: str
    name: str
    school: str
    minutes: int | None
    students: tuple[int, int]
    cost: int | None
    forbidden: tuple[str, ...]


def mentor_choices(held: HeldRoster, student_id: str) -> list[Choice]:
    """Tell every mentor for a student, those that may be first, then by what suits the student best.

    Args:
        held: The rosters.
        student_id: Id of the student; an unknown one is a ``KeyError``.

    Returns:
        All mentors of the workbook.
    """
    instance, student = held.instance, held.instance.students[student_id]
    load: dict[str, int] = {}
    for mentor_id in held.placement.values():
        load[mentor_id] = load.get(mentor_id, 0) + 1
    found = []
    for mentor in instance.mentors.values():
        reachable = instance.student_leg(student.id, mentor.school) is not None
        against = tuple(f"{rule} ({RULES[rule].name}): {why}" for rule, why in pair_faults(instance, student, mentor))
        found.append(
            Choice(
                mentor.id,
                mentor.name,
                instance.schools[mentor.school].name,
                instance.travel_minutes(student.id, mentor.school) if reachable else None,
                (load.get(mentor.id, 0), mentor.max_students),
                None if against or not reachable else own_cost(instance, student, mentor),
                against,
            )
        )
    return sorted(found, key=lambda choice: (bool(choice.forbidden), choice.cost or 0, choice.mentor))
