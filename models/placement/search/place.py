"""Placing students: three levels settled one after another, each with a proof for the whole workbook.

Knows how relaxation, candidate lists and CP-SAT work together; knows no rule by name. First as many
students as possible, then the least shortage under board minimums, then the cheapest wishes. At every
level the relaxation gives a bound and a price for every pair; CP-SAT searches the pairs that look best;
what it finds is proven as soon as every pair left out is too dear to be in a better roster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Certificate, Placement, PlacementResult, Proof, Status
from models.infeasibility.placement_cuts import NO_CUTS, PlacementCuts
from models.placement.column_generation.candidate_pairs import best_pairs, near_pairs, rounded, starting_pairs
from models.placement.column_generation.flow_bound import flow_bound
from models.placement.column_generation.greedy import company, first_roster, pinned_roster
from models.placement.column_generation.lagrangian_bound import PlacementBound, PlacementDuals
from models.placement.column_generation.restricted_master import PlacementMaster, RelaxedPlacement
from models.placement.column_generation.stored_duals import certificate_of
from models.placement.cp_sat.model import LevelOutcome, LevelTask, PlacementModel
from models.placement.data.arrays import Ints
from models.placement.data.objective import LevelObjective, ObjectiveLevel
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Proven, Score
from models.placement.search.alternative_optima import AlternativeOptima
from models.search.control import Control
from models.search.phases import placing

STARTING_PAIRS = 6  # per student and per mentor in the first relaxation
ALTERNATIVES = (0, 2)  # pairs beside the one that the relaxation chose, in the first two searches
BUILD_SECONDS = 1e-4  # per pair, to make a model: a list that leaves no time to search is not begun
LIST_SIZES = (8, 30, 120)  # pairs per student in growing candidate lists; then all that the proof needs


def place(
    instance: Instance,
    control: Control,
    previous: Placement | None = None,
    without: frozenset[Rule] = frozenset(),
    closed: Mapping[str, Callable[[str], bool]] | None = None,
    demands: PlacementCuts = NO_CUTS,
    keep: Callable[[AlternativeOptima], None] | None = None,
) -> PlacementResult:
    """The best placement in the control's time, and what is proven about it.

    ``previous`` is the old roster for W9; ``without`` switches hard rules off, to show that they bite;
    ``closed`` tells for some students which mentors may not be used for a reason outside P1-P15, ``demands``
    what else to keep to; ``keep`` is given the means to look for others of the same value.
    """
    if not instance.students or not instance.mentors:
        return _nobody(instance, control, previous)
    search = _PlacementSearch(instance, control, previous, without, closed or {}, demands)
    result = search.run()
    if keep is not None and search.best is not None:
        bound = search.bound if search.meets(search.task) else None
        keep(AlternativeOptima(search.builder, search.pairs, search.best, search.score, bound))
    return result


def _nobody(instance: Instance, control: Control, previous: Placement | None) -> PlacementResult:
    """The empty roster, for a semester without students or without mentors."""
    if any(pin.school or pin.mentor for pin in instance.pins):
        return PlacementResult(None, Proof(Status.INFEASIBLE, 0, 0, None, control.elapsed))
    shortage = sum(board.min_students for board in instance.boards.values())
    changed = sum(student in instance.students for student in previous or ())
    cost = changed * instance.settings.weights.get(Wish.W9, 0)
    return PlacementResult({}, Proof(Status.OPTIMAL, 0, shortage, cost, control.elapsed))


class _PlacementSearch:
    def __init__(
        self,
        instance: Instance,
        control: Control,
        previous: Placement | None,
        without: frozenset[Rule],
        closed: Mapping[str, Callable[[str], bool]],
        demands: PlacementCuts,
    ) -> None:
        self.instance, self.control, self.without, self.demands = instance, control, without, demands
        self.problem = problem = PlacementProblem.under(instance, previous, without, closed, demands.placed)
        self.facts, self.limits, self.pairs = problem.facts, problem.limits, problem.pairs
        self.builder = PlacementModel(problem.facts, problem.measures, without, demands)
        self.bound: PlacementBound | None = None  # of the last relaxation of the cost, for this task
        self.task = LevelTask(ObjectiveLevel.COST)
        self.prices: PlacementDuals | None = None  # of that relaxation
        self.best: Ints | None = None
        self.score = Score(-1, 0, 0)
        self.rosters = 0
        self.proven = Proven(count=len(np.unique(self.pairs.student)))
        self.master: PlacementMaster | None = None

    # -- the run -----------------------------------------------------------------------------------

    def run(self) -> PlacementResult:
        self.take(pinned_roster(self.facts, self.pairs, self.limits))
        if self.best is None and self._search_pins():
            return PlacementResult(None, Proof(Status.INFEASIBLE, 0, 0, None, self.control.elapsed))
        if self.best is None:
            return PlacementResult(None, Proof(Status.UNKNOWN, self.proven.count, 0, None, self.control.elapsed))
        self.take(first_roster(self.facts, self.pairs, self.limits, self.best))
        self.master = PlacementMaster(self.facts, self.pairs, self.limits, self.control)
        if not self._aim_high() and not self.proven.settled:
            self.proven.shortage = 0  # what was supposed of the count did not come true
            for level in (ObjectiveLevel.COUNT, ObjectiveLevel.SHORTAGE, ObjectiveLevel.COST):
                if self.control.remaining <= 0 or not self._settle(level):
                    break
        return self._result()

    def _result(self) -> PlacementResult:
        proven, settled = self.proven, self.proven.settled
        status = (
            Status.OPTIMAL
            if {ObjectiveLevel.COUNT, ObjectiveLevel.SHORTAGE, ObjectiveLevel.COST} <= settled
            else Status.FEASIBLE
        )
        cost = proven.cost if ObjectiveLevel.COUNT in settled else None
        return PlacementResult(
            self.problem.placement(self._chosen()),
            Proof(status, proven.count, proven.shortage, cost, self.control.elapsed, certificate=self._certificate()),
        )

    def _certificate(self) -> Certificate | None:
        return None if self.prices is None else certificate_of(self.facts, self.limits, self.prices)

    def take(self, positions: Ints | None) -> None:
        """Keep this roster if it is the best so far."""
        if positions is None or not self.demands.met(self.problem.placement(positions)):
            return
        self.rosters += 1
        found = self.problem.worth(positions)
        if self.best is None or found.key < self.score.key:
            self.best, self.score = positions, found
        self.report()

    def report(self) -> None:
        best, proven = self.score, self.proven
        phase = placing(proven.count - best.count, best.shortage - proven.shortage)
        self.control.report(
            phase, rosters=self.rosters, count=self.score.count, cost=self.score.cost, bound=self.proven.cost
        )

    def _search_pins(self) -> bool:
        """Look for the fewest students that keep the pins; True when it is proven that there are none.

        A pin names the school. Every other student and school can be left out of a roster without
        breaking a rule, so no such roster means that there is no roster at all.
        """
        pinned = self.limits.pinned[self.pairs.student]
        if len(np.unique(self.pairs.student[pinned])) < self.limits.pinned.sum():
            return True  # a pinned student has no pair left
        near, every = company(self.facts, self.pairs, self.limits)
        outcome = self._solve(near, LevelTask(ObjectiveLevel.PINS), self.control)
        if outcome.infeasible:
            # all of them; and or-tools 5274: this version can call a feasible model infeasible in presolve
            outcome = self._solve(every, LevelTask(ObjectiveLevel.PINS), self.control, presolve=False)
        return outcome.infeasible

    # -- levels ------------------------------------------------------------------------------------

    def _goal(self, level: ObjectiveLevel, task: LevelTask) -> LevelObjective:
        need = LevelTargets(task.least_placed, short=task.most_short)
        if level is ObjectiveLevel.COUNT:
            return self.problem.most_placed()
        return self.problem.least_short(need) if level is ObjectiveLevel.SHORTAGE else self.problem.cheapest(need)

    def _task(self, level: ObjectiveLevel) -> LevelTask:
        """The level, given what the best roster reached on the levels before it."""
        if level is ObjectiveLevel.COUNT:
            return LevelTask(level)
        if level is ObjectiveLevel.SHORTAGE:
            return LevelTask(level, self.score.count)
        return LevelTask(level, self.score.count, self.score.shortage)

    def _value(self, level: ObjectiveLevel) -> int:
        """What the best roster has on this level; smaller is better."""
        return (-self.score.count, self.score.shortage, self.score.cost)[level - 1]

    def _relax(
        self, level: ObjectiveLevel, task: LevelTask, part: float, hopeful: bool = False
    ) -> RelaxedPlacement | None:
        """The relaxation of a level, within a part of the time left."""
        assert self.master is not None
        self.master.control = self.control.sub_budget(part)
        start = starting_pairs(self.pairs, STARTING_PAIRS)
        if self.best is not None:
            start = np.union1d(start, self.best)
        relaxed = self.master.solve(self._goal(level, task), start, hopeful)
        if relaxed is not None and level is ObjectiveLevel.COST:
            self.bound, self.task, self.prices = relaxed.bound, task, relaxed.prices
        return relaxed

    def _aim_high(self) -> bool:
        """Suppose that count and shortage reach their bounds, and look for the cheapest such roster.

        True when everything is proven that way; else what was found stays as a start.
        """
        hoped = flow_bound(self.facts, self.pairs, self.limits)
        if hoped is not None:
            self.proven.count, self.proven.shortage = hoped.count, hoped.shortage
        task = LevelTask(ObjectiveLevel.COST, self.proven.count, self.proven.shortage)
        relaxed = self._relax(ObjectiveLevel.COST, task, 0.6, hopeful=True)
        if relaxed is not None and relaxed.short:
            task = replace(task, most_short=self.proven.shortage + relaxed.short)
            relaxed = self._relax(ObjectiveLevel.COST, task, 0.6)
        if relaxed is None or not relaxed.met:
            return False
        positions, outcome = self._dive(relaxed, task)
        if not self.meets(task) or self.score.count < self.proven.count:
            return False
        self.proven.settled.add(ObjectiveLevel.COUNT)
        self._prove(ObjectiveLevel.COST, relaxed.bound.value)
        self._learn(ObjectiveLevel.COST, relaxed.bound, positions, outcome)
        if self.score.shortage > self.proven.shortage and not self._least_short():
            return False
        self.proven.settled.add(ObjectiveLevel.SHORTAGE)
        return self._close(ObjectiveLevel.COST, relaxed)

    def _least_short(self) -> bool:
        """Is it proven that no roster with that many placed is less short? What was proven of the cost may fall."""
        relaxed = self._relax(ObjectiveLevel.SHORTAGE, LevelTask(ObjectiveLevel.SHORTAGE, self.score.count), 0.4)
        if relaxed is None or not relaxed.met:
            return False
        self.proven.shortage = max(self.proven.shortage, relaxed.bound.value)
        if self.score.shortage > self.proven.shortage:
            self.proven.settled, self.proven.cost = set(), None  # less short and dearer goes first
            return False
        return True

    def _dive(self, relaxed: RelaxedPlacement, task: LevelTask) -> tuple[Ints, LevelOutcome]:
        """Search close to the relaxation: its whole choices stand, then they get two alternatives each."""
        for alternatives in ALTERNATIVES:
            positions, start = near_pairs(self.pairs, relaxed, alternatives), rounded(relaxed)
            if self.meets(task):
                start = self._chosen()
                positions = np.union1d(positions, start)
            hint = self._places_in(positions, np.intersect1d(positions, start))
            outcome = self._solve(positions, task, self.control.sub_budget(0.5), hint=hint)
        return positions, outcome

    def meets(self, task: LevelTask) -> bool:
        """Is the best roster one that the task looks for, and worth starting from?"""
        short = self.score.shortage if task.most_short is None else task.most_short
        return (
            task.level is ObjectiveLevel.COST and self.score.count >= task.least_placed and self.score.shortage <= short
        )

    def _settle(self, level: ObjectiveLevel) -> bool:
        """Bring a level to its bound; False when time ran out first."""
        task = self._task(level)
        relaxed = self._relax(level, task, 0.5)
        if relaxed is None:
            return False
        if level is ObjectiveLevel.COUNT:
            self.proven.count = min(self.proven.count, -relaxed.bound.value)
        elif level is ObjectiveLevel.SHORTAGE:
            self.proven.shortage = max(0, relaxed.bound.value)
        if self._value(level) > relaxed.bound.value:
            self._dive(relaxed, task)
        return self._close(level, relaxed)

    def _close(self, level: ObjectiveLevel, relaxed: RelaxedPlacement) -> bool:
        """Search growing lists until the best roster meets the bound of this level."""
        task, bound = self._task(level), relaxed.bound
        self._prove(level, bound.value)
        for size in (*LIST_SIZES, None):
            if self._value(level) <= self._proven_value(level):
                break
            if self.control.remaining <= 0:
                return False
            needed = bound.needed(self._value(level))
            listed = np.nonzero(needed)[0] if size is None else best_pairs(self.pairs, relaxed, size)
            positions = np.union1d(listed[needed[listed]], self._chosen())
            whole = needed.sum() <= needed[positions].sum()
            if len(positions) * BUILD_SECONDS > self.control.remaining / 2:
                return False
            control = self.control if whole else self.control.sub_budget(0.5)
            outcome = self._solve(positions, task, control, hint=self._places_in(positions, self._chosen()))
            self._learn(level, bound, positions, outcome)
        if self._value(level) > self._proven_value(level):
            return False
        self.proven.settled.add(level)
        return True

    def _learn(self, level: ObjectiveLevel, bound: PlacementBound, positions: Ints, outcome: LevelOutcome) -> None:
        """A roster is made of the pairs in the list alone, or has a pair outside and pays its reduced cost."""
        if outcome.bound is not None:
            self._prove(level, min(outcome.bound, bound.outside(positions)))

    def _prove(self, level: ObjectiveLevel, value: int) -> None:
        """No roster is below this value on this level, given the levels before it."""
        if level is ObjectiveLevel.COUNT:
            self.proven.count = min(self.proven.count, -value)
        elif level is ObjectiveLevel.SHORTAGE:
            self.proven.shortage = max(self.proven.shortage, value)
        elif ObjectiveLevel.COUNT in self.proven.settled:
            value = min(max(0, value) if min(self.instance.settings.weights.values()) >= 0 else value, self.score.cost)
            self.proven.cost = value if self.proven.cost is None else max(self.proven.cost, value)
            self.report()

    def _proven_value(self, level: ObjectiveLevel) -> int:
        if level is ObjectiveLevel.COUNT:
            return -self.proven.count
        if level is ObjectiveLevel.SHORTAGE:
            return self.proven.shortage
        return -(10**18) if self.proven.cost is None else self.proven.cost

    # -- search ------------------------------------------------------------------------------------

    def _chosen(self) -> Ints:
        assert self.best is not None
        return self.best

    @staticmethod
    def _places_in(positions: Ints, chosen: Ints) -> Ints:
        return np.searchsorted(positions, chosen)

    def _solve(
        self, positions: Ints, task: LevelTask, control: Control, *, hint: Ints | None = None, presolve: bool = True
    ) -> LevelOutcome:
        outcome = self.builder.solve(
            self.pairs.take(positions),
            task,
            control,
            hint=hint,
            listener=lambda found: self.take(positions[found]),
            presolve=presolve,
        )
        if outcome.chosen is not None:
            self.take(positions[outcome.chosen])
        return outcome
