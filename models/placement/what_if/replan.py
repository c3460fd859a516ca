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
from models.placement.column_generation.greedy import first_roster, pinned_roster
from models.placement.data.arrays import Bools, Ints
from models.placement.data.pair_costs import PairCosts
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import score
from models.placement.search.lexicographic import KnownBounds, LevelState, LexicographicSearch, ProvenRoster
from models.placement.search.pins_feasible import pinned_roster_with_company
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class Replanned:
    """``changes``: students of the old roster still in the workbook with another mentor, or none (W9).

    ``fewest``: no roster with as many placed has less; exact when ``fewest_proven``. ``proof`` is of the order asked
    for here: as many placed, then no more changes than allowed, then shortage, then cost; its cost counts W9 too.
    """

    placement: Placement | None
    proof: Proof
    changes: int = 0
    fewest: int = 0
    fewest_proven: bool = False


def replan(
    instance: Instance, old: Placement, control: Control, most_extra: int = 0, gain_per_change: int = 0
) -> Replanned:
    """The roster that changes least, or with up to ``most_extra`` changes more the cheapest.

    Then cost + ``gain_per_change`` x changes is least, among rosters no shorter of the boards' minimums than the one
    with the fewest changes. ``old`` may name people who have left the workbook.
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
        self.problem = replace(plain, kept=plain.held(old))
        self.old, self.control = old, control
        self.measures = PairCosts(plain.facts, old)  # as the checker counts the cost, with W9
        self.impossible = False
        self.settled = self.measures.changes_at_most  # students of the old roster who are still here

    @property
    def kept(self) -> Bools:
        assert self.problem.kept is not None
        return self.problem.kept

    def run(self, most_extra: int, gain: int) -> Replanned:
        stay, exact = self._stayed, LexicographicSearch(self.problem, self.control)
        most = exact.hoped(None)
        found, least = stay, int(self._can_stay.sum())
        if stay.positions is None or len(stay.positions) < most.count:
            most, found, least = self._more(exact, most, stay.positions)
        if found.positions is None or found.score is None:
            return self._none(most)
        proven = len(found.positions) == most.count and least == int(self.kept[found.positions].sum())
        if most_extra > 0:
            freer = self._freer(found.positions, found.score.shortage, least - most_extra, gain)
            return self._told(freer, most, least, proven and found.proven)
        return self._told(found, most, least, proven)

    def _more(
        self, exact: LexicographicSearch, hoped: KnownBounds, stay: Ints | None
    ) -> tuple[KnownBounds, ProvenRoster, int]:
        """Where not as many are placed as one may hope when everybody stays who can: what is proven, and the best."""
        level = exact.kept(LevelTargets(hoped.count))
        if level.best is not None:
            return hoped, *self._chain(level)
        start = stay if stay is not None else self._start()
        if start is None:
            return hoped, ProvenRoster(None, None), 0
        counted = exact.count(start)
        assert counted.best is not None
        most = KnownBounds(min(hoped.count, -counted.bound))
        if stay is not None and len(stay) == len(counted.best):
            return most, self._stayed, int(self._can_stay.sum())
        return most, *self._chain(exact.kept(LevelTargets(len(counted.best)), counted.best))

    @cached_property
    def _can_stay(self) -> Bools:
        """[S] whether a student can stay where the old roster has them."""
        can = np.zeros(len(self.problem.facts.students), dtype=bool)
        can[self.problem.pairs.student[self.kept]] = True
        return can

    @cached_property
    def _stayed(self) -> ProvenRoster:
        """The best roster in which everybody stays who can, at its positions among all pairs."""
        allowed = self.kept | ~self._can_stay[self.problem.pairs.student]
        only = self.problem.only(allowed, np.nonzero(self._can_stay)[0].tolist())
        found = LexicographicSearch(only, self.control.sub_budget(0.5)).best()
        return found if found.positions is None else replace(found, positions=np.nonzero(allowed)[0][found.positions])

    def _start(self) -> Ints | None:
        """Some legal roster; None where there is none, or none was found."""
        problem = self.problem
        start = pinned_roster(problem.facts, problem.pairs, problem.limits)
        if start is None:
            start, self.impossible = pinned_roster_with_company(problem, self.control)
        return None if start is None else first_roster(problem.facts, problem.pairs, problem.limits, start)

    def _chain(self, level: LevelState) -> tuple[ProvenRoster, int]:
        """The best of the rosters in which as many stay as on this level, and the most that can stay.

        The prices of the level leave few pairs for those.
        """
        assert level.best is not None
        usable = np.ones(len(self.problem.pairs), dtype=bool) if level.usable is None else level.usable
        positions = np.nonzero(usable)[0]
        exact = LexicographicSearch(self.problem.only(usable), self.control)
        need = LevelTargets(len(level.best), kept=int(self.kept[level.best].sum()))
        short = exact.shortage(need, np.searchsorted(positions, level.best))
        assert short.best is not None
        need = replace(need, short=exact.problem.worth(short.best).shortage)
        found = exact.found(exact.cost(need, short.best), level.settled and short.settled)
        return found if found.positions is None else replace(found, positions=positions[found.positions]), -level.bound

    def _freer(self, start: Ints, short: int, least: int, gain: int) -> ProvenRoster:
        """The cheapest with at least so many who stay, where each who does not costs ``gain``."""
        problem = self.problem
        pairs = replace(problem.pairs, cost=problem.pairs.cost - gain * self.kept)
        dearer = replace(problem, pairs=pairs, constant=problem.constant + gain * self.settled)
        exact = LexicographicSearch(dearer, self.control)
        return exact.found(exact.cost(LevelTargets(len(start), max(0, least), short), start))

    def _told(self, found: ProvenRoster, most: KnownBounds, least: int, fewest_proven: bool) -> Replanned:
        assert found.positions is not None
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
        changes = self.settled - int(self.kept[found.positions].sum())
        return Replanned(placement, proof, changes, self.settled - least, fewest_proven)

    def _none(self, most: KnownBounds) -> Replanned:
        status = Status.INFEASIBLE if self.impossible else Status.UNKNOWN
        return Replanned(None, Proof(status, most.count, seconds=self.control.elapsed))
