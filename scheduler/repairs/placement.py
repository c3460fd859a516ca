"""Proposals for students without a place: found by the repair model, each priced by solving the edited workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from instances.edits import apply
from instances.instance import Instance
from instances.loosening import Edits
from instances.solution import Placement, Proof
from models.placement.questions import Answer, Questions
from models.placement.repair import Repair, Repairs
from scheduler.checks.placement import check_placement
from scheduler.reasons.placement import PlacementReasons
from scheduler.repairs.proposals import SHOWN, Proposal, ranked

if TYPE_CHECKING:
    from models.search import Control

TRIED = 8  # changes priced for one student
NEAREST = 4  # mentors tried for the price at which nobody else moves
PART = 0.6  # of the time for the students one by one


class PlacementRepairs:
    """What could be changed so that the students of this workbook who are left out have a place."""

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        control: Control,
        previous: Placement | None = None,
        proof: Proof | None = None,
    ) -> None:
        self._instance, self._placement, self._control, self._previous = instance, placement, control, previous
        self._questions = Questions(instance, placement, control, previous, proof)
        self._priced: dict[Edits, tuple[Proposal, Placement] | None] = {}

    def each(self) -> Mapping[str, list[Proposal]]:
        """Students to their proposals, best first; students for whom none was found have no entry."""
        left = [who for who in self._instance.students if who not in self._placement]
        found: dict[str, list[Proposal]] = {}
        for place, student in enumerate(left):
            control = self._control.share(PART / (len(left) - place))
            proposals = self._of(student, control)
            if proposals:
                found[student] = proposals[:SHOWN]
        return found

    def together(self, singly: Mapping[str, Sequence[Proposal]]) -> tuple[Proposal, bool] | None:
        """The fewest changes that place all these students, and whether fewer were proven not to do.

        ``singly`` are their proposals one by one, whose first ones together may do as well.
        """
        if len(singly) < 2 or self._control.remaining <= 0:
            return None
        repair = Repairs(self._instance, self._placement, singly).fewest(self._control.share(0.5))
        firsts = [proposals[0] for proposals in singly.values()]
        edits = tuple(dict.fromkeys(edit for proposal in firsts for edit in proposal.edits))
        united = Repair(edits, sum(proposal.changes for proposal in firsts), False)
        tried = [united] if repair is None else [repair] if repair.proven else [repair, united]
        found: list[tuple[Proposal, bool]] = []
        for one in tried:
            priced = self._price(one)
            if priced is not None and singly.keys() <= priced[1].keys():
                found.append((priced[0], one.proven))
        return min(found, key=lambda pair: pair[0].rank, default=None)

    def _of(self, student: str, control: Control) -> list[Proposal]:
        found: list[Proposal] = []
        for tried, repair in enumerate(Repairs(self._instance, self._placement, [student]).found(control)):
            if found and repair.changes > min(one.changes for one in found):
                break
            priced = self._price(repair)
            if priced is not None and student in priced[1]:
                found.append(replace(priced[0], staying=self._staying(repair, student)))
            if tried + 1 >= TRIED:
                break
        return ranked(found)

    def _staying(self, repair: Repair, student: str) -> int | None:
        """What it costs more when the student joins the present roster as it is; checked, not searched for long."""
        edited = apply(self._instance, repair.edits)
        room = PlacementReasons(edited, self._placement).room(edited.students[student])[:NEAREST]
        joined = [check_placement(edited, {**self._placement, student: m.id}, self._previous) for m in room]
        return min((verdict.cost - self._questions.base.cost for verdict in joined if verdict.ok), default=None)

    def _price(self, repair: Repair) -> tuple[Proposal, Placement] | None:
        """Solved anew with the whole roster free, and checked; None when nobody more is placed."""
        if repair.edits not in self._priced:
            self._priced[repair.edits] = self._solved(repair)
        return self._priced[repair.edits]

    def _solved(self, repair: Repair) -> tuple[Proposal, Placement] | None:
        edited = apply(self._instance, repair.edits)
        answer = self._questions.changed(edited)
        base = self._questions.base
        if answer.placement is None or answer.count <= base.count:
            return None
        if not check_placement(edited, answer.placement, self._previous).ok:
            return None
        return self._proposal(repair, answer, base), answer.placement

    def _proposal(self, repair: Repair, answer: Answer, base: Answer) -> Proposal:
        assert answer.placement is not None
        before, after = self._placement, answer.placement
        moved = sum(after.get(who) != mentor for who, mentor in before.items() if who in self._instance.students)
        return Proposal(
            repair.edits,
            repair.changes,
            answer.count - base.count,
            answer.shortage - base.shortage,
            answer.cost - base.cost,
            moved,
            answer.proven,
        )
