"""Long work beside a main thread that hears Ctrl-C. Knows no solver and no screen."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Generic, TypeVar

from scheduler.runtime.settings import RUNTIME

T = TypeVar("T")


ENDS = tuple(number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)))
"""Ctrl-C, a request to end (a computer that shuts down) and a terminal that closes: all mean the same."""


class CtrlC:
    """While open, the first Ctrl-C is only remembered and the second raises KeyboardInterrupt.

    So a press between two searches, or while files are being written, breaks nothing off. A signal to end counts as
    one, but for a terminal that closes where that is ignored from the start (nohup).
    """

    def __init__(self) -> None:
        self.pressed = False
        self._mine = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> CtrlC:
        if self._mine:
            self._before = {number: signal.signal(number, self._note) for number in ENDS if not _is_deaf_to(number)}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._mine:
            for number, handler in self._before.items():
                signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        # no printing and no locks here: a handler runs in the middle of anything
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True


def _is_deaf_to(number: int) -> bool:
    return number != signal.SIGINT and signal.getsignal(number) is signal.SIG_IGN


_heard: list[int] = []


def hear_signals() -> None:
    """Have every signal to end raise KeyboardInterrupt, as Ctrl-C does, so that what is open is closed."""
    for number in ENDS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def was_interrupted() -> bool:
    """Did this process hear a signal to end? Some libraries make another error of it while they are imported."""
    return bool(_heard)


def _interrupt(number: int, frame: FrameType | None) -> None:
    _heard.append(number)
    raise KeyboardInterrupt


WORK_THREAD = "rekenen"  # names a thread that works for a command, maybe longer than it is waited for


class _Task(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self.ended = threading.Event()
        self.answers: list[T] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.answers.append(self._work())
        except BaseException as error:  # handed over whole to the main thread, which raises it
            self.error = error
        finally:
            self.ended.set()


class NotWaitedForError(Exception):
    """Work took longer than it is waited for. It goes on in its thread until it looks at its clock; nobody hears it."""

    def __init__(self, thread: threading.Thread) -> None:
        super().__init__("not waited for")
        self.thread = thread


def supervise(work: Callable[[], T], stop: Callable[[], None], ctrl_c: CtrlC, limit: float | None = None) -> T:
    """Run something long in a thread, and stop it at Ctrl-C.

    Args:
        work: What runs; it may raise.
        stop: Called once after Ctrl-C; ``work`` then ends soon.
        ctrl_c: Tells whether Ctrl-C was pressed.
        limit: Seconds that it is waited for, for work that nothing depends on; after Ctrl-C a part of a second. None:
            it is always waited for.

    Returns:
        What ``work`` returns. What it raises is raised here.

    Raises:
        NotWaitedForError: It took longer than ``limit``.
    """
    task = _Task(work)
    thread = threading.Thread(target=task.run, daemon=True, name=WORK_THREAD)
    thread.start()
    asked, until = False, None if limit is None else time.monotonic() + limit
    while not task.ended.wait(RUNTIME.listen_seconds):
        if ctrl_c.pressed and not asked:
            asked = True
            stop()
            if until is not None:
                until = min(until, time.monotonic() + RUNTIME.let_go_seconds)
        if until is not None and time.monotonic() > until:
            raise NotWaitedForError(thread)
    if task.error is not None:
        raise task.error
    return task.answers[0]
