"""Calendars of an earlier folder read back: any name as it is, damage by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from reports.calendar.diary import continued, diaries_of
from reports.calendar.ics import LARGEST_FILE, LARGEST_SEQUENCE, as_ics, from_ics, read_diaries, write_diaries
from tests.reports.calendar.sent import changed, events, ics
from tests.reports.runs import run

NASTY = [
    "=1+1",
    "Zoë 😀 Öz",
    "a;b,c:d",
    "back\\nslash",
    'with "quotes"',
    "x" * 300,
    "BEGIN:VEVENT",
    "  spaces  in",
    "a\\,b",
]


@pytest.mark.parametrize("name", NASTY)
def test_any_name_reads_back_as_it_is(name: str, tmp_path: Path) -> None:
    """Else the number would be raised in every run."""
    whole = run()
    students = {**whole.instance.students, "0021": replace(whole.instance.students["0021"], name=name)}
    diaries = diaries_of(replace(whole, instance=replace(whole.instance, students=students)))
    write_diaries(diaries, tmp_path)
    assert read_diaries(tmp_path) == (diaries, ())


@pytest.mark.parametrize("name", NASTY)
def test_any_name_is_read_by_the_second_library(name: str) -> None:
    whole = run()
    students = {**whole.instance.students, "0021": replace(whole.instance.students["0021"], name=name)}
    data = ics("SO1", replace(whole, instance=replace(whole.instance, students=students)))
    assert [event.summary.value for event in events(data)] == [f"WPA {name}, De Zee"]


BROKEN_OFF = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n"
WITHOUT_TIMES = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("data", [b"", b"no calendar", b"\xff\xfe\x00", BROKEN_OFF, WITHOUT_TIMES])
def test_a_file_that_is_no_calendar_is_named_and_the_others_are_read(data: bytes, tmp_path: Path) -> None:
    write_diaries(diaries_of(run()), tmp_path)
    (tmp_path / "IO2.ics").write_bytes(data)
    found, unreadable = read_diaries(tmp_path)
    assert unreadable == (tmp_path / "IO2.ics",)
    assert len(found) == 6


def damaged(*lines: str) -> bytes:
    """A calendar of one appointment with these lines over its own."""
    names = tuple(line.split(":")[0] + ":" for line in lines)
    own = [line for line in ics("SO1").decode().split("\r\n") if not line.startswith(names)]
    end = own.index("END:VEVENT")
    return "\r\n".join([*own[:end], *lines, *own[end:]]).encode()


HOSTILE = {
    "a giant number": damaged("SEQUENCE:3000000"),
    "the first that is too many": damaged(f"SEQUENCE:{LARGEST_SEQUENCE}"),
    "a negative number": damaged("SEQUENCE:-1"),
    "no number": damaged("SEQUENCE:veel"),
    "a number without end": damaged("SEQUENCE:" + "9" * 5000),
    "no begin that exists": damaged("DTSTART;TZID=Europe/Amsterdam:20271301T090000", "DTSTART:x"),
    "a day without a time": damaged("DTSTART;TZID=Europe/Amsterdam:20270601"),
    "twice a begin": ics("SO1").replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nDTSTART:20270601T090000Z"),
    "two titles": ics("SO1").replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nSUMMARY:x\r\nSUMMARY:y"),
    "two uids": ics("SO1").replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nUID:x\r\nUID:y"),
    "deep": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000,
    "large": ics("SO1") + b" " * LARGEST_FILE,
    "other bytes": bytes(range(256)) * 40,
    "an archive": b"PK\x03\x04" + b"\0" * 100,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_calendar_is_named_or_can_go_out_again(data: bytes, tmp_path: Path) -> None:
    """SEQUENCE 3000000 was read, and after the whole search no date could be made of it."""
    (tmp_path / "SO1.ics").write_bytes(data)
    found, unreadable = read_diaries(tmp_path)
    if not unreadable:
        out = continued(diaries_of(run()), found, run())
        assert all(as_ics(diary) for diary in out.values())
    assert len(found) + len(unreadable) == 1


NEVER_SENT = ["a giant number", "the first that is too many", "a negative number", "no number", "large"]


@pytest.mark.parametrize("name", NEVER_SENT)
def test_a_number_that_was_never_sent_makes_a_calendar_unreadable(name: str, tmp_path: Path) -> None:
    (tmp_path / "SO1.ics").write_bytes(HOSTILE[name])
    assert read_diaries(tmp_path) == ({}, (tmp_path / "SO1.ics",))


def test_the_last_number_that_can_be_still_goes_out(tmp_path: Path) -> None:
    (tmp_path / "SO1.ics").write_bytes(damaged(f"SEQUENCE:{LARGEST_SEQUENCE - 1}"))
    found, _ = read_diaries(tmp_path)
    assert as_ics(continued(diaries_of(changed(run(), {"0021": None})), found, changed(run(), {"0021": None}))["SO1"])


def test_a_folder_with_the_name_of_a_calendar_is_named(tmp_path: Path) -> None:
    (tmp_path / "SO1.ics").mkdir()
    assert read_diaries(tmp_path) == ({}, (tmp_path / "SO1.ics",))


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_diaries(tmp_path / "agenda") == ({}, ())


def test_a_shared_calendar_shows_no_student() -> None:
    assert {str(event["class"]) for event in icalendar.Calendar.from_ical(ics("SO2")).walk("VEVENT")} == {"PRIVATE"}


def test_a_diary_reads_back_with_its_name() -> None:
    assert from_ics(ics("SO1")).name == "WPA's Sia Oost"
