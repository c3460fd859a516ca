"""Where a run is, seen from outside by what it asks of the system: reading, searching, writing, taking over.

An audit hook hears every file that is opened, moved or made, and may end the process there, or refuse it the disk.
"""

from __future__ import annotations

import mmap
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from reports.files.names import JOURNAL, PRIVATE
from scheduler.runtime.search_session import SearchSession

ON_DISK = frozenset({"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.link"})
_FORMAT = "=4Q4d"


class Phase(IntEnum):
    """The parts of a run, in their order."""

    READING = 0
    SEARCHING = 1
    WRITING = 2
    TAKE_OVER = 3


@dataclass(frozen=True)
class Course:
    """How far a run came.

    Attributes:
        events: How many things it asked of the system in each phase.
        seconds: How long each phase took on the wall.
    """

    events: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def last(self) -> Phase:
        """The phase in which it ended."""
        return max((phase for phase in Phase if self.events[phase]), default=Phase.READING)


class Watch:
    """Follows a run in another process through a page of memory that both see."""

    def __init__(self) -> None:
        """Make the page."""
        self._page = mmap.mmap(-1, mmap.PAGESIZE)
        self._phase = Phase.READING
        self._events, self._seconds = [0] * len(Phase), [0.0] * len(Phase)
        self._began = 0.0

    def follow(self, clock: Callable[[], float], each: Callable[[Phase, int, str, tuple[object, ...]], None]) -> None:
        """Begin to follow, in the process of the run.

        Args:
            clock: Seconds on the wall.
            each: Called at every event with the phase, its number in the phase, and what it is.
        """
        self._began = clock()
        enter = SearchSession.__enter__

        def entered(session: SearchSession) -> SearchSession:
            self._now(Phase.SEARCHING, clock)
            return enter(session)

        SearchSession.__enter__ = entered  # type: ignore[method-assign]

        def hook(event: str, given: tuple[object, ...]) -> None:
            if event in ON_DISK and self._phase >= Phase.SEARCHING:  # before it, the disk is only tried
                self._now(_phase_of(event, given), clock)
            self._events[self._phase] += 1
            self._seconds[self._phase] = clock() - self._began
            self._page[: struct.calcsize(_FORMAT)] = struct.pack(_FORMAT, *self._events, *self._seconds)
            each(self._phase, self._events[self._phase], event, given)

        sys.addaudithook(hook)

    def _now(self, phase: Phase, clock: Callable[[], float]) -> None:
        if phase > self._phase:
            self._phase, self._began = phase, clock()

    @property
    def course(self) -> Course:
        """How far the run came; also after its end, in the process that started it."""
        found = struct.unpack(_FORMAT, self._page[: struct.calcsize(_FORMAT)])
        return Course(tuple(map(int, found[:4])), tuple(map(float, found[4:])))


def _phase_of(event: str, given: tuple[object, ...]) -> Phase:
    names = [os.fsdecode(one) for one in given[:2] if isinstance(one, str | bytes | os.PathLike)]
    if event == "os.rename" and any(Path(name).name == JOURNAL for name in names):
        return Phase.TAKE_OVER
    if writes(event, given) and any(f"/{PRIVATE}" in name and "/nieuw/" in name for name in names):
        return Phase.WRITING
    return Phase.READING


def writes(event: str, given: tuple[object, ...]) -> bool:
    """Does this event ask the disk for room?

    Args:
        event: Its name.
        given: What came with it; of ``open`` the path, the mode and the flags.
    """
    if event == "open":
        return isinstance(given[2], int) and bool(given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in ON_DISK


def end_at(watch: Watch, phase: Phase, share: float, whole: Course, sign: int, clock: Callable[[], float]) -> None:
    """Have a signal come at a point of a run, in its process.

    Args:
        watch: Follows the run.
        phase: In which phase.
        share: How far in it, 0-1: of its events, and of its seconds where it searches.
        whole: The course of such a run that nobody disturbed.
        sign: The signal.
        clock: Seconds on the wall.
    """
    at = int(share * (whole.events[phase] - 1)) + 1
    sent = threading.Event()

    def send() -> None:
        if not sent.is_set():
            sent.set()
            os.kill(os.getpid(), sign)

    def each(now: Phase, number: int, event: str, given: tuple[object, ...]) -> None:
        if sent.is_set() or now < phase:
            return
        if now > phase or (phase is not Phase.SEARCHING and number >= at):
            send()
        elif phase is Phase.SEARCHING and number == 1:
            timer = threading.Timer(share * whole.seconds[phase], send)
            timer.daemon = True
            timer.start()

    if sign != signal.SIGKILL:
        at = max(at, 2)
    watch.follow(clock, each)
