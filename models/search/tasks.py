"""Sub-problems at the workers, and waiting for their answers under one clock. Knows no sub-problem."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as LateError
from typing import Any, Generic, Protocol, TypeVar

from models.parallel.executor import Executor, ExecutorJob, WorkerLostError, first_done
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.settings import TASK_SETTINGS, SearchSettings

A = TypeVar("A")
D = TypeVar("D")
Q = TypeVar("Q")
S = TypeVar("S")
T = TypeVar("T")


class Timed(Protocol):
    """An answer that tells what it took."""

    @property
    def seconds(self) -> float:
        """Of searching."""


W = TypeVar("W", bound=Timed)


class ParallelTasks(Generic[S]):
    """A job with as many sub-problems side by side as the settings allow.

    In reproducible mode answers are taken in the order of the questions, else as they come. What no worker can
    answer is answered here: workers that die cost time.

    Attributes:
        width: How many questions run side by side. Who divides work or charges time by it gets the same on every
            computer in reproducible mode.
    """

    def __init__(self, executor: Executor, make: Callable[[D], S], data: D, control: Control) -> None:
        """Start a job.

        Args:
            executor: Who answers.
            make: A function of a module that makes from ``data`` what questions are asked of: once at each worker.
            data: Shared by all questions; picklable.
            control: Whose stop button answers given here have; its settings say how many run side by side.
        """
        settings = control.settings
        self._control = control
        self._job: ExecutorJob[S] = executor.start_job(make, data)
        self._here: ExecutorJob[S] = InlineExecutor().start_job(make, data)
        self._asked: dict[Future[Any], tuple[Callable[[S, Any], Any], Any]] = {}
        self.width = settings.parallel_tasks if settings.reproducible else executor.size
        self._in_order = settings.reproducible

    def ask(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        """Put a question to the workers.

        Args:
            function: Of a module; gets what ``make`` made, and the question.
            question: Picklable and small.

        Returns:
            A future, for ``next`` and ``answer``.
        """
        with self._control.around():
            future = self._job.submit(function, question)
        self._asked[future] = (function, question)
        return future

    def answer(self, future: Future[A]) -> A | None:
        """The answer of a future that is done, given here if the workers died.

        Args:
            future: Of ``ask``.

        Returns:
            None when the question was withdrawn.

        Raises:
            Exception: Whatever the question raised.
        """
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
        """Wait for the next answer to take.

        Args:
            asked: Futures of ``ask``, in the order of asking.
            control: How long is waited, and its stop button.

        Returns:
            A future that is done; None once stopped, or when it is much too late.
        """
        waited = 0.0
        while not control.stopped and waited < TASK_SETTINGS.late_seconds:
            done = first_done(asked[:1] if self._in_order else asked, TASK_SETTINGS.poll_seconds)
            if done is not None:
                return done
            if control.remaining <= 0 and not self._in_order:
                waited += TASK_SETTINGS.poll_seconds
        return None

    def all(self, function: Callable[[S, Q], A], questions: Sequence[Q], control: Control) -> list[A] | None:
        """Ask, and wait for every answer.

        Args:
            function: Of a module; gets what ``make`` made, and the question.
            questions: Picklable and small.
            control: How long is waited, and its stop button.

        Returns:
            The answers in the order of the questions; None once stopped or too late.
        """
        futures = [self.ask(function, question) for question in questions]
        found: list[A] = []
        for at, future in enumerate(futures):
            answer = None if self.next([future], control) is None else self.answer(future)
            if answer is None:
                self.withdraw(futures[at:])
                return None
            found.append(answer)
        return found

    def in_shares(
        self,
        items: Iterable[T],
        ask: Callable[[T, SearchSettings], Future[W]],
        seconds: tuple[float, float],
        control: Control,
    ) -> Iterator[tuple[T, W]]:
        """Ask about each item with its share of the time that is left: what the quick ones leave is for the others.

        Args:
            items: In the order of asking.
            ask: Puts the question about an item, with the settings for it.
            seconds: For one item, at least while there is time, and at most.
            control: Time for all of them; what each takes is charged to it.

        Yields:
            An item with its answer, as they come; nothing more once stopped or too late.
        """
        left, (least, most) = deque(items), seconds
        running: dict[Future[W], T] = {}
        while left or running:
            while left and len(running) < 2 * self.width and control.remaining > 0:
                share = control.remaining * self.width / (len(left) + len(running))
                item = left.popleft()
                running[ask(item, control.serialised(min(most, max(least, share))))] = item
            done = self.next(list(running), control) if running else None
            if done is None:
                return
            item, answer = running.pop(done), self.answer(done)
            if answer is not None:
                control.charge(answer.seconds / self.width)
                yield item, answer

    def withdraw(self, futures: Iterable[Future[A]]) -> None:
        """Nobody waits for these any more.

        Args:
            futures: Of ``ask``; may be done.
        """
        for future in futures:
            self._asked.pop(future, None)
            future.cancel()

    def close(self) -> None:
        """Forget the job; no answer comes any more."""
        self._job.close()
        self._here.close()
