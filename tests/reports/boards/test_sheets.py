"""A board file holds its own people and nothing that is nobody's business (docs/rules.md, Privacy)."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from reports.boards.names import file_names
from reports.boards.sheets import NO_SCHEDULE_YET, NO_WPAS, write_boards
from reports.run.bundle import Run
from tests.reports.runs import SECRETS, rows, run

PLACEMENT = [
    "Student", "Naam", "Jaar", "Stagedagen", "School", "Schoolnaam", "Mentor", "Mentornaam", "Groep", "Tandem",
    "Schoolopleider", "Naam schoolopleider", "Instituutsopleider", "Naam instituutsopleider", "PLG",
]  # fmt: skip
SCHEDULE = [
    "Student", "Naam", "Jaar", "School", "Schoolnaam", "Mentor", "Mentornaam", "Slot", "Datum", "Begin", "Eind",
    "Beoordelaar werkveld", "Naam werkveld", "Beoordelaar opleiding", "Naam opleiding",
]  # fmt: skip
OF_NORTH = (
    "0011",
    "Ans Aal",
    "0012",
    "0013",
    "Cas Cox",
    "M1",
    "Mia Eik",
    "De Eik",
    "S2",
    "Stichting Noord",
    "TA1",
    "IO2",
)
OF_SOUTH = ("0021", "Dirk Das", "M3", "Max Zee", "De Zee", "S3", "Stichting Zuid", "ZUID")
OF_NOBODY = ("0022", "Evi Eb", "P3: alle scholen")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_boards(run(), tmp_path)
    return tmp_path


def inside(path: Path, parts: str = "") -> str:
    """Everything in the file, unpacked (cells, names, headers, properties), or in the parts whose names begin so."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith(parts))


def without_wpas(whole: Run) -> Run:
    return replace(whole, assessment=None, assessment_verdict=None, assessment_proof=None)


