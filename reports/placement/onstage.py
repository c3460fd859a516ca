"""onstage.csv and onstage.xlsx: one flat row for each placed student, to be read into OnStage. Knows the run, no style.

Columns, names and order are those of the sheet OnStage. In the csv a text that a program could take for a formula gets
an apostrophe before it; in the xlsx every text is a text. Nothing confidential is among the fields.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from instances.domain.entities import Student
from instances.domain.onstage import Field, HandoverColumn
from instances.dutch.dates import clock, numeric_date
from instances.rosters.columns import ONSTAGE_SHEET, Head
from reports.excel.book import DARK, DATE_FORMAT, Book, Cell, put
from reports.excel.paper import lay_out
from reports.placement.sheets import placement_row
from reports.run.bundle import Run
from reports.run.tours import Wpa, wpas_of

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_OF_PLACEMENT = {
    Field.STUDENT: Head.STUDENT, Field.STUDENT_NAME: Head.NAME, Field.YEAR: Head.YEAR, Field.DAYS: Head.DAYS,
    Field.BOARD: Head.BOARD, Field.SCHOOL: Head.SCHOOL, Field.SCHOOL_NAME: Head.SCHOOL_NAME,
    Field.MENTOR: Head.MENTOR, Field.MENTOR_NAME: Head.MENTOR_NAME, Field.GROUP: Head.GROUP,
    Field.TANDEM: Head.TANDEM, Field.SO: Head.SO, Field.SO_NAME: Head.SO_NAME, Field.IO: Head.IO,
    Field.IO_NAME: Head.IO_NAME, Field.PLG: Head.PLG,
}  # fmt: skip
_OF_WPA = (
    Field.SLOT, Field.DATE, Field.BEGIN, Field.END, Field.FIELD, Field.FIELD_NAME, Field.INSTITUTE,
    Field.INSTITUTE_NAME,
)  # fmt: skip
_WIDTH = 20


def write_onstage_csv(run: Run, path: Path) -> None:
    """Write onstage.csv as a Dutch Excel opens it: semicolons, UTF-8 with a mark at the start, no formula.

    Args:
        run: The finished run.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([_plain(column.name) for column in _columns(run)])
        writer.writerows([_plain(cell) for cell in row] for row in onstage_rows(run))


def write_onstage_xlsx(run: Run, path: Path) -> None:
    """Write onstage.xlsx: the same rows, with real dates and times.

    Args:
        run: The finished run.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    with Book(path, "OnStage", run.semester) as book:
        sheet = book.sheet(ONSTAGE_SHEET)
        columns = _columns(run)
        sheet.set_column(0, max(0, len(columns) - 1), _WIDTH)
        for number, column in enumerate(columns):
            put(sheet, 0, number, column.name, book.look(bold=True, font_color="white", bg_color=DARK))
        looks = {date: book.look(num_format=DATE_FORMAT, align="left"), time: book.look(num_format="hh:mm")}
        for line, row in enumerate(onstage_rows(run), 1):
            for number, cell in enumerate(row):
                put(sheet, line, number, cell, looks.get(type(cell), book.look(align="left")))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        lay_out(sheet, [_WIDTH] * len(columns), 1)


def onstage_rows(run: Run) -> Iterator[list[Cell]]:
    """The wanted fields of each placed student, by board, school and name."""
    wpas = {wpa.student.id: wpa for wpa in wpas_of(run)}
    columns = _columns(run)
    for student in run.placed:
        facts = _facts(run, student, wpas.get(student.id))
        yield [facts[column.field] for column in columns]


def _columns(run: Run) -> list[HandoverColumn]:
    return [column for column in run.instance.handover if column.included]


def _facts(run: Run, student: Student, wpa: Wpa | None) -> dict[Field, Cell]:
    placed = placement_row(run, student)
    return {
        Field.SEMESTER: run.semester,
        Field.STUDENT_EMAIL: student.email,
        Field.VARIANT: student.variant,
        Field.BOARD_NAME: run.instance.boards[str(placed[Head.BOARD])].name,
        **{field: placed[head] for field, head in _OF_PLACEMENT.items()},
        **(dict.fromkeys(_OF_WPA) if wpa is None else _wpa_facts(run, wpa)),
    }


def _wpa_facts(run: Run, wpa: Wpa) -> dict[Field, Cell]:
    trainers, institute = run.instance.trainers, wpa.booking.institute
    return {
        Field.SLOT: wpa.slot.id,
        Field.DATE: wpa.slot.date,
        Field.BEGIN: wpa.slot.begin,
        Field.END: wpa.slot.end,
        Field.FIELD: wpa.booking.field,
        Field.FIELD_NAME: trainers[wpa.booking.field].name,
        Field.INSTITUTE: institute,
        Field.INSTITUTE_NAME: None if institute is None else trainers[institute].name,
    }


def _plain(cell: Cell) -> str:
    """A cell as text in the csv: dates as 01-06-2027, times as 09:00, no formula."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return numeric_date(cell)
    if isinstance(cell, time):
        return clock(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
