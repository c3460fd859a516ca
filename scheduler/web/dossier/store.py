"""The store of a dossier: its present state, and steps that are undone and done again. Knows no page and no version.

What may change is a named value of the state; a step says what its values were before and after, so that it can be
turned back and taken again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler.web.dossier.records import (
    NO_VALUE,
    Step,
    Value,
)
from scheduler.web.dossier.schema import connect

LAST_STANDING = "SELECT * FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
LAST_UNDONE = (
    "SELECT * FROM step WHERE undone = 1 AND id > "
    "(SELECT coalesce(max(id), 0) FROM step WHERE undone = 0) ORDER BY id LIMIT 1"
)


class ChangedMeanwhileError(Exception):
    """Somebody else changed a value since it was seen; nothing was written.

    Attributes:
        name: The value.
        now: What it is now.
    """

    def __init__(self, name: str, now: Value) -> None:
        super().__init__(name)
        self.name = name
        self.now = now


class OtherStepError(Exception):
    """Another step is the one to turn than the one that was seen; nothing was turned.

    Attributes:
        step: The one to turn now; None: there is none any more.
    """

    def __init__(self, step: Step | None) -> None:
        super().__init__()
        self.step = step


@dataclass(frozen=True, slots=True)
class Turns:
    """What can be turned.

    Attributes:
        undo: The last step that stands; None where there is none.
        redo: The step that was undone last, where it can be done again.
    """

    undo: Step | None
    redo: Step | None


@dataclass(frozen=True, slots=True)
class Change:
    """A new value, with the stamp of the value that was seen.

    Attributes:
        text: The new value; None: none.
        seen: The stamp of the value when it was shown; None: whatever it is now.
    """

    text: str | None
    seen: int | None = None


class Store:
    """The embedded store of one dossier.

    Every method opens the store anew, so that it can be used from any thread and survives that the process is killed.
    """

    def __init__(self, folder: Path) -> None:
        """Take a dossier that is there.

        Args:
            folder: Its folder.
        """
        self.folder = folder
        self.id = folder.name

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the store for reading."""
        store = connect(self.folder)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the store in a transaction: all that is written in the block, or nothing."""
        with self.reading() as store:
            store.execute("BEGIN IMMEDIATE")
            try:
                yield store
            except BaseException:
                store.execute("ROLLBACK")
                raise
            store.execute("COMMIT")

    # ---- properties that are no step ----

    def info(self, name: str, default: str = "") -> str:
        """Tell a property of the dossier, such as its name."""
        with self.reading() as store:
            row = store.execute("SELECT value FROM property WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row["value"])

    def set_info(self, name: str, value: str) -> None:
        """Set a property of the dossier."""
        with self.writing() as store:
            store.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", (name, value))

    # ---- the state, and steps ----

    def value(self, name: str) -> Value:
        """Tell a value of the present state."""
        with self.reading() as store:
            return _value(store, name)

    def values(self, prefix: str) -> dict[str, Value]:
        """Tell all values whose name begins so, by what follows."""
        with self.reading() as store:
            rows = store.execute(
                "SELECT name, value, stamp FROM state WHERE substr(name, 1, ?) = ?", (len(prefix), prefix)
            ).fetchall()
        return {row["name"][len(prefix) :]: Value(row["value"], row["stamp"]) for row in rows}

    def change(self, what: str, by: str, changes: Mapping[str, Change]) -> int:
        """Take a step: set values, together or not at all.

        Args:
            what: What is done, in Dutch.
            by: By whom.
            changes: The new values by name.

        Returns:
            The number of the step, which is the stamp of its values.

        Raises:
            ChangedMeanwhileError: A value is not the one that was seen.
        """
        with self.writing() as store:
            return take_step(store, what, by, changes)

    def turns(self) -> Turns:
        """Tell what can be undone and done again."""
        with self.reading() as store:
            rows = [store.execute(which).fetchone() for which in (LAST_STANDING, LAST_UNDONE)]
        return Turns(*(None if row is None else _step(row) for row in rows))

    def undo(self, seen: int | None = None) -> str | None:
        """Undo the last step that stands.

        Args:
            seen: The number of the step that was shown to be undone, 0 for none; None: whichever it is.

        Returns:
            Its words; None where there is none.

        Raises:
            OtherStepError: Another step is the last one by now.
        """
        return self._turn(LAST_STANDING, "before", seen, undone=True)

    def redo(self, seen: int | None = None) -> str | None:
        """Do the step again that was undone last.

        Args:
            seen: The number of the step that was shown to be done again, 0 for none; None: whichever it is.

        Returns:
            Its words; None where there is none.

        Raises:
            OtherStepError: Another step is the one by now.
        """
        return self._turn(LAST_UNDONE, "after", seen, undone=False)

    def _turn(self, which: str, side: str, seen: int | None, undone: bool) -> str | None:
        with self.writing() as store:
            step = store.execute(which).fetchone()
            if seen is not None and seen != (0 if step is None else step["id"]):
                raise OtherStepError(None if step is None else _step(step))
            if step is None:
                return None
            store.execute("UPDATE step SET undone = ? WHERE id = ?", (int(undone), step["id"]))
            # a stamp of its own: who saw the value before it was turned back is told
            number = _new_stamp(store)
            for name, text in json.loads(step[side]).items():
                store.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (name, text, number))
            return str(step["what"])

    def steps(self, most: int = 200) -> list[Step]:
        """Tell the last steps, the newest first."""
        with self.reading() as store:
            rows = store.execute("SELECT * FROM step ORDER BY id DESC LIMIT ?", (most,)).fetchall()
        return [_step(row) for row in rows]


def take_step(store: sqlite3.Connection, what: str, by: str, changes: Mapping[str, Change]) -> int:
    before = {name: _value(store, name) for name in changes}
    for name, change in changes.items():
        if change.seen is not None and change.seen != before[name].stamp:
            raise ChangedMeanwhileError(name, before[name])
    # a step after one that was undone takes another way: the undone ones cannot be done again
    store.execute(
        "UPDATE step SET undone = 2 WHERE undone = 1 AND id > (SELECT coalesce(max(id), 0) FROM step WHERE undone = 0)"
    )
    number = _new_stamp(store)
    store.execute(
        "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, 0)",
        (
            number,
            now(),
            by,
            what,
            json.dumps({name: value.text for name, value in before.items()}),
            json.dumps({name: change.text for name, change in changes.items()}),
        ),
    )
    for name, change in changes.items():
        store.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (name, change.text, number))
    return number


def _step(row: sqlite3.Row) -> Step:
    return Step(row["id"], moment(row["at"]), row["by"], row["what"], bool(row["undone"]))


def _new_stamp(store: sqlite3.Connection) -> int:
    [last] = store.execute(
        "SELECT max((SELECT coalesce(max(id), 0) FROM step), (SELECT coalesce(max(stamp), 0) FROM state))"
    ).fetchone()
    return int(last) + 1


def _value(store: sqlite3.Connection, name: str) -> Value:
    row = store.execute("SELECT value, stamp FROM state WHERE name = ?", (name,)).fetchone()
    return NO_VALUE if row is None else Value(row["value"], row["stamp"])


def next_id(store: sqlite3.Connection, table: str) -> int:
    [last] = store.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    return int(last) + 1


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
