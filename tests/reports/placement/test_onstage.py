"""The hand-over to OnStage: flat, complete, in the columns the office wants, and never a formula or a secret."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from instances.domain.onstage import DEFAULT_HANDOVER, Field, HandoverColumn
from reports.placement.onstage import write_onstage_csv, write_onstage_xlsx
from reports.run.bundle import Run
from tests.reports.runs import SECRETS, rows, run


def with_columns(*columns: HandoverColumn) -> Run:
    return replace(run(), instance=replace(run().instance, handover=columns))


def with_name(name: str) -> Run:
    students = {**run().instance.students, "0011": replace(run().instance.students["0011"], name=name)}
    return replace(run(), instance=replace(run().instance, students=students))


def of_csv(run: Run, folder: Path) -> list[dict[str, str]]:
    write_onstage_csv(run, folder / "onstage.csv")
    with (folder / "onstage.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def of_ans(run: Run, folder: Path) -> dict[str, str]:
    return next(row for row in of_csv(run, folder) if row["Student"] == "0011")


def of_xlsx(run: Run, folder: Path) -> list[dict[str, Any]]:
    write_onstage_xlsx(run, folder / "onstage.xlsx")
    return rows(folder / "onstage.xlsx", "OnStage")


def test_every_placed_student_has_one_row(tmp_path: Path) -> None:
    assert [row["Student"] for row in of_csv(run(), tmp_path)] == ["0012", "0011", "0013", "0021"]


def test_a_row_says_who_where_and_with_whom(tmp_path: Path) -> None:
    row = of_csv(run(), tmp_path)[1]
    asked = ("Naam student", "Naam school", "Naam bestuur", "Naam mentor", "Stagedagen", "Tandem", "Schoolopleider")
    assert [row[head] for head in asked] == ["Ans Aal", "De Eik", "Stichting Noord", "Mia Eik", "di", "TA1", "SO1"]


def test_a_row_says_when_and_by_whom(tmp_path: Path) -> None:
    row = of_csv(run(), tmp_path)[2]
    asked = ("Datum WPA", "Begin WPA", "Eind WPA", "Beoordelaar werkveld", "Beoordelaar opleiding")
    assert [row[head] for head in asked] == ["01-06-2027", "11:00", "12:00", "SO2", "IO2"]


def test_the_workbook_has_real_dates_and_times_and_text_for_codes(tmp_path: Path) -> None:
    row = of_xlsx(run(), tmp_path)[2]
    assert (row["Student"], row["Datum WPA"].date(), row["Begin WPA"]) == ("0013", date(2027, 6, 1), time(11))


def test_both_files_have_the_same_columns(tmp_path: Path) -> None:
    heads = [column.name for column in DEFAULT_HANDOVER]
    assert list(of_csv(run(), tmp_path)[0]) == list(of_xlsx(run(), tmp_path)[0]) == heads


def test_before_the_wpas_are_planned_their_columns_are_empty(tmp_path: Path) -> None:
    plain = replace(run(), assessment=None, assessment_verdict=None, assessment_proof=None)
    assert {(row["Slot WPA"], row["Datum WPA"]) for row in of_csv(plain, tmp_path)} == {("", "")}


def test_the_office_chooses_columns_names_and_order(tmp_path: Path) -> None:
    chosen = with_columns(
        HandoverColumn(Field.SCHOOL, "schoolcode"),
        HandoverColumn(Field.YEAR, "Jaar", included=False),
        HandoverColumn(Field.STUDENT, "studentnr"),
    )
    assert list(of_csv(chosen, tmp_path)[0].items()) == [("schoolcode", "S1"), ("studentnr", "0012")]


def test_the_csv_opens_in_a_dutch_excel(tmp_path: Path) -> None:
    write_onstage_csv(run(), tmp_path / "onstage.csv")
    data = (tmp_path / "onstage.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfSemester;Student;")
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("name", ["=1+1", "+31612345678", "-2", "@SOM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_a_text_like_a_formula_gets_an_apostrophe_in_the_csv(name: str, tmp_path: Path) -> None:
    assert of_ans(with_name(name), tmp_path)["Naam student"] == f"'{name}"


@pytest.mark.parametrize("name", ["Ans; Aal", 'Ans "A" Aal', "Zoë Šimůnek 😀", "Ans\nAal", "O'Neill"])
def test_any_other_name_comes_through_as_it_is(name: str, tmp_path: Path) -> None:
    assert of_ans(with_name(name), tmp_path)["Naam student"] == name


def test_a_column_name_like_a_formula_is_made_harmless_too(tmp_path: Path) -> None:
    assert list(of_csv(with_columns(HandoverColumn(Field.STUDENT, "=A1")), tmp_path)[0]) == ["'=A1"]


def test_the_workbook_holds_no_formula(tmp_path: Path) -> None:
    write_onstage_xlsx(with_name("=1+1"), tmp_path / "onstage.xlsx")
    cells = [cell for line in openpyxl.load_workbook(tmp_path / "onstage.xlsx")["OnStage"].iter_rows() for cell in line]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize("secret", [*SECRETS, "zorg"])
def test_nothing_confidential_goes_to_onstage(secret: str, tmp_path: Path) -> None:
    write_onstage_csv(run(), tmp_path / "onstage.csv")
    assert secret not in (tmp_path / "onstage.csv").read_text(encoding="utf-8-sig").casefold()
