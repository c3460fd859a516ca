"""What can go back: without all of it the best roster is no worse, solved again from nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.instance import Instance
from instances.domain.solution import Booking
from instances.edits.edit import apply
from instances.sample.generate import generate
from models.placement.search.place import place
from models.search.control import Control
from scheduler.asking.give_back import place_edits, places_to_return, slot_edits, slots_to_return
from scheduler.checks.placement import check_placement
from scheduler.what_if.judge import assessment_judge, placement_judge
from tests.builders import board, mentor, rules, school, semester, slot, student, trainer
from tests.campaign.semesters import drawn
from tests.oracle import best_placement


def test_a_place_that_nobody_has_goes_back_and_one_that_somebody_has_does_not() -> None:
    instance = semester(board(), school(places=5, taken=2), mentor("M1"), mentor("M2"), student("ST1"), student("ST2"))
    given = places_to_return(placement_judge(instance, {"ST1": "M1", "ST2": "M2"}), 5.0)
    assert given == {"S1": 1}
    (edit,) = place_edits(instance, given)
    assert apply(instance, (edit,)).schools["S1"].net_places == 2


def test_where_the_fair_shares_of_boards_shift_only_what_costs_nothing_goes_back() -> None:
    """Each board has two of four students and half of the places; without B2's idle ones B1's share would be larger."""
    instance = semester(
        board("B1"), board("B2"), school("S1", "B1", places=2), school("S2", "B2", places=6),
        mentor("M1", "S1"), mentor("M2", "S2"), mentor("M3", "S2"), mentor("M4", "S2"),
        student("ST1"), student("ST2"), student("ST3"), student("ST4"),
    )  # fmt: skip
    roster = {"ST1": "M1", "ST2": "M2", "ST3": "M3", "ST4": "M4"}
    judge = placement_judge(instance, roster)
    given = places_to_return(judge, 5.0)
    assert judge.after(place_edits(instance, given), roster).cost <= 0
    assert sum(given.values()) > 0


@pytest.mark.parametrize("seed", range(30))
def test_without_all_of_it_together_no_roster_need_be_worse(seed: int) -> None:
    instance = drawn(seed, 4).instance
    best = best_placement(instance)
    if best is None:
        assert place(instance, Control(20)).placement is None
        return
    given = places_to_return(placement_judge(instance, best.roster), 5.0)
    after = best_placement(apply(instance, place_edits(instance, given)))
    assert after is not None
    assert after.score[:2] == best.score[:2]
    assert after.cost <= best.cost


def test_a_whole_board_gives_back_and_is_placed_again_as_well() -> None:
    whole = generate("bestuur", 1)
    schools = {id: replace(one, places=one.places + 2) for id, one in whole.schools.items()}
    instance = replace(whole, schools=schools)
    found = place(instance, Control(20))
    assert found.placement is not None
    given = places_to_return(placement_judge(instance, found.placement), 5.0)
    assert sum(given.values()) > 10
    edited = apply(instance, place_edits(instance, given))
    again = place(edited, Control(20)).placement
    assert again is not None
    before, after = check_placement(instance, found.placement), check_placement(edited, again)
    assert (after.count, after.shortage) == (before.count, before.shortage)
    assert after.cost <= before.cost


def wpas() -> Instance:
    return semester(
        board(), school(), mentor(), student(), trainer("SO1"), slot("T1"), slot("T2", begin="13:00", end="14:00"),
        settings=rules(),
    )  # fmt: skip


def test_a_time_at_which_no_wpa_is_goes_back() -> None:
    instance = wpas()
    judge = assessment_judge(instance, {"ST1": "M1"}, {"ST1": Booking("T1", "SO1")})
    assert slots_to_return(judge) == ("T2",)
    assert list(apply(instance, slot_edits(instance, ("T2",))).slots) == ["T1"]
