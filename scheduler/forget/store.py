"""One person out of an embedded store, so that no byte of it stays in a free page or a log. Knows SQL, no table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from scheduler.forget.traces import Traces

BUSY_SECONDS = 10.0  # a window that saves in the same moment takes milliseconds


def texts_in(path: Path) -> Iterator[tuple[str, int, str, str]]:
    """Give every text in a store.

    Args:
        path: The file of the store.

    Yields:
        Table, number of the row, column and text.

    Raises:
        sqlite3.DatabaseError: The file is no store.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as store:
        for table in _tables(store):
            for row in store.execute(f'SELECT rowid AS "of row", * FROM "{table}"').fetchall():
                for column, value in zip(_columns(store, table), row[1:], strict=True):
                    if isinstance(value, str):
                        yield table, row[0], column, value


def clean_store(path: Path, traces: Traces) -> int:
    """Take one person out of a store.

    Args:
        path: The file of the store.
        traces: Of whom, and what comes in the place.

    Returns:
        How many texts became other.

    Raises:
        sqlite3.DatabaseError: The file is no store, or somebody else keeps it busy; nothing was changed.
    """
    found = [each for each in texts_in(path) if traces.in_text(each[3])]
    store = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    with closing(store):
        store.execute("PRAGMA secure_delete = ON")
        store.execute("BEGIN IMMEDIATE")
        try:
            for table, row, column, text in found:
                store.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (traces.without(text), row))
            store.execute("COMMIT")
        except BaseException:
            store.execute("ROLLBACK")
            raise
        # what was there before is still in free pages and in the log: both are written anew
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.execute("VACUUM")
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(found)


def _tables(store: sqlite3.Connection) -> list[str]:
    rows = store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [str(name) for (name,) in rows if not str(name).startswith("sqlite_")]


def _columns(store: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in store.execute(f'PRAGMA table_info("{table}")').fetchall()]
