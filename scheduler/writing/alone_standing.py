"""A workbook that lies in no folder of rosters: the key of the codes, the passwords. Knows no contents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from instances.privacy.owner_only import owner_only
from reports.files.errors import reason
from reports.folder import replace_own
from scheduler.runtime.exit import ExitCode, RefusedError


def write_own(path: Path, write: Callable[[Path], object]) -> Path | None:
    """Write such a workbook whole or not at all, for its owner only; one that people changed is kept beside it.

    Args:
        path: Where; its folder is made where it is missing.
        write: Writes it in a place that it is given.

    Returns:
        The name under which an earlier file is kept; None where that was ours and unchanged.

    Raises:
        RefusedError: The disk refuses; then nothing changed.
    """

    def private(fresh: Path) -> None:
        write(fresh)
        owner_only(fresh)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = replace_own(path, private)
    except (OSError, XlsxWriterException) as error:
        raise RefusedError(ExitCode.FAULTS, reason(error, path.parent)) from error
    if kept is not None:
        owner_only(kept)
    return kept
