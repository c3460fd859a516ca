"""What a move of a WPA costs, in the words of ``verklaar --waarom-niet``. Knows the service that solves again."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.solution import Assessment
from scheduler.web.tasks.held import QUESTION_SECONDS, HeldRoster, control
from scheduler.web.tasks.roster_price import Mover, Price, price_of_rosters
from scheduler.web.wpa.bookings import booking_words
from scheduler.web.wpa.moves import WpaMove
from scheduler.what_if.outcome import NoRoster
from scheduler.what_if.requests import ForcedBooking

IMPOSSIBLE = "Bewezen is dat geen enkel rooster dit toelaat."
NOT_FOUND = "Binnen de tijd is er geen rooster mee gevonden, en ook niet bewezen dat het niet kan."


@dataclass(frozen=True)
class WpaPrice:
    """What a roster costs beside the present one.

    Attributes:
        price: The price; where there is no roster, that in words.
        roster: The roster; None: there is none to take.
        booking: What the WPA asked about gets in it, where that is not just what was asked; in Dutch.
    """

    price: Price
    roster: Assessment | None = None
    booking: str = ""


def price_as_it_is(held: HeldRoster, roster: Assessment) -> Price:
    """Price a roster that nobody solved for, such as the present one with one WPA elsewhere.

    Args:
        held: The rosters.
        roster: The other roster; it breaks no rule that the present one keeps.

    Returns:
        Exact: nothing else moves.
    """
    found = held.wpa_what_if.judge.compared(roster)
    return price_of_rosters(found.base, found.verdict, True, "Dat")


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
        return WpaPrice(Price(IMPOSSIBLE if outcome.impossible else NOT_FOUND))
    if outcome.fewer_for_lack_of_time:
        return WpaPrice(Price(NOT_FOUND))
    best = "Het beste rooster daarmee" if outcome.exact else "Het beste rooster daarmee dat gevonden is,"
    students, instance = held.instance.students, held.instance
    movers = [
        Mover(
            f"{students[id].name} ({id})",
            booking_words(instance, held.assessment.get(id)),
            booking_words(instance, outcome.roster.get(id)),
        )
        for id in outcome.moved
        if id != move.student.id
    ]
    price = price_of_rosters(outcome.base, outcome.verdict, outcome.exact, best, movers)
    got = outcome.roster.get(move.student.id)
    return WpaPrice(price, outcome.roster, "" if got == move.booking else booking_words(instance, got))


def request_of(move: WpaMove) -> ForcedBooking:
    """Ask for the slot, and for the assessor who comes; who else is there, is left to the solver."""
    newcomer = next(iter(move.new_assessors), None)
    return ForcedBooking(move.student.id, slot=move.booking.slot, assessor=newcomer)
