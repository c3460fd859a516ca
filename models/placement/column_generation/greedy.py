"""Greedy: students with the fewest pairs first, each to the cheapest pair that still fits. Knows no solver.

It gives search a start and the office a roster at once; it may leave students unplaced that better search can place.
"""

from __future__ import annotations

import numpy as np

from models.placement.column_generation.settings import FIRST_ROSTER_SETTINGS
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.capacity import Limits
from models.placement.data.pairs import CandidatePairs


class Loads:
    """How full every row of the capacity table is; schools below their minimum are judged afterwards."""

    def __init__(self, facts: PlacementArrays, pairs: CandidatePairs, limits: Limits) -> None:
        self.facts, self.pairs, self.limits = facts, pairs, limits
        self.counted = [
            (rows.row_of.tolist(), rows.counted.tolist(), rows.limit.tolist(), [0] * len(rows.limit))
            for rows in limits.counted
        ]  # per line of the table: row of a mentor, does a student count, limit and load of each row
        self.schools = np.zeros(len(facts.schools), dtype=np.int64)
        self.days = np.zeros(len(facts.classes), dtype=np.int64)
        self.groups = np.zeros(len(limits.groups), dtype=np.int64)
        self.groups_of: list[list[int]] = [[] for _ in facts.schools]
        for i, group in enumerate(limits.groups):
            for k in group.schools:
                self.groups_of[k].append(i)
        self.school: dict[int, int] = {}
        self.apart: dict[int, set[int]] = {}
        for a, b in limits.apart:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def fits(self, position: int) -> bool:
        """Is there room for this pair beside those that are booked?"""
        facts, limits = self.facts, self.limits
        s, m = int(self.pairs.student[position]), int(self.pairs.mentor[position])
        k = int(facts.school_of[m])
        for row_of, counted, most, load in self.counted:
            row = row_of[m]
            if row >= 0 and counted[s] and load[row] >= most[row]:
                return False
        if limits.one_per_day and self.days[facts.class_index[m]] & facts.student_days[s]:
            return False
        if self.schools[k] >= limits.places[k] or any(self._full(i) for i in self.groups_of[k]):
            return False
        return all(self.school.get(other) != k for other in self.apart.get(s, ()))

    @property
    def below_minimum(self) -> Bools:
        """[K] schools with students, and fewer than their minimum."""
        below: Bools = (self.schools > 0) & (self.schools < self.limits.minimum)
        return below

    def _full(self, index: int) -> bool:
        maximum = self.limits.groups[index].maximum
        return maximum is not None and bool(self.groups[index] >= maximum)

    def book(self, position: int, number: int = 1) -> None:
        """Take the pair, or with -1 give it back."""
        facts = self.facts
        s, m = int(self.pairs.student[position]), int(self.pairs.mentor[position])
        k = int(facts.school_of[m])
        for row_of, counted, _, load in self.counted:
            if row_of[m] >= 0 and counted[s]:
                load[row_of[m]] += number
        self.schools[k] += number
        self.days[facts.class_index[m]] ^= facts.student_days[s]
        for i in self.groups_of[k]:
            self.groups[i] += number
        if number > 0:
            self.school[s] = k
        else:
            del self.school[s]


def first_roster(facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, start: Ints) -> Ints:
    """A roster that grows from another.

    Args:
        facts: The semester.
        pairs: The pairs that may be used, with their costs.
        limits: The counting rules in force.
        start: Positions in ``pairs`` of a roster that keeps the pins and every rule; students placed there may lose
            their place only with a school that stays below its minimum.

    Returns:
        Positions in ``pairs``, sorted.
    """
    loads = Loads(facts, pairs, limits)
    chosen: dict[int, int] = {}
    for position in start.tolist():
        loads.book(position)
        chosen[int(pairs.student[position])] = position
    choices = _choices(facts, pairs)
    order = sorted(range(len(facts.students)), key=lambda s: len(choices[s]))
    closed = np.zeros(len(facts.schools), dtype=bool)
    _fill(loads, choices, order, closed, chosen)
    while (below := loads.below_minimum).any():
        closed |= below
        for s in [s for s, k in loads.school.items() if below[k]]:
            loads.book(chosen.pop(s), -1)
        _fill(loads, choices, order, closed, chosen)
    return np.array(sorted(chosen.values()), dtype=np.int64)


def pinned_roster(facts: PlacementArrays, pairs: CandidatePairs, limits: Limits) -> Ints | None:
    """The pinned students alone, each on the cheapest pair that fits.

    Args:
        facts: The semester.
        pairs: The pairs that may be used, with their costs.
        limits: The counting rules in force.

    Returns:
        Positions in ``pairs``, sorted; None where that breaks a rule.
    """
    loads = Loads(facts, pairs, limits)
    chosen: dict[int, int] = {}
    pinned = np.nonzero(limits.pinned)[0].tolist()
    _fill(loads, _choices(facts, pairs), pinned, np.zeros(len(facts.schools), dtype=bool), chosen)
    if len(chosen) < len(pinned) or loads.below_minimum.any():
        return None
    return np.array(sorted(chosen.values()), dtype=np.int64)


def keeps_rules(facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, positions: Ints) -> bool:
    """Do these pairs together keep every counting rule, with everybody placed who must be?

    Args:
        facts: The semester.
        pairs: The pairs that may be used.
        limits: The counting rules in force.
        positions: Pairs of the roster, as places in ``pairs``.

    Returns:
        False as well when a student has two pairs.
    """
    loads = Loads(facts, pairs, limits)
    for position in positions.tolist():
        if not loads.fits(position) or int(pairs.student[position]) in loads.school:
            return False
        loads.book(position)
    if loads.below_minimum.any():
        return False
    return all(s in loads.school for s in np.nonzero(limits.pinned)[0].tolist())


def company(facts: PlacementArrays, pairs: CandidatePairs, limits: Limits) -> tuple[Ints, Ints]:
    """The pairs of pinned students, and of those who could join them at schools with a minimum.

    Args:
        facts: The semester.
        pairs: The pairs that may be used, with their costs.
        limits: The counting rules in force.

    Returns:
        Positions in ``pairs``: with the cheapest of those who could join them, and with all.
    """
    pinned, where = limits.pinned[pairs.student], facts.school_of[pairs.mentor]
    beside = np.isin(where, where[pinned]) & (limits.minimum[where] > 1) & ~pinned
    cheapest = np.lexsort((pairs.cost, where))
    rank = np.arange(len(where)) - np.searchsorted(where[cheapest], where[cheapest])
    near = np.zeros(len(where), dtype=bool)
    near[cheapest[rank < FIRST_ROSTER_SETTINGS.company_pairs]] = True
    return np.nonzero(pinned | (beside & near))[0], np.nonzero(pinned | beside)[0]


def _choices(facts: PlacementArrays, pairs: CandidatePairs) -> list[list[int]]:
    """Per student the positions of the pairs, cheapest first."""
    ordered = np.lexsort((pairs.cost, pairs.student))
    ends = np.searchsorted(pairs.student[ordered], np.arange(len(facts.students) + 1))
    return [ordered[ends[s] : ends[s + 1]].tolist() for s in range(len(facts.students))]


def _fill(loads: Loads, choices: list[list[int]], order: list[int], closed: Bools, chosen: dict[int, int]) -> None:
    school_of = loads.facts.school_of[loads.pairs.mentor]
    for s in order:
        if s in chosen:
            continue
        for position in choices[s]:
            if not closed[school_of[position]] and loads.fits(position):
                loads.book(position)
                chosen[s] = position
                break
