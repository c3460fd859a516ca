"""A process that takes files over and kills itself at a given call of the disk. Asserts nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reports.files.exchange import GivingWay, KnownFiles, plan_exchange
from reports.files.occupied import occupied
from reports.files.prints import print_of
from reports.folder import CannotWriteError, atomic_folder

OLD = {
    "plaatsing.xlsx": "old",
    "wpa.xlsx": "old",
    "besturen/B1.xlsx": "old",
    "besturen/B2.xlsx": "old",
    "onstage.xlsx": "of the office",
    "brief.xlsx": "of the office",
}
NEW = {
    "plaatsing.xlsx": "new",
    "wpa.xlsx": "new",
    "besturen/B2.xlsx": "new",
    "brieven/studenten.xlsx": "new",
    "onstage.xlsx": "new",
    "onstage-oud.xlsx": "of the office",
    "brief.xlsx": "of the office",
}
CALLS = ("replace", "fsync", "mkdir", "rmdir", "unlink", "open")


def earlier(folder: Path) -> Path:
    """A folder with files of an earlier run and two of the office."""
    for name, text in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def killed_at(folder: Path, call: int, breaking: bool = False) -> bool:
    """Take the new files over in a process of its own that kills itself at a call of the disk; was it that far?

    With ``breaking`` the disk refuses one of the new files, so that the others are taken back.
    """
    child = os.fork()
    if child == 0:  # nothing of the test itself may run on in there
        try:
            _kill_at(call, breaking)
            _take_over(folder)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _take_over(folder: Path) -> None:
    prints = {name: print_of(folder / name) for name, text in OLD.items() if text == "old"}
    giving_way = GivingWay(("besturen/*.xlsx",))
    try:
        with (
            occupied(folder),
            atomic_folder(
                folder, lambda scratch: plan_exchange(folder, scratch, KnownFiles(prints), giving_way)
            ) as fresh,
        ):
            for name in (name for name, text in NEW.items() if text == "new"):
                (fresh / name).parent.mkdir(exist_ok=True)
                (fresh / name).write_text("new")
    except CannotWriteError:
        pass


def _kill_at(at: int, breaking: bool) -> None:
    made = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            nonlocal made
            made += 1
            if made == at:
                os.kill(os.getpid(), signal.SIGKILL)
            if breaking and call is replace and str(given[1]).endswith("wpa.xlsx"):
                raise PermissionError(13, "in use", str(given[0]), None, str(given[1]))
            return call(*given, **named)

        return wrapped

    replace = os.replace
    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))


def contents(folder: Path) -> dict[str, str]:
    """Every file with its text, those of a run itself too."""
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}
