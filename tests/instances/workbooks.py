"""A tiny valid workbook as plain rows, in which a test plants one fault. Knows no reader."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl.utils import get_column_letter

from instances.tables.columns import SHEETS
from instances.tables.faults import Findings
from instances.tables.records import Records, read_records
from instances.tables.sheets import Table
from instances.workbook.read import Reading, read

Row = dict[str, Any]

_HERE = {"Breedtegraad": 52.37, "Lengtegraad": 4.9}
_TRAINED = {"Mentortraining": "gevolgd"}

_VALID: dict[str, list[Row]] = {
    "Instellingen": [{"Instelling": "Semester", "Waarde": "2026-2027 S2"}],
    "Besturen": [{"Bestuur": "B1", "Naam": "Bestuur Een"}, {"Bestuur": "B2", "Naam": "Bestuur Twee"}],
    "Scholen": [
        {"School": "S1", "Naam": "De Eik", "Bestuur": "B1", "Soort": "opleidingsschool", "Plaatsen": 4, **_HERE},
        {"School": "S2", "Naam": "De Beuk", "Bestuur": "B2", "Soort": "stageschool", "Plaatsen": 4, **_HERE},
    ],
    "Mentoren": [
        {"Mentor": "M1", "Naam": "Mia", "School": "S1", "Groep": 3, "Werkdagen": "ma;di;wo", **_TRAINED},
        {"Mentor": "M2", "Naam": "Max", "School": "S1", "Groep": "3;4", "Werkdagen": "do;vr", **_TRAINED},
        {"Mentor": "M3", "Naam": "Mo", "School": "S2", "Groep": 8, "Werkdagen": "di", **_TRAINED},
    ],
    "Studenten": [
        {"Student": "100001", "Naam": "Stan", "Jaar": 1, "Stagedagen": "di", **_HERE},
        {"Student": "100002", "Naam": "Sara", "Jaar": 4, "Stagedagen": "di;wo", **_HERE},
    ],
    "Historie": [],
    "Opleiders": [
        {"Opleider": "SO1", "Naam": "Otto", "Rol": "SO", "Bestuur": "B1"},
        {"Opleider": "IO1", "Naam": "Ilse", "Rol": "IO"},
        {"Opleider": "SLB1", "Naam": "Luc", "Rol": "SLB"},
    ],
    "Tandems": [{"Tandem": "T1", "Schoolopleider": "SO1", "Instituutsopleider": "IO1", "Scholen": "S1"}],
    "WPA-slots": [{"Slot": "W1", "Datum": date(2027, 6, 1), "Begin": time(9), "Eind": time(10, 15)}],
    "Beschikbaarheid": [],
    "Afwezigheid": [],
    "Reistijden": [],
    "Uitsluitingen": [],
    "Vastgezet": [],
    "Plaatsing": [],
}


class Draft:
    """The valid workbook, to be changed and then read. Row 0 of a sheet is row 2 in Excel."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "semester.xlsx"
        self.rows = deepcopy(_VALID)
        self.headers = {sheet.name: [column.header for column in sheet.columns] for sheet in SHEETS}
        self.titles: dict[str, str] = {}
        self.above: dict[str, int] = {}
        self.chart_title = ""

    def put(self, sheet: str, row: int, **cells: Any) -> Draft:
        """Changes cells; a header with spaces goes as ``**{"Max PLG": 5}``."""
        self.rows[sheet][row].update(cells)
        return self

    def add(self, sheet: str, *rows: Row) -> Draft:
        self.rows.setdefault(sheet, []).extend(rows)
        return self

    def write(self) -> Path:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(str(self.path), options) as book:
            looks = {
                datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
                date: book.add_format({"num_format": "yyyy-mm-dd"}),
                time: book.add_format({"num_format": "hh:mm"}),
            }
            for name, rows in self.rows.items():
                sheet = book.add_worksheet(self.titles.get(name, name))
                top = self.above.get(name, 0)
                for line in range(top):
                    sheet.write_string(line, 0, "Een titel boven de tabel")
                sheet.write_row(top, 0, self.headers[name])
                for number, row in enumerate(rows, start=top + 1):
                    for header, value in row.items():
                        if header in self.headers[name] and value is not None:
                            look = looks.get(type(value))
                            sheet.write(number, self.headers[name].index(header), value, look)
            if self.chart_title:
                chart = book.add_chart({"type": "column"})
                chart.add_series({"values": "=Scholen!$I$2:$I$3"})
                book.add_chartsheet(self.chart_title).set_chart(chart)
        return self.path

    def read(self, **options: Any) -> Reading:
        return read(self.write(), **options)

    def records(self) -> Records:
        """The rows as they come out of the file, without one: a check of rows is tried in a thousandth of the time."""
        tables = {}
        for sheet in SHEETS:
            if sheet.name in self.rows:
                heads = self.headers[sheet.name]
                rows = (
                    {head: row[head] for head in heads if row.get(head) is not None} for row in self.rows[sheet.name]
                )
                letters = {head: get_column_letter(at) for at, head in enumerate(heads, start=1)}
                tables[sheet.name] = Table(sheet, letters, tuple(enumerate(rows, start=2)))
        return read_records(tables, Findings())


def the_fault(reading: Reading) -> str:
    """The only fault as one line: sheet, cell, column, found and expected."""
    assert len(reading.faults) == 1, reading.faults
    fault = reading.faults[0]
    return f"{fault.sheet}!{fault.cell} [{fault.column}] {fault.found} | {fault.expected}"


def notices(reading: Reading) -> list[str]:
    return [f"{notice.sheet}!{notice.cell} {notice.text}" for notice in reading.notices]
