"""How long the same tasks would take with more workers. Knows no cluster."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def makespan(seconds: Sequence[float], workers: int) -> float:
    """Hand out tasks in their order, each to the first worker that is free.

    Args:
        seconds: Of each task, in the order in which they are asked.
        workers: How many, 1 or more.

    Returns:
        Seconds until the last is done.
    """
    free = [0.0] * workers
    for each in seconds:
        heapq.heapreplace(free, free[0] + each)
    return max(free)


def expected(wall: float, seconds: Sequence[float], measured: int, workers: int) -> float:
    """Work out how long a command would take with another number of workers.

    What it takes besides its tasks (reading, preparing, writing) stays as it was; the network costs nothing here.

    Args:
        wall: Seconds that the command took.
        seconds: Of its tasks, in the order in which they were asked.
        measured: The number of workers that it took them with.
        workers: The number to work it out for.

    Returns:
        Seconds.
    """
    besides = max(0.0, wall - makespan(seconds, measured))
    return besides + makespan(seconds, workers)
