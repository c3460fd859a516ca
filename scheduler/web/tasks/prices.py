"""What another mentor costs, from the service that solves again and checks. Knows words for a page, no solver."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.edits.edit import CellEdit
from instances.tables.columns import PINS
from scheduler.web.tasks.held import NEARBY_SECONDS, QUESTION_SECONDS, HeldRoster, control
from scheduler.web.tasks.mentor_choice import forbidding
from scheduler.web.tasks.roster_price import Mover, Price, price_of_rosters
from scheduler.what_if.outcome import NoRoster, PlacementOutcome, Resolved
from scheduler.what_if.requests import BestOfAFew, EditedPlacement, MentorAmong, MentorNearby
from scheduler.wording.pair_scores import LABELS, scores


@dataclass(frozen=True, slots=True)
class MentorPrice:
    """What another mentor costs.

    Attributes:
        mentor: Id and name of the mentor, with the school.
        mentor_id: Id of the mentor.
        price: The price; where it cannot be, that in words.
        forbidden: The rules that forbid it; none: it can be.
        can: There is a roster with it, so that it can be chosen.
    """

    mentor: str
    mentor_id: str
    price: Price
    forbidden: tuple[str, ...] = ()
    can: bool = False


def why_here(held: HeldRoster, student_id: str) -> tuple[tuple[str, str], ...]:
    """Tell how the student and the present mentor suit each other; nothing for who has no place."""
    mentor = held.placement.get(student_id)
    if mentor is None:
        return ()
    instance = held.instance
    cells = scores(instance, instance.students[student_id], instance.mentors[mentor])
    return tuple(zip(LABELS, cells, strict=True))


def other_mentors(held: HeldRoster, student_id: str) -> list[MentorPrice]:
    """Find the best five other mentors, each with a price that can be had.

    Args:
        held: The rosters.
        student_id: Id of the student.

    Returns:
        The mentors, the cheapest first; none for who has no place.
    """
    with held.asking():
        found = held.placement_what_if.other_mentors(student_id, nearby=True)
    return [_priced(held, student_id, mentor, answer) for mentor, answer in found.answers]


def price_of(held: HeldRoster, student_id: str, mentor_id: str) -> MentorPrice:
    """Find what it costs when one mentor guides the student.

    Args:
        held: The rosters.
        student_id: Id of the student.
        mentor_id: Id of the mentor.

    Returns:
        The price: exact where it was proven in time, else the most that it costs.
    """
    forbidden, frees = forbidding(held, student_id, mentor_id)
    name = _mentor(held, mentor_id)
    if forbidden:
        return MentorPrice(name, mentor_id, Price("Dit kan niet, in geen enkel rooster."), forbidden)
    answer = _asked(held, student_id, mentor_id, frees)
    if isinstance(answer, NoRoster):
        words = "Dit kan niet met wat vaststaat." if answer.impossible else "Binnen de tijd is hiervoor niets gevonden."
        return MentorPrice(name, mentor_id, Price(words))
    return _priced(held, student_id, mentor_id, answer)


def answer_of(held: HeldRoster, student_id: str, mentor_id: str) -> Resolved[Placement] | None:
    """Give the roster behind a price: the one that was shown, else one that is found now.

    Args:
        held: The rosters.
        student_id: Id of the student.
        mentor_id: Id of a mentor that no rule forbids.

    Returns:
        The roster; None where none was found.
    """
    known = held.found.get((student_id, mentor_id))
    if known is not None:
        return known
    answer = _asked(held, student_id, mentor_id, forbidding(held, student_id, mentor_id)[1])
    return None if isinstance(answer, NoRoster) else answer


def pin_edits(instance: Instance, student_id: str, mentor_id: str) -> tuple[CellEdit, ...]:
    """Write that a student stays with a mentor, as cells of Vastgezet.

    Args:
        instance: The workbook.
        student_id: Id of the student.
        mentor_id: Id of the mentor.

    Returns:
        The mentor, and the school where another one was fixed.
    """
    pin, school = instance.pin_of.get(student_id), instance.mentors[mentor_id].school
    edits = [CellEdit.of(PINS, student_id, PINS.MENTOR, mentor_id)]
    if pin is not None and pin.school not in (None, school):
        edits.append(CellEdit.of(PINS, student_id, PINS.SCHOOL, school))
    return tuple(edits)


def _asked(held: HeldRoster, student_id: str, mentor_id: str, frees: bool) -> PlacementOutcome:
    """``frees``: another place is fixed for the student, which gives way."""
    clock = control(QUESTION_SECONDS)
    with held.asking():
        if frees:
            edits = pin_edits(held.instance, student_id, mentor_id)
            return held.placement_what_if.answer(EditedPlacement(edits), clock)
        answer = held.placement_what_if.answer(MentorAmong(student_id, (mentor_id,)), clock)
        for nearby in (MentorNearby(student_id, mentor_id), BestOfAFew(student_id, (mentor_id,), 1)):
            if not isinstance(answer, NoRoster) or answer.impossible:
                break
            answer = held.placement_what_if.answer(nearby, control(NEARBY_SECONDS))
        return answer


def _priced(held: HeldRoster, student_id: str, mentor_id: str, answer: Resolved[Placement]) -> MentorPrice:
    held.found[student_id, mentor_id] = answer
    movers = [
        Mover(
            f"{held.instance.students[id].name} ({id})",
            _place(held, held.placement.get(id)),
            _place(held, answer.roster.get(id)),
        )
        for id in answer.moved
        if id != student_id
    ]
    price = price_of_rosters(answer.base, answer.verdict, answer.exact, "Dat", movers)
    return MentorPrice(_mentor(held, mentor_id), mentor_id, price, can=True)


def _mentor(held: HeldRoster, id: str) -> str:
    mentor = held.instance.mentors[id]
    return f"{mentor.name} ({id}), {held.instance.schools[mentor.school].name}"


def _place(held: HeldRoster, id: str | None) -> str:
    return "geen plek" if id is None else _mentor(held, id)
