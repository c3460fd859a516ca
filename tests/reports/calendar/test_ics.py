"""What is in the calendars of assessors and schools, in the form that every program reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import vobject

from reports.calendar.diary import diaries_of
from reports.calendar.ics import as_ics
from tests.builders import slot
from tests.reports.boards.separation import FORBIDDEN_WORDS, leaks
from tests.reports.calendar.sent import SECRETS, changed, events, ics, sent, states, with_slot
from tests.reports.runs import run


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


@pytest.mark.parametrize(
    ("address", "place"),
    [("", "De Beuk, 1811 AB Alkmaar"), ("Dorpsstraat 1", "De Beuk, Dorpsstraat 1, 1811 AB Alkmaar")],
)
def test_the_place_has_the_address_of_the_school(address: str, place: str) -> None:
    whole = run()
    school = replace(whole.instance.schools["S2"], address=address, postcode="1811 AB", place="Alkmaar")
    schools = {**whole.instance.schools, "S2": school}
    moved = replace(whole, instance=replace(whole.instance, schools=schools))
    assert diaries_of(moved)["IO2"].appointments[0].place == place


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
