"""The folder that one run writes, whole or not at all, and what of the office's stays in it. Knows no writer."""

from __future__ import annotations

import platform
import shutil
import warnings
from collections.abc import Callable, Mapping
from importlib.metadata import version
from itertools import count
from pathlib import Path

import openpyxl

from instances.rosters.columns import (
    ACCOUNT,
    ASSESSMENT_FILE,
    BOARD_FOLDER,
    CALENDAR_FOLDER,
    CHANGES,
    FAIRNESS,
    MESSAGES,
    NOTICES_FILE,
    OVERVIEW,
    PLACEMENT,
    PLACEMENT_FILE,
    PREVIEW_FOLDER,
    SCHEDULE,
)
from instances.rosters.read import read_rosters
from instances.rosters.school_answers import filled_in
from models.parallel.executor import Executor
from reports.folder import CannotWriteError, atomic_folder, check_writable
from reports.run.bundle import Run
from scheduler.previous.manual_edits import find_manual_edits
from scheduler.previous.provenance import Provenance
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.writing.files import Content, write_files
from scheduler.writing.sending import OLD_CALENDAR_FOLDER, Sending

OLD_PLACEMENT = f"{PLACEMENT_FILE.removesuffix('.xlsx')}-oud"
OLD_ASSESSMENT = f"{ASSESSMENT_FILE.removesuffix('.xlsx')}-oud"
RETIRED = (
    f"{BOARD_FOLDER}/*.xlsx",
    ASSESSMENT_FILE,
    NOTICES_FILE,
    *(f"{folder}/**/*.ics" for folder in (CALENDAR_FOLDER, OLD_CALENDAR_FOLDER)),
)
REMADE = (
    OVERVIEW,
    FAIRNESS,
    CHANGES.name,
    MESSAGES.name,
    ACCOUNT.name,
)  # sheets that differ from run to run without any edit


def versions() -> Mapping[str, str]:
    """Tell what made the roster, for resultaat.json."""
    made_with = {name: version(name) for name in ("plaatswijzer", "ortools")}
    return {**made_with, "python": platform.python_version()}


def check_folder(folder: Path) -> None:
    """Refuse a folder that cannot be written, before searching.

    Args:
        folder: Where the rosters come; need not be there.

    Raises:
        RefusedError: Nothing can be written there.
    """
    try:
        check_writable(folder)
    except CannotWriteError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error


def write_rosters(
    run: Run,
    folder: Path,
    keep_edits: bool = False,
    sending: Sending | None = None,
    more: Mapping[str, Callable[[Path], None]] | None = None,
    helper: Executor | None = None,
) -> list[Path]:
    """Write the files of a run, all or none.

    A WPA roster of an earlier placement would mislead, so it gives way under another name; so does a roster that was
    edited by hand or is not ours. Calendars of a roster that gives way are put aside: the next ones follow their
    numbers.

    Args:
        run: What is written.
        folder: Where; need not be there.
        keep_edits: A placement that says anything else than the new one gives way too.
        sending: Passwords, calendars and codes of what is sent; None: without any.
        more: Names of further files to their writers.
        helper: A process that helps; None without one.

    Returns:
        The files, in the folder.

    Raises:
        RefusedError: The disk refuses; then nothing changed.
    """
    sending = sending or Sending()
    try:
        with atomic_folder(folder, retire=_retired(sending)) as scratch:
            write_files(Content(run, sending), scratch, helper)
            _make_way(run, folder, scratch, keep_edits)
            if sending.previewed is not None:
                _keep_answers(folder, scratch)
            for name, write in (more or {}).items():
                write(scratch / name)
            names = sorted(path.relative_to(scratch) for path in scratch.rglob("*") if path.is_file())
    except CannotWriteError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error
    return [folder / name for name in names]


def _retired(sending: Sending) -> tuple[str, ...]:
    return RETIRED if sending.previewed is None else (*RETIRED, f"{PREVIEW_FOLDER}/*.xlsx")


def _make_way(run: Run, folder: Path, scratch: Path, keep_edits: bool) -> None:
    """Keep rosters in ``folder`` that were not given out as they are now, beside the new ones in ``scratch``."""
    ours = _as_given_out(folder)
    edited = keep_edits and _edited(folder / PLACEMENT_FILE, scratch / PLACEMENT_FILE)
    if edited or PLACEMENT_FILE not in ours:
        _put_aside(folder / PLACEMENT_FILE, scratch, OLD_PLACEMENT)
    if run.assessment is None or ASSESSMENT_FILE not in ours:
        _put_aside(folder / ASSESSMENT_FILE, scratch, OLD_ASSESSMENT)


def _keep_answers(folder: Path, scratch: Path) -> None:
    """Previews that a school has filled in give way under another name."""
    for path in sorted((folder / PREVIEW_FOLDER).glob("*.xlsx")):
        if filled_in(path):
            aside = f"{PREVIEW_FOLDER}-oud"
            (scratch / aside).mkdir(exist_ok=True)
            shutil.copy2(path, scratch / aside / _free_name(folder / aside, path.stem))


def _as_given_out(folder: Path) -> set[str]:
    """The rosters in the folder that say what resultaat.json says was given out."""
    if not any((folder / name).exists() for name in (PLACEMENT_FILE, ASSESSMENT_FILE)):
        return set()
    found = read_rosters(folder)
    edits = find_manual_edits(Provenance(folder), found)
    if edits is None:
        return set()
    edited = {edit.sheet for edit in edits.edits}
    ours = set() if found.placement is None or PLACEMENT.name in edited else {PLACEMENT_FILE}
    issued = found.assessment is not None and bool(edits.issued.assessment or not found.assessment)
    return ours | ({ASSESSMENT_FILE} if issued and SCHEDULE.name not in edited else set())


def _put_aside(old: Path, scratch: Path, stem: str) -> None:
    if old.exists():
        shutil.copy2(old, scratch / _free_name(old.parent, stem))


def _edited(old: Path, new: Path) -> bool:
    """Would writing the new file lose cells or sheets of the old one?"""
    return old.exists() and _cells(old) != _cells(new)


def _cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells on stderr that it does not know data bars
            return {
                sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]
                for sheet in book.worksheets
                if sheet.title not in REMADE
            }
    finally:
        book.close()


def _free_name(folder: Path, stem: str) -> str:
    """The stem as a name, or with a number when an earlier file is kept under that name."""
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.xlsx" for number in count(1))
    return next(name for name in names if not (folder / name).exists())
