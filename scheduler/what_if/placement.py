"""Questions on a finished placement, each solved again, checked and set against it. Knows no words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof
from instances.domain.verdict import Verdict
from instances.edits.edit import apply
from models.placement.what_if.answers import PlacementAnswer
from models.placement.what_if.questions import PlacementQuestions
from models.search.control import Control
from scheduler.runtime.exit import DefectError
from scheduler.what_if.few_moves import with_few_moves
from scheduler.what_if.judge import placement_judge
from scheduler.what_if.outcome import Compared, NoRoster, OtherMentors, PlacementOutcome, Resolved
from scheduler.what_if.requests import (
    BestOfAFew,
    EditedPlacement,
    FewestMoves,
    MentorAmong,
    MentorNearby,
    PlacementRequest,
)
from scheduler.what_if.soundness import Refused, raise_refused, require_no_new_violation


class PlacementWhatIf:
    """One finished placement, and what it would be otherwise.

    Every answer passed the checks; one that breaks a rule is a defect and never leaves this class.

    Attributes:
        instance: The workbook as it is.
        placement: The present placement.
        control: The time for all questions that do not bring their own.
        judge: Sets a placement that nobody solved for against the present one.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        control: Control,
        *,
        previous: Placement | None = None,
        proof: Proof | None = None,
        verdict: Verdict | None = None,
        refused: Refused = raise_refused,
    ) -> None:
        """Prepare questions; nothing is solved yet.

        Args:
            instance: The workbook as it is.
            placement: The present placement; may be edited by hand and break rules.
            control: The time for all questions that do not bring their own.
            previous: The earlier placement from which changes count (W9); None without one.
            proof: What an earlier run proved of this placement; saves proving it again.
            verdict: What the checks say of the placement, where the caller knows that already.
            refused: Is told of an answer that breaks a rule, where others can be given without it.
        """
        self.instance, self.placement, self.control = instance, placement, control
        self.judge = placement_judge(instance, placement, previous, verdict)
        self._previous, self._proof, self._refused = previous, proof, refused

    @cached_property
    def _questions(self) -> PlacementQuestions:
        return PlacementQuestions(self.instance, self.placement, self.control, self._previous, self._proof)

    @property
    def base(self) -> Verdict:
        """What the checks say of the present placement."""
        return self.judge.base

    def suitable(self, student: str) -> tuple[str, ...]:
        """The mentors that the rules on one pair leave possible for a student.

        Args:
            student: Id of the student.

        Returns:
            Ids of mentors; may be empty.
        """
        return self._questions.suitable(student)

    def least_costs(self, student: str) -> Mapping[str, int]:
        """What every suitable mentor costs at least, at once; the exact price is that of ``MentorAmong``.

        Args:
            student: Id of the student; an unknown one is a ``KeyError``.

        Returns:
            Mentor id to cost, for rosters in which nobody loses a place; below 0 where a better roster than the present
            one may exist. None for a roster that breaks rules.
        """
        return self._questions.least_costs(student)

    def answer(self, request: PlacementRequest, control: Control | None = None) -> PlacementOutcome:
        """Solve again under a condition and check what comes of it.

        Args:
            request: What is asked.
            control: The time for this question; None: what is left for all.

        Returns:
            The roster with its verdict, or that there is none.

        Raises:
            DefectError: The answer breaks a rule that the present placement does not.
            KeyError: An edit names a row or cell that is not in the workbook, or a student or mentor is unknown.
        """
        with self._questions.within(control or self.control) as questions:
            match request:
                case EditedPlacement(edits, start):
                    edited = apply(self.instance, edits)
                    return self._outcome(edited, questions.changed(edited, start))
                case MentorAmong(student, mentors):
                    return self._outcome(self.instance, questions.among(student, mentors))
                case MentorNearby(student, mentor):
                    return self._outcome(self.instance, questions.nearby(student, mentor))
                case BestOfAFew(student, mentors, tries):
                    found = questions.close(student, 1, mentors, tries).answers
                    return self._outcome(self.instance, found[0][1], proven=False) if found else NoRoster()
                case FewestMoves(student, mentor, edits):
                    near = with_few_moves(self.judge, student, mentor, questions.least_costs, edits)
                    return NoRoster() if near is None else self._unproven(near)

    def sound_answer(self, request: PlacementRequest, control: Control | None = None) -> PlacementOutcome:
        """As ``answer``, where other answers can be shown without this one.

        Args:
            request: What is asked.
            control: The time for this question; None: what is left for all.

        Returns:
            The roster with its verdict, or that there is none: also where the checks refuse it, after telling so.

        Raises:
            KeyError: An edit names a row or cell that is not in the workbook, or a student or mentor is unknown.
        """
        try:
            return self.answer(request, control)
        except DefectError as error:
            self._refused(error)
            return NoRoster(refused=True)

    def other_mentors(self, student: str, nearby: bool, control: Control | None = None) -> OtherMentors:
        """The best five other mentors for a student.

        Args:
            student: Id of the student.
            nearby: Only those for which few others move, at once; else the cheapest of all.
            control: The time for this question; None: what is left for all.

        Returns:
            The mentors with their rosters, without those that the checks refuse.
        """
        with self._questions.within(control or self.control) as questions:
            found = questions.close(student) if nearby else questions.alternatives(student)
        outcomes = [(mentor, self._sound(answer)) for mentor, answer in found.answers]
        kept = tuple((mentor, outcome) for mentor, outcome in outcomes if isinstance(outcome, Resolved))
        refused = any(isinstance(outcome, NoRoster) and outcome.refused for _, outcome in outcomes)
        return OtherMentors(kept, found.complete and not refused)

    def _sound(self, answer: PlacementAnswer) -> PlacementOutcome:
        try:
            return self._outcome(self.instance, answer)
        except DefectError as error:
            self._refused(error)
            return NoRoster(refused=True)

    def _unproven(self, found: Compared[Placement]) -> Resolved[Placement]:
        """What was tried and judged, and not solved for."""
        moved = tuple(id for id in self.instance.students if found.roster.get(id) != self.placement.get(id))
        displaced = tuple(student for student in moved if student in self.placement)
        return Resolved(found.roster, found.verdict, found.base, False, False, False, moved, displaced)

    def _outcome(self, instance: Instance, answer: PlacementAnswer, proven: bool | None = None) -> PlacementOutcome:
        """``proven``: in place of what the answer says."""
        if answer.placement is None:
            return NoRoster(answer.impossible)
        found = self.judge.compared(answer.placement, instance)
        require_no_new_violation(found.verdict, found.base)
        sure = answer.proven if proven is None else proven
        moved = tuple(self._questions.moved(answer))
        present = self.placement.keys() & self.instance.students.keys()
        displaced = tuple(student for student in moved if student in present)
        return Resolved(found.roster, found.verdict, found.base, sure, sure, sure, moved, displaced, answer.cost_bound)
