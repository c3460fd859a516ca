"""plaatsing.xlsx says what stands in the run, in the columns of docs/workbook.md."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from instances.domain.entities import MentorTraining
from instances.domain.rulebook import PLACEMENT_RULES, PLACEMENT_WISHES, Rule, Wish
from instances.domain.solution import Previous, Proof, Status
from reports.placement.sheets import write_placement
from tests.reports.runs import broken, rows, run, shown_sheets, texts, verdict

SHEETS = [
    "Overzicht", "Plaatsing", "Niet geplaatst", "Scholen", "Mentoren", "Tandems", "Eerlijkheid", "Wijzigingen",
    "Wie te berichten", "Verantwoording",
]  # fmt: skip
COLUMNS = [
    "Student", "Naam", "Jaar", "Stagedagen", "Bestuur", "School", "Schoolnaam", "Mentor", "Mentornaam", "Groep",
    "Tandem", "Schoolopleider", "Instituutsopleider", "PLG", "Reistijd", "Leerbehoeften gedekt",
    "Leerbehoeften gevraagd", "Vastgezet",
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plaatsing.xlsx"
    write_placement(run(), path)
    return path


def test_the_sheets_are_those_of_the_contract(path: Path) -> None:
    assert shown_sheets(path) == SHEETS


def test_the_columns_are_those_of_the_contract(path: Path) -> None:
    assert [cell.value for cell in openpyxl.load_workbook(path)["Plaatsing"][1]] == COLUMNS


def test_a_row_holds_the_ids_and_the_measures(path: Path) -> None:
    row = next(row for row in rows(path, "Plaatsing") if row["Student"] == "0011")
    assert list(row.values()) == [
        "0011", "Ans Aal", 2, "di", "NOORD", "S1", "De Eik", "M1", "Mia Eik", "3", "TA1", "SO1", "IO1", "TA1",
        5, 3, 4, "nee",
    ]  # fmt: skip


def test_a_name_that_looks_like_a_formula_stays_text(path: Path) -> None:
    row = next(row for row in openpyxl.load_workbook(path)["Plaatsing"].iter_rows() if row[0].value == "0012")
    assert (row[1].value, row[1].data_type) == ("=1+1", "s")


def test_an_unplaced_student_is_listed_with_the_reason_and_no_guess(path: Path) -> None:
    assert rows(path, "Niet geplaatst") == [
        {"Student": "0022", "Naam": "Evi Eb", "Jaar": 2, "Reden": "P3: alle scholen zijn vol", "Voorstel": None}
    ]


def test_a_school_shows_its_use_against_its_places(path: Path) -> None:
    row = next(row for row in rows(path, "Scholen") if row["School"] == "S1")
    assert (row["Vrij voor studenten"], row["Geplaatst"], row["Over"]) == (4, 2, 2)


def test_a_mentor_shows_who_comes(path: Path) -> None:
    row = next(row for row in rows(path, "Mentoren") if row["Mentor"] == "M1")
    assert row["Studenten"] == "=1+1; Ans Aal"


@pytest.mark.parametrize("lack", [{"available": False}, {"competent": False}, {"training": MentorTraining.NO}])
def test_a_mentor_who_may_have_nobody_has_no_place_left(tmp_path: Path, lack: dict[str, Any]) -> None:
    whole = run()
    lacking = replace(whole.instance.mentors["M1"], id="M9", max_students=1, **lack)
    mentors = {**whole.instance.mentors, "M9": lacking}
    write_placement(replace(whole, instance=replace(whole.instance, mentors=mentors)), tmp_path / "plaatsing.xlsx")
    row = next(row for row in rows(tmp_path / "plaatsing.xlsx", "Mentoren") if row["Mentor"] == "M9")
    assert (row["Max studenten"], row["Over"]) == (0, 0)


def test_a_tandem_shows_its_use_against_its_norm(path: Path) -> None:
    row = rows(path, "Tandems")[0]
    assert (row["Norm"], row["Max studenten"], row["Geplaatst"], row["Boven norm"]) == (10, 12, 3, 0)


def test_without_an_earlier_roster_there_are_no_changes(path: Path) -> None:
    assert rows(path, "Wijzigingen") == []


def test_every_kind_of_change_is_told(tmp_path: Path) -> None:
    before = {"0011": "M2", "0012": "M1", "0013": "M9", "0022": "M3", "gone": "M1"}
    write_placement(run(previous=Previous(before)), tmp_path / "p.xlsx")
    assert {row["Student"]: row["Wat"] for row in rows(tmp_path / "p.xlsx", "Wijzigingen")} == {
        "0011": "andere school en mentor",
        "0013": "andere school en mentor",
        "0021": "nieuw geplaatst",
        "0022": "niet meer geplaatst",
        "gone": "niet meer in het werkboek",
    }


def test_every_rule_and_wish_is_accounted_for(path: Path) -> None:
    told = [row["Id"] for row in rows(path, "Verantwoording") if row["Id"]]
    assert told == [*PLACEMENT_RULES, *(wish for wish in PLACEMENT_WISHES if wish is not Wish.W9)]


def test_the_account_adds_up_to_the_cost(path: Path) -> None:
    account = rows(path, "Verantwoording")
    assert account[-1]["Kosten"] == sum(row["Kosten"] or 0 for row in account[:-1]) == 35


def test_a_broken_rule_is_told_with_its_text(tmp_path: Path) -> None:
    judged = verdict({Wish.W1: 0}, 4, broken(Rule.P2, "M1 heeft 3 studenten"))
    write_placement(run(placement_verdict=judged), tmp_path / "p.xlsx")
    row = next(row for row in rows(tmp_path / "p.xlsx", "Verantwoording") if row["Id"] == "P2")
    assert row["Oordeel"] == "1 keer niet voldaan: M1 heeft 3 studenten"


def test_the_overview_promises_no_more_than_is_proven(path: Path) -> None:
    # (35 - 25) / 35 = 28.57 %, so "at most 28.6 %"
    assert "hoogstens 28,6 % van het best mogelijke af" in texts(path, "Overzicht")


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        (Proof(Status.OPTIMAL, 4, 2, 35), "bewezen beste"),
        (Proof(Status.FEASIBLE, 4, 2, None), "niet bekend"),
        (Proof(Status.FEASIBLE, 5, 2, 35), "niet bekend"),
    ],
)
def test_the_overview_says_how_far_from_the_best(tmp_path: Path, proof: Proof, words: str) -> None:
    write_placement(run(placement_proof=proof), tmp_path / "p.xlsx")
    assert words in texts(tmp_path / "p.xlsx", "Overzicht")


def test_the_overview_names_the_workbook_and_its_fingerprint(path: Path) -> None:
    assert {"najaar.xlsx", "abc123"} <= set(texts(path, "Overzicht"))


def test_the_same_run_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_placement(run(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_a_table_too_wide_to_read_prints_on_two_pages_with_code_and_name_on_both(tmp_path: Path) -> None:
    whole = run()
    students = {key: replace(one, name=f"{one.name} {'van ' * 20}") for key, one in whole.instance.students.items()}
    mentors = {key: replace(one, name=one.name * 10) for key, one in whole.instance.mentors.items()}
    schools = {key: replace(one, name=one.name * 10) for key, one in whole.instance.schools.items()}
    wide = replace(whole.instance, students=students, mentors=mentors, schools=schools)
    write_placement(replace(whole, instance=wide), tmp_path / "plaatsing.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plaatsing.xlsx")["Plaatsing"]
    pages = 1 + len(sheet.col_breaks.brk)
    assert (pages > 1, sheet.print_title_cols, sheet.page_setup.scale >= 79) == (True, "$A:$B", True)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_prints_on_landscape_a4_and_never_in_one_page_of_height(path: Path, sheet: str) -> None:
    page = openpyxl.load_workbook(path)[sheet].page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight or 0) == ("landscape", 9, 0)


@pytest.mark.parametrize("sheet", [name for name in SHEETS if name not in ("Overzicht", "Eerlijkheid")])
def test_the_header_stays_in_view_and_on_every_page(path: Path, sheet: str) -> None:
    found = openpyxl.load_workbook(path)[sheet]
    assert (str(found.freeze_panes)[-1], found.print_title_rows) == ("2", "$1:$1")
