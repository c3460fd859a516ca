"""Running CP-SAT under one clock that can be stopped. Knows no rule and no wish.

A ``Control`` is shared by everything that solves for one command: it holds the settings, the time, the
listener for progress and the stop button. Solving must happen outside the main thread or with Ctrl-C
handled by the caller: CP-SAT's own SIGINT handling is off, because it kills the interpreter (9.15).

In reproducible mode time is work. Every solve is limited in, and charged for, what CP-SAT counts as
deterministic time; nothing reads the wall clock, so the same question gives the same answer everywhere.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from instances.domain.solution import Stop
from models.search.clock import Clock, WallClock, WorkClock
from models.search.settings import SearchSettings

# Measured on 2 cores, in CPU seconds: placing 600 students, and 150 blocks of WPAs
WORK_PER_DETERMINISTIC = 4.5
WORK_PER_PART = 7e-5  # per variable and constraint: making, loading and presolving the model
WORK_PER_SOLVE = 0.005
LEAST_SECONDS = 0.01
DEFAULT = SearchSettings()
_button: ContextVar[threading.Event | None] = ContextVar("the stop button of the work around", default=None)


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


class Control:
    """Settings, time, progress and stop button of one command. ``seconds`` count from birth."""

    def __init__(
        self,
        seconds: float,
        settings: SearchSettings = DEFAULT,
        listener: Callable[[Progress], None] = _silent,
    ) -> None:
        self.seconds, self.settings, self.listener = seconds, settings, listener
        self._clock: Clock = WorkClock() if settings.reproducible else WallClock()
        self._began = self._clock.now
        self._stop = threading.Event()

    @classmethod
    def of(cls, settings: SearchSettings, listener: Callable[[Progress], None] = _silent) -> Control:
        """The control of a whole command, or of a process that got its settings from ``serialised``.

        Within ``around`` of another control it has the stop button of that one.
        """
        control = cls(settings.seconds, settings, listener)
        control._stop = _button.get() or control._stop
        return control

    @property
    def seed(self) -> int:
        return self.settings.seed

    # -- time --------------------------------------------------------------------------------------

    @property
    def elapsed(self) -> float:
        return self._clock.now - self._began

    @property
    def remaining(self) -> float:
        """Seconds left, never negative; 0 once stopped."""
        return 0.0 if self.stopped else max(0.0, self.seconds - self.elapsed)

    def charge(self, seconds: float) -> None:
        """Count work that no solve of this control did. Adds nothing outside reproducible mode.

        Charge what other threads or processes did when their answer is taken, in the order in which they were
        asked: their ``elapsed``, divided by how many worked side by side.
        """
        self._clock.charge(seconds)

    # -- asking for less, beside or apart ----------------------------------------------------------

    def sub_budget(self, part: float) -> Control:
        """A control for a part of the time left (0-1), with the same clock and stop button."""
        child = copy(self)
        child.seconds = self.elapsed + self.remaining * part
        return child

    def parallel_budget(self, seconds: float) -> Control:
        """For work in a thread beside others: time of its own, the same stop button, no progress.

        Whoever takes its answer charges ``parallel_budget.elapsed`` here.
        """
        child = Control(min(seconds, self.remaining), self.settings)
        child._stop = self._stop
        return child

    def extra_budget(self, seconds: float) -> Control:
        """Time of its own, on top of what was given; the same stop button, no progress."""
        child = Control(seconds, self.settings)
        child._stop = self._stop
        return child

    def detached(self, seconds: float, listener: Callable[[Progress], None] = _silent) -> Control:
        """Time and a stop button of its own: a stop here does not reach it, nor the other way round."""
        return Control(seconds, self.settings, listener)

    def serialised(self, seconds: float | None = None) -> SearchSettings:
        """What another process needs to make its own control: the settings, with the time left."""
        left = self.remaining if seconds is None else min(seconds, self.remaining)
        return replace(self.settings, seconds=left)

    # -- stopping and telling ----------------------------------------------------------------------

    @contextmanager
    def around(self) -> Iterator[None]:
        """For questions that this thread may answer itself: their controls stop when this one does."""
        token = _button.set(self._stop)
        try:
            yield
        finally:
            _button.reset(token)

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask every present and coming solve to end with the best it has. Any thread may call it."""
        self._stop.set()

    def ended(self, proven: bool) -> Stop:
        """Why a search ends that was not cut short for little gain."""
        if self.stopped:  # proven or not: another run might end with another roster that is as good
            return Stop.ASKED
        return Stop.PROVEN if proven else Stop.TIME

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

    @contextmanager
    def pressing(self, press: Callable[[], object]) -> Iterator[None]:
        """Calls ``press`` while stopped, until the block ends: a stop before the search has begun would be lost."""
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.05):
                if self.stopped:
                    press()

        threading.Thread(target=watch, daemon=True).start()
        try:
            yield
        finally:
            done.set()


def solve(
    model: cp_model.CpModel,
    control: Control,
    *,
    seconds: float | None = None,
    callback: cp_model.CpSolverSolutionCallback | None = None,
    **parameters: object,
) -> tuple[cp_model.CpSolver, int]:
    """Solve within the control's time (or ``seconds``, whichever is shorter), with one worker unless told otherwise.

    Returns the solver and its CP-SAT status; ``parameters`` are SatParameters fields.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = control.seed
    solver.parameters.catch_sigint_signal = False
    for name, value in parameters.items():
        setattr(solver.parameters, name, value)
    limit = control.remaining if seconds is None else min(seconds, control.remaining)
    if control.settings.reproducible:
        solver.parameters.num_workers = 1  # only this is the same whatever the threads do
        solver.parameters.max_deterministic_time = max(limit, LEAST_SECONDS) / WORK_PER_DETERMINISTIC
    else:
        solver.parameters.max_time_in_seconds = max(limit, LEAST_SECONDS)
    with control.pressing(solver.stop_search):
        status = int(solver.solve(model, callback))
    control.charge(_work(model, solver))
    return solver, status


def _work(model: cp_model.CpModel, solver: cp_model.CpSolver) -> float:
    parts = len(model.proto.variables) + len(model.proto.constraints)
    counted: float = solver.response_proto.deterministic_time
    return WORK_PER_DETERMINISTIC * counted + WORK_PER_PART * parts + WORK_PER_SOLVE
