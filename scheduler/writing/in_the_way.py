"""What lies where a file of the output must come, found before the search. Knows the names of the output, no roster."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from instances.domain.instance import Instance
from instances.rosters.columns import (
    ASSESSMENT_FILE,
    BOARD_FOLDER,
    CALENDAR_FOLDER,
    CALENDAR_LIST_FILE,
    HOURS_FILE,
    LETTER_FOLDER,
    MENTOR_LETTERS_FILE,
    NOTICES_FILE,
    ONSTAGE_CSV_FILE,
    ONSTAGE_FILE,
    PAGE_FILE,
    PLACEMENT_FILE,
    PREVIEW_FOLDER,
    PREVIEW_KEY_FILE,
    PROOF_FILE,
    RESULT_FILE,
    SCHOOL_CALENDARS,
    SCHOOL_FOLDER,
    STUDENT_LETTERS_FILE,
    TANDEM_FOLDER,
    VARIANT_FOLDER,
    VARIANTS_FILE,
)
from reports.boards.names import board_file_names, file_names, named_files
from reports.files.errors import reason
from reports.files.names import PROBE
from reports.files.scratch import scratch_in
from scheduler.runtime.exit import ExitCode, RefusedError

_OF_EVERY_RUN = (
    PLACEMENT_FILE,
    ASSESSMENT_FILE,
    RESULT_FILE,
    PROOF_FILE,
    PAGE_FILE,
    HOURS_FILE,
    ONSTAGE_FILE,
    ONSTAGE_CSV_FILE,
    PREVIEW_KEY_FILE,
    VARIANTS_FILE,
    NOTICES_FILE,
    CALENDAR_LIST_FILE,
    f"{LETTER_FOLDER}/{STUDENT_LETTERS_FILE}",
    f"{LETTER_FOLDER}/{MENTOR_LETTERS_FILE}",
)


def output_names(copies: Iterable[str] = (), instance: Instance | None = None, variants: int = 0) -> tuple[str, ...]:
    """Name every file that may be written, relative to the folder.

    Args:
        copies: Names of copies of the workbook that may come too.
        instance: The workbook; None: it was not read yet, so files of boards and people are left out.
        variants: Folders of variants that may come.

    Returns:
        The names, with slashes.
    """
    names = [*_OF_EVERY_RUN, *(() if instance is None else _of_people(instance))]
    of_variants = [f"{VARIANT_FOLDER}-{number}/{name}" for number in range(1, variants + 1) for name in names]
    return (*names, *of_variants, *copies)


def _of_people(instance: Instance) -> Iterator[str]:
    for board in board_file_names(instance).values():
        yield f"{BOARD_FOLDER}/{board}.xlsx"
    for school in named_files(instance, instance.schools).values():
        yield f"{SCHOOL_FOLDER}/{school}.xlsx"
    for tandem in named_files(instance, instance.tandems).values():
        yield f"{TANDEM_FOLDER}/{tandem}.xlsx"
    for board in file_names(instance.boards).values():
        yield f"{PREVIEW_FOLDER}/{board}.xlsx"
    for trainer in file_names(instance.trainers).values():
        yield f"{CALENDAR_FOLDER}/{trainer}.ics"
    for school in file_names(instance.schools).values():
        yield f"{CALENDAR_FOLDER}/{SCHOOL_CALENDARS}/{school}.ics"


def refuse_in_the_way(folder: Path, names: Iterable[str], inputs: Iterable[Path]) -> None:
    """Refuse what cannot give way, and try a real replace wherever files will come.

    Args:
        folder: Where the output comes; it is there.
        names: Of files that may come, relative to it.
        inputs: Files that are read.

    Raises:
        RefusedError: An input lies where an output comes; something there is no file, is locked or may not be changed;
            or the disk takes no file there.
    """
    names, inputs = list(names), list(inputs)
    by_name = {name.casefold() for name in names}
    for path in inputs:
        if _name_in(folder, path) in by_name:
            raise _refusal(_lies_in_the_way(path, folder, Path(path.resolve().name)))
    folders = dict.fromkeys([folder])
    for name in names:
        for parent in (folder / each for each in PurePosixPath(name).parents if each.name):
            if os.path.lexists(parent) and not parent.is_dir():
                text = f"{parent} is een bestand, en daar komt een map met uitvoer."
                raise _refusal(f"{text} Geef het een andere naam, of kies een andere map.")
            if parent.is_dir():
                folders[parent] = None
        _refuse_one(folder, name, inputs)
    _try_to_replace(folder, list(folders))


def _name_in(folder: Path, path: Path) -> str:
    """The name of a file relative to the folder, in small letters; '' for one that lies elsewhere."""
    place, home = path.resolve(), folder.resolve()
    return place.relative_to(home).as_posix().casefold() if home in place.parents else ""


def _refuse_one(folder: Path, name: str, inputs: Iterable[Path]) -> None:
    path = folder / name
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise _refusal(reason(error, folder)) from error
    for given in inputs:
        if path.exists() and given.exists() and path.samefile(given):
            raise _refusal(_lies_in_the_way(given, folder, Path(name)))
    if stat.S_ISDIR(found.st_mode):
        raise _refusal(
            f"{path} is een map, en daar komt een bestand. Geef die een andere naam, of kies een andere map."
        )
    if stat.S_ISLNK(found.st_mode):
        return  # it is kept under another name, and what it leads to is not touched
    if not stat.S_ISREG(found.st_mode):
        raise _refusal(
            f"{path} is geen gewoon bestand, en daar komt een bestand. Haal het weg, of kies een andere map."
        )
    try:
        path.open("r+b").close()  # Excel lets nobody else write
    except PermissionError as error:
        text = f"{path} is in gebruik of mag niet gewijzigd worden. Sluit het bestand (in Excel) of haal de beveiliging"
        raise _refusal(f"{text} ervan af, en probeer het opnieuw. Er is niets gewijzigd.") from error
    except OSError as error:
        raise _refusal(reason(error, folder)) from error


def _lies_in_the_way(path: Path, folder: Path, name: Path) -> str:
    return (
        f"{path} is invoer, maar in de map {folder} komt een uitvoerbestand met die naam ({name}). Geef de invoer een "
        "andere naam, of kies een andere map met -o. Er is niets gewijzigd."
    )


def _try_to_replace(folder: Path, folders: Iterable[Path]) -> None:
    where = folder
    try:
        with scratch_in(folder) as scratch:
            probe = scratch.fresh / "proef"
            probe.write_bytes(b"")
            for where in folders:
                try:
                    os.replace(probe, where / PROBE)
                    os.replace(where / PROBE, probe)
                finally:
                    (where / PROBE).unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(reason(error, where)) from error


def _refusal(text: str) -> RefusedError:
    return RefusedError(ExitCode.FAULTS, text)
