"""How a student and a mentor suit each other, in units that people know. Asks the checker's measures, no solver."""

from __future__ import annotations

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.dutch.numbers import figure, in_points
from scheduler.checks.placement import WISH_MEASURES

OWN = (Wish.W1, Wish.W2, Wish.W3, Wish.W4, Wish.W6, Wish.W8)  # wishes that look at one student alone
LABELS = (
    "Mentor", "Groep", "School", "Leerbehoeften (W1)", "Reistijd (W2)", "Ervaring (W3)", "Voorkeur (W4)",
    "Afwisseling (W6)", "Soort school (W8)", "Kosten van deze zes wensen",
)  # fmt: skip


def scores(instance: Instance, student: Student, mentor: Mentor) -> tuple[str, ...]:
    """Write how a student and a mentor suit each other, one cell for each of ``LABELS``.

    Args:
        instance: The workbook.
        student: The student.
        mentor: The mentor.

    Returns:
        The cells, in Dutch.
    """
    school = instance.schools[mentor.school]
    return (
        mentor.name,
        ", ".join(str(group) for group in sorted(mentor.groups)),
        school.name,
        _needs(student, mentor),
        _travel(instance, student, school.id),
        _experience(mentor),
        _choice(student, school.id),
        _variety(instance, student, mentor),
        str(school.kind),
        in_points(own_cost(instance, student, mentor)),
    )


def own_cost(instance: Instance, student: Student, mentor: Mentor) -> int:
    """Sum what the wishes that look at this student alone cost at this mentor."""
    alone = {student.id: mentor.id}
    return sum(instance.settings.weights[wish] * WISH_MEASURES[wish](instance, alone) for wish in OWN)


def _needs(student: Student, mentor: Mentor) -> str:
    asked = sum(weight for _, weight in student.needs)
    met = sum(weight for tag, weight in student.needs if tag in mentor.strengths)
    return f"{met} van {in_points(asked)}" if asked else "geen gevraagd"


def _travel(instance: Instance, student: Student, school: str) -> str:
    minutes, target = instance.travel_minutes(student.id, school), instance.settings.target_travel
    return f"{minutes} min" + (f" (streef {target})" if minutes > target else "")


def _experience(mentor: Mentor) -> str:
    years = "ervaring onbekend" if mentor.experience is None else f"{figure(mentor.experience)} jaar"
    return f"{years}, {'verdiepend' if mentor.advanced else 'niet verdiepend'}"


def _choice(student: Student, school: str) -> str:
    if not student.wishes:
        return "geen opgegeven"
    return (
        f"{student.wishes.index(school) + 1}e van {len(student.wishes)}"
        if school in student.wishes
        else "niet op lijst"
    )


def _variety(instance: Instance, student: Student, mentor: Mentor) -> str:
    times = WISH_MEASURES[Wish.W6](instance, {student.id: mentor.id})
    return "nieuw" if not times else "1 herhaling" if times == 1 else f"{times} herhalingen"
