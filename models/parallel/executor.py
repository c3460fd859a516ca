"""The seam for parallel work: an executor, its jobs and the answers to come. Knows no rule, no solver, no process.

A job is one piece of shared data. Each worker makes its own state of it once, at the first question it gets, and
keeps that state; questions and answers are small and travel pickled. An answer may depend on the state and the
question alone: then who answers, and how many work, changes nothing but the time.
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


class WorkerLostError(RuntimeError):
    """The workers that were asked died, or cannot be reached; there is no answer."""


class _Closing(ABC):
    """Something to close; leaving its ``with`` closes it."""

    @abstractmethod
    def close(self) -> None:
        """End what runs; may be called twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class ExecutorJob(_Closing, Generic[S]):
    """One piece of shared data that questions are asked about. Closing is quick and forgets the data.

    A future of a closed job raises CancelledError, also when its question was being worked on.
    """

    @abstractmethod
    def submit(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        """Put a question to the workers.

        Args:
            function: Of a module; gets the worker's state and the question.
            question: Picklable and small.

        Returns:
            A future with the answer. It raises what ``function`` raises, or WorkerLostError; its ``cancel`` works
            until a worker takes up the question.

        Raises:
            RuntimeError: The job is closed.
        """


class Executor(_Closing):
    """Those who answer questions."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many questions run side by side now; a cluster may grow or shrink."""

    @abstractmethod
    def start_job(self, make: Callable[[D], S], data: D) -> ExecutorJob[S]:
        """Begin a job.

        Args:
            make: A function of a module, called once at each worker; the state it makes never travels and need not
                pickle.
            data: What it is given; picklable.

        Returns:
            A job to put questions to, and to close.
        """


def first_done(futures: Sequence[Future[A]], timeout: float | None = None) -> Future[A] | None:
    """Wait until any of some futures is done.

    Args:
        futures: In the order of preference.
        timeout: Wall seconds; None to wait for ever.

    Returns:
        The first of the futures, in their order, that is done; None after the time.
    """
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
