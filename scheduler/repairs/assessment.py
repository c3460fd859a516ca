"""Proposals for WPAs that were not scheduled, each priced by solving the edited workbook. Knows no rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.edits.edit import apply, number_of_changes, united
from instances.edits.editable import Edits
from models.search.control import Control
from scheduler.repairs.proposals import Proposal, ranked
from scheduler.repairs.settings import REPAIRS
from scheduler.repairs.wpa_changes import WpaChanges
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.outcome import NoRoster
from scheduler.what_if.requests import EditedWpas
from scheduler.what_if.soundness import Refused, raise_refused

Priced = tuple[Proposal, Assessment]
"""A proposal with the WPA roster that gives its price."""


class AssessmentRepairs:
    """What could be changed so that the WPAs of this roster that were left out are scheduled.

    Attributes:
        unfinished: Ids of students for whom time was up before all was tried.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        assessment: Assessment,
        control: Control,
        previous: Assessment | None = None,
        full: bool = False,
        refused: Refused = raise_refused,
    ) -> None:
        """Prepare the search; nothing is solved yet.

        Args:
            instance: The workbook as it is.
            placement: The placement that the roster rests on.
            assessment: The present WPA roster; it keeps all rules.
            control: The time for everything.
            previous: The earlier WPA roster from which changes count (V7); None without one.
            full: It is proven that without a change no more WPAs can be scheduled.
            refused: Is told of a proposal whose roster breaks a rule; there are only the others then.
        """
        self._instance, self._placement, self._assessment = instance, placement, assessment
        self._full, self._refused = full, refused
        self._control, self._previous = control, previous
        self._what_if = WpaWhatIf(instance, placement, assessment, control, previous=previous, refused=refused)
        self._changes = WpaChanges(instance, assessment, control)
        self._solved: dict[tuple[Edits, str | None], Priced | None] = {}
        self.unfinished: set[str] = set()

    def each(self) -> Mapping[str, list[Proposal]]:
        """Look for proposals for the placed students without their WPA, one by one.

        Returns:
            Students to their proposals, best first; students for whom none was found have no entry.
        """
        due = [student for student in self._instance.students.values() if student.wpa and student.id in self._placement]
        left = [student.id for student in due if student.id not in self._assessment]
        found: dict[str, list[Proposal]] = {}
        for place, student in enumerate(left):
            if self._control.remaining <= 0:  # of thousands, the first come as far as there is time
                self.unfinished.update(left[place:])
                break
            ends = self._control.elapsed + self._control.remaining * REPAIRS.singly_part / (len(left) - place)
            proposals = self._of(student, ends)
            if proposals:
                found[student] = proposals[: REPAIRS.shown]
        return found

    def of(self, student: str) -> list[Proposal]:
        """Look for proposals for one student, in all the time there is.

        Args:
            student: Id of a placed student whose WPA is not scheduled.

        Returns:
            The best few; may be empty.
        """
        return self._of(student, self._control.elapsed + self._control.remaining)[: REPAIRS.shown]

    def together(self, singly: Mapping[str, Sequence[Proposal]]) -> tuple[Proposal, bool] | None:
        """Look for changes that schedule all these students, none of which can be left out.

        Args:
            singly: Students to proposals of their own.

        Returns:
            The proposal, and whether it is proven that fewer changes do not do; None where nothing was found.
        """
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
            part = AssessmentRepairs(
                instance, self._placement, assessment, self._control, self._previous, refused=self._refused
            )
            solved = part.first(student)
            if solved is None:
                return ()
            (proposal, assessment), edits = solved, (*edits, *solved[0].edits)
            instance = apply(instance, proposal.edits)
        return united(edits)

    def first(self, student: str) -> Priced | None:
        """Look for the best proposal for one student.

        Args:
            student: Id of a placed student whose WPA is not scheduled.

        Returns:
            The proposal with a WPA roster after it that has the student; None where nothing was found.
        """
        found = self.of(student)
        return self._with_wpa_of(found[0].edits, student) if found else None

    def scheduled(self, edits: Edits, student: str) -> Priced | None:
        """Give the WPA roster that goes with edits.

        Args:
            edits: Of a proposal for the student.
            student: Id of a placed student whose WPA is not scheduled.

        Returns:
            The proposal with the roster; None where that was not found.
        """
        return self._with_wpa_of(edits, student)

    def _scheduling(self, edits: Edits, students: Collection[str]) -> Proposal | None:
        """None where these edits do not schedule every one of them."""
        solved = self._price(edits)
        return None if solved is None or not set(students) <= solved[1].keys() else solved[0]

    def _of(self, student: str, ends: float) -> list[Proposal]:
        given, mentor = self._instance.students[student], self._instance.mentors[self._placement[student]]
        known = [solved for solved in self._solved.values() if solved is not None and student in solved[1]]
        found = {proposal.edits: proposal for proposal, _ in known}
        unchanged = None if self._full else self._with_wpa_of((), student)
        if unchanged is not None:
            return [unchanged[0]]
        for tried, edits in enumerate(self._changes.of(given, mentor)):
            if tried >= REPAIRS.priced_wpa or self._control.elapsed >= ends or len(found) >= 2 * REPAIRS.shown:
                break
            solved = self._with_wpa_of(edits, student)
            if solved is not None:
                found[edits] = solved[0]
        if self._control.elapsed >= ends or self._control.remaining <= 0:
            self.unfinished.add(student)
        return ranked(found.values())

    def _with_wpa_of(self, edits: Edits, student: str) -> Priced | None:
        """The price with this student's WPA scheduled: where another could be as well, the office may choose."""
        solved = self._price(edits)
        return solved if solved is None or student in solved[1] else self._price(edits, student)

    def _price(self, edits: Edits, must_hold: str | None = None) -> Priced | None:
        """Solved beside the present roster and checked; None when refused or when no more WPAs are scheduled."""
        if (edits, must_hold) not in self._solved:
            self._solved[edits, must_hold] = self._solve(edits, must_hold)
        return self._solved[edits, must_hold]

    def _solve(self, edits: Edits, must_hold: str | None) -> Priced | None:
        outcome = self._what_if.sound_answer(EditedWpas(edits, must_hold))
        if isinstance(outcome, NoRoster) or outcome.gained <= 0:
            return None
        changes, exact = number_of_changes(self._instance, edits), outcome.exact and must_hold is None
        return Proposal.of(edits, changes, outcome, len(outcome.displaced), exact), outcome.roster
