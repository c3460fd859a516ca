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
from models.placement.data.objective import LevelKind
from models.placement.data.pairs import CandidatePairs
from models.placement.data.score import Score, score
from models.placement.search.settings import ALTERNATIVE_OPTIMA_SETTINGS
from models.search.control import Control


@dataclass(frozen=True)
class EqualPlacement:
    """A placement of the same value.

    Attributes:
        placement: Student id to mentor id; the best found.
        lost: No placement of the value loses fewer students. None when that is not proven.
    """

    placement: dict[str, str]
    lost: int | None


class AlternativeOptima:
    """All placements with as many placed, as little shortage and no more cost than the best one.

    ``complete``: no such placement holds a pair that is not looked at. Source: decision 8.
    """

    def __init__(
        self, builder: PlacementModel, pairs: CandidatePairs, best: Ints, worth: Score, bound: PlacementBound | None
    ) -> None:
        """Choose the pairs that such a placement can hold.

        Args:
            builder: Makes the models.
            pairs: All pairs of the problem.
            best: Positions of the best placement.
            worth: What it is worth.
            bound: A Lagrangian bound of its cost, with reduced costs. None: none is known.
        """
        self._builder, self._score = builder, worth
        listed, self.complete = _candidates(pairs, best, worth, bound)
        self._pairs = pairs.take(listed)

    def choices(self) -> dict[str, list[str]]:
        """Where such a placement may put each student.

        Returns:
            Student id to mentor ids, in the order of the sheets; a student without any is not in it.
        """
        facts = self._builder.facts
        found: dict[str, list[str]] = {}
        for s, m in zip(self._pairs.student.tolist(), self._pairs.mentor.tolist(), strict=True):
            found.setdefault(facts.students[s], []).append(facts.mentors[m])
        return found

    def fewest_lost(
        self,
        cuts: Collection[PlacementCut],
        due: Collection[str],
        now: Placement,
        fixed: Collection[str],
        control: Control,
    ) -> EqualPlacement | None:
        """The placement of this value that loses the fewest students.

        Args:
            cuts: Placement cuts; lost are as many students as must be left out so that all hold.
            due: Ids of students who are lost as well when they are not placed.
            now: One of these placements, student id to mentor id, to start from.
            fixed: Ids of students who keep their mentor of it.
            control: Time for the search.

        Returns:
            The placement; None when none was found in time.
        """
        facts = self._builder.facts
        stays = np.zeros(len(facts.students), dtype=bool)
        stays[[facts.student_index[student] for student in fixed]] = True
        mentor_now = np.full(len(facts.students), -1, dtype=np.int64)
        for student, mentor in now.items():
            mentor_now[facts.student_index[student]] = facts.mentor_index[mentor]
        chosen = mentor_now[self._pairs.student] == self._pairs.mentor
        pairs = self._pairs.take(chosen | ~stays[self._pairs.student])
        hint = np.nonzero(mentor_now[pairs.student] == pairs.mentor)[0]
        task = LevelTask(LevelKind.LOST, self._score.count, self._score.shortage, tuple(cuts), tuple(due))
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


def _candidates(pairs: CandidatePairs, best: Ints, worth: Score, bound: PlacementBound | None) -> tuple[Ints, bool]:
    """The pairs that a placement of this value can hold, and whether that is all of them."""
    if bound is None:
        return np.union1d(cheapest_pairs(pairs, ALTERNATIVE_OPTIMA_SETTINGS.without_bound), best), False
    needed = np.nonzero(bound.needed(worth.cost + 1))[0]
    cheapest = needed[np.argsort(bound.reduced[needed], kind="stable")][: ALTERNATIVE_OPTIMA_SETTINGS.most_pairs]
    return np.union1d(cheapest, best), len(cheapest) == len(needed)
