"""What another mentor costs: one wording with the WPAs, and no price against rosters that break rules."""

from __future__ import annotations

import pytest

from scheduler.checks.placement import check_placement
from scheduler.web.tasks.prices import answer_of, any_other, other_mentors, prices_of
from scheduler.web.tasks.roster_price import price_of_rosters
from scheduler.what_if.outcome import OtherMentors
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.wording.prices import BREAKS_NOW, price_words
from tests.builders import board, mentor, school, semester, student
from tests.scheduler.web.wpa.held_rosters import held_of

PLACED = {"ST1": "M1", "ST2": "M2"}


def people() -> tuple[object, ...]:
    return (board(), school(), mentor(), mentor("M2"), mentor("M3"), student(), student("ST2"))


def test_a_price_is_said_as_the_commands_say_it() -> None:
    held = held_of(semester(*people()), placement=PLACED)
    [found] = prices_of(held, "ST1", "M3")
    answer = held.found["ST1", "M3", found.mark]
    assert found.can
    assert found.price.words == f"Dat kost {price_words(held.placement_verdict, answer.verdict, answer.exact)}."


def test_rosters_that_break_rules_have_no_fair_price() -> None:
    held = held_of(semester(*people()), placement={"ST1": "M1", "ST2": "M1"})
    assert not held.placement_verdict.ok
    [found] = prices_of(held, "ST2", "M3")
    assert found.price.words == BREAKS_NOW
    assert not found.price.wishes


def test_who_loses_a_place_is_told_and_has_no_price() -> None:
    instance = semester(*people())
    all_placed, one = check_placement(instance, PLACED), check_placement(instance, {"ST1": "M1"})
    price = price_of_rosters(all_placed, one, True, "Dat")
    assert price.dearer
    assert price.fewer == "1 student valt dan af."
    assert price.words == "Dat kan, maar niet zonder dat er iemand afvalt."


def test_one_price_is_shown_where_the_cheapest_also_moves_the_fewest() -> None:
    held = held_of(semester(*people()), placement=PLACED)
    [found] = prices_of(held, "ST1", "M2")
    assert found.way == ""
    assert len(found.price.movers) == 1
    answer = answer_of(held, "ST1", "M2", found.mark)
    assert answer is held.found["ST1", "M2", found.mark]


def test_the_mark_of_a_roster_is_the_same_after_a_new_start_and_another_mark_gives_nothing() -> None:
    first, later = (held_of(semester(*people()), placement=PLACED) for _ in range(2))
    [found] = prices_of(first, "ST1", "M3")
    answer = answer_of(later, "ST1", "M3", found.mark)
    assert answer is not None
    assert answer.roster == first.found["ST1", "M3", found.mark].roster
    assert answer_of(later, "ST1", "M3", "0" * 16) is None


def test_a_roster_that_was_held_for_long_still_has_other_mentors() -> None:
    """The clock of the prepared model ran from when it was made: five seconds later there was no other place."""
    held = held_of(semester(*people()), placement=PLACED)
    held.placement_what_if.control.seconds = 0
    assert {price.mentor_id for price in other_mentors(held, "ST1")} == {"M2", "M3"}


def test_where_solving_brings_none_in_time_the_first_of_the_list_are_priced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlacementWhatIf, "other_mentors", lambda *_, **__: OtherMentors((), False))
    held = held_of(semester(*people()), placement=PLACED)
    found = other_mentors(held, "ST1")
    assert [(price.mentor_id, len(price.price.movers)) for price in found] == [("M2", 1), ("M3", 0)]
    assert all(held.found["ST1", price.mentor_id, price.mark] for price in found)


def test_whether_another_mentor_is_possible_at_all_is_known() -> None:
    assert any_other(held_of(semester(*people()), placement=PLACED), "ST1")
    alone = semester(board(), school(), mentor(), student())
    assert not any_other(held_of(alone, placement={"ST1": "M1"}), "ST1")
