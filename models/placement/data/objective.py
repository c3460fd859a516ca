"""The levels of the lexicographic objective, and what one of them minimises. Knows no solver and no search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from models.placement.data.arrays import Bools, Ints


class ObjectiveLevel(IntEnum):
    """What is minimised: the three levels of the objective, each settled before the next."""

    PINS = 0  # before all levels: the fewest students that keep the pins
    COUNT = 1  # students not counted: minus the number placed
    SHORTAGE = 2
    COST = 3
    LOST = 4  # the cost, and after all levels the students in crowds over their room
    KEPT = 5  # between count and shortage when replanning: minus the pairs of the old roster


@dataclass(frozen=True)
class LevelObjective:
    """What is minimised and what is already fixed, for one of the three levels of the objective."""

    pair_cost: Ints  # [pairs]
    alone: int = 0  # per school with exactly one student
    above: bool = False  # do groups above their limit cost their weight?
    shortage: int = 0  # per student short of a minimum
    constant: int = 0
    least_placed: int = 0
    most_short: int | None = None
    kept: Bools | None = None  # [pairs] those of an old roster; None: there is none
    least_kept: int = 0
    tie: npt.NDArray[np.float64] | None = None  # [pairs] to choose among equals, far below one; no bound counts it

    def price_of(self, position: int) -> float:
        """What the search minimises for one pair."""
        return float(self.pair_cost[position]) + (0.0 if self.tie is None else float(self.tie[position]))
