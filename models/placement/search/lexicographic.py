"""The lexicographic search for the best placement of one problem, with its proof. Knows no rule and no solver.

As many students placed as can be, then as little shortage, then the cheapest. The search first aims at the cheapest
roster of those that would reach the most optimistic count and shortage: mostly there is one, and all levels are settled
at once. Otherwise the levels follow each other. How one level goes is in ``level_search``.
"""

from __future__ import annotations

from dataclasses import replace

from models.placement.column_generation.flow_bound import flow_bound
from models.placement.column_generation.lagrangian_bound import PlacementBound, lower_bound
from models.placement.data.arrays import Ints
from models.placement.data.objective import LevelKind
from models.placement.data.problem import LevelTargets
from models.placement.search.level_search import LevelSearch
from models.placement.search.levels import LevelState, ProvenBounds, ProvenRoster
from models.placement.search.starting_roster import smallest_roster


class LexicographicSearch(LevelSearch):
    """Settles all levels of one problem in turn.

    Source: decisions 1, 11, 13 and 23.
    """

    def best(self, start: Ints | None = None, known: ProvenBounds | None = None) -> ProvenRoster:
        """The best roster in the control's time, with what is proven.

        Args:
            start: Positions of a legal roster. None: where the search needs one, it looks for it.
            known: What is proven already of count and shortage.

        Returns:
            The roster, which is at least as good as ``start``.
        """
        if self.problem.hopeless:
            return ProvenRoster(None, None, impossible=True)
        self.proven = optimistic = self.optimistic(known)
        level, final = self._aim_at(optimistic, start)
        if not final:
            start, impossible = level.best if level.best is not None else start, False
            if start is None:
                start, impossible = smallest_roster(self.problem, self.control)
            if start is None:
                return ProvenRoster(None, None, impossible=impossible)
            level = self._one_by_one(optimistic, start)
        score, proven = self._score(level), self.proven
        return self.found(level, (score.count, score.shortage) == (proven.count, proven.shortage))

    def optimistic(self, known: ProvenBounds | None = None) -> ProvenBounds:
        """What no roster betters: the figures of a flow over all pairs, or better ones already proven."""
        found = flow_bound(self.problem.facts, self.problem.pairs, self.problem.limits)
        flow = self.proven if found is None else ProvenBounds(found.count, found.shortage)
        if known is None or flow.count < known.count:
            return flow
        return ProvenBounds(known.count, max(known.shortage, flow.shortage if flow.count == known.count else 0))

    def found(self, level: LevelState, above: bool = True) -> ProvenRoster:
        """What a level of the cost found. ``above``: it is proven that its targets are the best that can be."""
        if level.best is None:
            return ProvenRoster(None, None)
        known = level.lagrangian is not None and len(level.best) >= self.proven.count
        bounds = replace(self.proven, cost=level.bound if known else None)
        return ProvenRoster(level.best, self._score(level), above and level.settled, False, bounds, self.duals)

    def _aim_at(self, optimistic: ProvenBounds, start: Ints | None) -> tuple[LevelState, bool]:
        """The cheapest roster that reaches these figures, and whether the search can end with it.

        Where the relaxation shows that it takes more shortage than that, with so much more; that no roster is less
        short is proven afterwards.
        """
        targets = LevelTargets(optimistic.count, short=optimistic.shortage)
        level = self._level(LevelKind.COST, targets, start, all_levels=True)
        self._settle(level, self.duals, self.settings.optimistic_share, stop_if_unmet=True)
        if level.best is not None or not level.lacking:
            return level, level.best is not None
        targets = replace(targets, short=optimistic.shortage + level.lacking)
        level = self._level(LevelKind.COST, targets, start, all_levels=True)
        if not self._relax(level, self.settings.optimistic_share):
            return level, False
        sizes = self.step.sizes(level)
        if not self._dive(level) or level.best is None:
            return level, False
        least = self._least_shortage(level.best)
        if least is None:
            return level, True
        shortage = self._score(level).shortage
        if shortage > least:
            return level, False
        targets = replace(targets, short=shortage)
        level = level.tightened(targets, self.problem.cheapest(targets))
        self._prove(level, sizes)
        return level, True

    def _least_shortage(self, best: Ints) -> int | None:
        """No roster with as many placed is less short than this; None when that could not be found out."""
        if self.problem.worth(best).shortage <= self.proven.shortage:
            return self.proven.shortage
        level = self._level(LevelKind.SHORTAGE, LevelTargets(len(best)), best)
        if not self._relax(level, self.settings.shortage_share) or level.relaxed is None or not level.relaxed.met:
            return None
        return self.proven.shortage

    def _one_by_one(self, optimistic: ProvenBounds, start: Ints) -> LevelState:
        """Every level for itself, each with what the one before it reached; the last of them."""
        self.proven = ProvenBounds(optimistic.count)
        count = self._level(LevelKind.COUNT, LevelTargets(), start, -optimistic.count, all_levels=True)
        self._settle(count)
        placed = -count.reached
        least = optimistic.shortage if placed == optimistic.count else 0
        short = self._level(LevelKind.SHORTAGE, LevelTargets(placed), count.best, least, all_levels=True)
        self._settle(short)
        targets = LevelTargets(placed, short=short.reached)
        duals = self.duals if self.settings.reuse_duals else None
        return self._settle(self._level(LevelKind.COST, targets, short.best, all_levels=True), duals)

    def bound_for(self, positions: Ints) -> PlacementBound | None:
        """A bound on the cost of rosters with this count and shortage, with reduced costs; None without duals."""
        if self.duals is None:
            return None
        worth, problem = self.problem.worth(positions), self.problem
        goal = problem.cheapest(LevelTargets(worth.count, short=worth.shortage))
        return lower_bound(problem.facts, problem.pairs, problem.limits, goal, self.duals)
