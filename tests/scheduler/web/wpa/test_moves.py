"""A move of a WPA names every rule that it breaks, offers the swap, and knows which slot a drop means."""

from __future__ import annotations

from datetime import timedelta

import pytest

from instances.domain.entities import DayPart, Exclusion, Pin, Role, Separation, Vehicle, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.tables.columns import PINS
from scheduler.checks.assessment import check_assessment
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.web.wpa.moves import WpaMove, dropped, move_of
from tests.builders import (
    TUESDAY,
    WEDNESDAY,
    answer,
    away,
    board,
    mentor,
    school,
    slot,
    student,
    tandem,
    trainer,
    travel,
)
from tests.scheduler.web.wpa.held_rosters import BOOKED, held_of, people


def broken(move: WpaMove) -> set[Rule]:
    return {conflict.rule for conflict in move.conflicts}


def moved(instance: Instance, **where: str) -> WpaMove:
    """The WPA of ST1 goes elsewhere."""
    return move_of(held_of(instance), "ST1", **where)


FORBIDDEN: dict[str, tuple[Rule, Instance, dict[str, str]]] = {
    "of the institute on the seat of the field": (Rule.A3, people(), {"field": "IO1"}),
    "who takes no WPAs": (
        Rule.A3,
        people(trainer("SO3", assessor=False), without=frozenset({"SO3"})),
        {"field": "SO3"},
    ),
    "own SO where that is forbidden": (
        Rule.A4,
        people(
            board(own_so=Separation.FORBIDDEN), tandem(so="SO3", io="IO1"), without=frozenset({"B1"})
        ),
        {"field": "SO3"},
    ),
    "the mentor as assessor": (
        Rule.A4,
        people(trainer("SO3", also_mentor="M1"), without=frozenset({"SO3"})),
        {"field": "SO3"},
    ),
    "no internship day": (Rule.A5, people(slot("T9", WEDNESDAY)), {"slot": "T9"}),
    "assessor said no": (Rule.A5, people(answer("SO3", Willingness.NO, part=DayPart.MORNING)), {"field": "SO3"}),
    "assessor is away": (Rule.A5, people(away("SO3")), {"field": "SO3"}),
    "school is closed": (Rule.A5, people(slot("T9", TUESDAY + timedelta(7)), away("S1", TUESDAY + timedelta(7))),
                         {"slot": "T9"}),
    "assessor has another WPA": (Rule.A6, people(), {"slot": "T3"}),
    "school is full": (Rule.A6, people(school(wpas_at_once=1), without=frozenset({"S1"})), {"slot": "T2"}),
    "no time to travel": (
        Rule.A7,
        people(slot("T9", begin="11:00", end="11:50"), travel("S1", "S2", 30, Vehicle.AUTO)),
        {"slot": "T9"},
    ),
    "more than a day can have": (Rule.A8, people(trainer("SO2", max_wpas_per_day=1), without=frozenset({"SO2"})),
                                 {"field": "SO2"}),
    "more than the maximum": (
        Rule.A8,
        people(trainer("SO2", max_wpas=1), without=frozenset({"SO2"})),
        {"field": "SO2"},
    ),
    "excluded from each other": (Rule.A9, people(Exclusion("SO2", "ST1")), {"field": "SO2"}),
    "before the own period": (
        Rule.A11,
        people(student(wpa_until=TUESDAY), slot("T9", TUESDAY + timedelta(7)), without=frozenset({"ST1"})),
        {"slot": "T9"},
    ),
    "a slot of another school": (Rule.A12, people(slot("T9", begin="14:00", end="15:00", school="S2")),
                                 {"slot": "T9"}),
}  # fmt: skip


@pytest.mark.parametrize("case", FORBIDDEN)
def test_a_drop_names_the_rule_that_it_breaks(case: str) -> None:
    rule, instance, where = FORBIDDEN[case]
    assert not check_assessment(instance, held_of(instance).placement, BOOKED).violations
    move = moved(instance, **where)
    assert broken(move) == {rule}
    assert move.conflicts[0].name
    assert move.conflicts[0].text.endswith(".")


def test_the_conflict_is_told_in_names() -> None:
    [conflict] = moved(people(), slot="T3").conflicts
    assert "Opleider SO1" in conflict.text
    assert "Student ST3" in conflict.text
    assert " T3 " not in conflict.text
    assert "di 1 juni 2027, 12:00-13:00" in conflict.text


def test_a_place_that_is_free_breaks_nothing() -> None:
    assert moved(people(), slot="T2").conflicts == ()


def test_what_was_broken_already_is_not_told_of_the_move() -> None:
    instance = people(away("SO2"))  # ST2 stands with SO2, who is away
    assert broken(moved(instance, slot="T2")) == set()


def test_two_assessors_stay_two() -> None:
    instance = people(student(year=1), without=frozenset({"ST1"}))
    held = held_of(instance, {**BOOKED, "ST1": Booking("T1", "SO1", "IO1")})
    assert move_of(held, "ST1", slot="T2").booking == Booking("T2", "SO1", "IO1")
    assert move_of(held_of(people()), "ST1", institute="IO1").booking == BOOKED["ST1"], "one stays one (A2)"


@pytest.mark.parametrize(
    ("who", "where"), [("ST9", {}), ("ST1", {"slot": "T99"}), ("ST1", {"field": "SO99"}), ("ST4", {"slot": "T1"})]
)
def test_what_the_workbook_does_not_know_is_refused(who: str, where: dict[str, str]) -> None:
    instance = people(student("ST4"))
    with pytest.raises(ChangeRefusedError):
        move_of(held_of(instance), who, **where)


