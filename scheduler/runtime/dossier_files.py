"""What a dossier of the window holds on the disk, for the window and for who removes it. Knows no contents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

DOSSIER_FILE = "dossier.sqlite"
"""The store of a dossier, in its folder."""

WORKBOOKS = "werkboeken"
"""The folder with versions of the workbook; the store names each."""

ROSTERS = "roosters"
"""The folder with a folder for each version of the rosters, which has a list of its own files."""

ANSWERS = "antwoorden"
"""The folder with copies of the answers that came back; nobody works in it but the window."""

ORDERS = "opdrachten"
"""The folder with orders and what they told."""

LISTS = "lijsten"
"""The folder with lists in Excel, each sealed."""


def own_files(dossier: Path) -> Iterator[Path]:
    """Name the files of a dossier that carry no print of their own: store, workbooks, answers, and orders.

    Args:
        dossier: Its folder; a store that cannot be read names no workbooks.

    Yields:
        The files, also parts of the store that are not there now.
    """
    yield from (dossier / f"{DOSSIER_FILE}{ending}" for ending in ("", "-wal", "-shm"))
    yield from (dossier / ANSWERS).glob("*")
    yield from (dossier / ORDERS).glob("*.json*")
    address = f"{(dossier / DOSSIER_FILE).absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as store:
            yield from (dossier / str(file) for (file,) in store.execute("SELECT file FROM workbook"))
    except sqlite3.DatabaseError:
        return
