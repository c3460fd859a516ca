"""A workbook in which everyone fits, and its rosters."""

from __future__ import annotations

from pathlib import Path

import pytest

from instances.domain.entities import Pin
from reports.workbook.semester import write_semester
from tests.builders import student
from tests.scheduler.running import WEDNESDAY, run, small


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_semester(small(), tmp_path / "semester.xlsx")
    return tmp_path / "semester.xlsx"


@pytest.fixture
def rosters(book: Path) -> Path:
    folder = book.parent / "uit"
    assert run("rooster", book, "-o", folder, "--tijd", 10).exit_code == 0
    return folder


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    write_semester(small(student("ST1", days=WEDNESDAY), Pin("ST1", slot="T1")), tmp_path / "fout.xlsx")
    return tmp_path / "fout.xlsx"