# ---- pins ----


def test_a_pin_against_the_move_is_told_and_would_change() -> None:
    move = moved(people(Pin("ST1", slot="T1")), slot="T2")
    assert move.against_pin == "dinsdag 1 juni 2027, 09:00-10:00"
    assert move.conflicts == ()
    assert [(edit.column, edit.value) for edit in move.edits] == [(PINS.SLOT.header, "T2")]


def test_only_what_changes_is_pinned() -> None:
    assert [edit.column for edit in moved(people(), field="SO2").edits] == [PINS.FIELD.header]
    both = moved(people(), slot="T2", field="SO2").edits
    assert [edit.column for edit in both] == [PINS.SLOT.header, PINS.FIELD.header]


def test_a_pin_of_another_that_the_move_does_not_touch_is_no_conflict() -> None:
    assert moved(people(Pin("ST3", slot="T3")), slot="T2").conflicts == ()


# ---- swapping ----


def test_an_assessor_who_is_busy_gives_a_swap() -> None:
    instance = people()
    held = held_of(instance, {"ST1": Booking("T1", "SO1"), "ST2": Booking("T2", "SO1")})
    swap = move_of(held, "ST1", slot="T2").swap
    assert swap is not None
    assert swap.other == "ST2"
    assert swap.conflicts == ()
    assert swap.roster == {"ST1": Booking("T2", "SO1"), "ST2": Booking("T1", "SO1")}
    assert not check_assessment(instance, held.placement, swap.roster).violations
    assert {edit.id for edit in swap.edits} == {"ST1", "ST2"}


def test_a_school_that_is_full_gives_a_swap() -> None:
    instance = people(school(wpas_at_once=1), without=frozenset({"S1"}))
    held = held_of(instance)
    swap = move_of(held, "ST1", slot="T2").swap
    assert swap is not None
    assert swap.roster["ST2"].slot == "T1"
    assert not check_assessment(instance, held.placement, swap.roster).violations


def test_at_the_same_time_the_assessors_change_places() -> None:
    held = held_of(people(), {"ST1": Booking("T1", "SO1"), "ST3": Booking("T1", "SO2")})
    swap = move_of(held, "ST1", field="SO2").swap
    assert swap is not None
    assert swap.roster == {"ST1": Booking("T1", "SO2"), "ST3": Booking("T1", "SO1")}


def test_a_swap_that_cannot_be_says_why() -> None:
    """ST3 may only be at its own time."""
    instance = people(student("ST3", wpa_from=TUESDAY + timedelta(7)), slot("T9", TUESDAY + timedelta(7)),
                      without=frozenset({"ST3"}))  # fmt: skip
    held = held_of(instance, {"ST1": Booking("T1", "SO1"), "ST3": Booking("T9", "SO1")})
    swap = move_of(held, "ST1", slot="T9").swap
    assert swap is not None
    assert {conflict.rule for conflict in swap.conflicts} == {Rule.A11}


def test_nothing_in_the_way_gives_no_swap() -> None:
    assert moved(people(), slot="T2").swap is None


# ---- where something was dropped ----


def test_a_drop_means_the_slot_that_begins_nearest() -> None:
    held = held_of(people())
    assert dropped(held, "ST1", TUESDAY, 10 * 60 + 20).booking.slot == "T2"
    assert dropped(held, "ST1", TUESDAY, 23 * 60).booking.slot == "T3"


def test_of_two_slots_at_the_same_time_it_is_the_one_that_may_be() -> None:
    instance = people(slot("A0", begin="14:00", end="15:00", school="S2"), slot("T9", begin="14:00", end="15:00"))
    assert dropped(held_of(instance), "ST1", TUESDAY, 14 * 60).booking.slot == "T9"


@pytest.mark.parametrize(
    ("before", "after", "booking"),
    [
        ("SO1", "SO2", Booking("T1", "SO2", "IO1")),
        ("IO1", "IO2", Booking("T1", "SO1", "IO2")),
        ("SO1", "SO1", Booking("T1", "SO1", "IO1")),
        ("IO1", "SO2", Booking("T1", "SO1", "SO2")),
    ],
)
def test_the_row_where_it_was_taken_up_says_which_seat(before: str, after: str, booking: Booking) -> None:
    instance = people(student(year=1), trainer("IO2", Role.IO), without=frozenset({"ST1"}))
    held = held_of(instance, {**BOOKED, "ST1": Booking("T1", "SO1", "IO1")})
    assert dropped(held, "ST1", TUESDAY, 9 * 60, before, after).booking == booking


def test_a_day_without_slots_is_refused() -> None:
    with pytest.raises(ChangeRefusedError):
        dropped(held_of(people()), "ST1", WEDNESDAY, 9 * 60)


def test_a_class_has_one_wpa_at_a_time() -> None:
    instance = people(mentor("M2", duo="M1"), mentor("M1", duo="M2"), without=frozenset({"M1", "M2"}))
    assert broken(moved(instance, slot="T2")) == {Rule.A6}


def test_forbidden_is_what_no_other_move_can_help() -> None:
    assert moved(people(Exclusion("SO2", "ST1")), field="SO2").forbidden
    assert not moved(people(), slot="T3").forbidden
