"""The best roster of one problem with its proof, fast when good prices are known. Knows levels; knows no rule.

Prices (from the run that made a roster) give a bound for every problem like it at once. Whole numbers are searched
on the few thousand pairs that look best under them; when every pair left out is too dear to be in a better roster,
the best of those is the best of all. Where the prices are too old for that, a relaxation makes new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from models.placement.column_generation.candidate_pairs import near_pairs, starting_pairs
from models.placement.column_generation.flow_bound import flow_bound
from models.placement.column_generation.greedy import keeps_rules, pinned_roster
from models.placement.column_generation.integer_master import BELOW_ONE, solve_integer
from models.placement.column_generation.lagrangian_bound import FAR, PlacementBound, PlacementDuals, lower_bound
from models.placement.column_generation.restricted_master import PlacementMaster, RelaxedPlacement
from models.placement.data.arrays import Bools, Ints
from models.placement.data.objective import LevelObjective
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Score
from models.placement.search.pins_feasible import pinned_roster_with_company
from models.search.control import Control

FIRST_LIST = 4000  # pairs; more take longer to make than they help
LONG_LIST = 9000  # pairs; beyond this new prices are worth their second
GROWTH = 3
NEARLY = 1e-3  # of the cost: so near the best a roster is, where no proof is asked for
NEAR = 2  # pairs beside the one that the relaxation chose, in the first search after it
STARTING_PAIRS = 3  # per student and per mentor, where no prices are known


@dataclass(frozen=True)
class KnownBounds:
    """What is proven of every roster of the problem: none places more, none with that many is less short."""

    count: int
    shortage: int = 0


@dataclass(frozen=True)
class ProvenRoster:
    """The best roster found, its score, and what is proven; ``impossible``: that there is none.

    ``kept_most``: no roster with as many placed keeps more of the old one (None: not asked or not proven).
    """

    positions: Ints | None
    score: Score | None
    proven: bool = False
    impossible: bool = False
    bound: int | None = None  # on the cost, once count, changes and shortage are proven
    prices: PlacementDuals | None = None


@dataclass
class LevelState:
    """One goal, while and after it is settled: the best value so far and what is proven of all.

    ``usable`` [pairs]: no roster as good as the best has others.
    """

    goal: LevelObjective
    value: Callable[[Ints], int]
    best: Ints | None = None
    bound: int = -FAR
    usable: Bools | None = None

    @property
    def reached(self) -> int:
        return FAR if self.best is None else self.value(self.best)

    @property
    def settled(self) -> bool:
        return self.best is not None and self.reached <= self.bound

    def take(self, positions: Ints | None) -> None:
        if positions is not None and (self.best is None or self.value(positions) < self.reached):
            self.best = positions


class LexicographicSearch:
    """Settles levels of one problem in turn; pairs, rows and prices stay from one to the next."""

    def __init__(self, problem: PlacementProblem, control: Control, prices: PlacementDuals | None = None) -> None:
        self.problem, self.control = problem, control
        self.prices = prices  # for the cost
        self.master = PlacementMaster(problem.facts, problem.pairs, problem.limits, control, problem.kept)

    # -- all levels --------------------------------------------------------------------------------

    def best(self, start: Ints | None = None, known: KnownBounds | None = None) -> ProvenRoster:
        """As many placed as can be, then as little shortage, then the cheapest. ``start`` is a legal roster."""
        problem = self.problem
        if problem.hopeless:
            return ProvenRoster(None, None, impossible=True)
        hoped = self.hoped(known)
        need = LevelTargets(hoped.count, short=hoped.shortage)
        level = self.cost(need, start)
        if level.best is not None:
            return self.found(level)
        if start is None:
            start = pinned_roster(problem.facts, problem.pairs, problem.limits)
        if start is None:
            start, impossible = pinned_roster_with_company(problem, self.control)
            if start is None:
                return ProvenRoster(None, None, impossible=impossible)
        counted = self.count(start)
        assert counted.best is not None
        need = LevelTargets(len(counted.best))
        short = self.shortage(need, counted.best, hoped.shortage if need.placed == hoped.count else 0)
        level = self.cost(replace(need, short=short.reached), short.best)
        return self.found(level, counted.settled and short.settled)

    def hoped(self, known: KnownBounds | None) -> KnownBounds:
        """What no roster betters: the flow's figures, or better ones already proven."""
        problem = self.problem
        rose = flow_bound(problem.facts, problem.pairs, problem.limits)
        flow = KnownBounds(len(problem.facts.students)) if rose is None else KnownBounds(rose.count, rose.shortage)
        if known is None or flow.count < known.count:
            return flow
        return KnownBounds(known.count, max(known.shortage, flow.shortage if flow.count == known.count else 0))

    def found(self, level: LevelState, above: bool = True) -> ProvenRoster:
        """``above``: the levels before it are proven."""
        if level.best is None:
            return ProvenRoster(None, None)
        bound = level.bound if above else None
        return ProvenRoster(
            level.best, self.problem.worth(level.best), above and level.settled, False, bound, self.prices
        )

    # -- levels ------------------------------------------------------------------------------------

    def count(self, start: Ints | None = None) -> LevelState:
        return self._settle(LevelState(self.problem.most_placed(), lambda found: -len(found), start), None)

    def kept(self, need: LevelTargets, start: Ints | None = None) -> LevelState:
        kept = self.problem.kept
        assert kept is not None
        return self._settle(
            LevelState(self.problem.most_kept(need), lambda found: -int(kept[found].sum()), start), None
        )

    def shortage(self, need: LevelTargets, start: Ints, least: int = 0) -> LevelState:
        level = LevelState(
            self.problem.least_short(need), lambda found: self.problem.worth(found).shortage, start, least
        )
        return level if level.settled else self._settle(level, None)

    def cost(self, need: LevelTargets, start: Ints | None = None) -> LevelState:
        problem = self.problem
        if start is not None and not self._meets(need, start):
            start = None
        return self._settle(LevelState(problem.cheapest(need), problem.price, start), self.prices)

    def near(self, need: LevelTargets, start: Ints) -> LevelState:
        """A roster close to the cheapest, in a few seconds and without going on to the proof."""
        level = LevelState(self.problem.cheapest(need), self.problem.price, start)
        self.master.aim(level.goal)
        relaxed = self._relax(level)
        if relaxed is not None:
            level.bound = relaxed.bound.value
            self._dive(level, relaxed, max(1.0, NEARLY * abs(level.bound)))
        return level

    def _meets(self, need: LevelTargets, positions: Ints) -> bool:
        problem = self.problem
        if len(positions) < need.placed or (need.kept and problem.kept is None):
            return False
        if problem.kept is not None and problem.kept[positions].sum() < need.kept:
            return False
        if need.short is not None and problem.worth(positions).shortage > need.short:
            return False
        return keeps_rules(problem.facts, problem.pairs, problem.limits, positions)

    # -- one level ---------------------------------------------------------------------------------

    def _settle(self, level: LevelState, prices: PlacementDuals | None) -> LevelState:
        """Search growing lists until nothing better can be left; the control's time ends it sooner.

        Without a roster to start from, a need that looks out of reach is given up.
        """
        problem, size, dived = self.problem, FIRST_LIST, False
        self.master.aim(level.goal)
        relaxed = self._relax(level) if prices is None else None
        if prices is not None:
            bound = lower_bound(problem.facts, problem.pairs, problem.limits, level.goal, prices)
        elif relaxed is not None:
            bound = relaxed.bound
        else:
            return level
        level.bound = max(level.bound, bound.value)
        if level.best is not None and bound.needed(level.reached).sum() <= LONG_LIST:
            size = LONG_LIST  # all that the proof needs, at once
        while not level.settled and self.control.remaining > 0:
            if relaxed is not None and not relaxed.met and level.best is None:
                break
            if relaxed is not None and not dived:
                dived = True
                self._dive(level, relaxed)
                if level.settled:
                    break
            self._list(level, bound, size)
            self._search(level, bound)
            if relaxed is not None and level.best is None:
                break
            missing = self._missing(level, bound)
            if level.settled or not missing:
                break
            if relaxed is None and (level.best is None or missing > LONG_LIST):
                relaxed = self._relax(level)
                if relaxed is not None and relaxed.bound.value > bound.value:
                    bound = relaxed.bound
                    level.bound = max(level.bound, bound.value)
            else:
                size *= GROWTH
        if level.best is not None:
            level.usable = bound.needed(level.reached + 1)
        return level

    def _relax(self, level: LevelState) -> RelaxedPlacement | None:
        """A relaxation of the level, for newer prices."""
        start = np.array(self.master.positions, dtype=np.int64)
        if not len(start):
            start = starting_pairs(self.problem.pairs, STARTING_PAIRS)
        if level.best is not None:
            start = np.union1d(start, level.best)
        if self.problem.kept is not None:
            start = np.union1d(start, np.nonzero(self.problem.kept)[0])
        self.master.control = self.control.sub_budget(0.5)
        relaxed = self.master.solve(level.goal, start)
        if relaxed is not None and level.goal.pair_cost is self.problem.pairs.cost:
            self.prices = relaxed.prices
        return relaxed

    def _dive(self, level: LevelState, relaxed: RelaxedPlacement, enough: float = BELOW_ONE) -> None:
        """A roster close to the relaxation: mostly that is as good as the bound already."""
        near = np.zeros(len(self.problem.pairs), dtype=bool)
        near[near_pairs(self.problem.pairs, relaxed, NEAR)] = True
        if level.best is not None:
            near[level.best] = True
            near &= relaxed.bound.needed(level.reached)
        self.master.add(np.nonzero(near)[0])
        level.take(solve_integer(self.master, level.goal, near, self.control, enough).positions)

    def _missing(self, level: LevelState, bound: PlacementBound) -> int:
        """How many pairs a better roster may need are not in the list yet."""
        left = ~self._inside()
        if level.best is not None:
            left &= bound.needed(level.reached)
        return int(left.sum())

    def _list(self, level: LevelState, bound: PlacementBound, size: int) -> None:
        """Let in the pairs that a better roster may need, at most so many, the best first."""
        order = bound.reduced
        if level.best is not None:
            wanted = np.nonzero(bound.needed(level.reached))[0]
            self.master.add(level.best)
        else:
            wanted = np.arange(len(order))
        if len(wanted) > size:
            wanted = np.sort(wanted[np.argpartition(order[wanted], size)[:size]])
        self.master.add(wanted)

    def _search(self, level: LevelState, bound: PlacementBound) -> None:
        """The best of the pairs in the list, and what that proves of all."""
        better = None if level.best is None else bound.needed(level.reached)
        before = level.reached
        whole = solve_integer(self.master, level.goal, better, self.control)
        level.take(whole.positions)
        listed = before if whole.none else whole.bound
        if listed is not None:
            level.bound = max(level.bound, min(listed, bound.outside(np.array(self.master.positions, dtype=np.int64))))

    def _inside(self) -> Bools:
        inside = np.zeros(len(self.problem.pairs), dtype=bool)
        inside[self.master.positions] = True
        return inside
