"""Calendars in the folder of the rosters: numbers go on from what went out, wherever that stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reports.calendar.ics import read_diaries
from reports.run.bundle import Run
from scheduler.writing.folder import write_rosters
from scheduler.writing.sending import ready_to_send
from tests.reports.runs import ASSESSMENT, run
from tests.scheduler.chain_runs import Heard


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
