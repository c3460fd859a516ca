"""Calendars in the folder of the rosters: numbers go on from what went out, wherever that stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.calendar.ics import read_diaries, write_diaries
from reports.run.bundle import Run
from scheduler.writing.folder import write_rosters
from scheduler.writing.sending import ready_to_send
from tests.reports.calendar.test_continued import sent_by_an_older_version
from tests.reports.runs import ASSESSMENT, rows, run
from tests.scheduler.chain_runs import Heard

pytestmark = pytest.mark.thorough


def write(whole: Run, folder: Path, previous: Path | None = None, screen: Heard | None = None) -> list[Path]:
    sending = ready_to_send(whole.instance, folder, previous, None, False, screen or Heard())
    return list(write_rosters(whole, folder, sending=sending).files)


def numbers(folder: Path, file: str) -> list[int]:
    return [one.sequence for one in read_diaries(folder)[0][file].appointments]


def without_wpas(whole: Run) -> Run:
    return replace(whole, assessment=None, assessment_verdict=None, assessment_proof=None)


def without(student: str) -> Run:
    return replace(run(), assessment={who: seat for who, seat in ASSESSMENT.items() if who != student})


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.ics")}


def test_a_wpa_roster_comes_with_its_calendars(tmp_path: Path) -> None:
    write(run(), tmp_path)
    schools = {f"agenda/scholen/{school}.ics" for school in ("S1", "S2", "S3")}
    assert files(tmp_path) == {"agenda/SO1.ics", "agenda/SO2.ics", "agenda/IO1.ics", "agenda/IO2.ics"} | schools


def test_a_placement_alone_has_none(tmp_path: Path) -> None:
    write(without_wpas(run()), tmp_path)
    assert files(tmp_path) == set()


def test_the_same_roster_over_itself_changes_no_byte(tmp_path: Path) -> None:
    write(run(), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.ics")}
    write(run(), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.ics")} == before


def test_a_roster_in_the_same_folder_follows_on_what_stood_there(tmp_path: Path) -> None:
    write(run(), tmp_path)
    write(without("0013"), tmp_path)
    assert numbers(tmp_path / "agenda", "IO2") == [1]


def test_a_roster_in_another_folder_follows_on_the_previous_one(tmp_path: Path) -> None:
    write(run(), tmp_path / "first")
    write(without("0013"), tmp_path / "second", previous=tmp_path / "first")
    assert numbers(tmp_path / "second" / "agenda", "IO2") == [1]


def test_a_new_placement_puts_the_calendars_aside(tmp_path: Path) -> None:
    write(run(), tmp_path)
    written = write(without_wpas(run()), tmp_path)
    assert not (tmp_path / "agenda" / "IO2.ics").exists()
    assert tmp_path / "agenda-oud" / "IO2.ics" in written


def test_the_wpa_roster_after_it_goes_on_with_their_numbers(tmp_path: Path) -> None:
    write(run(), tmp_path)
    write(without_wpas(run()), tmp_path)
    write(without("0013"), tmp_path)
    assert numbers(tmp_path / "agenda", "IO2") == [1]
    assert not list((tmp_path / "agenda-oud").rglob("*.ics"))


def test_a_calendar_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write(run(), tmp_path)
    (tmp_path / "agenda" / "IO2.ics").write_text("kapot")
    screen = Heard()
    write(run(), tmp_path, screen=screen)
    assert [line for line in screen.lines if "IO2.ics is geen agenda die te lezen is" in line]


def named(whole: Run, semester: str) -> Run:
    settings = replace(whole.instance.settings, semester=semester)
    return replace(whole, instance=replace(whole.instance, settings=settings))


def calendars(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.ics")}


@pytest.mark.parametrize("name", ["Voorjaar 2027", "2026/2027 semester 2"])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_another_name_of_the_semester_sends_nobody_anything_twice(name: str, elsewhere: bool, tmp_path: Path) -> None:
    """Every uid was new, nothing was cancelled, and everyone had each WPA twice."""
    write(run(), tmp_path / "first")
    before = calendars(tmp_path / "first")
    folder = tmp_path / ("second" if elsewhere else "first")
    write(named(run(), name), folder, previous=tmp_path / "first" if elsewhere else None)
    assert calendars(folder) == before


def test_a_folder_of_its_own_gives_the_same_uids_without_any_memory(tmp_path: Path) -> None:
    for folder, name in (("one", "2026-2027 S2"), ("other", "Voorjaar 2027")):
        write(named(run(), name), tmp_path / folder)
    assert calendars(tmp_path / "one") == calendars(tmp_path / "other")


def test_uids_of_an_older_version_are_taken_over_from_the_folder_that_tells_its_semester(tmp_path: Path) -> None:
    write(run(), tmp_path)
    old = sent_by_an_older_version(run())
    write_diaries(old, tmp_path / "agenda")
    uids = {file: [one.uid for one in diary.appointments] for file, diary in old.items()}
    for name in ("Voorjaar 2027", "Lente 2027"):
        write(named(run(), name), tmp_path)
        found, _ = read_diaries(tmp_path / "agenda")
        assert {file: [one.uid for one in diary.appointments] for file, diary in found.items()} == uids
        assert not any(one.cancelled or one.sequence for diary in found.values() for one in diary.appointments)


def test_a_giant_number_in_an_earlier_calendar_is_told_before_the_search(tmp_path: Path) -> None:
    write(run(), tmp_path)
    path = tmp_path / "agenda" / "IO2.ics"
    path.write_bytes(path.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:3000000"))
    screen = Heard()
    ready_to_send(run().instance, tmp_path, None, None, False, screen)
    assert [line for line in screen.lines if "IO2.ics is geen agenda die te lezen is" in line]
    write(run(), tmp_path)
    assert numbers(tmp_path / "agenda", "IO2") == [0]


# -- who gets which ----------------------------------------------------------------------------------


def addresses(folder: Path) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in rows(folder / "agenda" / "lijst.xlsx", "Agenda's")]


def with_address(whole: Run) -> Run:
    trainers = {**whole.instance.trainers, "IO2": replace(whole.instance.trainers["IO2"], email="ilse@ho.example")}
    return replace(whole, instance=replace(whole.instance, trainers=trainers))


def test_the_list_says_which_calendar_goes_to_whom(tmp_path: Path) -> None:
    write(with_address(run()), tmp_path)
    found = addresses(tmp_path)
    assert found[1] == ("IO2", "Ilse Ver", "ilse@ho.example", "beoordelaar", "IO2.ics", 1, 0)
    assert found[-1] == ("S3", "De Zee", None, "school", "scholen/S3.ics", 1, 0)
    assert {f"agenda/{row[4]}" for row in found} == files(tmp_path)


def test_a_calendar_with_nothing_but_cancelled_wpas_is_on_the_list(tmp_path: Path) -> None:
    write(with_address(run()), tmp_path)
    write(with_address(without("0013")), tmp_path)
    assert ("IO2", "Ilse Ver", "ilse@ho.example", "beoordelaar", "IO2.ics", 0, 1) in addresses(tmp_path)


def test_who_left_the_workbook_is_on_the_list_by_name(tmp_path: Path) -> None:
    write(run(), tmp_path)
    left = without("0013")
    trainers = {id: one for id, one in left.instance.trainers.items() if id != "IO2"}
    write(replace(left, instance=replace(left.instance, trainers=trainers)), tmp_path)
    assert ("IO2", "Ilse Ver", None, "beoordelaar", "IO2.ics", 0, 1) in addresses(tmp_path)


def test_the_list_is_of_this_roster_only(tmp_path: Path) -> None:
    write(without_wpas(run()), tmp_path)
    assert not (tmp_path / "agenda").exists()
