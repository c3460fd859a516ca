"""One dossier: its versions, its present state, and steps that are undone and done again. Knows no page and no roster.

What may change is a named value of the state; a step says what its values were before and after. Versions of workbook
and rosters are never changed or removed: the state says which one is worked in, so undoing a run is one value set back.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler.web.dossier.records import (
    HEAD_ROSTER,
    HEAD_WORKBOOK,
    NO_VALUE,
    RosterVersion,
    Sending,
    Step,
    Value,
    WorkbookVersion,
)
from scheduler.web.dossier.schema import connect

WORKBOOKS = "werkboeken"
ROSTERS = "roosters"


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


@dataclass(frozen=True, slots=True)
class Change:
    """A new value, with the stamp of the value that was seen.

    Attributes:
        text: The new value; None: none.
        seen: The stamp of the value when it was shown; None: whatever it is now.
    """

    text: str | None
    seen: int | None = None


class Dossier:
    """One semester of the office.

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
            return _take_step(store, what, by, changes)

    def undo(self) -> str | None:
        """Undo the last step that stands; its words, None where there is none."""
        return self._turn("SELECT * FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1", "before", undone=True)

    def redo(self) -> str | None:
        """Do the step again that was undone last; its words, None where there is none."""
        return self._turn(
            "SELECT * FROM step WHERE undone = 1 AND id > "
            "(SELECT coalesce(max(id), 0) FROM step WHERE undone = 0) ORDER BY id LIMIT 1",
            "after",
            undone=False,
        )

    def _turn(self, which: str, side: str, undone: bool) -> str | None:
        with self.writing() as store:
            step = store.execute(which).fetchone()
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
        return [Step(row["id"], _time(row["at"]), row["by"], row["what"], bool(row["undone"])) for row in rows]

    # ---- versions ----

    def add_workbook(self, source: Path, shown_name: str, by: str, why: str, parent: int | None = None) -> int:
        """Keep a copy of a workbook as the next version, and work in it from now on.

        Args:
            source: The file that is copied.
            shown_name: The file's name as the office knows it.
            by: By whom.
            why: What was changed, in Dutch.
            parent: The version that it was made from.

        Returns:
            The number of the version.
        """
        with self.writing() as store:
            number = _next(store, "workbook")
            file = f"{WORKBOOKS}/{number:04d}.xlsx"
            (self.folder / WORKBOOKS).mkdir(exist_ok=True)
            shutil.copyfile(source, self.folder / file)
            store.execute(
                "INSERT INTO workbook VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, file, shown_name, _now(), by, why, parent),
            )
            _take_step(store, why, by, {HEAD_WORKBOOK: Change(str(number))})
        return number

    def workbooks(self) -> list[WorkbookVersion]:
        """Tell all versions of the workbook, the newest first."""
        with self.reading() as store:
            rows = store.execute("SELECT * FROM workbook ORDER BY id DESC").fetchall()
        return [self._workbook(row) for row in rows]

    def _workbook(self, row: sqlite3.Row) -> WorkbookVersion:
        return WorkbookVersion(
            row["id"],
            self.folder / row["file"],
            row["shown_name"],
            _time(row["made_at"]),
            row["made_by"],
            row["why"],
            row["parent"],
        )

    @property
    def workbook(self) -> WorkbookVersion | None:
        """The version that is worked in; None before there is one."""
        head = self.value(HEAD_WORKBOOK).text
        return next((version for version in self.workbooks() if str(version.id) == head), None)

    def new_roster_folder(self) -> Path:
        """Give the name of a folder for the next rosters; it is not made."""
        taken = {path.name for path in (self.folder / ROSTERS).glob("*")}
        number = next(number for number in range(1, len(taken) + 2) if f"{number:04d}" not in taken)
        return self.folder / ROSTERS / f"{number:04d}"

    def add_roster(
        self, folder: Path, workbook: int, by: str, why: str, breaks: tuple[str, ...] = (), at_head: bool = True
    ) -> int:
        """Keep rosters that a command wrote as the next version.

        Args:
            folder: Their folder, in the dossier.
            workbook: The version of the workbook.
            by: By whom.
            why: What they were made for, in Dutch.
            breaks: Ids of the rules that they break.
            at_head: They are worked in from now on; otherwise they stand beside the present ones.

        Returns:
            The number of the version.
        """
        with self.writing() as store:
            number = _next(store, "roster")
            store.execute(
                "INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, folder.relative_to(self.folder).as_posix(), workbook, _now(), by, why, ";".join(breaks)),
            )
            if at_head:
                _take_step(store, why, by, {HEAD_ROSTER: Change(str(number))})
        return number

    def rosters(self) -> list[RosterVersion]:
        """Tell all versions of the rosters, the newest first."""
        with self.reading() as store:
            rows = store.execute("SELECT * FROM roster ORDER BY id DESC").fetchall()
        return [self._roster(row) for row in rows]

    def _roster(self, row: sqlite3.Row) -> RosterVersion:
        return RosterVersion(
            row["id"],
            self.folder / row["folder"],
            row["workbook"],
            _time(row["made_at"]),
            row["made_by"],
            row["why"],
            tuple(filter(None, row["breaks"].split(";"))),
        )

    @property
    def roster(self) -> RosterVersion | None:
        """The version that is worked in; None before there is one."""
        head = self.value(HEAD_ROSTER).text
        return next((version for version in self.rosters() if str(version.id) == head), None)

    # ---- what was given to whom ----

    def log_sent(self, sending: Sending) -> None:
        """Keep that a file was given to somebody."""
        with self.writing() as store:
            store.execute(
                "INSERT INTO sent (at, by, roster, addressee, name, address, file, print, how) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    sending.at.isoformat(),
                    sending.by,
                    sending.roster,
                    sending.addressee,
                    sending.name,
                    sending.address,
                    sending.file,
                    sending.print,
                    sending.how,
                ),
            )

    def sent(self) -> list[Sending]:
        """Tell what was given to whom, the newest first."""
        with self.reading() as store:
            rows = store.execute("SELECT * FROM sent ORDER BY id DESC").fetchall()
        return [Sending(_time(row["at"]), *tuple(row)[2:]) for row in rows]


def _take_step(store: sqlite3.Connection, what: str, by: str, changes: Mapping[str, Change]) -> int:
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
            _now(),
            by,
            what,
            json.dumps({name: value.text for name, value in before.items()}),
            json.dumps({name: change.text for name, change in changes.items()}),
        ),
    )
    for name, change in changes.items():
        store.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (name, change.text, number))
    return number


def _new_stamp(store: sqlite3.Connection) -> int:
    [last] = store.execute(
        "SELECT max((SELECT coalesce(max(id), 0) FROM step), (SELECT coalesce(max(stamp), 0) FROM state))"
    ).fetchone()
    return int(last) + 1


def _value(store: sqlite3.Connection, name: str) -> Value:
    row = store.execute("SELECT value, stamp FROM state WHERE name = ?", (name,)).fetchone()
    return NO_VALUE if row is None else Value(row["value"], row["stamp"])


def _next(store: sqlite3.Connection, table: str) -> int:
    [last] = store.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    return int(last) + 1


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
