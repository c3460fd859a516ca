"""Many files taken over as one, also when the process is killed half-way. Knows names and no contents.

Every step moves one file (or one folder): an old one aside, under another name, or a new one into place. The journal
with all steps is on the disk before the first is made. A step tells by itself whether it was made, for its one end is a
name that nothing else ever has: so the next process finishes the row from wherever it was broken off, or walks it back.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath

from reports.files.errors import HalfwayError
from reports.files.names import JOURNAL, PRIVATE
from reports.files.scratch import Scratch, flush


@dataclass(frozen=True, slots=True)
class Move:
    """One step. Both names are relative to the folder, with slashes.

    Attributes:
        source: The name before.
        target: The name after; free when its turn comes.
    """

    source: str
    target: str

    @property
    def _brings(self) -> bool:
        """Does it bring a file in from scratch? Then its source is the name that nothing else has."""
        return is_scratch(self.source)

    def is_made(self, folder: Path) -> bool:
        """Was this step made already?"""
        return not os.path.lexists(folder / self.source) if self._brings else os.path.lexists(folder / self.target)

    def make(self, folder: Path) -> None:
        """Make it; nothing where it was made already. Raises OSError."""
        if not self.is_made(folder):
            (folder / self.target).parent.mkdir(parents=True, exist_ok=True)
            os.replace(folder / self.source, folder / self.target)

    def undo(self, folder: Path) -> None:
        """Undo it; nothing where it was not made. Raises OSError."""
        if self.is_made(folder):
            (folder / self.source).parent.mkdir(parents=True, exist_ok=True)
            os.replace(folder / self.target, folder / self.source)


class Recovery(Enum):
    """What came of files that an earlier process left half taken over."""

    FINISHED = "afgemaakt"
    TAKEN_BACK = "teruggezet"


class DamagedJournalError(Exception):
    """The journal cannot be read, so nobody knows what was underway."""


def is_scratch(name: str) -> bool:
    """Does a name relative to the folder lie in scratch?"""
    return name.startswith(PRIVATE)


def take_over(folder: Path, scratch: Scratch, moves: Sequence[Move]) -> None:
    """Make every move, or none.

    Args:
        folder: Where the files are moved.
        scratch: Of this process, in the folder; the new files lie in it.
        moves: In the order in which they are made.

    Raises:
        OSError: The disk refused; then every move was undone.
        HalfwayError: The disk refused that too; ``recover`` tries again.
    """
    if not moves:
        return
    flush(path for path in (*scratch.path.rglob("*"), scratch.path) if not path.is_symlink())
    _write_journal(folder, scratch, moves)
    try:
        _forward(folder, moves)
    except BaseException as error:
        _undo(folder, moves, error)
        raise
    _close(folder)


def recover(folder: Path) -> Recovery | None:
    """Finish or undo what an earlier process left half taken over. Call it under the lock of the folder.

    Args:
        folder: The folder.

    Returns:
        What was done; None where nothing was underway.

    Raises:
        DamagedJournalError: The journal cannot be read.
        HalfwayError: The disk refuses both.
    """
    moves = _read_journal(folder)
    if moves is None:
        return None
    try:
        _forward(folder, moves)
        _close(folder)
        found = Recovery.FINISHED
    except OSError as error:
        _undo(folder, moves, error)
        found = Recovery.TAKEN_BACK
    for name in {PurePosixPath(end).parts[0] for move in moves for end in (move.source, move.target)}:
        if is_scratch(name):
            shutil.rmtree(folder / name, ignore_errors=True)
    return found


def _forward(folder: Path, moves: Sequence[Move]) -> None:
    for move in moves:
        move.make(folder)
    flush(_parents(folder, moves))
    _tidy(folder, (move.source for move in moves if not is_scratch(move.source)))


def _undo(folder: Path, moves: Sequence[Move], error: BaseException) -> None:
    try:
        for move in reversed(moves):
            move.undo(folder)
        flush(_parents(folder, moves))
        _tidy(folder, (move.target for move in moves if not is_scratch(move.target)))
        _close(folder)
    except OSError as second:
        raise HalfwayError(str(second)) from error


def _close(folder: Path) -> None:
    (folder / JOURNAL).unlink()
    flush([folder])


def _parents(folder: Path, moves: Iterable[Move]) -> list[Path]:
    names = {name for move in moves for name in (move.source, move.target)}
    return sorted({path for name in names if (path := (folder / name).parent).is_dir()})


def _tidy(folder: Path, names: Iterable[str]) -> None:
    """Remove the folders that are empty now; one that is in use stays, which harms nobody."""
    parents = {parent for name in names for parent in PurePosixPath(name).parents if parent.name}
    for parent in sorted(parents, reverse=True):
        with suppress(OSError):
            (folder / parent).rmdir()


def _write_journal(folder: Path, scratch: Scratch, moves: Sequence[Move]) -> None:
    draft = scratch.path / "overname.json"
    draft.write_text(json.dumps([[move.source, move.target] for move in moves]), encoding="utf-8")
    flush([draft])
    os.replace(draft, folder / JOURNAL)
    flush([folder])


def _read_journal(folder: Path) -> list[Move] | None:
    path = folder / JOURNAL
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        moves = [Move(str(source), str(target)) for source, target in told]
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise DamagedJournalError(str(path)) from error
    if not all(_inside(name) for move in moves for name in (move.source, move.target)):
        raise DamagedJournalError(str(path))
    return moves


def _inside(name: str) -> bool:
    """A name from a file may not lead out of the folder."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
