"""What to ask for: single asks, more of the same, two that only help together, and all of them granted at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from instances.domain.certificates import NO_CERTIFICATE, Level
from models.parallel.executor import Executor
from models.placement.asking.ask_bounds import AskBounds, Key
from models.placement.asking.asks import AskKind, Asks, SingleAsk, row_asks
from models.placement.asking.best_asks import AskSolver, Finished, Granted
from models.placement.asking.opened_pairs import OpenedPairs
from models.placement.asking.pairs_of_asks import pairs_of_asks
from models.placement.asking.settings import ASK_SETTINGS
from models.placement.column_generation.lagrangian_bound import PlacementDuals
from models.placement.column_generation.stored_duals import stored_duals
from models.placement.data.objective import LevelKind
from models.placement.data.problem import PlacementProblem
from models.placement.data.score import score
from models.search.control import Control

_LEVELS = {LevelKind.COUNT: Level.COUNT, LevelKind.SHORTAGE: Level.SHORTAGE, LevelKind.COST: Level.COST}


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What helps, each with the roster that proves it.

    Attributes:
        base: The key of the roster of the workbook as it is.
        found: What gains something, best first.
        parts: Of those of two asks, what each gains alone.
        left: No single ask that is not among them gives a better key than this; None: than the last of them.
        together: All of them granted at once; None where nothing helps, or there was no time.
        beyond: Ids of students whom no place, day or maximum alone or in twos gives a mentor who fits.
    """

    base: Key
    found: tuple[Granted, ...]
    parts: dict[Asks, tuple[Granted, Granted]]
    left: Key | None
    together: Granted | None
    beyond: tuple[str, ...]


def asked_for(finished: Finished, control: Control, executor: Executor, most: int = ASK_SETTINGS.most) -> AskedFor:
    """Find what is worth asking for, and solve again what each of it gives.

    Args:
        finished: The workbook with its best roster.
        control: Time for all of it; what is known when it ends is the answer.
        executor: Who solves; it is not closed here.
        most: How many asks.

    Returns:
        The best asks, proven as far as ``left`` and their rosters say.

    Raises:
        ValueError: A wish has a weight below 0.

    Source: decision 39.
    """
    return _Search(finished, control, executor, most).run()