def test_only_a_board_with_a_placed_student_gets_a_file(tmp_path: Path) -> None:
    write_boards(run(placement={"0021": "M3"}, assessment={}), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["ZUID.xlsx"]


def test_the_sheets_are_those_of_the_contract(folder: Path) -> None:
    names = openpyxl.load_workbook(folder / "NOORD.xlsx").sheetnames
    assert names == ["Voorblad", "Plaatsing", "WPA-rooster", "WPA per school", "Uren"]


def test_the_cover_says_for_whom_of_when_and_what_is_in_it(tmp_path: Path) -> None:
    whole = run()
    write_boards(replace(whole, made_on=date(2027, 2, 3)), tmp_path)
    cells = [str(cell.value) for row in openpyxl.load_workbook(tmp_path / "NOORD.xlsx")["Voorblad"] for cell in row]
    told = " | ".join(cell for cell in cells if cell != "None")
    board = whole.instance.boards["NOORD"]
    assert f"{board.name} (NOORD)" in told
    assert "3 februari 2027" in told
    assert "3 studenten op " in told
    assert "2 WPA's ingepland" in told
    assert "stagebureau" in told
    assert all(sheet in cells for sheet in ("Plaatsing", "WPA-rooster", "WPA per school", "Uren"))


def test_without_a_day_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    whole = run()
    for place in ("een", "twee"):
        write_boards(whole, tmp_path / place)
    assert (tmp_path / "een" / "NOORD.xlsx").read_bytes() == (tmp_path / "twee" / "NOORD.xlsx").read_bytes()
    assert "Gemaakt op" not in inside(tmp_path / "een" / "NOORD.xlsx")


def test_the_cover_says_that_there_are_no_times_yet(tmp_path: Path) -> None:
    whole = run()
    write_boards(without_wpas(whole), tmp_path)
    assert "Het WPA-rooster is nog niet gemaakt." in inside(tmp_path / "NOORD.xlsx")


@pytest.mark.parametrize(("sheet", "columns"), [("Plaatsing", PLACEMENT), ("WPA-rooster", SCHEDULE)])
def test_the_columns_are_those_of_the_contract(folder: Path, sheet: str, columns: list[str]) -> None:
    assert [cell.value for cell in openpyxl.load_workbook(folder / "NOORD.xlsx")[sheet][1]] == columns


@pytest.mark.parametrize(
    ("sheet", "students"), [("Plaatsing", {"0011", "0012", "0013"}), ("WPA-rooster", {"0011", "0013"})]
)
def test_a_board_sees_its_own_students(folder: Path, sheet: str, students: set[str]) -> None:
    assert {row["Student"] for row in rows(folder / "NOORD.xlsx", sheet)} == students


@pytest.mark.parametrize("word", [*OF_SOUTH, *OF_NOBODY])
def test_north_holds_nothing_of_south_or_of_the_unplaced(folder: Path, word: str) -> None:
    assert f">{word}" not in inside(folder / "NOORD.xlsx")
    assert " " not in word or word not in inside(folder / "NOORD.xlsx")


@pytest.mark.parametrize("word", [*OF_NORTH, *OF_NOBODY])
def test_south_holds_nothing_of_north_or_of_the_unplaced(folder: Path, word: str) -> None:
    assert f">{word}<" not in inside(folder / "ZUID.xlsx")
    assert " " not in word or word not in inside(folder / "ZUID.xlsx")


@pytest.mark.parametrize("secret", [*SECRETS, "zorg", "Reistijd", "Leerbehoeften", "Soort"])
def test_a_board_file_tells_no_secret(folder: Path, secret: str) -> None:
    assert [path.name for path in folder.iterdir() if secret in inside(path)] == []


def test_the_properties_name_no_person(folder: Path) -> None:
    properties = openpyxl.load_workbook(folder / "NOORD.xlsx").properties
    assert (properties.creator, properties.lastModifiedBy) == ("Plaatswijzer", "Plaatswijzer")


def test_the_wpas_of_one_school_stand_together_in_order_of_time(folder: Path) -> None:
    found = [row for row in rows(folder / "NOORD.xlsx", "WPA per school") if row["Eind"]]
    assert [(row["Schoolnaam"], row["Begin"]) for row in found] == [("De Beuk", time(11)), ("De Eik", time(9))]


def test_each_school_has_a_page_of_its_own_for_the_wall(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "NOORD.xlsx")["WPA per school"]
    assert [cell.value for cell in sheet["A"] if isinstance(cell.value, str)] == [
        "Begin",
        "De Beuk · Stichting Noord · 1 WPA", "dinsdag 1 juni 2027",
        "De Eik · Stichting Noord · 1 WPA", "dinsdag 1 juni 2027",
    ]  # fmt: skip
    assert len(sheet.row_breaks.brk) == 1


def test_the_names_of_the_tandem_stand_beside_its_codes(folder: Path) -> None:
    first = rows(folder / "NOORD.xlsx", "Plaatsing")[0]
    assert (first["Naam schoolopleider"], first["Naam instituutsopleider"]) == ("Sia Oost", "Ina Inst")


def test_nothing_is_hidden(folder: Path) -> None:
    for sheet in openpyxl.load_workbook(folder / "NOORD.xlsx"):
        assert sheet.sheet_state == "visible"
        assert not any(size.hidden for size in [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()])


def test_before_the_wpas_are_planned_the_sheet_is_there_without_rows(tmp_path: Path) -> None:
    write_boards(without_wpas(run()), tmp_path)
    assert rows(tmp_path / "NOORD.xlsx", "WPA-rooster") == []


@pytest.mark.parametrize(
    ("whole", "words", "others"),
    [(without_wpas(run()), NO_SCHEDULE_YET, NO_WPAS), (run(assessment={}), NO_WPAS, NO_SCHEDULE_YET)],
    ids=["not made yet", "none of this board"],
)
def test_an_empty_sheet_says_why_it_is_empty(tmp_path: Path, whole: Run, words: str, others: str) -> None:
    write_boards(whole, tmp_path)
    found = inside(tmp_path / "NOORD.xlsx", "xl/drawings/")
    assert (found.count(words), others in found) == (2, False)


def test_the_folder_may_be_there_or_not(tmp_path: Path) -> None:
    for _ in range(2):
        write_boards(run(), tmp_path / "deep" / "besturen")
    assert sorted(path.name for path in (tmp_path / "deep" / "besturen").iterdir()) == ["NOORD.xlsx", "ZUID.xlsx"]


def test_a_care_student_changes_nothing_in_the_file(tmp_path: Path) -> None:
    whole = run()
    students = {key: replace(student, care=False) for key, student in whole.instance.students.items()}
    without = replace(whole, instance=replace(whole.instance, students=students))
    write_boards(whole, tmp_path / "with")
    write_boards(without, tmp_path / "without")
    assert (tmp_path / "with/NOORD.xlsx").read_bytes() == (tmp_path / "without/NOORD.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["B-1_a"], ["B-1_a"]),
        (["Één/b"], ["Een_b"]),
        (["a b", "a.b", "a_b"], ["a_b", "a_b_2", "a_b_3"]),
        (["a.b", "a_b", "a_b_2"], ["a_b", "a_b_2", "a_b_2_2"]),
        (["AB", "ab"], ["AB", "ab_2"]),
        (["CON", "LPT1", "nul"], ["CON_", "LPT1_", "nul_"]),
        (["CONO", "com10"], ["CONO", "com10"]),
        (["", "\u0301"], ["_", "__2"]),
        (["a" * 80], ["a" * 80]),
        (["a" * 81], ["a" * 80]),
    ],
)
def test_a_board_id_becomes_a_safe_file_name(ids: list[str], names: list[str]) -> None:
    assert file_names(reversed(ids)) == dict(zip(ids, names, strict=True))
