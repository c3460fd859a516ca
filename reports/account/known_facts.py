"""The file that tells somebody what is known of him or her: every place, with what stands there. Knows no person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from instances.rosters.columns import Head, RosterSheet
from reports.excel.book import Book, Row

_HEADS = (Head.FILE, Head.CELL, Head.COLUMN, Head.VALUE)
_SHEET = RosterSheet("Gegevens", _HEADS, 1)


def write_known_facts(facts: Iterable[tuple[str, str, str, str]], path: Path) -> None:
    """Write what is known as one table.

    Args:
        facts: File, sheet and cell, header, and what stands there.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The folder cannot be written.
    """
    rows: list[Row] = [dict(zip(_HEADS, fact, strict=True)) for fact in facts]
    with Book(path, "Wat er van één persoon bekend is") as book:
        book.table(_SHEET, rows, empty="Er is niets bekend.")
