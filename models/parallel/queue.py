"""The questions of a local executor, first come first served. Knows who waits and who is busy, not the processes."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import dataclass, field

from models.parallel.executor import LOSSES, WorkerLostError, withdraw
from models.parallel.worker import Reply, deliver

_numbers = itertools.count()


@dataclass(eq=False)
class QueuedJob:
    """The shared data of a job on its way to the workers. ``closed`` is when it was closed, monotonic."""

    recipe: bytes
    name: str = field(default_factory=lambda: str(next(_numbers)))
    closed: float | None = None


@dataclass(eq=False)
class QueuedTask:
    topic: QueuedJob
    content: bytes
    future: Future[object]
    losses: int = 0


class TaskQueue:
    """Where questions wait for a worker. Every method may be called from any thread."""

    def __init__(self, workers: int) -> None:
        self.closed = False
        self._workers = workers
        self._changed = threading.Condition()
        self._waiting: deque[QueuedTask] = deque()
        self._busy: set[QueuedTask] = set()

    def put(self, question: QueuedTask) -> None:
        with self._changed:
            if self.closed or question.topic.closed is not None:
                raise RuntimeError("this job is closed")
            if self._workers:
                self._waiting.append(question)
                self._changed.notify()
                return
        deliver(question.future, Reply(error=_nobody()))

    def take(self, known: Collection[QueuedJob]) -> QueuedTask | None:
        """The next question; None once the desk or one of the ``known`` topics has closed."""
        with self._changed:
            while True:
                if self.closed or any(topic.closed is not None for topic in known):
                    return None
                while self._waiting:
                    question = self._waiting.popleft()
                    if question.losses or question.future.set_running_or_notify_cancel():
                        self._busy.add(question)
                        return question
                self._changed.wait()

    def answered(self, question: QueuedTask, reply: Reply) -> None:
        with self._changed:
            self._busy.discard(question)
        deliver(question.future, reply)

    def lost(self, question: QueuedTask) -> None:
        """Its worker died: the next one that is free takes it up, but not for ever."""
        question.losses += 1
        with self._changed:
            self._busy.discard(question)
            if self.closed or question.topic.closed is not None:
                return
            if question.losses <= LOSSES:
                self._waiting.appendleft(question)
                self._changed.notify()
                return
        deliver(question.future, Reply(error=WorkerLostError(f"{question.losses} workers died on the same question")))

    def leave(self) -> None:
        """A worker could not be started. Without any, no question would ever be answered."""
        with self._changed:
            self._workers -= 1
            dropped = [] if self._workers else self._drop(list(self._waiting))
        for question in dropped:
            deliver(question.future, Reply(error=_nobody()))

    def close_topic(self, topic: QueuedJob) -> None:
        with self._changed:
            topic.closed = topic.closed or time.monotonic()
            dropped = self._drop([q for q in (*self._waiting, *self._busy) if q.topic is topic])
        for question in dropped:
            withdraw(question.future)

    def close(self) -> None:
        with self._changed:
            self.closed = True
            dropped = self._drop([*self._waiting, *self._busy])
        for question in dropped:
            withdraw(question.future)

    def _drop(self, questions: list[QueuedTask]) -> list[QueuedTask]:
        dropped = set(questions)
        self._waiting = deque(question for question in self._waiting if question not in dropped)
        self._busy -= dropped
        self._changed.notify_all()
        return questions


def _nobody() -> WorkerLostError:
    return WorkerLostError("no worker process can be started")
