"""Reads back what the office put in a roster of its own. Knows how the product writes, judges nothing.

A file that nobody saved since it was written has nothing of the office in it, unless its date says that it carries
what came from an earlier file; every program that saves one changes its properties.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from instances.dutch.nearest import folded
from instances.dutch.numbers import count
from instances.rosters.columns import RosterSheet
from instances.tables.preflight import Package, inspect
from reports.excel.book import CREATED, DARK, LIGHT, LINK, PALE
from reports.excel.colours import Palette
from reports.excel.own_cells import NO_OWN_WORK, OwnLook, OwnPage, OwnSheet, OwnValue, OwnWork, Place
from reports.excel.settings import OWN_SETTINGS

_OUR_GROUNDS = {colour.upper() for colour in (DARK, LIGHT, PALE)}
_OUR_LETTERS = {str(LINK["font_color"]).upper(), "#000000", "#FFFFFF"}
_THREAD = re.compile(r"\[Threaded comment\].*?(?:Comment|Opmerking):\s*", re.DOTALL)
AnyCell = Cell | MergedCell
_GENERAL = "General"


def read_own(path: Path, kinds: Mapping[str, RosterSheet], others: frozenset[str]) -> OwnWork:
    """Read what the office put in a workbook that the product wrote.

    Args:
        path: Of the workbook; it need not be there.
        kinds: Title to the sheets that the product writes with a key in their first column.
        others: Titles of its other sheets, in which nothing of the office is kept.

    Returns:
        What is the office's; nothing where the file is not there, cannot be read, or carries nothing and was not saved
        by anyone since.
    """
    package = inspect(path) if path.exists() else None
    if not isinstance(package, Package):
        return NO_OWN_WORK
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells on stderr what it does not know
        values = openpyxl.load_workbook(io.BytesIO(package.data), data_only=True)
        if values.properties.modified == CREATED:
            return NO_OWN_WORK
        reading = _Reading(values, Palette.of(values))
        sheets = {title: reading.sheet(values[title], kind) for title, kind in kinds.items() if title in values}
        pages = [reading.page(sheet) for sheet in values.worksheets if sheet.title not in {*kinds, *others}]
        reading.leave_out_charts()
        formulas = reading.formulas(package)
    own = {title: sheet for title, sheet in sheets.items() if sheet != OwnSheet()}
    return OwnWork(own, tuple(page for page in pages if page is not None), formulas, reading.lost)


@dataclass
class _Reading:
    book: Workbook
    palette: Palette
    places: dict[tuple[str, str], bool] = field(default_factory=dict)  # sheet and address of own cells: with a value?
    _lost: Counter[str] = field(default_factory=Counter)

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(f"{what} ({number})" for what, number in self._lost.items())

    def formulas(self, package: Package) -> int:
        """How many own cells hold a formula with a value; the file is only opened again where there are own cells."""
        if not self.places:
            return 0
        book = openpyxl.load_workbook(io.BytesIO(package.data))
        found = [filled for (title, cell), filled in self.places.items() if book[title][cell].data_type == "f"]
        if not all(found):
            self._lost["eigen formules die nog niet uitgerekend zijn"] += found.count(False)
        return sum(found)

    def sheet(self, sheet: Worksheet, kind: RosterSheet) -> OwnSheet:
        """Everything beside and on the cells that the product wrote."""
        top = _header(sheet, kind)
        if top is None:
            return OwnSheet()
        headers, own = self._headers(sheet, kind, top)
        columns: dict[str, dict[str, OwnValue]] = {head: {} for head in own.values()}
        notes: dict[Place, str] = {}
        looks: dict[Place, OwnLook] = {}
        at = next((number for number, head in headers.items() if head == str(kind.heads[0])), None)
        for row in sheet.iter_rows(min_row=top, max_col=OWN_SETTINGS.most_columns):
            key = "" if row[0].row == top else _key(row, at)
            if key is None:
                self._without_key(row)
                continue
            for cell in row:
                column = cell.column or 0
                head = own.get(column) or headers.get(column)
                if head is None:
                    continue
                if cell.comment is not None:
                    notes[key, head] = _THREAD.sub("", cell.comment.text).strip()
                is_own = column in own
                look = self._look(cell, is_own) if key else None
                if look is not None:
                    looks[key, head] = look
                if is_own and key:
                    self.places[sheet.title, cell.coordinate] = cell.value is not None
                    if cell.value is not None:
                        columns[head][key] = _value(cell.value)
        return OwnSheet(columns, notes, looks)

    def _headers(self, sheet: Worksheet, kind: RosterSheet, top: int) -> tuple[dict[int, str], dict[int, str]]:
        """Number of a column to its header: those of the product, and those of the office."""
        known = {folded(str(head)): str(head) for head in kind.heads}
        ours: dict[int, str] = {}
        own: dict[int, str] = {}
        for cell in sheet[top][: OWN_SETTINGS.most_columns]:
            column, text = cell.column or 0, "" if cell.value is None else str(cell.value).strip()
            head = known.get(folded(text))
            if head is not None and head not in ours.values():
                ours[column] = head
            elif text or _filled(sheet, column, top):
                own[column] = _free(text or "Eigen kolom", [*known.values(), *own.values()])
        return ours, own

    def _look(self, cell: AnyCell, own: bool) -> OwnLook | None:
        if not cell.has_style:
            return None
        fill, font = cell.fill, cell.font
        ground = self.palette.rgb(fill.fgColor) if fill.fill_type == "solid" else None
        letters = self.palette.rgb(font.color) if font.color is not None else None
        form = cell.number_format if own and cell.number_format != _GENERAL else ""
        look = OwnLook(
            None if ground in _OUR_GROUNDS else ground,
            None if letters in _OUR_LETTERS else letters,
            bool(font.b),
            bool(font.i),
            bool(font.strike),
            form,
        )
        return None if look == OwnLook() else look

    def _without_key(self, row: tuple[AnyCell, ...]) -> None:
        if any(cell.value is not None for cell in row):
            self._lost["regels onder of tussen de rijen"] += 1
        self._lost_notes(row)

    def _lost_notes(self, row: tuple[AnyCell, ...]) -> None:
        notes = sum(cell.comment is not None for cell in row)
        if notes:
            self._lost["opmerkingen bij cellen buiten de rijen"] += notes

    def page(self, sheet: Worksheet) -> OwnPage | None:
        """A sheet that the office added, as values."""
        if sheet.max_row > OWN_SETTINGS.most_rows or sheet.max_column > OWN_SETTINGS.most_columns:
            self._lost["te grote eigen bladen"] += 1
            return None
        rows = []
        for row in sheet.iter_rows():
            rows.append(tuple(None if cell.value is None else _value(cell.value) for cell in row))
            self.places |= {(sheet.title, cell.coordinate): cell.value is not None for cell in row}
            self._lost_notes(row)
        return OwnPage(sheet.title, tuple(rows))

    def leave_out_charts(self) -> None:
        """Charts and pictures on sheets of the office."""
        pages = {title for title, _ in self.places}
        sheets: list[Any] = [sheet for sheet in self.book.worksheets if sheet.title in pages]
        drawn = sum(len(sheet._charts) + len(sheet._images) for sheet in sheets)
        if drawn:
            self._lost["grafieken en plaatjes op eigen bladen"] += drawn
        if self.book.chartsheets:
            self._lost["eigen bladen met alleen een grafiek"] += len(self.book.chartsheets)


def _header(sheet: Worksheet, kind: RosterSheet) -> int | None:
    known = {folded(str(head)) for head in kind.heads}
    best, at = 1, None
    for number, row in enumerate(sheet.iter_rows(max_row=OWN_SETTINGS.header_within, values_only=True), 1):
        found = sum(isinstance(value, str) and folded(value) in known for value in row)
        if found > best:
            best, at = found, number
    return at


def _key(row: tuple[AnyCell, ...], at: int | None) -> str | None:
    value = None if at is None or at > len(row) else row[at - 1].value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return None if value is None or not str(value).strip() else str(value).strip()


def _filled(sheet: Worksheet, column: int, top: int) -> bool:
    cells: Iterator[tuple[object, ...]] = sheet.iter_rows(top + 1, None, column, column, values_only=True)
    return any(value is not None for (value,) in cells)


def _free(text: str, taken: list[str]) -> str:
    """The header, with a number where another column has it."""
    used, number = {folded(head) for head in taken}, 1
    found = text
    while folded(found) in used:
        number += 1
        found = f"{text} {number}"
    return found


def _value(value: object) -> OwnValue:
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date()
    if isinstance(value, timedelta):
        return value.total_seconds() / 86400
    if isinstance(value, str | int | float | bool | date | time):
        return value
    return str(value)


def carried_words(work: OwnWork) -> str:
    """What is kept of the office, in Dutch.

    Args:
        work: What the office put in a workbook.

    Returns:
        Such as ``1 eigen kolom (Notitie), 2 opmerkingen``; '' for nothing.
    """
    sheets = work.sheets.values()
    heads = [head for sheet in sheets for head in sheet.columns]
    notes = sum(len(sheet.notes) for sheet in sheets)
    looks = sum(replace(look, form="") != OwnLook() for sheet in sheets for look in sheet.looks.values())
    parts = [
        f"{count(len(heads), 'eigen kolom', 'eigen kolommen')} ({', '.join(heads)})" if heads else "",
        count(notes, "opmerking", "opmerkingen") if notes else "",
        count(looks, "cel met een eigen kleur of opmaak", "cellen met een eigen kleur of opmaak") if looks else "",
        f"{count(len(work.pages), 'eigen blad', 'eigen bladen')} ({', '.join(page.title for page in work.pages)})"
        if work.pages
        else "",
    ]
    return ", ".join(part for part in parts if part)
