"""Questions on a finished WPA roster, each solved again, checked and set against it. Knows no words."""

from __future__ import annotations

from functools import cached_property

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement, Proof, Status
from instances.domain.verdict import Verdict
from instances.edits.edit import apply
from models.assessment.what_if.questions import WpaAnswer, WpaQuestions
from models.assessment.what_if.replan import replan_wpas
from models.search.control import Control
from scheduler.runtime.exit import DefectError
from scheduler.what_if.judge import assessment_judge
from scheduler.what_if.outcome import NoRoster, Resolved, WpaOutcome
from scheduler.what_if.requests import EditedWpas, FewestWpaChanges, ForcedBooking, WpaRequest
from scheduler.what_if.soundness import Refused, raise_refused, require_no_new_violation


class WpaWhatIf:
    """One finished WPA roster, and what it would be otherwise on the same placement.

    Every answer passed the checks; one that breaks a rule is a defect and never leaves this class.

    Attributes:
        instance: The workbook as it is.
        placement: The placement that the roster rests on.
        assessment: The present WPA roster.
        control: The time for all questions.
        judge: Sets a WPA roster that nobody solved for against the present one.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        assessment: Assessment,
        control: Control,
        *,
        previous: Assessment | None = None,
        proof: Proof | None = None,
        verdict: Verdict | None = None,
        refused: Refused = raise_refused,
    ) -> None:
        """Prepare questions; nothing is solved yet.

        Args:
            instance: The workbook as it is.
            placement: The placement that the roster rests on.
            assessment: The present WPA roster; may be edited by hand and break rules.
            control: The time for all questions.
            previous: The earlier WPA roster from which changes count (V7); None without one.
            proof: What an earlier run proved of this roster.
            verdict: What the checks say of the roster, where the caller knows that already.
            refused: Is told of an answer that breaks a rule, where others can be given without it.
        """
        self.instance, self.placement, self.assessment, self.control = instance, placement, assessment, control
        self.judge = assessment_judge(instance, placement, assessment, previous, verdict)
        self._previous, self._proof, self._refused = previous, proof, refused

    @cached_property
    def _questions(self) -> WpaQuestions:
        return WpaQuestions(
            self.instance, self.placement, self.assessment, self.control, self._previous, proof=self._proof
        )

    @property
    def base(self) -> Verdict:
        """What the checks say of the present WPA roster."""
        return self.judge.base

    def answer(self, request: WpaRequest, control: Control | None = None) -> WpaOutcome:
        """Solve again under a condition and check what comes of it.

        Args:
            request: What is asked.
            control: The time for this question; None: what is left of the time for all.

        Returns:
            The roster with its verdict, or that there is none.

        Raises:
            DefectError: The answer breaks a rule that the present roster does not.
            KeyError: An edit names a row or cell that is not in the workbook.
        """
        questions = self._questions if control is None else self._questions.within(control)
        match request:
            case EditedWpas(edits, must_hold):
                edited = apply(self.instance, edits)
                return self._outcome(edited, questions.changed(edited, must_hold))
            case FewestWpaChanges(edits):
                return self._fewest_changes(apply(self.instance, edits), control or self.control)
            case ForcedBooking(student, slot, assessor):
                return self._outcome(self.instance, questions.forced(student, slot=slot, assessor=assessor))

    def sound_answer(self, request: WpaRequest) -> WpaOutcome:
        """As ``answer``, where other answers can be shown without this one.

        Args:
            request: What is asked.

        Returns:
            The roster with its verdict, or that there is none: also where the checks refuse it, after telling so.

        Raises:
            KeyError: An edit names a row or cell that is not in the workbook.
        """
        try:
            return self.answer(request)
        except DefectError as error:
            self._refused(error)
            return NoRoster(refused=True)

    def other_bookings(self, student: str) -> tuple[Resolved[Assessment], ...]:
        """The best five other bookings for one WPA, clearly different, cheapest first.

        Args:
            student: Id of the student.

        Returns:
            The rosters, without those that the checks refuse; may be empty.
        """
        outcomes = (self._sound(answer) for answer in self._questions.alternatives(student))
        return tuple(outcome for outcome in outcomes if isinstance(outcome, Resolved))

    def _sound(self, answer: WpaAnswer) -> WpaOutcome:
        try:
            return self._outcome(self.instance, answer)
        except DefectError as error:
            self._refused(error)
            return NoRoster(refused=True)

    def _fewest_changes(self, edited: Instance, control: Control) -> WpaOutcome:
        found = replan_wpas(edited, self.placement, self.assessment, control)
        if found.assessment is None:
            return NoRoster(found.proof.status is Status.INFEASIBLE)
        most = len(found.assessment) >= found.proof.count_bound
        return self._resolved(self.instance, found.assessment, proven=False, exact=False, most=most)

    def _outcome(self, instance: Instance, answer: WpaAnswer) -> WpaOutcome:
        if answer.assessment is None:
            return NoRoster(answer.impossible)
        return self._resolved(instance, answer.assessment, answer.proven, answer.exact, answer.proven)

    def _resolved(
        self, instance: Instance, assessment: Assessment, proven: bool, exact: bool, most: bool
    ) -> Resolved[Assessment]:
        """``instance``: the workbook whose rules and fair shares count."""
        found = self.judge.compared(assessment, instance)
        require_no_new_violation(found.verdict, found.base)
        everyone = self.instance.students
        moved = tuple(id for id in everyone if assessment.get(id) != self.assessment.get(id))
        displaced = tuple(id for id in moved if id in self.assessment)
        return Resolved(found.roster, found.verdict, found.base, proven, exact, most, moved, displaced)
