"""Integer steps by CP-SAT on candidate lists, a model for each. Knows no rule by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from models.placement.column_generation.candidate_pairs import best_pairs, near_pairs, rounded
from models.placement.column_generation.restricted_master import RelaxedPlacement
from models.placement.cp_sat.model import LevelTask, PlacementModel
from models.placement.data.arrays import Ints
from models.placement.data.objective import LevelKind
from models.placement.data.pairs import CandidatePairs
from models.placement.search.integer_step import Scope, StepOutcome
from models.placement.search.levels import LevelState
from models.placement.search.settings import CP_SAT_STEP_SETTINGS, PLACING_SETTINGS, LexicographicSettings
from models.search.control import Control


class CpSatStep:
    """CP-SAT starts from the best roster, or from what a relaxation all but chose, and passes on what it finds."""

    settings: LexicographicSettings = PLACING_SETTINGS

    def __init__(self, builder: PlacementModel, pairs: CandidatePairs, control: Control) -> None:
        self.builder, self.pairs, self.control = builder, pairs, control

    def near(self, level: LevelState, relaxed: RelaxedPlacement, alternatives: int) -> Ints:
        """As ``IntegerStep.near``, with the best roster."""
        near, start = near_pairs(self.pairs, relaxed, alternatives), self._start(level)
        return near if start is None else np.union1d(near, start)

    @staticmethod
    def _start(level: LevelState) -> Ints | None:
        """The best roster as a start of a dive: of the cost alone, where it reaches all that the relaxation reaches."""
        return level.best if level.kind is LevelKind.COST else None

    def sizes(self, level: LevelState) -> Iterator[int]:
        """As ``IntegerStep.sizes``, in pairs."""
        students = len(np.unique(self.pairs.student))
        yield from (per_student * students for per_student in CP_SAT_STEP_SETTINGS.list_sizes)
        while True:
            yield len(self.pairs)

    def candidates(self, level: LevelState, size: int) -> Ints | None:
        """As ``IntegerStep.candidates``, with the best roster.

        None without a roster to start from, and where making the model leaves no time to search it.
        """
        needed = level.needed()
        if level.best is None or needed is None:
            return None
        if level.relaxed is None or size >= len(self.pairs):
            listed = np.nonzero(needed)[0]
        else:
            listed = best_pairs(self.pairs, level.relaxed, size)
        positions = np.union1d(listed[needed[listed]], level.best)
        return None if len(positions) * CP_SAT_STEP_SETTINGS.build_seconds > self.control.remaining / 2 else positions

    def solve(self, level: LevelState, candidates: Ints, scope: Scope, offer: Callable[[Ints], None]) -> StepOutcome:
        """As ``IntegerStep.solve``: in all the time left where it can complete the proof, else in a part of it."""
        outcome = self.builder.solve(
            self.pairs.take(candidates),
            LevelTask(level.kind, level.targets.placed, level.targets.short),
            self.control if scope is Scope.ALL else self.control.sub_budget(CP_SAT_STEP_SETTINGS.share),
            hint=self._hint(level, candidates, scope),
            listener=lambda found: offer(candidates[found]),
        )
        return StepOutcome(None if outcome.chosen is None else candidates[outcome.chosen], outcome.bound)

    def _hint(self, level: LevelState, candidates: Ints, scope: Scope) -> Ints:
        """Where to start from, as places in the list."""
        start = self._start(level) if scope is Scope.NEAR else level.best
        if start is None:
            start = candidates[:0] if level.relaxed is None else rounded(level.relaxed)
        return np.searchsorted(candidates, np.intersect1d(candidates, start))
