"""One level of the lexicographic objective while it is searched, and what is proven of all levels. Knows no solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models.placement.column_generation.lagrangian_bound import FAR, PlacementBound, PlacementDuals
from models.placement.column_generation.restricted_master import RelaxedPlacement
from models.placement.column_generation.settings import INTEGER_MASTER_SETTINGS
from models.placement.data.arrays import Bools, Ints
from models.placement.data.objective import LevelKind, LevelObjective
from models.placement.data.problem import LevelTargets
from models.placement.data.score import Score


@dataclass(frozen=True, slots=True)
class ProvenBounds:
    """What no roster of the problem betters.

    Attributes:
        count: No roster places more students.
        shortage: No roster with that many placed is less short of the boards' minimums.
        cost: No roster with that count, and the shortage that was aimed at, costs less. None while nothing is proven.
    """

    count: int
    shortage: int = 0
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class ProvenRoster:
    """The best roster found and what is proven.

    Attributes:
        positions: Its pairs, as positions in the pairs of the problem. None when none was found.
        score: What it is worth as the checker counts it. None without a roster.
        proven: No roster of the problem is better in the order count, shortage, cost.
        impossible: It is proven that the problem has no roster at all.
        bounds: What is proven of all rosters. None where the search did not go through all levels.
        duals: Dual prices behind the bound on the cost. None where no relaxation of the cost was solved.
    """

    positions: Ints | None
    score: Score | None
    proven: bool = False
    impossible: bool = False
    bounds: ProvenBounds | None = None
    duals: PlacementDuals | None = None


@dataclass(eq=False)
class LevelState:
    """One level while it is searched: the best roster so far and what is proven of all that meet the targets.

    Attributes:
        kind: The level.
        targets: What earlier levels reached; every roster of this level meets it.
        goal: What the solvers minimise.
        value: What a roster has on this level; smaller is better.
        order: Decides which of two rosters is kept; begins with ``value`` or with earlier levels.
        start: A legal roster from before, perhaps short of the targets. None: none is known.
        gap: A roster so near its bound is good enough for the integer step.
        best: The best roster that meets the targets. None: none is known.
        bound: No roster that meets the targets has less on this level.
        lagrangian: The best Lagrangian bound, with the reduced cost of every pair. None before the first.
        relaxed: The last relaxation of this level. None when there was none, as where stored duals gave the bound.
        reached: What the best roster has on this level. ``FAR`` without one.
    """

    kind: LevelKind
    targets: LevelTargets
    goal: LevelObjective
    value: Callable[[Ints], int]
    order: Callable[[Ints], tuple[int, ...]]
    start: Ints | None = None
    gap: float = INTEGER_MASTER_SETTINGS.below_one
    best: Ints | None = None
    bound: int = -FAR
    lagrangian: PlacementBound | None = None
    relaxed: RelaxedPlacement | None = None
    reached: int = field(init=False, default=FAR)
    _rank: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        if self.best is not None:
            self._keep(self.best, self.order(self.best))

    def _keep(self, positions: Ints, rank: tuple[int, ...]) -> None:
        self.best, self._rank, self.reached = positions, rank, self.value(positions)

    @property
    def settled(self) -> bool:
        """Is the best roster proven to be the best of this level?"""
        return self.best is not None and self.reached <= self.bound

    @property
    def lacking(self) -> int:
        """How much more shortage than the targets allow the last relaxation takes."""
        return 0 if self.relaxed is None else self.relaxed.short

    @property
    def out_of_reach(self) -> bool:
        """Does no roster meet the targets, as far as the last relaxation shows?"""
        return self.relaxed is not None and not self.relaxed.met and self.best is None

    def offer(self, positions: Ints) -> None:
        """Keep this roster, which meets the targets, if it is the best so far."""
        rank = self.order(positions)
        if self.best is None or rank < self._rank:
            self._keep(positions, rank)

    def prove(self, value: int) -> None:
        """No roster but perhaps the best one has less than this."""
        self.bound = max(self.bound, min(value, self.reached))

    def use(self, lagrangian: PlacementBound) -> None:
        """Take over a Lagrangian bound, if it is the highest so far."""
        if self.lagrangian is None or lagrangian.value > self.lagrangian.value:
            self.lagrangian = lagrangian
        self.prove(lagrangian.value)

    @property
    def reduced(self) -> PlacementBound:
        """The Lagrangian bound of a level that has one.

        Raises:
            ValueError: The level was not bounded yet.
        """
        if self.lagrangian is None:
            raise ValueError(f"no bound yet for {self.kind.name}")
        return self.lagrangian

    def needed(self) -> Bools | None:
        """[pairs] those that a better roster may contain. None while there is no roster to better."""
        return None if self.best is None else self.reduced.needed(self.reached)

    def usable(self) -> Bools | None:
        """[pairs] those that a roster as good as the best may contain. None while no bound or roster is known."""
        if self.best is None or self.lagrangian is None:
            return None
        return self.lagrangian.needed(self.reached + 1)

    def tightened(self, targets: LevelTargets, goal: LevelObjective) -> LevelState:
        """The same level under stricter targets that the best roster meets: all that is proven still holds."""
        return replace(self, targets=targets, goal=goal)
