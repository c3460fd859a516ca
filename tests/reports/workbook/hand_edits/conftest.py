"""Rosters as they were written, for a hand to type in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports.assessment.sheets import write_assessment
from reports.placement.sheets import write_placement
from tests.reports.runs import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gemaakt")
    write_placement(run(), folder / "plaatsing.xlsx")
    write_assessment(run(), folder / "wpa.xlsx")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Ans (0011, M1 at S1) is in row 3 of Plaatsing and in row 2 of WPA-rooster: at T1, on 1 June at 9, with SO2."""
    shutil.copytree(made, tmp_path / "map")
    return tmp_path / "map"