class _Search:
    def __init__(self, finished: Finished, control: Control, executor: Executor, most: int) -> None:
        self.finished, self.control, self.most = finished, control, most
        instance = finished.instance
        self.problem = PlacementProblem.of(instance, finished.previous)
        self.opened = OpenedPairs.of(self.problem, finished.previous)
        self.bounds = AskBounds(self.problem, self.opened, self._prices())
        worth = score(self.problem.facts, self.problem.measures, finished.placement)
        self.base: Key = (-worth.count, worth.shortage, worth.cost)
        self.solver = AskSolver(finished, self.base, self.bounds, control, executor)
        self.singles = [*row_asks(instance), *self.opened.days]

    def _prices(self) -> dict[LevelKind, PlacementDuals]:
        proof = self.finished.proof
        found = {}
        for kind, level in _LEVELS.items():
            stored = proof.derived[level].certificate if level in proof.derived else NO_CERTIFICATE
            if kind is LevelKind.COST and proof.certificate is not None:
                stored = proof.certificate
            prices = stored_duals(self.problem, stored) or stored_duals(self.problem, NO_CERTIFICATE)
            assert prices is not None  # prices of nothing always count
            found[kind] = prices
        return found

    def run(self) -> AskedFor:
        control, solver = self.control, self.solver
        searching = control.sub_budget(1 - ASK_SETTINGS.last_share)
        try:
            bounded = [(self.bounds.least((ask,)), (ask,)) for ask in self.singles if control.remaining > 0]
            left = solver.best_first(
                bounded, self._could_be_among_the_best, searching.sub_budget(ASK_SETTINGS.single_share)
            )
            if len(bounded) < len(self.singles):
                left = -len(self.problem.facts.students), 0, 0
            parts = self._in_twos(searching.sub_budget(ASK_SETTINGS.single_share))
            self._more_of_the_same(searching)
            found = self._ranked(parts)
            return AskedFor(self.base, found, parts, left, self._together(found), self._beyond())
        finally:
            solver.close()

    def _could_be_among_the_best(self, bound: Key, _: Asks) -> bool:
        return bound < self.solver.solved.threshold(self.most)

    def _ranked(self, parts: dict[Asks, tuple[Granted, Granted]]) -> tuple[Granted, ...]:
        """Those with which the most are helped first, then the fewest asks, then the best rosters."""
        kept = [one for one in self.solver.solved.ranked() if len(one.asks) == 1 or one.asks in parts]
        kept.sort(key=lambda one: (one.key[0], sum(ask.amount for ask in one.asks), *one.key[1:]))
        return tuple(kept[: self.most])

    # -- more of the same --------------------------------------------------------------------------

    def _more_of_the_same(self, control: Control) -> None:
        """Ask for one more as long as each of those helps one student more."""
        everyone = -len(self.problem.facts.students)
        grown: set[SingleAsk] = set()
        while control.remaining > 0:
            next_ = [
                ask
                for granted in self._best_singles()
                if len(granted.asks) == 1 and granted.key[0] > everyone
                for ask in [granted.asks[0].next]
                if ask is not None and ask not in grown and self.base[0] - granted.key[0] >= granted.asks[0].amount
            ]
            next_ = [ask for ask in next_ if ask.amount <= ASK_SETTINGS.most_amount]
            if not next_:
                return
            grown.update(next_)
            bounded = [(self.bounds.least((ask,)), (ask,)) for ask in next_]
            self.solver.best_first(bounded, lambda key, asks: self.base[0] - key[0] >= asks[0].amount, control)

    def _best_singles(self) -> list[Granted]:
        ranked = sorted(self.solver.solved.ranked(), key=lambda one: one.key)
        return [one for one in ranked if len(one.asks) == 1][: self.most]

    # -- two that only help together ---------------------------------------------------------------

    def _in_twos(self, control: Control) -> dict[Asks, tuple[Granted, Granted]]:
        """Two asks that gain more together than the sum of what each gains alone, with what each gains alone."""
        bounded = {asks: self.bounds.least(asks) for asks in self._promising()}
        self.solver.best_first(((key, asks) for asks, key in bounded.items()), self._worth_trying_in_twos, control)
        found: dict[Asks, tuple[Granted, Granted]] = {}
        for asks in bounded:
            both = self.solver.solved.of(asks)
            if both is None or both.key >= self.base or not self._may_only_help_together(both.key, asks):
                continue
            one, other = (self.solver.solve((ask,), self.bounds.least((ask,)), self.control) for ask in asks)
            if one is not None and other is not None and self._may_only_help_together(both.key, asks):
                found[asks] = one, other
        return found

    def _promising(self) -> Iterator[Asks]:
        """Those that could place somebody more together, and of schools and sets of schools all."""
        for asks in pairs_of_asks(self.finished.instance, self.singles, self.opened):
            if self.control.remaining <= 0:
                return
            whole = not {AskKind.DAY, AskKind.MENTOR}.intersection(ask.kind for ask in asks)
            if whole or (-self.base[0] < len(self.problem.facts.students) and self.bounds.count(asks) < self.base[0]):
                yield asks

    def _worth_trying_in_twos(self, bound: Key, asks: Asks) -> bool:
        tried = [one for one in self.solver.solved.by_asks.values() if len(one.asks) == 2]
        in_vain = sum(not self._may_only_help_together(one.key, one.asks) for one in tried)
        return in_vain < ASK_SETTINGS.in_vain and self._may_only_help_together(bound, asks)

    def _may_only_help_together(self, bound: Key, asks: Asks) -> bool:
        """Is the gain more than the sum of what is known that each gains alone?

        Of asks that each place somebody more, only the number counts: cheaper is no reason to ask both.
        """
        alone = [self.solver.solved.of((ask,)) for ask in asks]
        gains = [tuple(b - k for b, k in zip(self.base, one.key, strict=True)) for one in alone if one is not None]
        summed = tuple(sum(some) for some in zip((0, 0, 0), *gains, strict=True))
        gain = tuple(b - k for b, k in zip(self.base, bound, strict=True))
        return gain[0] > summed[0] if gain[0] or summed[0] else gain > summed

    # -- all of them -------------------------------------------------------------------------------

    def _together(self, found: tuple[Granted, ...]) -> Granted | None:
        if not found:
            return None
        asks: dict[object, SingleAsk] = {}
        for granted in found:
            for ask in granted.asks:
                known = asks.get(ask.cell)
                asks[ask.cell] = ask if known is None or known.amount < ask.amount else known
        granted_all = tuple(asks.values())
        return self.solver.solve(granted_all, (-len(self.problem.facts.students), 0, 0), self.control)

    def _beyond(self) -> tuple[str, ...]:
        """Who has no pair, also not among those that open."""
        facts = self.problem.facts
        some = {*self.problem.pairs.student.tolist(), *self.opened.pairs.student.tolist()}
        return tuple(student for s, student in enumerate(facts.students) if s not in some)
