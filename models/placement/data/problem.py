"""One question about placements: the pairs that may be used and what a roster must hold. Knows no solver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Placement
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.capacity import Limits, limits_of
from models.placement.data.objective import LevelObjective
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pairs import CandidatePairs, all_pairs, leave_out
from models.placement.data.score import Score, score, shared_cost


@dataclass(frozen=True)
class LevelTargets:
    """What a roster must reach before anything else counts.

    Attributes:
        placed: Students placed at least.
        kept: Pairs of the old roster kept at least.
        short: Students short of board minimums at most; None for any number.
    """

    placed: int = 0
    kept: int = 0
    short: int | None = None


@dataclass(frozen=True)
class PlacementProblem:
    """One question about placements.

    Attributes:
        facts: The semester.
        measures: What each wish counts for a pair.
        pairs: The pairs that may be used.
        limits: The counting rules in force.
        kept: [pairs] those of an old roster, of which targets may ask a number; None where none is asked.
        constant: Cost that comes with every roster (W9).
    """

    facts: PlacementArrays
    measures: PairCosts
    pairs: CandidatePairs
    limits: Limits
    kept: Bools | None = None
    constant: int = 0

    @classmethod
    def of(cls, instance: Instance, previous: Placement | None = None) -> PlacementProblem:
        """Everything that the rules about single pairs allow.

        Args:
            instance: The semester.
            previous: The old roster that W9 counts from.

        Returns:
            The problem with every rule in force.

        Raises:
            ValueError: A wish has a weight below 0.
        """
        if min(instance.settings.weights.values(), default=0) < 0:
            raise ValueError("a wish with a weight below 0")
        return cls.under(instance, previous)

    @classmethod
    def under(
        cls,
        instance: Instance,
        previous: Placement | None = None,
        without: frozenset[Rule] = frozenset(),
        closed: Mapping[str, Callable[[str], bool]] | None = None,
        placed: frozenset[str] = frozenset(),
    ) -> PlacementProblem:
        """A problem with other rules or demands, and any weights.

        Args:
            instance: The semester.
            previous: The old roster that W9 counts from.
            without: Hard rules that are switched off.
            closed: Student id to whether a mentor id is closed to that student.
            placed: Ids of students who must be placed beside those with a pin.

        Returns:
            The problem.
        """
        facts = PlacementArrays(instance)
        measures = PairCosts(facts, previous)
        pairs = leave_out(facts, all_pairs(facts, measures, without), closed or {})
        constant = instance.settings.weights.get(Wish.W9, 0) * measures.changes_at_most
        return cls(facts, measures, pairs, limits_of(facts, without, placed), constant=constant)

    def only(self, allowed: Bools, must: Iterable[int] = ()) -> PlacementProblem:
        """The same with fewer pairs, and these students placed.

        Args:
            allowed: [pairs] which pairs stay.
            must: Indices of students who must be placed as well.

        Returns:
            A problem of its own.
        """
        pinned = self.limits.pinned.copy()
        pinned[list(must)] = True
        kept = None if self.kept is None else self.kept[allowed]
        return replace(self, pairs=self.pairs.take(allowed), limits=replace(self.limits, pinned=pinned), kept=kept)

    @property
    def hopeless(self) -> bool:
        """Somebody who must be placed has no pair left."""
        has = np.zeros(len(self.facts.students), dtype=bool)
        has[self.pairs.student] = True
        return bool((self.limits.pinned & ~has).any())

    # -- rosters -----------------------------------------------------------------------------------

    def placement(self, positions: Ints) -> dict[str, str]:
        """Student id to mentor id for these pairs."""
        chosen = self.pairs.take(positions)
        return {
            self.facts.students[s]: self.facts.mentors[m]
            for s, m in zip(chosen.student.tolist(), chosen.mentor.tolist(), strict=True)
        }

    def mentor_of(self, placement: Placement) -> Ints:
        """[S] the mentor a roster gives; -1 without one, -2 for one that is not in the workbook."""
        index = self.facts.mentor_index
        found = [index.get(placement[one], -2) if one in placement else -1 for one in self.facts.students]
        return np.array(found, dtype=np.int64)

    def held(self, placement: Placement) -> Bools:
        """[pairs] those that the roster has."""
        same: Bools = self.mentor_of(placement)[self.pairs.student] == self.pairs.mentor
        return same

    def worth(self, positions: Ints) -> Score:
        """As the checker counts it."""
        return score(self.facts, self.measures, self.placement(positions))

    def price(self, positions: Ints) -> int:
        """The cost that is searched for: that of the pairs here, and of the wishes that count students together."""
        shared, _ = shared_cost(self.facts, self.pairs.mentor[positions])
        return shared + int(self.pairs.cost[positions].sum()) + self.constant

    # -- goals -------------------------------------------------------------------------------------

    def most_placed(self) -> LevelObjective:
        """As many students placed as can be."""
        return LevelObjective(pair_cost=np.full(len(self.pairs), -1, dtype=np.int64))

    def most_kept(self, need: LevelTargets) -> LevelObjective:
        """As many pairs of the old roster kept as can be, once these targets are met."""
        assert self.kept is not None
        return self._goal(-self.kept.astype(np.int64), need)

    def least_short(self, need: LevelTargets) -> LevelObjective:
        """As few students short of board minimums as can be, once these targets are met."""
        return replace(self._goal(np.zeros(len(self.pairs), dtype=np.int64), need), shortage=1)

    def cheapest(self, need: LevelTargets) -> LevelObjective:
        """The least cost, once these targets are met."""
        alone = self.facts.instance.settings.weights.get(Wish.W7, 0)
        return replace(self._goal(self.pairs.cost, need), alone=alone, above=True, constant=self.constant)

    def _goal(self, pair_cost: Ints, need: LevelTargets) -> LevelObjective:
        return LevelObjective(
            pair_cost=pair_cost,
            least_placed=need.placed,
            most_short=need.short,
            kept=self.kept,
            least_kept=need.kept,
        )
