"""What a move of a WPA costs, in the words of ``verklaar --waarom-niet``. Knows the service that solves again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from instances.domain.solution import Assessment
from instances.domain.verdict import Verdict
from scheduler.web.tasks.held import QUESTION_SECONDS, HeldRoster, control
from scheduler.web.wpa.bookings import booking_words
from scheduler.web.wpa.moves import WpaMove
from scheduler.what_if.outcome import NoRoster
from scheduler.what_if.requests import ForcedBooking
from scheduler.wording.prices import NO_FAIR_PRICE, fewer_words, no_price, price_words, wish_rows

IMPOSSIBLE = "Bewezen is dat geen enkel rooster dit toelaat."
NOT_FOUND = "Binnen de tijd is er geen rooster mee gevonden, en ook niet bewezen dat het niet kan."
FEWER = "Dat kan, maar niet zonder dat er iemand afvalt."


@dataclass(frozen=True, slots=True)
class WpaMover:
    """One student for whom something changes.

    Attributes:
        student: Name and id.
        before: When and by whom now.
        after: When and by whom then.
    """

    student: str
    before: str
    after: str


@dataclass(frozen=True)
class WpaPrice:
    """What a roster costs beside the present one.

    Attributes:
        words: The price, a Dutch sentence.
        dearer: It costs more.
        wishes: Of each wish that differs: name, now, then, difference.
        movers: For whom something changes, the WPA asked about left out.
        fewer: Who loses what, in Dutch; '' when nobody does.
        roster: The roster; None: there is none to take.
        booking: What the WPA asked about gets in it, where that is not just what was asked; in Dutch.
    """

    words: str
    dearer: bool = False
    wishes: tuple[tuple[str, str, str, str], ...] = ()
    movers: tuple[WpaMover, ...] = ()
    fewer: str = ""
    roster: Assessment | None = None
    booking: str = ""


def price_as_it_is(held: HeldRoster, roster: Assessment) -> WpaPrice:
    """Price a roster that nobody solved for, such as the present one with one WPA elsewhere.

    Args:
        held: The rosters.
        roster: The other roster; it breaks no rule that the present one keeps.

    Returns:
        Exact: nothing else moves.
    """
    found = held.wpa_what_if.judge.compared(roster)
    return _priced(held, found.verdict, found.base, roster, True, (), "Dat")


def best_price(held: HeldRoster, move: WpaMove) -> WpaPrice:
    """Find the best roster with a move, in which others may move along.

    Args:
        held: The rosters.
        move: The move; its own slot and seats must be possible.

    Returns:
        The price, "hoogstens" where no roster was proven to be better.
    """
    request = request_of(move)
    with held.asking():
        if request not in held.wpa_answers:
            held.wpa_answers[request] = held.wpa_what_if.answer(request, control(QUESTION_SECONDS))
        outcome = held.wpa_answers[request]
    if isinstance(outcome, NoRoster):
        return WpaPrice(IMPOSSIBLE if outcome.impossible else NOT_FOUND)
    if outcome.fewer_for_lack_of_time:
        return WpaPrice(NOT_FOUND)
    best = "Het beste rooster daarmee" if outcome.exact else "Het beste rooster daarmee dat gevonden is,"
    others = tuple(id for id in outcome.moved if id != move.student.id)
    price = _priced(held, outcome.verdict, outcome.base, outcome.roster, outcome.exact, others, best)
    got = outcome.roster.get(move.student.id)
    return price if got == move.booking else replace(price, booking=booking_words(held.instance, got))


def request_of(move: WpaMove) -> ForcedBooking:
    """Ask for the slot, and for the assessor who comes; who else is there, is left to the solver."""
    newcomer = next(iter(move.new_assessors), None)
    return ForcedBooking(move.student.id, slot=move.booking.slot, assessor=newcomer)


def _priced(
    held: HeldRoster,
    found: Verdict,
    base: Verdict,
    roster: Assessment,
    exact: bool,
    others: tuple[str, ...],
    opening: str,
) -> WpaPrice:
    students, instance = held.instance.students, held.instance
    movers = tuple(
        WpaMover(
            f"{students[id].name} ({id})",
            booking_words(instance, held.assessment.get(id)),
            booking_words(instance, roster.get(id)),
        )
        for id in others
    )
    fewer = fewer_words(base, found)
    if not base.ok:
        return WpaPrice(NO_FAIR_PRICE, movers=movers, fewer=fewer, roster=roster)
    if no_price(base, found):
        return WpaPrice(FEWER, True, movers=movers, fewer=fewer, roster=roster)
    words = f"{opening} kost {price_words(base, found, exact)}."
    return WpaPrice(words, found.cost > base.cost, tuple(wish_rows(base, found)), movers, fewer, roster)
