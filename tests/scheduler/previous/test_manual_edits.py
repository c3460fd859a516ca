"""Edits by hand in earlier rosters: recognised, checked, priced, and kept when the office says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Day, Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.rosters.columns import Head
from instances.rosters.read import read_rosters
from instances.workbook.read import read
from instances.xlsx.settings import FileSettings
from reports.workbook.semester import write_semester
from scheduler.previous.manual_edits import ManualEdit, find_manual_edits
from scheduler.previous.provenance import Provenance
from tests.builders import mentor, student
from tests.scheduler.running import edit, run, small

pytestmark = pytest.mark.thorough


def workbook() -> Instance:
    """Each student is best with the mentor who has the strength asked; M3 has no Tuesday."""
    return small(
        mentor("M1", strengths=frozenset({"taal"})), mentor("M2", strengths=frozenset({"rekenen"})),
        mentor("M3", days=frozenset({Day.WO})), mentor("M4"), student("ST1", needs=(("taal", 1),)),
        student("ST2", needs=(("rekenen", 1),)),
    )  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_semester(workbook(), tmp_path / "semester.xlsx")
    return tmp_path / "semester.xlsx"


@pytest.fixture
def folder(book: Path) -> Path:
    """ST1 is with M1 and ST2 with M2, in rows 2 and 3."""
    assert run("rooster", book, "-o", book.parent / "oud", "--tijd", 10).exit_code == 0
    return book.parent / "oud"


@pytest.fixture
def swapped(folder: Path) -> Path:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M2")
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 3, "M1")
    return folder


@pytest.fixture
def again(book: Path) -> Callable[..., tuple[int, str]]:
    """Make rosters anew with the old ones as the previous."""

    def make(*words: object, command: str = "plaats") -> tuple[int, str]:
        old, new = book.parent / "oud", book.parent / "nieuw"
        result = run(command, book, "-o", new, "--tijd", 10, "--vorige", old, *words)
        return result.exit_code, result.output

    return make


def placed(folder: Path) -> dict[str, str]:
    told = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    return {who: row["mentor"] for who, row in told["plaatsing"]["toewijzing"].items()}


def test_an_untouched_folder_has_no_edits(folder: Path) -> None:
    found = find_manual_edits(Provenance(folder), read_rosters(folder))
    assert found is not None
    assert found.edits == ()


def test_an_edit_is_known_by_its_cell(swapped: Path) -> None:
    found = find_manual_edits(Provenance(swapped), read_rosters(swapped))
    assert found is not None
    assert found.edits[0] == ManualEdit("Plaatsing", "H2", "ST1", Head.MENTOR, "M1", "M2")


def test_without_resultaat_json_nothing_is_known(swapped: Path) -> None:
    (swapped / "resultaat.json").unlink()
    assert find_manual_edits(Provenance(swapped), read_rosters(swapped)) is None


def test_the_edits_are_listed_and_priced(swapped: Path, again: Callable[..., tuple[int, str]]) -> None:
    told = again()[1]
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "ST1 Student ST1 plaatsing.xlsx, Plaatsing H2 Mentor M1 (Mentor M1) M2 (Mentor M2)" in lines
    assert "W1 Leerbehoeften passen bij de sterktes van de mentor 0 30 +30" in lines


def test_unpinned_edits_are_said_to_count_as_the_previous_roster_only(
    swapped: Path, again: Callable[..., tuple[int, str]]
) -> None:
    assert "tellen alleen als vorig rooster" in again()[1]


def test_kept_edits_stand_against_the_wishes(book: Path, swapped: Path, again: Callable[..., tuple[int, str]]) -> None:
    # without the weight of changes (W9) the wishes would swap them back
    code, told = again("--vastzetten")
    assert (code, placed(book.parent / "nieuw")) == (0, {"ST1": "M2", "ST2": "M1"})
    assert "kost de plaatsing 40 punten: 30 punten meer dan vóór de wijzigingen" in told


def test_kept_edits_stand_in_a_copy_of_the_workbook(
    book: Path, swapped: Path, again: Callable[..., tuple[int, str]]
) -> None:
    again("--vastzetten")
    copy = read(book.parent / "nieuw" / "semester-vastgezet.xlsx").instance
    assert copy is not None
    assert copy.pins == (Pin("ST1", mentor="M2"), Pin("ST2", mentor="M1"))


def test_of_a_workbook_too_large_to_copy_the_edits_stand_all_the_same_and_it_is_told(
    book: Path, swapped: Path, again: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instances.xlsx.weight.FILE_SETTINGS", FileSettings(max_copied=100))
    code, told = again("--vastzetten")
    assert (code, placed(book.parent / "nieuw")) == (0, {"ST1": "M2", "ST2": "M1"})
    assert "zet wat moet blijven zelf op het blad Vastgezet" in " ".join(told.split())
    assert not list((book.parent / "nieuw").glob("semester-*.xlsx"))


def test_an_edit_that_breaks_a_rule_is_told_with_the_rule(folder: Path, again: Callable[..., tuple[int, str]]) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M3")
    assert "Breekt P5:" in again()[1]


def test_an_edit_that_breaks_a_rule_is_not_pinned_and_the_cell_is_named(
    folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M3")
    code, told = again("--vastzetten")
    assert (code, "plaatsing.xlsx, Plaatsing H2: Mentor M3 kan niet (P5)." in told) == (2, True)


def test_two_edits_to_one_mentor_are_refused_together(folder: Path, again: Callable[..., tuple[int, str]]) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M4")
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 3, "M4")
    code, told = again("--vastzetten")
    assert (code, "(P2)" in told) == (2, True)


def test_a_mistyped_mentor_is_refused_with_the_nearest_code(
    folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "MM2")
    code, told = again("--vastzetten")
    assert (code, "Mentor MM2 staat niet in het werkboek. Bedoelt u" in told) == (2, True)


def test_an_unknown_code_and_a_broken_rule_are_refused_in_one_go(
    folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "MM2")
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 3, "M3")
    code, told = again("--vastzetten")
    assert code == 2
    assert "Plaatsing H2: Mentor MM2 staat niet in het werkboek." in told
    assert "Plaatsing H3: Mentor M3 kan niet (P5)." in told


def test_an_edit_against_the_workbooks_own_pin_is_refused(
    book: Path, folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M2")
    write_semester(small(*workbook().mentors.values(), *workbook().students.values(), Pin("ST1", mentor="M1")), book)
    code, told = again("--vastzetten")
    assert (code, "maar in Vastgezet staat M1 voor student ST1 (P13)." in told) == (2, True)


def test_an_edited_slot_is_kept(book: Path, folder: Path, again: Callable[..., tuple[int, str]]) -> None:
    before = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["wpa"]["toewijzing"]
    first = min(before, key=lambda who: before[who]["slot"])  # the roster is in order of time
    other = "T2" if before[first]["slot"] == "T1" else "T1"
    edit(folder / "wpa.xlsx", "WPA-rooster", "Slot", 2, other)
    code, _ = again("--vastzetten", command="rooster")
    told = json.loads((book.parent / "nieuw" / "resultaat.json").read_text(encoding="utf-8"))
    assert (code, told["wpa"]["toewijzing"][first]["slot"]) == (0, other)


@pytest.mark.parametrize(
    ("name", "sheet", "column"),
    [("plaatsing.xlsx", "Plaatsing", "Mentor"), ("wpa.xlsx", "WPA-rooster", "Slot"),
     ("wpa.xlsx", "WPA-rooster", "Beoordelaar werkveld")],
)  # fmt: skip
def test_what_was_emptied_is_free(
    name: str, sheet: str, column: str, folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    edit(folder / name, sheet, column, 2, None)
    code, told = again("--vastzetten", command="rooster")
    assert code == 0
    assert "dat kan niet worden vastgezet en blijft vrij" in " ".join(told.split())


def test_kept_edits_are_news_for_who_must_be_told(
    book: Path, swapped: Path, again: Callable[..., tuple[int, str]]
) -> None:
    again("--vastzetten")
    sheet = openpyxl.load_workbook(book.parent / "nieuw" / "plaatsing.xlsx")["Wijzigingen"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["ST1", "ST2"]


def test_edits_that_are_not_kept_are_priced_against_the_best_roster(
    book: Path, swapped: Path, again: Callable[..., tuple[int, str]]
) -> None:
    """Changes weigh nothing here, so the wishes swap them back; with the edits both learning needs are missed."""
    settings = replace(workbook().settings, weights={**workbook().settings.weights, Wish.W9: 0})
    write_semester(replace(workbook(), settings=settings), book)
    code, told = again()
    assert (code, placed(book.parent / "nieuw")) == (0, {"ST1": "M1", "ST2": "M2"})
    kept = (
        "2 wijzigingen met de hand staan (--vastzetten), dan kost de beste plaatsing 30 punten meer "
        "(40 punten in plaats van 10)"
    )
    assert kept in " ".join(told.split())


def test_an_edit_that_cannot_be_kept_is_said_to_leave_no_placement(
    folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M3")
    told = " ".join(again()[1].split())
    assert "Blijft de wijziging met de hand staan (--vastzetten), dan is er geen plaatsing mogelijk." in told


def test_edited_wpas_are_priced_beside_the_new_wpa_roster(book: Path, folder: Path) -> None:
    """The two students change times, in rows 2 and 3."""
    edit(folder / "wpa.xlsx", "WPA-rooster", "Slot", 2, "T2")
    edit(folder / "wpa.xlsx", "WPA-rooster", "Slot", 3, "T1")
    result = run("wpa", book, "-o", folder, "--tijd", 10, "--vorige", folder)
    kept = "Blijven 2 wijzigingen met de hand staan (--vastzetten), dan kost het WPA-rooster evenveel als nu."
    assert kept in " ".join(result.output.split())


def test_what_edits_cost_is_not_told_against_a_roster_that_lost_somebody(
    book: Path, folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    """Without M2 the old roster has one student and one WPA: that it is cheaper is no price of the edit."""
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M4")
    now = workbook()
    write_semester(replace(now, mentors={who: row for who, row in now.mentors.items() if who != "M2"}), book)
    code, output = again("--vastzetten", command="herplan")
    told = " ".join(output.split())
    assert code == 0
    assert "Wat de wijzigingen met de hand kosten, is niet helemaal te zeggen" in told
    assert "gelden er 2 van het vorige rooster niet meer" in told
    assert "voor 2 studenten; met het vorige rooster is dat niet te vergelijken" in told
    assert "vóór de wijzigingen met de hand" not in told


def test_that_a_roster_with_fewer_is_cheaper_is_not_told_as_a_saving(
    folder: Path, again: Callable[..., tuple[int, str]]
) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "")
    told = " ".join(again()[1].split())
    assert "Geplaatst: was 2, is nu 1." in told
    assert "Wat de wijzigingen kosten" not in told
    assert "veranderen er niet door" not in told
