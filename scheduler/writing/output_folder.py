"""The folder of one run, from before the workbook is read until all is written: it has that alone. Knows no order.

Whatever an earlier run left half done is settled first, and told in a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.account.manifest import DamagedResultError, read_result
from reports.files.errors import CannotWriteError, InUseError, reason
from reports.files.occupied import occupied, settled
from reports.folder import missing_folders, remove_empty
from scheduler.previous.provenance import damaged_result
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.writing.folder import variant_folders


@contextmanager
def output_folder(folder: Path, screen: Screen) -> Iterator[None]:
    """Have the folder of a run alone.

    Args:
        folder: Where the rosters come; made where it is missing, and removed again where nothing came.
        screen: Where is said what an earlier run left.

    Yields:
        Nothing; it is there, settled and locked.

    Raises:
        RefusedError: Another run is writing there, nothing can be written there, or what tells of earlier files is
            damaged.
    """
    try:
        made = missing_folders(folder)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(ExitCode.FAULTS, reason(error, folder)) from error
    try:
        with occupied(folder) as told:
            for line in told:
                screen.say(line)
            _read(folder)
            yield
    except (CannotWriteError, InUseError) as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error
    finally:
        remove_empty(made)


def settle(folder: Path, screen: Screen) -> None:
    """Settle what a dead run left in a folder that will only be read.

    Args:
        folder: The folder.
        screen: Where is said what was left.

    Raises:
        RefusedError: It cannot be settled, or a run is taking files over there.
    """
    try:
        for line in settled(folder):
            screen.say(line)
    except (CannotWriteError, InUseError) as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error


def _read(folder: Path) -> None:
    try:
        for root in ("", *variant_folders(folder)):
            read_result(folder / root)
    except DamagedResultError as error:
        raise damaged_result(error) from error
