"""Why not at that time, or by that assessor: the hard rules, or the price. Knows questions, no solver."""

from __future__ import annotations

from collections import Counter

from instances.domain.entities import Mentor, Trainer
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from models.assessment.what_if.questions import WpaAnswer
from scheduler.checks.seats import seat_faults, slot_faults
from scheduler.explain.case import StudentQuestion
from scheduler.explain.telling import Move, forbidden, nothing_found, priced
from scheduler.explain.wpa import moment
from scheduler.runtime.exit import ExitCode
from scheduler.wording.prices import no_price
from scheduler.wording.texts import count

ALREADY = "staat al zo in het rooster."


def why_not_slot(case: StudentQuestion, mentor: Mentor, slot: str) -> ExitCode:
    where = case.instance.slots[slot]
    what = f"Het WPA van {case.student.id} op {slot} ({moment(where)})"
    if case.booking is not None and case.booking.slot == slot:
        case.screen.say(f"{what} {ALREADY}")
        return ExitCode.DONE
    if forbidden(case.screen, what, slot_faults(case.instance, case.student, mentor, where)):
        return ExitCode.DONE
    questions = case.wpa_questions
    answer = case.search.run(lambda: questions.forced(case.student.id, slot=slot))
    return _answered(case, what, answer)


def why_not_assessor(case: StudentQuestion, mentor: Mentor, assessor: str) -> ExitCode:
    trainer = case.instance.trainers[assessor]
    what = f"Het WPA van {case.student.id} met beoordelaar {assessor} ({trainer.name})"
    if case.booking is not None and assessor in case.booking.assessors:
        case.screen.say(f"{what} {ALREADY}")
        return ExitCode.DONE
    if forbidden(case.screen, what, _never(case, mentor, trainer)):
        return ExitCode.DONE
    questions = case.wpa_questions
    answer = case.search.run(lambda: questions.forced(case.student.id, assessor=assessor))
    return _answered(case, what, answer)


def _never(case: StudentQuestion, mentor: Mentor, trainer: Trainer) -> list[tuple[Rule, str]]:
    """What keeps this assessor from the WPA at every time it can be; empty when there is a time."""
    instance, student = case.instance, case.student
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


def _answered(case: StudentQuestion, what: str, answer: WpaAnswer) -> ExitCode:
    roster = answer.assessment
    if roster is None:
        return nothing_found(case.screen, what, answer.impossible)
    verdict = case.judged_wpas(roster)
    if no_price(case.assessment_verdict, verdict) and not answer.proven:  # with more time perhaps nobody falls off
        return nothing_found(case.screen, what, impossible=False)
    before = case.assessment or {}
    moves: list[Move] = [
        (who, case.instance.students[who].name, _told(case, before.get(who)), _told(case, roster.get(who)))
        for who in case.wpa_questions.moved(answer)
    ]
    return priced(case.screen, what, case.assessment_verdict, verdict, answer.exact, moves)


def _told(case: StudentQuestion, booking: Booking | None) -> str:
    if booking is None:
        return "niet ingepland"
    slot, trainers = case.instance.slots[booking.slot], case.instance.trainers
    return f"{moment(slot)}, {' en '.join(trainers[who].name for who in booking.assessors)}"
