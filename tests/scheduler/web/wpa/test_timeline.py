"""The WPAs by day, assessor and school: trips, waiting, who can when, and only the days that are shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from instances.domain.entities import DayPart, Exclusion, Pin, Vehicle, Willingness
from instances.domain.solution import Booking
from instances.rosters.columns import Head
from reports.assessment.sheets import workload_rows
from reports.run.tours import tours_of
from scheduler.web.wpa.availability import half_days, slot_choices
from scheduler.web.wpa.events import Item, Rows, Shown, chances, timeline
from scheduler.web.wpa.left_out import left_out
from scheduler.web.wpa.names import with_names
from scheduler.web.wpa.seat_choices import preferred, seat_choices
from scheduler.web.wpa.timeline import WpaDays, week_of
from scheduler.web.wpa.workload import AssessorLoad, workload
from tests.builders import TUESDAY, WEDNESDAY, answer, away, mentor, school, slot, student, trainer, travel
from tests.scheduler.web.wpa.held_rosters import BOOKED, held_of, people

NEXT_WEEK = TUESDAY + timedelta(7)


def test_between_schools_are_the_trip_and_the_waiting() -> None:
    """SO1 ends at 09:00-10:00 in S1 and begins at 12:00 in S2; the trip takes 30 minutes, home is 5 minutes away."""
    held = held_of(people(travel("S1", "S2", 30, Vehicle.AUTO)))
    [day] = [day for day in WpaDays(held).assessor_days([TUESDAY]) if day.trainer == "SO1"]
    assert [(gap.times, gap.travel) for gap in day.gaps] == [
        ("08:55-09:00", True), ("10:00-10:30", True), ("10:30-12:00", False), ("13:00-13:05", True),
    ]  # fmt: skip
    assert (day.travel, day.waiting) == (40, 90)
    assert [line.begin for line in day.lines] == sorted(line.begin for line in day.lines)


def test_the_window_waits_as_long_as_the_rosters_say() -> None:
    held = held_of(people(travel("S1", "S2", 30, Vehicle.AUTO)))
    told = {row[Head.ASSESSOR]: row[Head.WAITING] for row in workload_rows(held.run, tours_of(held.run))}
    assert told == {one.trainer: one.waiting for one in workload(held, WpaDays(held))}
    assert told["SO1"] == 90


def test_who_can_take_no_seat_has_no_share() -> None:
    """Three seats: SO3 is away, so SO1 and SO2 have half of them each, rounded up."""
    held = held_of(people(away("SO3")))
    assert {one.trainer: one.fair for one in workload(held, WpaDays(held))} == {"SO1": 2, "SO2": 2, "SO3": 0, "IO1": 0}


def test_at_one_school_is_no_trip_between() -> None:
    held = held_of(people(), {"ST1": Booking("T1", "SO1"), "ST2": Booking("T2", "SO1")})
    [day] = WpaDays(held).assessor_days([TUESDAY])
    assert [gap.times for gap in day.gaps] == ["08:55-09:00", "11:00-11:05"]


def test_the_workload_is_beside_the_maximum() -> None:
    held = held_of(people(trainer("SO1", max_wpas=2), without=frozenset({"SO1"})))
    load = {one.trainer: one for one in workload(held, WpaDays(held))}
    assert (load["SO1"].wpas, load["SO1"].most) == (2, 2)
    assert load["SO1"].light.startswith("vol")
    assert (load["SO3"].wpas, load["SO3"].travel, load["SO3"].waiting) == (0, 0, 0)


@pytest.mark.parametrize(
    ("wpas", "most", "fair", "light"),
    [
        (12, 12, 6, "vol, 6 boven eerlijk deel (6)"),
        (7, 12, 6, "1 boven eerlijk deel (6)"),
        (6, 12, 6, ""),
        (13, 12, 13, "1 boven het maximum"),
    ],
)
def test_full_and_above_the_fair_share_are_both_told_with_how_much(wpas: int, most: int, fair: int, light: str) -> None:
    load = AssessorLoad("SO1", "Opleider", "SO", wpas, most, fair, days=1, travel=0, waiting=0, longest=0)
    assert load.light == light


def test_a_long_wait_stands_out_where_it_is_and_in_the_workload() -> None:
    """SO1 has ST1 until 10:00 and ST3 from 12:00 at the same school; with a WPA between, no wait is long."""
    instance = people(mentor("M3"), slot("T4", begin="11:59", end="12:30"), without=frozenset({"M3"}))
    held = held_of(instance, {**BOOKED, "ST2": Booking("T4", "SO1")})
    assert [one.long_wait for one in workload(held, WpaDays(held)) if one.trainer == "SO1"] == [False]
    held = held_of(instance)
    days = WpaDays(held)
    [load] = [one for one in workload(held, days) if one.trainer == "SO1"]
    assert (load.longest, load.long_wait) == (120, True)
    sent = timeline(held, days, Shown(Rows.ASSESSORS, (TUESDAY,)))["events"]
    assert [event["classNames"] for event in sent if "wacht" in event["classNames"]] == [["wacht", "lang"]]


def test_only_the_days_that_are_shown_go_to_the_browser() -> None:
    instance = people(slot("T9", NEXT_WEEK))
    held = held_of(instance, {**BOOKED, "ST3": Booking("T9", "SO1")})
    days = WpaDays(held)
    sent = timeline(held, days, Shown(Rows.ASSESSORS, (TUESDAY,)))["events"]
    assert {event["start"][:10] for event in sent} == {TUESDAY.isoformat()}
    week = timeline(held, days, Shown(Rows.ASSESSORS, tuple(week_of(NEXT_WEEK))))["events"]
    assert {event["extendedProps"].get("student") for event in week} == {"ST3", None}


def test_a_pin_is_shown() -> None:
    held = held_of(people(Pin("ST1", slot="T1", field="SO1")))
    stop = WpaDays(held).of("ST1")
    assert stop is not None
    assert stop.pinned == "tijd, beoordelaar werkveld"
    events = timeline(held, WpaDays(held), Shown(Rows.ASSESSORS, (TUESDAY,)))["events"]
    assert {event["id"] for event in events if "vast" in event["classNames"]} == {"ST1/SO1"}


def test_what_a_roster_breaks_is_shown_at_the_wpa() -> None:
    held = held_of(people(), {**BOOKED, "ST2": Booking("T1", "SO1")})
    stop = WpaDays(held).of("ST2")
    assert stop is not None
    assert stop.breaks
    assert stop.breaks[0].startswith("A6: Beoordelaar Opleider SO1")


def test_the_rows_of_schools_hold_each_wpa_once() -> None:
    held = held_of(people())
    sent = timeline(held, WpaDays(held), Shown(Rows.SCHOOLS, (TUESDAY,)))
    assert {row["id"] for row in sent["resources"]} == {"S1", "S2"}
    assert sorted(event["resourceIds"][0] for event in sent["events"]) == ["S1", "S1", "S2"]


def test_without_any_wpa_there_is_still_a_first_day() -> None:
    days = WpaDays(held_of(people(), {}))
    assert days.first_day == TUESDAY
    assert days.assessor_days(None) == []


@pytest.mark.parametrize(
    ("day", "first", "number"), [(WEDNESDAY, date(2027, 5, 31), 5), (date(2027, 6, 5), date(2027, 5, 31), 6)]
)
def test_a_week_is_monday_to_friday_with_a_saturday_that_was_asked(day: date, first: date, number: int) -> None:
    assert (week_of(day)[0], len(week_of(day))) == (first, number)


# ---- who can when ----


def test_every_half_day_says_what_the_assessor_said() -> None:
    instance = people(answer("SO2", Willingness.RATHER_NOT, part=DayPart.MORNING), answer("SO3", Willingness.NO))
    said = {(half.trainer, half.part): half for half in half_days(instance, [TUESDAY])}
    assert said["SO1", DayPart.MORNING].can is Willingness.YES
    assert said["SO2", DayPart.MORNING].can is Willingness.RATHER_NOT
    assert said["SO2", DayPart.AFTERNOON].can is Willingness.NO, "with a row only the rows count"
    assert said["SO3", DayPart.MORNING].why == "beoordelaar SO3 heeft nee opgegeven voor di 1 juni 2027 (ochtend)"


def by_row(events: list[Item], kind: str) -> set[str]:
    return {event["resourceIds"][0] for event in events if kind in event["classNames"]}


def test_while_dragging_the_rows_say_who_may_have_it() -> None:
    held = held_of(people(answer("SO3", Willingness.NO), Exclusion("SO2", "ST1")))
    found = chances(held, "ST1", Shown(Rows.ASSESSORS, (TUESDAY,)), "SO1")
    assert by_row(found, "kan") == {"SO1"}
    assert by_row(found, "kan-niet") == {"SO2", "IO1"}, "excluded, and of the other seat"


def test_while_dragging_a_full_school_and_a_forbidden_time_are_told_apart() -> None:
    instance = people(school(wpas_at_once=1), slot("T9", begin="14:00", end="15:00", school="S2"),
                      without=frozenset({"S1"}))  # fmt: skip
    found = chances(held_of(instance), "ST1", Shown(Rows.SCHOOLS, (TUESDAY,)))
    assert [event["classNames"][1] for event in found] == ["vol", "bezet", "kan-niet"]


def test_the_choices_of_a_slot_tell_the_rule_in_names() -> None:
    held = held_of(people(slot("T9", WEDNESDAY)))
    [wrong] = [choice for choice in slot_choices(held, held.instance.students["ST1"]) if choice.against]
    assert (wrong.slot, wrong.against) == ("T9", ("A5 wo 2 juni 2027 is geen stagedag (di)",))


def test_the_choices_of_a_seat_tell_who_is_busy_and_put_the_free_first() -> None:
    held = held_of(people())
    found = seat_choices(held, held.instance.students["ST1"], held.instance.slots["T2"], True)
    assert [(choice.trainer, choice.busy) for choice in found] == [
        ("SO1", ""), ("SO3", ""), ("SO2", "bezet: Student ST2, 10:00-11:00"),
    ]  # fmt: skip


def test_who_is_full_or_cannot_travel_in_time_is_not_free() -> None:
    """SO1 is in S2 from 12:00, 90 minutes away; SO2 has the only WPA that may be."""
    full = trainer("SO2", max_wpas=1)
    held = held_of(people(travel("S1", "S2", 90, Vehicle.AUTO), full, without=frozenset({"SO2"})))
    found = seat_choices(held, held.instance.students["ST1"], held.instance.slots["T2"], True)
    assert {choice.trainer: choice.free for choice in found} == {"SO1": False, "SO2": False, "SO3": True}
    at_lunch = seat_choices(held, held.instance.students["ST1"], held.instance.slots["T3"], True)
    assert {choice.trainer: choice.busy for choice in at_lunch}["SO2"] == "vol"


def test_the_present_assessor_is_kept_where_that_can_be_and_else_the_one_with_room() -> None:
    held = held_of(people(trainer("SO4"), answer("SO4", Willingness.RATHER_NOT)))
    for slot_id, expected in (("T2", "SO1"), ("T3", "SO3")):
        choices = seat_choices(held, held.instance.students["ST1"], held.instance.slots[slot_id], True)
        assert preferred(choices, "SO1") == expected
    assert preferred([], "SO1") is None


def test_a_line_to_choose_from_has_no_codes() -> None:
    held = held_of(people(slot("T9", WEDNESDAY)))
    [wrong] = [choice for choice in slot_choices(held, held.instance.students["ST1"]) if choice.against]
    assert wrong.reasons == "wo 2 juni 2027 is geen stagedag (di)"


def test_who_has_no_place_has_no_choices() -> None:
    held = held_of(people(student("ST4")))
    assert slot_choices(held, held.instance.students["ST4"]) == []
    assert chances(held, "ST4", Shown(Rows.ASSESSORS, (TUESDAY,))) == []


def test_left_out_are_the_due_without_a_wpa_who_can_be_helped_first() -> None:
    instance = people(student("ST4"), student("ST5", wpa=False))
    held = held_of(instance, {"ST1": BOOKED["ST1"], "ST3": BOOKED["ST3"]})
    assert [(one.student, one.placed) for one in left_out(held)] == [("ST2", True), ("ST4", False)]


def test_codes_become_names_and_other_words_stay() -> None:
    instance = people()
    said = with_names(instance, "SO1 is ook M1, slot T1 (di 1 juni 2027, 09:00-10:00) op school S1.")
    assert said == "Opleider SO1 is ook Mentor M1, di 1 juni 2027, 09:00-10:00 op school School S1."
