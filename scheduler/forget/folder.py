"""What of a folder the product wrote and is unchanged since, and what people made. Removes; knows no person."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from instances.rosters.columns import RESULT_FILE
from instances.visits.sheets import VISITS_RESULT_FILE
from reports.account.manifest import DamagedResultError, earlier_files
from reports.files.errors import CannotWriteError, InUseError
from reports.files.occupied import occupied
from reports.files.prints import is_plain, is_sealed, is_unchanged
from reports.files.scratch import is_private, sweep
from scheduler.runtime.dossier_files import DOSSIER_FILE, own_files
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.writing.folder import variant_folders

EDITED = "gewijzigd sinds Plaatswijzer het schreef"
FOREIGN = "niet door Plaatswijzer geschreven"
LINK = "een verwijzing"
DAMAGED = "in een map waarvan resultaat.json beschadigd is"


@dataclass(frozen=True, slots=True)
class Stays:
    """A file that stays.

    Attributes:
        path: The file.
        why: Dutch, why it is not removed.
    """

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What is in a folder.

    Attributes:
        folder: The folder.
        roots: The folders in it, itself perhaps among them, with rosters or a dossier.
        ours: Files that the product wrote and that are unchanged.
        others: Files that people made or changed.
        defects: Files with details of a defect in which the folder is named, wherever they are.
    """

    folder: Path
    roots: tuple[Path, ...]
    ours: tuple[Path, ...]
    others: tuple[Stays, ...]
    defects: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ForgottenFolder:
    """What was removed and what was not.

    Attributes:
        removed: Files that are gone.
        stayed: Files that are still there.
    """

    removed: tuple[Path, ...]
    stayed: tuple[Stays, ...]


def contents_of(folder: Path) -> FolderContents:
    """Look over a folder; nothing is touched.

    Args:
        folder: It is there.

    Returns:
        Whose each file is.

    Raises:
        RefusedError: Nothing in it was written by the product.
    """
    own = (RESULT_FILE, VISITS_RESULT_FILE, DOSSIER_FILE)
    roots = tuple(sorted({path.parent for name in own for path in folder.rglob(name)}))
    known = _known(roots)  # before the files are listed: to read a store makes its log
    files = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
    ours: list[Path] = []
    others: list[Stays] = []
    for path in files:
        why = _why_not_ours(path, known)
        if why:
            others.append(Stays(path, why))
        else:
            ours.append(path)
    if not ours:
        text = f"In {folder} staat niets dat Plaatswijzer schreef en dat ongewijzigd is. Er is niets verwijderd."
        if not roots:
            raise RefusedError(ExitCode.FAULTS, text)
    return FolderContents(folder, roots, tuple(ours), tuple(others), tuple(_defects(folder)))


def _known(roots: tuple[Path, ...]) -> dict[Path, str | None]:
    """Files that were written, with their print; None for one that needs none."""
    found: dict[Path, str | None] = {}
    for root in roots:
        for list_file in (RESULT_FILE, VISITS_RESULT_FILE):
            with suppress(DamagedResultError):
                variants = variant_folders(root) if list_file == RESULT_FILE else ()
                prints = earlier_files(root, variants, list_file).prints
                found.update({root / name: known for name, known in prints.items()})
        if (root / DOSSIER_FILE).exists():
            found.update(dict.fromkeys(own_files(root)))
    return found


def _why_not_ours(path: Path, known: dict[Path, str | None]) -> str:
    """Why a file is somebody's; '' where it is ours and unchanged."""
    if path.is_symlink():
        return LINK
    if any(is_private(part) for part in (path, *path.parents)):
        return ""
    if path in known:
        print_then = known[path]
        return "" if print_then is None or is_unchanged(path, print_then) else EDITED
    if path.name in (RESULT_FILE, VISITS_RESULT_FILE):
        return EDITED
    return "" if path.suffix.lower() == ".xlsx" and is_sealed(path) else FOREIGN


def _defects(folder: Path) -> Iterator[Path]:
    """Details of defects in the folder for temporary files that name the folder."""
    for path in sorted(Path(tempfile.gettempdir()).glob("plaatswijzer-defect-*.txt")):
        if is_plain(path):
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            if str(folder.resolve()) in text:
                yield path


def forget_folder(contents: FolderContents, everything: bool) -> ForgottenFolder:
    """Remove what is ours, and the folders that get empty.

    Args:
        contents: What was looked over.
        everything: Also what people made or changed.

    Returns:
        What was removed, and what not.

    Raises:
        RefusedError: A command is busy in one of the folders; nothing was removed.
    """
    removed: list[Path] = []
    stayed: list[Stays] = []
    with ExitStack() as held:
        for root in contents.roots:
            try:
                held.enter_context(occupied(root))
            except (CannotWriteError, InUseError) as error:
                raise RefusedError(ExitCode.FAULTS, f"{error} Er is niets verwijderd.") from error
        for path in (*contents.ours, *(one.path for one in contents.others if everything), *contents.defects):
            if is_private(path) and path.parent in contents.roots:
                continue  # the lock of this command itself goes last
            try:
                path.unlink(missing_ok=True)
                removed.append(path)
            except OSError:
                stayed.append(Stays(path, "in gebruik of niet te verwijderen"))
    stayed += () if everything else contents.others
    for root in contents.roots:
        sweep(root)
    _remove_locks(contents)
    _remove_empty(contents.folder)
    return ForgottenFolder(tuple(path for path in removed if not is_private(path)), tuple(stayed))


def _remove_locks(contents: FolderContents) -> None:
    for root in contents.roots:
        for path in root.glob("*"):
            if is_private(path) and path.is_file():
                path.unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    for path, _, _ in os.walk(folder, topdown=False):
        try:
            Path(path).rmdir()
        except OSError:
            continue
