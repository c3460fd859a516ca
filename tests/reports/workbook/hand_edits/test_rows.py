"""A hand that fixes, adds or moves rows of a roster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.rosters.differences import Fate
from instances.rosters.read import read_rosters
from tests.builders import WEDNESDAY
from tests.reports.runs import PLACEMENT as PLACED
from tests.reports.workbook.hand_edits.hand import Change, added, placed, typed

Edit = Callable[[Workbook], object]


@pytest.mark.parametrize("value", ["ja", "Ja", " JA ", "x", True])
@pytest.mark.parametrize("file", ["plaatsing.xlsx", "wpa.xlsx"])
def test_yes_in_vastgezet_fixes_the_row(folder: Path, file: str, value: object) -> None:
    found = typed(folder, file, "0011", {"Vastgezet": value})
    assert [(one.student, one.fate) for one in found.differences] == [("0011", Fate.PINNED)]


def test_no_in_vastgezet_was_no(folder: Path) -> None:
    assert placed(folder, Vastgezet="Nee").differences == ()


def test_something_else_in_vastgezet_is_refused(folder: Path) -> None:
    found = placed(folder, Vastgezet="misschien")
    assert [(fault.cell, fault.expected) for fault in found.faults] == [("R3", "ja of nee")]


@pytest.mark.parametrize(
    "change", [{"Mentor": "M2"}, {"Mentor": "Mo Beuk"}, {"Mentornaam": "mo beuk"}, {"School": "S2"}]
)
def test_a_new_row_is_understood_by_code_name_or_school(folder: Path, change: Change) -> None:
    found = added(folder, "plaatsing.xlsx", {"Student": "Evi Eb", "Naam": "Evi Eb", "Jaar": 2, **change})
    assert (found.placement, found.faults) == ({**PLACED, "0022": "M2"}, ())
    assert [one.fate for one in found.differences if one.fate is Fate.ELSEWHERE] == []


def test_a_new_row_with_yes_is_fixed(folder: Path) -> None:
    found = added(folder, "plaatsing.xlsx", {"Student": "0022", "Mentor": "M2", "Vastgezet": "ja"})
    assert [(one.student, one.fate) for one in found.differences] == [("0022", Fate.PINNED)]


def test_a_new_row_that_contradicts_itself_is_refused(folder: Path) -> None:
    found = added(folder, "plaatsing.xlsx", {"Student": "0022", "Mentor": "M2", "School": "S1"})
    assert [(fault.column, fault.rule) for fault in found.faults] == [("School", Rule.P1)]


def test_a_new_wpa_is_understood_by_its_time_and_names(folder: Path) -> None:
    change = {"Student": "0012", "Datum": WEDNESDAY, "Begin": time(13), "Naam werkveld": "Ties Werk"}
    found = added(folder, "wpa.xlsx", change)
    assert ((found.assessment or {})["0012"], found.faults) == (Booking("T3", "SO2"), ())


def test_a_new_wpa_at_a_time_that_no_slot_has_is_refused(folder: Path) -> None:
    change = {"Student": "0012", "Datum": WEDNESDAY, "Begin": time(8), "Naam werkveld": "Ties Werk"}
    found = added(folder, "wpa.xlsx", change)
    assert [(fault.column, fault.rule) for fault in found.faults] == [("Datum", Rule.A1)]
    assert found.faults[0].expected.startswith("de tijd van een slot. Het dichtst bij zijn")


@pytest.mark.parametrize(
    "harm",
    [
        lambda book: book["Plaatsing"].insert_rows(1, 2),
        lambda book: book["Plaatsing"].move_range("H1:H9", cols=15),
        lambda book: book.move_sheet("Plaatsing", 5),
    ],
)
def test_moving_things_about_is_no_edit(folder: Path, harm: Edit) -> None:
    book = openpyxl.load_workbook(folder / "plaatsing.xlsx")
    book["Plaatsing"].tables.clear()
    harm(book)
    book.save(folder / "plaatsing.xlsx")
    found = read_rosters(folder)
    assert (found.placement, found.faults, found.differences) == (PLACED, (), ())
