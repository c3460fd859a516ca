"""What came of a question on a finished roster: another roster with its verdict, or none. Knows no solver, no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from instances.domain.solution import Assessment, Placement
from instances.domain.verdict import Verdict
from scheduler.what_if.soundness import new_violations

Roster = TypeVar("Roster", Placement, Assessment)


@dataclass(frozen=True, slots=True)
class NoRoster:
    """No roster was found.

    Attributes:
        impossible: It is proven that there is none; False: there was no time to find one or to prove that.
        refused: The checks refused the one that was found.
    """

    impossible: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Compared(Generic[Roster]):
    """A roster judged by the checks, beside the present one.

    Attributes:
        roster: Student id to mentor id, or to the booking of the WPA.
        verdict: What the checks say of it.
        base: What the checks say of the present roster.
    """

    roster: Roster
    verdict: Verdict
    base: Verdict

    @property
    def sound(self) -> bool:
        """It breaks no rule that the present roster, which may be edited by hand, does not break already."""
        return not new_violations(self.verdict, self.base)

    @property
    def gained(self) -> int:
        """How many more students are served than in the present roster; below zero: fewer."""
        return self.verdict.count - self.base.count

    @property
    def shortage(self) -> int:
        """How many students more the boards fall short of their minima together (P4)."""
        return sum(self.verdict.shortage.values()) - sum(self.base.shortage.values())

    @property
    def cost(self) -> int:
        """How much more it costs than the present roster; that is a price only where ``gained`` is not below zero."""
        return self.verdict.cost - self.base.cost

    @property
    def key(self) -> tuple[int, int, int]:
        """Its rank among the answers to one question; smaller is better."""
        return -self.gained, self.shortage, self.cost


@dataclass(frozen=True, slots=True)
class Resolved(Compared[Roster]):
    """What solving again found under the condition that was asked, judged by the checks.

    Attributes:
        proven: No roster under the condition is better; of WPAs with a price for each other WPA that moves.
        exact: None with as many served costs less, also where others move for nothing.
        most: It is proven that none serves more students.
        moved: Ids of the students for whom something changes, in the order of the workbook.
        displaced: Those of them who have a place, or a WPA, in the present roster.
        floor: Proven that none with as many served costs less than this; None where that is not known.
    """

    proven: bool
    exact: bool
    most: bool
    moved: tuple[str, ...]
    displaced: tuple[str, ...]
    floor: int | None = None

    @property
    def fewer_for_lack_of_time(self) -> bool:
        """Fewer are served than now and nothing proves that they must be: with more time perhaps nobody loses."""
        return self.gained < 0 and not self.most


PlacementOutcome = Resolved[Placement] | NoRoster
"""What ``PlacementWhatIf`` answers."""

WpaOutcome = Resolved[Assessment] | NoRoster
"""What ``WpaWhatIf`` answers."""


@dataclass(frozen=True, slots=True)
class OtherMentors:
    """The cheapest other mentors for one student, each with the best roster found that has it.

    Attributes:
        answers: Mentor ids with their rosters, cheapest first; may be empty.
        complete: It is proven that no mentor left out is cheaper.
    """

    answers: tuple[tuple[str, Resolved[Placement]], ...]
    complete: bool
