"""One question about one student in finished rosters: what is asked, and the means to answer. Knows no words."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement, Previous, Proof
from instances.domain.verdict import Verdict
from instances.workbook.read import Reading
from models.assessment.what_if.questions import WpaAnswer, WpaQuestions
from models.placement.what_if.answers import Alternatives
from models.placement.what_if.questions import PlacementQuestions
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession

PLACE_SHARE = 0.6  # of the time, for questions about the placement; the rest is for putting the answers in words
AT_ONCE = 200  # students: up to here the best rosters are proven within a second
WPA_SHARE = 0.45  # beside that
LONG = 15.0  # seconds: who gives so much wants those of a large semester too


@dataclass(frozen=True)
class StudentQuestion:
    """``assessment`` None: there is no WPA roster.

    ``issued`` is the roster as it was given out, None where that was not kept; ``proof`` and ``wpa_proof`` are what
    was proven then and still holds.
    """

    instance: Instance
    placement: Placement
    assessment: Assessment | None
    student: Student
    search: SearchSession
    proof: Proof
    wpa_proof: Proof
    reading: Reading
    issued: Previous | None = None

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
    def placement_questions(self) -> PlacementQuestions:
        """Within its part of the time, on what the run that made the roster proved."""
        control = self.search.control.sub_budget(PLACE_SHARE)
        return PlacementQuestions(self.instance, self.placement, control, proof=self.proof)

    @cached_property
    def wpa_questions(self) -> WpaQuestions:
        control = self.search.control.sub_budget(WPA_SHARE)
        return WpaQuestions(self.instance, self.placement, self.assessment or {}, control, proof=self.wpa_proof)

    @property
    def large(self) -> bool:
        """Is there too little time to prove answers about the placement?"""
        return len(self.instance.students) > AT_ONCE and self.search.control.seconds < LONG

    @cached_property
    def other_mentors(self) -> Alternatives:
        """The best five: the cheapest of all where there is time to find them, else those in which few others move."""
        questions = self.placement_questions
        return questions.close(self.student.id) if self.large else questions.alternatives(self.student.id)

    @cached_property
    def other_bookings(self) -> list[WpaAnswer]:
        return self.wpa_questions.alternatives(self.student.id)

    def look(self) -> None:
        """Both at once, each in a thread of its own: the solver leaves the other core free."""

        def both() -> None:
            with ThreadPoolExecutor(2) as threads:
                booked = threads.submit(lambda: self.booking and self.mentor and self.other_bookings)
                if self.mentor is not None:
                    _ = self.other_mentors
                booked.result()

        self.search.run(both)

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
