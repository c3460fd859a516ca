"""The commands as the office gives them, and a workbook in which everyone fits. Asserts nothing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from click.testing import CliRunner, Result

from instances.domain.entities import Day, Role
from instances.domain.instance import Instance
from scheduler.cli import cli
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer

WEDNESDAY = frozenset({Day.WO})


def small(*records: object) -> Instance:
    """Two students, two mentors and a WPA for each: everyone fits."""
    return semester(
        board(), school(), mentor("M1"), mentor("M2"), tandem(), trainer("SO1"), trainer("IO1", Role.IO),
        trainer("SO2"), trainer("IO2", Role.IO), slot("T1"), slot("T2", begin="13:00", end="14:00"),
        student("ST1"), student("ST2"), *records,
    )  # fmt: skip


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


ALWAYS = {
    "plaatsing.xlsx", "rapport.html", "resultaat.json", "bewijs.json", "uren.xlsx", "onstage.csv", "onstage.xlsx",
    "brieven/studenten.xlsx", "brieven/mentoren.xlsx",
}  # fmt: skip


def wrote(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, sheet: str, column: str, row: int, value: str) -> None:
    found = openpyxl.load_workbook(path)
    headers = [cell.value for cell in found[sheet][1]]
    found[sheet].cell(row, headers.index(column) + 1).value = value
    found.save(path)
