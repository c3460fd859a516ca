"""A Dask scheduler and its workers, each a process of its own, as on separate computers. Knows no question."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60.0  # for scheduler and workers together; a busy machine imports slowly
LOOK_EVERY = 0.1
END_SECONDS = 5.0


class ClusterStartError(Exception):
    """A process of the cluster ended, or said nothing in time."""


@dataclass(frozen=True)
class RealCluster:
    """A cluster that runs.

    Attributes:
        address: Of the scheduler, ``tcp://127.0.0.1:port``.
        workers: The processes of the workers.
    """

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def real_cluster(workers: int, folder: Path) -> Iterator[RealCluster]:
    """Start a scheduler and workers on this computer, and end them.

    Args:
        workers: How many, of one thread each.
        folder: For their files and what they say; is there.

    Yields:
        The cluster, once its scheduler listens; a worker may still be on its way.

    Raises:
        ClusterStartError: The scheduler did not start.
    """
    where = folder / "scheduler.json"
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            _process("dask_scheduler", folder, "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(where))
        )
        address = _address(where, scheduler)
        yield RealCluster(
            address, tuple(stack.enter_context(_worker(address, folder, number)) for number in range(workers))
        )


@contextmanager
def _worker(address: str, folder: Path, number: int) -> Iterator[subprocess.Popen[bytes]]:
    own = folder / f"worker-{number}"
    own.mkdir()
    options = ("--nthreads", "1", "--nworkers", "1", "--no-nanny", "--memory-limit", "0", "--local-directory", str(own))
    with _process("dask_worker", own, address, *options) as process:
        yield process


@contextmanager
def _process(module: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *options]
    with (folder / f"{module}.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(where: Path, scheduler: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and scheduler.poll() is None:
        try:
            return str(json.loads(where.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError, KeyError):  # not written yet, or half
            time.sleep(LOOK_EVERY)
    raise ClusterStartError(f"the scheduler did not start; see {where.parent}")
