"""Rows of a sheet that go, come, or come in the place of others. Knows sheets by what the reader found of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from instances.edits.file_rows import FileRow
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.sheets import Table
from reports.workbook.filled_copy import AddedRow, EmptiedRow, Filling, RowFill
from reports.workbook.raw_cells import RawContent

NewCells = Mapping[str, RawContent]
"""Header to value of a row that comes."""


def emptied(record: FileRow) -> EmptiedRow:
    """Empty the row of a record, with what the office has in its own columns there."""
    return EmptiedRow(record.sheet.name, record.number)


def filled(record: FileRow, cells: NewCells) -> Iterator[RowFill]:
    """Fill cells of the row of a record; nothing where no cell changes."""
    if cells:
        yield RowFill(record.sheet.name, record.number, cells)


def cleared(record: FileRow, *columns: Column) -> dict[str, RawContent]:
    """Name the cells of some columns that hold something and get empty."""
    return {column.header: None for column in columns if column.header in record.values}


def appended(tables: Mapping[str, Table], sheet: Sheet, rows: Iterable[NewCells]) -> Iterator[Filling]:
    """Write rows right below the last one that says something: far below, the reader would not look for them.

    Args:
        tables: The sheets of the workbook as they were read.
        sheet: Where they come; made where it is missing.
        rows: Their cells.

    Yields:
        What is written.
    """
    table = tables.get(sheet.name)
    if table is None:
        headers = tuple(column.header for column in sheet.columns)
        yield from (AddedRow(sheet.name, headers, row) for row in rows)
        return
    last = max((number for number, _ in table.rows), default=table.header)
    for number, row in enumerate(rows, start=last + 1):
        yield RowFill(sheet.name, number, row)


def replaced(
    tables: Mapping[str, Table], sheet: Sheet, gone: Sequence[FileRow], rows: Sequence[NewCells]
) -> Iterator[Filling]:
    """Empty rows, and write others in their places first.

    Args:
        tables: The sheets of the workbook as they were read.
        sheet: The sheet.
        gone: Rows of it that go.
        rows: The cells of those that come.

    Yields:
        What is written, in order.
    """
    yield from (emptied(record) for record in gone)
    for record, row in zip(gone, rows, strict=False):
        yield RowFill(sheet.name, record.number, row)
    yield from appended(tables, sheet, rows[len(gone) :])


def names_one_of(record: FileRow, ids: frozenset[str]) -> bool:
    """Whether a row is about one of some people: a code in its own cell, not in a list."""
    return any(record.text(column) in ids for column in record.sheet.columns if column.read and column.kind is Kind.ID)
