"""The hostile workbooks of the campaign through the window: the faults of ``controleer`` on a working page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("as the campaign", allow_module_level=True)

from benchmarks.campaign.files.cases import Case, cases
from benchmarks.campaign.files.good import make_good
from tests.scheduler.web.intake.test_bring_in import differs
from tests.scheduler.web.intake.window import OwnPages

FILE = "semester.xlsx"
EACH = 97  # of the workbooks in a cross-section; no divisor of how many one kind has


@pytest.fixture(scope="module")
def workbooks() -> list[Case]:
    return [case for case in cases(make_good()) if case.file == FILE and case.words[0] == "controleer"]


def test_a_cross_section_gives_the_faults_of_the_command(
    workbooks: list[Case], pages: OwnPages, tmp_path: Path
) -> None:
    told = wrong(workbooks[::EACH], pages, tmp_path)
    assert len(workbooks[::EACH]) > 5
    assert told == {}


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(8))
def test_every_workbook_gives_the_faults_of_the_command(
    workbooks: list[Case], pages: OwnPages, tmp_path: Path, part: int
) -> None:
    assert wrong(workbooks[part::8], pages, tmp_path) == {}


def wrong(chosen: list[Case], pages: OwnPages, folder: Path) -> dict[str, str]:
    """What the window tells otherwise, by the name of the case."""
    found = {}
    for number, case in enumerate(chosen):
        place = folder / str(number)
        place.mkdir()
        case.make(place)
        told = differs(pages.in_new_dossier(), place / FILE, folder / "uit")
        if told:
            found[f"{case.group}: {case.name}"] = told[:400]
    return found
