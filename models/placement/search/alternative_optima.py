"""Other placements worth exactly what the best one is. Knows reduced costs; knows no rule and no WPA."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from instances.domain.solution import Placement
from models.infeasibility.placement_cuts import PlacementCut
from models.placement.column_generation.candidate_pairs import cheapest_pairs
from models.placement.column_generation.lagrangian_bound import PlacementBound
from models.placement.cp_sat.model import LevelTask, PlacementModel
from models.placement.data.arrays import Ints
from models.placement.data.objective import ObjectiveLevel
from models.placement.data.pairs import CandidatePairs
from models.placement.data.score import Score, score
from models.placement.search.settings import ALTERNATIVE_OPTIMA
from models.search.control import Control


@dataclass(frozen=True)
class EqualPlacement:
    """``lost``: no placement of the value loses fewer, None when not proven. ``placement`` is the best found."""

    placement: dict[str, str]
    lost: int | None


class AlternativeOptima:
    """All placements with as many placed, as little shortage and no more cost than ``best``."""

    def __init__(
        self, builder: PlacementModel, pairs: CandidatePairs, best: Ints, worth: Score, bound: PlacementBound | None
    ) -> None:
        self._builder, self._best, self._score, self._bound = builder, best, worth, bound
        self._every = pairs
        self._listed, self.complete = self._positions()
        self._pairs = pairs.take(self._listed)

    def _positions(self) -> tuple[Ints, bool]:
        """The pairs that such a placement can hold, and whether that is all of them."""
        if self._bound is None:
            return np.union1d(cheapest_pairs(self._every, ALTERNATIVE_OPTIMA.without_bound), self._best), False
        needed = np.nonzero(self._bound.needed(self._score.cost + 1))[0]
        cheapest = needed[np.argsort(self._bound.reduced[needed], kind="stable")][: ALTERNATIVE_OPTIMA.most_pairs]
        return np.union1d(cheapest, self._best), len(cheapest) == len(needed)

    def choices(self) -> dict[str, list[str]]:
        """Student id to the mentors with whom such a placement may put the student."""
        facts = self._builder.facts
        found: dict[str, list[str]] = {}
        for s, m in zip(self._pairs.student.tolist(), self._pairs.mentor.tolist(), strict=True):
            found.setdefault(facts.students[s], []).append(facts.mentors[m])
        return found

    def fewest_lost(
        self,
        crowds: Collection[PlacementCut],
        due: Collection[str],
        now: Placement,
        fixed: Collection[str],
        control: Control,
    ) -> EqualPlacement | None:
        """The placement of this value with the least lost; None when none was found in time.

        Lost are those in ``crowds`` over their room and those ``due`` who are not placed. ``now`` is one of these
        placements, to start from; ``fixed`` students keep their mentor of it.
        """
        facts = self._builder.facts
        held = np.zeros(len(facts.students), dtype=bool)
        mentor = np.full(len(facts.students), -1, dtype=np.int64)
        for student, guide in now.items():
            mentor[facts.student_index[student]] = facts.mentor_index[guide]
        held[[facts.student_index[student] for student in fixed]] = True
        chosen = mentor[self._pairs.student] == self._pairs.mentor
        pairs = self._pairs.take(chosen | ~held[self._pairs.student])
        hint = np.nonzero(mentor[pairs.student] == pairs.mentor)[0]
        task = LevelTask(ObjectiveLevel.LOST, self._score.count, self._score.shortage, tuple(crowds), tuple(due))
        outcome = self._builder.solve(pairs, task, control, hint=hint)
        if outcome.chosen is None:
            return None
        roster = pairs.take(outcome.chosen)
        placement = {
            facts.students[s]: facts.mentors[m]
            for s, m in zip(roster.student.tolist(), roster.mentor.tolist(), strict=True)
        }
        found = score(facts, self._builder.measures, placement)
        if found.key > self._score.key:
            return None
        if found.key < self._score.key or fixed or not self.complete or outcome.bound is None:
            return EqualPlacement(placement, None)
        return EqualPlacement(placement, max(0, outcome.bound - found.cost * self._builder.cost_weight))
