"""Work by hand through whole commands: kept or pinned where it can be, refused by name, and never lost in silence."""

from __future__ import annotations

import json
import shutil
from datetime import time
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Pin
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from tests.scheduler.previous.test_manual_edits import workbook
from tests.scheduler.running import edit, run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ST1 is with M1 and ST2 with M2, in rows 2 and 3; the slots are T1 at 9 and T2 at 13, both on 1 June 2027."""
    home = tmp_path_factory.mktemp("kantoor")
    write_semester(workbook(), home / "semester.xlsx")
    assert run("rooster", home / "semester.xlsx", "-o", home / "oud", "--tijd", 5).exit_code == 0
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "kantoor")
    return tmp_path / "kantoor"


def order(home: Path, command: str, *words: object, to: str = "nieuw") -> tuple[int, str]:
    result = run(command, home / "semester.xlsx", "-o", home / to, "--tijd", 5, *words)
    return result.exit_code, " ".join(result.output.split())


def result(home: Path, folder: str = "nieuw") -> dict[str, dict[str, dict[str, str]]]:
    told = json.loads((home / folder / "resultaat.json").read_text(encoding="utf-8"))
    return {part: told[part]["toewijzing"] for part in ("plaatsing", "wpa") if part in told}


def first_wpa(home: Path) -> tuple[str, str]:
    """The student in row 2 of WPA-rooster, and the other slot."""
    row = openpyxl.load_workbook(home / "oud" / "wpa.xlsx")["WPA-rooster"][2]
    student = str(row[0].value)
    return student, "T2" if result(home, "oud")["wpa"][student]["slot"] == "T1" else "T1"


def move_first(home: Path) -> tuple[str, str]:
    """A hand types the other time, and leaves the slot."""
    student, slot = first_wpa(home)
    begin, end = (time(13), time(14)) if slot == "T2" else (time(9), time(10))
    edit(home / "oud" / "wpa.xlsx", "WPA-rooster", "Begin", 2, begin)  # type: ignore[arg-type]
    edit(home / "oud" / "wpa.xlsx", "WPA-rooster", "Eind", 2, end)  # type: ignore[arg-type]
    return student, slot


def test_a_time_typed_by_hand_is_kept(home: Path) -> None:
    student, slot = move_first(home)
    code, told = order(home, "rooster", "--vorige", home / "oud", "--vastzetten")
    assert (code, result(home)["wpa"][student]["slot"]) == (0, slot), told
    assert f"WPA-rooster K2: Begin “{'13:00' if slot == 'T2' else '09:00'}” is gelezen als {slot}." in told
    assert "wpa.xlsx, WPA-rooster K2 Slot" in told


@pytest.mark.parametrize("command", ["rooster", "herplan"])
def test_a_time_that_no_slot_has_is_refused_with_its_cell(home: Path, command: str) -> None:
    edit(home / "oud" / "wpa.xlsx", "WPA-rooster", "Begin", 2, time(10, 45))  # type: ignore[arg-type]
    code, told = order(home, command, "--vorige", home / "oud")
    assert (code, "WPA-rooster K2 Begin: 10:45" in told) == (2, True), told
    assert "Het dichtst bij zijn" in told


def test_verklaar_reads_a_time_typed_by_hand(home: Path) -> None:
    student, slot = move_first(home)
    told = " ".join(run("verklaar", home / "semester.xlsx", home / "oud", student).output.split())
    assert f"is gelezen als {slot}." in told


def test_controleer_judges_a_time_typed_by_hand(home: Path) -> None:
    """Both WPAs are at one time now; the school and the assessors can have two."""
    _, slot = move_first(home)
    told = " ".join(run("controleer", home / "semester.xlsx", "--rooster", home / "oud").output.split())
    assert f"is gelezen als {slot}." in told
    assert "A1: WPA-rooster" not in told


def test_a_row_with_yes_in_vastgezet_is_pinned_and_told(home: Path) -> None:
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Vastgezet", 2, "ja")
    code, told = order(home, "rooster", "--vorige", home / "oud")
    copy = read(home / "nieuw" / "semester-vastgezet.xlsx").instance
    assert (code, copy is not None and copy.pins) == (0, (Pin("ST1", mentor="M1"),)), told
    assert "Plaatsing: Vastgezet is ja gemaakt bij ST1; die rij blijft staan." in told
    rows = openpyxl.load_workbook(home / "nieuw" / "plaatsing.xlsx")["Plaatsing"]
    assert [row[-1] for row in rows.iter_rows(min_row=2, values_only=True)] == ["ja", "nee"]


def test_a_row_with_yes_and_another_mentor_stays_with_that_mentor(home: Path) -> None:
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Vastgezet", 2, "ja")
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "Mentor M4")
    code, _ = order(home, "herplan", "--vorige", home / "oud")
    assert (code, result(home)["plaatsing"]["ST1"]["mentor"]) == (0, "M4")
    changed = openpyxl.load_workbook(home / "nieuw" / "plaatsing.xlsx")["Wijzigingen"]
    assert "ST1" in [row[0] for row in changed.iter_rows(min_row=2, values_only=True)]


def test_a_wpa_row_with_yes_keeps_slot_and_assessors(home: Path) -> None:
    student, _ = first_wpa(home)
    edit(home / "oud" / "wpa.xlsx", "WPA-rooster", "Vastgezet", 2, "ja")
    code, told = order(home, "wpa", "--vorige", home / "oud", to="oud")
    now = result(home, "oud")["wpa"][student]
    copy = read(home / "oud" / "semester-vastgezet.xlsx").instance
    assert (code, copy is not None and copy.pins) == (
        0, (Pin(student, slot=now["slot"], field=now["werkveld"], institute=now["opleiding"]),)
    ), told  # fmt: skip


def test_making_the_roster_again_in_the_same_folder_says_what_is_not_kept(home: Path) -> None:
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M4")
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Vastgezet", 3, "ja")
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Jaar", 3, "4")
    code, told = order(home, "rooster", to="oud")
    assert code == 0
    assert (
        "niet in het nieuwe rooster: Plaatsing, kolom Mentor: 1 cel (H2); Plaatsing, kolom Vastgezet: 1 cel (R3)"
        in told
    )
    assert "Zij staan nog in plaatsing-oud.xlsx. Zet wat daarvan moet blijven op het blad Vastgezet" in told
    assert "in die map staat het nieuwe rooster" in told
    assert "Plaatsing, kolom Jaar: 1 cel met de hand gewijzigd (C3). Dat telt niet mee" in told
    assert "blad Studenten" in told


def test_what_cannot_be_understood_and_rows_of_nobody_are_named_too(home: Path) -> None:
    """A time that no slot has, and a total typed under the rows, were gone without a word."""
    edit(home / "oud" / "wpa.xlsx", "WPA-rooster", "Begin", 2, time(15))  # type: ignore[arg-type]
    book = openpyxl.load_workbook(home / "oud" / "plaatsing.xlsx")
    book["Plaatsing"]["A5"], book["Plaatsing"]["C5"] = "Totaal", 2
    book.save(home / "oud" / "plaatsing.xlsx")
    code, told = order(home, "rooster", to="oud")
    assert code == 0
    assert "WPA-rooster, kolom Begin: 1 cel (K2)" in told
    assert "Plaatsing, kolom Student: 1 cel (A5)" in told
    assert "Zij staan nog in plaatsing-oud.xlsx en wpa-oud.xlsx." in told


@pytest.mark.parametrize("typed", ["-", "n.v.t."])
def test_a_dash_in_the_place_of_a_mentor_empties_it(home: Path, typed: str) -> None:
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, typed)
    code, told = order(home, "herplan", "--vorige", home / "oud", "--vastzetten")
    assert (code, "Bij 1 student is iets leeg gemaakt" in told) == (0, True), told


def test_the_wpa_command_says_which_wpas_changed_by_hand_are_gone(home: Path) -> None:
    student, slot = move_first(home)
    code, told = order(home, "wpa", to="oud")
    assert code == 0
    lost = "WPA-rooster, kolom Begin: 1 cel (K2)" in told
    assert lost == (result(home, "oud")["wpa"][student]["slot"] != slot)


@pytest.mark.parametrize(("command", "to"), [("rooster", "oud"), ("wpa", "oud"), ("herplan", "nieuw")])
def test_notes_of_the_office_are_in_the_next_roster(home: Path, command: str, to: str) -> None:
    for file, sheet in (("plaatsing.xlsx", "Plaatsing"), ("wpa.xlsx", "WPA-rooster")):
        book = openpyxl.load_workbook(home / "oud" / file)
        book[sheet].cell(1, 25).value, book[sheet].cell(2, 25).value = "Notitie", f"bij {book[sheet]['A2'].value}"
        book.save(home / "oud" / file)
    words = ("--vorige", home / "oud") if command == "herplan" else ()
    code, told = order(home, command, *words, to=to)
    assert (code, "Overgenomen in plaatsing.xlsx: 1 eigen kolom (Notitie)." in told) == (0, True), told
    for file, sheet in (("plaatsing.xlsx", "Plaatsing"), ("wpa.xlsx", "WPA-rooster")):
        rows = list(openpyxl.load_workbook(home / to / file)[sheet].iter_rows(min_row=2, values_only=True))
        assert [row[-1] for row in rows if row[-1]] == [f"bij {row[0]}" for row in rows if row[-1]]
        assert sum(row[-1] is not None for row in rows) == 1


def test_half_a_name_is_told_with_its_cell_and_who_may_be_meant(home: Path) -> None:
    book = openpyxl.load_workbook(home / "semester.xlsx")
    column = [cell.value for cell in book["Mentoren"][1]].index("Naam") + 1
    book["Mentoren"].cell(5, column).value = "Hanna IJsbrand"
    book.save(home / "semester.xlsx")
    code = book["Mentoren"].cell(5, 1).value
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "Hanna")
    meant = f"Bedoelt u Hanna IJsbrand ({code})?"
    checked = " ".join(run("controleer", home / "semester.xlsx", "--rooster", home / "oud").output.split())
    assert "P1: Plaatsing H2: Student ST1 is geplaatst bij mentor Hanna" in checked
    assert meant in checked
    status, told = order(home, "rooster", "--vorige", home / "oud", "--vastzetten")
    assert (status, meant in told) == (2, True), told
    status, told = order(home, "herplan", "--vorige", home / "oud")
    assert (status, meant in told) == (0, True), told


@pytest.mark.parametrize("command", ["controleer", "rooster"])
def test_a_cell_that_cannot_be_read_hides_no_other(home: Path, command: str) -> None:
    """A student who is named twice cannot be judged; a mentor who does not exist is told in the same go."""
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Student", 3, "ST1")
    edit(home / "oud" / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M99")
    edit(home / "oud" / "wpa.xlsx", "WPA-rooster", "Datum", 2, "morgen of overmorgen")
    edit(home / "oud" / "wpa.xlsx", "WPA-rooster", "Beoordelaar werkveld", 3, "SO99")
    words = ("--rooster", home / "oud") if command == "controleer" else ("--vorige", home / "oud", "--vastzetten")
    told = run(command, home / "semester.xlsx", *words, *(() if command == "controleer" else ("-o", home / "nieuw")))
    text = " ".join(told.output.split())
    assert told.exit_code == (1 if command == "controleer" else 2), text
    for cell in ("M99", "SO99", "morgen of overmorgen"):
        assert cell in text, text
