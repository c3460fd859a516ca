"""The pairs that no rule on a pair allows until something is asked for, by what it takes. Knows no price, no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.placement.asking.asks import AskKind, SingleAsk
from models.placement.data.arrays import Ints
from models.placement.data.pairs import CandidatePairs
from models.placement.data.problem import PlacementProblem

Cell = tuple[AskKind, str, Day | None]


@dataclass(frozen=True)
class OpenedPairs:
    """Pairs that one or more asks open.

    Attributes:
        pairs: All of them together, sorted by student within each requirement.
        by_need: What must be granted, to the positions of the pairs that it opens.
        room: How many students beyond the amount that is asked for can have a pair that opens.
    """

    pairs: CandidatePairs
    by_need: dict[frozenset[Cell], Ints]
    room: dict[Cell, int]

    @classmethod
    def of(cls, problem: PlacementProblem, previous: Placement | None = None) -> OpenedPairs:
        """Open every closed mentor and school, and every day, and see which pairs come.

        Args:
            problem: The semester as it is.
            previous: The old roster that W9 counts from.

        Returns:
            The pairs that come, by what it takes.
        """
        instance, width = problem.facts.instance, len(problem.facts.mentors)
        known = [problem.pairs.student * width + problem.pairs.mentor]
        found: list[CandidatePairs] = []
        by_need: dict[frozenset[Cell], Ints] = {}
        total = 0
        for day in (None, *Day):
            pairs = PlacementProblem.under(_opened(instance, day), previous).pairs
            codes = pairs.student * width + pairs.mentor
            fresh = pairs.take(~np.isin(codes, np.concatenate(known)))
            if day is None:
                known.append(codes)
            for need, positions in _by_need(problem, fresh, day).items():
                by_need[need] = positions + total
            found.append(fresh)
            total += len(fresh)
        everyone, needed = len(problem.facts.students), {cell for need in by_need for cell in need}
        room = {
            cell: 0 if problem.limits.one_per_day else everyone  # whoever comes on that day is alone in the class
            for cell in needed
            if cell[0] is AskKind.DAY
        }
        room |= {cell: 0 for cell in needed if cell[0] is AskKind.MENTOR}
        room |= {cell: instance.schools[cell[1]].net_places for cell in needed if cell[0] is AskKind.PLACE}
        joined = (np.concatenate([getattr(one, name) for one in found]) for name in ("student", "mentor", "cost"))
        return cls(CandidatePairs(*joined), by_need, room)

    @property
    def days(self) -> list[SingleAsk]:
        """The days that can be asked for: those that open a pair by themselves."""
        singles = [next(iter(need)) for need in self.by_need if len(need) == 1]
        return [SingleAsk(kind, id, 1, day) for kind, id, day in singles if kind is AskKind.DAY]

    def by(self, asks: Collection[SingleAsk]) -> list[tuple[Ints, int]]:
        """The pairs that some asks open together.

        Args:
            asks: What is granted.

        Returns:
            Positions of pairs, and how many students can have one of those at most.
        """
        amounts = {ask.cell: ask.amount for ask in asks}
        subsets = (frozenset(some) for size in range(1, len(amounts) + 1) for some in combinations(amounts, size))
        return [
            (self.by_need[need], min(self.room[cell] + amounts[cell] for cell in need))
            for need in subsets
            if need in self.by_need
        ]


def _opened(instance: Instance, day: Day | None) -> Instance:
    """Every closed mentor and school open, and everyone working on this day too."""
    mentors = {
        id: replace(one, max_students=max(1, one.max_students), days=one.days if day is None else one.days | {day})
        for id, one in instance.mentors.items()
    }
    schools = {
        id: replace(one, places=one.taken + max(1, one.min_students, one.net_places))
        for id, one in instance.schools.items()
    }
    return replace(instance, mentors=mentors, schools=schools)


def _by_need(problem: PlacementProblem, pairs: CandidatePairs, day: Day | None) -> dict[frozenset[Cell], Ints]:
    facts, instance = problem.facts, problem.facts.instance
    found: defaultdict[frozenset[Cell], list[Ints]] = defaultdict(list)
    order = np.argsort(pairs.mentor, kind="stable")
    mentors, starts = np.unique(pairs.mentor[order], return_index=True)
    for m, start, end in zip(mentors.tolist(), starts, [*starts[1:], len(order)], strict=False):
        positions = order[start:end]
        mentor = instance.mentors[facts.mentors[m]]
        school = instance.schools[mentor.school]
        cells: list[Cell] = [] if day is None else [(AskKind.DAY, instance.class_of(mentor.id)[0], day)]
        if mentor.max_students < 1:
            cells.append((AskKind.MENTOR, mentor.id, None))
        if school.net_places < max(1, school.min_students):
            cells.append((AskKind.PLACE, school.id, None))
        found[frozenset(cells)].append(positions)
    return {need: np.sort(np.concatenate(parts)) for need, parts in found.items()}
