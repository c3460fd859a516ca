"""Placement and WPAs in one chain: of placements worth the same, one that leaves the most WPAs possible.

Placement goes first and its value is never touched. What the WPAs find impossible comes back as crowds
(combinatorial Benders cuts); the placement is solved again at its own value with as few lost as can be.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from instances.instance import Instance
from instances.solution import Placement
from models.assessment.conflicts import around, crowd_of, plain_options, smallest
from models.assessment.options import Options
from models.assessment.prospects import Prospects
from models.crowd import Crowd
from models.placement.equals import Equals
from models.search import Control

ROUNDS = 8
MOST_EXPLAINED = 5  # WPAs left out that are looked into after one roster


class Chain:
    """What is learned about one placement and those worth the same.

    ``least``: no placement of this value leaves fewer without a WPA; None while nothing is proven.
    """

    def __init__(self, instance: Instance, equals: Equals) -> None:
        self.instance, self.equals = instance, equals
        self.crowds: list[Crowd] = []
        self.least: int | None = None
        # a pinned WPA must stand where its student is (A10)
        self.fixed = [pin.student for pin in instance.pins if pin.slot or pin.field or pin.institute]

    @cached_property
    def _prospects(self) -> Prospects:
        return Prospects(self.instance)

    @cached_property
    def _choices(self) -> dict[str, list[str]]:
        return self.equals.choices()

    @cached_property
    def _options(self) -> Options:
        return plain_options(self.instance)

    @cached_property
    def _due(self) -> tuple[str, ...]:
        return tuple(student.id for student in self.instance.students.values() if student.wpa)

    def lost(self, placement: Placement) -> int:
        """How many due students have no place or are too many in a crowd (counted perhaps a few too high)."""
        left = dict(placement)
        while over := [crowd for crowd in self.crowds if crowd.excess(left)]:
            members = [student for crowd in over for student in crowd.members(left)]
            del left[max(members, key=members.count)]
        return len(placement) - len(left) + sum(student not in placement for student in self._due)

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
            self.crowds += self._prospects.crowds(now, self._choices)
            lost, fewest = self.lost(now), self.lost(best)
            if lost < fewest:
                best, fewest = now, lost
            if fewest <= max(enough, self.least or 0) or control.remaining <= 0:
                break
            fixed = [student for student in self.fixed if student in best]
            found = self.equals.fewest_lost(self.crowds, self._due, best, fixed, control)
            if found is None:
                break
            if found.lost is not None:
                self.least = max(found.lost, self.least or 0)
            if self.lost(found.placement) >= fewest:
                break
            now = found.placement
        return best

    def learn(self, placement: Placement, left_out: Collection[str], control: Control) -> bool:
        """Look for crowds that explain why these due students got no WPA. True when there are new ones."""
        known = len(self.crowds)
        cases = {who: self._options.case(self.instance.students[who], m) for who, m in self._prospects.due(placement)}
        for student in [who for who in left_out if who in cases][:MOST_EXPLAINED]:
            if self.lost(placement) >= len(left_out) or control.remaining <= 0:
                break
            for together in around(self._options, cases[student], cases.values()):
                core = smallest(self._options, together, control)
                if core is not None:
                    self.crowds.append(crowd_of(self._options, core, self._choices, control))
                    break
        return len(self.crowds) > known
