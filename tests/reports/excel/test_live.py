"""Rosters that answer while a hand changes them: lists, formulas with their values, rows as they were made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reports.assessment.live import BarredWpas
from reports.assessment.sheets import write_assessment
from reports.placement.sheets import write_placement
from tests.reports.runs import run, shown_sheets

FILES = {"plaatsing.xlsx": "Plaatsing", "wpa.xlsx": "WPA-rooster"}
MENTORS = {"0011": "..x", "0012": "...", "0013": "x.x", "0021": "xx."}
WPAS = BarredWpas({"0011": ".xx"}, {"0011": "x.xx"}, {"0011": "xx.."}, {"SO1": "..x"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("levend")
    write_placement(run(), folder / "plaatsing.xlsx", MENTORS)
    write_assessment(run(), folder / "wpa.xlsx", WPAS)
    return folder


def book(folder: Path, file: str, values: bool = True) -> Workbook:
    return openpyxl.load_workbook(folder / file, data_only=values)


def column(found: Workbook, sheet: str, head: str) -> list[object]:
    at = [cell.value for cell in found[sheet][1]].index(head)
    return [row[at].value for row in found[sheet].iter_rows(min_row=2)]


def hidden(found: Workbook) -> dict[str, str]:
    return {sheet.title: sheet.sheet_state for sheet in found.worksheets if sheet.sheet_state != "visible"}


def test_the_hidden_sheets_stand_behind_the_others(folder: Path) -> None:
    assert hidden(book(folder, "plaatsing.xlsx")) == {
        "Keuze mentoren": "hidden", "Zoals gemaakt": "veryHidden", "Rekenen": "hidden"
    }  # fmt: skip
    assert hidden(book(folder, "wpa.xlsx")) == {
        "Keuze tijden": "hidden", "Keuze beoordelaars": "hidden", "Zoals gemaakt": "veryHidden", "Rekenen": "hidden"
    }  # fmt: skip
    for file in FILES:
        titles = book(folder, file).sheetnames
        assert titles[: len(shown_sheets(folder / file))] == shown_sheets(folder / file)


@pytest.mark.parametrize(("file", "sheet"), FILES.items())
def test_the_rows_as_made_are_the_rows(folder: Path, file: str, sheet: str) -> None:
    found = book(folder, file)
    width = len(found[sheet][1])
    shown = [row[:width] for row in found[sheet].iter_rows(values_only=True)]
    assert [row[:width] for row in found["Zoals gemaakt"].iter_rows(values_only=True)] == shown


@pytest.mark.parametrize(
    ("file", "heads"),
    [("plaatsing.xlsx", {"Mentornaam", "Schoolnaam"}), ("wpa.xlsx", {"Naam werkveld", "Naam opleiding"})],
)
def test_only_names_are_formulas(folder: Path, file: str, heads: set[str]) -> None:
    """Codes, dates and figures are values for who reads without calculating."""
    sheet = book(folder, file, values=False)[FILES[file]]
    top = [cell.value for cell in sheet[1]]
    assert {
        top[cell.column - 1] for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "f"
    } == heads


def test_a_formula_has_the_name_as_its_value(folder: Path) -> None:
    assert column(book(folder, "plaatsing.xlsx"), "Plaatsing", "Mentornaam") == [
        "Mia Eik", "Mia Eik", "Mo Beuk", "Max Zee"
    ]  # fmt: skip
    assert column(book(folder, "wpa.xlsx"), "WPA-rooster", "Naam opleiding") == [None, "Ilse Ver", "Ina Inst"]


RANGE = re.compile(r"'([^']+)'!\$([A-Z])\$[12]:\$\2\$(\d+)")


@pytest.mark.parametrize(("file", "sheet"), FILES.items())
def test_every_range_of_a_formula_covers_its_sheet(folder: Path, file: str, sheet: str) -> None:
    found = book(folder, file, values=False)
    texts = [str(cell.value) for page in found for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    texts += [check.formula1 for check in found[sheet].data_validations.dataValidation]
    texts += [rule.formula[0] for area in found[sheet].conditional_formatting for rule in area.rules if rule.formula]
    ranges = {match for text in texts for match in RANGE.findall(text)}
    assert {title for title, _, _ in ranges} == set(hidden(found))
    for title, letter, last in ranges:
        assert found[title].max_row == int(last)
        assert found[title][f"{letter}1"].value is not None


@pytest.mark.parametrize(
    ("file", "choices"),
    [
        ("plaatsing.xlsx", {"H": "M1 – Mia Eik", "R": '"ja,nee"'}),
        ("wpa.xlsx", {"I": "T1 – di 1 jun 09:00-10:00", "M": "SO1 – Sia Oost", "O": "SO1 – Sia Oost", "Q": '"ja,nee"'}),
    ],
)
def test_codes_come_from_a_drop_down(folder: Path, file: str, choices: Mapping[str, str]) -> None:
    found = book(folder, file)
    checks = {str(check.sqref)[0]: check for check in found[FILES[file]].data_validations.dataValidation}
    first = {}
    for letter, check in checks.items():
        place = RANGE.search(check.formula1)
        first[letter] = check.formula1 if place is None else found[place[1]][f"{place[2]}2"].value
    assert first == choices
    assert all(not check.showErrorMessage for check in checks.values() if RANGE.search(check.formula1))


def test_a_name_of_two_is_not_offered_as_a_way_to_choose(tmp_path: Path) -> None:
    given = run().instance
    twins = {id: replace(mentor, name="Mia Eik") for id, mentor in given.mentors.items()}
    write_placement(run(instance=replace(given, mentors=twins)), tmp_path / "plaatsing.xlsx")
    assert column(book(tmp_path, "plaatsing.xlsx"), "Keuze mentoren", "Te herkennen aan") == [None, None, None]


def test_the_signs_stand_beside_the_rows(folder: Path) -> None:
    found = book(folder, "plaatsing.xlsx")["Zoals gemaakt"]
    assert {row[0].value: row[-1].value for row in found.iter_rows(min_row=2)} == MENTORS
    first = next(book(folder, "wpa.xlsx")["Zoals gemaakt"].iter_rows(min_row=2, values_only=True))
    assert first[-3:] == (".xx", "x.xx", "xx..")
    assert column(book(folder, "wpa.xlsx"), "Keuze beoordelaars", "Mag niet")[0] == "..x"
