"""Scratch beside what is written, and what dead processes left of it. Knows no file of the product.

Scratch lies in the folder where its files end, for only there a file is sure to move in one step: a folder may be a
mount point, the root of a share or a link to another disk. It holds names of people, so what a killed process leaves is
swept at the next start.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from reports.files.lock import Held, hold
from reports.files.names import JOURNAL, PRIVATE, PROBE
from reports.files.settings import TAKE_OVER_SETTINGS

_SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Scratch:
    """A folder to work in.

    Attributes:
        path: The folder.
    """

    path: Path

    @property
    def fresh(self) -> Path:
        """Where new files are made."""
        return self.path / "nieuw"

    @property
    def aside(self) -> Path:
        """Where files go that give way."""
        return self.path / "oud"


@contextmanager
def scratch_in(folder: Path) -> Iterator[Scratch]:
    """Give a scratch folder, and remove it with all that is left in it, but for files that are half taken over.

    Args:
        folder: Where it is made.

    Yields:
        The scratch folder, locked so that no other process sweeps it.

    Raises:
        OSError: It cannot be made.
    """
    scratch, held = _locked_scratch(folder)
    try:
        scratch.fresh.mkdir(mode=0o700)
        scratch.aside.mkdir(mode=0o700)
        yield scratch
    finally:
        # the lock goes last: a kill in between leaves what is swept at once
        if not os.path.lexists(folder / JOURNAL):
            for path in (scratch.fresh, scratch.aside):
                shutil.rmtree(path, ignore_errors=True)
        held.release()
        if not os.path.lexists(folder / JOURNAL):
            shutil.rmtree(scratch.path, ignore_errors=True)


def _locked_scratch(folder: Path) -> tuple[Scratch, Held]:
    while True:
        path = Path(tempfile.mkdtemp(prefix=PRIVATE, dir=folder))
        try:
            held = hold(path / _SLOT)
        except FileNotFoundError:  # another process swept it while it was empty
            if folder.is_dir():
                continue
            raise
        if held is not None:
            return Scratch(path), held


def sweep(folder: Path) -> int:
    """Remove scratch of processes that are dead.

    With a journal beside it, scratch holds the only copies of files that were underway: those wait for ``recover``.

    Args:
        folder: Where scratch may lie; need not be there.

    Returns:
        How many scratch folders were removed.
    """
    if os.path.lexists(folder / JOURNAL):
        return 0
    return sum(_swept(path) for path in _scratch_of(folder))


def sweep_probes(folder: Path) -> None:
    """Remove the file with which a process that is dead tried whether a folder takes files. Call it under the lock.

    Args:
        folder: The folder of the rosters; need not be there.
    """
    for level in ("", "*/", "*/*/"):  # as deep as files are written
        for probe in folder.glob(f"{level}{PROBE}"):
            with suppress(OSError):
                probe.unlink()


def _scratch_of(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob(f"{PRIVATE}*") if path.is_dir() and not path.is_symlink())
    except OSError:
        return []


def _swept(path: Path) -> bool:
    try:
        if not any(path.iterdir()):
            path.rmdir()
            return True
        if not (path / _SLOT).exists():
            if time.time() - path.stat().st_mtime < TAKE_OVER_SETTINGS.stale_seconds:
                return False
        else:
            held = hold(path / _SLOT)
            if held is None:
                return False
            held.release()
        shutil.rmtree(path)
    except OSError:
        return False
    return True


def is_private(path: Path) -> bool:
    """Say whether a file or folder is of no use to the office.

    Args:
        path: Its path.

    Returns:
        True for a lock, scratch or journal of a run.
    """
    return path.name.startswith(PRIVATE)


def holds_files(folder: Path) -> bool:
    """Say whether there is anything in a folder but what is private to a run.

    Args:
        folder: Need not be there.

    Returns:
        True where there is.
    """
    return folder.is_dir() and any(not is_private(path) for path in folder.iterdir())


def flush(paths: Iterable[Path]) -> None:
    """Have files and folders on the disk for sure, so that not even a power cut loses them.

    Args:
        paths: Files and folders that are there.

    Raises:
        OSError: The disk refuses a file.
    """
    for path in paths:
        is_folder = path.is_dir()
        if is_folder and sys.platform == "win32":
            continue  # a folder cannot be opened there
        number = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
        try:
            with suppress(OSError) if is_folder else nullcontext():  # some shares flush no folders
                os.fsync(number)
        finally:
            os.close(number)
