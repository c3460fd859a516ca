"""Every mentor for one student: which hard rule forbids the pair, and what it costs at least. Solves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from instances.domain.rulebook import RULES, Rule
from instances.dutch.lists import listed
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
        here: The student is there now.
        frees: Another place is fixed for the student in the workbook; choosing this one changes that.
        least: What it costs more than now, at least; None where that is not known.
    """

    mentor: str
    name: str
    school: str
    minutes: int | None
    students: tuple[int, int]
    cost: int | None
    forbidden: tuple[str, ...]
    here: bool
    frees: bool
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a student asks for that the present mentor is strong in, and what not.

    Attributes:
        met: Listed in Dutch; '' for nothing.
        missed: Listed in Dutch; '' for nothing.
    """

    met: str
    missed: str


def needs_here(held: HeldRoster, student_id: str) -> Needs | None:
    """Tell which learning needs the present mentor meets.

    Args:
        held: The rosters.
        student_id: Id of the student; an unknown one is a ``KeyError``.

    Returns:
        Those met and those missed; None for who has no place or asks for nothing.
    """
    student, mentor = held.instance.students[student_id], held.placement.get(student_id)
    if mentor is None or not student.needs:
        return None
    strengths = held.instance.mentors[mentor].strengths
    asked = [(tag, tag in strengths) for tag, _ in student.needs]
    return Needs(listed(tag for tag, met in asked if met), listed(tag for tag, met in asked if not met))


def forbidding(held: HeldRoster, student_id: str, mentor_id: str) -> tuple[tuple[str, ...], bool]:
    """Tell which rules forbid a pair, whatever else the roster is.

    What is fixed for the student (P13) forbids nothing here: who chooses another mentor changes just that.

    Args:
        held: The rosters.
        student_id: Id of the student; an unknown one is a ``KeyError``.
        mentor_id: Id of the mentor; an unknown one is a ``KeyError``.

    Returns:
        The rules, each with its reason, in Dutch; and whether another place is fixed for the student.
    """
    instance, mentor = held.instance, held.instance.mentors[mentor_id]
    faults = pair_faults(instance, instance.students[student_id], mentor)
    pin = instance.pin_of.get(student_id)
    elsewhere = pin is not None and not (pin.mentor in (None, mentor_id) and pin.school in (None, mentor.school))
    return tuple(f"{rule} ({RULES[rule].name}): {why}" for rule, why in faults if rule is not Rule.P13), elsewhere


def mentor_choices(held: HeldRoster, student_id: str, least: Mapping[str, int] | None = None) -> list[Choice]:
    """Tell every mentor for a student, those that may be first, then by what suits the student best.

    Args:
        held: The rosters.
        student_id: Id of the student; an unknown one is a ``KeyError``.
        least: What mentors cost at least, by id; None: that is not asked.

    Returns:
        All mentors of the workbook, with a bound the cheapest first.
    """
    instance, student = held.instance, held.instance.students[student_id]
    costs = least or {}
    load: dict[str, int] = {}
    for mentor_id in held.placement.values():
        load[mentor_id] = load.get(mentor_id, 0) + 1
    found = []
    for mentor in instance.mentors.values():
        reachable = instance.student_leg(student.id, mentor.school) is not None
        against, frees = forbidding(held, student_id, mentor.id)
        found.append(
            Choice(
                mentor.id,
                mentor.name,
                instance.schools[mentor.school].name,
                instance.travel_minutes(student.id, mentor.school) if reachable else None,
                (load.get(mentor.id, 0), mentor.max_students),
                None if against or not reachable else own_cost(instance, student, mentor),
                against,
                held.placement.get(student_id) == mentor.id,
                frees,
                None if against else costs.get(mentor.id),
            )
        )
    return sorted(found, key=_rank)


def least_costs(held: HeldRoster, student_id: str) -> Mapping[str, int]:
    """Tell what mentors cost at least, once it is this question's turn.

    Args:
        held: The rosters.
        student_id: Id of the student; an unknown one is a ``KeyError``.

    Returns:
        Mentor id to cost, for rosters in which nobody loses a place.
    """
    with held.asking():
        return held.placement_what_if.least_costs(student_id)


def _rank(choice: Choice) -> tuple[bool, bool, int, int, str]:
    known = choice.least is not None
    return bool(choice.forbidden), not known, max(0, choice.least or 0), choice.cost or 0, choice.mentor
