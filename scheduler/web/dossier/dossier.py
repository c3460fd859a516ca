"""One dossier: the versions of its workbook and rosters, and what was given to whom. Knows no page and no roster.

Versions are never changed or removed: the state says which one is worked in, so undoing a run is one value set back.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType

from scheduler.runtime.dossier_files import ROSTERS, WORKBOOKS
from scheduler.web.dossier.records import HEAD_ROSTER, HEAD_WORKBOOK, RosterVersion, SentFile, WorkbookVersion
from scheduler.web.dossier.store import Change, Store, moment, next_id, now, take_step


class Dossier(Store):
    """One semester of the office."""

    # ---- versions ----

    def add_workbook(
        self,
        source: Path,
        shown_name: str,
        by: str,
        why: str,
        parent: int | None = None,
        *,
        seen: int | None = None,
        at_head: bool = True,
    ) -> int:
        """Keep a copy of a workbook as the next version.

        Args:
            source: The file that is copied.
            shown_name: The file's name as the office knows it.
            by: By whom.
            why: What was changed, in Dutch.
            parent: The version that it was made from.
            seen: The stamp of ``HEAD_WORKBOOK`` when that version was looked at; None: whatever is worked in now.
            at_head: It is worked in from now on; otherwise it is for a trial beside it, or waits for the
                roster that is made from it.

        Returns:
            The number of the version.

        Raises:
            ChangedMeanwhileError: Another version is worked in by now.
        """
        with self.writing() as store:
            number = next_id(store, "workbook")
            file = f"{WORKBOOKS}/{number:04d}.xlsx"
            store.execute(
                "INSERT INTO workbook VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, file, shown_name, now(), by, why, parent),
            )
            if at_head:
                take_step(store, why, by, {HEAD_WORKBOOK: Change(str(number), seen)})
            # last: what is refused leaves no file, and a disk that is full takes the rest back
            (self.folder / WORKBOOKS).mkdir(exist_ok=True)
            shutil.copyfile(source, self.folder / file)
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
            moment(row["made_at"]),
            row["made_by"],
            row["why"],
            row["parent"],
        )

    def workbook_version(self, number: int) -> WorkbookVersion | None:
        """Give the version of the workbook with a number; None where there is none."""
        return next((version for version in self.workbooks() if version.id == number), None)

    @property
    def workbook(self) -> WorkbookVersion | None:
        """The version that is worked in; None before there is one."""
        head = self.value(HEAD_WORKBOOK).text
        return None if head is None else self.workbook_version(int(head))

    def workbook_of(self, roster: RosterVersion) -> WorkbookVersion | None:
        """Give the version of the workbook that rosters were made from; None where it is gone."""
        return self.workbook_version(roster.workbook)

    def new_roster_folder(self) -> Path:
        """Make the folder for the next rosters; no other order is given the same one, also before anything is in it."""
        for number in count(1):
            folder = self.folder / ROSTERS / f"{number:04d}"
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            return folder
        raise AssertionError("there is always a next number")

    def add_roster(
        self,
        folder: Path,
        workbook: int,
        by: str,
        why: str,
        breaks: tuple[str, ...] = (),
        at_head: bool = True,
        with_workbook: bool = False,
        seen: Mapping[str, int] = MappingProxyType({}),
    ) -> int:
        """Keep rosters that a command wrote as the next version.

        Args:
            folder: Their folder, in the dossier.
            workbook: The version of the workbook.
            by: By whom.
            why: What they were made for, in Dutch.
            breaks: Ids of the rules that they break.
            at_head: They are worked in from now on; otherwise they stand beside the present ones.
            with_workbook: Then so is the workbook, in the same step.
            seen: The stamps of ``HEAD_ROSTER`` and ``HEAD_WORKBOOK`` that it rests on; of one that is not named,
                whatever is worked in now.

        Returns:
            The number of the version.

        Raises:
            ChangedMeanwhileError: Another version is worked in by now; nothing was kept.
        """
        with self.writing() as store:
            number = next_id(store, "roster")
            store.execute(
                "INSERT INTO roster VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, folder.relative_to(self.folder).as_posix(), workbook, now(), by, why, ";".join(breaks)),
            )
            if at_head:
                heads = {HEAD_ROSTER: Change(str(number), seen.get(HEAD_ROSTER))}
                if with_workbook:
                    heads[HEAD_WORKBOOK] = Change(str(workbook), seen.get(HEAD_WORKBOOK))
                take_step(store, why, by, heads)
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
            moment(row["made_at"]),
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

    def log_sent(self, *given: SentFile) -> None:
        """Keep that files were given to somebody: all of them, or none."""
        with self.writing() as store:
            store.executemany(
                "INSERT INTO sent (at, by, roster, addressee, name, address, file, print, how, fields, "
                "workbook) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
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
                        sending.fields,
                        sending.workbook,
                    )
                    for sending in given
                ],
            )

    def sent(self) -> list[SentFile]:
        """Tell what was given to whom, the newest first."""
        with self.reading() as store:
            rows = store.execute("SELECT * FROM sent ORDER BY id DESC").fetchall()
        return [SentFile(moment(row["at"]), *tuple(row)[2:]) for row in rows]
