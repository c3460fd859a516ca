"""Writing one file or a set of files whole or not at all. Knows folders and nothing of what is in the files.

Everything is first made in a scratch folder beside the target, on the same disk; only when all of it is
there, file by file takes its place. When one cannot (it is open in Excel), those before it are put back.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NOTHING_CHANGED = "Er is niets gewijzigd."


class CannotWriteError(Exception):
    """The files could not be written and nothing changed; the message is Dutch and says what to do."""


def check_writable(folder: Path) -> None:
    """Find out, before hours of searching, whether files can be made in a folder; leaves nothing behind.

    Args:
        folder: Where files will go; it need not exist.

    Raises:
        CannotWriteError: They cannot; the message is Dutch and says what to do.
    """
    with atomic_folder(folder):
        pass


@contextmanager
def atomic_folder(folder: Path, retire: Sequence[str] = ()) -> Iterator[Path]:
    """Give a scratch folder whose files move into a folder when the block ends well: all of them, or none.

    The block should only write: its disk errors become CannotWriteError. Any other failure passes as it is, and the
    folder is untouched then too.

    Args:
        folder: Where the files go in the end; made where it is missing.
        retire: Patterns such as ``besturen/*.xlsx``: files in ``folder`` that match and were not written anew are
            removed in the same step, so that no roster of an earlier run stays among the new.

    Yields:
        The scratch folder, on the same disk.

    Raises:
        CannotWriteError: The disk refused something, or a file is open in Excel; nothing changed.
    """
    made_parent = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = _scratch(folder)
    except OSError as error:
        raise CannotWriteError(_reason(error, folder)) from error
    try:
        yield scratch
        _take_over(scratch, folder, retire)
    except (OSError, XlsxWriterException) as error:
        raise CannotWriteError(_reason(error, folder)) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        if made_parent and not any(folder.iterdir()):
            folder.rmdir()


@contextmanager
def atomic_file(path: Path) -> Iterator[Path]:
    """Give a scratch path; what is written there becomes a file when the block ends well, else nothing is left behind.

    Args:
        path: Where the file goes in the end, over what stands there; the folder must exist.

    Yields:
        A path on the same disk.

    Raises:
        OSError: The folder cannot be written, or the file is open in Excel.
    """
    with tempfile.TemporaryDirectory(prefix=".plaatswijzer-", dir=path.parent) as folder:
        fresh = Path(folder) / "werkboek.xlsx"
        yield fresh
        os.replace(fresh, path)


def _scratch(folder: Path) -> Path:
    """Beside the folder, or in it where its parent may not be written (a share of the network)."""
    prefix = ".plaatswijzer-"
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    except PermissionError:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder))


def _take_over(scratch: Path, folder: Path, retire: Sequence[str]) -> None:
    """Move every file into place; on any failure put the old ones back."""
    new = sorted(path.relative_to(scratch) for path in scratch.rglob("*") if path.is_file())
    old = sorted({path.relative_to(folder) for pattern in retire for path in folder.glob(pattern)} - set(new))
    aside = Path(tempfile.mkdtemp(prefix=".oud-", dir=scratch))
    saved: list[Path] = []
    placed: list[Path] = []
    try:
        for name in (*old, *new):
            target = folder / name
            if target.exists():
                (aside / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(target, aside / name)
                saved.append(name)
            if name in new:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(scratch / name, target)
                placed.append(name)
    except BaseException:
        for name in placed:
            (folder / name).unlink(missing_ok=True)
        for name in saved:
            os.replace(aside / name, folder / name)
        raise
    _tidy(folder, old)


def _tidy(folder: Path, retired: Sequence[Path]) -> None:
    """Remove the folders that are empty now; one that is in use stays, which harms nobody."""
    for parent in sorted({parent for name in retired for parent in name.parents[:-1]}, reverse=True):
        with suppress(OSError):
            (folder / parent).rmdir()


def _reason(error: Exception, folder: Path) -> str:
    """What went wrong and what to do, in Dutch. XlsxWriter wraps the error of the disk."""
    cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    name = Path(cause.filename).name if isinstance(cause, OSError) and cause.filename else ""
    if isinstance(cause, OSError) and cause.errno in _FULL:
        return f"De schijf van de map {folder} is vol. Maak ruimte en probeer het opnieuw. {_NOTHING_CHANGED}"
    if isinstance(cause, FileExistsError | NotADirectoryError):
        return f"{folder} is een bestand of ligt in een bestand; kies een map. {_NOTHING_CHANGED}"
    if isinstance(cause, PermissionError) and name.endswith((".xlsx", ".csv", ".json", ".ics", ".html")):
        return f"{name} is in gebruik. Sluit het bestand (in Excel) en probeer het opnieuw. {_NOTHING_CHANGED}"
    if isinstance(cause, PermissionError):
        return f"In de map {folder} mag niet geschreven worden. Kies een andere map. {_NOTHING_CHANGED}"
    return f"In de map {folder} kan niet geschreven worden. Kies een andere map. {_NOTHING_CHANGED}"
