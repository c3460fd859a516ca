"""A executor of processes on this machine. A process that dies is replaced; a question is never lost with it.

Every process has a thread here that hands it questions. Threads because a parent in the middle of its own
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

from models.parallel.executor import A, D, Executor, Job, Q, S
from models.parallel.queue import QueuedJob, QueuedTask, TaskQueue
from models.parallel.signals import deaf_to_ctrl_c
from models.parallel.worker import Ask, Forget, Reply, serve

GRACE = 0.5  # seconds that a question of a closed job may still run; replacing a process costs about as much
BEAT = 0.1  # seconds between looks at whether the job of a running question was closed
SPAWN = multiprocessing.get_context("spawn")


class ProcessExecutor(Executor):
    """``size`` processes that start in the background. They import ``modules`` before the first question."""

    def __init__(self, size: int, modules: Sequence[str] = ()) -> None:
        self._desk = TaskQueue(size)
        self._workers = [_Worker(self._desk, modules) for _ in range(size)]
        for worker in self._workers:
            worker.start()
        atexit.register(self.close)

    @property
    def size(self) -> int:
        return len(self._workers)

    def start_job(self, make: Callable[[D], S], data: D) -> Job[S]:
        return _LocalJob(self._desk, QueuedJob(pickle.dumps(partial(make, data))))

    def close(self) -> None:
        atexit.unregister(self.close)
        self._desk.close()
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.join()

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that live now."""
        found = [worker.process for worker in self._workers]
        return [process.pid for process in found if process and process.pid and process.is_alive()]


class _LocalJob(Job[S]):
    def __init__(self, desk: TaskQueue, topic: QueuedJob) -> None:
        self._desk = desk
        self._topic = topic

    def submit(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        future: Future[A] = Future()
        content = pickle.dumps((function, question))
        self._desk.put(QueuedTask(self._topic, content, cast("Future[object]", future)))
        return future

    def close(self) -> None:
        self._desk.close_topic(self._topic)


class _Worker(threading.Thread):
    """One process and the thread that hands it questions."""

    def __init__(self, desk: TaskQueue, modules: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.process: BaseProcess | None = None
        self._desk = desk
        self._modules = tuple(modules)
        self._known: set[QueuedJob] = set()
        self._starting = threading.Lock()

    def run(self) -> None:
        try:
            self._work()
        except OSError:  # the machine gives no process any more
            self._desk.leave()

    def _work(self) -> None:
        pipe = self._replace()
        while pipe is not None:
            question = self._desk.take(self._known)
            try:
                self._forget(pipe)
                if question is not None:
                    self._desk.answered(question, self._ask(pipe, question))
                elif self._desk.closed:
                    return
            except (EOFError, OSError):  # the process has died
                if question is not None:
                    self._desk.lost(question)
                pipe.close()
                pipe = self._replace()

    def _replace(self) -> Connection | None:
        """The pipe to a new process in the place of the old one; None once the executor has closed."""
        with self._starting:
            if self.process is not None:
                self.process.kill()
                self.process.join()
                self.process = None
            if self._desk.closed:
                return None
            ours, theirs = SPAWN.Pipe()
            process = SPAWN.Process(target=serve, args=(theirs, self._modules), daemon=True)
            with deaf_to_ctrl_c():
                process.start()
            self.process = process
            theirs.close()
            self._known.clear()
            return ours

    def _forget(self, pipe: Connection) -> None:
        for topic in [topic for topic in self._known if topic.closed is not None]:
            self._known.discard(topic)
            pipe.send(Forget(topic.name))

    def _ask(self, pipe: Connection, question: QueuedTask) -> Reply:
        topic = question.topic
        recipe = None if topic in self._known else topic.recipe
        self._known.add(topic)
        pipe.send(Ask(topic.name, question.content, recipe))
        while not pipe.poll(BEAT):
            if topic.closed is not None and time.monotonic() - topic.closed > GRACE:
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
