"""Sheets for the wall: headings over groups, a page for each, flat rows beneath, links that land."""

from __future__ import annotations

import re
import zipfile
from datetime import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from instances.rosters.columns import PER_ASSESSOR, PER_DAY, PER_SCHOOL, Head, RosterSheet
from reports.assessment.sheets import write_assessment
from reports.excel.book import Row
from reports.excel.wall import Heading, HeadingLevel, lines_of, page_breaks, print_scale
from reports.placement.sheets import write_placement
from tests.reports.runs import run

WALLS = [PER_ASSESSOR, PER_SCHOOL, PER_DAY]
LEVELS = (
    HeadingLevel(Head.SCHOOL, lambda rows: f"{len(rows)} WPA's"),
    HeadingLevel(Head.DATE, lambda rows: str(rows[0][Head.DATE])),
)
ROWS: list[Row] = [
    {Head.SCHOOL: school, Head.DATE: day, Head.STUDENT: who}
    for school, day, who in (("S1", "ma", "a"), ("S1", "ma", "b"), ("S1", "di", "c"), ("S2", "ma", "d"))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("muur")
    write_placement(run(), folder / "plaatsing.xlsx")
    write_assessment(run(), folder / "wpa.xlsx")
    return folder


@pytest.fixture(scope="module")
def wpa(folder: Path) -> Any:
    return openpyxl.load_workbook(folder / "wpa.xlsx")


def column(sheet: Worksheet, number: int) -> list[object]:
    return [row[number] for row in sheet.iter_rows(min_row=2, values_only=True)]


def headings(sheet: Worksheet) -> list[str]:
    """Lines with text where the others have a time."""
    return [cell for cell in column(sheet, 0) if isinstance(cell, str)]


def test_a_heading_stands_over_each_group_and_each_group_within() -> None:
    told = [(line.depth, line.text) for line in lines_of(ROWS, LEVELS) if isinstance(line, Heading)]
    assert told == [(0, "3 WPA's"), (1, "ma"), (1, "di"), (0, "1 WPA's"), (1, "ma")]


def test_every_row_stays_once_and_in_order() -> None:
    assert [line for line in lines_of(ROWS, LEVELS) if not isinstance(line, Heading)] == ROWS


def test_every_group_but_the_first_begins_a_page() -> None:
    # header, then S1 with two days and three rows: six lines, so S2 begins after row 7
    assert page_breaks(lines_of(ROWS, LEVELS)) == [7]


def test_a_wide_sheet_is_printed_smaller_and_a_narrow_one_no_larger() -> None:
    assert (print_scale([10.0]), print_scale([200.0]) < 80) == (100, True)


@pytest.mark.parametrize("kind", WALLS, ids=lambda kind: kind.name)
def test_the_columns_stay_flat_and_complete(wpa: Any, kind: RosterSheet) -> None:
    assert [cell.value for cell in wpa[kind.name][1]] == [str(head) for head in kind.heads]


@pytest.mark.parametrize("kind", WALLS, ids=lambda kind: kind.name)
def test_the_filters_reach_every_line(wpa: Any, kind: RosterSheet) -> None:
    tables = list(wpa[kind.name].tables.values())
    assert [table.ref.split(":")[1] for table in tables] == [wpa[kind.name].dimensions.split(":")[1]]


@pytest.mark.parametrize("kind", WALLS, ids=lambda kind: kind.name)
def test_codes_stay_off_the_paper(wpa: Any, kind: RosterSheet) -> None:
    codes = {Head.STUDENT, Head.SCHOOL, Head.ASSESSOR, Head.BOARD}
    assert codes & set(kind.heads[: kind.printed]) == set()
    last = chr(ord("A") + kind.printed - 1)
    assert re.fullmatch(rf".*\$A\$1:\${last}\$\d+", wpa[kind.name].print_area)


def test_an_assessor_has_a_heading_with_the_days_under_it(wpa: Any) -> None:
    assert headings(wpa["Per beoordelaar"])[:4] == [
        "Sia Oost · SO · 1 WPA op 1 dag",
        "woensdag 2 juni 2027 · 10 min reizen",
        "Ties Werk · SO · 2 WPA's op 1 dag",
        "dinsdag 1 juni 2027 · 30 min reizen · 40 min wachten",
    ]


def test_a_day_begins_with_its_times(wpa: Any) -> None:
    assert headings(wpa["Per dag"]) == [
        "dinsdag 1 juni 2027 · 2 WPA's op 2 scholen",
        "woensdag 2 juni 2027 · 1 WPA op 1 school",
    ]
    assert column(wpa["Per dag"], 0)[1:3] == [time(9), time(11)]


def test_a_school_has_a_heading_with_its_board(wpa: Any) -> None:
    assert headings(wpa["Per school"])[0] == "De Beuk · Stichting Noord · 1 WPA"


def test_every_school_has_a_page_of_its_own(wpa: Any) -> None:
    sheet = wpa["Per school"]
    starts = [number for number, cell in enumerate(column(sheet, 0), 1) if isinstance(cell, str) and "WPA" in cell]
    assert [brk.id for brk in sheet.row_breaks.brk] == starts[1:]


def test_a_roster_without_wpas_has_empty_walls(tmp_path: Path) -> None:
    write_assessment(run(assessment={}), tmp_path / "wpa.xlsx")
    book = openpyxl.load_workbook(tmp_path / "wpa.xlsx")
    assert all(headings(book[kind.name]) == [] for kind in WALLS)


@pytest.mark.parametrize("name", ["plaatsing.xlsx", "wpa.xlsx"])
def test_every_link_lands_on_what_it_says(folder: Path, name: str) -> None:
    book = openpyxl.load_workbook(folder / name)
    links = [(cell, cell.hyperlink) for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links
    for cell, link in links:
        sheet, target = re.fullmatch(r"'(.+)'!(A\d+)", link.location).groups()  # type: ignore[union-attr]
        row = [str(found.value) for found in book[sheet][book[sheet][target].row]]
        below = [str(found.value) for found in book[sheet][min(book[sheet][target].row + 2, book[sheet].max_row)]]
        below += [str(found.value) for found in book[sheet][min(book[sheet][target].row + 1, book[sheet].max_row)]]
        assert cell.value == sheet or cell.value in row or cell.value in below


@pytest.mark.parametrize("name", ["plaatsing.xlsx", "wpa.xlsx"])
def test_the_overview_leads_to_every_sheet(folder: Path, name: str) -> None:
    book = openpyxl.load_workbook(folder / name)
    led = [cell.value for row in book["Overzicht"].iter_rows() for cell in row if cell.hyperlink]
    assert led == [sheet.title for sheet in book if sheet.sheet_state == "visible"][1:]


@pytest.mark.parametrize(("name", "charts"), [("plaatsing.xlsx", 2), ("wpa.xlsx", 1)])
def test_the_overview_has_charts_with_a_title_and_both_axes_named(folder: Path, name: str, charts: int) -> None:
    with zipfile.ZipFile(folder / name) as parts:
        found = [parts.read(part).decode() for part in parts.namelist() if part.startswith("xl/charts/chart")]
    assert len(found) == charts
    assert all(chart.count("<c:title>") == 3 for chart in found)


def test_the_groups_of_travel_hold_every_student(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "plaatsing.xlsx")["Overzicht"]
    rows = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[:2] == ("Minuten", "Studenten"))
    assert [row[1] for row in rows[top + 1 : top + 10]] == [4, 0, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", ["plaatsing.xlsx", "wpa.xlsx"])
def test_every_sheet_is_ready_for_the_printer(folder: Path, name: str) -> None:
    for sheet in openpyxl.load_workbook(folder / name):
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert "Pagina" in sheet.oddFooter.right.text
