"""The new workbook: the old one with the answers in it, all else as it was. Knows cells, no rule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from instances.edits.fields import as_cell
from instances.rosters.own_files import open_own_tables
from instances.supply.asked import RowsAsked
from instances.supply.ingelezen import TAKEN_IN, stamp, taken_in_lines
from instances.supply.outcome import Merged, NewsKind, TimesOf
from instances.tables.columns import AVAILABILITY, MENTORS, STAMP
from instances.tables.faults import Findings
from instances.tables.schema import Sheet
from instances.workbook.read import Reading
from reports.supply.settings import FORM_SETTINGS
from reports.workbook.edit_fillings import row_cells
from reports.workbook.filled_copy import AddedRow, Filling, RowFill, write_filled
from reports.workbook.raw_cells import RawContent

_UPDATED = STAMP.header
_WIDTHS = (10.0, 15.0, 9.0, 20.0, 16.0, 14.0, 20.0, 30.0, 15.0, 16.0, 28.0)
"""Of the columns of Ingelezen, in units: together as many as letters of 7 points on landscape A4 leave."""


def write_merged(source: Path, reading: Reading, merged: Merged, when: datetime, target: Path) -> None:
    """Write a copy of a workbook with answers in it, stamps in the rows that change, and the sheet Ingelezen.

    Args:
        source: The workbook; it is not changed.
        reading: What was read of it.
        merged: What the answers change; without faults.
        when: The moment of the stamps.
        target: Where the copy goes, whole or not at all.

    Raises:
        OSError: The target cannot be written.
        UnwritableCellError: A cell can only be changed in Excel; the message is Dutch.
        ValueError: The workbook or the answers have faults.
    """
    if reading.instance is None or merged.faults:
        raise ValueError("what has faults is not merged")
    before = open_own_tables(source, (TAKEN_IN,), Findings()) or {}  # lines of an earlier time
    fillings = _fillings(RowsAsked(reading, reading.instance), merged, when)
    write_filled(source, {**reading.tables, **before}, fillings, target)


def _fillings(asked: RowsAsked, merged: Merged, when: datetime) -> list[Filling]:
    stamps = _stamps(merged, when)
    found: list[Filling] = []
    for (sheet, id), cells in merged.cells.items():
        written: dict[str, RawContent] = {header: as_cell(value) for header, value in cells.items()}
        found.append(RowFill(sheet, asked.reading.rows[sheet, id], {**written, _UPDATED: stamps[sheet, id]}))
    for mentor in merged.mentors:
        written = {header: as_cell(value) for header, value in mentor.cells.items() if as_cell(value) != ""}
        found.append(_added(MENTORS, {**written, _UPDATED: stamps[MENTORS.name, mentor.id]}))
    for times in merged.times:
        found += _times(asked, times, when)
    for line in taken_in_lines(merged, when):
        cells_of_line: dict[str, RawContent] = dict(zip((str(c) for c in TAKEN_IN.columns), line, strict=True))
        written = {header: text for header, text in cells_of_line.items() if text}
        lines = max(math.ceil(len(text) / width) for text, width in zip(line, _WIDTHS, strict=True))
        height = FORM_SETTINGS.line * max(1, lines)
        heads = tuple(column.header for column in TAKEN_IN.columns)
        found.append(AddedRow(TAKEN_IN.name, heads, written, _WIDTHS, height))
    return found


def _stamps(merged: Merged, when: datetime) -> Mapping[tuple[str, str], str]:
    taken = (NewsKind.CHANGED, NewsKind.ADDED)
    return {(news.sheet, news.id): stamp(news.by, news.place.file, when) for news in merged.news if news.kind in taken}


def _times(asked: RowsAsked, times: TimesOf, when: datetime) -> list[Filling]:
    """New rows take the places of those that go; what is left of those is emptied."""
    free = [(number, row) for number, row in asked.times_of(times.trainer) if row in times.gone]
    by = stamp(times.by, times.place.file, when)
    found: list[Filling] = []
    for row in times.added:
        cells: dict[str, RawContent] = {header: as_cell(value) for header, value in row_cells(row).items()}
        cells[_UPDATED] = by
        if free:
            found.append(RowFill(AVAILABILITY.name, free.pop(0)[0], cells))
        else:
            found.append(_added(AVAILABILITY, cells))
    headers = tuple(column.header for column in AVAILABILITY.columns)
    found += [RowFill(AVAILABILITY.name, number, dict.fromkeys(headers)) for number, _ in free]
    return found


def _added(sheet: Sheet, cells: Mapping[str, RawContent]) -> AddedRow:
    return AddedRow(sheet.name, tuple(column.header for column in sheet.columns), cells)
