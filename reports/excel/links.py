"""Where links within a workbook lead. Knows sheets and rows, and no look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from instances.rosters.columns import Head, RosterSheet

Links = Mapping[Head, Mapping[str, str]]
"""Column to the text in its cells to the place in the workbook that it leads to (``row_link``)."""


def row_link(sheet: str, row: int) -> str:
    """Where a link leads: the first cell of a row, counted from 1."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A{row}"


def row_links(kind: RosterSheet, ids: Iterable[str]) -> dict[str, str]:
    """Id to its row in a table that has these ids in this order."""
    return {one: row_link(kind.name, number) for number, one in enumerate(ids, 2)}
