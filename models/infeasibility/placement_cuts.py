"""What WPAs ask of a placement: which choices of mentors do not go together. Data only; knows no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.domain.solution import Placement


@dataclass(frozen=True)
class PlacementCut:
    """Student id to mentor ids: of all students placed with one of theirs, at most ``limit`` can have a WPA."""

    choices: Mapping[str, frozenset[str]]
    limit: int = 0

    def members(self, placement: Placement) -> list[str]:
        """The students whom this placement puts in the crowd."""
        return [student for student, mentors in self.choices.items() if placement.get(student) in mentors]

    def violation(self, placement: Placement) -> int:
        """How many of them at least are left without a WPA."""
        return max(0, len(self.members(placement)) - self.limit)


@dataclass(frozen=True)
class PlacementCuts:
    """What a placement must keep to beyond P1-P15: crowds within their room, and these students placed."""

    cuts: tuple[PlacementCut, ...] = ()
    placed: frozenset[str] = field(default_factory=frozenset)

    def met(self, placement: Placement) -> bool:
        return self.placed <= placement.keys() and not any(crowd.violation(placement) for crowd in self.cuts)


NO_CUTS = PlacementCuts()
