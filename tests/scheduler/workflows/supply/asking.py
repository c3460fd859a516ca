"""A workbook, its forms, and people who fill them in: for tests. Asserts nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from instances.workbook.read import Reading, read
from scheduler.input.read_workbook import Intake
from scheduler.runtime.screen import screen_for_output
from scheduler.workflows.supply import Forms, TakenIn, take_in_forms, write_forms
from tests.instances.workbooks import Draft

WHEN = datetime(2026, 12, 1, 9, 15)
HEADS = 2
"""The row of the headers in the tables of a form."""


def draft(folder: Path) -> Draft:
    """Two boards; board B1 has two schools and three mentors, one of them part of a pair; two days with WPAs."""
    made = Draft(folder)
    made.put("Besturen", 0, **{"E-mail": "b1@bestuur.example"})
    made.add("Scholen", {"School": "S3", "Naam": "De Linde", "Bestuur": "B1", "Soort": "stageschool", "Plaatsen": 2,
                         "Bezet": 1, "Leerjaren": "1;2", "Breedtegraad": 52.37, "Lengtegraad": 4.9})  # fmt: skip
    made.add("Mentoren", {"Mentor": "M4", "Naam": "Mara Vos", "School": "S3", "Groep": "5", "Werkdagen": "ma;di",
                          "Mentortraining": "bereid", "Sterktes": "rekenen;taal", "Ervaring": 4.5})  # fmt: skip
    made.rows["WPA-slots"] = [
        {"Slot": "W1", "Datum": date(2027, 6, 1), "Begin": time(9), "Eind": time(10, 15)},
        {"Slot": "W2", "Datum": date(2027, 6, 1), "Begin": time(13), "Eind": time(14, 15)},
        {"Slot": "W3", "Datum": date(2027, 6, 3), "Begin": time(9), "Eind": time(10, 15)},
    ]
    made.put("Opleiders", 0, Werkdagen="ma;di;wo")
    return made


@dataclass
class Round:
    """One round of asking.

    Attributes:
        workbook: The workbook.
        folder: Where the answers lie; the forms were written there.
        forms: The forms.
    """

    workbook: Path
    folder: Path
    forms: Forms

    @classmethod
    def begin(cls, workbook: Path, folder: Path) -> Round:
        return cls(workbook, folder, write_forms(intake(workbook), folder))

    def copied(self, folder: Path) -> Round:
        workbook = shutil.copy2(self.workbook, folder / self.workbook.name)
        answers = shutil.copytree(self.folder, folder / self.folder.name)
        boards, trainers = (
            {id: answers / path.relative_to(self.folder) for id, path in forms.items()}
            for forms in (self.forms.boards, self.forms.trainers)
        )
        return Round(workbook, answers, Forms(boards, trainers, (), ()))

    def board(self, id: str = "B1") -> Path:
        return self.forms.boards[id]

    def trainer(self, id: str = "SO1") -> Path:
        return self.forms.trainers[id]

    def take_in(self, workbook: Path | None = None, target: str = "nieuw.xlsx") -> TakenIn:
        return take_in_forms(intake(workbook or self.workbook), self.folder, self.new(target), WHEN)

    def new(self, target: str = "nieuw.xlsx") -> Path:
        return self.workbook.parent / target

    def read(self, target: str = "nieuw.xlsx") -> Reading:
        return read(self.new(target), for_wpa=True)


def intake(workbook: Path) -> Intake:
    reading = read(workbook, for_wpa=True)
    if reading.instance is None:
        raise ValueError(reading.faults)
    return Intake(reading.instance, reading, workbook, None, screen_for_output())


class Filled:
    """A form opened in an office program; use as a context manager, which saves it."""

    def __init__(self, path: Path, saved_as: Path | None = None) -> None:
        self.path, self._saved_as = path, saved_as or path
        self.book: Workbook = openpyxl.load_workbook(path)

    def __enter__(self) -> Filled:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self.book.save(self._saved_as)
            if self._saved_as != self.path:
                self.path.unlink()

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book[name]
        if not isinstance(sheet, Worksheet):
            raise TypeError(name)
        return sheet

    def columns(self, name: str) -> dict[str, int]:
        return {str(cell.value): place for place, cell in enumerate(self.sheet(name)[HEADS], start=1) if cell.value}

    def row(self, name: str, code: str) -> int:
        """The number of the row with a code."""
        place = self.columns(name)["Code"]
        sheet = self.sheet(name)
        return next(row for row in range(HEADS + 1, sheet.max_row + 1) if sheet.cell(row, place).value == code)

    def put(self, name: str, code: str, **cells: Any) -> str:
        """Fill in cells of a row; an underscore in a name is a space. Returns the address of the last."""
        return self._write(name, self.row(name, code), cells)

    def add(self, name: str, **cells: Any) -> str:
        """Fill in the first free row."""
        sheet = self.sheet(name)
        places = self.columns(name).values()
        free = next(row for row in range(HEADS + 1, sheet.max_row + 2)
                    if all(sheet.cell(row, place).value is None for place in places))  # fmt: skip
        return self._write(name, free, cells)

    def _write(self, name: str, row: int, cells: dict[str, Any]) -> str:
        at = ""
        for header, value in cells.items():
            cell = self.sheet(name).cell(row, self.columns(name)[header.replace("_", " ")])
            cell.value = value
            at = cell.coordinate
        return at

    def day(self, day: date, part: str, answer: str | None) -> str:
        """Fill in a half-day."""
        sheet = self.sheet("Beschikbaarheid")
        row = next(row for row in range(HEADS + 1, sheet.max_row + 1) if sheet.cell(row, 1).value.date() == day)
        cell = sheet.cell(row, self.columns("Beschikbaarheid")[part])
        cell.value = answer
        return cell.coordinate

    def start(self, question: str, answer: str) -> str:
        """Fill in a line of the first sheet."""
        sheet = self.sheet("Begin hier")
        row = next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith(question))
        sheet.cell(row, 2).value = answer
        return sheet.cell(row, 2).coordinate

    def cells(self, name: str) -> list[list[Any]]:
        """The rows below the headers."""
        return [[cell.value for cell in row] for row in self.sheet(name).iter_rows(min_row=HEADS + 1)]

    def set_cells(self, name: str, rows: list[list[Any]]) -> None:
        """Write rows anew below the headers."""
        sheet = self.sheet(name)
        for number, row in enumerate(rows, start=HEADS + 1):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value


def the_faults(taken: TakenIn) -> list[str]:
    return [f"{one.file}|{one.fault.sheet}!{one.fault.cell} {one.fault.found} | {one.fault.expected}"
            for one in taken.faults]  # fmt: skip


def rows_of(path: Path, sheet: str) -> Iterator[dict[str, Any]]:
    """The rows of a sheet of a workbook by header."""
    book = openpyxl.load_workbook(path, data_only=True)
    heads, *body = book[sheet].iter_rows(values_only=True)
    for row in body:
        yield {str(head): value for head, value in zip(heads, row, strict=True) if head}
