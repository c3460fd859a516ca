"""The search of one level: relax, dive and prove. Knows no rule, and of other levels only their order.

1. *Relax.* A relaxation, or stored duals, gives a bound on the level and a reduced cost for every pair.
2. *Dive.* An integer step on the few pairs close to the relaxation: mostly that roster is as good as the bound.
3. *Prove.* Integer steps on growing lists, until every pair left out is too expensive to be in a better roster.

What solves the integer steps, and on which lists, is a strategy (``IntegerStep``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Protocol

import numpy as np

from models.placement.column_generation.candidate_pairs import starting_pairs
from models.placement.column_generation.greedy import keeps_rules
from models.placement.column_generation.lagrangian_bound import FAR, PlacementDuals, lower_bound
from models.placement.column_generation.restricted_master import PlacementMaster
from models.placement.data.arrays import Ints
from models.placement.data.objective import LevelKind, LevelObjective
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Score
from models.placement.search.highs_step import HighsStep
from models.placement.search.integer_step import IntegerStep, Scope
from models.placement.search.levels import LevelState, ProvenBounds
from models.placement.search.settings import HIGHS_STEP_SETTINGS
from models.search.control import Control


class SearchListener(Protocol):
    """Is told how a search goes on."""

    def found(self, best: Ints, proven: ProvenBounds) -> None:
        """A roster was found; ``best`` is the best so far."""

    def proved(self, best: Ints, proven: ProvenBounds) -> None:
        """A bound on the cost was proven."""


class LevelSearch:
    """Settles levels of one problem in turn; pairs, rows and duals stay from one to the next."""

    def __init__(
        self,
        problem: PlacementProblem,
        control: Control,
        duals: PlacementDuals | None = None,
        *,
        master: PlacementMaster | None = None,
        step: IntegerStep | None = None,
        listener: SearchListener | None = None,
    ) -> None:
        """A search with nothing found yet.

        Args:
            problem: What is asked.
            control: Time and stop button of all that this search does.
            duals: Dual prices for the cost from an earlier run, of this problem or one like it: they save a
                relaxation. However old they are, no answer is wrong by them.
            master: A restricted master of the same pairs, to go on with. None: a new one.
            step: What solves the integer steps. None: HiGHS on the pairs of the master.
            listener: Is told of every roster found. None: nobody is.
        """
        self.problem, self.control, self.duals, self.listener = problem, control, duals, listener
        self.level_duals: dict[LevelKind, PlacementDuals] = {}  # of the last relaxation of each level
        facts, pairs, limits = problem.facts, problem.pairs, problem.limits
        self.master = master or PlacementMaster(facts, pairs, limits, problem.kept)
        self.step: IntegerStep = step or HighsStep(problem, self.master, control)
        self.proven = ProvenBounds(len(np.unique(pairs.student)))
        self.settings = self.step.settings
        self._no_gains = min(problem.facts.instance.settings.weights.values(), default=0) >= 0

    def with_costs(self, cost: Ints, duals: PlacementDuals) -> LevelSearch:
        """A search of the same problem with another cost of each pair, which goes on with the same master.

        Args:
            cost: [pairs] the cost of each pair.
            duals: Dual prices to begin with.

        Returns:
            The other search. This one stays as it is, but for the pairs that its master holds.
        """
        other = replace(self.problem, pairs=replace(self.problem.pairs, cost=cost))
        return LevelSearch(other, self.control, duals, master=self.master)

    def count(self, start: Ints) -> LevelState:
        """As many placed as can be."""
        return self._settle(self._level(LevelKind.COUNT, LevelTargets(), start))

    def kept(self, targets: LevelTargets, start: Ints | None = None) -> LevelState:
        """As many pairs of the old roster as can be."""
        return self._settle(self._level(LevelKind.KEPT, targets, start))

    def shortage(self, targets: LevelTargets, start: Ints) -> LevelState:
        """As little shortage as can be."""
        return self._settle(self._level(LevelKind.SHORTAGE, targets, start, 0))

    def cost(self, targets: LevelTargets, start: Ints | None = None) -> LevelState:
        """The cheapest roster. ``start`` is passed by where it does not meet the targets."""
        return self._settle(self._level(LevelKind.COST, targets, start), self.duals)

    def near_cost(self, targets: LevelTargets, start: Ints) -> LevelState:
        """A roster close to the cheapest, in a few seconds and without going on to the proof."""
        level = self._level(LevelKind.COST, targets, start)
        if self._relax(level, self.settings.relaxation_share):
            level.gap = max(1.0, HIGHS_STEP_SETTINGS.near_gap * abs(level.bound))
            self._dive(level)
        return level

    # -- one level ---------------------------------------------------------------------------------

    def _level(
        self,
        kind: LevelKind,
        targets: LevelTargets,
        start: Ints | None,
        bound: int | None = None,
        all_levels: bool = False,
    ) -> LevelState:
        """A level with nothing found but the start. ``all_levels``: of rosters equal on it the others decide."""
        if bound is None:
            bound = 0 if kind is LevelKind.COST and self._no_gains else -FAR
        value = partial(self._value, kind)
        order = self._rank if all_levels else lambda positions: (value(positions),)
        best = start if start is None or kind is not LevelKind.COST or self._meets(targets, start) else None
        return LevelState(kind, targets, self._goal(kind, targets), value, order, start, best=best, bound=bound)

    def _goal(self, kind: LevelKind, targets: LevelTargets) -> LevelObjective:
        match kind:
            case LevelKind.COUNT:
                return self.problem.most_placed()
            case LevelKind.KEPT:
                return self.problem.most_kept(targets)
            case LevelKind.SHORTAGE:
                return self.problem.least_short(targets)
            case _:
                return self.problem.cheapest(targets)

    def _value(self, kind: LevelKind, positions: Ints) -> int:
        match kind:
            case LevelKind.COUNT:
                return -len(positions)
            case LevelKind.KEPT:
                return -self._kept(positions)
            case LevelKind.SHORTAGE:
                return self.problem.worth(positions).shortage
            case _:
                return self.problem.price(positions)

    def _rank(self, positions: Ints) -> tuple[int, ...]:
        return self.problem.worth(positions).key

    def _kept(self, positions: Ints) -> int:
        """Of how many students these are the pairs of the old roster."""
        return 0 if self.problem.kept is None else int(self.problem.kept[positions].sum())

    def _score(self, level: LevelState) -> Score:
        """What the best roster of a level is worth."""
        if level.best is None:
            raise ValueError(f"no roster yet for {level.kind.name}")
        return self.problem.worth(level.best)

    def _meets(self, targets: LevelTargets, positions: Ints) -> bool:
        problem = self.problem
        if len(positions) < targets.placed or self._kept(positions) < targets.kept:
            return False
        if targets.short is not None and problem.worth(positions).shortage > targets.short:
            return False
        return keeps_rules(problem.facts, problem.pairs, problem.limits, positions)

    def _settle(
        self,
        level: LevelState,
        duals: PlacementDuals | None = None,
        share: float | None = None,
        stop_if_unmet: bool = False,
    ) -> LevelState:
        """Relax, dive and prove, as far as the control's time allows.

        With ``duals`` those give the first bound. ``share``: part of the time left for the relaxation.
        ``stop_if_unmet``: it ends as soon as the targets seem out of reach. Without a roster to start from such
        targets are given up.
        """
        self._note(level)
        if level.settled and level.kind is LevelKind.SHORTAGE and not self.settings.relax_settled:
            return level
        self.master.aim(level.goal)
        if duals is not None:
            problem = self.problem
            level.use(lower_bound(problem.facts, problem.pairs, problem.limits, level.goal, duals))
        elif not self._relax(level, share or self.settings.relaxation_share, stop_if_unmet):
            return level
        sizes = self.step.sizes(level)
        if self._dive(level):
            self._prove(level, sizes)
        return level

    def _relax(self, level: LevelState, share: float, stop_if_unmet: bool = False) -> bool:
        """A bound and reduced costs from a relaxation; False when the time was too short for one."""
        inside, problem = np.array(self.master.positions, dtype=np.int64), self.problem
        start = inside if len(inside) else starting_pairs(problem.pairs, self.settings.starting_pairs)
        old = None if problem.kept is None else np.nonzero(problem.kept)[0]
        for more in (level.start, level.best, old):
            start = start if more is None else np.union1d(start, more)
        relaxed = self.master.solve(level.goal, start, self.control.sub_budget(share), stop_if_unmet)
        if relaxed is None:
            return False
        level.relaxed = relaxed
        level.use(relaxed.bound)
        self.level_duals[level.kind] = relaxed.prices
        if level.kind is LevelKind.COST:
            self.duals = relaxed.prices
        self._note(level)
        return True

    def _dive(self, level: LevelState) -> bool:
        """Search close to the relaxation, if there was one; False when no roster meets the targets."""
        if level.out_of_reach:
            return False
        for number, alternatives in enumerate(self.settings.alternatives):
            # of rosters equal on another level a second dive may find one that is better on those after it
            done = level.settled and (number == 0 or level.kind is LevelKind.COST)
            if level.relaxed is None or done or self.control.remaining <= 0:
                break
            self._search(level, self.step.near(level, level.relaxed, alternatives), Scope.NEAR)
        return True

    def _prove(self, level: LevelState, sizes: Iterator[int]) -> None:
        """Search growing lists until nothing better can be left out."""
        size = next(sizes)
        while not level.settled and self.control.remaining > 0:
            candidates = self.step.candidates(level, size)
            if candidates is None:
                break
            self._search(level, candidates, Scope.LIST if self._missing(level, candidates) else Scope.ALL)
            missing = self._missing(level, candidates)
            if not missing or (level.relaxed is not None and level.best is None):
                break
            old_duals = level.relaxed is None and (level.best is None or missing > self.settings.long_list)
            if not (old_duals and self._relax(level, self.settings.relaxation_share)):
                size = next(sizes)
            elif not self._dive(level):
                break

    def _search(self, level: LevelState, candidates: Ints, scope: Scope) -> None:
        """One integer step, and what it proves of all: a roster is made of these pairs alone, or has one outside."""
        outcome = self.step.solve(level, candidates, scope, lambda positions: self._offer(level, positions))
        if outcome.positions is not None:
            self._offer(level, outcome.positions)
        if outcome.bound is not None:
            level.prove(min(outcome.bound, level.reduced.outside(candidates)))
        self._note(level)

    def _missing(self, level: LevelState, candidates: Ints) -> int:
        """How many pairs that a better roster may contain are not among these."""
        left, needed = np.ones(len(self.problem.pairs), dtype=bool), level.needed()
        left[candidates] = False
        return int(np.count_nonzero(left if needed is None else left & needed))

    # -- what is proven ----------------------------------------------------------------------------

    def _offer(self, level: LevelState, positions: Ints) -> None:
        level.offer(positions)
        if self.listener is not None and level.best is not None:
            self.listener.found(level.best, self.proven)

    def _note(self, level: LevelState) -> None:
        """What a level proves of all rosters of the problem."""
        proven = self.proven
        if level.kind is LevelKind.COUNT:
            self.proven = replace(proven, count=min(proven.count, -level.bound))
        elif level.targets.placed < proven.count:
            return  # of rosters with fewer placed nothing is said
        elif level.kind is LevelKind.SHORTAGE:
            self.proven = replace(proven, shortage=max(proven.shortage, level.bound))
        elif level.kind is LevelKind.COST and level.best is not None and level.lagrangian is not None:
            self.proven = replace(proven, cost=level.bound)
            if self.listener is not None:
                self.listener.proved(level.best, self.proven)
