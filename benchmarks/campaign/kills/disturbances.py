"""Faults of the machine, each at the n-th point of a run where it can come. Literal table; runs nothing itself."""

from __future__ import annotations

import errno
import mmap
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.campaign.kills.phases import writes

Meddling = Callable[[int, mmap.mmap], None]
FILE_SIZES = (0, 100, 1_000, 4_000, 8_000, 16_000, 32_000, 64_000)  # bytes after which the disk is full, file by file
WRITTEN = (0, 1, 4)
REFUSED = (*WRITTEN, 2)
SECOND = 0.001


@dataclass(frozen=True)
class Disturbance:
    """A fault of the machine.

    Attributes:
        meddle: Prepares it in the process of the run for its n-th point; sets the first byte of a shared page once
            it came.
        ends: Exit codes that are right.
        most: Points that are tried at most.
    """

    meddle: Meddling
    ends: tuple[int, ...]
    most: int

    def page(self) -> mmap.mmap:
        """Memory that the run shares with who watches it."""
        return mmap.mmap(-1, mmap.PAGESIZE)


def _no_room(number: int, page: mmap.mmap) -> None:
    """The n-th time that the disk is asked for room there is none, and none after it."""
    here, made = os.getcwd(), 0

    def hook(event: str, given: tuple[object, ...]) -> None:
        nonlocal made
        if event in ("open", "os.mkdir") and _below(here, given[0]) and (event == "os.mkdir" or writes(event, given)):
            made += 1
            if made >= number:
                page[0] = 1
                raise OSError(errno.ENOSPC, "No space left on device", str(given[0]))

    sys.addaudithook(hook)


def _below(folder: str, path: object) -> bool:
    return isinstance(path, str | os.PathLike) and os.path.abspath(os.fsdecode(path)).startswith(folder)


def _no_move(number: int, page: mmap.mmap) -> None:
    """The n-th file cannot be moved: it is open in Excel."""
    here, made = os.getcwd(), 0

    def hook(event: str, given: tuple[object, ...]) -> None:
        nonlocal made
        if event == "os.rename" and _below(here, given[1]):
            made += 1
            if made == number:
                page[0] = 1
                raise PermissionError(errno.EACCES, "Permission denied", str(given[0]), None, str(given[1]))

    sys.addaudithook(hook)


def _full_after(number: int, page: mmap.mmap) -> None:
    """No file can be longer than this: writing breaks off in the middle of one."""
    page[0] = number <= len(FILE_SIZES)
    if number <= len(FILE_SIZES):
        size = FILE_SIZES[number - 1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _answers(status: Any, only_presolved: bool = False, always: bool = False) -> Meddling:
    """The n-th answer of CP-SAT is another than the true one."""

    def meddle(number: int, page: mmap.mmap) -> None:
        solve, made = cp_model.CpSolver.solve, 0
        lock = threading.Lock()

        def lying(solver: cp_model.CpSolver, *given: Any, **named: Any) -> Any:
            nonlocal made
            found = solve(solver, *given, **named)
            if only_presolved and not solver.parameters.cp_model_presolve:
                return found
            with lock:
                made += 1
                now = made == number or (always and made > number)
            if now:
                page[0] = 1
            return status if now else found

        cp_model.CpSolver.solve = lying  # type: ignore[method-assign,assignment]
        _one_core()

    return meddle


def _one_core() -> None:
    """So that every question is answered in this process."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _worker_killed(number: int, page: mmap.mmap) -> None:
    """The n-th process that the run starts is killed as soon as it is there."""
    own, seen = os.getpid(), set[int]()

    def watch() -> None:
        while len(seen) < number:
            for child in _children(own) - seen:
                seen.add(child)
                if len(seen) == number:
                    page[0] = 1
                    os.kill(child, signal.SIGKILL)
            time.sleep(10 * SECOND)

    threading.Thread(target=watch, daemon=True).start()


def _children(process: int) -> set[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return set()
    return {int(word) for word in text.split()}


def _clock_back(number: int, page: mmap.mmap) -> None:
    """Somebody sets the clock back by years: for the n-th question of what time it is, and all after it."""
    told, made = time.time, 0
    page[0] = 1  # whoever does not ask is not disturbed either

    def set_back() -> float:
        nonlocal made
        made += 1
        return told() - (400_000_000 if made >= number else 0)

    time.time = set_back


DISTURBANCES: dict[str, Disturbance] = {
    "no room on the disk": Disturbance(_no_room, REFUSED, 200),
    "no file can be moved": Disturbance(_no_move, REFUSED, 200),
    "the disk is full in the middle of a file": Disturbance(_full_after, REFUSED, len(FILE_SIZES)),
    "CP-SAT knows nothing": Disturbance(_answers(cp_model.UNKNOWN), WRITTEN, 12),
    "CP-SAT never knows anything": Disturbance(_answers(cp_model.UNKNOWN, always=True), WRITTEN, 1),
    "CP-SAT says wrongly that there is nothing": Disturbance(_answers(cp_model.INFEASIBLE), WRITTEN, 12),
    "CP-SAT always says so when it presolves": Disturbance(
        _answers(cp_model.INFEASIBLE, only_presolved=True, always=True), WRITTEN, 1
    ),
    "CP-SAT refuses the model": Disturbance(_answers(cp_model.MODEL_INVALID), (*WRITTEN, 70), 12),
    "a worker is killed": Disturbance(_worker_killed, WRITTEN, 4),
    "the clock is set back": Disturbance(_clock_back, WRITTEN, 3),
}
"""Name to the fault."""
