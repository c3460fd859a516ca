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
from models.search.settings import LIMIT_SETTINGS, WORK_SETTINGS, SearchSettings

DEFAULT = SearchSettings()
_stop_around: ContextVar[threading.Event | None] = ContextVar("the stop button of the work around", default=None)


@dataclass(frozen=True, slots=True)
class Progress:
    """One line for the screen.

    Attributes:
        phase: What the search is doing, in Dutch; see ``Phase``.
        rosters: How many rosters were found so far.
        count: Students placed or WPAs scheduled in the best roster; None while there is none.
        cost: Cost of the best roster; None while there is none.
        bound: No roster of ``count`` costs less than this; None while nothing is known.
        seconds: Time since the control was made, of the wall or of work.
    """

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
        """Start the clock.

        Args:
            seconds: Time that solving may take in all: of the wall or, in reproducible mode, of work.
            settings: How to search; its own ``seconds`` are not looked at.
            listener: Called with every ``report``, in the thread that reports.
        """
        self.seconds, self.settings, self.listener = seconds, settings, listener
        self._clock: Clock = WorkClock() if settings.reproducible else WallClock()
        self._began = self._clock.now
        self._stop = threading.Event()
        self._wall_limit_hit = threading.Event()

    @classmethod
    def of(cls, settings: SearchSettings, listener: Callable[[Progress], None] = _silent) -> Control:
        """The control of a whole command, or of a process that got its settings from ``serialised``.

        Within ``around`` of another control it has the stop button of that one.

        Args:
            settings: How to search, with the time there is.
            listener: Called with every ``report``, in the thread that reports.

        Returns:
            A control whose time begins now.
        """
        control = cls(settings.seconds, settings, listener)
        control._stop = _stop_around.get() or control._stop
        return control

    @property
    def seed(self) -> int:
        """For every random choice and for CP-SAT."""
        return self.settings.seed

    # -- time --------------------------------------------------------------------------------------

    @property
    def elapsed(self) -> float:
        """Seconds since birth, of the wall or of work."""
        return self._clock.now - self._began

    @property
    def remaining(self) -> float:
        """Seconds left, never negative; 0 once stopped."""
        return 0.0 if self.stopped else max(0.0, self.seconds - self.elapsed)

    def charge(self, seconds: float) -> None:
        """Count work that no solve of this control did. Adds nothing outside reproducible mode.

        Charge what other threads or processes did when their answer is taken, in the order in which they were
        asked: their ``elapsed``, divided by how many worked side by side.

        Args:
            seconds: Of work; not negative.
        """
        self._clock.charge(seconds)

    # -- controls for a part of the work -----------------------------------------------------------

    def sub_budget(self, part: float) -> Control:
        """A control for a part of the time left, with the same clock, listener and stop button.

        What is charged to one is charged to both, and what the part leaves is left for the rest.

        Args:
            part: 0-1, of ``remaining``.

        Returns:
            A control that has no time left when that part is spent.
        """
        child = copy(self)
        child.seconds = self.elapsed + self.remaining * part
        return child

    def parallel_budget(self, seconds: float) -> Control:
        """For work in a thread beside others: time of its own, the same stop button, no progress.

        Whoever takes its answer charges its ``elapsed`` here, divided by how many worked side by side.

        Args:
            seconds: Time for that work; never more than ``remaining``.

        Returns:
            A control with a clock of its own.
        """
        return self.extra_budget(min(seconds, self.remaining))

    def extra_budget(self, seconds: float) -> Control:
        """For work on top of the time that was given: the same stop button, no progress.

        Args:
            seconds: Time for that work, whatever is left here.

        Returns:
            A control with a clock of its own; what it spends is not charged here.
        """
        child = self.detached(seconds)
        child._stop = self._stop
        return child

    def detached(self, seconds: float, listener: Callable[[Progress], None] = _silent) -> Control:
        """For what must be done after a stop too: time and a stop button of its own.

        Args:
            seconds: Time for that work, whatever is left here.
            listener: Called with every ``report`` of that work.

        Returns:
            A control that a stop here does not reach, nor the other way round.
        """
        child = Control(seconds, self.settings, listener)
        child._wall_limit_hit = self._wall_limit_hit
        return child

    def serialised(self, seconds: float | None = None) -> SearchSettings:
        """What another process needs to make its own control with ``of``.

        Args:
            seconds: At most so much of the time that is left; None for all of it.

        Returns:
            The settings, with that time.
        """
        left = self.remaining if seconds is None else min(seconds, self.remaining)
        return replace(self.settings, seconds=left)

    # -- stopping and telling ----------------------------------------------------------------------

    @contextmanager
    def around(self) -> Iterator[None]:
        """For questions that this thread may answer itself: their controls stop when this one does.

        Yields:
            Nothing; within the block ``of`` makes controls with this stop button.
        """
        token = _stop_around.set(self._stop)
        try:
            yield
        finally:
            _stop_around.reset(token)

    @property
    def stopped(self) -> bool:
        """Whether somebody called ``stop`` here or on a control with the same stop button."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask every present and coming solve to end with the best it has. Any thread may call it."""
        self._stop.set()

    @property
    def wall_limit_hit(self) -> bool:
        """Whether a solve of reproducible mode ended by the wall clock, so that the answer may differ elsewhere."""
        return self._wall_limit_hit.is_set()

    def hit_wall_limit(self) -> None:
        """Remember that a solve of reproducible mode ended by the wall clock: for this control and all its kin."""
        self._wall_limit_hit.set()

    def ended(self, proven: bool) -> Stop:
        """Why a search ends that was not cut short for little gain.

        Args:
            proven: Whether its roster was proven the best.

        Returns:
            ASKED once stopped, proven or not: another run might end with another roster that is as good.
        """
        if self.stopped:
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
        """Tell the listener how far the search is.

        Args:
            phase: What the search is doing, in Dutch; see ``Phase``.
            rosters: How many rosters were found so far.
            count: Students placed or WPAs scheduled in the best roster; None while there is none.
            cost: Cost of the best roster; None while there is none.
            bound: No roster of ``count`` costs less than this; None while nothing is known.
        """
        self.listener(Progress(phase, rosters, count, cost, bound, self.elapsed))

    @contextmanager
    def pressing(self, press: Callable[[], object]) -> Iterator[None]:
        """Calls ``press`` while stopped, until the block ends: a stop before the search has begun would be lost.

        Args:
            press: Interrupts a solver; called again and again, in a thread of its own.

        Yields:
            Nothing; the solver runs within the block.
        """
        done = threading.Event()

        def watch() -> None:
            while not done.wait(LIMIT_SETTINGS.poll_seconds):
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
    """Solve with CP-SAT, with one worker unless told otherwise, and charge the control for it.

    Args:
        model: What to solve.
        control: Whose time, seed and stop button it has.
        seconds: At most so much of the time that is left; None for all of it.
        callback: Called with every solution.
        **parameters: Fields of SatParameters. In reproducible mode ``num_workers`` is always 1: only that is the same
            whatever the threads do.

    Returns:
        The solver, which holds the values, and its CP-SAT status.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = control.seed
    solver.parameters.catch_sigint_signal = False
    for name, value in parameters.items():
        setattr(solver.parameters, name, value)
    limit = control.remaining if seconds is None else min(seconds, control.remaining)
    if control.settings.reproducible:
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = (
            max(limit, LIMIT_SETTINGS.least_seconds) / WORK_SETTINGS.per_deterministic
        )
    else:
        solver.parameters.max_time_in_seconds = max(limit, LIMIT_SETTINGS.least_seconds)
    with control.pressing(solver.stop_search):
        status = int(solver.solve(model, callback))
    control.charge(_work(model, solver))
    return solver, status


def _work(model: cp_model.CpModel, solver: cp_model.CpSolver) -> float:
    parts = len(model.proto.variables) + len(model.proto.constraints)
    counted: float = solver.response_proto.deterministic_time
    return WORK_SETTINGS.per_deterministic * counted + WORK_SETTINGS.per_part * parts + WORK_SETTINGS.per_solve
