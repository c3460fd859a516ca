"""The seam for parallel work: a executor, its jobs and the answers to come. Knows no rule, no solver, no process.

A job is one piece of shared data. Each worker makes its own product of it once, at the first question it gets,
and keeps that product; questions and answers are small and travel pickled. An answer may depend on the product
and the question alone: then who answers, and how many work, changes nothing but the time.
"""

from __future__ import annotations

import concurrent.futures
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import Generic, Self, TypeVar

D = TypeVar("D")
S = TypeVar("S")
Q = TypeVar("Q")
A = TypeVar("A")

LOSSES = 2  # so often a question is asked again when its worker dies; one that kills three workers is to blame


class WorkerLostError(RuntimeError):
    """The workers that were asked died, or cannot be reached; there is no answer."""


class _Closing(ABC):
    """Something to close; leaving its ``with`` closes it."""

    @abstractmethod
    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Job(_Closing, Generic[S]):
    """One piece of shared data that questions are asked about. Closing is quick and forgets the data.

    A future of a closed job raises CancelledError, also when its question was being worked on.
    """

    @abstractmethod
    def submit(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        """Ask; ``function`` is one of a module. What it raises, the future raises, or WorkerLostError.

        ``cancel`` on the future works until a worker takes up the question.
        """


class Executor(_Closing):
    """Those who answer questions."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many questions run side by side now; a cluster may grow or shrink."""

    @abstractmethod
    def start_job(self, make: Callable[[D], S], data: D) -> Job[S]:
        """A job on ``data``. ``make`` is a function of a module; its product never travels and need not pickle."""


def first_done(futures: Sequence[Future[A]], timeout: float | None = None) -> Future[A] | None:
    """The first of the futures, in their order, that is done once any is; None after ``timeout`` seconds."""
    if not any(future.done() for future in futures):
        concurrent.futures.wait(futures, timeout, concurrent.futures.FIRST_COMPLETED)
    return next((future for future in futures if future.done()), None)


def withdraw(future: Future[A]) -> None:
    """End a future that nobody will answer any more, whether or not its question was taken up."""
    if future.cancel():
        future.set_running_or_notify_cancel()
        return
    with suppress(concurrent.futures.InvalidStateError):  # the answer was just in time
        future.set_exception(concurrent.futures.CancelledError())
