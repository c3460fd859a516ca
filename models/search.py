"""Running CP-SAT under one clock that can be stopped. Knows no rule and no wish.

A ``Control`` is shared by everything that solves for one command: it holds the deadline, the seed, the
listener for progress and the stop button. Solving must happen outside the main thread or with Ctrl-C
handled by the caller: CP-SAT's own SIGINT handling is off, because it kills the interpreter (9.15).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Progress:
    """One line for the screen. ``phase`` is Dutch; counts and costs are None while unknown."""

    phase: str
    rosters: int = 0
    count: int | None = None
    cost: int | None = None
    bound: int | None = None
    seconds: float = 0.0


def _silent(_: Progress) -> None:
    return None


@dataclass
class Control:
    """Deadline, seed, progress and stop button of one command. ``seconds`` is wall time from birth."""

    seconds: float
    seed: int = 0
    workers: int = 2
    listener: Callable[[Progress], None] = _silent
    started: float = field(default_factory=time.monotonic)
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.started

    @property
    def remaining(self) -> float:
        """Seconds left, never negative; 0 once stopped."""
        return 0.0 if self.stopped else max(0.0, self.seconds - self.elapsed)

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask every present and coming solve to end with the best it has. Any thread may call it."""
        self._stop.set()

    def report(
        self,
        phase: str,
        *,
        rosters: int = 0,
        count: int | None = None,
        cost: int | None = None,
        bound: int | None = None,
    ) -> None:
        self.listener(Progress(phase, rosters, count, cost, bound, self.elapsed))

    def share(self, part: float) -> Control:
        """A control for a part of the time left (0-1), with the same stop button and listener."""
        child = Control(self.elapsed + self.remaining * part, self.seed, self.workers, self.listener, self.started)
        child._stop = self._stop
        return child


def solve(
    model: cp_model.CpModel,
    control: Control,
    *,
    seconds: float | None = None,
    callback: cp_model.CpSolverSolutionCallback | None = None,
    **parameters: object,
) -> tuple[cp_model.CpSolver, int]:
    """Solve within the control's time (or ``seconds``, whichever is shorter).

    Returns the solver and its CP-SAT status; ``parameters`` are SatParameters fields.
    """
    solver = cp_model.CpSolver()
    limit = control.remaining if seconds is None else min(seconds, control.remaining)
    solver.parameters.max_time_in_seconds = max(limit, 0.01)
    solver.parameters.num_workers = control.workers
    solver.parameters.random_seed = control.seed
    solver.parameters.catch_sigint_signal = False
    for name, value in parameters.items():
        setattr(solver.parameters, name, value)
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(solver, control, done), daemon=True)
    watcher.start()
    try:
        status = int(solver.solve(model, callback))
    finally:
        done.set()
    return solver, status


def _watch(solver: cp_model.CpSolver, control: Control, done: threading.Event) -> None:
    """Press stop until the solve has ended: a stop before the search has begun would be lost."""
    while not done.wait(0.05):
        if control.stopped:
            solver.stop_search()
