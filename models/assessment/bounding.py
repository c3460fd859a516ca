"""The bound computed beside the search, in a process of its own. A lost process costs the bound, not the roster.

The instance goes over once; what comes back are bounds with the prices that gave them. Every value that
comes back is valid, whenever it is read.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from instances.instance import Instance
from instances.rulebook import Rule, Wish
from instances.solution import Assessment, Placement
from models.assessment.bound import PricedSchools
from models.assessment.costs import shares_for
from models.assessment.master import PlanMaster
from models.assessment.options import Options
from models.assessment.schools import SCALE, Plan
from models.assessment.wishes import Balance
from models.search import Control
from models.work.signals import deaf_to_ctrl_c

PLAN_AFTER = (3, 6, 10)  # rounds after which the plans are fitted together; and at the end


@dataclass(frozen=True, slots=True)
class Answer:
    """A valid bound with the prices that gave it and, now and then, a plan to build a roster from."""

    value: int
    prices: dict[str, int]
    plan: Plan | None = None


@dataclass(frozen=True)
class Task:
    """All a bound needs; picklable. ``students`` are the cases, of which every roster schedules ``count``."""

    instance: Instance
    placement: Placement
    previous: Assessment | None
    without: frozenset[Rule]
    students: tuple[str, ...]
    count: int
    seconds: float


@dataclass
class Bounding:
    """A bound on its way. ``value`` and ``prices`` are the best that came back so far."""

    process: BaseProcess | None = None
    answers: Connection | None = None
    value: int | None = None
    prices: Mapping[str, int] = field(default_factory=dict)
    plan: Plan | None = None

    @classmethod
    def start(cls, task: Task) -> Bounding:
        context = multiprocessing.get_context("spawn")
        answers, questions = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(task, questions), daemon=True)
        with deaf_to_ctrl_c():
            process.start()
        questions.close()
        return cls(process, answers)

    def poll(self, seconds: float = 0.0) -> bool:
        """Take in what has come back, waiting at most ``seconds`` for a first answer. True if it is better."""
        before = self.value
        try:
            while self.answers is not None and self.answers.poll(seconds):
                answer: Answer = self.answers.recv()
                if self.value is None or answer.value > self.value:
                    self.value, self.prices = answer.value, answer.prices
                self.plan = answer.plan or self.plan
                seconds = 0.0
        except (EOFError, OSError):
            self.answers = None
        return self.value != before

    @property
    def running(self) -> bool:
        """May more come back?"""
        return self.answers is not None

    def stop(self) -> None:
        self.poll()
        if self.process is not None:
            self.process.terminate()
            self.process.join()
        self.process = self.answers = None


def _work(task: Task, answers: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    control = Control(task.seconds)
    options = Options(task.instance, task.placement, task.previous, task.without)
    for answer in improving_bounds(options, task.students, task.count, control):
        try:
            answers.send(answer)
        except OSError:  # the parent has gone
            return


def improving_bounds(options: Options, students: Sequence[str], count: int, control: Control) -> Iterator[Answer]:
    """Ever larger valid bounds on the cost of rosters that schedule ``count`` of the students."""
    cases = [options.cases[student] for student in students]
    # at most so many take two assessors: larger shares only make V2 smaller
    balance = Balance(shares_for(options, count, min(count, sum(case.two for case in cases))))
    skips = len(cases) - count
    schools = PricedSchools(options, cases, balance, skips)
    search = PlanMaster(schools)
    constant = options.instance.settings.weights[Wish.V7] * _lost(options) if options.replanning else 0
    while control.remaining > 0 and not search.converged:
        if skips and search.best:
            schools.set_skip_price(SCALE * 2 * search.best // max(1, count))
        if not search.round(control) or search.best is None:
            return
        fitted = search.plan(control) if search.rounds in PLAN_AFTER or search.converged else None
        yield Answer(max(0, search.best + constant), dict(search.best_prices), fitted)


def _lost(options: Options) -> int:
    """WPAs of the previous roster that are due and cannot be scheduled as they were: each costs V7 anyhow."""
    return sum(
        student in options.instance.students and options.instance.students[student].wpa and student not in options.cases
        for student in options.previous
    )
