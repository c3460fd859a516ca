"""A hand that types in a roster, and what is read after it."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from instances.rosters.columns import PLACEMENT, SCHEDULE
from instances.rosters.differences import Fate
from instances.rosters.read import Rosters, read_rosters
from tests.reports.runs import instance

Change = dict[str, object]


def typed(folder: Path, file: str, student: str, change: Change, known: bool = True) -> Rosters:
    """Read the folder after a hand typed in the row of a student; without the workbook where not ``known``."""
    sheet = PLACEMENT.name if file == "plaatsing.xlsx" else SCHEDULE.name
    book = openpyxl.load_workbook(folder / file)
    heads = [cell.value for cell in book[sheet][1]]
    row = next(row for row in book[sheet].iter_rows(min_row=2) if row[0].value == student)
    for head, value in change.items():
        row[heads.index(head)].value = value
    book.save(folder / file)
    return read_rosters(folder, instance() if known else None)


def placed(folder: Path, **change: object) -> Rosters:
    return typed(folder, "plaatsing.xlsx", "0011", change)


def booked(folder: Path, student: str = "0011", **change: object) -> Rosters:
    return typed(folder, "wpa.xlsx", student, {head.replace("_", " "): value for head, value in change.items()})


def fates(found: Rosters) -> list[tuple[str, str, Fate]]:
    return [(one.sheet, str(one.head), one.fate) for one in found.differences]


def added(folder: Path, file: str, change: Change) -> Rosters:
    """A hand adds a row for Evi (0022), who has no place, or for 0012, who has no WPA."""
    sheet = PLACEMENT.name if file == "plaatsing.xlsx" else SCHEDULE.name
    book = openpyxl.load_workbook(folder / file)
    heads = [cell.value for cell in book[sheet][1]]
    book[sheet].append([change.get(str(head)) for head in heads])
    book.save(folder / file)
    return read_rosters(folder, instance())
