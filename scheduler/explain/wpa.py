"""Why this time and these assessors, and what else is possible at what price. Knows questions, no solver."""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.entities import Slot
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking
from instances.dutch.dates import clock, day_code, numeric_date
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import in_points, signed_in_points
from scheduler.checks.assessment import WISH_MEASURES
from scheduler.checks.assessment_wishes import waits
from scheduler.explain.help import MEND_FIRST, say_help
from scheduler.explain.question import StudentQuestion
from scheduler.explain.settings import EXPLAIN
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.what_if.outcome import Resolved
from scheduler.wording.prices import NO_FAIR_PRICE, cost_rows, movers, price

OWN = {
    Wish.V1: "Reizen, als dit het enige is (V1)",
    Wish.V3: "Zonder passende expertise (V3)",
    Wish.V4: "Liever niet (V4)",
    Wish.V5: "Ander bestuur (V5)",
}
NOT_WITHOUT_LOSS = "Iets anders waarbij geen WPA afvalt, is niet gevonden."
LABELS = ("Tijd", "Werkveld", "Opleiding", *OWN.values(), "Lang wachten (V8)")


def moment(slot: Slot) -> str:
    """``di 01-06-2027 09:00``."""
    return f"{day_code(slot.date)} {numeric_date(slot.date)} {clock(slot.begin)}"


def explain_wpa(question: StudentQuestion) -> None:
    """Say the student's WPA beside the best five others; when it is not scheduled the reason, and what would help.

    Nothing is said without a WPA roster, of who is not due, or of who has no place.

    Args:
        question: Who is asked about, and the means to answer.
    """
    if question.assessment is None or not question.student.wpa or question.mentor is None:
        return
    if question.booking is None:
        _why_none(question, question.assessment)
        _what_would_help(question, question.assessment)
        return
    _table(question, question.booking, question.other_bookings)


def _why_none(question: StudentQuestion, assessment: Assessment) -> None:
    """The rules in the way; of what was held also how that went, and the rules only where it does not fit any more."""
    reasons = AssessmentReasons(question.instance, question.placement, assessment, {})
    given = None if question.issued is None else question.issued.assessment.get(question.student.id)
    text = f"Het WPA van {question.student.name} is niet ingepland"
    if given is None:
        question.screen.say(f"{text}. {reasons.reason(question.student)}")
        return
    slot = question.instance.slots.get(given.slot)
    gone = [] if slot is not None else [f"slot {given.slot}"]
    gone += [f"opleider {id}" for id in given.assessors if id not in question.instance.trainers]
    if gone:
        stand = "staat" if len(gone) == 1 else "staan"
        text += f": {listed_at_most(gone, len(gone))} {stand} niet meer in het werkboek."
    elif slot is not None:
        text += f": dat is met de hand gewijzigd, eerst {moment(slot)}."
    question.screen.say(text if reasons.fits(question.student) else f"{text} {reasons.reason(question.student)}")


def _what_would_help(question: StudentQuestion, assessment: Assessment) -> None:
    """Changes of the workbook after which the WPA can be held, each with its price."""
    if not question.assessment_verdict.ok:
        question.screen.warn(MEND_FIRST)
        return
    control = question.search.control.sub_budget(EXPLAIN.wpa_help_part)
    full = question.wpa_proof.count_bound == len(assessment)
    repairs = AssessmentRepairs(
        question.instance, question.placement, assessment, control, full=full, refused=question.search.refused
    )
    say_help(question, question.search.run(lambda: repairs.of(question.student.id)), "ingepland")


def _table(question: StudentQuestion, booking: Booking, answers: Sequence[Resolved[Assessment]]) -> None:
    others = [answer.roster[question.student.id] for answer in answers]
    rosters = (question.assessment or {}, *(answer.roster for answer in answers))
    columns = [_scores(question, roster) for roster in rosters]
    rows = [(label, *cells) for label, *cells in zip(LABELS, *columns, strict=True)]
    base, verdicts = question.assessment_verdict, [answer.verdict for answer in answers]
    prices = [price(base, answer.verdict, answer.exact) for answer in answers]
    rows += cost_rows("Kosten van het WPA-rooster", base, verdicts, prices)
    moved = [question.others(answer.moved) for answer in answers]
    rows.append(("Wie verschuift mee", "-", *map(movers, moved)))
    heads = ("", f"Nu: {booking.slot}", *(other.slot for other in others))
    question.screen.table(f"Het WPA van {question.student.name} en wat er nog meer kan", heads, rows)
    question.screen.say(_conclusion(answers) if base.ok or not answers else NO_FAIR_PRICE)


def _scores(question: StudentQuestion, roster: Assessment) -> tuple[str, ...]:
    booking = roster[question.student.id]
    trainers, alone = question.instance.trainers, {question.student.id: booking}
    amounts = {wish: WISH_MEASURES[wish](question.instance, question.placement, alone) for wish in OWN}
    return (
        moment(question.instance.slots[booking.slot]),
        trainers[booking.field].name,
        "-" if booking.institute is None else trainers[booking.institute].name,
        f"{amounts[Wish.V1]} min",
        *("nee" if not amounts[wish] else f"{amounts[wish]} keer" for wish in OWN if wish is not Wish.V1),
        _waiting(question, roster),
    )


def _waiting(question: StudentQuestion, roster: Assessment) -> str:
    """Who waits long just before or after this WPA, and between which times; ``nee`` for nobody."""
    found = [
        f"{wait.trainer.name} wacht {wait.minutes} min tussen {clock(wait.after.slot.end)} en "
        f"{clock(wait.until.slot.begin)}"
        for wait in waits(question.instance, question.placement, roster)
        if wait.quarters and question.student.id in (wait.after.student.id, wait.until.student.id)
    ]
    return "; ".join(found) or "nee"


def _conclusion(answers: Sequence[Resolved[Assessment]]) -> str:
    if not answers:
        return "Een andere tijd of beoordelaar is voor dit WPA niet gevonden."
    best = min(answers, key=lambda answer: answer.key)
    if best.gained < 0:
        proven = all(answer.proven for answer in answers)
        return "Iets anders kan alleen als er een WPA afvalt." if proven else NOT_WITHOUT_LOSS
    if best.cost == 0:
        return "Er is iets anders dat even goed is."
    if best.cost < 0:
        return f"Er is iets dat {in_points(-best.cost)} minder kost."
    at_most = "" if best.exact else "hoogstens "
    return (
        f"Wat er nu staat, is het goedkoopst dat gevonden is: iets anders kost {at_most}{signed_in_points(best.cost)}."
    )
