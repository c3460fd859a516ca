"""``vergeet``: a dossier with all that was written for it, or one person in all files of a folder. Asks nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from instances.rosters.columns import RESULT_FILE
from reports.files.errors import CannotWriteError, InUseError
from reports.files.occupied import occupied
from scheduler.forget.folder import FolderContents, ForgottenFolder, Stays, contents_of, forget_folder
from scheduler.forget.known import KnownFact, known_of, write_known
from scheduler.forget.person import ForgottenPerson, forget_person, is_in_folder
from scheduler.forget.traces import Person
from scheduler.forget.who import find_person, namesakes_of, other_than_a_person
from scheduler.runtime.dossier_files import DOSSIER_FILE
from scheduler.runtime.exit import ExitCode, RefusedError


@dataclass(frozen=True, slots=True)
class ToForget:
    """What would be forgotten of a person, before anything is.

    Attributes:
        folder: Where.
        person: Who.
        facts: What the files tell of the person.
        namesakes: Codes of others with the same name.
    """

    folder: Path
    person: Person
    facts: tuple[KnownFact, ...]
    namesakes: tuple[str, ...] = ()


def look_over(folder: Path) -> FolderContents:
    """Look over a folder that is to be removed; nothing is touched.

    Args:
        folder: The folder.

    Returns:
        What is ours and unchanged, and what people made.

    Raises:
        RefusedError: Nothing in it was written by the product.
    """
    return contents_of(folder)


def remove_dossier(contents: FolderContents, everything: bool) -> ForgottenFolder:
    """Remove what was looked over.

    Args:
        contents: What is in the folder.
        everything: Also what people made or changed.

    Returns:
        What was removed, and what not.

    Raises:
        RefusedError: A command is busy there; nothing was removed.
    """
    return forget_folder(contents, everything)


def look_for(folder: Path, id: str) -> ToForget:
    """Look for a person in a folder; nothing is touched.

    Args:
        folder: The folder, with all folders in it.
        id: The code of the person.

    Returns:
        Who it is and what the files tell.

    Raises:
        RefusedError: The code is in none of the files, or that of a school, board, tandem or slot.
    """
    other = other_than_a_person(folder, id)
    if other:
        text = f"{id} is de code van een {other}. Alleen een student, mentor of opleider wordt gewist."
        raise RefusedError(ExitCode.FAULTS, f"{text} Er is niets gewijzigd.")
    person = find_person(folder, id)
    if not is_in_folder(folder, person):
        text = f"Code {id} staat in geen enkel bestand in {folder}. Er is niets gewijzigd."
        raise RefusedError(ExitCode.FAULTS, text)
    return ToForget(folder, person, tuple(known_of(folder, person)), namesakes_of(folder, person))


def export_known(found: ToForget, path: Path) -> None:
    """Write what is known of a person, outside the folder in which that person is forgotten.

    Args:
        found: What is known.
        path: The file.

    Raises:
        RefusedError: The file lies in that folder, or cannot be written.
    """
    if found.folder.resolve() in path.resolve().parents:
        text = f"{path} ligt in {found.folder}, en daar wordt de persoon gewist. Kies een plaats daarbuiten."
        raise RefusedError(ExitCode.FAULTS, text)
    if os.path.lexists(path):
        raise RefusedError(ExitCode.FAULTS, f"{path} is er al. Kies een andere naam; er is niets gewijzigd.")
    try:
        write_known(found.facts, found.person, path)
    except OSError as error:
        raise RefusedError(ExitCode.FAULTS, f"{path} kan niet geschreven worden. Er is niets gewijzigd.") from error


def erase_person(found: ToForget) -> ForgottenPerson:
    """Take a person out of every file that can be rewritten.

    Args:
        found: Who, and where.

    Returns:
        What was rewritten, and what the person is still in.

    Raises:
        RefusedError: A command is busy there; nothing was changed.
    """
    with _alone(found.folder):
        return forget_person(found.folder, found.person)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    roots = sorted({path.parent for name in (RESULT_FILE, DOSSIER_FILE) for path in folder.rglob(name)})
    with ExitStack() as held:
        for root in roots:
            try:
                held.enter_context(occupied(root))
            except (CannotWriteError, InUseError) as error:
                raise RefusedError(ExitCode.FAULTS, f"{error} Er is niets gewijzigd.") from error
        yield


def exit_code(stayed: Sequence[Stays]) -> ExitCode:
    """Tell how the command ends: INCOMPLETE where something stayed."""
    return ExitCode.INCOMPLETE if stayed else ExitCode.DONE
