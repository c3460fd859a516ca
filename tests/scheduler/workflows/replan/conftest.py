"""Rosters of two students, and the command that plans them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from instances.domain.instance import Instance
from reports.workbook.semester import write_semester
from tests.scheduler.running import run
from tests.scheduler.workflows.replan.replanned import workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_semester(workbook(), tmp_path / "semester.xlsx")
    assert run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "oud", "--tijd", 10).exit_code == 0
    return tmp_path / "oud"


@pytest.fixture
def replan(folder: Path) -> Callable[[Instance], tuple[int, str]]:
    def again(instance: Instance) -> tuple[int, str]:
        book = folder.parent / "nu.xlsx"
        write_semester(instance, book)
        result = run("herplan", book, "--vorige", folder, "-o", folder.parent / "nieuw", "--tijd", 20)
        return result.exit_code, result.output

    return again
