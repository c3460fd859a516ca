"""The levels of the lexicographic objective, and what one of them minimises. Knows no solver and no search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from models.placement.data.arrays import Bools, Ints


class LevelKind(IntEnum):
    """What is minimised. The numbers are names, not the order: COUNT, KEPT when replanning, SHORTAGE, COST."""

    PINS = 0  # before all levels: the fewest students that keep the pins
    COUNT = 1  # students not counted: minus the number placed
    SHORTAGE = 2
    COST = 3
    LOST = 4  # the cost, and after all levels the students lost by violated placement cuts
    KEPT = 5  # between count and shortage when replanning: minus the pairs of the old roster


@dataclass(frozen=True)
class LevelObjective:
    """What one level of the objective minimises, and what the levels before it demand.

    Attributes:
        pair_cost: [pairs] cost of choosing a pair.
        alone: Cost of each school with exactly one student.
        above: Whether sets of schools cost their weight for each student above their limit.
        shortage: Cost of each student short of a board minimum.
        constant: Cost of every roster.
        least_placed: Students placed at least.
        most_short: Students short of board minimums at most; None for any number.
        kept: [pairs] those of an old roster; None: there is none.
        least_kept: Of those so many at least.
        tie: [pairs] added to choose among equals, far below one; no bound counts it.
    """

    pair_cost: Ints
    alone: int = 0
    above: bool = False
    shortage: int = 0
    constant: int = 0
    least_placed: int = 0
    most_short: int | None = None
    kept: Bools | None = None
    least_kept: int = 0
    tie: npt.NDArray[np.float64] | None = None

    def coefficient_of(self, position: int) -> float:
        """What the search minimises for one pair."""
        return float(self.pair_cost[position]) + (0.0 if self.tie is None else float(self.tie[position]))
