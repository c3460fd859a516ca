"""What a lexicographic search asks of the solver of its integer steps. Knows no solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from models.placement.column_generation.restricted_master import RelaxedPlacement
from models.placement.data.arrays import Ints
from models.placement.search.levels import LevelState
from models.placement.search.settings import LexicographicSettings


class Scope(Enum):
    """What of the pairs an integer step searches."""

    NEAR = "close to the relaxation"
    LIST = "a part of what a better roster may contain"
    ALL = "all that a better roster may contain"


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """What one integer search found.

    Attributes:
        positions: The best roster of the pairs that were searched. None without one.
        bound: No roster of those pairs, the best so far aside, has less on the level. None when nothing is proven.
    """

    positions: Ints | None
    bound: int | None


class IntegerStep(Protocol):
    """A strategy: which pairs are searched, by which solver, in which part of the time."""

    @property
    def settings(self) -> LexicographicSettings:
        """How the search around these steps spends its time."""

    def near(self, level: LevelState, relaxed: RelaxedPlacement, alternatives: int) -> Ints:
        """Positions of the pairs close to a relaxation: its choice and so many more where it chose one pair."""

    def sizes(self, level: LevelState) -> Iterator[int]:
        """Sizes of candidate lists without end, each larger than the one before until it holds all pairs."""

    def candidates(self, level: LevelState, size: int) -> Ints | None:
        """About so many pairs that a better roster may contain, the best by reduced cost.

        None where a search of them would bring nothing in the time left.
        """

    def solve(self, level: LevelState, candidates: Ints, scope: Scope, offer: Callable[[Ints], None]) -> StepOutcome:
        """The best roster of these pairs.

        ``scope``: what they are. Rosters found on the way go to ``offer``.
        """
