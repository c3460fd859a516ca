"""Calendars for assessors and schools: what is in them, and how a later roster follows on what went out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import icalendar
import pytest
import vobject

from instances.domain.entities import Slot
from instances.domain.instance import Instance
from instances.domain.solution import Booking
from reports.calendar.diary import Diaries, Diary, continued, diaries_of, newest
from reports.calendar.ics import as_ics, from_ics, read_diaries, write_diaries
from reports.run.bundle import Run
from tests.builders import slot
from tests.reports.boards.separation import FORBIDDEN_WORDS, leaks
from tests.reports.runs import ASSESSMENT, run

SEMESTER = "2026-2027 S2"
SECRETS = ("zorgtag", "1999 ZZ", "geheime reden", "ans.aal@student.example")


def changed(whole: Run, over: Mapping[str, Booking | None]) -> Run:
    """The roster with other bookings; None takes the WPA away."""
    seats = {who: seat for who, seat in {**ASSESSMENT, **over}.items() if seat is not None}
    return replace(whole, assessment=seats)


def with_slot(instance: Instance, new: Slot) -> Instance:
    return replace(instance, slots={**instance.slots, new.id: new})


def sent(*runs: Run) -> Diaries:
    """The diaries after each of these rosters went out in turn."""
    found: Diaries = {}
    for one in runs:
        found = continued(diaries_of(one), found, SEMESTER)
    return found


def states(diary: Diary) -> dict[str, tuple[int, bool]]:
    """Student to number and cancelled."""
    return {one.title.split(",")[0].removeprefix("WPA "): (one.sequence, one.cancelled) for one in diary.appointments}


def events(data: bytes) -> list[vobject.base.Component]:
    """As a second library reads them."""
    return list(vobject.readOne(data.decode()).contents.get("vevent", []))


def ics(file: str, whole: Run | None = None) -> bytes:
    return as_ics(diaries_of(whole or run())[file])


def test_every_assessor_and_school_with_a_wpa_has_a_calendar() -> None:
    assert sorted(diaries_of(run())) == ["IO1", "IO2", "SO1", "SO2", "scholen/S1", "scholen/S2", "scholen/S3"]


def test_an_assessor_without_a_wpa_has_none() -> None:
    assert "IO2" not in diaries_of(changed(run(), {"0013": None}))


def test_a_calendar_holds_the_wpas_of_its_assessor_only() -> None:
    assert states(diaries_of(run())["SO1"]) == {"Dirk Das": (0, False)}


def test_an_appointment_says_who_where_and_by_whom() -> None:
    found = diaries_of(run())["IO2"].appointments[0]
    assert (found.title, found.place) == ("WPA Cas Cox, De Beuk", "De Beuk")
    assert found.text.splitlines() == [
        "Student: Cas Cox (jaar 2)",
        "Mentor: Mo Beuk, groep 3",
        "Beoordelaar werkveld: Ties Werk",
        "Beoordelaar opleiding: Ilse Ver",
    ]


def test_the_place_has_the_address_of_the_school() -> None:
    whole = run()
    school = replace(whole.instance.schools["S2"], postcode="1811 AB", place="Alkmaar")
    schools = {**whole.instance.schools, "S2": school}
    moved = replace(whole, instance=replace(whole.instance, schools=schools))
    assert diaries_of(moved)["IO2"].appointments[0].place == "De Beuk, 1811 AB Alkmaar"


@pytest.mark.parametrize("file", sorted(diaries_of(run())))
def test_no_calendar_tells_care_resit_doubt_needs_or_an_address(file: str) -> None:
    text = ics(file).decode().replace("\r\n ", "")
    assert [word for word in FORBIDDEN_WORDS if word in text.casefold()] == []
    assert leaks([text], SECRETS) == []


@pytest.mark.parametrize("file", sorted(diaries_of(run())))
def test_a_second_library_finds_every_calendar_valid(file: str) -> None:
    calendar = vobject.readOne(ics(file).decode())
    assert calendar.validate(raiseException=True)
    assert all(event.validate(raiseException=True) for event in calendar.vevent_list)


def test_a_second_library_reads_the_same_texts() -> None:
    event = events(ics("IO2"))[0]
    assert (event.summary.value, event.location.value) == ("WPA Cas Cox, De Beuk", "De Beuk")
    assert event.description.value.startswith("Student: Cas Cox (jaar 2)\nMentor: Mo Beuk, groep 3\n")


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 1, 19), 1), (date(2027, 6, 1), 2), (date(2027, 3, 26), 1), (date(2027, 3, 29), 2),
                       (date(2027, 10, 29), 2), (date(2027, 11, 1), 1)]
)  # fmt: skip
def test_nine_in_the_morning_is_nine_in_amsterdam_in_winter_and_in_summer(day: date, hours: int) -> None:
    instance = with_slot(run().instance, slot("T1", day))
    found = events(ics("SO2", replace(run(), instance=instance)))
    moment = next(event.dtstart.value for event in found if "Ans Aal" in event.summary.value)
    assert moment.utcoffset().total_seconds() == hours * 3600
    assert moment.astimezone(UTC) == datetime.combine(day, time(9 - hours), UTC)


def test_the_zone_is_named_and_in_the_file() -> None:
    text = ics("SO2").decode()
    assert "DTSTART;TZID=Europe/Amsterdam:20270601T090000" in text
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_the_lines_end_and_fold_as_the_standard_asks() -> None:
    lines = ics("IO2").split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_two_runs_give_the_same_bytes() -> None:
    assert ics("SO2") == ics("SO2")


def test_the_same_roster_again_gives_the_same_bytes() -> None:
    assert {file: as_ics(diary) for file, diary in sent(run()).items()} == {
        file: as_ics(diary) for file, diary in sent(run(), run(), run()).items()
    }


def test_a_uid_tells_nothing_of_the_student() -> None:
    uids = [one.uid for diary in diaries_of(run()).values() for one in diary.appointments]
    assert [uid for uid in uids if any(word in uid for word in ("0011", "0013", "0021", "Ans", "S1"))] == []


def test_no_uid_serves_two_calendars() -> None:
    uids = [one.uid for diary in diaries_of(run()).values() for one in diary.appointments]
    assert len(set(uids)) == len(uids) == 8


def test_a_uid_is_of_one_semester() -> None:
    whole = run()
    later = replace(whole.instance, settings=replace(whole.instance.settings, semester="2027-2028 S1"))
    one, other = diaries_of(whole)["SO1"].appointments[0], diaries_of(replace(whole, instance=later))["SO1"]
    assert one.uid != other.appointments[0].uid


def test_another_time_raises_the_number_and_keeps_the_uid() -> None:
    whole = run()
    later = replace(whole, instance=with_slot(whole.instance, slot("T2", begin="13:00", end="14:00")))
    first, second = sent(whole)["IO2"].appointments[0], sent(whole, later)["IO2"].appointments[0]
    assert (first.uid, first.sequence) == (second.uid, 0)
    assert (second.sequence, second.begin.hour) == (1, 13)


def test_what_did_not_change_keeps_its_number() -> None:
    later = changed(run(), {"0013": Booking("T3", "SO2", "IO2")})
    assert states(sent(run(), later)["SO2"]) == {"Ans Aal": (0, False), "Cas Cox": (1, False)}


def test_another_co_assessor_raises_the_number_for_who_stays() -> None:
    later = changed(run(), {"0013": Booking("T2", "SO2", "IO1")})
    assert states(sent(run(), later)["SO2"])["Cas Cox"] == (1, False)


def test_a_wpa_that_goes_to_another_assessor_is_cancelled_for_the_first_and_new_for_the_second() -> None:
    later = sent(run(), changed(run(), {"0013": Booking("T2", "SO2", "IO1")}))
    assert states(later["IO2"]) == {"Cas Cox": (1, True)}
    assert states(later["IO1"])["Cas Cox"] == (0, False)


def test_a_cancelled_wpa_is_told_to_every_program() -> None:
    data = as_ics(sent(run(), changed(run(), {"0013": None}))["IO2"])
    event = events(data)[0]
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")


def test_a_cancelled_wpa_stays_cancelled_with_the_same_number() -> None:
    without = changed(run(), {"0013": None})
    assert states(sent(run(), without, without, without)["IO2"]) == {"Cas Cox": (1, True)}


def test_a_wpa_that_comes_back_is_confirmed_with_a_higher_number() -> None:
    assert states(sent(run(), changed(run(), {"0013": None}), run())["IO2"]) == {"Cas Cox": (2, False)}


def test_a_later_version_has_a_later_stamp() -> None:
    once, later = sent(run()), sent(run(), changed(run(), {"0013": None}))
    stamps = [events(as_ics(diaries["IO2"]))[0].dtstamp.value for diaries in (once, later)]
    assert stamps[0] < stamps[1]


def test_the_wpas_of_an_earlier_semester_are_not_cancelled() -> None:
    whole = run()
    past = replace(whole.instance, settings=replace(whole.instance.settings, semester="2025-2026 S2"))
    earlier = diaries_of(replace(whole, instance=past))
    assert continued(diaries_of(whole), earlier, SEMESTER) == diaries_of(whole)


def test_of_two_folders_the_version_that_went_out_last_counts() -> None:
    first, later = sent(run()), sent(run(), changed(run(), {"0013": None}))
    for order in ((first, later), (later, first)):
        assert states(newest(order)["IO2"]) == {"Cas Cox": (1, True)}


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


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_diaries(tmp_path / "agenda") == ({}, ())


def test_a_shared_calendar_shows_no_student() -> None:
    assert {str(event["class"]) for event in icalendar.Calendar.from_ical(ics("SO2")).walk("VEVENT")} == {"PRIVATE"}


def test_a_diary_reads_back_with_its_name() -> None:
    assert from_ics(ics("SO1")).name == "WPA's Sia Oost"
