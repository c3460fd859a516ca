"""What a question about a placement answers. Knows no solver and no words."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.solution import Placement
from models.placement.data.problem import PlacementProblem
from models.placement.search.levels import ProvenRoster


@dataclass(frozen=True, slots=True)
class PlacementAnswer:
    """A roster and what the checks say of it.

    Attributes:
        placement: Student id to mentor id. None when no such roster exists or none was found.
        count: Students placed; 0 without a roster.
        shortage: Students that boards are short of their minimums; 0 without a roster.
        cost: Weighted sum of the wishes; 0 without a roster.
        proven: No roster under the condition is better in the order count, shortage, cost.
        impossible: It is proven that no such roster exists.
        cost_bound: No such roster with as many placed and as little shortage costs less. None where nothing is known.
    """

    placement: Placement | None
    count: int = 0
    shortage: int = 0
    cost: int = 0
    proven: bool = False
    impossible: bool = False
    cost_bound: int | None = None

    @property
    def key(self) -> tuple[int, int, int, int]:
        """Smaller is better; no roster comes last."""
        return int(self.placement is None), -self.count, self.shortage, self.cost


def answer_of(problem: PlacementProblem, found: ProvenRoster) -> PlacementAnswer:
    """The answer that a roster of a problem gives."""
    if found.positions is None or found.score is None:
        return PlacementAnswer(None, impossible=found.impossible)
    worth = found.score
    return PlacementAnswer(problem.placement(found.positions), worth.count, worth.shortage, worth.cost, found.proven)


@dataclass(frozen=True, slots=True)
class PriceDifference:
    """What an answer is worth less than another. Below 0 is a gain.

    Attributes:
        unplaced: Students fewer placed.
        shortage: Students more short of the boards' minimums.
        cost: Cost more.
    """

    unplaced: int
    shortage: int
    cost: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Other mentors for one student.

    Attributes:
        answers: Mentor ids with their best rosters, cheapest first.
        complete: It is proven that no mentor left out is cheaper.
    """

    answers: tuple[tuple[str, PlacementAnswer], ...]
    complete: bool
