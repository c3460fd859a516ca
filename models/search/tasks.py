"""Sub-problems at the workers, and waiting for their answers under one clock. Knows no sub-problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as LateError
from typing import Any, Generic, TypeVar

from models.parallel.executor import Executor, Job, WorkerLostError, first_done
from models.parallel.inline import InlineExecutor
from models.search.control import Control

A = TypeVar("A")
D = TypeVar("D")
Q = TypeVar("Q")
S = TypeVar("S")

BEAT = 0.1  # seconds between looks at the stop button
LATE = 3.0  # seconds after its own limit that an answer is waited for: building a model has no limit


class ParallelTasks(Generic[S]):
    """A job with as many sub-problems side by side as the settings allow.

    In reproducible mode answers are taken in the order of the questions, else as they come. What no worker can
    answer is answered here: workers that die cost time.
    """

    def __init__(self, executor: Executor, make: Callable[[D], S], data: D, control: Control) -> None:
        settings = control.settings
        self._control = control
        self._job: Job[S] = executor.start_job(make, data)
        self._here: Job[S] = InlineExecutor().start_job(make, data)
        self._asked: dict[Future[Any], tuple[Callable[[S, Any], Any], Any]] = {}
        self.width = settings.lanes if settings.reproducible else executor.size
        self._in_order = settings.reproducible

    def ask(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        with self._control.around():
            future = self._job.submit(function, question)
        self._asked[future] = (function, question)
        return future

    def answer(self, future: Future[A]) -> A | None:
        """The answer of a future that is done, given here if the workers died; None when it was withdrawn."""
        asked = self._asked.pop(future, None)
        try:
            return future.result(0)
        except WorkerLostError:
            if asked is None:
                raise
            with self._control.around():
                here: A = self._here.submit(*asked).result()
            return here
        except (CancelledError, LateError):
            return None

    def next(self, asked: Sequence[Future[A]], control: Control) -> Future[A] | None:
        """The next answer to take; None once stopped, or when it is much too late."""
        waited = 0.0
        while not control.stopped and waited < LATE:
            done = first_done(asked[:1] if self._in_order else asked, BEAT)
            if done is not None:
                return done
            if control.remaining <= 0 and not self._in_order:
                waited += BEAT
        return None

    def all(self, function: Callable[[S, Q], A], questions: Sequence[Q], control: Control) -> list[A] | None:
        """The answers in the order of the questions; None once stopped or too late."""
        futures = [self.ask(function, question) for question in questions]
        found: list[A] = []
        for at, future in enumerate(futures):
            answer = None if self.next([future], control) is None else self.answer(future)
            if answer is None:
                self.withdraw(futures[at:])
                return None
            found.append(answer)
        return found

    def withdraw(self, futures: Iterable[Future[A]]) -> None:
        """Nobody waits for these any more."""
        for future in futures:
            self._asked.pop(future, None)
            future.cancel()

    def close(self) -> None:
        self._job.close()
        self._here.close()
