"""What another mentor costs, from the service that solves again and checks. Knows words for a page, no solver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.edits.edit import CellEdit
from instances.tables.columns import PINS
from scheduler.web.tasks.held import LIST_SECONDS, NEARBY_SECONDS, QUESTION_SECONDS, HeldRoster, control
from scheduler.web.tasks.mentor_choice import forbidding
from scheduler.web.tasks.roster_price import Mover, Price, price_of_rosters
from scheduler.what_if.outcome import NoRoster, PlacementOutcome, Resolved
from scheduler.what_if.requests import BestOfAFew, EditedPlacement, FewestMoves, MentorAmong, MentorNearby
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
        mark: Of the roster that has this price, so that exactly that one is chosen; '' where there is none.
        way: In what it is better than the other price of the same mentor, in Dutch; '' where there is one price.
    """

    mentor: str
    mentor_id: str
    price: Price
    forbidden: tuple[str, ...] = ()
    can: bool = False
    mark: str = ""
    way: str = ""


LISTED = 5  # mentors in the list beside a student
CHEAPEST, FEWEST = "Goedkoopst", "Minste verhuizingen"


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
        The mentors, the cheapest first; none for who has no place. Where solving brought none in time, those of the
        cheapest few by their bound with whom at most one other moves.
    """
    if student_id not in held.placement:
        return []
    clock = control(LIST_SECONDS)
    with held.asking():
        found = held.placement_what_if.other_mentors(student_id, nearby=True, control=clock)
        answers = list(found.answers) or _by_bound(held, student_id)
    return [_priced(held, student_id, mentor, answer) for mentor, answer in answers]


def any_other(held: HeldRoster, student_id: str) -> bool:
    """Tell whether the rules on one pair, and what is fixed, leave another mentor at all.

    Args:
        held: The rosters.
        student_id: Id of the student.

    Returns:
        Whether there is one beside the present mentor.
    """
    with held.asking():
        return any(one != held.placement.get(student_id) for one in held.placement_what_if.suitable(student_id))


def _by_bound(held: HeldRoster, student_id: str) -> list[tuple[str, Resolved[Placement]]]:
    """Of the mentors that cost least by their bound, those with whom nobody else moves, or one other."""
    asked = held.placement_what_if
    least = {one: cost for one, cost in asked.least_costs(student_id).items() if one != held.placement[student_id]}
    first = sorted(least, key=lambda one: (least[one], one))[:LISTED]
    tried = [(one, asked.sound_answer(FewestMoves(student_id, one), control(NEARBY_SECONDS))) for one in first]
    found = [(one, answer) for one, answer in tried if isinstance(answer, Resolved)]
    return sorted(found, key=lambda pair: pair[1].key)


def prices_of(held: HeldRoster, student_id: str, mentor_id: str) -> list[MentorPrice]:
    """Find what it costs when one mentor guides the student: at least, and with the fewest others who move.

    Args:
        held: The rosters.
        student_id: Id of the student.
        mentor_id: Id of the mentor.

    Returns:
        The cheapest price, exact where it was proven in time, else the most that it costs; after it the one with the
        fewest moves, where that is another roster that costs more.
    """
    forbidden, frees = forbidding(held, student_id, mentor_id)
    name = _mentor(held, mentor_id)
    if forbidden:
        return [MentorPrice(name, mentor_id, Price("Dit kan niet, in geen enkel rooster."), forbidden)]
    answer = _asked(held, student_id, mentor_id, frees)
    if isinstance(answer, NoRoster) and answer.impossible:
        return [MentorPrice(name, mentor_id, Price("Dit kan niet met wat vaststaat."))]
    cheapest = None if isinstance(answer, NoRoster) else answer
    fewest = None if cheapest is not None and len(cheapest.moved) <= 1 else _fewest(held, student_id, mentor_id, frees)
    if cheapest is not None and fewest is not None and len(fewest.moved) < len(cheapest.moved):
        if fewest.key > cheapest.key:
            ways = ((CHEAPEST, cheapest), (FEWEST, fewest))
            return [_priced(held, student_id, mentor_id, found, way) for way, found in ways]
        cheapest = fewest
    found = cheapest or fewest
    if found is None:
        return [MentorPrice(name, mentor_id, Price("Binnen de tijd is hiervoor niets gevonden."))]
    return [_priced(held, student_id, mentor_id, found)]


def answer_of(held: HeldRoster, student_id: str, mentor_id: str, mark: str) -> Resolved[Placement] | None:
    """Give the roster behind a price.

    Args:
        held: The rosters.
        student_id: Id of the student.
        mentor_id: Id of a mentor that no rule forbids.
        mark: Of the roster that was shown; '' where none was: then the cheapest that is found now.

    Returns:
        The roster; None where none was found, and where another one is found than was shown.
    """
    if (student_id, mentor_id, mark) not in held.found:  # the server began anew since it was shown, or nothing was
        prices = prices_of(held, student_id, mentor_id)
        mark = mark or prices[0].mark
    return held.found.get((student_id, mentor_id, mark))


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


def _fewest(held: HeldRoster, student_id: str, mentor_id: str, frees: bool) -> Resolved[Placement] | None:
    """The roster found with the fewest moves: nobody else, else one other, else few."""

    def found() -> Iterator[Resolved[Placement]]:
        edits = pin_edits(held.instance, student_id, mentor_id) if frees else ()
        near = held.placement_what_if.sound_answer(FewestMoves(student_id, mentor_id, edits), control(NEARBY_SECONDS))
        if isinstance(near, Resolved):
            yield near
        elif not frees:
            for request in (BestOfAFew(student_id, (mentor_id,), 1), MentorNearby(student_id, mentor_id)):
                answer = held.placement_what_if.sound_answer(request, control(NEARBY_SECONDS))
                if isinstance(answer, Resolved):
                    yield answer

    with held.asking():
        return min(found(), key=lambda one: (len(one.moved), one.key), default=None)


def _mark(answer: Resolved[Placement]) -> str:
    """The same for the same roster, whenever it is found."""
    changed = ";".join(f"{student}={answer.roster.get(student, '')}" for student in sorted(answer.moved))
    return sha256(changed.encode()).hexdigest()[:16]


def _priced(
    held: HeldRoster, student_id: str, mentor_id: str, answer: Resolved[Placement], way: str = ""
) -> MentorPrice:
    mark = _mark(answer)
    held.found[student_id, mentor_id, mark] = answer
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
    return MentorPrice(_mentor(held, mentor_id), mentor_id, price, can=True, mark=mark, way=way)


def _mentor(held: HeldRoster, id: str) -> str:
    mentor = held.instance.mentors[id]
    return f"{mentor.name} ({id}), {held.instance.schools[mentor.school].name}"


def _place(held: HeldRoster, id: str | None) -> str:
    return "geen plek" if id is None else _mentor(held, id)
