"""Long work beside a main thread that hears Ctrl-C. Knows no solver and no screen."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Generic, TypeVar

from scheduler.runtime.settings import RUNTIME

T = TypeVar("T")


class CtrlC:
    """While open, the first Ctrl-C is only remembered and the second raises KeyboardInterrupt.

    So a press between two searches, or while files are being written, breaks nothing off.
    """

    def __init__(self) -> None:
        self.pressed = False
        self._mine = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> CtrlC:
        if self._mine:
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._mine:
            signal.signal(signal.SIGINT, self._before)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        # no printing and no locks here: a handler runs in the middle of anything
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True


class _Job(Generic[T]):
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


def supervise(work: Callable[[], T], stop: Callable[[], None], ctrl_c: CtrlC) -> T:
    """Run ``work`` in a thread and return its answer or raise its error; after Ctrl-C ``stop`` is called once."""
    job = _Job(work)
    threading.Thread(target=job.run, daemon=True, name="rekenen").start()
    asked = False
    while not job.ended.wait(RUNTIME.listen_seconds):
        if ctrl_c.pressed and not asked:
            asked = True
            stop()
    if job.error is not None:
        raise job.error
    return job.answers[0]
