"""A hand at Plaatsing: every cell that says something else is understood, refused by name, or told."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from instances.domain.rulebook import Rule
from instances.rosters.columns import PLACEMENT, SCHEDULE, Head
from instances.rosters.differences import Fate
from instances.rosters.read import read_rosters
from tests.reports.runs import ASSESSMENT
from tests.reports.runs import PLACEMENT as PLACED
from tests.reports.workbook.hand_edits.hand import Change, booked, fates, placed, typed


def test_an_untouched_folder_says_nothing(folder: Path) -> None:
    found = read_rosters(folder)
    assert (found.faults, found.differences, found.notices) == ((), (), ())


def test_saving_without_a_change_is_no_edit(folder: Path) -> None:
    """Openpyxl drops what formulas gave; that is nobody's edit."""
    for file in ("plaatsing.xlsx", "wpa.xlsx"):
        openpyxl.load_workbook(folder / file).save(folder / file)
    found = read_rosters(folder)
    assert (found.placement, found.assessment, found.differences, found.faults) == (PLACED, ASSESSMENT, (), ())


@pytest.mark.parametrize("value", ["m3", "Max Zee", "max  zee", "M3 – Max Zee", "M3 - Max Zee", "Max Zee (M3)"])
@pytest.mark.parametrize("known", [True, False])
def test_a_mentor_is_known_by_code_and_name(folder: Path, value: str, known: bool) -> None:
    found = typed(folder, "plaatsing.xlsx", "0011", {"Mentor": value}, known)
    assert ((found.placement or {})["0011"], found.faults) == ("M3", ())
    assert fates(found) == [("Plaatsing", "Mentor", Fate.MEANT)]


def test_a_code_with_the_name_of_somebody_else_is_refused_with_its_cell(folder: Path) -> None:
    found = placed(folder, Mentor="M3 – Mia Eik")
    assert [(fault.cell, fault.found) for fault in found.faults] == [("H3", "M3 – Mia Eik")]
    assert "M3 – Max Zee" in found.faults[0].expected


@pytest.mark.parametrize(
    ("change", "mentor", "cell"),
    [
        ({"Mentornaam": "Max Zee"}, "M3", "I3"),
        ({"School": "S3"}, "M3", "F3"),
        ({"Schoolnaam": "de zee"}, "M3", "G3"),
        ({"School": "S3", "Schoolnaam": "De Zee"}, "M3", "F3"),
        ({"School": "De Beuk"}, "M2", "F3"),
    ],
)
def test_a_name_or_school_that_leaves_one_mentor_is_followed(
    folder: Path, change: Change, mentor: str, cell: str
) -> None:
    found = placed(folder, **change)
    assert ((found.placement or {})["0011"], found.faults) == (mentor, ())
    assert found.cells["Plaatsing", "0011", Head.MENTOR] == cell


def test_a_school_with_more_mentors_is_refused_with_its_cell(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "plaatsing.xlsx")
    mentors = book["Mentoren"]
    mentors.append(["M4", "Mies Zee", "S3", *(cell.value for cell in mentors[2][3:])])
    book.save(folder / "plaatsing.xlsx")
    found = typed(folder, "plaatsing.xlsx", "0011", {"School": "S3"}, known=False)
    assert [(fault.cell, fault.found, fault.rule) for fault in found.faults] == [("F3", "S3", Rule.P1)]
    assert "S1, de school van mentor M1" in found.faults[0].expected
    assert "Daar werken 2 mentoren" in found.faults[0].expected


def test_a_school_that_nobody_knows_is_refused_with_its_cell(folder: Path) -> None:
    found = placed(folder, School="S9")
    assert [(fault.cell, fault.found, fault.rule) for fault in found.faults] == [("F3", "S9", Rule.P1)]


@pytest.mark.parametrize(
    ("change", "cell"),
    [({"Mentor": "M3", "School": "S2"}, "F3"), ({"Mentor": "M3", "Mentornaam": "Mo Beuk"}, "I3")],
)
def test_a_mentor_and_a_school_or_name_that_contradict_are_refused(folder: Path, change: Change, cell: str) -> None:
    found = placed(folder, **change)
    assert [(fault.cell, fault.rule) for fault in found.faults] == [(cell, Rule.P1)]


def test_a_mentor_changed_with_all_that_follows_is_one_edit(folder: Path) -> None:
    found = placed(folder, Mentor="M3", School="S3", Schoolnaam="De Zee", Mentornaam="Max Zee", Bestuur="ZUID")
    assert ((found.placement or {})["0011"], found.faults, found.differences) == ("M3", (), ())


def test_a_mentor_changed_alone_leaves_the_rest_behind_without_a_word(folder: Path) -> None:
    found = placed(folder, Mentor="M3")
    assert (found.faults, found.differences) == ((), ())


@pytest.mark.parametrize(
    "change",
    [{"Naam": "Ans Bal"}, {"Jaar": 3}, {"Stagedagen": "wo"}, {"Bestuur": "ZUID"}, {"Groep": "8"}, {"Tandem": "TA9"},
     {"Schoolopleider": "SO2"}, {"Instituutsopleider": None}, {"PLG": "Elders"}, {"Reistijd": 99},
     {"Leerbehoeften gedekt": 0}, {"Leerbehoeften gevraagd": None}, {"Mentornaam": "Mia Eik-Bos"},
     {"Schoolnaam": "De Eikel"}, {"Mentornaam": ""}],
)  # fmt: skip
def test_what_only_the_workbook_decides_is_told_and_not_kept(folder: Path, change: Change) -> None:
    found = placed(folder, **change)
    assert fates(found) == [("Plaatsing", next(iter(change)), Fate.ELSEWHERE)]
    assert (found.placement, found.faults) == (PLACED, ())


def test_every_column_of_both_rosters_is_watched(made: Path, folder: Path) -> None:
    """A column without a story would be changed in silence."""
    for file, kind in (("plaatsing.xlsx", PLACEMENT), ("wpa.xlsx", SCHEDULE)):
        for head in kind.heads[1:]:
            shutil.copytree(made, folder, dirs_exist_ok=True)
            found = typed(folder, file, "0013", {str(head): "iets anders"}, known=False)
            heard = found.differences or found.faults
            assert heard or (found.placement, found.assessment) != (PLACED, ASSESSMENT), (file, head)


def test_a_name_of_a_student_is_understood(folder: Path) -> None:
    found = placed(folder, Student="Ans Aal")
    assert (found.placement, found.faults) == (PLACED, ())


def test_a_new_wpa_row_of_somebody_unknown_is_named(folder: Path) -> None:
    found = booked(folder, Student="9999")
    assert [(fault.cell, fault.found) for fault in found.faults] == [("A2", "9999")]
