"""A whole run with codes for people: the key and its place, and folders with and without names kept apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from instances.dutch.numbers import count
from instances.privacy.pseudonyms import PseudonymKey, extended, pseudonymised
from instances.privacy.read_key import read_key
from instances.tables.notices import Notice
from instances.workbook.read import Reading
from reports.boards.key import write_key
from reports.folder import CannotWriteError, atomic_folder
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.texts import fault_lines

OPTION = "--gepseudonimiseerd"


def key_path(folder: Path) -> Path:
    """Name the file with the key: beside the folder, never in it, for the folder is what may be shared."""
    place = folder.resolve()
    return place.with_name(f"{place.name}-sleutel.xlsx")


def keep_apart(folder: Path, previous: Path | None, coded: bool) -> None:
    """Keep names and codes out of one folder and out of one run.

    Args:
        folder: Where the rosters come.
        previous: The folder with earlier rosters; None without.
        coded: This run has codes for people.

    Raises:
        RefusedError: Names and codes would come together.
    """
    filled = folder.is_dir() and any(folder.iterdir())
    if not coded and filled and key_path(folder).exists():
        _refuse(f"In {folder} staan codes in plaats van namen ({key_path(folder).name} is de sleutel). "
                f"Kies een andere map, of gebruik ook nu {OPTION}.")  # fmt: skip
    if coded and filled and not key_path(folder).exists():
        _refuse(f"In {folder} staan al bestanden, misschien met namen. Kies met {OPTION} een nieuwe map.")
    if previous is not None and coded != key_path(previous).exists():
        there, advice = ("namen", f"geef een vorige map die ook met {OPTION} is gemaakt") if coded else (
            "codes", f"gebruik ook nu {OPTION}")  # fmt: skip
        _refuse(f"In {previous} staan {there}: {advice}.")


def coded(reading: Reading, folder: Path, previous: Path | None, screen: Screen) -> Reading:
    """Put codes in the place of people, and write the key.

    A code stays the same from run to run and from folder to folder. Notices of the reader quote cells, so they are only
    counted.

    Args:
        reading: The workbook, without faults.
        folder: Where the rosters come; the key comes beside it.
        previous: The folder with earlier rosters, whose key is continued; None without.
        screen: Where is said where the key is.

    Returns:
        The reading with codes.

    Raises:
        RefusedError: The key cannot be read or written.
        ValueError: The workbook has faults.
    """
    if reading.instance is None:
        raise ValueError("a workbook with faults has no people to code")
    path = key_path(folder)
    known = _known(path if path.exists() or previous is None else key_path(previous))
    key = extended(known, reading.instance)
    _write(key, path)
    screen.say(f"De sleutel van de codes staat in {path}. Bewaar dat bestand; deel alleen de map.")
    rows = {(sheet, key.code(id)): number for (sheet, id), number in reading.rows.items()}
    return replace(reading, instance=pseudonymised(reading.instance, key), notices=_counted(reading.notices), rows=rows)


def _counted(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    if not notices:
        return ()
    notes = count(len(notices), "opmerking", "opmerkingen")
    text = f"{notes} bij het inlezen, hier niet getoond: er kunnen namen in staan. Zie plaatswijzer controleer."
    return (Notice("", "", text),)


def _known(path: Path) -> PseudonymKey:
    found = read_key(path)
    if found.faults:
        _refuse(f"De sleutel {path} is niet te gebruiken.\n{fault_lines(found.faults)}")
    return found.key


def _write(key: PseudonymKey, path: Path) -> None:
    try:
        with atomic_folder(path.parent) as scratch:
            write_key(key, scratch / path.name)
    except CannotWriteError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error


def _refuse(text: str) -> None:
    raise RefusedError(ExitCode.FAULTS, text)
