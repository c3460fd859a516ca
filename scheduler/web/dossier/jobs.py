"""The orders of one dossier in its store. Knows no process."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import JobOutcome, JobRecord


class JobStore:
    """The orders of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        """Take a dossier.

        Args:
            dossier: Whose orders.
        """
        self._dossier = dossier

    def add(self, command: str, workbook: int, by: str) -> int:
        """Keep an order that waits; its number."""
        with self._dossier.writing() as store:
            cursor = store.execute(
                "INSERT INTO job (command, workbook, asked_at, asked_by) VALUES (?, ?, ?, ?)",
                (command, workbook, _now(), by),
            )
            return int(cursor.lastrowid or 0)

    def get(self, id: int) -> JobRecord | None:
        """Tell an order; None where there is none of that number."""
        try:
            return next(iter(self._all("WHERE id = ?", id)), None)
        except OverflowError:  # an address has a number that no store has
            return None

    def latest(self, most: int = 20) -> list[JobRecord]:
        """Tell the last orders, the newest first."""
        return self._all("ORDER BY id DESC LIMIT ?", most)

    def waiting(self) -> list[JobRecord]:
        """Tell the orders that wait, the oldest first."""
        return self._all("WHERE outcome = ? ORDER BY id", JobOutcome.WAITING)

    def running(self) -> list[JobRecord]:
        """Tell the orders that are said to run."""
        return self._all("WHERE outcome = ? ORDER BY id", JobOutcome.RUNNING)

    def started(self, id: int) -> bool:
        """Keep that an order began; False for one that waits no more, as it was dropped or begun elsewhere."""
        with self._dossier.writing() as store:
            cursor = store.execute(
                "UPDATE job SET started_at = ?, outcome = ? WHERE id = ? AND outcome = ?",
                (_now(), JobOutcome.RUNNING, id, JobOutcome.WAITING),
            )
            return cursor.rowcount == 1

    def ended(self, id: int, outcome: JobOutcome, code: int | None, roster: int | None) -> None:
        """Keep how an order ended."""
        with self._dossier.writing() as store:
            store.execute(
                "UPDATE job SET ended_at = ?, outcome = ?, exit_code = ?, roster = ? WHERE id = ?",
                (_now(), outcome, code, roster, id),
            )

    def drop_waiting(self, id: int) -> None:
        """Let an order that waits not begin."""
        with self._dossier.writing() as store:
            store.execute(
                "UPDATE job SET ended_at = ?, outcome = ? WHERE id = ? AND outcome = ?",
                (_now(), JobOutcome.BROKEN_OFF, id, JobOutcome.WAITING),
            )

    def _all(self, condition: str, *values: object) -> list[JobRecord]:
        with self._dossier.reading() as store:
            rows = store.execute(f"SELECT * FROM job {condition}", values).fetchall()
        return [_record(row) for row in rows]


def _record(row: sqlite3.Row) -> JobRecord:
    return JobRecord(
        row["id"],
        row["command"],
        row["workbook"],
        row["roster"],
        datetime.fromisoformat(row["asked_at"]),
        row["asked_by"],
        _moment(row["started_at"]),
        _moment(row["ended_at"]),
        row["exit_code"],
        JobOutcome(row["outcome"]),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
