"""A new placement after a change of the workbook, with the fewest changes and the proof. Knows no file and no words.

First as many students placed as can be, then the fewest changes, then the boards' shortage, then the other wishes.
Mostly whoever need not move can stay: then that is proven at once and only the others are searched. Otherwise the
whole placement is, level by level.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof, Status
from models.placement.column_generation.greedy import first_roster
from models.placement.data.arrays import Bools, Ints
from models.placement.data.pair_costs import PairCosts
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import score
from models.placement.search.levels import LevelState, ProvenBounds, ProvenRoster
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.search.starting_roster import smallest_roster
from models.placement.what_if.settings import REPLAN_SETTINGS
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class Replanned:
    """A new placement beside the old one.

    Attributes:
        placement: Student id to mentor id. None when none was found.
        proof: Of the order asked for here: as many placed, then no more changes than allowed, then shortage, then
            cost; its cost counts W9 too.
        changes: Students of the old roster still in the workbook with another mentor, or none (W9).
        fewest: No roster with as many placed has fewer changes.
        fewest_proven: Whether ``fewest`` is exact.
    """

    placement: Placement | None
    proof: Proof
    changes: int = 0
    fewest: int = 0
    fewest_proven: bool = False


def replan(
    instance: Instance, old: Placement, control: Control, most_extra: int = 0, gain_per_change: int = 0
) -> Replanned:
    """The roster that changes least, or with some changes more the cheapest.

    With changes to spare, cost + ``gain_per_change`` x changes is least, among rosters no shorter of the boards'
    minimums than the one with the fewest changes.

    Args:
        instance: The semester after the change; no weight may be below 0.
        old: The roster from before, student id to mentor id. May name people who have left the workbook.
        control: Time for all of it.
        most_extra: Changes beyond the fewest that are allowed.
        gain_per_change: Cost that each of those must save.

    Returns:
        The new placement with its proof.

    Raises:
        ValueError: A wish has a weight below 0.

    Source: decisions 13 and 16.
    """
    if not instance.students or not instance.mentors:
        return _nobody(instance, old, control)
    return _Replan(instance, old, control).run(most_extra, gain_per_change)


def _nobody(instance: Instance, old: Placement, control: Control) -> Replanned:
    changes = sum(student in instance.students for student in old)
    if any(pin.school or pin.mentor for pin in instance.pins):
        return Replanned(None, Proof(Status.INFEASIBLE, 0, seconds=control.elapsed))
    facts = PlacementProblem.of(instance).facts
    worth = score(facts, PairCosts(facts, old), {})
    proof = Proof(Status.OPTIMAL, 0, worth.shortage, worth.cost, control.elapsed)
    return Replanned({}, proof, changes, changes, True)


class _Replan:
    def __init__(self, instance: Instance, old: Placement, control: Control) -> None:
        plain = PlacementProblem.of(instance)
        self.unchanged = plain.held(old)  # [pairs] those of the old roster
        self.problem = replace(plain, kept=self.unchanged)
        self.control = control
        self.measures = PairCosts(plain.facts, old)  # as the checker counts the cost, with W9
        self.impossible = False
        self.still_here = self.measures.changes_at_most  # students of the old roster who are in the workbook

    def run(self, most_extra: int, gain: int) -> Replanned:
        stayed, search = self._stayed, LexicographicSearch(self.problem, self.control)
        most = search.optimistic()
        found, bound = stayed, int(self._can_stay.sum())
        if stayed.positions is None or len(stayed.positions) < most.count:
            most, found, bound = self._with_moves(search, most, stayed.positions)
        if found.positions is None or found.score is None:
            return self._none(most)
        proven = len(found.positions) == most.count and bound == self._number_unchanged(found.positions)
        if most_extra > 0:
            freer = self._freer(found.positions, found.score.shortage, bound - most_extra, gain)
            return self._replanned(freer, most, bound, proven and found.proven)
        return self._replanned(found, most, bound, proven)

    def _with_moves(
        self, search: LexicographicSearch, optimistic: ProvenBounds, stayed: Ints | None
    ) -> tuple[ProvenBounds, ProvenRoster, int]:
        """What is proven, the best roster, and a bound on how many stay, where not enough are placed if all stay."""
        level = search.kept(LevelTargets(optimistic.count))
        if level.best is not None:
            return optimistic, *self._later_levels(level)
        start = stayed if stayed is not None else self._start()
        if start is None:
            return optimistic, ProvenRoster(None, None), 0
        counted = search.count(start)
        placed = -counted.reached
        most = ProvenBounds(min(optimistic.count, -counted.bound))
        if stayed is not None and len(stayed) == placed:
            return most, self._stayed, int(self._can_stay.sum())
        return most, *self._later_levels(search.kept(LevelTargets(placed), counted.best))

    @cached_property
    def _can_stay(self) -> Bools:
        """[S] whether a student can stay where the old roster has them."""
        can = np.zeros(len(self.problem.facts.students), dtype=bool)
        can[self.problem.pairs.student[self.unchanged]] = True
        return can

    @cached_property
    def _stayed(self) -> ProvenRoster:
        """The best roster in which everybody stays who can, at its positions among all pairs."""
        allowed = self.unchanged | ~self._can_stay[self.problem.pairs.student]
        only = self.problem.only(allowed, np.nonzero(self._can_stay)[0].tolist())
        found = LexicographicSearch(only, self.control.sub_budget(REPLAN_SETTINGS.stay_share)).best()
        return found if found.positions is None else replace(found, positions=np.nonzero(allowed)[0][found.positions])

    def _start(self) -> Ints | None:
        """Some legal roster; None where there is none, or none was found."""
        problem = self.problem
        start, self.impossible = smallest_roster(problem, self.control)
        return None if start is None else first_roster(problem.facts, problem.pairs, problem.limits, start)

    def _later_levels(self, level: LevelState) -> tuple[ProvenRoster, int]:
        """The best of the rosters in which as many stay as on this level, and a bound on how many can.

        The duals of the level leave few pairs for those.
        """
        if level.best is None:
            return ProvenRoster(None, None), -level.bound
        usable = level.usable()
        if usable is None:
            usable = np.ones(len(self.problem.pairs), dtype=bool)
        positions = np.nonzero(usable)[0]
        search = LexicographicSearch(self.problem.only(usable), self.control)
        targets = LevelTargets(len(level.best), kept=self._number_unchanged(level.best))
        short = search.shortage(targets, np.searchsorted(positions, level.best))
        targets = replace(targets, short=short.reached)
        found = search.found(search.cost(targets, short.best), level.settled and short.settled)
        return found if found.positions is None else replace(found, positions=positions[found.positions]), -level.bound

    def _freer(self, start: Ints, short: int, least: int, gain: int) -> ProvenRoster:
        """The cheapest with at least so many who stay, where each who does not costs ``gain``."""
        problem = self.problem
        pairs = replace(problem.pairs, cost=problem.pairs.cost - gain * self.unchanged)
        charged = replace(problem, pairs=pairs, constant=problem.constant + gain * self.still_here)
        search = LexicographicSearch(charged, self.control)
        return search.found(search.cost(LevelTargets(len(start), max(0, least), short), start))

    def _number_unchanged(self, positions: Ints) -> int:
        return int(self.unchanged[positions].sum())

    def _replanned(self, found: ProvenRoster, most: ProvenBounds, bound: int, fewest_proven: bool) -> Replanned:
        if found.positions is None:
            return self._none(most)
        placement = self.problem.placement(found.positions)
        worth = score(self.problem.facts, self.measures, placement)
        proven = found.proven and fewest_proven
        proof = Proof(
            Status.OPTIMAL if proven else Status.FEASIBLE,
            most.count,
            worth.shortage if proven else 0,
            worth.cost if proven else None,
            self.control.elapsed,
        )
        changes = self.still_here - self._number_unchanged(found.positions)
        return Replanned(placement, proof, changes, self.still_here - bound, fewest_proven)

    def _none(self, most: ProvenBounds) -> Replanned:
        status = Status.INFEASIBLE if self.impossible else Status.UNKNOWN
        return Replanned(None, Proof(status, most.count, seconds=self.control.elapsed))
