"""The command: what it says, what it writes, what it refuses, and that a gain is there in the edited workbook."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Pin, Role
from instances.domain.instance import Instance
from instances.edits.edit import CellEdit, RowEdit, apply
from instances.workbook.read import read
from models.search.settings import SearchSettings
from reports.workbook.edited_copy import write_edited
from reports.workbook.semester import write_semester
from scheduler.asking import run as workflow
from scheduler.asking.answer import AskOrder, ask_list, rosters_of
from scheduler.runtime.search_session import SearchSession
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer
from tests.scheduler.chain_runs import Heard
from tests.scheduler.running import WEDNESDAY, run, small


def short() -> Instance:
    """One place for two students: a second place helps."""
    return semester(
        board(), school(places=1), school("S2", places=2), mentor("M1"), mentor("M2"), mentor("M3", "S2"),
        trainer("SO1"), trainer("IO1", Role.IO), tandem(schools=("S1", "S2")), slot("T1"),
        slot("T2", begin="13:00", end="14:00"),
        student("ST1"), student("ST2", wishes=("S1",)), student("ST3", days=WEDNESDAY, required_profile="dalton"),
    )  # fmt: skip


@pytest.fixture
def tight_book(tmp_path: Path) -> Path:
    write_semester(short(), tmp_path / "krap.xlsx")
    return tmp_path / "krap.xlsx"


def test_rosters_that_are_best_need_nothing_and_give_back_what_is_idle(book: Path, rosters: Path) -> None:
    result = run("tekort", book, rosters, "--tijd", 10)
    assert result.exit_code == 0, result.output
    assert "Zonder verlies terug te geven" in result.output
    assert "Alle WPA's van geplaatste studenten zijn ingepland" in result.output


def test_without_rosters_it_places_first_and_writes_both_sheets(tight_book: Path) -> None:
    target = tight_book.parent / "vragen.xlsx"
    result = run("tekort", tight_book, "-o", target, "--tijd", 15)
    assert result.exit_code == 1, result.output  # ST3 asks for a profile that no school has
    told = "".join(result.output.split())
    for words in (f"plaatswijzer rooster {tight_book} -o MAP", f"plaatswijzer tekort {tight_book} MAP."):
        assert "".join(words.split()) in told
    assert "Naar WPA's is niet gekeken" in result.output
    assert "helpt geen plaats, werkdag of maximum" in result.output
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Vragen", "Teruggeven"]
    rows = list(book["Vragen"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Nummer", "Aan", "Vraag")
    assert any("plaats extra op school S1" in str(row[2]) for row in rows[1:])


def test_beside_a_placement_alone_it_says_that_wpas_were_not_looked_at(book: Path, tmp_path: Path) -> None:
    placed, target = tmp_path / "plaatsing", tmp_path / "vragen.xlsx"
    assert run("plaats", book, "-o", placed, "--tijd", 5).exit_code == 0
    result = run("tekort", book, placed, "-o", target, "--tijd", 5)
    told = "".join(result.output.split())
    assert "".join(f"plaatswijzer wpa {book} -o {placed}, en geef tekort dan opnieuw.".split()) in told
    assert "WPA-tijd" not in result.output  # of what nobody looked at nothing is said
    assert "Naar WPA's is niet gekeken" in openpyxl.load_workbook(target)["Vragen"].oddHeader.right.text


def test_a_file_that_somebody_changed_is_kept(tight_book: Path) -> None:
    target = tight_book.parent / "vragen.xlsx"
    run("tekort", tight_book, "-o", target, "--tijd", 5)
    found = openpyxl.load_workbook(target)
    found["Vragen"]["L1"] = "Gebeld"
    found.save(target)
    result = run("tekort", tight_book, "-o", target, "--tijd", 5)
    assert "is bewaard als" in result.output
    kept = [path for path in tight_book.parent.glob("vragen*.xlsx") if path != target]
    assert [openpyxl.load_workbook(path)["Vragen"]["L1"].value for path in kept] == ["Gebeld"]


@pytest.mark.parametrize("name", ["krap.xlsx", "vragen.txt"])
def test_the_workbook_itself_and_no_workbook_are_refused(tight_book: Path, name: str) -> None:
    before = tight_book.read_bytes()
    result = run("tekort", tight_book, "-o", tight_book.parent / name)
    assert result.exit_code == 2
    assert tight_book.read_bytes() == before
    assert os.listdir(tight_book.parent) == ["krap.xlsx"]


def test_pins_that_leave_no_roster_end_as_impossible(tmp_path: Path) -> None:
    instance = semester(
        board(), school(places=1), mentor("M1"), mentor("M2"), student("ST1"), student("ST2"), trainer("SO1"),
        trainer("IO1", Role.IO), tandem(), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2"),
    )  # fmt: skip
    write_semester(instance, tmp_path / "vast.xlsx")
    result = run("tekort", tmp_path / "vast.xlsx", "--tijd", 5)
    assert result.exit_code == 3, result.output


def test_a_granted_place_in_the_edited_workbook_places_who_was_promised(tight_book: Path) -> None:
    reading = read(tight_book)
    assert reading.instance is not None
    order, screen = AskOrder(tight_book, None, 10), Heard()
    with SearchSession(SearchSettings(10), screen) as search:
        found = ask_list(reading.instance, rosters_of(order, reading.instance, search, screen), search)
    best = found.asks[0]
    copy = tight_book.parent / "kopie.xlsx"
    write_edited(tight_book, reading, best.edits, copy)
    again = read(copy).instance
    assert again is not None
    assert again.schools == apply(reading.instance, best.edits).schools
    with SearchSession(SearchSettings(10), screen) as search:
        after = rosters_of(AskOrder(copy, None, 10), again, search, screen)
    before = rosters_of_now(reading.instance, tight_book)
    assert len(after.placement) - before == best.gain.served


def rosters_of_now(instance: Instance, path: Path) -> int:
    with SearchSession(SearchSettings(10), Heard()) as search:
        return len(rosters_of(AskOrder(path, None, 10), instance, search, Heard()).placement)


def test_a_new_time_is_written_and_read_back(book: Path) -> None:
    reading = read(book)
    assert reading.instance is not None
    fresh = slot("T3", begin="15:00", end="16:00", school="S1")
    copy = book.parent / "kopie.xlsx"
    write_edited(book, reading, (RowEdit(fresh, added=True),), copy)
    again = read(copy)
    assert again.instance is not None
    assert again.instance.slots == {**reading.instance.slots, "T3": fresh}
    write_edited(copy, again, (RowEdit(fresh, added=False),), copy)
    without = read(copy).instance
    assert without is not None
    assert without.slots == reading.instance.slots


def test_a_time_that_is_not_there_cannot_go() -> None:
    with pytest.raises(KeyError):
        apply(small(), (RowEdit(slot("T9"), added=False),))


def test_ctrl_c_gives_what_is_known(monkeypatch: pytest.MonkeyPatch, tight_book: Path) -> None:
    real = workflow.rosters_of

    def pressed(order: AskOrder, instance: Instance, search: SearchSession, screen: Heard) -> object:
        found = real(order, instance, search, screen)
        search.control.stop()
        return found

    monkeypatch.setattr(workflow, "rosters_of", pressed)
    result = run("tekort", tight_book, "--tijd", 60)
    assert result.exit_code == 1
    assert "In de tijd is geen vraag gevonden" in result.output
    assert "Zonder verlies terug te geven" in result.output or "Er is geen plaats" in result.output


def test_cell_edits_of_places_are_whole_numbers(tight_book: Path) -> None:
    reading = read(tight_book)
    assert reading.instance is not None
    with SearchSession(SearchSettings(5), Heard()) as search:
        rosters = rosters_of(AskOrder(tight_book, None, 5), reading.instance, search, Heard())
        found = ask_list(reading.instance, rosters, search)
    assert all(isinstance(edit, CellEdit) for ask in found.asks for edit in ask.edits)
    assert all(ask.exact for ask in found.asks)
