"""One question about one student in finished rosters: what is asked, and the means to answer. Knows no words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from instances.domain import Mentor, Student
from instances.instance import Instance
from instances.solution import Assessment, Booking, Placement, Proof
from instances.verdict import Verdict
from models.assessment.questions import WpaQuestions
from models.placement.questions import Questions
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.screen import Screen
from scheduler.solving import Search

PLACE_SHARE = 0.6  # of the time, for questions about the placement; the WPA comes after them


@dataclass(frozen=True)
class Case:
    """``assessment`` None: there is no WPA roster."""

    instance: Instance
    placement: Placement
    assessment: Assessment | None
    student: Student
    search: Search
    proof: Proof

    @property
    def screen(self) -> Screen:
        return self.search.screen

    @cached_property
    def placement_verdict(self) -> Verdict:
        return check_placement(self.instance, self.placement)

    @cached_property
    def assessment_verdict(self) -> Verdict:
        return check_assessment(self.instance, self.placement, self.assessment or {})

    @cached_property
    def placement_questions(self) -> Questions:
        """Within its part of the time, on what the run that made the roster proved."""
        control, proof = self.search.control.share(PLACE_SHARE), self.proof
        return self.search.run(lambda: Questions(self.instance, self.placement, control, proof=proof))

    @cached_property
    def wpa_questions(self) -> WpaQuestions:
        roster = self.assessment or {}
        return self.search.run(lambda: WpaQuestions(self.instance, self.placement, roster, self.search.control))

    @property
    def mentor(self) -> Mentor | None:
        """None when the student is not placed."""
        return self.instance.mentors.get(self.placement.get(self.student.id, ""))

    @property
    def booking(self) -> Booking | None:
        return (self.assessment or {}).get(self.student.id)

    def others(self, moved: Iterable[str]) -> list[str]:
        """Those who move besides the student asked about."""
        return [who for who in moved if who != self.student.id]

    def judged(self, placement: Placement) -> Verdict:
        """Raises AssertionError for an answer that breaks a rule: it may not be shown."""
        verdict = check_placement(self.instance, placement)
        assert not (set(verdict.violations) - set(self.placement_verdict.violations)), "an answer breaks a rule"
        return verdict

    def judged_wpas(self, assessment: Assessment) -> Verdict:
        """As ``judged``."""
        verdict = check_assessment(self.instance, self.placement, assessment)
        assert not (set(verdict.violations) - set(self.assessment_verdict.violations)), "an answer breaks a rule"
        return verdict
