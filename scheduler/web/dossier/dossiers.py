"""All dossiers of a computer: a folder each under the user's data folder. Knows no page."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from reports.folder import atomic_file
from scheduler.runtime.dossier_files import ROSTERS, WORKBOOKS
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.schema import FILE, NoDossierError, connect

NAME = "naam"
MADE_AT = "gemaakt"
KEEP_DAYS = "bewaardagen"
EXPIRED = "verlopen.json"  # which dossiers were removed, until somebody has read that
_ID = re.compile(r"[a-z0-9]{12}")


@dataclass(frozen=True, slots=True)
class Expired:
    """A dossier that was removed because its days were over.

    Attributes:
        name: Its name.
        at: When it was removed.
    """

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier in the list.

    Attributes:
        id: The name of its folder.
        name: Its name, such as "2026-2027 S2"; the id where the store cannot be read.
        changed_at: When it was last written.
        readable: Its store can be read.
        keep_days: After how many days without a change it is removed; 0 for never.
    """

    id: str
    name: str
    changed_at: datetime
    readable: bool
    keep_days: int = 0

    @property
    def gone_at(self) -> datetime | None:
        """When it is removed unless it is changed before; None for never."""
        return self.changed_at + timedelta(days=self.keep_days) if self.keep_days else None

    def days_left(self, now: datetime) -> int | None:
        """Tell how many days it is still there; None for always.

        Args:
            now: The present time, with its zone.
        """
        return None if self.gone_at is None else max(0, (self.gone_at - now).days)


class Dossiers:
    """The dossiers in one folder."""

    def __init__(self, root: Path) -> None:
        """Take the folder; made when the first dossier is.

        Args:
            root: The folder with the dossiers.
        """
        self._root = root

    def all(self) -> list[Listed]:
        """Tell all dossiers, last written first; one that cannot be read is told too."""
        found = [self._listed(path.parent) for path in self._root.glob(f"*/{FILE}") if _ID.fullmatch(path.parent.name)]
        return sorted(found, key=lambda listed: listed.changed_at, reverse=True)

    def _listed(self, folder: Path) -> Listed:
        changed = datetime.fromtimestamp(_changed(folder)).astimezone()
        try:
            dossier = Dossier(folder)
            days = int(dossier.info(KEEP_DAYS) or 0)
            return Listed(folder.name, dossier.info(NAME, folder.name), changed, True, days)
        except (sqlite3.DatabaseError, NoDossierError):
            return Listed(folder.name, folder.name, changed, readable=False)

    def create(self, name: str) -> Dossier:
        """Make a dossier with this name."""
        folder = self._root / secrets.token_hex(6)
        folder.mkdir(parents=True, mode=0o700)
        for part in (WORKBOOKS, ROSTERS):
            (folder / part).mkdir()
        connect(folder, create=True).close()
        dossier = Dossier(folder)
        dossier.set_info(NAME, name)
        dossier.set_info(MADE_AT, datetime.now().astimezone().isoformat(timespec="seconds"))
        return dossier

    def open(self, id: str) -> Dossier:
        """Give a dossier.

        Args:
            id: The name of its folder; anything else than such a name is no dossier, so that no address of a page
                reaches another folder.

        Returns:
            The dossier.

        Raises:
            NoDossierError: There is none.
        """
        folder = self._root / id
        if not _ID.fullmatch(id) or not (folder / FILE).is_file():
            raise NoDossierError(id)
        return Dossier(folder)

    def delete(self, id: str) -> None:
        """Remove a dossier for good, with all its files.

        Args:
            id: The name of its folder.

        Raises:
            NoDossierError: There is none.
            OSError: A file is in use; what is left can be removed again.
        """
        folder = self.open(id).folder
        # the store goes last: while anything is left, the dossier stays in the list and can be removed again
        for path in sorted(folder.iterdir(), key=lambda path: path.name.startswith(FILE)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        folder.rmdir()

    def expire(self, now: datetime) -> list[str]:
        """Remove the dossiers whose days are over.

        Args:
            now: The present time, with its zone.

        Returns:
            The names of those removed.
        """
        gone = []
        for listed in self.all():
            if listed.gone_at is not None and listed.gone_at < now and not self._is_busy(listed.id):
                with suppress(OSError, NoDossierError):  # another server on these dossiers may do the same
                    self.delete(listed.id)
                    gone.append(listed.name)
        if gone:
            self._tell_expired([*self.expired(), *(Expired(name, now) for name in gone)])
        return gone

    def _is_busy(self, id: str) -> bool:
        jobs = JobStore(self.open(id))
        return bool(jobs.running() or jobs.waiting())

    def expired(self) -> list[Expired]:
        """Tell which dossiers were removed because their days were over, as long as nobody has read that."""
        try:
            told = json.loads((self._root / EXPIRED).read_text(encoding="utf-8"))
            return [Expired(str(one["naam"]), datetime.fromisoformat(one["op"])) for one in told]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def forget_expired(self) -> None:
        """Tell of no dossier any more that was removed so."""
        self._tell_expired([])

    def _tell_expired(self, gone: Sequence[Expired]) -> None:
        """A disk that refuses costs the telling, not the start."""
        text = json.dumps([{"naam": one.name, "op": one.at.isoformat()} for one in gone], ensure_ascii=False)
        with suppress(OSError), atomic_file(self._root / EXPIRED) as fresh:
            fresh.write_text(text, encoding="utf-8")


def _changed(folder: Path) -> float:
    """When something of a dossier was written last, in seconds; it may still be in the log beside the store.

    A log without anything in it is of somebody who only looked. The log goes when the last connection closes, and a
    dossier that is just being removed has no store: the time of now, for what cannot be known is never long ago.
    """
    times = []
    for name in (FILE, f"{FILE}-wal"):
        with suppress(FileNotFoundError):
            found = (folder / name).stat()
            if found.st_size:
                times.append(found.st_mtime)
    return max(times, default=time.time())
