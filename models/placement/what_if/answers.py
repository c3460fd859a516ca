"""What a question about a placement answers. Knows no solver and no words."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.solution import Placement


@dataclass(frozen=True, slots=True)
class PlacementAnswer:
    """A roster and what the checks say of it; None with zeros when none exists (``impossible``) or none was found.

    ``proven``: no roster under the condition is better in the order count, shortage, cost. ``floor``: proven that none
    of as many placed and as little shortage costs less; None where nothing is known.
    """

    placement: Placement | None
    count: int = 0
    shortage: int = 0
    cost: int = 0
    proven: bool = False
    impossible: bool = False
    floor: int | None = None

    @property
    def key(self) -> tuple[int, int, int, int]:
        """Smaller is better; no roster comes last."""
        return int(self.placement is None), -self.count, self.shortage, self.cost


@dataclass(frozen=True, slots=True)
class PriceDifference:
    """What an answer is worth less than another: students not placed, shortage and cost more. Below 0 is a gain."""

    unplaced: int
    shortage: int
    cost: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Mentor ids with their best rosters, cheapest first. ``complete``: no mentor left out is proven cheaper."""

    answers: tuple[tuple[str, PlacementAnswer], ...]
    complete: bool
