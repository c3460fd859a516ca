"""Why not at that time, or by that assessor: the hard rules, or the price. Knows questions, no solver."""

from __future__ import annotations

from collections import Counter

from instances.domain.entities import Mentor, Trainer
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.dutch.lists import listed
from instances.dutch.numbers import count
from scheduler.checks.seats import seat_faults, slot_faults
from scheduler.explain.question import StudentQuestion
from scheduler.explain.why_not_words import Move, forbidden, nothing_found, priced
from scheduler.explain.wpa import moment
from scheduler.runtime.exit import ExitCode
from scheduler.what_if.outcome import NoRoster
from scheduler.what_if.requests import ForcedBooking

ALREADY = "staat al zo in het rooster."


def why_not_slot(question: StudentQuestion, mentor: Mentor, slot: str) -> ExitCode:
    """Say why the WPA is not at this slot: the hard rules, or what the best roster with it costs.

    Args:
        question: Who is asked about, and the means to answer.
        mentor: The student's mentor.
        slot: Id of the slot asked about.

    Returns:
        How the command ends.

    Raises:
        DefectError: The roster found breaks a rule.
    """
    where = question.instance.slots[slot]
    what = f"Het WPA van {question.student.id} op {slot} ({moment(where)})"
    if question.booking is not None and question.booking.slot == slot:
        question.screen.say(f"{what} {ALREADY}")
        return ExitCode.DONE
    if forbidden(question.screen, what, slot_faults(question.instance, question.student, mentor, where)):
        return ExitCode.DONE
    return _answered(question, what, ForcedBooking(question.student.id, slot=slot))


def why_not_assessor(question: StudentQuestion, mentor: Mentor, assessor: str) -> ExitCode:
    """Say why the WPA is not by this assessor: the hard rules, or what the best roster with it costs.

    Args:
        question: Who is asked about, and the means to answer.
        mentor: The student's mentor.
        assessor: Id of the trainer asked about.

    Returns:
        How the command ends.

    Raises:
        DefectError: The roster found breaks a rule.
    """
    trainer = question.instance.trainers[assessor]
    what = f"Het WPA van {question.student.id} met beoordelaar {assessor} ({trainer.name})"
    if question.booking is not None and assessor in question.booking.assessors:
        question.screen.say(f"{what} {ALREADY}")
        return ExitCode.DONE
    if forbidden(question.screen, what, _never(question, mentor, trainer)):
        return ExitCode.DONE
    return _answered(question, what, ForcedBooking(question.student.id, assessor=assessor))


def _never(question: StudentQuestion, mentor: Mentor, trainer: Trainer) -> list[tuple[Rule, str]]:
    """What keeps this assessor from the WPA at every time it can be; empty when there is a time."""
    instance, student = question.instance, question.student
    if not trainer.role.in_field and not instance.needs_two(student):
        return [(Rule.A2, "dit WPA heeft één beoordelaar, uit het werkveld")]
    possible = [slot for slot in instance.slots.values() if not list(slot_faults(instance, student, mentor, slot))]
    against: Counter[tuple[Rule, str]] = Counter()
    for slot in possible:
        faults = list(seat_faults(instance, student, mentor, slot, trainer, trainer.role.in_field))
        if not faults:
            return []
        against.update(faults)
    always = [fault for fault, times in against.items() if times == len(possible)]
    if always or not possible:
        return always or [(Rule.A5, "voor dit WPA is geen enkele tijd mogelijk")]
    many = count(len(possible), "mogelijke tijd", "mogelijke tijden")
    return [(rule, f"op geen van de {many} kan {trainer.id}") for rule in dict.fromkeys(rule for rule, _ in against)]


def _answered(question: StudentQuestion, what: str, request: ForcedBooking) -> ExitCode:
    outcome = question.search.run(lambda: question.wpa_what_if.answer(request))
    if isinstance(outcome, NoRoster):
        return nothing_found(question.screen, what, outcome.impossible)
    if outcome.fewer_for_lack_of_time:
        return nothing_found(question.screen, what, impossible=False)
    before, after, students = question.assessment or {}, outcome.roster, question.instance.students
    moves: list[Move] = [
        (id, students[id].name, _when(question, before.get(id)), _when(question, after.get(id))) for id in outcome.moved
    ]
    return priced(question.screen, what, outcome, moves)


def _when(question: StudentQuestion, booking: Booking | None) -> str:
    if booking is None:
        return "niet ingepland"
    slot, trainers = question.instance.slots[booking.slot], question.instance.trainers
    return f"{moment(slot)}, {listed(trainers[id].name for id in booking.assessors)}"
