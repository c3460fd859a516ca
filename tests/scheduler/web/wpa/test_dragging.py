"""Green is only where a drop breaks no rule: of the WPA itself, of its assessors and of what they have already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.entities import Exclusion, Vehicle, Willingness
from instances.domain.instance import Instance
from instances.domain.solution import Booking
from scheduler.web.wpa.dragging import Chance, Dragging, Fit
from scheduler.web.wpa.moves import dropped
from tests.builders import TUESDAY, WEDNESDAY, answer, school, slot, student, trainer, travel
from tests.scheduler.web.wpa.held_rosters import BOOKED, held_of, people

DAYS = (TUESDAY, WEDNESDAY)


def told(instance: Instance, who: str = "ST1", taken_up: str = "SO1", **booked: Booking) -> list[Chance]:
    dragging = Dragging.of(held_of(instance, {**BOOKED, **booked}), who)
    assert dragging is not None
    return list(dragging.at_assessors([TUESDAY], taken_up))


def fits(found: list[Chance], row: str) -> dict[str, Fit]:
    """How it fits in a row by slot, or for the whole day."""
    return {"hele dag" if one.slot is None else one.slot.id: one.fit for one in found if one.row == row}


def test_an_assessor_at_the_maximum_is_full_the_whole_day() -> None:
    found = told(people(trainer("SO2", max_wpas=1), without=frozenset({"SO2"})))
    assert fits(found, "SO2") == {"hele dag": Fit.FULL}
    assert "heeft er 1 van 1" in {one.why for one in found if one.row == "SO2"}


def test_who_has_it_already_is_not_full_for_it() -> None:
    found = told(people(trainer("SO1", max_wpas=2), without=frozenset({"SO1"})))
    assert fits(found, "SO1") == {"T2": Fit.CAN, "T3": Fit.BUSY}, "T1 is where it is now"


def test_a_time_with_another_wpa_is_busy_and_says_of_whom() -> None:
    found = told(people(), ST2=Booking("T2", "SO2"))
    assert fits(found, "SO2") == {"T1": Fit.CAN, "T2": Fit.BUSY, "T3": Fit.CAN}
    assert any("Student ST2" in one.why for one in found if one.fit is Fit.BUSY and one.row == "SO2")


def test_too_little_time_to_travel_is_busy() -> None:
    """SO1 is in S2 from 12:00; from S1 that is 90 minutes, so 10:00-11:00 ends too late."""
    found = told(people(travel("S1", "S2", 90, Vehicle.AUTO)))
    assert fits(found, "SO1")["T2"] is Fit.BUSY
    assert any("nodig" in one.why for one in found if one.row == "SO1")


def test_the_day_is_full_before_the_semester_is() -> None:
    found = told(people(trainer("SO2", max_wpas=9, max_wpas_per_day=1), without=frozenset({"SO2"})))
    assert set(fits(found, "SO2").values()) <= {Fit.FULL, Fit.BUSY}


def test_who_cannot_is_left_to_the_row_and_who_may_not_is_told() -> None:
    found = told(people(answer("SO3", Willingness.NO), Exclusion("SO2", "ST1")))
    assert fits(found, "SO3") == {}
    assert fits(found, "SO2") == {"hele dag": Fit.NEVER}


def test_a_slot_of_another_school_does_not_hide_the_one_of_the_own() -> None:
    """Two slots begin together; a drop there takes the one that may be."""
    instance = people(slot("A0", begin="10:00", end="11:00", school="S2"))
    assert fits(told(instance), "SO3")["T2"] is Fit.CAN


def test_a_full_school_is_full_for_everybody() -> None:
    instance = people(school(wpas_at_once=1), without=frozenset({"S1"}))
    assert fits(told(instance), "SO3")["T2"] is Fit.FULL


@pytest.mark.parametrize("who", ["ST1", "ST2", "ST3"])
@pytest.mark.parametrize("per_day", [1, 4])
@pytest.mark.parametrize("most", [1, 2, 9])
def test_green_is_exactly_where_the_drop_has_no_conflict(who: str, most: int, per_day: int) -> None:
    plain = people(
        travel("S1", "S2", 90, Vehicle.AUTO),
        answer("SO3", Willingness.RATHER_NOT),
        Exclusion("SO2", "ST3"),
        slot("T8", begin="11:30", end="12:30"),
        slot("T9", begin="12:00", end="13:00", school="S2"),
        slot("W1", WEDNESDAY),
    )
    limited = {id: replace(one, max_wpas=most, max_wpas_per_day=per_day) for id, one in plain.trainers.items()}
    held = held_of(replace(plain, trainers=limited))
    dragging = Dragging.of(held, who)
    assert dragging is not None
    taken_up = held.assessment[who].field
    seen = 0
    for one in dragging.at_assessors(DAYS, taken_up):
        slots = [one.slot] if one.slot else [each for each in held.instance.slots.values() if each.date == one.day]
        for each in slots:
            drop = dropped(held, who, one.day, each.begin_minute, taken_up, one.row)
            if not drop.nothing:
                assert (one.fit is Fit.CAN) == (not drop.conflicts), (one, drop.conflicts)
                seen += 1
    assert seen > 4


def test_with_two_assessors_the_one_who_stays_counts_too() -> None:
    """IO1 has the WPA of ST2 at T2, whoever of the field comes to that of ST1."""
    instance = people(student("ST1", 1), student("ST2", 1), without=frozenset({"ST1", "ST2"}))
    found = told(instance, ST1=Booking("T1", "SO1", "IO1"), ST2=Booking("T2", "SO2", "IO1"))
    assert fits(found, "SO3") == {"T1": Fit.CAN, "T2": Fit.BUSY, "T3": Fit.CAN}
    assert fits(found, "IO1") == {"hele dag": Fit.NEVER}, "the other seat"


def test_in_the_row_of_the_school_the_present_assessors_count() -> None:
    held = held_of(people())
    dragging = Dragging.of(held, "ST1")
    assert dragging is not None
    found = list(dragging.at_school(DAYS))
    assert fits(found, "S1") == {"T2": Fit.CAN, "T3": Fit.BUSY}


def test_who_has_no_place_has_no_wpa_to_drag() -> None:
    assert Dragging.of(held_of(people(student("ST4"))), "ST4") is None
