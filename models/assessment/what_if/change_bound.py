"""How few WPAs of an old roster must change, wishes apart: by solving, and as a bound. Knows no neighbourhood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.block.change_penalty import ChangePenalty
from models.assessment.block.model import Block, BlockResult
from models.assessment.data.cases import AssessmentData, Case
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class ChangeBound:
    """A lower bound on the changes of any roster.

    Attributes:
        must_change: WPAs that cannot stay as they were, whatever else changes.
        all_else_staying: What is proven of rosters in which all that can stay does: the most WPAs and, with those, the
            fewest changes. (-1, 0) says that there is no such roster; None that nothing is proven.
    """

    must_change: int
    all_else_staying: tuple[int, int] | None = None

    def at(self, count: int) -> int:
        """How many changes a roster with so many WPAs has at least.

        One in which not all stays that can has a change more than must be.

        Args:
            count: WPAs scheduled.

        Returns:
            A number of changes that no such roster goes below.
        """
        if self.all_else_staying is None or self.all_else_staying[0] > count:
            return self.must_change
        scheduled, changes = self.all_else_staying
        return min(changes, self.must_change + 1) if scheduled == count else self.must_change + 1


def without_wishes(data: AssessmentData) -> AssessmentData:
    """The same cases and rules, with wishes that weigh nothing."""
    settings = replace(data.instance.settings, weights=dict.fromkeys(Wish, 0))
    return AssessmentData(replace(data.instance, settings=settings), data.placement)


def fewest_changes(
    plain: AssessmentData,
    cases: Sequence[Case],
    rest: Assessment,
    roster: Assessment,
    control: Control,
    seconds: float,
) -> BlockResult:
    """As many of these WPAs as can be with the rest fixed, then as few as can be with another booking than before.

    What seems infeasible is asked a second time without presolve (or-tools 5274).

    Args:
        plain: Cases and rules, with wishes that weigh nothing.
        cases: The WPAs to decide.
        rest: All other bookings; those of the cases themselves, if any, are where the solver starts.
        roster: The old roster, from which changes count.
        control: Time and stop button.
        seconds: Limit.

    Returns:
        What is proven holds with the rest as it is, with any assessor.
    """
    block = Block(plain, cases, rest, {}, change_penalty=ChangePenalty(roster, 1))
    ends = control.elapsed + seconds
    found = block.solve(control, seconds)
    return replace(block, presolve=False).solve(control, ends - control.elapsed) if found.infeasible else found
