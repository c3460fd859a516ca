"""Proposals for students without a place: found by the repair model, each priced by solving the edited workbook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof
from instances.edits.edit import CellEdit, apply, number_of_changes
from instances.edits.editable import Edits
from instances.rosters.columns import Head
from instances.tables.columns import PINS
from models.placement.minimum_changes.settings import SINGLE_REPAIR_SETTINGS
from models.placement.minimum_changes.single import Repair, Repairs
from models.placement.minimum_changes.solve import JointChanges, JointRepair
from models.search.control import Control
from scheduler.reasons.placement import PlacementReasons
from scheduler.repairs.joining import Joining
from scheduler.repairs.proposals import Proposal, ranked
from scheduler.repairs.settings import REPAIRS
from scheduler.what_if.outcome import Resolved
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import EditedPlacement
from scheduler.what_if.soundness import Refused, raise_refused

Priced = tuple[Proposal, Placement]
"""A proposal with the roster that gives its price."""


class PlacementRepairs:
    """What could be changed so that the students of this workbook who are left out have a place.

    Attributes:
        unfinished: Ids of students for whom time was up before all was tried.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        control: Control,
        previous: Placement | None = None,
        proof: Proof | None = None,
        refused: Refused = raise_refused,
    ) -> None:
        """Prepare the search; nothing is solved yet.

        Args:
            instance: The workbook as it is.
            placement: The present placement; it keeps all rules.
            control: The time for everything.
            previous: The earlier placement from which changes count (W9); None without one.
            proof: What an earlier run proved of this placement.
            refused: Is told of a proposal whose roster breaks a rule; there are only the others then.
        """
        self._instance, self._placement, self._control, self._proof = instance, placement, control, proof
        self._what_if = PlacementWhatIf(instance, placement, control, previous=previous, proof=proof, refused=refused)
        self._judge = self._what_if.judge
        self._priced: dict[Edits, Priced | None] = {}
        self.unfinished: set[str] = set()

    def each(self, only: Collection[str] | None = None) -> Mapping[str, list[Proposal]]:
        """Look for proposals for the students without a place, one by one.

        In a large semester everyone first gets proposals in which nobody else moves.

        Args:
            only: Ids of the only students to look at; None: all.

        Returns:
            Students to their proposals, best first; students for whom none was found have no entry.
        """
        left = [student for student in self._instance.students if student not in self._placement]
        left = [student for student in left if only is None or student in only]
        joining: dict[str, list[Proposal]] = {}
        for student in left if self._large else ():
            if self._control.remaining <= 0:
                break
            joining[student] = self._joining.of(student)
        found: dict[str, list[Proposal]] = {}
        singly = self._control.sub_budget(REPAIRS.singly_part_large if self._large else REPAIRS.singly_part)
        pricing = singly if self._large else self._control  # there one price may take all the time there is
        for place, student in enumerate(left):
            control = singly.sub_budget(1 / (len(left) - place))
            enough = not self._large or control.remaining > REPAIRS.enough
            solved = self._of(student, control, pricing) if enough else []
            if not enough:
                self.unfinished.add(student)
            proposals = ranked([*solved, *joining.get(student, ())])
            if proposals:
                found[student] = proposals[: REPAIRS.shown]
        return found

    def of(self, student: str) -> list[Proposal]:
        """Look for proposals for one student, in all the time there is.

        Args:
            student: Id of a student without a place.

        Returns:
            The best few; may be empty.
        """
        joining = self._joining.of(student) if self._large else []
        return ranked([*self._of(student, self._control, self._control), *joining])[: REPAIRS.shown]

    @property
    def _large(self) -> bool:
        return len(self._instance.students) > SINGLE_REPAIR_SETTINGS.small_semester

    @property
    def _full(self) -> bool:
        """Is it proven that without a change nobody more can be placed?"""
        return self._proof is not None and self._proof.count_bound == len(self._placement)

    @cached_property
    def _joining(self) -> Joining:
        return Joining(self._judge)

    @cached_property
    def _repairs(self) -> Repairs:
        return Repairs(self._instance, self._placement)

    def together(self, singly: Mapping[str, Sequence[Proposal]]) -> tuple[Proposal, bool] | None:
        """Look for the fewest changes that place all who are left out, or most of them.

        Args:
            singly: Students to proposals of their own: where there is no time for all, changes for those students.

        Returns:
            The proposal, and whether it is proven that fewer changes do not do; None where nothing was found.
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
        if self._control.remaining > (REPAIRS.enough if self._large else 0) and not enough:
            fewest = self._joint.solve(students, self._control.sub_budget(REPAIRS.joint_part))
            asked = len(students) - fewest.unplaced
            least = max(least, fewest.least) if not fewest.unplaced else fewest.least
            if fewest.placement and asked > 1 and (joined is None or self._fewer(fewest, joined)):
                priced = self._price(Repair(fewest.edits, fewest.changes, False, fewest.placement), self._control)
                if priced is not None and sum(student in priced[1] for student in students) >= asked:
                    found.append(priced[0])
        best = min(found, key=lambda proposal: proposal.rank, default=None)
        if best is not None and best is joined and self._control.remaining > REPAIRS.enough:
            priced = self._price(Repair(best.edits, best.changes, False), self._control)
            if priced is not None and set(students) <= priced[1].keys() and priced[0].worth <= best.worth:
                best = self._moving_few(priced[0], best)
        return None if best is None else (best, best.changes == least)

    def _fewer(self, fewest: JointChanges, joined: Proposal) -> bool:
        """In a small semester it is priced too where it takes as many."""
        return not fewest.unplaced and fewest.changes < joined.changes + (not self._large)

    @cached_property
    def _joint(self) -> JointRepair:
        return JointRepair(self._instance, self._placement)

    def _of(self, student: str, control: Control, pricing: Control) -> list[Proposal]:
        """Within ``control`` for finding changes, and ``pricing`` for what they cost."""
        found: list[Proposal] = []
        for tried, repair in enumerate(self._repairs.found(student, control, int(self._full))):
            if found and repair.changes > min(proposal.changes for proposal in found):
                break
            proposal = self._helping(repair, student, pricing)
            if proposal is not None:
                found.append(proposal)
            if tried + 1 >= REPAIRS.priced:
                break
        if self._repairs.gave_up or control.remaining <= 0 or pricing.remaining <= 0:
            self.unfinished.add(student)
        return ranked(found)

    def _helping(self, repair: Repair, student: str, pricing: Control) -> Proposal | None:
        """The repair without steps that bring nothing; pinned where the new place would go to somebody else."""
        priced = self._price(repair, pricing)
        if priced is None:
            return None
        if student not in priced[1]:
            repair = self._pinned(repair, student)
            priced = self._price(repair, pricing) if repair.edits else None
            if priced is None or student not in priced[1]:
                return None
        repair, proposal = self._least(repair, priced[0], student, pricing)
        return self._moving_few(proposal, self._staying(repair, student))

    def _pinned(self, repair: Repair, student: str) -> Repair:
        """With the student pinned at the nearest school that then has room; no edits where none has."""
        edited = apply(self._instance, repair.edits)
        room = PlacementReasons(edited, self._placement).room(edited.students[student])
        if not room or student in self._instance.pin_of:
            return Repair((), 0, False)
        pin = CellEdit(PINS.name, student, str(Head.SCHOOL), room[0].school)
        return Repair((*repair.edits, pin), repair.changes + 1, False)

    def _least(self, repair: Repair, proposal: Proposal, student: str, pricing: Control) -> tuple[Repair, Proposal]:
        """Without the changes that can be left out with a roster that is as good and still has the student."""
        changes = dict.fromkeys(edit.change for edit in repair.edits)
        for change in changes if len(changes) > 1 else ():
            edits = tuple(edit for edit in repair.edits if edit.change != change)
            fewer = Repair(edits, number_of_changes(self._instance, edits), repair.proven)
            priced = self._price(fewer, pricing)
            if priced and student in priced[1] and priced[0].worth <= proposal.worth:
                return self._least(fewer, priced[0], student, pricing)
        return repair, proposal

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
        edited = apply(self._instance, repair.edits)
        room = PlacementReasons(edited, self._placement).room(edited.students[student])[: REPAIRS.nearest]
        joined = [self._judge.compared({**self._placement, student: mentor.id}, edited) for mentor in room]
        found = [Proposal.of(repair.edits, repair.changes, one) for one in joined if one.sound]
        return min(found, key=lambda proposal: proposal.worth, default=None)

    def _price(self, repair: Repair, control: Control) -> Priced | None:
        """Solved anew with everyone free to move, and checked; None when refused or when nobody more is placed."""
        if repair.edits not in self._priced:
            outcome = self._what_if.sound_answer(EditedPlacement(repair.edits, repair.placement or None), control)
            self._priced[repair.edits] = None
            if isinstance(outcome, Resolved) and outcome.gained > 0:
                displaced = len(outcome.displaced)
                proposal = Proposal.of(repair.edits, repair.changes, outcome, displaced, outcome.exact)
                self._priced[repair.edits] = proposal, outcome.roster
        return self._priced[repair.edits]
