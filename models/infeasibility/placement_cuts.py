"""What WPAs ask of a placement: which choices of mentors do not go together. Data only; knows no rule.

These are combinatorial Benders cuts (Codato and Fischetti 2006): the WPA side proves that some choices of the
placement cannot all have a WPA, and the placement then keeps to that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.domain.solution import Placement


@dataclass(frozen=True)
class PlacementCut:
    """Of all students placed with one of their mentors, at most ``limit`` can have a WPA.

    Attributes:
        choices: Student id to mentor ids.
        limit: The right-hand side, in WPAs.
    """

    choices: Mapping[str, frozenset[str]]
    limit: int = 0

    def members(self, placement: Placement) -> list[str]:
        """The students of a placement that the cut counts.

        Args:
            placement: Student id to mentor id.

        Returns:
            Ids of those placed with one of their mentors of the cut.
        """
        return [student for student, mentors in self.choices.items() if placement.get(student) in mentors]

    def violation(self, placement: Placement) -> int:
        """By how much a placement breaks the cut.

        Args:
            placement: Student id to mentor id.

        Returns:
            How many of its members are left without a WPA at least; 0 when it keeps to the cut.
        """
        return max(0, len(self.members(placement)) - self.limit)


@dataclass(frozen=True)
class PlacementCuts:
    """What a placement must keep to beyond P1-P15.

    Attributes:
        cuts: Each must hold.
        placed: Ids of students who must be placed.
    """

    cuts: tuple[PlacementCut, ...] = ()
    placed: frozenset[str] = field(default_factory=frozenset)

    def met(self, placement: Placement) -> bool:
        """Whether a placement keeps to all of it.

        Args:
            placement: Student id to mentor id.

        Returns:
            False when a cut is violated, or when one of ``placed`` is not.
        """
        return self.placed <= placement.keys() and not any(cut.violation(placement) for cut in self.cuts)


NO_CUTS = PlacementCuts()
