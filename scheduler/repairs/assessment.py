"""Proposals for WPAs that were not scheduled, each priced by solving the edited workbook. Knows no rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.edits.edit import apply, number_of_changes, united
from instances.edits.relaxable import Edits
from models.assessment.what_if.questions import WpaQuestions
from scheduler.checks.assessment import check_assessment
from scheduler.repairs.proposals import SHOWN, Proposal, ranked
from scheduler.repairs.wpa_changes import WpaChanges

if TYPE_CHECKING:
    from models.search.control import Control

TRIED = 12  # changes solved for one student
PART = 0.6  # of the time for the students one by one


class AssessmentRepairs:
    """What could be changed so that the WPAs of this roster that were left out are held."""

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        assessment: Assessment,
        control: Control,
        previous: Assessment | None = None,
        full: bool = False,
    ) -> None:
        """``full``: it is proven that without a change no more WPAs can be held."""
        self._instance, self._placement, self._assessment = instance, placement, assessment
        self._full = full
        self._control, self._previous = control, previous
        self._questions = WpaQuestions(instance, placement, assessment, control, previous)
        self._changes = WpaChanges(instance, assessment)
        self._solved: dict[tuple[Edits, str | None], tuple[Proposal, Assessment] | None] = {}

    def each(self) -> Mapping[str, list[Proposal]]:
        """Placed students without their WPA to their proposals, best first; who has none has no entry."""
        due = [student for student in self._instance.students.values() if student.wpa and student.id in self._placement]
        left = [student.id for student in due if student.id not in self._assessment]
        found: dict[str, list[Proposal]] = {}
        for place, student in enumerate(left):
            ends = self._control.elapsed + self._control.remaining * PART / (len(left) - place)
            proposals = self._of(student, ends)
            if proposals:
                found[student] = proposals[:SHOWN]
        return found

    def of(self, student: str) -> list[Proposal]:
        """The best few for one placed student, in all the time there is."""
        return self._of(student, self._control.elapsed + self._control.remaining)[:SHOWN]

    def together(self, singly: Mapping[str, Sequence[Proposal]]) -> tuple[Proposal, bool] | None:
        """Changes that schedule all these students, none of which can be left out, and whether fewer cannot do."""
        if len(singly) < 2 or self._control.remaining <= 0:
            return None
        edits = united(edit for few in singly.values() for edit in few[0].edits)
        best = self._scheduling(edits, singly)
        if best is None:
            edits = self._one_after_the_other(singly)
            best = self._scheduling(edits, singly) if edits else None
        for edit in edits if best is not None else ():
            if self._control.remaining <= 0:
                break
            fewer = tuple(other for other in edits if other != edit)
            tried = self._scheduling(fewer, singly) if fewer or not self._full else None
            if tried is not None:
                best, edits = tried, fewer
        return None if best is None else (best, best.changes <= int(self._full))

    def _one_after_the_other(self, students: Iterable[str]) -> Edits:
        """Changes for the first of these students, then for the next in the workbook that results; a cell once."""
        edits: Edits = ()
        instance, assessment = self._instance, self._assessment
        for student in students:
            if student in assessment:
                continue
            part = AssessmentRepairs(instance, self._placement, assessment, self._control, self._previous)
            solved = part.first(student)
            if solved is None:
                return ()
            (proposal, assessment), edits = solved, (*edits, *solved[0].edits)
            instance = apply(instance, proposal.edits)
        return united(edits)

    def first(self, student: str) -> tuple[Proposal, Assessment] | None:
        """The best proposal for a student, with a WPA roster after it that has the student."""
        found = self.of(student)
        return self._holding(found[0].edits, student) if found else None

    def _scheduling(self, edits: Edits, students: Collection[str]) -> Proposal | None:
        """None where these edits do not schedule every one of them."""
        solved = self._price(edits)
        return None if solved is None or not set(students) <= solved[1].keys() else solved[0]

    def _of(self, student: str, ends: float) -> list[Proposal]:
        who, mentor = self._instance.students[student], self._instance.mentors[self._placement[student]]
        known = [solved for solved in self._solved.values() if solved is not None and student in solved[1]]
        found = {proposal.edits: proposal for proposal, _ in known}
        held = None if self._full else self._holding((), student)
        if held is not None:
            return [held[0]]
        for tried, edits in enumerate(self._changes.of(who, mentor)):
            if tried >= TRIED or self._control.elapsed >= ends or len(found) >= 2 * SHOWN:
                break
            solved = self._holding(edits, student)
            if solved is not None:
                found[edits] = solved[0]
        return ranked(found.values())

    def _holding(self, edits: Edits, student: str) -> tuple[Proposal, Assessment] | None:
        """The price with this student's WPA held: where another could be held as well, the office may choose."""
        solved = self._price(edits)
        return solved if solved is None or student in solved[1] else self._price(edits, student)

    def _price(self, edits: Edits, holding: str | None = None) -> tuple[Proposal, Assessment] | None:
        """Solved beside the present roster and checked; None when no more WPAs are held."""
        if (edits, holding) not in self._solved:
            self._solved[edits, holding] = self._solve(edits, holding)
        return self._solved[edits, holding]

    def _solve(self, edits: Edits, holding: str | None) -> tuple[Proposal, Assessment] | None:
        edited = apply(self._instance, edits)
        answer, base = self._questions.changed(edited, holding), self._questions.base
        if answer.assessment is None or answer.count <= base.count:
            return None
        verdict = check_assessment(edited, self._placement, answer.assessment, self._previous)
        if not verdict.ok:
            return None
        gained, cost = verdict.count - base.count, verdict.cost - base.cost
        moved = sum(who in self._assessment for who in self._questions.moved(answer))
        exact = answer.exact and holding is None
        return Proposal(
            edits, number_of_changes(self._instance, edits), gained, 0, cost, moved, exact
        ), answer.assessment
