"""The sheet Uren of a board file; tests/reports/hours works its figures out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from instances.domain.solution import Booking
from reports.boards.sheets import write_boards
from reports.run.bundle import Run
from tests.reports.hours.test_hours import with_norms, without_wpas
from tests.reports.runs import run

PER_ROLE, GIVES, AWAY = "Totaal per rol", "Uw bestuur levert", "Uw bestuur levert: WPA's bij andere besturen"
OF_INSTITUTE, OF_OTHERS = "Uw bestuur ontvangt: van de opleiding", "Uw bestuur ontvangt: van andere besturen"
SETTLED, BESIDE, NOTES = "Verrekening van WPA's", "Naast de norm", "Toelichting"
SEAT, TWO = "Beoordelaar: een WPA", "Beoordelaar: extra bij twee beoordelaars"
FOR_SEAT, FOR_TWO = "Inzet school- en instituutsopleider", "Overig en onvoorzien schoolopleider"
DETAIL = ("Rol", "Grondslag", "Bron", "Aantal", "Uren per stuk", "Uren")
HEADING = 12  # the size of its letters
PER_ROLE_HEADS = ("Rol", "Uw bestuur levert (uur)", "Uw bestuur ontvangt (uur)")


def sheet_of(run: Run, folder: Path, board: str) -> Worksheet:
    write_boards(run, folder)
    return openpyxl.load_workbook(folder / f"{board}.xlsx")["Uren"]


def lines(sheet: Worksheet) -> Iterator[list[Cell]]:
    """The cells of each line, without those that are part of a cell to their left."""
    for row in sheet.iter_rows():
        yield [cell for cell in row if not isinstance(cell, MergedCell) and (cell.value is not None or cell.has_style)]


def parts(sheet: Worksheet) -> dict[str, list[tuple[Any, ...]]]:
    """Heading to the lines under it; '' for what stands above the first heading."""
    found: dict[str, list[tuple[Any, ...]]] = {"": []}
    for cells in lines(sheet):
        if len(cells) == 1 and cells[0].font.sz == HEADING:
            found[str(cells[0].value)] = []
        elif cells:
            found[list(found)[-1]].append(tuple(cell.value for cell in cells))
    return found


@pytest.mark.parametrize(
    ("board", "tiles", "per_role", "settled"),
    [
        (
            "NOORD",
            ("3", "162", "33", "− 6,5"),
            [("mentoren", 106.5, None), ("schoolopleiders (SO)", 55.75, 6.5), ("instituutsopleiders (IO)", None, 26.5),
             ("totaal", 162.25, 33)],
            [("met andere besturen", 1, 2, -3), ("met de opleiding", 0, 1, -3.5), ("samen", 1, 3, -6.5)],
        ),
        (
            "ZUID",
            ("1", "42", "7", "− 0,5"),
            [("mentoren", 35.5, None), ("schoolopleiders (SO)", 6.5, 3.5), ("instituutsopleiders (IO)", None, 3.5),
             ("totaal", 42, 7)],
            [("met andere besturen", 2, 1, 3), ("met de opleiding", 0, 1, -3.5), ("samen", 2, 2, -0.5)],
        ),
    ],
)  # fmt: skip
def test_a_board_reads_its_totals_by_role_and_what_is_settled(
    tmp_path: Path, board: str, tiles: tuple[str, ...], per_role: list[Any], settled: list[Any]
) -> None:
    found = parts(sheet_of(run(), tmp_path, board))
    assert found[""][-3:] == [
        ("Studenten", "Uw bestuur levert", "Uw bestuur ontvangt", "Saldo WPA's"), tiles, ("geplaatst", *["uur"] * 3)
    ]  # fmt: skip
    assert found[PER_ROLE] == [PER_ROLE_HEADS, *per_role]
    assert found[SETTLED] == [("Met wie", "WPA's gegeven", "WPA's ontvangen", "Saldo (uur)"), *settled]


def test_a_board_that_only_takes_from_another_has_that_settled_too(tmp_path: Path) -> None:
    found = parts(sheet_of(run(assessment={"0011": Booking("T1", "SO2")}), tmp_path, "NOORD"))
    assert found[SETTLED][1:] == [("met andere besturen", 0, 1, -3), ("met de opleiding", 0, 0, 0), ("samen", 0, 1, -3)]


@pytest.mark.parametrize(
    ("board", "assessment", "balance"),
    [
        ("NOORD", {}, "0"),
        ("NOORD", {"0021": Booking("T3", "SO1")}, "+ 1"),
        ("ZUID", {"0021": Booking("T3", "SO1")}, "− 1"),
    ],
)
def test_a_balance_has_a_sign_unless_it_is_nothing(
    tmp_path: Path, board: str, assessment: dict[str, Booking], balance: str
) -> None:
    found = parts(sheet_of(with_norms(run(assessment=assessment), WPA=1), tmp_path, board))
    assert found[""][-2][-1] == balance


def test_what_a_board_gives_and_takes_stands_under_whom_it_is_for(tmp_path: Path) -> None:
    found = parts(sheet_of(run(), tmp_path, "ZUID"))
    one, two = ("SO", SEAT, FOR_SEAT, 1, 3, 3), ("SO", TWO, FOR_TWO, 1, 0.5, 0.5)
    headings = [PER_ROLE, GIVES, AWAY, OF_INSTITUTE, OF_OTHERS, SETTLED, BESIDE, NOTES]
    assert list(found)[1:] == headings
    assert found[GIVES] == [DETAIL, ("mentor", "Mentor: begeleiden van een student", "Inzet mentor", 1, 35.5, 35.5)]
    assert found[AWAY] == [DETAIL, ("SO", SEAT, FOR_SEAT, 2, 3, 6), two]
    assert found[OF_INSTITUTE] == [DETAIL, ("IO", *one[1:]), ("IO", *two[1:])]
    assert found[OF_OTHERS] == [DETAIL, one, two]


def test_a_board_of_training_schools_reads_its_own_figures_beside_the_norms(tmp_path: Path) -> None:
    found = parts(sheet_of(run(), tmp_path, "NOORD"))
    assert found[BESIDE] == [
        ("Gemiddeld over uw eigen studenten en scholen", "Bij u", "Norm"), ("Studenten per schoolopleider", 3, 10),
        ("Scholen per schoolopleider", 2, 4), ("Studenten per instituutsopleider", 3, 10),
        ("Scholen per instituutsopleider", 2, 3), ("Opleidingsscholen", 2, 9),
    ]  # fmt: skip
    assert len(found[GIVES]) == 1 + 1 + 10  # heads, mentors, and what its schoolopleider does
    assert [row[0] for row in found[OF_INSTITUTE][1:]] == ["IO"] * 8


def test_before_the_wpas_are_planned_nothing_is_settled_and_the_notes_say_so(tmp_path: Path) -> None:
    found = parts(sheet_of(without_wpas(run()), tmp_path, "NOORD"))
    assert list(found)[1:] == [PER_ROLE, GIVES, OF_INSTITUTE, BESIDE, NOTES]
    assert found[""][-2:] == [("3", "159", "23", "nog niet"), ("geplaatst", "uur", "uur", None)]
    assert found[NOTES][0] == ("WPA's", "Zonder WPA-uren: het WPA-rooster is nog niet gemaakt.")


def test_after_that_the_notes_tell_how_a_wpa_counts(tmp_path: Path) -> None:
    told = parts(sheet_of(run(), tmp_path, "NOORD"))[NOTES]
    assert [label for label, _ in told] == ["WPA's", "Bron", "Saldo", "Niet hier"]
    assert told[0][1].startswith("Per WPA en per beoordelaar")


@pytest.mark.parametrize(("board", "euros"), [("NOORD", [-180, -210, -390]), ("ZUID", [180, -210, -30])])
def test_with_a_rate_the_balance_stands_there_in_euros_too(tmp_path: Path, board: str, euros: list[int]) -> None:
    found = parts(sheet_of(with_norms(run(), RATE=60), tmp_path, board))[SETTLED]
    assert [row[-1] for row in found] == ["Saldo (euro)", *euros]
    assert {len(row) for row in found} == {5}


@pytest.mark.parametrize("norm", ["SO", "CSO"])
def test_only_roles_with_hours_have_a_line(tmp_path: Path, norm: str) -> None:
    roles = [row[0] for row in parts(sheet_of(run(), tmp_path, "NOORD"))[PER_ROLE]]
    assert (f"schoolopleiders ({norm})" in roles) is (norm == "SO")
    assert len(roles) == 5


@pytest.mark.parametrize("rate", [0, 60])
def test_every_table_is_as_wide_as_the_page_with_figures_to_the_right(tmp_path: Path, rate: int) -> None:
    sheet = sheet_of(with_norms(run(), RATE=rate), tmp_path, "NOORD")
    ends = {area.start_cell.coordinate: area.max_col for area in sheet.merged_cells.ranges}
    tables = [cells for cells in lines(sheet) if len(cells) > 1 and cells[0].row > 7]
    assert {ends.get(cells[-1].coordinate, cells[-1].column) for cells in tables} == {8}
    assert sheet.print_area == f"'Uren'!$A$1:$H${tables[-1][0].row + 1}"
    sides = {
        (isinstance(cell.value, str), cell.alignment.horizontal) for row in tables for cell in row if not cell.font.b
    }
    assert sides - {(False, "right")} == {(True, "left")}
    assert (False, "right") in sides
