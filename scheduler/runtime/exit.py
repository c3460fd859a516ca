"""How a command ends: exit codes and refusals with a Dutch sentence. Knows no screen and no file."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from models.search.settings import HIGHS_THREAD
from scheduler.runtime.interrupt import WORK_THREAD

if TYPE_CHECKING:
    from instances.tables.faults import Fault


class ExitCode(IntEnum):
    """The exit codes (docs/workbook.md); QUIT is the shell's word for Ctrl-C."""

    DONE = 0
    INCOMPLETE = 1
    FAULTS = 2
    IMPOSSIBLE = 3
    NO_ANSWER = 4
    DEFECT = 70
    QUIT = 130


@dataclass(eq=False)
class RefusedError(Exception):
    """The office must do something first. ``text`` is Dutch and says what."""

    code: ExitCode
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(eq=False)
class FaultyInputError(RefusedError):
    """The workbook has faults; ``marked`` is the marked copy, None where none could be made."""

    faults: Sequence[Fault]
    marked: Path | None = None


class DefectError(Exception):
    """The product broke its own promise; ``str()`` holds ids only, no names."""


def leave(code: int) -> NoReturn:
    """End the process, at once where a thread still works at what nobody waits for any more.

    Python ends a thread that comes back from its solver while the interpreter is shut down, and that aborts the
    whole process (before 3.14).

    Args:
        code: The exit code.
    """
    if any(thread.name in (HIGHS_THREAD, WORK_THREAD) for thread in threading.enumerate()):
        leave_at_once(code)
    sys.exit(code)


def leave_at_once(code: int) -> NoReturn:
    """End the process without shutting the interpreter down, for a thread in a solver that cannot be joined.

    Args:
        code: The exit code.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
