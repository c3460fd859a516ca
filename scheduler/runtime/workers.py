"""Who computes: processes on this computer, or the cluster at an address. Knows no search and no options."""

from __future__ import annotations

from instances.dutch.numbers import count
from models.parallel.dask import ClusterError, DaskExecutor
from models.parallel.executor import Executor
from models.parallel.processes import ProcessExecutor
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen

SOLVING = ("models.assessment.search.schedule",)  # brings in the solver, which takes most of a process's start
WRITING = ("scheduler.writing.files",)


def executor_here(size: int) -> Executor:
    """Start processes on this computer that solve subproblems."""
    return ProcessExecutor(size, SOLVING)


def helper_process() -> Executor:
    """Start one process now that can write files later."""
    return ProcessExecutor(1, WRITING)


def executor_at(address: str, screen: Screen) -> Executor:
    """Connect to the cluster at an address.

    Args:
        address: Where its scheduler listens.
        screen: Where is said how many cores it has.

    Returns:
        What solves subproblems there.

    Raises:
        RefusedError: There is no cluster there that can do our work.
    """
    try:
        executor = DaskExecutor(address)
    except ClusterError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error
    screen.say(
        f"Het Dask-cluster op {address} rekent mee aan het WPA-rooster, met {count(executor.size, 'kern', 'kernen')}."
    )
    return executor
