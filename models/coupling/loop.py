"""Placement and WPAs in one chain: of placements worth the same, one that leaves the most WPAs possible.

Placement goes first and its value is never touched. What the WPAs find impossible comes back as crowds
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
from models.infeasibility.placement_cuts import PlacementCut
from models.placement.search.alternative_optima import AlternativeOptima
from models.search.control import Control

ROUNDS = 8
RINGS = 2  # of students who make room, in a first and quick try
NEAR_SHARE = 0.4  # of the time, for that first try
MOST_EXPLAINED = 5  # WPAs left out that are looked into after one roster


class FeedbackLoop:
    """What is learned about one placement and those worth the same.

    ``least``: no placement of this value leaves fewer without a WPA; None while nothing is proven.
    """

    def __init__(self, instance: Instance, equals: AlternativeOptima) -> None:
        self.instance, self.equals = instance, equals
        self.crowds: list[PlacementCut] = []
        self.least: int | None = None
        # a pinned WPA must stand where its student is (A10)
        self.fixed = [pin.student for pin in instance.pins if pin.slot or pin.field or pin.institute]

    @cached_property
    def _prospects(self) -> Screening:
        return Screening(self.instance)

    @cached_property
    def _choices(self) -> dict[str, list[str]]:
        return self.equals.choices()

    @cached_property
    def _options(self) -> AssessmentData:
        return without_wishes(self.instance)

    @cached_property
    def _due(self) -> tuple[str, ...]:
        return tuple(student.id for student in self.instance.students.values() if student.wpa)

    def lost(self, placement: Placement) -> int:
        """How many due students have no place or are too many in a crowd (counted perhaps a few too high)."""
        kept = self._kept(placement)
        return len(placement) - len(kept) + sum(student not in placement for student in self._due)

    def _kept(self, placement: Placement) -> Placement:
        """What is left when students are left out until every crowd is within its room."""
        left = dict(placement)
        while over := [crowd for crowd in self.crowds if crowd.violation(left)]:
            members = [student for crowd in over for student in crowd.members(left)]
            del left[max(members, key=members.count)]
        return left

    def _nowhere(self, placed: int) -> int:
        """The fewest due students without a place when so many students are placed."""
        return len(self._due) - min(placed, sum(student in self._choices for student in self._due))

    def improve(self, placement: Placement, control: Control) -> Placement:
        """This placement, or one of the same value that leaves more WPAs possible as far as can be counted."""
        best = now = placement
        enough = self._nowhere(len(placement))
        if self.equals.complete:
            self.least = max(enough, self.least or 0)
        for _ in range(ROUNDS):
            self._add(*self._prospects.placement_cuts(now, self._choices))
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
        for fixed, part in ((pinned | self._far(best), NEAR_SHARE), (pinned, 1.0)):
            found = self.equals.fewest_lost(self.crowds, self._due, best, sorted(fixed), control.sub_budget(part))
            if found is not None and found.lost is not None:
                self.least = max(found.lost, self.least or 0)
            if found is not None and self.lost(found.placement) < fewest:
                return found.placement
        return None

    def _far(self, placement: Placement) -> set[str]:
        """Students who need not move to let those in trouble change places, nor to let those move."""
        kept = self._kept(placement)
        near = {student for student in placement if student not in kept}
        for _ in range(RINGS):
            wanted = {mentor for student in near for mentor in self._choices.get(student, ())}
            near |= {student for student, mentor in placement.items() if mentor in wanted}
        return placement.keys() - near

    def learn(self, placement: Placement, held: Collection[str], control: Control) -> bool:
        """Look for crowds that explain why no more WPAs are ``held`` than these. True when there are new ones."""
        known = len(self.crowds)
        cases = {
            who: self._options.case(self.instance.students[who], mentor)
            for who, mentor in self._prospects.due(placement)
            if who in held or self._prospects.times(who, mentor)
        }
        beside = held
        for _ in range(ROUNDS):
            before = len(self.crowds)
            self._explain([case for who, case in cases.items() if who not in held], cases, beside, control)
            if len(self.crowds) == before:
                break
            # who could all be held together as far as is known by now; that may still be too many
            beside = self._kept(placement).keys() & cases.keys()
            if len(beside) <= len(held):
                break
        return len(self.crowds) > known

    def _explain(self, left_out: list[Case], cases: dict[str, Case], beside: Collection[str], control: Control) -> None:
        """Add a crowd for each of a few WPAs that cannot be held beside these."""
        others = [case for who, case in cases.items() if who in beside]
        for case in left_out[:MOST_EXPLAINED]:
            for together in likely_conflicts(self._options, case, others):
                core = minimal_infeasible_subset(self._options, together, control) if control.remaining > 0 else None
                if core is not None:
                    self._add(generalised_cut(self._options, core, self._choices, control))
                    break

    def _add(self, *crowds: PlacementCut) -> None:
        self.crowds += [crowd for crowd in crowds if crowd not in self.crowds]
