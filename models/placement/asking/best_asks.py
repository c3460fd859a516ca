"""Which asks help most: every one is bounded, and those that could be among the best are solved again. Knows no word.

The bounds put all asks in an order. They are solved in that order, until as many are known as were asked for that are
no worse than what any ask left over can be. So nothing is guessed, and little is solved.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from instances.domain.certificates import Certificate
from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof
from instances.edits.edit import apply
from instances.edits.editable import Edits
from models.parallel.executor import Executor
from models.placement.asking.ask_bounds import AskBounds, Key
from models.placement.asking.asks import Asks, edits_of
from models.placement.asking.settings import ASK_SETTINGS
from models.placement.column_generation.greedy import keeps_rules
from models.placement.column_generation.stored_duals import certificate_of, stored_duals
from models.placement.data.objective import LevelKind
from models.placement.data.problem import PlacementProblem
from models.placement.search.levels import ProvenBounds
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.what_if.answers import PlacementAnswer, answer_of
from models.search.control import Control
from models.search.settings import SearchSettings
from models.search.tasks import ParallelTasks


@dataclass(frozen=True, slots=True)
class Finished:
    """What every question is about; picklable.

    Attributes:
        instance: The workbook as it is.
        placement: Its best roster, student id to mentor id.
        proof: What is proven of it, with dual prices.
        previous: The old roster that W9 counts from; None without one.
    """

    instance: Instance
    placement: Placement
    proof: Proof
    previous: Placement | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    edits: Edits
    known: ProvenBounds | None
    settings: SearchSettings


@dataclass(frozen=True, slots=True)
class _Reply:
    """The best roster found, the prices of the levels of which relaxations were solved, and the time it took."""

    answer: PlacementAnswer
    prices: Mapping[LevelKind, Certificate]
    seconds: float


class AskWorker:
    """Solves edited workbooks again; made once at each worker."""

    def __init__(self, finished: Finished) -> None:
        """Nothing is solved yet.

        Args:
            finished: What the questions are about.
        """
        self.finished = finished

    def solve(self, question: _Question) -> _Reply:
        """The best roster of an edited workbook."""
        finished = self.finished
        problem = PlacementProblem.of(apply(finished.instance, question.edits), finished.previous)
        stored = finished.proof.certificate
        duals = None if stored is None else stored_duals(problem, stored)
        control = Control.of(question.settings)
        search = LexicographicSearch(problem, control, duals)
        held = np.nonzero(problem.held(finished.placement))[0]
        start = held if keeps_rules(problem.facts, problem.pairs, problem.limits, held) else None
        found = search.best(start, question.known)
        prices: dict[LevelKind, Certificate] = {
            kind: certificate_of(problem.facts, problem.limits, duals)
            for kind, duals in search.level_duals.items()
            if kind is LevelKind.COUNT or kind is LevelKind.SHORTAGE
        }
        return _Reply(answer_of(problem, found), prices, control.elapsed)


def _solve_again(worker: AskWorker, question: _Question) -> _Reply:
    return worker.solve(question)


@dataclass(frozen=True, slots=True)
class Granted:
    """The best roster of the workbook once something is granted.

    Attributes:
        asks: What is granted together.
        answer: The roster, and whether it is proven the best.
    """

    asks: Asks
    answer: PlacementAnswer

    @property
    def key(self) -> Key:
        """Smaller is better."""
        return -self.answer.count, self.answer.shortage, self.answer.cost


@dataclass
class Solved:
    """Everything that was solved again so far.

    Attributes:
        base: The key of the best roster of the workbook as it is.
        by_asks: What came of each.
        refused: Asks of which no roster was found.
    """

    base: Key
    by_asks: dict[frozenset[object], Granted] = field(default_factory=dict)
    refused: set[frozenset[object]] = field(default_factory=set)

    def known(self, asks: Asks) -> bool:
        """Were these solved already?"""
        return frozenset(asks) in self.by_asks or frozenset(asks) in self.refused

    def of(self, asks: Asks) -> Granted | None:
        """What came of these; None where that is not known."""
        return self.by_asks.get(frozenset(asks))

    def ranked(self) -> list[Granted]:
        """All that gain something, best first; of one cell the amount with which the most are helped."""
        best: dict[frozenset[object], Granted] = {}
        amount = {granted.asks: sum(ask.amount for ask in granted.asks) for granted in self.by_asks.values()}
        for granted in sorted(self.by_asks.values(), key=lambda one: (-one.answer.count, amount[one.asks], one.key)):
            if granted.key < self.base:
                best.setdefault(frozenset(ask.cell for ask in granted.asks), granted)
        return list(best.values())

    def threshold(self, most: int) -> Key:
        """What an ask must come below to be among the best so many."""
        ranked = sorted(granted.key for granted in self.ranked())
        return ranked[most - 1] if len(ranked) >= most else self.base


class AskSolver:
    """Solves asks again side by side, in the order of their bounds."""

    def __init__(self, finished: Finished, base: Key, bounds: AskBounds, control: Control, executor: Executor) -> None:
        """Nothing is solved yet.

        Args:
            finished: The workbook with its best roster.
            base: The key of that roster.
            bounds: What each ask is worth at most; learns from what is solved.
            control: Time and stop button.
            executor: Who solves; it is not closed here.
        """
        self.finished, self.bounds, self.control, self.solved = finished, bounds, control, Solved(base)
        self._tasks = ParallelTasks(executor, AskWorker, finished, control)
        self._lessons = 0

    def close(self) -> None:
        """No answer comes any more."""
        self._tasks.close()

    def best_first(
        self, bounded: Iterable[tuple[Key, Asks]], wanted: Callable[[Key, Asks], bool], control: Control
    ) -> Key | None:
        """Solve asks in the order of their bounds, which become sharper on the way.

        Args:
            bounded: Asks, each with what it is worth at most.
            wanted: Whether an ask is still worth solving, given its bound.
            control: How long.

        Returns:
            The bound of the best ask that was wanted and not solved; None where there is none.
        """
        fresh = [(key, asks) for key, asks in bounded if not self.solved.known(asks)]
        order = [(key, n, self._lessons, asks) for n, (key, asks) in enumerate(fresh)]
        heapq.heapify(order)
        running: dict[Future[_Reply], tuple[Key, Asks]] = {}
        while True:
            while order and len(running) < self._tasks.width and control.remaining > 0:
                key, n, lessons, asks = heapq.heappop(order)
                if not wanted(key, asks):
                    continue
                if lessons < self._lessons:
                    heapq.heappush(order, (max(key, self.bounds.least(asks)), n, self._lessons, asks))
                else:
                    running[self._ask(key, asks, control)] = key, asks
            if not running:
                break
            done = self._tasks.next(list(running), control)
            if done is None:
                break
            key, asks = running.pop(done)
            self._take(key, asks, self._tasks.answer(done))
        self._tasks.withdraw(running)
        left = [*running.values(), *((key, asks) for key, _, _, asks in order)]
        return min((key for key, asks in left if wanted(key, asks)), default=None)

    def solve(self, asks: Asks, bound: Key, control: Control) -> Granted | None:
        """Solve one thing that is granted; None where no roster was found in time."""
        if not self.solved.known(asks):
            self.best_first([(bound, asks)], lambda *_: True, control)
        return self.solved.of(asks)

    def _ask(self, key: Key, asks: Asks, control: Control) -> Future[_Reply]:
        edits = edits_of(self.finished.instance, asks)
        settings = control.serialised(ASK_SETTINGS.most_seconds)
        return self._tasks.ask(_solve_again, _Question(edits, ProvenBounds(-key[0], key[1]), settings))

    def _take(self, bound: Key, asks: Asks, reply: _Reply | None) -> None:
        if reply is not None:
            self.control.charge(reply.seconds / self._tasks.width)
        if reply is None or reply.answer.placement is None:
            self.solved.refused.add(frozenset(asks))
            return
        self.solved.by_asks[frozenset(asks)] = Granted(asks, reply.answer)
        fewer = -reply.answer.count > bound[0]
        if fewer or reply.answer.shortage > bound[1]:  # than the bound promised: these prices know better
            kind = LevelKind.COUNT if fewer else LevelKind.SHORTAGE
            stored = reply.prices.get(kind)
            prices = None if stored is None else stored_duals(self.bounds.problem, stored)
            if prices is not None:
                self.bounds.learn(kind, prices)
                self._lessons += 1
