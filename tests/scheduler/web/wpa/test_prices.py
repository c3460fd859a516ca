"""What a move costs: exact when nothing else moves, and each question in time of its own."""

from __future__ import annotations

from instances.domain.solution import Booking
from scheduler.web.tasks.held import control
from scheduler.web.wpa.moves import move_of
from scheduler.web.wpa.prices import best_price, price_as_it_is, request_of
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.outcome import NoRoster, Resolved
from tests.builders import travel
from tests.scheduler.web.wpa.held_rosters import BOOKED, PLACEMENT, held_of, people


def test_with_nothing_else_moved_the_price_is_that_of_the_checks() -> None:
    held = held_of(people(travel("SO3", "S1", 60)))
    price = price_as_it_is(held, move_of(held, "ST1", field="SO3").roster)
    assert price.dearer
    assert price.words.startswith("Dat kost ")
    assert not price.movers


def test_the_price_is_asked_for_the_slot_and_who_comes() -> None:
    held = held_of(people())
    request = request_of(move_of(held, "ST1", field="SO3"))
    assert (request.student, request.slot, request.assessor) == ("ST1", "T1", "SO3")


def test_the_best_roster_has_what_was_asked() -> None:
    held = held_of(people())
    price = best_price(held, move_of(held, "ST1", slot="T3"))
    assert price.roster is not None
    assert price.roster["ST1"].slot == "T3"


def test_a_question_brings_its_own_time() -> None:
    """The model stays prepared long after the time that it was made with has gone."""
    asked = request_of(move_of(held_of(people()), "ST1", slot="T2"))
    late = WpaWhatIf(people(), PLACEMENT, dict(BOOKED), control(1).sub_budget(0.0))
    assert isinstance(late.answer(asked), NoRoster)
    answer = late.answer(asked, control(5))
    assert isinstance(answer, Resolved)
    assert answer.roster["ST1"] == Booking("T2", answer.roster["ST1"].field)
