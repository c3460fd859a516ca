"""The key of a pseudonymised run: which code is whom. Knows no roster."""

from __future__ import annotations

from pathlib import Path

from instances.privacy.pseudonyms import PseudonymKey
from instances.rosters.columns import KEY, KEY_SECRET, Head
from reports.excel.book import Book

SUBTITLE = "Vertrouwelijk: blijft bij het stagebureau, nooit bij de bestanden"


def write_key(key: PseudonymKey, path: Path) -> None:
    """Write the key of a run with codes: one row for each person, for the office alone.

    Args:
        key: Codes with the ids, names and addresses that they stand for, and the secret of the prints.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
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
        secret = [{Head.SECRET: key.secret}] if key.secret else []
        book.table(KEY_SECRET, secret, least={Head.SECRET: len(key.secret) + 2})  # printed whole, in one piece
