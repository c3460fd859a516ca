"""Why this time and these assessors, and what else is possible at what price. Knows questions, no solver."""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.entities import Slot
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking
from models.assessment.what_if.questions import WpaAnswer
from scheduler.checks.assessment import WISH_MEASURES
from scheduler.explain.case import StudentQuestion
from scheduler.explain.help import MEND_FIRST, say_help
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.wording.prices import NO_FAIR_PRICE, cost_rows, movers, price, signed
from scheduler.wording.texts import DAY_NAMES, listing, number

OWN = {
    Wish.V1: "Reizen, als dit het enige is (V1)",
    Wish.V3: "Zonder passende expertise (V3)",
    Wish.V4: "Liever niet (V4)",
    Wish.V5: "Ander bestuur (V5)",
}
HELP_SHARE = 0.8  # of the time, for what would help
NOT_WITHOUT_LOSS = "Iets anders waarbij geen WPA afvalt, is niet gevonden."
LABELS = ("Tijd", "Werkveld", "Opleiding", *OWN.values())


def moment(slot: Slot) -> str:
    """``di 01-06-2027 09:00``."""
    return f"{DAY_NAMES[slot.date.weekday()][:2]} {slot.date:%d-%m-%Y} {slot.begin:%H:%M}"


def explain_wpa(case: StudentQuestion) -> None:
    """The booking there is beside the best five others; for who has none the reason."""
    if case.assessment is None or not case.student.wpa or case.mentor is None:
        return
    if case.booking is None:
        _why_none(case, case.assessment)
        _what_would_help(case, case.assessment)
        return
    _table(case, case.booking, [answer for answer in case.other_bookings if answer.assessment is not None])


def _why_none(case: StudentQuestion, assessment: Assessment) -> None:
    """The rules in the way; of what was held also how that went, and the rules only where it does not fit any more."""
    reasons = AssessmentReasons(case.instance, case.placement, assessment, {})
    given = None if case.issued is None else case.issued.assessment.get(case.student.id)
    told = f"Het WPA van {case.student.name} is niet ingepland"
    if given is None:
        case.screen.say(f"{told}. {reasons.reason(case.student)}")
        return
    slot = case.instance.slots.get(given.slot)
    gone = [] if slot is not None else [f"slot {given.slot}"]
    gone += [f"opleider {who}" for who in given.assessors if who not in case.instance.trainers]
    if gone:
        stand = "staat" if len(gone) == 1 else "staan"
        told += f": {listing(gone, len(gone))} {stand} niet meer in het werkboek."
    elif slot is not None:
        told += f": dat is met de hand gewijzigd, eerst {moment(slot)}."
    case.screen.say(told if reasons.fits(case.student) else f"{told} {reasons.reason(case.student)}")


def _what_would_help(case: StudentQuestion, assessment: Assessment) -> None:
    """Changes of the workbook after which the WPA can be held, each with its price."""
    if not case.assessment_verdict.ok:
        case.screen.warn(MEND_FIRST)
        return
    control = case.search.control.sub_budget(HELP_SHARE)
    full = case.wpa_proof.count_bound == len(assessment)
    repairs = AssessmentRepairs(case.instance, case.placement, assessment, control, full=full)
    say_help(case, case.search.run(lambda: repairs.of(case.student.id)), "ingepland")


def _table(case: StudentQuestion, booking: Booking, answers: Sequence[WpaAnswer]) -> None:
    others = [(answer.assessment or {})[case.student.id] for answer in answers]
    columns = [_scores(case, one) for one in (booking, *others)]
    rows = [(label, *cells) for label, *cells in zip(LABELS, *columns, strict=True)]
    base, verdicts = case.assessment_verdict, [case.judged_wpas(answer.assessment or {}) for answer in answers]
    prices = [price(base, verdict, answer.exact) for verdict, answer in zip(verdicts, answers, strict=True)]
    rows += cost_rows("Kosten van het WPA-rooster", base, verdicts, prices)
    moved = [case.others(case.wpa_questions.moved(answer)) for answer in answers]
    rows.append(("Wie verschuift mee", "-", *map(movers, moved)))
    heads = ("", f"Nu: {booking.slot}", *(other.slot for other in others))
    case.screen.table(f"Het WPA van {case.student.name} en wat er nog meer kan", heads, rows)
    case.screen.say(_conclusion(case, answers) if base.ok or not answers else NO_FAIR_PRICE)


def _scores(case: StudentQuestion, booking: Booking) -> tuple[str, ...]:
    trainers, alone = case.instance.trainers, {case.student.id: booking}
    amounts = {wish: WISH_MEASURES[wish](case.instance, case.placement, alone) for wish in OWN}
    return (
        moment(case.instance.slots[booking.slot]),
        trainers[booking.field].name,
        "-" if booking.institute is None else trainers[booking.institute].name,
        f"{amounts[Wish.V1]} min",
        *("nee" if not amounts[wish] else f"{amounts[wish]} keer" for wish in OWN if wish is not Wish.V1),
    )


def _conclusion(case: StudentQuestion, answers: Sequence[WpaAnswer]) -> str:
    if not answers:
        return "Een andere tijd of beoordelaar is voor dit WPA niet gevonden."
    best = min(answers, key=lambda answer: (-answer.count, answer.cost))
    more = best.cost - case.assessment_verdict.cost
    if best.count < case.assessment_verdict.count:
        proven = all(answer.proven for answer in answers)
        return "Iets anders kan alleen als er een WPA afvalt." if proven else NOT_WITHOUT_LOSS
    if more > 0:
        at_most = "" if best.exact else "hoogstens "
        return f"Wat er nu staat, is het goedkoopst dat gevonden is: iets anders kost {at_most}{signed(more)}."
    return "Er is iets anders dat even goed is." if more == 0 else f"Er is iets dat {number(-more)} minder kost."
