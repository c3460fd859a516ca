"""An executor of processes on this machine. A process that dies is replaced; a task is never lost with it.

Every process has a thread here that sends it tasks. Threads because a parent in the middle of its own
solve must not keep its workers waiting; an executor of the standard library breaks when a worker dies.
"""

from __future__ import annotations

import atexit
import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import cast

from models.parallel.executor import A, D, Executor, ExecutorJob, Q, S
from models.parallel.queue import QueuedJob, QueuedTask, TaskQueue
from models.parallel.settings import PROCESS_SETTINGS
from models.parallel.signals import sigint_blocked
from models.parallel.worker import Ask, Forget, Reply, serve

SPAWN = multiprocessing.get_context("spawn")


class ProcessExecutor(Executor):
    """``size`` processes that start in the background. They import ``modules`` before the first task."""

    def __init__(self, size: int, modules: Sequence[str] = ()) -> None:
        """Start the processes.

        Args:
            size: How many.
            modules: What each imports while nobody asks yet, such as the solver.
        """
        self._queue = TaskQueue(size)
        self._workers = [_Worker(self._queue, modules) for _ in range(size)]
        for worker in self._workers:
            worker.start()
        atexit.register(self.close)

    @property
    def size(self) -> int:
        """How many processes there are, whether or not one is being replaced."""
        return len(self._workers)

    def start_job(self, make: Callable[[D], S], data: D) -> ExecutorJob[S]:
        """Begin a job; see ``Executor.start_job``.

        Args:
            make: A function of a module, called once at each worker.
            data: What it is given; picklable.

        Returns:
            A job to put questions to, and to close.
        """
        return _LocalJob(self._queue, QueuedJob(pickle.dumps(partial(make, data))))

    def close(self) -> None:
        """End every process, also in the middle of a question."""
        atexit.unregister(self.close)
        self._queue.close()
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.join()

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that live now."""
        found = [worker.process for worker in self._workers]
        return [process.pid for process in found if process and process.pid and process.is_alive()]


class _LocalJob(ExecutorJob[S]):
    def __init__(self, queue: TaskQueue, job: QueuedJob) -> None:
        self._queue = queue
        self._job = job

    def submit(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        future: Future[A] = Future()
        content = pickle.dumps((function, question))
        self._queue.put(QueuedTask(self._job, content, cast("Future[object]", future)))
        return future

    def close(self) -> None:
        self._queue.close_job(self._job)


class _Worker(threading.Thread):
    """One process and the thread that sends it tasks."""

    def __init__(self, queue: TaskQueue, modules: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.process: BaseProcess | None = None
        self._queue = queue
        self._modules = tuple(modules)
        self._known: set[QueuedJob] = set()
        self._starting = threading.Lock()

    def run(self) -> None:
        try:
            self._work()
        except OSError:  # the machine gives no process any more
            self._queue.leave()

    def _work(self) -> None:
        pipe = self._replace()
        while pipe is not None:
            task = self._queue.take(self._known)
            try:
                self._forget(pipe)
                if task is not None:
                    self._queue.answered(task, self._ask(pipe, task))
                elif self._queue.closed:
                    return
            except (EOFError, OSError):  # the process has died
                if task is not None:
                    self._queue.lost(task)
                pipe.close()
                pipe = self._replace()

    def _replace(self) -> Connection | None:
        """The pipe to a new process in the place of the old one; None once the executor has closed."""
        with self._starting:
            if self.process is not None:
                self.process.kill()
                self.process.join()
                self.process = None
            if self._queue.closed:
                return None
            ours, theirs = SPAWN.Pipe()
            process = SPAWN.Process(target=serve, args=(theirs, self._modules), daemon=True)
            with sigint_blocked():
                process.start()
            self.process = process
            theirs.close()
            self._known.clear()
            return ours

    def _forget(self, pipe: Connection) -> None:
        for job in [job for job in self._known if job.closed is not None]:
            self._known.discard(job)
            pipe.send(Forget(job.name))

    def _ask(self, pipe: Connection, task: QueuedTask) -> Reply:
        job = task.job
        initialiser = None if job in self._known else job.initialiser
        self._known.add(job)
        pipe.send(Ask(job.name, task.content, initialiser))
        while not pipe.poll(PROCESS_SETTINGS.poll):
            if job.closed is not None and time.monotonic() - job.closed > PROCESS_SETTINGS.grace:
                raise EOFError  # a running question ends only with its process
        content = pipe.recv_bytes()
        try:
            return cast(Reply, pickle.loads(content))
        except Exception as error:
            return Reply(error=error)

    def kill(self) -> None:
        """End the process even in the middle of a solve. The executor must have closed, or it is replaced."""
        with self._starting:
            if self.process is not None:
                self.process.kill()
                self.process.join()
