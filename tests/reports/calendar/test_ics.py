"""Calendars for assessors and schools: what is in them, and how a later roster follows on what went out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject

from instances.domain.entities import Slot, WpaKind
from instances.domain.instance import Instance
from instances.domain.solution import Booking
from reports.calendar.diary import Diaries, Diary, continued, diaries_of, newest
from reports.calendar.ics import LARGEST_FILE, LARGEST_SEQUENCE, as_ics, from_ics, read_diaries, write_diaries
from reports.run.bundle import Run
from tests.builders import slot
from tests.reports.boards.separation import FORBIDDEN_WORDS, leaks
from tests.reports.runs import ASSESSMENT, run

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
        found = continued(diaries_of(one), found, one)
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


def of_semester(whole: Run, name: str, number: int = 2) -> Run:
    return replace(
        whole,
        instance=replace(
            whole.instance, settings=replace(whole.instance.settings, semester=name, semester_number=number)
        ),
    )


def in_days(whole: Run, days: int) -> Run:
    """All slots that many days later."""
    slots = {id: replace(one, date=one.date + timedelta(days)) for id, one in whole.instance.slots.items()}
    return replace(whole, instance=replace(whole.instance, slots=slots))


def uids(whole: Run) -> dict[str, list[str]]:
    return {file: [one.uid for one in diary.appointments] for file, diary in diaries_of(whole).items()}


@pytest.mark.parametrize("name", ["Voorjaar 2027", "2026/2027 semester 2", "", "2026-2027 S2 "])
def test_a_uid_does_not_hang_on_the_name_of_the_semester(name: str) -> None:
    assert uids(of_semester(run(), name)) == uids(run())


def test_another_name_of_the_semester_doubles_and_cancels_nothing() -> None:
    renamed = of_semester(run(), "Voorjaar 2027")
    assert sent(run(), renamed) == sent(run())


def test_a_uid_hangs_on_nothing_but_student_and_wpa() -> None:
    """Not on a name, the place, the time, the mentor or the other assessor."""
    whole = run()
    i = whole.instance
    students = {id: replace(one, name=f"X {one.name}", year=3, email="x@x.example") for id, one in i.students.items()}
    schools = {id: replace(one, name=f"X {one.name}", place="Hoorn") for id, one in i.schools.items()}
    moved = in_days(whole, 3)
    other = replace(moved, instance=replace(moved.instance, students=students, schools=schools))
    assert uids(other) == uids(whole)


@pytest.mark.parametrize("days", [-150, 365, -365])
def test_the_wpa_of_another_semester_has_another_uid(days: int) -> None:
    """The same student has one each semester: the next may not overwrite what was held."""
    before, after = ({uid for every in uids(one).values() for uid in every} for one in (run(), in_days(run(), days)))
    assert before & after == set()


@pytest.mark.parametrize("days", [-150, -365])
def test_the_wpas_of_an_earlier_semester_are_neither_cancelled_nor_kept(days: int) -> None:
    assert sent(in_days(run(), days), run()) == sent(run())


def test_a_resit_in_the_same_semester_is_another_wpa() -> None:
    whole = run()
    students = {**whole.instance.students, "0011": replace(whole.instance.students["0011"], wpa_kind=WpaKind.RESIT)}
    again = replace(whole, instance=replace(whole.instance, students=students))
    assert uids(again)["scholen/S1"] != uids(whole)["scholen/S1"]
    assert uids(again)["SO1"] == uids(whole)["SO1"]


def test_the_wpa_before_a_resit_was_held_and_is_not_cancelled() -> None:
    whole = run()
    start = whole.instance.slots["T1"].date + timedelta(14)
    ans = replace(whole.instance.students["0011"], wpa_kind=WpaKind.RESIT, wpa_from=start)
    later = with_slot(replace(whole.instance, students={**whole.instance.students, "0011": ans}), slot("T1", start))
    found = sent(whole, replace(whole, instance=later))["scholen/S1"]
    assert [(one.begin.date(), one.cancelled) for one in found.appointments] == [(start, False)]


def test_who_turns_out_to_have_a_resit_before_anything_was_held_has_the_old_one_cancelled() -> None:
    whole = run()
    ans = replace(whole.instance.students["0011"], wpa_kind=WpaKind.RESIT)
    again = replace(whole, instance=replace(whole.instance, students={**whole.instance.students, "0011": ans}))
    found = sent(whole, again)["scholen/S1"]
    assert sorted(one.cancelled for one in found.appointments) == [False, True]


# -- what an older version sent ----------------------------------------------------------------------


def old_uid(semester: str, student: str, reader: str) -> str:
    """As versions up to 0.1.0 made them."""
    whole = "\0".join(("wpa", semester, student, reader))
    slug = re.sub(r"[^a-z0-9]+", "-", semester.lower()).strip("-")
    return f"{hashlib.sha256(whole.encode()).hexdigest()[:32]}@{slug}.plaatswijzer"


def sent_by_an_older_version(whole: Run) -> Diaries:
    found = {}
    for file, diary in diaries_of(whole).items():
        every = []
        for one in diary.appointments:
            who = next(s for s in whole.instance.students.values() if f"WPA {s.name}," in one.title).id
            reader = file.removeprefix("scholen/")
            every.append(replace(one, uid=old_uid(whole.semester, who, reader), wpa="", former=()))
        found[file] = Diary(diary.name, tuple(every))
    return read_back(found)


def read_back(diaries: Diaries) -> Diaries:
    return {file: from_ics(as_ics(diary)) for file, diary in diaries.items()}


def test_uids_of_an_older_version_are_taken_over_also_under_another_name_of_the_semester() -> None:
    old, renamed = sent_by_an_older_version(run()), of_semester(run(), "Voorjaar 2027")
    new = continued(diaries_of(renamed, ["2026-2027 S2"]), old, renamed)
    assert {f: [(a.uid, a.sequence, a.cancelled) for a in d.appointments] for f, d in new.items()} == {
        f: [(a.uid, 0, False) for a in d.appointments] for f, d in old.items()
    }


def test_they_are_still_known_when_the_first_name_is_forgotten() -> None:
    """resultaat.json tells only the last name; the calendar itself says of which WPA the old uid is."""
    old, renamed = sent_by_an_older_version(run()), of_semester(run(), "Voorjaar 2027")
    once = read_back(continued(diaries_of(renamed, ["2026-2027 S2"]), old, renamed))
    twice = continued(diaries_of(renamed, ["Voorjaar 2027"]), once, renamed)
    assert {file: as_ics(diary) for file, diary in twice.items()} == {file: as_ics(d) for file, d in once.items()}


def test_what_falls_away_of_an_older_version_is_cancelled_under_its_uid() -> None:
    old, renamed = sent_by_an_older_version(run()), of_semester(changed(run(), {"0013": None}), "Voorjaar 2027")
    new = continued(diaries_of(renamed, ["2026-2027 S2"]), old, renamed)["IO2"].appointments[0]
    assert (new.uid, new.sequence, new.cancelled) == (old["IO2"].appointments[0].uid, 1, True)


def test_what_nobody_knows_any_more_is_cancelled_rather_than_doubled() -> None:
    """Of an older version, under a name of the semester that stands nowhere."""
    old, renamed = sent_by_an_older_version(run()), of_semester(run(), "Voorjaar 2027")
    found = continued(diaries_of(renamed), old, renamed)["SO1"].appointments
    assert sorted((one.sequence, one.cancelled) for one in found) == [(0, False), (1, True)]


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
