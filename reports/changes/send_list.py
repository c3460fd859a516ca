"""The list of who receives what, for whoever sends it. Knows rows, not where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from instances.rosters.columns import SEND_LIST
from reports.excel.book import Book, Row


def send_list(rows: Iterable[Row], subtitle: str) -> bytes:
    """Make the list of who receives what.

    Args:
        rows: One for each person or school, by the columns of ``SEND_LIST``.
        subtitle: Of which rosters it is, in Dutch.

    Returns:
        The bytes of a workbook with the sheet Verzendlijst.
    """
    made = BytesIO()
    with Book(made, "Verzendlijst", subtitle) as book:
        book.table(SEND_LIST, rows)
    return made.getvalue()
