"""A whole run with codes for people: the key and its place, and folders with and without names kept apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from instances.privacy.pseudonyms import PseudonymKey, extended, pseudonymised
from instances.privacy.read_key import read_key
from instances.tables.faults import Notice
from instances.workbook.read import Reading
from reports.boards.key import write_key
from reports.folder import CannotWriteError, atomic_folder
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.texts import count, fault_lines

OPTION = "--gepseudonimiseerd"


def key_path(folder: Path) -> Path:
    """Beside the folder, never in it: the folder is what may be shared."""
    place = folder.resolve()
    return place.with_name(f"{place.name}-sleutel.xlsx")


def keep_apart(folder: Path, previous: Path | None, coded: bool) -> None:
    """Names and codes never come together in one folder or one run. Raises RefusedError where they would."""
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
    """The reading with codes, and the key written. A code stays the same from run to run and from map to map.

    Notices of the reader quote cells, so they are only counted.
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
    told = count(len(notices), "opmerking", "opmerkingen")
    text = f"{told} bij het inlezen, hier niet getoond: er kunnen namen in staan. Zie plaatswijzer controleer."
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
