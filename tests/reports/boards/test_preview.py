"""A preview shows year, days and bouw, and nothing that tells who it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.rosters.previewed import PreviewRow
from instances.rosters.school_answers import read_answers, read_preview_key
from reports.boards.preview import preview_key, write_preview_key, write_previews
from reports.boards.sheets import file_names
from reports.run.bundle import Run
from tests.instances.privacy.test_pseudonyms import of_people
from tests.reports.boards.separation import Borders, leaks, texts_in
from tests.reports.boards.test_separation import nasty, partnership
from tests.reports.runs import SECRETS, rows, run, texts

HEADS = ["School", "Schoolnaam", "Nummer", "Jaar", "Stagedagen", "Bouw", "Akkoord", "Reden", "Code"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_previews(run(), tmp_path)
    return tmp_path


def test_a_preview_has_a_row_for_each_student_at_its_school(folder: Path) -> None:
    found = [
        (row["School"], row["Nummer"], row["Jaar"], row["Stagedagen"], row["Bouw"])
        for row in rows(folder / "NOORD.xlsx", "Vooraf")
    ]
    assert found == [("S1", 1, 1, "di", "midden"), ("S1", 2, 2, "di", "midden"), ("S2", 1, 2, "di", "midden")]


def test_the_columns_are_these(folder: Path) -> None:
    assert [cell.value for cell in openpyxl.load_workbook(folder / "NOORD.xlsx")["Vooraf"][1]] == HEADS


def test_the_columns_for_the_answer_are_empty_with_a_drop_down(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "NOORD.xlsx")["Vooraf"]
    assert {cell.value for column in ("G", "H") for cell in sheet[column][1:]} == {None}
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("G2:G4", '"akkoord,niet akkoord"')


def test_what_is_open_and_what_is_refused_stands_out_with_room_to_write(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "NOORD.xlsx")["Vooraf"]
    (look,) = sheet.conditional_formatting
    rules = [(rule.type, rule.formula[-1], bool(rule.dxf.font and rule.dxf.font.b)) for rule in look.rules]
    assert str(look.sqref) == "G2:G4"
    assert rules == [("containsBlanks", "LEN(TRIM(G2))=0", False), ("cellIs", '"niet akkoord"', True)]
    assert [int(sheet.column_dimensions[column].width) for column in ("G", "H")] == [16, 50]


@pytest.mark.parametrize(("board", "students"), [("NOORD", "3 studenten op uw"), ("ZUID", "1 student op uw")])
def test_the_explanation_says_how_many_come_and_what_to_do(folder: Path, board: str, students: str) -> None:
    said = texts(folder / f"{board}.xlsx", "Uitleg")
    assert said[1] == "Vooraankondiging, nog zonder namen · 2026-2027 S2"
    assert [line for line in said if line.startswith(students)] != []
    assert [line[:2] for line in said if line[:1].isdigit() and line[1:2] == "."] == ["1.", "2.", "3.", "4."]


def test_a_preview_of_a_semester_without_a_name_has_none(tmp_path: Path) -> None:
    whole = run()
    settings = replace(whole.instance.settings, semester="")
    write_previews(replace(whole, instance=replace(whole.instance, settings=settings)), tmp_path / "a" / "vooraf")
    assert texts(tmp_path / "a" / "vooraf" / "NOORD.xlsx", "Uitleg")[1] == "Vooraankondiging, nog zonder namen"


def test_a_preview_is_written_over_an_earlier_one(tmp_path: Path) -> None:
    for _ in range(2):
        write_previews(run(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["NOORD.xlsx", "ZUID.xlsx"]


def test_the_bouw_is_that_of_the_whole_class(tmp_path: Path) -> None:
    whole = run()
    mentors = {**whole.instance.mentors, "M1": replace(whole.instance.mentors["M1"], groups=frozenset({5, 6}))}
    write_previews(replace(whole, instance=replace(whole.instance, mentors=mentors)), tmp_path)
    assert {row["Bouw"] for row in rows(tmp_path / "NOORD.xlsx", "Vooraf") if row["School"] == "S1"} == {"midden;boven"}


def test_the_counts_add_up_to_the_students(folder: Path) -> None:
    heads = ("School", "Schoolnaam", "Jaar", "Bouw", "Aantal")
    assert [tuple(row[head] for head in heads) for row in rows(folder / "NOORD.xlsx", "Aantallen")] == [
        ("S1", "De Eik", 1, "midden", 1), ("S1", "De Eik", 2, "midden", 1), ("S2", "De Beuk", 2, "midden", 1)
    ]  # fmt: skip


@pytest.mark.parametrize("make", [nasty, pytest.param(partnership, marks=pytest.mark.thorough)])
def test_no_preview_names_a_person_or_another_board(make: Callable[[], Run], tmp_path: Path) -> None:
    whole = make()
    write_previews(whole, tmp_path)
    borders = Borders(whole.instance, whole.placement, whole.assessment or {})
    people = of_people(whole.instance)
    for board, file in file_names(whole.instance.boards).items():
        own_places = borders.allowed(board) - people
        forbidden = {*people, *borders.forbidden(board), *SECRETS}
        assert leaks(texts_in(tmp_path / f"{file}.xlsx"), forbidden.difference(leaks(own_places, forbidden))) == []


def test_the_order_of_the_rows_tells_nothing(tmp_path: Path) -> None:
    """By name they would be a list with the names cut off."""
    whole = run()
    students = {
        key: replace(one, name=f"{9 - number} {one.name}")
        for number, (key, one) in enumerate(whole.instance.students.items())
    }
    write_previews(whole, tmp_path / "one")
    write_previews(replace(whole, instance=replace(whole.instance, students=students)), tmp_path / "other")
    assert (tmp_path / "one" / "NOORD.xlsx").read_bytes() == (tmp_path / "other" / "NOORD.xlsx").read_bytes()


def test_an_untouched_preview_reads_back_as_not_answered(folder: Path) -> None:
    answers = read_answers(folder, preview_key(run()))
    assert (len(answers.of(None)), answers.faults) == (4, ())


def test_the_key_of_the_office_leads_back(tmp_path: Path) -> None:
    write_preview_key(run(), {}, tmp_path / "sleutel.xlsx")
    key, faults = read_preview_key(tmp_path / "sleutel.xlsx")
    assert (key, faults) == (preview_key(run()), ())
    assert PreviewRow("0011", "S1") in key.values()


def test_the_key_of_the_office_names_them_for_the_eye(tmp_path: Path) -> None:
    write_preview_key(run(), {}, tmp_path / "sleutel.xlsx")
    found = next(row for row in rows(tmp_path / "sleutel.xlsx", "Sleutel") if row["Student"] == "0011")
    assert (found["Naam"], found["Schoolnaam"], found["Mentornaam"]) == ("Ans Aal", "De Eik", "Mia Eik")
    assert (found["School"], found["Mentor"]) == ("S1", "M1")


def test_the_key_names_a_mentor_only_where_the_student_still_is(tmp_path: Path) -> None:
    earlier = {"AAAA-2222": PreviewRow("0011", "S2"), "BBBB-2222": PreviewRow("0022", "S1")}
    write_preview_key(run(), {**earlier, "CCCC-2222": PreviewRow("weg", "S9")}, tmp_path / "sleutel.xlsx")
    heads = ("Student", "Naam", "School", "Schoolnaam", "Mentor", "Mentornaam")
    assert [tuple(row[head] for head in heads) for row in rows(tmp_path / "sleutel.xlsx", "Sleutel")][:3] == [
        ("0011", "Ans Aal", "S2", "De Beuk", None, None),
        ("0022", "Evi Eb", "S1", "De Eik", None, None),
        ("weg", None, "S9", None, None, None),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_only_the_office_can_read_the_key(tmp_path: Path) -> None:
    write_preview_key(run(), {}, tmp_path / "sleutel.xlsx")
    assert (tmp_path / "sleutel.xlsx").stat().st_mode & 0o777 == 0o600


def test_codes_that_went_out_before_stay_in_the_key(tmp_path: Path) -> None:
    earlier = {"AAAA-2222": PreviewRow("weg", "S9")}
    write_preview_key(run(), earlier, tmp_path / "sleutel.xlsx")
    assert read_preview_key(tmp_path / "sleutel.xlsx")[0]["AAAA-2222"] == PreviewRow("weg", "S9")
