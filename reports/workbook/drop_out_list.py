"""The workbook that says what breaks when somebody drops out. Knows no roster and no solver."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from instances.rosters.columns import FRAGILITY
from reports.excel.book import Book, Row


def write_drop_outs(path: Path, rows: Sequence[Row]) -> None:
    """Write every drop-out on one sheet.

    Args:
        path: Where the file goes; the folder must exist.
        rows: Worst first.

    Raises:
        OSError: The folder cannot be written.
    """
    with Book(path, "Wat er breekt als iemand uitvalt") as book:
        book.table(FRAGILITY, rows, empty="Er is niemand die kan uitvallen.")
