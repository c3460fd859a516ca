"""A dossier that is removed: what the product wrote goes, what people made stays, and everything is told."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from reports.files.lock import hold
from reports.files.names import LOCK
from reports.workbook.semester import write_semester
from scheduler.cli import cli
from scheduler.runtime.dossier_files import ANSWERS
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.records import SentFile
from scheduler.web.dossier.store import Change
from tests import builders as b
from tests.scheduler.forget.bytes_left import left_in
from tests.scheduler.running import run, small

ID, NAME = "770011", "Zoë van der Vegt"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Details of defects of this test alone."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_what_was_written_goes_with_its_folder(rosters: Path, temporary: Path) -> None:
    (temporary / "plaatswijzer-defect-1.txt").write_text(f"rooster -o {rosters.resolve()}", encoding="utf-8")
    (temporary / "plaatswijzer-defect-2.txt").write_text("een andere map", encoding="utf-8")
    done = run("vergeet", rosters, "--ja")
    assert done.exit_code == 0, done.output
    assert not rosters.exists()
    assert [path.name for path in temporary.iterdir()] == ["plaatswijzer-defect-2.txt"]
    assert str(rosters / "plaatsing.xlsx") in done.output


def test_what_people_made_or_changed_stays_and_is_named(rosters: Path) -> None:
    (rosters / "notities.txt").write_text("van ons", encoding="utf-8")
    book = openpyxl.load_workbook(rosters / "plaatsing.xlsx")
    book.save(rosters / "plaatsing.xlsx")
    done = run("vergeet", rosters, "--ja")
    assert done.exit_code == 1
    assert sorted(path.name for path in rosters.iterdir()) == ["notities.txt", "plaatsing.xlsx"]
    stayed = done.output.partition("Niet verwijderd:")[2]
    assert "notities.txt: niet door Plaatswijzer geschreven" in stayed
    assert "plaatsing.xlsx: gewijzigd sinds Plaatswijzer het schreef" in stayed
    assert run("vergeet", rosters, "--alles", "--ja").exit_code == 2, "nothing there says that it was a dossier"


def test_everything_goes_when_that_is_asked(rosters: Path) -> None:
    (rosters / "notities.txt").write_text("van ons", encoding="utf-8")
    assert run("vergeet", rosters, "--alles", "--ja").exit_code == 0
    assert not rosters.exists()


def test_nothing_goes_without_a_yes(rosters: Path) -> None:
    before = sorted(rosters.rglob("*"))
    for said in ("nee\n", ""):
        asked = CliRunner().invoke(cli, ["vergeet", str(rosters)], input=said)
        assert asked.exit_code == 2
    assert sorted(rosters.rglob("*")) == before
    assert CliRunner().invoke(cli, ["vergeet", str(rosters)], input="ja\n").exit_code == 0
    assert not rosters.exists()


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "brief.txt").write_text("van ons", encoding="utf-8")
    assert run("vergeet", tmp_path / "map", "--ja").exit_code == 2
    assert (tmp_path / "map" / "brief.txt").exists()


def test_a_folder_in_which_a_command_is_busy_is_left_alone(rosters: Path) -> None:
    held = hold(rosters / LOCK)
    assert held is not None
    try:
        assert run("vergeet", rosters, "--ja").exit_code == 2
        assert (rosters / "plaatsing.xlsx").exists()
    finally:
        held.release()


def test_a_link_is_never_followed(rosters: Path, tmp_path: Path) -> None:
    outside = tmp_path / "buiten.xlsx"
    outside.write_bytes(b"van ons")
    (rosters / "wijzer.xlsx").symlink_to(outside)
    assert run("vergeet", rosters, "--ja").exit_code == 1
    assert outside.read_bytes() == b"van ons"


# -- dossiers of the window --------------------------------------------------------------------------


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """A dossier with a workbook, rosters, a note and a log of what was given, all about one student."""
    dossier = Dossiers(tmp_path / "dossiers").create("2026-2027 S2")
    student = b.student(ID, name=NAME, email="zoe@example.nl")
    write_semester(small(student, b.mentor("M3"), b.slot("T3", begin="14:30", end="15:30")), tmp_path / "nu.xlsx")
    number = dossier.add_workbook(tmp_path / "nu.xlsx", "nu.xlsx", "", f"{NAME} toegevoegd")
    roster = dossier.new_roster_folder()
    version = dossier.workbook
    assert version is not None
    assert run("plaats", version.path, "-o", roster, "--tijd", 3).exit_code == 0
    dossier.add_roster(roster, number, "", f"rooster met {NAME}")
    for text in (f"Bel {NAME} ({ID})", "afgehandeld"):
        dossier.change(f"notitie bij {NAME}", "", {f"notitie/{ID}": Change(text)})
    moment = datetime.now().astimezone()
    dossier.log_sent(SentFile(moment, "", 1, f"student/{ID}", NAME, "zoe@example.nl", f"{NAME}.eml", "0", "verstuurd"))
    return dossier


def test_no_byte_of_a_person_stays_in_a_dossier(dossier: Dossier) -> None:
    open_still = sqlite3.connect(dossier.folder / "dossier.sqlite")  # a window that looks: its log stays
    open_still.execute("SELECT count(*) FROM step").fetchone()
    try:
        done = run("vergeet", dossier.folder, "--persoon", ID, "--ja")
    finally:
        open_still.close()
    assert done.exit_code == 0, done.output
    assert left_in(dossier.folder, ID, NAME, "Zoë", "zoe@example.nl", "Bel Zo") == []
    assert dossier.value("notitie/gewist-1").text == "afgehandeld"
    [sent] = dossier.sent()
    assert (sent.addressee, sent.name, sent.address) == ("student/gewist-1", "(gewist)", "gewist@gewist.invalid")
    assert dossier.undo() == "notitie bij (gewist)"
    assert dossier.value("notitie/gewist-1").text == "Bel (gewist) (gewist-1)"


def test_a_dossier_goes_as_a_whole(dossier: Dossier) -> None:
    (dossier.folder / "opdrachten").mkdir(exist_ok=True)
    (dossier.folder / "opdrachten" / "0001.jsonl").write_text("{}\n", encoding="utf-8")
    done = run("vergeet", dossier.folder, "--ja")
    assert done.exit_code == 0, done.output
    assert not dossier.folder.exists()


def test_a_workbook_that_somebody_put_in_a_dossier_stays(dossier: Dossier) -> None:
    (dossier.folder / "werkboeken" / "eigen.xlsx").write_bytes(b"van ons")
    assert run("vergeet", dossier.folder, "--ja").exit_code == 1
    assert (dossier.folder / "werkboeken" / "eigen.xlsx").read_bytes() == b"van ons"
    assert not (dossier.folder / "dossier.sqlite").exists()


def test_answers_that_came_back_go_with_their_dossier(tmp_path: Path) -> None:
    """The window's copies of what boards and trainers sent: names, addresses and when people are busy."""
    dossier = Dossiers(tmp_path / "dossiers").create("semester")
    answers = dossier.folder / ANSWERS
    answers.mkdir()
    (answers / "SO1 agenda.ics").write_text("BEGIN:VCALENDAR", encoding="utf-8")
    done = run("vergeet", dossier.folder, "--ja")
    assert done.exit_code == 0, done.output
    assert not dossier.folder.exists()
