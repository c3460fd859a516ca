"""Hidden sheets: rows as they were made, lists for drop-downs, and what is calculated for each row. Knows no roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from instances.rosters.columns import RosterSheet
from reports.excel.book import DATE_FORMAT, Book, Cell, Row, put
from reports.excel.live import Calculated, HiddenList

_FORMATS: Mapping[type, dict[str, object]] = {date: {"num_format": DATE_FORMAT}, time: {"num_format": "hh:mm"}}


def write_hidden(book: Book, kind: RosterSheet, rows: Sequence[Row], secret: bool = False) -> HiddenList:
    """Write a hidden sheet with the headers in its first row.

    Args:
        book: The workbook.
        kind: The sheet.
        rows: Its rows.
        secret: Excel does not offer to show it either.

    Returns:
        The sheet for formulas.
    """
    sheet = book.sheet(kind.name)
    for column, head in enumerate(kind.heads):
        sheet.write_string(0, column, str(head))
        for number, row in enumerate(rows, 1):
            cell = row[head]
            if cell is not None and cell != "":
                put(sheet, number, column, cell, book.look(**_FORMATS.get(type(cell), {})))
    if secret:
        sheet.very_hidden()
    else:
        sheet.hide()
    return HiddenList(kind, len(rows))


def write_calculated(book: Book, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[Cell]]) -> Calculated:
    """Write a hidden sheet with one formula in each column, and what it gives as long as no hand changed anything.

    Args:
        book: The workbook.
        name: Of the sheet.
        columns: Header to formula, the same in every row.
        rows: What the formulas give, numbers and texts; None for nothing.

    Returns:
        The sheet for formulas.
    """
    sheet = book.sheet(name)
    for column, (head, formula) in enumerate(columns.items()):
        sheet.write_string(0, column, head)
        for number, row in enumerate(rows, 1):
            value = row[column]
            sheet.write_formula(number, column, formula, None, "" if value is None else value)
    sheet.hide()
    return Calculated(name, tuple(columns), len(rows))
