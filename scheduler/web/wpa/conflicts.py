"""Which rules a few changed bookings break that a WPA roster does not break now. Asks the checks; solves nothing.

The checks look only at the WPAs that a change can touch, those of its days and of its assessors: no rule looks further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from instances.domain.entities import Slot
from instances.domain.instance import Instance
from instances.domain.rulebook import RULES, Rule
from instances.domain.solution import Assessment, Booking
from instances.domain.verdict import Verdict, Violation
from scheduler.checks.assessment import CHECKERS, check_assessment
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.names import with_names
from scheduler.what_if.soundness import new_violations

BETWEEN = (Rule.A6, Rule.A7, Rule.A8)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule that a move breaks.

    Attributes:
        rule: The rule.
        name: Its name, in Dutch.
        text: What is wrong, a Dutch sentence with names in place of codes.
        about: The ids concerned.
    """

    rule: Rule
    name: str
    text: str
    about: tuple[str, ...]


def broken_by(held: HeldRoster, changes: Mapping[str, Booking], instance: Instance) -> tuple[Conflict, ...]:
    """Say which rules some bookings break that the roster does not break now.

    Args:
        held: The rosters.
        changes: Student id to the new booking.
        instance: The workbook with the pins that go with it.

    Returns:
        Each once, in the order of the rules.
    """
    near = _near(held, changes)
    before = check_assessment(held.instance, held.placement, near)
    after = check_assessment(instance, held.placement, {**near, **changes})
    coming = {id for booking in changes.values() for id in booking.assessors}
    return tuple(_conflict(held.instance, violation) for violation in _worse(after, before, coming))


def clashes_of(held: HeldRoster, student_id: str, booking: Booking) -> tuple[Violation, ...]:
    """Say what stands in the way of one booking: of time, travel and number, the rules between WPAs (A6-A8) alone.

    It looks only at the WPAs of that time and of those assessors, so that a whole day is asked at once.

    Args:
        held: The rosters.
        student_id: Id of the student.
        booking: The new booking.

    Returns:
        What the roster does not break now.
    """
    instance, slot = held.instance, held.instance.slots[booking.slot]
    near = {
        student: theirs
        for student, theirs in held.assessment.items()
        if student == student_id
        or not set(booking.assessors).isdisjoint(theirs.assessors)
        or _overlap(instance.slots[theirs.slot], slot)
    }
    known = {(one.rule, one.about) for one in _between(held, near) if one.rule is not Rule.A8}
    before = {one.about: one.text for one in _between(held, near) if one.rule is Rule.A8}
    return tuple(
        one
        for one in _between(held, {**near, student_id: booking})
        if (one.rule, one.about) not in known and before.get(one.about) != one.text and _of(one, student_id, booking)
    )


def _between(held: HeldRoster, wpas: Assessment) -> Iterator[Violation]:
    for rule in BETWEEN:
        yield from CHECKERS[rule](held.instance, held.placement, wpas)


def _of(violation: Violation, student_id: str, booking: Booking) -> bool:
    """Of an assessor who goes, or of others alone, nothing is in the way of this booking."""
    return student_id in violation.about or violation.about[0] in booking.assessors


def _overlap(one: Slot, other: Slot) -> bool:
    return one.date == other.date and one.begin < other.end and other.begin < one.end


def _worse(after: Verdict, before: Verdict, coming: set[str]) -> Iterator[Violation]:
    """Without what was broken already and became less so: an assessor who goes is not looked at (A8)."""
    known = {(violation.rule, violation.about) for violation in before.violations if violation.rule is not Rule.A8}
    for violation in new_violations(after, before):
        gone = violation.rule is Rule.A8 and violation.about[0] not in coming
        if (violation.rule, violation.about) not in known and not gone:
            yield violation


def _near(held: HeldRoster, changes: Mapping[str, Booking]) -> Assessment:
    slots = held.instance.slots
    days = {slots[booking.slot].date for booking in changes.values()}
    people = {trainer for booking in changes.values() for trainer in booking.assessors}
    return {
        student: booking
        for student, booking in held.assessment.items()
        if student in changes or slots[booking.slot].date in days or people.intersection(booking.assessors)
    }


def _conflict(instance: Instance, violation: Violation) -> Conflict:
    rule = violation.rule
    return Conflict(rule, RULES[rule].name, with_names(instance, violation.text), violation.about)
