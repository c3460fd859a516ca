"""How a later roster follows on the calendars that went out: uids, numbers, what falls away."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from instances.domain.entities import WpaKind
from instances.domain.solution import Booking
from reports.calendar.diary import Diaries, Diary, continued, diaries_of, newest
from reports.calendar.ics import as_ics, from_ics
from reports.run.bundle import Run
from tests.builders import slot
from tests.reports.calendar.sent import changed, events, sent, states, with_slot
from tests.reports.runs import run


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
