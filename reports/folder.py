"""Writing one file or a set of files whole or not at all. Knows folders and nothing of what is in the files.

Everything is first made in a scratch folder where it ends; only when all of it is there, file by file takes its place.
When one cannot (it is open in Excel), those before it are put back; when the process is killed, the next one goes on.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from reports.files.errors import CannotWriteError, HalfwayError, reason
from reports.files.exchange import OLD, Exchange, plan_exchange
from reports.files.journal import take_over
from reports.files.prints import is_plain, is_sealed, seal
from reports.files.scratch import Scratch, flush, scratch_in, sweep

Planner = Callable[[Scratch], Exchange]


@contextmanager
def atomic_folder(folder: Path, plan: Planner | None = None) -> Iterator[Path]:
    """Give a scratch folder whose files move into a folder when the block ends well: all of them, or none.

    The block should only write: its disk errors become CannotWriteError. Any other failure passes as it is, and the
    folder is untouched then too.

    Args:
        folder: Where the files go in the end; made where it is missing.
        plan: Decides what happens to the files that are there; None: what is in the way is kept under another name.

    Yields:
        The scratch folder, on the same disk.

    Raises:
        CannotWriteError: The disk refused something, or a file is open in Excel; nothing changed.
    """
    made: list[Path] = []
    try:
        made = missing_folders(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with scratch_in(folder) as scratch:
            yield scratch.fresh
            exchange = plan_exchange(folder, scratch) if plan is None else plan(scratch)
            take_over(folder, scratch, exchange.moves)
    except (OSError, XlsxWriterException, HalfwayError) as error:
        raise CannotWriteError(reason(error, folder)) from error
    finally:
        remove_empty(made)


@contextmanager
def atomic_file(path: Path) -> Iterator[Path]:
    """Give a scratch path; what is written there becomes a file when the block ends well, else nothing is left behind.

    Args:
        path: Where the file goes in the end, over what stands there; the folder must exist. Of a link the file that it
            leads to is replaced.

    Yields:
        A path on the same disk.

    Raises:
        OSError: The folder cannot be written, or the file is open in Excel.
    """
    path = path.resolve()
    sweep(path.parent)
    with scratch_in(path.parent) as scratch:
        fresh = scratch.fresh / "werkboek.xlsx"
        yield fresh
        flush([fresh])
        os.replace(fresh, path)


def replace_own(path: Path, write: Callable[[Path], object]) -> Path | None:
    """Write a workbook that stands alone over an earlier one, which is kept where it is not as we wrote it.

    Args:
        path: Where the file goes; the folder must exist.
        write: Writes it in a place that it is given.

    Returns:
        The name under which the earlier file is kept; None without one, or where that was ours and unchanged.

    Raises:
        OSError: The folder cannot be written, or the file is open in Excel; then nothing changed.
    """

    def sealed(fresh: Path) -> None:
        write(fresh)
        seal(fresh)

    return _replace(path, sealed, lambda old, _: not is_sealed(old))


def replace_any(path: Path, write: Callable[[Path], object]) -> Path | None:
    """Write a workbook over whatever stands there, which is kept unless it is empty or the same.

    Args:
        path: Where the file goes; the folder must exist.
        write: Writes it in a place that it is given.

    Returns:
        The name under which the earlier file is kept; None where it was not.

    Raises:
        OSError: The folder cannot be written, or the file is open in Excel; then nothing changed.
    """
    return _replace(path, write, lambda old, new: old.stat().st_size > 0 and old.read_bytes() != new.read_bytes())


def _replace(path: Path, write: Callable[[Path], object], is_kept: Callable[[Path, Path], bool]) -> Path | None:
    path = path.resolve()
    there = os.path.lexists(path)
    if there and not is_plain(path):
        raise FileExistsError(errno.EEXIST, "not a plain file", str(path))
    kept = None
    with atomic_file(path) as fresh:
        write(fresh)
        if there and is_kept(path, fresh):  # as a copy, so that there is no moment without the file
            kept, copy = free_name(path), fresh.with_name("oud.xlsx")
            shutil.copy2(path, copy)
            flush([copy])
            os.replace(copy, kept)
    return kept


def free_name(path: Path) -> Path:
    """Choose the name under which a file is kept.

    Args:
        path: The file.

    Returns:
        ``naam-oud.xlsx`` in the same folder, with a number where that is taken.
    """
    names = (f"{path.stem}{OLD}{'' if number == 1 else f'-{number}'}{path.suffix}" for number in count(1))
    return next(found for name in names if not os.path.lexists(found := path.with_name(name)))


def missing_folders(folder: Path) -> list[Path]:
    """Name the folders that must be made.

    Args:
        folder: A folder that may be missing.

    Returns:
        It and those above it that are not there, the deepest first.

    Raises:
        OSError: The name cannot be that of a folder.
    """
    return [path for path in (folder, *folder.parents) if not path.exists()]


def remove_empty(made: list[Path]) -> None:
    """Remove folders that were made in vain.

    Args:
        made: The deepest first; one with something in it stays, and so do those above it.
    """
    for path in made:
        try:
            path.rmdir()
        except OSError:
            return
