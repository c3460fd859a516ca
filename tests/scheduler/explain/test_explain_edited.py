"""``verklaar`` of a roster edited by hand: nothing is asked for what fits already, no price where rules break."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.domain.instance import Instance
from reports.workbook.semester import write_semester
from tests.builders import mentor, slot, student
from tests.scheduler.running import edit, run, small


def workbook() -> Instance:
    """Three may go to any of three mentors, at any of three times."""
    return small(mentor("M3"), student("ST3"), slot("T3", begin="11:00", end="12:00"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verklaar")
    write_semester(workbook(), folder / "semester.xlsx")
    assert run("rooster", folder / "semester.xlsx", "-o", folder / "uit", "--tijd", 10).exit_code in (0, 1)
    return folder


@pytest.fixture
def rosters(made: Path, tmp_path: Path) -> Path:
    """A copy to edit."""
    return Path(shutil.copytree(made, tmp_path / "map"))


def ask(folder: Path, *words: str) -> tuple[int, str]:
    result = run("verklaar", folder / "semester.xlsx", folder / "uit", *words)
    return result.exit_code, " ".join(result.output.split())


def without(path: Path, sheet: str) -> str:
    """Delete the first row; gives its student."""
    book = openpyxl.load_workbook(path)
    row = {str(head.value): cell.value for head, cell in zip(book[sheet][1], book[sheet][2], strict=True)}
    book[sheet].delete_rows(2)
    book.save(path)
    return str(row["Student"])


def test_who_was_taken_out_by_hand_needs_no_change(rosters: Path) -> None:
    student = without(rosters / "uit" / "plaatsing.xlsx", "Plaatsing")
    code, said = ask(rosters, student)
    assert code == 0
    assert "Een wijziging is niet nodig, in een nieuw rooster kan het zo: dan wordt 1 student meer geplaatst" in said
    assert "is niet geplaatst: dat is met de hand gewijzigd, eerst bij Mentor M" in said
    assert "Niet gevonden" not in said


def test_a_wpa_that_was_taken_out_by_hand_needs_no_change(rosters: Path) -> None:
    student = without(rosters / "uit" / "wpa.xlsx", "WPA-rooster")
    code, said = ask(rosters, student)
    assert code == 0
    assert "Een wijziging is niet nodig, in een nieuw rooster kan het zo: dan wordt 1 WPA meer ingepland" in said
    assert "is niet ingepland: dat is met de hand gewijzigd, eerst di 01-06-2027" in said
    assert "Niet gevonden" not in said


def test_who_made_room_for_another_by_hand_reads_that_and_why_there_is_none_left(tmp_path: Path) -> None:
    """Three for two mentors: the one left out takes the row of another."""
    write_semester(small(student("ST3")), tmp_path / "semester.xlsx")
    assert run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 5).exit_code == 1
    placed = tmp_path / "uit" / "plaatsing.xlsx"
    in_row = {str(row[0].value): row[0].row for row in openpyxl.load_workbook(placed)["Plaatsing"].iter_rows(2)}
    out = next(iter(in_row))
    (late,) = {"ST1", "ST2", "ST3"} - in_row.keys()
    edit(placed, "Plaatsing", "Student", in_row[out], late)
    code, said = ask(tmp_path, out)
    assert code == 0
    assert "dat is met de hand gewijzigd, eerst bij Mentor M" in said
    assert "2 mentoren passen, maar bij geen is plaats" in said


def test_against_a_roster_that_breaks_a_rule_there_is_no_price(rosters: Path) -> None:
    taken = openpyxl.load_workbook(rosters / "uit" / "plaatsing.xlsx")["Plaatsing"]
    heads = [cell.value for cell in taken[1]]
    where, who = heads.index("Mentor") + 1, heads.index("Student") + 1
    mentors = [str(taken.cell(row, where).value) for row in (2, 3, 4)]
    edit(rosters / "uit" / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, mentors[1])
    student = str(taken.cell(4, who).value)
    for words in ((student,), (student, "--waarom-niet", mentors[0])):
        code, said = ask(rosters, *words)
        assert code == 0
        assert "Wat dat kost, is niet te zeggen: het rooster breekt nu regels." in said
        assert "bewezen" not in said.split("WPA")[0]
        assert "Kosten van de plaatsing" not in said


def test_of_a_roster_that_nobody_touched_it_is_said_what_left_the_workbook(rosters: Path) -> None:
    """The mentor and the slot are no longer in the workbook; the rows that name them do not count with --toch."""
    issued = json.loads((rosters / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    student, row = next(iter(issued["plaatsing"]["toewijzing"].items()))
    now = workbook()
    write_semester(replace(now, mentors={k: v for k, v in now.mentors.items() if k != row["mentor"]}),
                   rosters / "semester.xlsx")  # fmt: skip
    said = ask(rosters, student, "--toch")[1]
    assert f"is niet geplaatst: mentor {row['mentor']} staat niet meer in het werkboek." in said
    assert "met de hand" not in said
    held, booking = next(iter(issued["wpa"]["toewijzing"].items()))
    write_semester(replace(now, slots={k: v for k, v in now.slots.items() if k != booking["slot"]}),
                   rosters / "semester.xlsx")  # fmt: skip
    said = ask(rosters, held, "--toch")[1]
    assert f"is niet ingepland: slot {booking['slot']} staat niet meer in het werkboek." in said
    assert "met de hand" not in said
