"""Calendars as people's programs write them: repeats, time zones, whole days and what does not count."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from instances.domain.entities import DayPart
from instances.supply.busy import UnreadableCalendarError, busy_halves, read_calendar
from instances.supply.half_days import Span
from instances.supply.settings import SupplySettings

FIRST, LAST = date(2027, 5, 24), date(2027, 6, 18)
AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Kantoor
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar(*events: str, before: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\nUID:{number}\n{event}\nEND:VEVENT\n" for number, event in enumerate(events))
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Proef//NL\n{before}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def times(*events: str, before: str = "") -> list[str]:
    found = read_calendar(calendar(*events, before=before), "a.ics", FIRST, LAST).times
    return [f"{one.begin:%d-%m %H:%M}/{one.end:%d-%m %H:%M}" for one in found]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20270601T070000Z\nDTEND:20270601T080000Z", ["01-06 09:00/01-06 10:00"]),
        ("DTSTART:20270601T090000\nDTEND:20270601T100000", ["01-06 09:00/01-06 10:00"]),
        ("DTSTART;TZID=America/New_York:20270601T040000\nDURATION:PT90M", ["01-06 10:00/01-06 11:30"]),
        ("DTSTART;TZID=W. Europe Standard Time:20270601T090000\nDURATION:PT1H", ["01-06 09:00/01-06 10:00"]),
        ("DTSTART;VALUE=DATE:20270601", ["01-06 00:00/02-06 00:00"]),
        ("DTSTART;VALUE=DATE:20270601\nDTEND;VALUE=DATE:20270603", ["01-06 00:00/03-06 00:00"]),
        ("DTSTART;VALUE=DATE:20270520\nDTEND;VALUE=DATE:20270525", ["20-05 00:00/25-05 00:00"]),
        ("DTSTART:20270601T090000\nDTEND:20270601T100000\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20270601T090000\nDTEND:20270601T100000\nSTATUS:CANCELLED", []),
        ("DTSTART:20270601T090000\nDTEND:20270601T100000\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        ("DTSTART:20270601T090000\nDTEND:20270601T100000\nX-PLAATSWIJZER-WPA:1", []),
        ("DTSTART:20270601T090000\nDTEND:20270601T100000\nSTATUS:TENTATIVE", ["01-06 09:00/01-06 10:00"]),
        ("DTSTART:20280601T090000\nDTEND:20280601T100000", []),
    ],
)  # fmt: skip
def test_one_appointment(event: str, expected: list[str]) -> None:
    assert times(event) == expected


def test_the_zone_of_the_file_itself_is_used() -> None:
    assert times("DTSTART;TZID=Kantoor:20270601T090000\nDURATION:PT1H", before=AMSTERDAM) == ["01-06 09:00/01-06 10:00"]


def test_a_weekly_meeting_from_winter_stays_at_its_hour_in_summer() -> None:
    event = "DTSTART;TZID=Europe/Amsterdam:20270105T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY"
    assert times(event) == [f"{day} 09:00/{day} 10:00" for day in ("25-05", "01-06", "08-06", "15-06")]


def test_a_weekly_meeting_in_another_zone_follows_that_zone() -> None:
    """New York keeps its hour on its own clock; in March it is another hour here for two weeks."""
    event = "DTSTART;TZID=America/New_York:20270302T040000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4"
    found = read_calendar(calendar(event), "a.ics", date(2027, 3, 1), date(2027, 4, 1)).times
    assert [f"{one.begin:%d-%m %H:%M}" for one in found] == ["02-03 10:00", "09-03 10:00", "16-03 09:00", "23-03 09:00"]


def test_the_end_of_a_repeat_counts_in_universal_time() -> None:
    until = "DTSTART;TZID=Europe/Amsterdam:20270525T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20270608T070000Z"
    assert times(until) == [f"{day} 09:00/{day} 10:00" for day in ("25-05", "01-06", "08-06")]
    earlier = until.replace("T070000Z", "T065959Z")
    assert times(earlier) == [f"{day} 09:00/{day} 10:00" for day in ("25-05", "01-06")]


def test_days_left_out_added_and_moved() -> None:
    series = (
        "DTSTART;TZID=Europe/Amsterdam:20270525T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\n"
        "EXDATE;TZID=Europe/Amsterdam:20270601T090000\nRDATE;TZID=Europe/Amsterdam:20270603T140000"
    )
    moved = (
        "BEGIN:VEVENT\nUID:0\nRECURRENCE-ID;TZID=Europe/Amsterdam:20270608T090000\n"
        "DTSTART;TZID=Europe/Amsterdam:20270609T130000\nDURATION:PT2H\nEND:VEVENT\n"
    )
    assert times(series, before=moved) == [
        "25-05 09:00/25-05 10:00", "03-06 14:00/03-06 15:00", "09-06 13:00/09-06 15:00",
    ]  # fmt: skip


def test_one_cancelled_occurrence_is_free() -> None:
    series = "DTSTART;TZID=Europe/Amsterdam:20270525T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"
    gone = (
        "BEGIN:VEVENT\nUID:0\nSTATUS:CANCELLED\nRECURRENCE-ID:20270601T070000Z\n"
        "DTSTART;TZID=Europe/Amsterdam:20270601T090000\nDURATION:PT1H\nEND:VEVENT\n"
    )
    assert times(series, before=gone) == ["25-05 09:00/25-05 10:00"]


def test_this_and_future_moves_what_follows() -> None:
    series = "DTSTART;TZID=Europe/Amsterdam:20270525T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = (
        "BEGIN:VEVENT\nUID:0\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20270601T090000\n"
        "DTSTART;TZID=Europe/Amsterdam:20270602T100000\nDURATION:PT30M\nEND:VEVENT\n"
    )
    assert times(series, before=moved) == [
        "25-05 09:00/25-05 10:00", "02-06 10:00/02-06 10:30", "09-06 10:00/09-06 10:30",
    ]  # fmt: skip


def test_whole_days_repeat_every_second_week() -> None:
    event = "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;UNTIL=20270602"
    assert times(event) == ["24-05 00:00/25-05 00:00", "25-05 00:00/26-05 00:00"]


def test_busy_periods_without_appointments_count() -> None:
    busy = (
        "BEGIN:VFREEBUSY\nUID:x\nDTSTAMP:20270101T000000Z\nFREEBUSY;FBTYPE=BUSY:20270601T070000Z/PT1H\n"
        "FREEBUSY;FBTYPE=FREE:20270602T070000Z/PT1H\nEND:VFREEBUSY\n"
    )
    assert times(before=busy) == ["01-06 09:00/01-06 10:00"]


def test_names_in_the_file_say_whose_it_is() -> None:
    found = read_calendar(calendar(before="X-WR-CALNAME:Otto\n"), "a.ics", FIRST, LAST)
    assert (found.names, found.times) == (("Otto",), ())


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "een bestand zonder agenda"),
        (b"geen agenda", "een agenda die niet te lezen is"),
        (calendar("DTSTART;TZID=Marsstad:20270601T090000\nDURATION:PT1H"), "de onbekende tijdzone Marsstad"),
        (calendar("SUMMARY:zonder begin"), "een agenda die niet te lezen is"),
        (calendar("DTSTART:20200101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY"), "te vaak herhaald"),
        (calendar("DTSTART:20000101T000000Z\nDURATION:PT1S\nRRULE:FREQ=DAILY"), "te vaak herhaald"),
        (calendar("DTSTART:20200101T000000Z\nDURATION:PT1S\nRRULE:FREQ=DAILY;INTERVAL=0"), "niet te lezen"),
        (calendar("DTSTART:20200101T000000Z\nRRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"), "te vaak herhaald"),
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be_read_is_said(data: bytes, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("instances.supply.busy.SUPPLY", SupplySettings(most_occurrences=100))
    with pytest.raises(UnreadableCalendarError, match=found):
        read_calendar(data, "a.ics", FIRST, LAST)


def test_only_what_overlaps_the_times_of_wpas_takes_a_half_day() -> None:
    day = date(2027, 6, 1)
    part_spans = {DayPart.MORNING: Span(time(9), time(11, 45)), DayPart.AFTERNOON: Span(time(13), time(16))}
    halves = [(day, part) for part in DayPart]

    def taken(begin: str, end: str) -> list[DayPart]:
        event = f"DTSTART:20270601T{begin}00\nDTEND:20270601T{end}00"
        return [part for _, part in busy_halves(read_calendar(calendar(event), "", day, day).times, halves, part_spans)]

    assert taken("0800", "0900") == []
    assert taken("0800", "0901") == [DayPart.MORNING]
    assert taken("1145", "1300") == []
    assert taken("1100", "1301") == [DayPart.MORNING, DayPart.AFTERNOON]
    assert taken("1930", "2200") == []


def test_a_time_is_said_without_what_it_is_for() -> None:
    event = "DTSTART:20270601T090000\nDTEND:20270601T100000\nSUMMARY:Bij de tandarts"
    (time_of,) = read_calendar(calendar(event), "a.ics", FIRST, LAST).times
    assert (time_of.begin, time_of.shown) == (datetime(2027, 6, 1, 9), "09:00-10:00")
