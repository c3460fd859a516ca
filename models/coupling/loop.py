"""Placement and WPAs in one chain: of placements worth the same, one that leaves the most WPAs possible.

Placement goes first and its value is never touched. What the WPAs find impossible comes back as placement cuts
(combinatorial Benders cuts); the placement is solved again at its own value with as few lost as can be.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.feasibility.infeasible_subsets import (
    generalised_cut,
    likely_conflicts,
    minimal_infeasible_subset,
    without_wishes,
)
from models.assessment.feasibility.screening import Screening
from models.coupling.settings import FEEDBACK_SETTINGS
from models.infeasibility.placement_cuts import PlacementCut
from models.placement.search.alternative_optima import AlternativeOptima
from models.search.control import Control


class FeedbackLoop:
    """What is learned about one placement and those worth the same.

    ``cuts`` are the placement cuts so far. ``least``: no placement of this value leaves fewer students without a WPA;
    None while nothing is proven. Source: decision 8.
    """

    def __init__(self, instance: Instance, equals: AlternativeOptima) -> None:
        """Nothing is learned yet.

        Args:
            instance: The semester.
            equals: The placements to choose from.
        """
        self.instance, self.equals = instance, equals
        self.cuts: list[PlacementCut] = []
        self.least: int | None = None
        # a pinned WPA must stand where its student is (A10)
        self.fixed = [pin.student for pin in instance.pins if pin.slot or pin.field or pin.institute]

    @cached_property
    def _screening(self) -> Screening:
        return Screening(self.instance)

    @cached_property
    def _choices(self) -> dict[str, list[str]]:
        return self.equals.choices()

    @cached_property
    def _data(self) -> AssessmentData:
        return without_wishes(self.instance)

    @cached_property
    def _due(self) -> tuple[str, ...]:
        return tuple(student.id for student in self.instance.students.values() if student.wpa)

    def lost(self, placement: Placement) -> int:
        """How many due students cannot have a WPA, as far as the cuts tell.

        Args:
            placement: Student id to mentor id.

        Returns:
            Students who are due without a place, and those left out until every cut holds; perhaps a few too many.
        """
        feasible = self._feasible(placement)
        return len(placement) - len(feasible) + sum(student not in placement for student in self._due)

    def _feasible(self, placement: Placement) -> Placement:
        """What is left when students are left out until every cut holds."""
        left = dict(placement)
        while violated := [cut for cut in self.cuts if cut.violation(left)]:
            members = [student for cut in violated for student in cut.members(left)]
            del left[max(members, key=members.count)]
        return left

    def _without_place(self, placed: int) -> int:
        """The fewest due students without a place when so many students are placed."""
        return len(self._due) - min(placed, sum(student in self._choices for student in self._due))

    def improve(self, placement: Placement, control: Control) -> Placement:
        """A placement of the same value that leaves more WPAs possible, as far as can be counted.

        Args:
            placement: A placement of the value, student id to mentor id.
            control: Time for the search.

        Returns:
            The best found; the given one when none is better.
        """
        best = now = placement
        enough = self._without_place(len(placement))
        if self.equals.complete:
            self.least = max(enough, self.least or 0)
        for _ in range(FEEDBACK_SETTINGS.rounds):
            self._add(*self._screening.placement_cuts(now, self._choices))
            lost, fewest = self.lost(now), self.lost(best)
            if lost < fewest:
                best, fewest = now, lost
            if fewest <= max(enough, self.least or 0) or control.remaining <= 0:
                break
            found = self._fewer(best, fewest, control)
            if found is None:
                break
            now = found
        return best

    def _fewer(self, best: Placement, fewest: int, control: Control) -> Placement | None:
        """A placement of this value that loses fewer: a few students moved, else whoever it takes."""
        pinned = {student for student in self.fixed if student in best}
        for fixed, share in ((pinned | self._far(best), FEEDBACK_SETTINGS.near_share), (pinned, 1.0)):
            found = self.equals.fewest_lost(self.cuts, self._due, best, sorted(fixed), control.sub_budget(share))
            if found is not None and found.lost is not None:
                self.least = max(found.lost, self.least or 0)
            if found is not None and self.lost(found.placement) < fewest:
                return found.placement
        return None

    def _far(self, placement: Placement) -> set[str]:
        """Students who need not move to let those in trouble change places, nor to let those move."""
        feasible = self._feasible(placement)
        near = {student for student in placement if student not in feasible}
        for _ in range(FEEDBACK_SETTINGS.rings):
            wanted = {mentor for student in near for mentor in self._choices.get(student, ())}
            near |= {student for student, mentor in placement.items() if mentor in wanted}
        return placement.keys() - near

    def learn(self, placement: Placement, scheduled: Collection[str], control: Control) -> bool:
        """Look for cuts that explain why no more WPAs are scheduled than these.

        Args:
            placement: Student id to mentor id.
            scheduled: Ids of students with a WPA in the roster made on it.
            control: Time for the search.

        Returns:
            Whether there are new cuts.
        """
        known = len(self.cuts)
        cases = {
            student: self._data.case(self.instance.students[student], mentor)
            for student, mentor in self._screening.due(placement)
            if student in scheduled or self._screening.times(student, mentor)
        }
        together = scheduled
        for _ in range(FEEDBACK_SETTINGS.rounds):
            before = len(self.cuts)
            left_out = [case for student, case in cases.items() if student not in scheduled]
            self._explain(left_out, cases, together, control)
            if len(self.cuts) == before:
                break
            # who could all have a WPA together as far as is known by now; that may still be too many
            together = self._feasible(placement).keys() & cases.keys()
            if len(together) <= len(scheduled):
                break
        return len(self.cuts) > known

    def _explain(
        self, left_out: list[Case], cases: dict[str, Case], together: Collection[str], control: Control
    ) -> None:
        """Add a cut for each of a few WPAs that cannot be scheduled beside those together."""
        others = [case for student, case in cases.items() if student in together]
        for case in left_out[: FEEDBACK_SETTINGS.explained]:
            for conflict in likely_conflicts(self._data, case, others):
                core = minimal_infeasible_subset(self._data, conflict, control) if control.remaining > 0 else None
                if core is not None:
                    self._add(generalised_cut(self._data, core, self._choices, control))
                    break

    def _add(self, *cuts: PlacementCut) -> None:
        self.cuts += [cut for cut in cuts if cut not in self.cuts]
