"""The tasks of a local executor, first come first served. Knows who waits and who is busy, not the processes."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import dataclass, field

from models.parallel.executor import WorkerLostError, withdraw
from models.parallel.settings import WORKER_SETTINGS
from models.parallel.worker import Reply, deliver

_numbers = itertools.count()


@dataclass(eq=False)
class QueuedJob:
    """The shared data of a job on its way to the workers. ``closed`` is when it was closed, monotonic."""

    initialiser: bytes
    name: str = field(default_factory=lambda: str(next(_numbers)))
    closed: float | None = None


@dataclass(eq=False)
class QueuedTask:
    """A question with its function, pickled as ``content``, and how often its worker died."""

    job: QueuedJob
    content: bytes
    future: Future[object]
    losses: int = 0


class TaskQueue:
    """Where tasks wait for a worker. Every method may be called from any thread."""

    def __init__(self, workers: int) -> None:
        self.closed = False
        self._workers = workers
        self._changed = threading.Condition()
        self._waiting: deque[QueuedTask] = deque()
        self._busy: set[QueuedTask] = set()

    def put(self, task: QueuedTask) -> None:
        with self._changed:
            if self.closed or task.job.closed is not None:
                raise RuntimeError("this job is closed")
            if self._workers:
                self._waiting.append(task)
                self._changed.notify()
                return
        deliver(task.future, Reply(error=_nobody()))

    def take(self, known: Collection[QueuedJob]) -> QueuedTask | None:
        """The next task; None once the queue or one of the ``known`` jobs has closed."""
        with self._changed:
            while True:
                if self.closed or any(job.closed is not None for job in known):
                    return None
                while self._waiting:
                    task = self._waiting.popleft()
                    if task.losses or task.future.set_running_or_notify_cancel():
                        self._busy.add(task)
                        return task
                self._changed.wait()

    def answered(self, task: QueuedTask, reply: Reply) -> None:
        with self._changed:
            self._busy.discard(task)
        deliver(task.future, reply)

    def lost(self, task: QueuedTask) -> None:
        """Its worker died: the next one that is free takes it up, but not for ever."""
        task.losses += 1
        with self._changed:
            self._busy.discard(task)
            if self.closed or task.job.closed is not None:
                return
            if task.losses <= WORKER_SETTINGS.losses:
                self._waiting.appendleft(task)
                self._changed.notify()
                return
        deliver(task.future, Reply(error=WorkerLostError(f"{task.losses} workers died on the same question")))

    def leave(self) -> None:
        """A worker could not be started. Without any, no task would ever be answered."""
        with self._changed:
            self._workers -= 1
            dropped = [] if self._workers else self._drop(list(self._waiting))
        for task in dropped:
            deliver(task.future, Reply(error=_nobody()))

    def close_job(self, job: QueuedJob) -> None:
        with self._changed:
            job.closed = job.closed or time.monotonic()
            dropped = self._drop([q for q in (*self._waiting, *self._busy) if q.job is job])
        for task in dropped:
            withdraw(task.future)

    def close(self) -> None:
        with self._changed:
            self.closed = True
            dropped = self._drop([*self._waiting, *self._busy])
        for task in dropped:
            withdraw(task.future)

    def _drop(self, tasks: list[QueuedTask]) -> list[QueuedTask]:
        dropped = set(tasks)
        self._waiting = deque(task for task in self._waiting if task not in dropped)
        self._busy -= dropped
        self._changed.notify_all()
        return tasks


def _nobody() -> WorkerLostError:
    return WorkerLostError("no worker process can be started")
