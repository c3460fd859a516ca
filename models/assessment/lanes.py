"""Sub-problems at the workers, and waiting for their answers under one clock. Knows no sub-problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as LateError
from typing import Generic, TypeVar

from models.search import Control
from models.work.crew import Crew, Job, WorkerLostError, first_done

A = TypeVar("A")
D = TypeVar("D")
Q = TypeVar("Q")
S = TypeVar("S")

BEAT = 0.1  # seconds between looks at the stop button
LATE = 3.0  # seconds after its own limit that an answer is waited for: building a model has no limit


class Lanes(Generic[S]):
    """A job with as many sub-problems side by side as the settings allow.

    In reproducible mode answers are taken in the order of the questions, else as they come.
    """

    def __init__(self, crew: Crew, make: Callable[[D], S], data: D, control: Control) -> None:
        settings = control.settings
        self._job: Job[S] = crew.brief(make, data)
        self.width = settings.lanes if settings.reproducible else crew.size
        self._in_order = settings.reproducible

    def ask(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        return self._job.submit(function, question)

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
        """The answers in the order of the questions; None once stopped, too late or with a worker lost for good."""
        futures = [self.ask(function, question) for question in questions]
        for at, future in enumerate(futures):
            if self.next([future], control) is None or answer_of(future) is None:
                for other in futures[at:]:
                    other.cancel()
                return None
        return [future.result() for future in futures]

    def close(self) -> None:
        self._job.close()


def answer_of(future: Future[A]) -> A | None:
    """The answer of a future that is done; None when its workers died, which costs the answer and no more."""
    try:
        return future.result(0)
    except (WorkerLostError, CancelledError, LateError):
        return None
