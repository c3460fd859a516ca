"""A lock that ends with the process that holds it, also when that is killed. Knows no folder of rosters.

The file is only something to hold: what counts is the lock of the system on it, which a dead process does not have.
So a file that a killed process left behind stops nobody, and no clock or process id is compared.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Held:
    """A lock that this process holds until ``release``."""

    def __init__(self, path: Path, number: int) -> None:
        """Keep an open file with a lock on it; ``hold`` makes one."""
        self._path, self._number = path, number

    def release(self) -> None:
        """Give the lock back and remove its file; harmless for a folder that is gone already."""
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._number)
            with suppress(OSError):
                self._path.unlink()
            return
        with suppress(OSError):
            self._path.unlink()
        os.close(self._number)


def hold(path: Path) -> Held | None:
    """Take a lock without waiting.

    Args:
        path: Its file; made where it is missing. The folder must be there.

    Returns:
        The lock; None where another process, or another part of this one, holds it.

    Raises:
        OSError: The file cannot be made.
    """
    while True:
        number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            taken = _lock(number)
        except BaseException:
            os.close(number)
            raise
        if not taken:
            os.close(number)
            return None
        if _is_at(number, path):
            os.utime(path)
            return Held(path, number)
        os.close(number)  # whoever held it removed the file in between: this lock is on nothing


if sys.platform == "win32":

    def _lock(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(number: int) -> bool:
        """A disk that knows no locks (some shares) protects nobody; a run goes on there as it always did."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


def _is_at(number: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), path.stat())
    except FileNotFoundError:
        return False
