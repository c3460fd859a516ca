"""Proposals for students without a place: found by the repair model, each priced by solving the edited workbook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof
from instances.edits.edit import CellEdit, apply, number_of_changes
from instances.edits.relaxable import Edits
from instances.rosters.columns import Head
from instances.tables.columns import PINS
from models.placement.minimum_changes.single import SMALL, Repair, Repairs
from models.placement.minimum_changes.solve import JointChanges, JointRepair
from models.placement.what_if.answers import PlacementAnswer
from models.placement.what_if.questions import PlacementQuestions
from scheduler.checks.placement import check_placement
from scheduler.reasons.placement import PlacementReasons
from scheduler.repairs.joining import Joining
from scheduler.repairs.proposals import SHOWN, Proposal, ranked

if TYPE_CHECKING:
    from models.search.control import Control

TRIED = 8  # changes priced for one student
NEAREST = 4  # mentors tried for the price at which nobody else moves
ENOUGH = 2.0  # seconds for one student of a large semester; less brings nothing
PART = 0.6  # of the time for the students one by one
LARGE_PART = 0.08  # the same in a large semester, where all together takes much longer
JOINT_PART = 0.6  # of what is then left to find the fewest changes; the rest is for their price


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
        self._proof = proof
        self._questions = PlacementQuestions(instance, placement, control, previous, proof)
        self._priced: dict[Edits, tuple[Proposal, Placement] | None] = {}

    def each(self, only: Collection[str] | None = None) -> Mapping[str, list[Proposal]]:
        """Students to their proposals, best first; students for whom none was found have no entry.

        ``only``: no others are looked at. In a large semester everyone first gets proposals in which nobody else moves.
        """
        left = [who for who in self._instance.students if who not in self._placement and (only is None or who in only)]
        joining = {student: self._joining.of(student) for student in left} if self._large else {}
        found: dict[str, list[Proposal]] = {}
        singly = self._control.sub_budget(LARGE_PART if self._large else PART)
        if self._large:
            self._questions.control = singly  # one price may take all the time there is
        for place, student in enumerate(left):
            control = singly.sub_budget(1 / (len(left) - place))
            solved = self._of(student, control) if not self._large or control.remaining > ENOUGH else []
            proposals = ranked([*solved, *joining.get(student, ())])
            if proposals:
                found[student] = proposals[:SHOWN]
        self._questions.control = self._control
        return found

    def of(self, student: str) -> list[Proposal]:
        """The best few for one student, in all the time there is."""
        joining = self._joining.of(student) if self._large else []
        return ranked([*self._of(student, self._control), *joining])[:SHOWN]

    @property
    def _large(self) -> bool:
        return len(self._instance.students) > SMALL

    @property
    def _full(self) -> bool:
        """Is it proven that without a change nobody more can be placed?"""
        return self._proof is not None and self._proof.count_bound == len(self._placement)

    @cached_property
    def _joining(self) -> Joining:
        return Joining(self._instance, self._placement, self._previous)

    @cached_property
    def _repairs(self) -> Repairs:
        return Repairs(self._instance, self._placement)

    def together(self, singly: Mapping[str, Sequence[Proposal]]) -> tuple[Proposal, bool] | None:
        """The fewest changes that place all who are left out, or most of them, and whether fewer were proven not to do.

        Where there was no time for that, changes for those with proposals of their own (``singly``).
        """
        everyone = self._joint.possible
        found = self._together(everyone)
        if found is None and len(singly) < len(everyone):
            found = self._together(list(singly))
            return found and (found[0], False)  # others may need fewer
        return found

    def _together(self, students: list[str]) -> tuple[Proposal, bool] | None:
        """First what does it while nobody else moves; in a large semester that is enough where no fewer do."""
        if len(students) < 2:
            return None
        joined = self._joining.together(students)
        least = max(self._joining.least(students), int(self._full))
        found = [] if joined is None else [joined]
        enough = self._large and joined is not None and joined.changes <= least
        if self._control.remaining > (ENOUGH if self._large else 0) and not enough:
            fewest = self._joint.solve(students, self._control.sub_budget(JOINT_PART))
            asked = len(students) - fewest.missing
            least = max(least, fewest.least) if not fewest.missing else fewest.least
            if fewest.placement and asked > 1 and (joined is None or self._fewer(fewest, joined)):
                priced = self._price(Repair(fewest.edits, fewest.changes, False, fewest.placement))
                if priced is not None and sum(who in priced[1] for who in students) >= asked:
                    found.append(priced[0])
        best = min(found, key=lambda one: one.rank, default=None)
        if best is not None and best is joined and self._control.remaining > ENOUGH:
            priced = self._price(Repair(best.edits, best.changes, False))
            if priced is not None and set(students) <= priced[1].keys() and priced[0].worth <= best.worth:
                best = self._moving_few(priced[0], best)
        return None if best is None else (best, best.changes == least)

    def _fewer(self, fewest: JointChanges, joined: Proposal) -> bool:
        """In a small semester it is priced too where it takes as many."""
        return not fewest.missing and fewest.changes < joined.changes + (not self._large)

    @cached_property
    def _joint(self) -> JointRepair:
        return JointRepair(self._instance, self._placement)

    def _of(self, student: str, control: Control) -> list[Proposal]:
        found: list[Proposal] = []
        for tried, repair in enumerate(self._repairs.found(student, control, int(self._full))):
            if found and repair.changes > min(one.changes for one in found):
                break
            proposal = self._helping(repair, student)
            if proposal is not None:
                found.append(proposal)
            if tried + 1 >= TRIED:
                break
        return ranked(found)

    def _helping(self, repair: Repair, student: str) -> Proposal | None:
        """The repair without steps that bring nothing; pinned where the new place would go to somebody else."""
        priced = self._price(repair)
        if priced is None:
            return None
        if student not in priced[1]:
            repair = self._pinned(repair, student)
            priced = self._price(repair) if repair.edits else None
            if priced is None or student not in priced[1]:
                return None
        repair = self._least(repair, student)
        priced = self._price(repair)
        assert priced is not None  # the least repair was priced when it was found
        return self._moving_few(priced[0], self._staying(repair, student))

    def _pinned(self, repair: Repair, student: str) -> Repair:
        """With the student pinned at the nearest school that then has room; no edits where none has."""
        edited = apply(self._instance, repair.edits)
        room = PlacementReasons(edited, self._placement).room(edited.students[student])
        if not room or student in self._instance.pin_of:
            return Repair((), 0, False)
        pin = CellEdit(PINS.name, student, str(Head.SCHOOL), room[0].school)
        return Repair((*repair.edits, pin), repair.changes + 1, False)

    def _least(self, repair: Repair, student: str) -> Repair:
        """Without the changes that can be left out with a roster that is as good and still has the student."""
        whole = self._price(repair)
        changes = dict.fromkeys(edit.change for edit in repair.edits)
        for change in changes if whole is not None and len(changes) > 1 else ():
            edits = tuple(edit for edit in repair.edits if edit.change != change)
            fewer = Repair(edits, number_of_changes(self._instance, edits), repair.proven)
            priced = self._price(fewer)
            if whole and priced and student in priced[1] and priced[0].worth <= whole[0].worth:
                return self._least(fewer, student)
        return repair

    def _moving_few(self, proposal: Proposal, staying: Proposal | None) -> Proposal:
        """Nobody else need move where that costs the same."""
        if staying is None:
            return proposal
        if staying.worth == proposal.worth:
            return replace(proposal, moved=0)
        as_many = staying.worth[:2] == proposal.worth[:2]  # else fewer would get a place, which no price tells
        return replace(proposal, staying=staying.cost) if as_many else proposal

    def _staying(self, repair: Repair, student: str) -> Proposal | None:
        """What the cheapest costs in which the student joins the present roster; checked, not searched for long."""
        edited, base = apply(self._instance, repair.edits), self._questions.base
        room = PlacementReasons(edited, self._placement).room(edited.students[student])[:NEAREST]
        joined = [check_placement(edited, {**self._placement, student: m.id}, self._previous) for m in room]
        found = [
            Proposal(repair.edits, repair.changes, one.count - base.count,
                     sum(one.shortage.values()) - base.shortage, one.cost - base.cost, 0, False)
            for one in joined if one.ok
        ]  # fmt: skip
        return min(found, key=lambda one: one.worth, default=None)

    def _price(self, repair: Repair) -> tuple[Proposal, Placement] | None:
        """Solved anew with the whole roster free, and checked; None when nobody more is placed."""
        if repair.edits not in self._priced:
            self._priced[repair.edits] = self._solved(repair)
        return self._priced[repair.edits]

    def _solved(self, repair: Repair) -> tuple[Proposal, Placement] | None:
        edited = apply(self._instance, repair.edits)
        answer = self._questions.changed(edited, repair.placement or None)
        base = self._questions.base
        if answer.placement is None or answer.count <= base.count:
            return None
        if not check_placement(edited, answer.placement, self._previous).ok:
            return None
        return self._proposal(repair, answer, base), answer.placement

    def _proposal(self, repair: Repair, answer: PlacementAnswer, base: PlacementAnswer) -> Proposal:
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
