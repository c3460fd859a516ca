"""How long each task of a cluster took, told by its scheduler. Knows no question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from distributed import Client
from distributed.diagnostics.plugin import SchedulerPlugin

NAME = "task-times"


@dataclass(frozen=True, slots=True)
class TaskTime:
    """One task that was answered.

    Attributes:
        worker: Address of the worker.
        begin: Seconds since the epoch.
        end: Seconds since the epoch.
    """

    worker: str
    begin: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.begin


class _Recorder(SchedulerPlugin):
    """Lives in the scheduler and writes down when every task began and ended there."""

    name = NAME

    def __init__(self) -> None:
        self.found: list[tuple[str, float, float]] = []

    def transition(self, key: Any, start: str, finish: str, *args: Any, **kwargs: Any) -> None:
        if start == "processing" and finish == "memory":
            for each in kwargs.get("startstops") or ():
                if each["action"] == "compute":
                    self.found.append((str(kwargs.get("worker")), float(each["start"]), float(each["stop"])))


def record(address: str) -> None:
    """Begin to write down.

    Args:
        address: Of the scheduler.
    """
    with Client(address) as client:
        client.register_plugin(_Recorder(), name=NAME)


def recorded(address: str) -> list[TaskTime]:
    """Tell what was written down since ``record``.

    Args:
        address: Of the scheduler.

    Returns:
        Every task that was answered, in the order in which that happened.
    """
    with Client(address) as client:
        return [TaskTime(*each) for each in client.run_on_scheduler(_found)]


def _found(dask_scheduler: Any) -> list[tuple[str, float, float]]:
    found: list[tuple[str, float, float]] = dask_scheduler.plugins[NAME].found
    return found
