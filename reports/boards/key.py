"""The key of a pseudonymised run: which code is whom. Knows no roster."""

from __future__ import annotations

from pathlib import Path

from instances.privacy.pseudonyms import Key
from instances.rosters.columns import KEY, Head
from reports.excel.book import Book

SUBTITLE = "Vertrouwelijk: blijft bij het stagebureau, nooit bij de bestanden"


def write_key(key: Key, path: Path) -> None:
    """One row for each person. Raises OSError or an XlsxWriter error where the disk refuses it."""
    with Book(path, "Sleutel van de codes", SUBTITLE) as book:
        rows = (
            {
                Head.CODE: entry.code,
                Head.KIND: entry.kind,
                Head.ORIGINAL: entry.id,
                Head.NAME: entry.name,
                Head.EMAIL: entry.email,
            }
            for entry in key.entries
        )
        book.table(KEY, rows)
