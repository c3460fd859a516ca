"""The tables of a dossier, and how an older one is brought up to date. Knows SQL and nothing of what is in the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from scheduler.runtime.dossier_files import DOSSIER_FILE

FILE = DOSSIER_FILE
BUSY_SECONDS = 10.0  # two tabs that save in the same moment wait for each other; a write takes milliseconds

# One string a step: a dossier of an older version is brought to the newest one step after the other.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE workbook (
        id INTEGER PRIMARY KEY, file TEXT NOT NULL, shown_name TEXT NOT NULL, made_at TEXT NOT NULL,
        made_by TEXT NOT NULL, why TEXT NOT NULL, parent INTEGER REFERENCES workbook (id)
    ) STRICT;
    CREATE TABLE roster (
        id INTEGER PRIMARY KEY, folder TEXT NOT NULL, workbook INTEGER NOT NULL REFERENCES workbook (id),
        made_at TEXT NOT NULL, made_by TEXT NOT NULL, why TEXT NOT NULL, breaks TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE step (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,
        before TEXT NOT NULL, after TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT, stamp INTEGER NOT NULL) STRICT;
    CREATE TABLE job (
        id INTEGER PRIMARY KEY, command TEXT NOT NULL, workbook INTEGER NOT NULL REFERENCES workbook (id),
        roster INTEGER REFERENCES roster (id), asked_at TEXT NOT NULL, asked_by TEXT NOT NULL,
        started_at TEXT, ended_at TEXT, exit_code INTEGER, outcome TEXT NOT NULL DEFAULT 'wacht'
    ) STRICT;
    CREATE TABLE sent (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, roster INTEGER NOT NULL REFERENCES roster (id),
        addressee TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, file TEXT NOT NULL, print TEXT NOT NULL,
        how TEXT NOT NULL
    ) STRICT;
    """,
    "ALTER TABLE job ADD COLUMN stop_asked_at TEXT",
    "ALTER TABLE sent ADD COLUMN fields TEXT NOT NULL DEFAULT ''",
    # a form goes out before there are rosters: of each line the version of the one or of the other
    """
    CREATE TABLE given (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, roster INTEGER REFERENCES roster (id),
        addressee TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, file TEXT NOT NULL, print TEXT NOT NULL,
        how TEXT NOT NULL, fields TEXT NOT NULL DEFAULT '', workbook INTEGER REFERENCES workbook (id),
        CHECK ((roster IS NULL) <> (workbook IS NULL))
    ) STRICT;
    INSERT INTO given SELECT id, at, by, roster, addressee, name, address, file, print, how, fields, NULL FROM sent;
    DROP TABLE sent;
    ALTER TABLE given RENAME TO sent
    """,
)


class NoDossierError(Exception):
    """There is no such dossier, or it was removed."""


def connect(folder: Path, create: bool = False) -> sqlite3.Connection:
    """Open the store of a dossier, and bring it up to date.

    Args:
        folder: The folder of the dossier; it is there.
        create: Make the store where there is none; else a dossier that was removed stays removed.

    Returns:
        A connection in autocommit mode; write in a transaction of your own.

    Raises:
        NoDossierError: There is no store.
        sqlite3.DatabaseError: The file is no store, or one of a later version, or the disk refuses.
    """
    if not create and not (folder / FILE).is_file():
        raise NoDossierError(folder.name)
    address = f"{(folder / FILE).absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    store = sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, uri=True)
    try:
        store.row_factory = sqlite3.Row
        known = range(0 if create else 1, len(MIGRATIONS) + 1)  # an empty file is a store that lost everything
        if _version(store) not in known:
            raise sqlite3.DatabaseError("no store of a version that is known here")
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = FULL")  # what was saved is on the disk, also when the power fails
        store.execute("PRAGMA foreign_keys = ON")
        _migrate(store, MIGRATIONS)
    except BaseException:
        store.close()
        raise
    return store


def _migrate(store: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Under one lock: two who open a new dossier in the same moment make it once."""
    if _version(store) == len(migrations):
        return
    store.execute("BEGIN IMMEDIATE")
    try:
        for script in migrations[_version(store) :]:
            for statement in script.split(";"):
                store.execute(statement)
        store.execute(f"PRAGMA user_version = {len(migrations)}")
        store.execute("COMMIT")
    except BaseException:
        store.execute("ROLLBACK")
        raise


def _version(store: sqlite3.Connection) -> int:
    [version] = store.execute("PRAGMA user_version").fetchone()
    return int(version)
