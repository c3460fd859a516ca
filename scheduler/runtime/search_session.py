"""The two searches under one clock, with progress on the screen and Ctrl-C. Knows no file and no rule.

Options become ``SearchSettings``, those become one ``Control``, and everything that solves draws on that.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import TypeVar

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, AssessmentResult, Placement, PlacementResult, Previous, Proof, Status
from models.assessment.feasibility.pins import mentors_closed_by_pins
from models.assessment.search.schedule import schedule
from models.assessment.what_if.replan import ReplannedWpas, replan_wpas
from models.infeasibility.placement_cuts import NO_CUTS, PlacementCuts
from models.parallel.executor import Executor
from models.placement.search.alternative_optima import AlternativeOptima
from models.placement.search.place import place
from models.placement.what_if.replan import Replanned, replan
from models.search.control import Control, Progress
from models.search.settings import SearchSettings
from scheduler.runtime import defects
from scheduler.runtime.exit import DefectError
from scheduler.runtime.interrupt import CtrlC, NotWaitedForError, supervise
from scheduler.runtime.pinned_wpas import due_students, pinned_students, pins_only
from scheduler.runtime.screen import Listener, Screen, Stage
from scheduler.runtime.settings import RUNTIME
from scheduler.runtime.time_plan import TimePlan
from scheduler.runtime.workers import executor_at, executor_here, helper_process

T = TypeVar("T")

AGAIN = "Plaatsing waarin vastgezette WPA's samen kunnen"
STOPPED = "Ctrl-C: ik stop met zoeken en schrijf het beste tot nu toe. Nog eens Ctrl-C: stoppen zonder te schrijven."
WALL_LIMIT = (
    "Niet reproduceerbaar: een berekening duurde zo lang dat de klok haar afbrak. Op een andere computer kan er iets "
    "anders uitkomen."
)
IN_WORK = (
    "Reproduceerbaar: de tijd telt rekenwerk en niet de klok, zodat iedere computer hetzelfde doet. "
    "Het kan langer of korter duren dan u opgaf."
)


class SearchSession:
    """One command's clock and Ctrl-C; ``placement`` and ``assessment`` draw on it in turn.

    A context: open it before the first search and close it when the rosters are written.

    Attributes:
        screen: Where progress is shown.
        control: The time of the whole command.
        helper: A second process that helps writing; None without one.
        alternative_optima: Looks for placements of the same value as the last one found; None before there is one.
    """

    def __init__(
        self,
        settings: SearchSettings,
        screen: Screen,
        dask: str | None = None,
        helped: bool = False,
        plan: TimePlan | None = None,
    ) -> None:
        """Start the clock.

        Args:
            settings: Seconds, seed, cores and whether the seconds are of work.
            screen: Where progress is shown.
            dask: The address of a cluster that computes along; None: this computer alone.
            helped: Start a second process that helps writing.
            plan: What of the time is kept for answers about the roster; None: nothing, they come on top.

        Raises:
            RefusedError: There is no cluster at the address.
        """
        self._executor = executor_at(dask, screen) if dask else None
        self.helper: Executor | None = helper_process() if helped else None
        self.screen = screen
        self._listen: Listener | None = None
        self._plan = plan
        self._whole = Control.of(settings if plan is None else replace(settings, seconds=plan.seconds), self._report)
        self.control: Control = self._whole.sub_budget(1.0 if plan is None else plan.searching / plan.seconds)
        self._ctrl_c = CtrlC()
        self.alternative_optima: AlternativeOptima | None = None
        self._let_go: list[Thread] = []
        self._refused_any, self._refusing = False, Lock()
        if settings.reproducible:
            screen.say(IN_WORK)

    def __enter__(self) -> SearchSession:
        self._ctrl_c.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.control.wall_limit_hit:
            self.screen.warn(WALL_LIMIT)
        until = time.monotonic() + RUNTIME.ends_seconds
        for thread in self._let_go:  # what does not end in time, ``leave`` leaves behind
            thread.join(max(0.0, until - time.monotonic()))
        try:
            for executor in (self._executor, self.helper):
                if executor is not None:
                    executor.close()
        finally:
            self._ctrl_c.__exit__(kind, error, trace)

    @property
    def executor(self) -> Executor:
        """Who solves sub-problems: the cluster that was asked for, else processes here from the first use on."""
        if self._executor is None:
            self._executor = executor_here(self.control.settings.parallel_tasks)
        return self._executor

    @property
    def stopped(self) -> bool:
        """Was the search broken off with Ctrl-C?"""
        if self._ctrl_c.pressed:
            self._stop()
        return self.control.stopped

    def run(self, work: Callable[[], T]) -> T:
        """Run something in a thread of its own, with Ctrl-C as the stop button.

        Args:
            work: What runs; it may raise.

        Returns:
            What ``work`` returns.
        """
        return supervise(work, self._stop, self._ctrl_c)

    def run_extra(self, seconds: float, work: Callable[[Control], T], otherwise: T) -> T:
        """Answer a question about a roster that is finished, in what is left beside the time for searching.

        Args:
            seconds: At most so long, and no longer than the plan allows.
            work: Gets the control of that budget.
            otherwise: What there is without an answer.

        Returns:
            What ``work`` returns; ``otherwise`` where the checks refuse the answer: the roster itself was checked. Work
            of many answers tells ``refused`` which of them it leaves out.
        """
        bounded = None if self.control.settings.reproducible else self._plan
        most = seconds if bounded is None else bounded.answer(seconds, self._whole.remaining)
        return self.run_after(most, work, otherwise)

    def run_after(self, seconds: float, work: Callable[[Control], T], otherwise: T) -> T:
        """Answer a question when the files are written, or there are none to write: on top of all time.

        Args:
            seconds: At most so long.
            work: Gets the control of that budget.
            otherwise: What there is without an answer.

        Returns:
            See ``run_extra``; ``otherwise`` too where the answer did not look at its clock in time.
        """

        def charged() -> T:
            control = self.control.extra_budget(seconds)
            try:
                return work(control)
            finally:
                self.control.charge(control.elapsed)  # an answer that is refused took its time too

        limit = None if self.control.settings.reproducible else seconds + RUNTIME.let_go_seconds
        try:
            return supervise(charged, self._stop, self._ctrl_c, limit)
        except NotWaitedForError as error:
            self._let_go.append(error.thread)
            return otherwise
        except DefectError as error:
            self.refused(error)
            return otherwise

    def refused(self, error: DefectError) -> None:
        """Leave out an answer that the checks refuse: a defect, said once per command with the file of the first.

        Args:
            error: What the checks say of it.
        """
        with self._refusing:
            first, self._refused_any = not self._refused_any, True
        if first:
            try:
                saved: Path | None = defects.save(error, "vraag")
            except OSError:  # no room or no right to write there: the roster and the other answers stand
                saved = None
            self.screen.warn(defects.without_answer(saved))

    def placement(
        self,
        instance: Instance,
        previous: Previous | None,
        share: float = 1.0,
        keep_wpa_pins: bool = False,
        demands: PlacementCuts | None = None,
    ) -> PlacementResult:
        """Search for a placement, until the search ends or Ctrl-C ends it with the best so far.

        Afterwards ``alternative_optima`` can look for placements of the same value.

        Args:
            instance: The workbook.
            previous: The earlier rosters from which changes count (W9); None without.
            share: Part (0-1) of the time left.
            keep_wpa_pins: Leave out mentors in whose class a pinned slot or assessor is impossible (A10).
            demands: Further cuts that the placement must keep; None without.

        Returns:
            The best placement found with its proof; the placement is None where there is none.
        """
        closed = mentors_closed_by_pins(instance) if keep_wpa_pins else {}
        title = "Plaatsing" if demands is None else AGAIN
        stage = Stage(title, "geplaatst", len(instance.students), self.control.settings.reproducible)
        control = self.control.sub_budget(share) if share < 1.0 else self.control
        before = None if previous is None else previous.placement
        self.alternative_optima = None
        result = self._follow(
            stage,
            lambda: place(instance, control, before, closed=closed, demands=demands or NO_CUTS, keep=self.restore),
        )
        return replace(result, proof=self._with_reason(result.proof))

    def visits(self, total: int, work: Callable[[Control, Callable[[], Executor]], T]) -> T:
        """Search for when visits are: ``work`` gets the time there is and who solves; ``total``: how many are due."""
        stage = Stage("Bezoeken en PLG's", "gepland", total, self.control.settings.reproducible)
        return self._follow(stage, lambda: work(self.control, lambda: self.executor))

    def assessment(self, instance: Instance, placement: Placement, previous: Previous | None) -> AssessmentResult:
        """Search for a WPA roster, until the search ends or Ctrl-C ends it with the best so far.

        Stopped too early, only the pinned WPAs are scheduled: those must stand (A10).

        Args:
            instance: The workbook.
            placement: The placement that the roster rests on.
            previous: The earlier rosters from which changes count (V7); None without.

        Returns:
            The best roster found with its proof; the roster is None where there is none.
        """
        due = due_students(instance, placement)
        pinned = pinned_students(instance, due)
        if not self.stopped:
            before = None if previous is None else previous.assessment
            stage = Stage("WPA-rooster", "ingepland", len(due), self.control.settings.reproducible)
            result = self._follow(
                stage, lambda: schedule(instance, placement, self.control, before, executor=lambda: self.executor)
            )
            found = result.assessment
            if pinned <= found.keys() if found is not None else not self.stopped:
                return replace(result, proof=self._with_reason(result.proof))
        proof = self._with_reason(Proof(Status.FEASIBLE, len(due)))
        control = self.control.detached(self.control.settings.pins_seconds)
        return self.run(lambda: pins_only(instance, placement, pinned, proof, control))

    def replanned(self, instance: Instance, old: Placement, share: float) -> Replanned:
        """Search for a placement with the fewest changes.

        Args:
            instance: The workbook of now.
            old: The placement from which changes count.
            share: Part (0-1) of the time left.

        Returns:
            The placement with its proof and its changes.
        """
        stage = Stage("Plaatsing herplannen", "geplaatst", len(instance.students), self.control.settings.reproducible)
        settings, control = instance.settings, self.control.sub_budget(share)
        return self._follow(
            stage, lambda: replan(instance, old, control, settings.max_extra_changes, settings.gain_per_change)
        )

    def replanned_wpas(self, instance: Instance, placement: Placement, old: Assessment) -> ReplannedWpas:
        """Search for a WPA roster with the fewest changes; without time it is what can stand of the old one.

        Args:
            instance: The workbook of now.
            placement: The placement that the roster rests on.
            old: The roster from which changes count.

        Returns:
            The roster with its proof and its changes; None only where pinned WPAs did not come out.
        """
        due = due_students(instance, placement)
        stage = Stage("WPA-rooster herplannen", "ingepland", len(due), self.control.settings.reproducible)
        extra, gain = instance.settings.max_extra_changes, instance.settings.gain_per_change
        found = self._follow(stage, lambda: replan_wpas(instance, placement, old, self.control, extra, gain))
        pinned = pinned_students(instance, due)
        if found.assessment is not None or found.proof.status is Status.INFEASIBLE or not pinned:
            return found
        control = self.control.detached(self.control.settings.pins_seconds)
        pins = self.run(lambda: pins_only(instance, placement, pinned, found.proof, control)).assessment
        if pins is None:
            return found
        return self.run(lambda: replan_wpas(instance, placement, old, self.control, extra, gain, instead=pins))

    def _with_reason(self, proof: Proof) -> Proof:
        """Why it ended, where the search itself does not tell: what is left of the time was too short for a step."""
        if proof.stop is not None and not self.control.stopped:
            return proof
        return replace(proof, stop=self.control.ended(proof.status is Status.OPTIMAL))

    def restore(self, optima: AlternativeOptima | None) -> None:
        """Take back what looks for placements of the same value, when an earlier placement is the one that stays.

        Args:
            optima: What ``alternative_optima`` was after that placement was found.
        """
        self.alternative_optima = optima

    def _follow(self, stage: Stage, work: Callable[[], T]) -> T:
        with self.screen.following(stage) as listen:
            self._listen = listen
            try:
                return self.run(work)
            finally:
                self._listen = None

    def _stop(self) -> None:
        if not self.control.stopped:
            self.control.stop()
            self.screen.warn(STOPPED)

    def _report(self, progress: Progress) -> None:
        if self._listen is not None:
            self._listen(progress)


def cores() -> int:
    """Count the cores this process may use, at most eight."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    return max(1, min(RUNTIME.most_cores, found))
