"""One person out of every file of a folder: found, taken out, written back whole, and looked for again. Asks nobody."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from instances.rosters.columns import PROOF_FILE, RESULT_FILE
from instances.visits.sheets import VISITS_RESULT_FILE
from instances.workbook.read import read
from reports.account.manifest import (
    DamagedResultError,
    earlier_files,
    is_as_written,
    read_result,
    relist,
    write_back,
)
from reports.account.row_prints import row_prints
from reports.files.prints import is_sealed, is_unchanged, print_of, seal
from reports.folder import atomic_file
from reports.workbook.raw_cells import UnwritableCellError
from scheduler.forget.appointments import renamed_uids
from scheduler.forget.contents import LEFT, NotRewritableError, bytes_in, rewritten
from scheduler.forget.folder import LINK, Stays
from scheduler.forget.own_row import clear_own_rows
from scheduler.forget.store import clean_store, texts_in
from scheduler.forget.traces import Person, Traces
from scheduler.forget.who import workbooks_in
from scheduler.input.kept_postcodes import kept_postcodes
from scheduler.writing.folder import variant_folders

STORE_MAGIC = b"SQLite format 3\0"
BUSY = "in gebruik of niet te schrijven"
_LOGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class ForgottenPerson:
    """What became of a person in a folder.

    Attributes:
        person: Who.
        code: What stands in the place of the codes.
        rewritten: Files that the person was taken out of, under their names of now.
        stayed: Files that the person is still in, or may be.
    """

    person: Person
    code: str
    rewritten: tuple[Path, ...]
    stayed: tuple[Stays, ...]


@dataclass(frozen=True, slots=True)
class _Root:
    """A folder with a list of files, in resultaat.json or bezoeken.json, before anything changed."""

    folder: Path
    ours: tuple[str, ...]
    as_written: bool
    fingerprint: str
    file: str


def free_code(folder: Path) -> str:
    """Choose what comes in the place of the codes of a person: ``gewist-1``, or the first number that is free.

    Args:
        folder: Where it may stand nowhere yet.

    Returns:
        The code.
    """
    number = 1
    contents = [content for path in _files(folder) for content in bytes_in(path.name, path.read_bytes())]
    while any(f"gewist-{number}".encode() in content for content in contents):
        number += 1
    return f"gewist-{number}"


def forget_person(folder: Path, person: Person) -> ForgottenPerson:
    """Take a person out of every file of a folder that can be rewritten. Rows stay, under another code: counts hold.

    Args:
        folder: The folder, with all folders in it.
        person: Who.

    Returns:
        What was rewritten, and what the person is still in.
    """
    code = free_code(folder)
    traces = Traces(person, code, renamed_uids(folder, person, code))
    roots = list(_roots(folder))
    before = {path: print_of(path) for path in workbooks_in(folder)}
    stayed: dict[Path, str] = {}
    done: set[Path] = set()
    for path in _files(folder):
        try:
            if _take_out(path, traces):
                done.add(path)
        except NotRewritableError as error:
            stayed[path] = str(error)
        except UnwritableCellError as error:
            stayed[path] = str(error)
        except (OSError, sqlite3.DatabaseError):
            stayed[path] = BUSY
    copies = {old: path for path, old in before.items() if path in done}
    for root in roots:
        if root.fingerprint in copies:
            _bring_up_to_date(root, copies[root.fingerprint])
    renamed = _rename(folder, traces)
    for root in roots:
        _list_again(root, folder, traces)
    stayed = {_now(path, folder, traces): why for path, why in stayed.items()}
    for path in folder.rglob("*"):
        if path.is_symlink() and (traces.in_text(os.readlink(path)) or traces.in_text(path.name)):
            stayed[path] = LINK
    for path in _files(folder):
        if path not in stayed and _is_in(path, traces):
            stayed[path] = LEFT
    names = {_now(path, folder, traces) for path in (*done, *renamed)}
    return ForgottenPerson(person, code, tuple(sorted(names)), tuple(Stays(*each) for each in sorted(stayed.items())))


def is_in_folder(folder: Path, person: Person) -> bool:
    """Tell whether a person is in any file of a folder.

    Args:
        folder: The folder.
        person: Who.

    Returns:
        True where a code, name or address is found.
    """
    traces = Traces(person, "")
    return any(_is_in(path, traces) for path in _files(folder))


def _files(folder: Path) -> list[Path]:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    stores = {path for path in found if _is_store(path)}
    return [path for path in found if not any(path.with_name(path.name.removesuffix(log)) in stores for log in _LOGS
                                              if path.name.endswith(log))]  # fmt: skip


def _is_store(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(STORE_MAGIC)) == STORE_MAGIC


def _take_out(path: Path, traces: Traces) -> bool:
    """Whether the file became other."""
    if _is_store(path):
        return clean_store(path, traces) > 0
    data = path.read_bytes()
    sealed = is_sealed(path)
    own = path.suffix.lower() in (".xlsx", ".xlsm") and clear_own_rows(path, traces.person)
    made = rewritten(path.name, path.read_bytes() if own else data, traces)
    if made == data:
        return False
    with atomic_file(path) as fresh:
        fresh.write_bytes(made)
        fresh.chmod(path.stat().st_mode)
        if sealed:
            seal(fresh)
    return True


def _is_in(path: Path, traces: Traces) -> bool:
    if traces.in_text(path.name):
        return True
    if _is_store(path):
        if any(traces.in_text(text) for _, _, _, text in texts_in(path)):
            return True
        logs = (path.with_name(path.name + log) for log in _LOGS)
        return any(traces.in_bytes(part.read_bytes()) for part in (path, *logs) if part.exists())
    data = path.read_bytes()
    if any(traces.in_bytes(content) for content in bytes_in(path.name, data)):
        return True
    try:  # pieces of a name, and codes that are numbers
        return rewritten(path.name, data, traces) != data
    except NotRewritableError:
        return False


# -- resultaat.json ----------------------------------------------------------------------------------


def _roots(folder: Path) -> Iterator[_Root]:
    for path in (path for name in (RESULT_FILE, VISITS_RESULT_FILE) for path in sorted(folder.rglob(name))):
        apart = variant_folders(path.parent) if path.name == RESULT_FILE else ()
        try:
            known = earlier_files(path.parent, apart, path.name).prints
            told = read_result(path.parent, path.name)
        except DamagedResultError:
            continue
        ours = tuple(
            name
            for name, print_then in known.items()
            if Path(name).parts[0] not in apart and is_unchanged(path.parent / name, print_then)
        )
        yield _Root(path.parent, ours, is_as_written(path), str(told.get("invoer", "")), path.name)


def _bring_up_to_date(root: _Root, copy: Path) -> None:
    """The workbook that a roster was made of has another print now, and so have the rows of the person."""
    wanted = print_of(copy)
    for name in (RESULT_FILE, PROOF_FILE) if root.file == RESULT_FILE else (root.file,):
        path = root.folder / name
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(root.fingerprint, wanted), encoding="utf-8", newline="\n")
    if root.file != RESULT_FILE:
        return
    told = dict(read_result(root.folder))
    workbook, instance = told.get("werkboek"), read(copy, kept_postcodes=kept_postcodes()).instance
    if isinstance(workbook, dict) and isinstance(workbook.get("bladen"), dict) and instance is not None:
        told["werkboek"] = {**workbook, "bladen": row_prints(instance)}
        write_back(root.folder, told)


def _list_again(root: _Root, folder: Path, traces: Traces) -> None:
    """Files that were ours are ours still, with their prints of now."""
    home = _now(root.folder, folder, traces)
    if not root.as_written or not (home / root.file).is_file():
        return
    paths = [_now(root.folder / name, folder, traces) for name in root.ours if name != root.file]
    relist(home, {path.relative_to(home).as_posix(): print_of(path) for path in paths if path.is_file()}, root.file)


def _rename(folder: Path, traces: Traces) -> list[Path]:
    """Give files and folders whose name names the person another one, the deepest first; those of before."""
    found = []
    for path in sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True):
        name = traces.without(path.name)
        if name != path.name and not path.is_symlink() and not os.path.lexists(path.with_name(name)):
            path.rename(path.with_name(name))
            found.append(path)
    return found


def _now(path: Path, folder: Path, traces: Traces) -> Path:
    """Where a file is after names changed."""
    if path == folder or folder not in path.parents:
        return path
    other = folder.joinpath(*(traces.without(part) for part in path.relative_to(folder).parts))
    return other if os.path.lexists(other) else path
