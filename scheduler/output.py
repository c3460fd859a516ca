"""Which files one run writes, whole or not at all. Knows the writers, not what is in the files."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from instances.roster_columns import ASSESSMENT_FILE, BOARD_FOLDER, PLACEMENT_FILE, RESULT_FILE
from reports.assessment import write_assessment
from reports.board import write_boards
from reports.bundle import Run
from reports.folder import CannotWriteError, whole
from reports.placement import write_placement
from reports.result import write_result
from scheduler.outcome import ExitCode, RefusedError

OLD_ASSESSMENT_FILE = "wpa-oud.xlsx"


def versions() -> Mapping[str, str]:
    """What made the roster, for resultaat.json."""
    made_with = {name: version(name) for name in ("plaatswijzer", "ortools")}
    return {**made_with, "python": platform.python_version()}


def write_rosters(run: Run, folder: Path) -> list[Path]:
    """Write the files of the run and return them. Raises RefusedError when the disk refuses; then nothing changed.

    A WPA roster of an earlier placement would mislead, so it gives way under another name.
    """
    try:
        with whole(folder, retire=(f"{BOARD_FOLDER}/*.xlsx", ASSESSMENT_FILE)) as scratch:
            write_placement(run, scratch / PLACEMENT_FILE)
            if run.assessment is not None:
                write_assessment(run, scratch / ASSESSMENT_FILE)
            elif (folder / ASSESSMENT_FILE).exists():
                shutil.copy2(folder / ASSESSMENT_FILE, scratch / OLD_ASSESSMENT_FILE)
            write_boards(run, scratch / BOARD_FOLDER)
            write_result(run, scratch / RESULT_FILE)
            names = sorted(path.relative_to(scratch) for path in scratch.rglob("*") if path.is_file())
    except CannotWriteError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error
    return [folder / name for name in names]
