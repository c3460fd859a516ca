"""An executor of one: the caller itself, at once. For small problems and tests; knows no process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property, partial

from models.parallel.executor import A, D, Executor, ExecutorJob, Q, S


class InlineExecutor(Executor):
    """Answers when asked: a future of this executor is always done."""

    @property
    def size(self) -> int:
        """One."""
        return 1

    def start_job(self, make: Callable[[D], S], data: D) -> ExecutorJob[S]:
        """Begin a job; see ``Executor.start_job``.

        Args:
            make: A function of a module, called once here.
            data: What it is given.

        Returns:
            A job to put questions to, and to close.
        """
        return _InlineJob(partial(make, data))

    def close(self) -> None:
        """Nothing runs."""


class _InlineJob(ExecutorJob[S]):
    def __init__(self, initialiser: Callable[[], S]) -> None:
        self._initialiser = initialiser
        self._open = True

    @cached_property
    def _state(self) -> S:
        return self._initialiser()

    def submit(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        if not self._open:
            raise RuntimeError("this job is closed")
        future: Future[A] = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(function(self._state, question))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        self._open = False
        self.__dict__.pop("_state", None)
