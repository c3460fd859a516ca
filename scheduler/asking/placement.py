"""What to ask for the placement: found by bounds, solved again, and judged by the checks. Knows no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof, Status
from instances.edits.edit import CellEdit, apply, number_of_changes
from instances.edits.editable import Edits
from instances.tables.columns import SCHOOLS
from models.parallel.executor import Executor
from models.placement.asking.answer import asked_for
from models.placement.asking.asks import edits_of
from models.placement.asking.best_asks import Finished, Granted
from models.search.control import Control
from scheduler.asking.values import Gain, PricedAsk
from scheduler.runtime.exit import DefectError
from scheduler.what_if.judge import Judge, placement_judge
from scheduler.what_if.outcome import Compared
from scheduler.what_if.soundness import require_no_new_violation


@dataclass(frozen=True, slots=True)
class PlacementAsks:
    """What helps the placement.

    Attributes:
        asks: Best first.
        complete: No single one that is left out is better than those.
        together: All of them granted at once; None where there is nothing to ask, or there was no time.
        unplaced: Ids of students without a place also then.
        beyond: Those of them to whom nothing of this gives a mentor who fits.
    """

    asks: tuple[PricedAsk, ...]
    complete: bool
    together: PricedAsk | None
    unplaced: tuple[str, ...]
    beyond: tuple[str, ...]


def placement_asks(
    instance: Instance,
    placement: Placement,
    proof: Proof,
    control: Control,
    executor: Executor,
    refused: Callable[[DefectError], None],
) -> PlacementAsks:
    """Find what is worth asking for.

    Args:
        instance: The workbook.
        placement: Its best roster; keeps every rule.
        proof: What is proven of it.
        control: Time for all of it.
        executor: Who solves.
        refused: Is told of a roster that the checks refuse; that ask is left out.

    Returns:
        The asks with what each gains.
    """
    found = asked_for(Finished(instance, placement, proof), control, executor)
    judged = _AskJudge(placement_judge(instance, placement), proof.status is Status.OPTIMAL, refused)
    asks = [judged.ask(one, found.parts.get(one.asks, ())) for one in found.found]
    together = None if found.together is None else judged.ask(found.together)
    placed = placement if found.together is None else found.together.answer.placement or placement
    unplaced = tuple(student for student in instance.students if student not in placed)
    beyond = tuple(student for student in unplaced if student in found.beyond)
    kept = tuple(ask for ask in asks if ask is not None)
    return PlacementAsks(kept, found.left is None, together, unplaced, beyond)


@dataclass(frozen=True)
class _AskJudge:
    judge: Judge[Placement]
    best: bool  # the present roster is proven the best: without that a gain may be the roster's own
    refused: Callable[[DefectError], None]

    def ask(self, granted: Granted, parts: tuple[Granted, ...] = ()) -> PricedAsk | None:
        """None where the checks refuse the roster, or it needs nothing that is granted."""
        instance = self.judge.instance
        edits = edits_of(instance, granted.asks)
        try:
            found = self._compared(granted)
            alone = tuple(gain_of(self._compared(part)) for part in parts)
        except DefectError as error:
            self.refused(error)
            return None
        if _moves_a_share_alone(instance, edits, found):
            return None
        who = tuple(s for s in instance.students if s in found.roster and s not in self.judge.present)
        changes = number_of_changes(instance, edits)
        return PricedAsk(edits, changes, gain_of(found), self.best and granted.answer.proven, who, alone)

    def _compared(self, granted: Granted) -> Compared[Placement]:
        assert granted.answer.placement is not None  # of asks without a roster nothing is told
        edited = apply(self.judge.instance, edits_of(self.judge.instance, granted.asks))
        found = self.judge.compared(granted.answer.placement, edited)
        require_no_new_violation(found.verdict, found.base)
        return found


def _moves_a_share_alone(instance: Instance, edits: Edits, found: Compared[Placement]) -> bool:
    """More places than the roster needs: it fits in those that were; only the share of a board grew (W5)."""
    there = Counter(instance.mentors[mentor].school for mentor in found.roster.values())
    return all(
        isinstance(edit, CellEdit)
        and (edit.sheet, edit.column) == (SCHOOLS.name, SCHOOLS.PLACES.header)
        and there[edit.id] <= instance.schools[edit.id].net_places
        for edit in edits
    )


def gain_of(found: Compared[Placement]) -> Gain:
    """What a roster gains."""
    return Gain(found.gained, -found.shortage, -found.cost)
