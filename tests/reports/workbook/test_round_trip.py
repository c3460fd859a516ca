"""What was written is read back the same, and a slip of the hand is found at its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from instances.domain.rulebook import Rule
from instances.rosters.read import Rosters, read_rosters
from reports.assessment.sheets import write_assessment
from reports.placement.sheets import write_placement
from tests.reports.runs import ASSESSMENT, PLACEMENT, instance, run

Edit = Callable[[Workbook], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_placement(run(), tmp_path / "plaatsing.xlsx")
    write_assessment(run(), tmp_path / "wpa.xlsx")
    return tmp_path


def edited(folder: Path, name: str, edit: Edit) -> Rosters:
    """Read the folder after a hand has been at one file."""
    book = openpyxl.load_workbook(folder / name)
    edit(book)
    book.save(folder / name)
    return read_rosters(folder, instance())


def placement_cell(cell: str, value: object) -> Edit:
    return lambda book: book["Plaatsing"].__setitem__(cell, value)


def test_the_placement_comes_back(folder: Path) -> None:
    assert read_rosters(folder).placement == PLACEMENT


def test_the_assessment_comes_back(folder: Path) -> None:
    assert read_rosters(folder).assessment == ASSESSMENT


def test_a_roster_as_written_has_no_faults(folder: Path) -> None:
    assert read_rosters(folder, instance()).faults == ()


def test_the_lists_of_who_was_left_come_back(folder: Path) -> None:
    found = read_rosters(folder)
    assert (list(found.unplaced), list(found.unscheduled)) == (["0022"], ["0012", "0022"])


def test_a_folder_with_a_placement_only_has_no_assessment(folder: Path) -> None:
    (folder / "wpa.xlsx").unlink()
    found = read_rosters(folder)
    assert (found.placement, found.assessment, found.faults) == (PLACEMENT, None, ())


def test_another_mentor_typed_in_is_read(folder: Path) -> None:
    found = edited(folder, "plaatsing.xlsx", placement_cell("H2", "M3"))
    assert found.placement is not None
    assert (sorted(found.placement.values()), found.faults) == (["M1", "M2", "M3", "M3"], ())


def test_a_school_that_is_not_the_mentors_is_told_of_a_roster_without_its_made_rows(folder: Path) -> None:
    def without(book: Workbook) -> None:
        book.remove(book["Zoals gemaakt"])
        book["Plaatsing"]["F2"] = "S3"

    found = edited(folder, "plaatsing.xlsx", without)
    assert [(notice.cell, notice.text) for notice in found.notices] == [
        ("F2", "School S3 is niet de school van mentor M1 (S1); de mentor telt.")
    ]


def test_an_id_typed_as_a_number_is_read_as_text(folder: Path) -> None:
    def with_number(book: Workbook) -> None:
        book["Plaatsing"]["A2"] = 99

    edited(folder, "plaatsing.xlsx", with_number)
    assert "99" in (read_rosters(folder).placement or {})


def test_title_rows_above_the_header_are_tolerated(folder: Path) -> None:
    def with_title(book: Workbook) -> None:
        sheet = book["Plaatsing"]
        sheet.tables.clear()
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Plaatsing najaar"

    assert edited(folder, "plaatsing.xlsx", with_title).placement == PLACEMENT


def test_a_missing_sheet_is_a_fault(folder: Path) -> None:
    found = edited(folder, "wpa.xlsx", lambda book: book.remove(book["WPA-rooster"]))
    assert [(fault.sheet, fault.found) for fault in found.faults] == [("WPA-rooster", "geen blad")]


def test_without_its_sheet_there_is_no_roster(folder: Path) -> None:
    found = edited(folder, "wpa.xlsx", lambda book: book.remove(book["WPA-rooster"]))
    assert found.assessment is None


def test_a_renamed_column_is_a_fault_with_the_nearest_name(folder: Path) -> None:
    found = edited(folder, "plaatsing.xlsx", placement_cell("H1", "Mentoor"))
    assert "Is dat de kolom “Mentoor”?" in found.faults[0].expected


def test_an_extra_column_does_no_harm(folder: Path) -> None:
    found = edited(folder, "plaatsing.xlsx", placement_cell("T1", "Opmerking"))
    assert (found.placement, found.faults) == (PLACEMENT, ())


def test_a_student_in_two_rows_breaks_p1(folder: Path) -> None:
    found = edited(folder, "plaatsing.xlsx", placement_cell("A3", "0013"))
    assert [(fault.found, fault.rule) for fault in found.faults] == [("0013", Rule.P1)]


@pytest.mark.parametrize(
    ("file", "sheet", "cell", "value"),
    [
        ("plaatsing.xlsx", "Plaatsing", "A2", "9999"),
        ("plaatsing.xlsx", "Plaatsing", "H2", "M9"),
        ("wpa.xlsx", "WPA-rooster", "I2", "T9"),
        ("wpa.xlsx", "WPA-rooster", "M2", "SO9"),
        ("wpa.xlsx", "WPA-rooster", "O2", "IO9"),
    ],
)
def test_an_unknown_id_is_a_fault_at_its_cell(folder: Path, file: str, sheet: str, cell: str, value: str) -> None:
    found = edited(folder, file, lambda book: book[sheet].__setitem__(cell, value))
    assert [(fault.sheet, fault.cell, fault.found) for fault in found.faults] == [(sheet, cell, value)]


def test_an_earlier_roster_may_name_people_who_left(folder: Path) -> None:
    edited(folder, "plaatsing.xlsx", placement_cell("H2", "M9"))
    assert read_rosters(folder).faults == ()


@pytest.mark.parametrize(
    ("file", "sheet", "cell"),
    [("plaatsing.xlsx", "Plaatsing", "H2"), ("wpa.xlsx", "WPA-rooster", "I2"), ("wpa.xlsx", "WPA-rooster", "M2")],
)
def test_an_emptied_cell_leaves_the_student_free(folder: Path, file: str, sheet: str, cell: str) -> None:
    before = read_rosters(folder)
    found = edited(folder, file, lambda book: book[sheet].__setitem__(cell, None))
    assert found.faults == ()
    assert [(notice.cell, notice.text.partition(";")[0]) for notice in found.notices] == [(cell, "leeg")]
    lost = [len(was or ()) - len(now or ()) for was, now in
            ((before.placement, found.placement), (before.assessment, found.assessment))]  # fmt: skip
    assert sorted(lost) == [0, 1]


def test_an_uncalculated_formula_is_a_fault(folder: Path) -> None:
    found = edited(folder, "plaatsing.xlsx", placement_cell("H2", '="M"&1'))
    assert [(fault.cell, fault.found) for fault in found.faults] == [("H2", "formule zonder waarde")]


def test_a_damaged_file_is_a_fault_that_names_it(folder: Path) -> None:
    data = (folder / "wpa.xlsx").read_bytes()
    (folder / "wpa.xlsx").write_bytes(data[: len(data) // 2])
    assert [fault.found for fault in read_rosters(folder).faults] == ["wpa.xlsx: een beschadigd bestand"]


def test_a_folder_without_a_roster_is_a_fault(tmp_path: Path) -> None:
    assert [fault.found for fault in read_rosters(tmp_path).faults] == [f"geen rooster in {tmp_path.name}"]
