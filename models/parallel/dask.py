"""An executor on a Dask cluster that somebody else started. Knows Dask, and nothing of what is asked.

The cluster hands out the questions and asks again those of a worker that is lost. It cannot stop a question
that runs: after a job has closed such a question goes on to its own limit, and its answer is dropped.
"""

from __future__ import annotations

import logging
import pickle
import threading
import time
import uuid
import warnings
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from models.parallel.executor import A, D, Executor, ExecutorJob, Q, S, WorkerLostError, withdraw
from models.parallel.settings import CLUSTER_SETTINGS, WORKER_SETTINGS
from models.parallel.worker import Reply, deliver
from models.parallel.worker_cache import answer_here, forget_here, version_here

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Remote


class ClusterError(Exception):
    """There is no such cluster, or it cannot do our work. The text is Dutch and says what to do."""


class DaskExecutor(Executor):
    """The workers of the cluster at ``address``, all their threads. The code must be installed there too."""

    def __init__(self, address: str) -> None:
        """Connect.

        Args:
            address: Of the cluster's scheduler, such as ``tcp://computer:8786``.

        Raises:
            ClusterError: There is no cluster, it has no workers, or they have another version of the code.
        """
        self.address = address
        self._client = _connect(address)
        self._jobs: list[_Open] = []
        self._closed = threading.Event()
        try:
            self._size = _threads(self._client, address)
        except ClusterError:
            self._client.close(timeout=CLUSTER_SETTINGS.tidy)
            raise
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def size(self) -> int:
        """Threads of all workers together, as last seen."""
        return self._size

    def start_job(self, make: Callable[[D], S], data: D) -> ExecutorJob[S]:
        """Begin a job; see ``Executor.start_job``.

        Args:
            make: A function of a module, called once at each worker.
            data: What it is given; picklable.

        Returns:
            A job to put questions to, and to close.
        """
        opened = _Open(self._client, pickle.dumps(partial(make, data)))
        self._jobs = [*(job for job in self._jobs if not job.closed), opened]
        return _DaskJob(opened)

    def close(self) -> None:
        """Leave the cluster, which goes on without us."""
        self._closed.set()
        for job in self._jobs:
            job.close()
        self._client.close(timeout=CLUSTER_SETTINGS.tidy)

    def _watch(self) -> None:
        """Dask waits for ever for a worker to come. After a while those who wait are told that none does."""
        seen = time.monotonic()
        while not self._closed.wait(CLUSTER_SETTINGS.poll):
            size = _size(self._client)
            if size:
                self._size, seen = size, time.monotonic()
            elif self._client.status == "closed" or time.monotonic() - seen > CLUSTER_SETTINGS.workers_within:
                for job in self._jobs:
                    job.fail("the cluster has no workers any more")


class _DaskJob(ExecutorJob[S]):
    def __init__(self, opened: _Open) -> None:
        self._opened = opened

    def submit(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        return cast("Future[A]", self._opened.ask(pickle.dumps((function, question))))

    def close(self) -> None:
        self._opened.close()


class _Open:
    """What the cluster holds of one job, and the questions without an answer."""

    def __init__(self, client: Client, initialiser: bytes) -> None:
        self.closed = False
        self._client = client
        self._content = initialiser
        self._initialiser: Remote[bytes] | None = None
        self._name = uuid.uuid4().hex
        self._asked: set[_Asked] = set()

    def ask(self, content: bytes) -> Future[object]:
        if self.closed:
            raise RuntimeError("this job is closed")
        asked = _Asked(partial(self._send, content))
        self._asked.add(asked)
        asked.send()
        asked.future.add_done_callback(lambda _: self._strike(asked))
        return asked.future

    def _send(self, question: bytes) -> Remote[bytes]:
        if self._initialiser is None or self._initialiser.cancelled():
            # a task and not scattered data: what a lost worker held is computed again elsewhere
            self._initialiser = self._client.submit(bytes, self._content, pure=False)
        return self._client.submit(answer_here, self._name, self._initialiser, question, pure=False)

    def _strike(self, asked: _Asked) -> None:
        self._asked.discard(asked)
        asked.release()

    def fail(self, why: str) -> None:
        for asked in list(self._asked):
            asked.fail(why)

    def close(self) -> None:
        if self.closed:
            return
        self.closed = True
        for asked in list(self._asked):
            withdraw(asked.future)
        if self._initialiser is not None:
            self._initialiser.release()
        tidying = threading.Thread(target=self._tidy, daemon=True)
        tidying.start()
        tidying.join(CLUSTER_SETTINGS.tidy)

    def _tidy(self) -> None:
        with suppress(Exception):  # a lost cluster keeps nothing
            self._client.run(forget_here, self._name, on_error="ignore")


class _Asked:
    """A question at the cluster, and the future that its answer goes to."""

    def __init__(self, send: Callable[[], Remote[bytes]]) -> None:
        self.future: Future[object] = Future()
        self._remote: Remote[bytes] | None = None
        self._send = send
        self._losses = 0

    def send(self) -> None:
        try:
            self._remote = self._send()
            self._remote.add_done_callback(self._done)
        except Exception as error:
            self.fail(f"the cluster takes no questions: {error}")

    def release(self) -> None:
        """The cluster need not keep the answer, nor look for it where nobody began."""
        if self._remote is not None:
            self._remote.release()

    def _done(self, remote: Remote[bytes]) -> None:
        """Dask blames every question in line at a worker that died, so a question gets new chances."""
        if self.future.done():
            return
        if remote.status == "error" and self._losses < WORKER_SETTINGS.losses:
            self._losses += 1
            self.send()
            return
        try:
            deliver(self.future, pickle.loads(remote.result()))
        except (Exception, CancelledError) as error:
            self.fail(f"the cluster gave no answer: {error}")

    def fail(self, why: str) -> None:
        deliver(self.future, Reply(error=WorkerLostError(why)))


def _connect(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "Voor --dask ontbreekt een onderdeel. Installeer Plaatswijzer opnieuw, met dat onderdeel erbij: "
            'uv tool install ".[dask]". Zonder --dask rekent deze computer alleen.'
        ) from error
    for name in ("distributed", "distributed.client"):  # what they log is not for the office
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Client(address, timeout=CLUSTER_SETTINGS.answer_within, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"Op {address} antwoordt geen Dask-cluster. Klopt het adres, bijvoorbeeld tcp://rekenserver:8786, en staat "
            "het cluster aan? Zonder --dask rekent deze computer alleen."
        ) from error


def _threads(client: Client, address: str) -> int:
    """How many questions the cluster takes side by side, once sure that its workers know this code."""
    size = _size(client)
    if not size:
        raise ClusterError(f"Het Dask-cluster op {address} heeft geen rekenprocessen (workers). Start er minstens één.")
    try:
        versions = set(client.run(version_here).values())
    except Exception as error:
        raise ClusterError(_other_version(address, "geen")) from error
    if versions != {version_here()}:
        raise ClusterError(_other_version(address, "een andere"))
    return size


def _other_version(address: str, found: str) -> str:
    return (
        f"Op het Dask-cluster op {address} staat {found} Plaatswijzer; hier is het versie {version_here()}. "
        "Installeer op elke computer van het cluster dezelfde versie, en start de rekenprocessen (workers) opnieuw."
    )


def _size(client: Client) -> int:
    """Threads of all workers together; 0 when there is none, or no cluster any more."""
    try:
        return sum(client.nthreads().values())
    except Exception:  # whatever a lost cluster raises, it has no workers
        return 0
