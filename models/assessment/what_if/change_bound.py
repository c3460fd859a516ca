"""How few WPAs of an old roster must change, wishes apart: found by solving, and a floor. Knows no neighbourhood."""

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
    """The fewest changes of any roster. ``must`` is how many WPAs cannot stay as they were, whatever else changes.

    ``staying`` is what is proven of rosters in which all that can stay does: the most WPAs and, with those, the
    fewest changes. (-1, 0) says that there is no such roster; None that nothing is proven.
    """

    must: int
    staying: tuple[int, int] | None = None

    def at(self, count: int) -> int:
        """How many changes a roster with so many WPAs has at least.

        One in which not all stays that can has a change more than must be.
        """
        if self.staying is None or self.staying[0] > count:
            return self.must
        held, changes = self.staying
        return min(changes, self.must + 1) if held == count else self.must + 1


def without_wishes(data: AssessmentData) -> AssessmentData:
    """The same cases and rules, with wishes that weigh nothing."""
    settings = replace(data.instance.settings, weights=dict.fromkeys(Wish, 0))
    return AssessmentData(replace(data.instance, settings=settings), data.placement)


def fewest_changes(
    plain: AssessmentData,
    cases: Sequence[Case],
    beside: Assessment,
    roster: Assessment,
    control: Control,
    seconds: float,
) -> BlockResult:
    """As many of these WPAs as can be ``beside`` all others, then as few as can be with another booking than before.

    ``plain`` has no wishes. What is proven holds with everyone else as they are, with any assessor; what seems
    infeasible is asked a second time without presolve (or-tools 5274).
    """
    block = Block(plain, cases, beside, {}, change_penalty=ChangePenalty(roster, 1))
    ends = control.elapsed + seconds
    found = block.solve(control, seconds)
    return replace(block, presolve=False).solve(control, ends - control.elapsed) if found.infeasible else found
