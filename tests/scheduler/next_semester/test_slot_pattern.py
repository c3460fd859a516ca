"""Slots on other days: never on a holiday or closed day, nothing lost that has room, nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Day, Slot
from instances.dutch.date_ranges import DateRange, is_in
from instances.dutch.holidays import holiday
from scheduler.next_semester.slot_pattern import (
    HALF_YEAR,
    WEEK,
    SlotTime,
    codes,
    repeated,
    shifted,
    times_from,
    times_of,
    usual_minutes,
    week_pattern,
)

_DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
_BEGINS = st.lists(
    st.times(time(8), time(15)).map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=4
)
_CLOSED = st.lists(
    st.builds(lambda day, more: DateRange(day, day + timedelta(more)), _DAYS, st.integers(0, 20)), max_size=3
)
_WEEKDAYS = st.frozensets(st.sampled_from(list(Day)), min_size=1)


@st.composite
def _slots(draw: st.DrawFn) -> list[Slot]:
    """Slots on weekdays of some weeks."""
    first = draw(_DAYS)
    days = sorted({first + timedelta(days) for days in draw(st.lists(st.integers(0, 60), min_size=1, max_size=12))})
    days = [day for day in days if day.weekday() < len(Day)]
    times = list(times_from(draw(_BEGINS), 75))
    return [
        Slot(f"T{i}-{j}", day, at.begin, at.end)
        for i, day in enumerate(days)
        for j, at in enumerate(times)
        if j != i % 5
    ]


@given(_WEEKDAYS, _BEGINS, st.integers(1, 180), _DAYS, st.integers(0, 120), _CLOSED)
def test_a_repeated_pattern_fills_every_open_day_and_no_other(
    weekdays: frozenset[Day], begins: list[time], minutes: int, first: date, length: int, closed: list[DateRange]
) -> None:
    period = DateRange(first, first + timedelta(length))
    times = times_from(begins, minutes)
    found = repeated(dict.fromkeys(weekdays, times), period, closed)
    days = [first + timedelta(n) for n in range(length + 1)]
    wanted = [day for day in days if day.weekday() in weekdays]
    free = [day for day in wanted if not holiday(day) and not is_in(day, closed)]
    assert Counter(slot.day for slot in found.slots) == dict.fromkeys(free, len(times))
    assert all(found.moved[day] is None for day in found.moved)
    assert sorted(found.moved) == [day for day in wanted if day not in free]
    assert len(set(found.slots)) == len(found.slots)


@given(_slots(), st.integers(-60, 60), _CLOSED, st.integers(0, 200))
def test_shifted_slots_keep_weekday_and_time_and_avoid_closed_days(
    slots: list[Slot], weeks: int, closed: list[DateRange], room: int
) -> None:
    old = Counter((slot.day.weekday(), slot.at) for slot in times_of(slots))
    until = max((slot.date + weeks * WEEK for slot in slots), default=date(2027, 1, 1)) + timedelta(room - 50)
    found = shifted(slots, weeks * WEEK, closed, until)
    new = Counter((slot.day.weekday(), slot.at) for slot in found.slots)
    assert not new - old
    lost = {day for day, to in found.moved.items() if to is None}
    missing = sum((old - new).values())
    assert missing == sum(slot.date + weeks * WEEK in lost for slot in slots)
    assert all(not holiday(slot.day) and not is_in(slot.day, closed) and slot.day <= until for slot in found.slots)
    kept = [slot.date + weeks * WEEK for slot in slots if slot.date + weeks * WEEK not in found.moved]
    assert set(kept) <= {slot.day for slot in found.slots}


@given(_slots())
def test_without_anything_closed_by_hand_only_holidays_move(slots: list[Slot]) -> None:
    found = shifted(slots, HALF_YEAR, (), date(2040, 1, 1))
    assert len(found.slots) == len(slots) or not found.slots
    assert all(holiday(day) for day in found.moved)


@given(_slots())
def test_a_pattern_says_which_times_a_weekday_has(slots: list[Slot]) -> None:
    pattern = week_pattern(slots)
    assert {(day, at) for day, times in pattern.items() for at in times} == {
        (Day(slot.day.weekday()), slot.at) for slot in times_of(slots)
    }
    assert usual_minutes(slots) == (75 if slots else None)


def test_ascension_day_and_whit_monday_of_2027_move_behind_the_others() -> None:
    slots = [Slot("T1", date(2026, 11, 5), time(9), time(10)), Slot("T2", date(2026, 11, 16), time(9), time(10))]
    found = shifted(slots, HALF_YEAR, (), date(2027, 7, 1))
    assert found.moved == {date(2027, 5, 6): None, date(2027, 5, 17): None}
    slots.append(Slot("T3", date(2026, 11, 17), time(9), time(10)))
    found = shifted(slots, HALF_YEAR, (), date(2027, 7, 1))
    assert found.moved == {date(2027, 5, 6): date(2027, 5, 20), date(2027, 5, 17): date(2027, 5, 24)}


def test_only_whole_weeks_keep_the_weekday() -> None:
    with pytest.raises(ValueError, match="whole weeks"):
        shifted([], timedelta(days=8), (), date(2027, 1, 1))


def test_nothing_ends_after_midnight() -> None:
    with pytest.raises(ValueError, match="23:30"):
        times_from([time(23, 30)], 45)


def test_codes_count_on_in_the_way_of_the_earlier_ones() -> None:
    fresh = codes(["Pauze", "W0412"], {"W0002"}.__contains__)
    assert [next(fresh) for _ in range(3)] == ["W0001", "W0003", "W0004"]
    assert next(codes([], set().__contains__)) == "WPA001"


def test_a_slot_of_one_school_stays_of_that_school() -> None:
    slots = [Slot("T1", date(2026, 11, 10), time(9), time(10), "S1", "B1")]
    [only] = shifted(slots, HALF_YEAR, (), date(2027, 7, 1)).slots
    assert only.at == SlotTime(time(9), time(10), "S1", "B1")
