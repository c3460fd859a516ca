"""Writes what the office put in a roster before: its columns behind ours, its notes, its sheets. Knows no roster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.excel.own_cells import OwnLook, OwnPage, OwnSheet, OwnValue
from reports.excel.settings import OWN_SETTINGS

LookMaker = Callable[..., Format]
"""``Book.look``."""

_FORMS: dict[type, str] = {datetime: "dd-mm-yyyy hh:mm", date: "dd-mm-yyyy", time: "hh:mm"}
_EDGE: dict[str, object] = {"align": "left", "indent": 1}


def write_own(look: LookMaker, sheet: Worksheet, heads: Sequence[str], keys: Sequence[str], own: OwnSheet) -> None:
    """Write own columns and notes of a table that has its headers in the first row.

    Args:
        look: Makes a format.
        sheet: The sheet, with the table in it.
        heads: The headers of the product, in their order.
        keys: The key of each row.
        own: What the office put there; what belongs to a row that is not there is left out.
    """
    first = len(heads)
    for at, (head, values) in enumerate(own.columns.items(), first):
        longest = max((len(str(value)) for value in values.values()), default=0)
        sheet.set_column(at, at, min(OWN_SETTINGS.widest, max(len(head) + 4, longest + 2)))
        for number, key in enumerate(keys, 1):
            looks = own.looks.get((key, head), OwnLook()).properties
            if key in values or looks:
                _put(look, sheet, number, at, values.get(key), looks)
    columns = {head: at for at, head in enumerate((*heads, *own.columns))}
    rows = {"": 0, **{key: number for number, key in reversed(list(enumerate(keys, 1)))}}
    for (key, head), note in own.notes.items():
        if key in rows and head in columns and note:
            sheet.write_comment(rows[key], columns[head], note)


def write_page(look: LookMaker, sheet: Worksheet, page: OwnPage) -> None:
    """Write a sheet that the office added, as values.

    Args:
        look: Makes a format.
        sheet: The new sheet.
        page: The sheet as it was.
    """
    widths: dict[int, int] = {}
    for number, row in enumerate(page.rows):
        for at, value in enumerate(row):
            if value is not None:
                _put(look, sheet, number, at, value, {})
                widths[at] = max(widths.get(at, 0), len(str(value)) + 2)
    for at, width in widths.items():
        sheet.set_column(at, at, min(OWN_SETTINGS.widest, width))


def _put(
    look: LookMaker, sheet: Worksheet, row: int, column: int, value: OwnValue | None, looks: dict[str, object]
) -> None:
    """One cell by its type; text stays text, whatever it begins with."""
    form = next((form for kind, form in _FORMS.items() if isinstance(value, kind)), "")
    shape = look(**{**_EDGE, **({"num_format": form} if form else {}), **looks})
    if value is None:
        sheet.write_blank(row, column, None, shape)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, shape)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, shape)
    elif isinstance(value, date | time):
        sheet.write_datetime(row, column, value, shape)
    else:
        sheet.write_number(row, column, value, shape)
