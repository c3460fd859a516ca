"""The workbook with what to ask for and what to give back. Knows no roster and no solver."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from instances.rosters.columns import ASKS, RETURNS
from reports.excel.book import Book, Row


def write_ask_lists(path: Path, asks: Sequence[Row], returns: Sequence[Row], remark: str = "") -> None:
    """Write both lists, each on a sheet of its own.

    Args:
        path: Where the file goes; the folder must exist.
        asks: What to ask for, first that with which the most are helped.
        returns: What can be given back, all of it together, by board.
        remark: What was not looked at, on the paper of both; '' for nothing.

    Raises:
        OSError: The folder cannot be written.
    """
    with Book(path, "Wat te vragen en wat terug te geven", remark) as book:
        book.table(ASKS, asks, empty="Er is niets dat iets oplevert.")
        book.table(RETURNS, returns, empty="Er is niets dat zonder verlies terug kan.")
