"""One command in its own process tree, with a wall limit and a memory limit. Knows no method and no roster."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

MEGABYTE = 1024 * 1024
LOOK_EVERY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended.

    Attributes:
        code: Its exit code.
        why: Why it was killed; empty when it ended by itself.
        seconds: On the wall.
        peak: The largest sum of memory over the tree of processes, in megabytes.
    """

    code: int
    why: str
    seconds: float
    peak: int


def run(command: Sequence[str], *, wall: float, memory: int, cores: int, log: Path) -> Ended:
    """Run to the end, or to the limit: then the whole tree of processes is killed.

    Args:
        command: With its arguments.
        wall: Seconds after which it is killed.
        memory: Megabytes above which it is killed. Shared pages count once per process, so the peak is never too low.
        cores: How many it may use.
        log: File that what it says is added to.

    Returns:
        How it ended.
    """
    import psutil

    start, peak, why = time.monotonic(), 0, ""
    with log.open("ab") as output:
        child = subprocess.Popen(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True
        )
    tree = psutil.Process(child.pid)
    _bind(tree, cores)
    seen = {child.pid: tree}
    try:
        while child.poll() is None:
            peak = max(peak, _resident(tree, seen))
            if time.monotonic() - start > wall:
                why = f"killed after {wall:.0f} s"
            elif peak > memory * MEGABYTE:
                why = f"killed above {memory:,} MB"
            if why:
                break
            time.sleep(LOOK_EVERY)
    finally:
        _kill(seen)
        code = child.wait()
    return Ended(code, why, time.monotonic() - start, peak // MEGABYTE)


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _bind(process: psutil.Process, cores: int) -> None:
    """Give the process, and all it will start, so many cores; where the system cannot, the solvers are told alone."""
    import psutil

    if hasattr(process, "cpu_affinity"):
        with contextlib.suppress(psutil.Error):
            process.cpu_affinity(process.cpu_affinity()[:cores])


def _resident(tree: psutil.Process, seen: dict[int, psutil.Process]) -> int:
    import psutil

    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for process in [tree, *tree.children(recursive=True)]:
            seen[process.pid] = process
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total


def _kill(seen: dict[int, psutil.Process]) -> None:
    """Everything the command ever started that is still there; psutil knows a reused id from the old process."""
    import psutil

    for process in seen.values():
        with contextlib.suppress(psutil.Error):
            for child in process.children(recursive=True):
                child.kill()
            process.kill()
