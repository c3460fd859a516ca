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
from scheduler.explain.settings import EXPLAIN
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.outcome import OtherMentors, Resolved
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.settings import WHAT_IF


@dataclass(frozen=True)
class StudentQuestion:
    """A student of whom is asked why, or why not something else.

    Attributes:
        instance: The workbook as it is.
        placement: The finished placement; may be edited by hand.
        assessment: The finished WPA roster; None: there is none.
        student: Who is asked about.
        search: Where is searched and what is said.
        proof: What was proven of the placement when it was made, and still holds.
        wpa_proof: The same of the WPA roster.
        reading: Where everything stands in the workbook.
        issued: The rosters as they were given out; None where that was not kept.
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
        """Where the answer is said."""
        return self.search.screen

    @property
    def placement_verdict(self) -> Verdict:
        """What the checks say of the placement."""
        return self.placement_what_if.base

    @property
    def assessment_verdict(self) -> Verdict:
        """What the checks say of the WPA roster; of an empty one where there is none."""
        return self.wpa_what_if.base

    @cached_property
    def placement_what_if(self) -> PlacementWhatIf:
        """Questions about the placement, within their part of the time from the first one on."""
        control = self.search.control.sub_budget(EXPLAIN.placement_part)
        return PlacementWhatIf(self.instance, self.placement, control, proof=self.proof, refused=self.search.refused)

    @cached_property
    def wpa_what_if(self) -> WpaWhatIf:
        """Questions about the WPA roster, within their part of the time from the first one on."""
        control = self.search.control.sub_budget(EXPLAIN.wpa_part)
        return WpaWhatIf(
            self.instance, self.placement, self.assessment or {}, control,
            proof=self.wpa_proof, refused=self.search.refused,
        )  # fmt: skip

    @property
    def large(self) -> bool:
        """Is there too little time to prove answers about the placement?"""
        large = len(self.instance.students) > WHAT_IF.proven_at_once
        return large and self.search.control.seconds < EXPLAIN.proof_seconds

    @cached_property
    def other_mentors(self) -> OtherMentors:
        """The best five: the cheapest of all where there is time to find them, else those in which few others move."""
        return self.placement_what_if.other_mentors(self.student.id, nearby=self.large)

    @cached_property
    def other_bookings(self) -> tuple[Resolved[Assessment], ...]:
        """The best five other bookings for the student's WPA."""
        return self.wpa_what_if.other_bookings(self.student.id)

    def look(self) -> None:
        """Find both at once, each in a thread of its own: the solver leaves the other core free."""

        def both() -> None:
            with ThreadPoolExecutor(2) as threads:
                booked = threads.submit(lambda: self.booking and self.mentor and self.other_bookings)
                if self.mentor is not None:
                    _ = self.other_mentors
                booked.result()

        self.search.run(both)

    @property
    def mentor(self) -> Mentor | None:
        """The student's mentor; None when the student is not placed."""
        return self.instance.mentors.get(self.placement.get(self.student.id, ""))

    @property
    def booking(self) -> Booking | None:
        """The student's WPA; None when it is not scheduled."""
        return (self.assessment or {}).get(self.student.id)

    def others(self, moved: Iterable[str]) -> list[str]:
        """Leave the student asked about out.

        Args:
            moved: Ids of students for whom something changes.

        Returns:
            The others.
        """
        return [student for student in moved if student != self.student.id]
