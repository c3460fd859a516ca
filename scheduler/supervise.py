"""Long work beside a main thread that hears Ctrl-C. Knows no solver and no screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

LISTEN_SECONDS = 0.25  # on Windows a wait without limit does not hear Ctrl-C


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


def supervise(work: Callable[[], T], stop: Callable[[], None]) -> T:
    """Run ``work`` in a thread and return its answer or raise its error.

    The first Ctrl-C calls ``stop`` and waits on; the second raises KeyboardInterrupt at once.
    """
    job = _Job(work)
    threading.Thread(target=job.run, daemon=True, name="rekenen").start()
    asked = False
    while not job.ended.is_set():
        try:
            job.ended.wait(LISTEN_SECONDS)
        except KeyboardInterrupt:
            if asked:
                raise
            asked = True
            stop()
    if job.error is not None:
        raise job.error
    return job.answers[0]
