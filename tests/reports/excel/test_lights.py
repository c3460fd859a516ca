"""Traffic lights compare the right cells, and their letters can be read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from instances.rosters.columns import SCHOOL_USE, TANDEM_USE, WORKLOAD, Head, RosterSheet
from reports.assessment.sheets import write_assessment
from reports.excel import lights
from reports.excel.lights import Light, Tone
from reports.page.palette import contrast
from reports.placement.sheets import write_placement
from tests.reports.runs import run


@pytest.mark.parametrize("tone", list(Tone))
def test_letters_on_a_light_can_be_read(tone: Tone) -> None:
    ground, letters = tone.value
    assert contrast(ground, letters) >= 4.5


def test_a_light_compares_two_cells_of_its_own_row() -> None:
    kind = RosterSheet("Proef", (Head.NAME, Head.PLACED, Head.MAXIMUM))
    light = Light(Head.PLACED, Tone.RED, Head.PLACED, ">", Head.MAXIMUM)
    assert light.formula(kind) == "=AND(ISNUMBER($B2),ISNUMBER($C2),$B2>$C2)"


def test_a_light_may_compare_with_a_number() -> None:
    kind = RosterSheet("Proef", (Head.NAME, Head.PLACED))
    assert Light(Head.PLACED, Tone.GREEN, Head.PLACED, ">", 0).formula(kind) == "=AND(ISNUMBER($B2),$B2>0)"


def test_use_is_red_above_the_maximum_then_yellow_then_green() -> None:
    found = lights.use(Head.PLACED, Head.MAXIMUM, Head.NORM)
    assert [(one.tone, one.sign, one.right) for one in found] == [
        (Tone.RED, ">", Head.MAXIMUM), (Tone.YELLOW, ">", Head.NORM), (Tone.GREEN, ">=", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "marks"),
    [(SCHOOL_USE, lights.SCHOOL_MARKS), (TANDEM_USE, lights.tandem_marks(2)), (WORKLOAD, lights.WORKLOAD_MARKS)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_every_mark_of_a_sheet_is_written(tmp_path: Path, kind: RosterSheet, marks: tuple[lights.Mark, ...]) -> None:
    write_placement(run(), tmp_path / "plaatsing.xlsx")
    write_assessment(run(), tmp_path / "wpa.xlsx")
    books = [openpyxl.load_workbook(tmp_path / name) for name in ("plaatsing.xlsx", "wpa.xlsx")]
    sheet = next(book[kind.name] for book in books if kind.name in book.sheetnames)
    assert sum(len(found.rules) for found in sheet.conditional_formatting) == len(marks)
