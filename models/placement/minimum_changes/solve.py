"""The fewest changes for all together in a semester of any size, and a bound on them. Knows no rule and no wish.

1. The relaxation of every option, which grows by what it lacks; its bound holds for all of them.
2. The options it asked for in whole numbers: a roster, with changes.
3. Where the bound is lower than those: students whose place has the same price taken together, which leaves few
   enough options to solve them all with whole changes. Every roster is one of those, so that bound holds as well.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
from ortools.math_opt.python import mathopt

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.edits.edit import number_of_changes, united
from instances.edits.relaxable import Edits
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.minimum_changes.candidates import Floats, options_of
from models.placement.minimum_changes.editable_cells import EditableCells, rows_changed
from models.placement.minimum_changes.lazy_cuts import CELL, CLASS
from models.placement.minimum_changes.lp import MinimumChangeLp
from models.placement.minimum_changes.settings import JOINT_WEIGHTS
from models.search.control import Control
from models.search.mathopt import solve_linear

ENTERING = 6  # options for each student in a round
ROUNDS = 80
TOLERANCE = 1e-6
ROUNDING = 0.02  # far above what a solver is off, far below one change
BELOW_ONE = 0.99  # changes are whole: so near its bound a number is the least
WHOLE_PART = 0.4  # of the time after the relaxation, for a roster
CHEAP = 40  # options for each student left out that ask least
ALL = 30_000  # so many options can all be in the model
NODES = 500  # nearly all end at the root; in reproducible mode nothing else limits them
MORE = 20_000  # options to look at as well where the first roster was not proven the best
NONE_FITS = (mathopt.TerminationReason.INFEASIBLE, mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED)
NOTHING = mathopt.VariableFilter(filtered_items=())  # telling reduced costs takes as long as solving


@dataclass(frozen=True)
class JointChanges:
    """``edits`` and a roster after them, empty when none was found.

    Who cannot have a place beside the others is ``missing`` in it. With fewer changes than ``least`` nobody can be
    missing so few.
    """

    edits: Edits
    changes: int
    least: int
    placement: Placement = field(compare=False)
    missing: int = 0

    @property
    def worth(self) -> float:
        """What a program minimises."""
        return self.changes + JOINT_WEIGHTS.unplaced * self.missing


NONE = JointChanges((), 0, 0, {})


@dataclass
class _Relaxed:
    bound: float
    missing: float  # students without a place in it
    prices: Floats  # [R] of a place for each student
    reduced: Floats  # [P]


class JointRepair:
    """Who is left out of ``placement`` and must have a place too, beside everyone who has one."""

    def __init__(self, instance: Instance, placement: Placement) -> None:
        self.instance, self.placement = instance, placement
        self.facts = PlacementArrays(instance)
        self.openings = EditableCells(self.facts)
        self.options = options_of(self.openings, placement)

    @property
    def possible(self) -> list[str]:
        """Who is left out and could have a place after some changes, if there were nobody else."""
        with_some = np.bincount(self.options.person, minlength=len(self.facts.students)) > 0
        return [self.facts.students[s] for s in np.nonzero(self.options.alone & with_some)[0].tolist()]

    def solve(self, students: Collection[str], control: Control) -> JointChanges:
        """The fewest changes found in the control's time after which these have a place."""
        return _JointSearch(self, students).solve(control)


class _JointSearch:
    """For some who are left out; the others may come along."""

    def __init__(self, joint: JointRepair, students: Collection[str]) -> None:
        self.joint, self.facts = joint, joint.facts
        must = np.array([who in joint.placement or who in students for who in self.facts.students], dtype=np.int64)
        self.options = replace(joint.options, must=must)
        self.program = MinimumChangeLp(self.options)
        self.all_fit = True  # until it turns out that somebody must be missing, which is dearer to allow for

    def solve(self, control: Control) -> JointChanges:
        relaxed = self._relax(control)
        if relaxed is None:
            return NONE
        found, bound = self._found(relaxed, control)
        if found is None:
            return NONE
        if control.remaining > 0:
            found = _better(self._asking_least(found, control), found)
        return replace(found, least=max(0, bound - int(JOINT_WEIGHTS.unplaced) * found.missing))

    def _found(self, relaxed: _Relaxed, control: Control) -> tuple[JointChanges | None, int]:
        """What was found, and a bound on its worth."""
        bound, found = _least(relaxed.bound), None
        self.all_fit = relaxed.missing < ROUNDING
        if len(self.options) <= ALL:
            self.program.add(range(len(self.options)))
        for step in (self._whole, self._merged, self._widened):
            if control.remaining <= 0:
                break
            again, least = step(relaxed, control.sub_budget(WHOLE_PART))
            bound, found = max(bound, least), again if found is None else _better(again, found)
            if found is not None and found.worth <= bound:
                break
        return found, bound

    # -- the relaxation ----------------------------------------------------------------------------

    def _relax(self, control: Control) -> _Relaxed | None:
        program, best = self.program, None
        program.add(self._held().tolist())
        basis: mathopt.Basis | None = None
        for _ in range(ROUNDS):
            if control.remaining <= 0:
                break
            result = self._run(basis, control)
            if result is None:
                break
            basis = result.solutions[0].basis
            reduced = program.reduced(result)
            least = np.zeros(len(self.options.size))
            np.minimum.at(least, self.options.person, reduced)
            bound = result.objective_value() + float(least @ self.options.size)
            if best is None or bound >= best.bound:
                missing = sum(result.variable_values(program.missing))
                best = _Relaxed(bound, missing, np.array(result.dual_values(program.person)), reduced)
            broken, entering = program.cuts.add(result), self._entering(reduced)
            if not broken and not len(entering):
                break
            program.add(entering.tolist())
        return best

    def _run(self, basis: mathopt.Basis | None, control: Control) -> mathopt.SolveResult | None:
        program = self.program
        if basis is not None:  # new options at zero, new rows slack
            for column in program.columns:
                basis.variable_status.setdefault(column, mathopt.BasisStatus.AT_LOWER_BOUND)
            for row in program.model.linear_constraints():
                basis.constraint_status.setdefault(row, mathopt.BasisStatus.BASIC)
        start = mathopt.ModelSolveParameters(initial_basis=basis, reduced_costs_filter=NOTHING)
        how = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX)
        result = solve_linear(program.model, control, parameters=how, start=start)
        return result if result.termination.reason == mathopt.TerminationReason.OPTIMAL else None

    def _held(self) -> Ints:
        """The options of the present roster."""
        index = self.facts.mentor_index
        now = np.array([index.get(self.joint.placement.get(who, ""), -1) for who in self.facts.students])
        found: Ints = np.nonzero(self.options.mentor == now[self.options.person])[0]
        return found

    def _entering(self, reduced: Floats) -> Ints:
        """The options that would lower the relaxation most, a few for each student."""
        person = self.options.person
        found = np.nonzero((reduced < -TOLERANCE) & ~self.program.inside)[0]
        found = found[np.lexsort((reduced[found], person[found]))]
        begins = np.searchsorted(person[found], person[found])
        chosen: Ints = found[np.arange(len(found)) - begins < ENTERING]
        return chosen

    # -- in whole numbers --------------------------------------------------------------------------

    def _whole(self, _: _Relaxed, control: Control) -> tuple[JointChanges | None, int]:
        """The best with the options in the model; a bound too where those are all."""
        self.program.cuts.complete()
        self.program.make_integer(self.all_fit)
        result = solved(self.program, control)
        if self.all_fit and result.termination.reason in NONE_FITS:
            self.all_fit = False
            self.program.make_integer(self.all_fit)
            result = solved(self.program, control)
        return self._roster(result), bound_of(result) if self.program.inside.all() else 0

    def _widened(self, relaxed: _Relaxed, control: Control) -> tuple[JointChanges | None, int]:
        """The same with more options."""
        open_ = np.nonzero(~self.program.inside & (relaxed.reduced < BELOW_ONE))[0]
        self.program.add(open_[:: max(1, len(open_) // MORE)].tolist())
        return self._whole(relaxed, control)

    def _asking_least(self, found: JointChanges, control: Control) -> JointChanges | None:
        """With as many changes those that ask least, also with the options that ask least of who is left out."""
        options = self.options
        asking = np.nonzero((options.alone[options.person]) & (options.asks > 0))[0]
        asking = asking[np.lexsort((options.asks[asking], options.person[asking]))]
        rank = np.arange(len(asking)) - np.searchsorted(options.person[asking], options.person[asking])
        self.program.add(asking[rank < CHEAP].tolist())
        self.program.cuts.complete()
        self.program.make_integer(self.all_fit)
        held = np.zeros(len(options), dtype=bool)
        held[self._held()] = True
        self.program.aim_at_least_asked(found.changes, ~held & ~options.alone[options.person])
        return self._roster(solved(self.program, control))

    def _roster(self, result: mathopt.SolveResult) -> JointChanges | None:
        if not result.has_primal_feasible_solution():
            return None
        chosen = np.array(self.program.positions)[np.array(result.variable_values(self.program.columns)) > 0.5]
        pairs = [(int(self.options.person[p]), int(self.options.mentor[p])) for p in chosen.tolist()]
        placement = {self.facts.students[s]: self.facts.mentors[m] for s, m in pairs}
        cells = [edit for s, m in pairs for edit in self.joint.openings.edits(s, m) or ()]
        edits = (*united(cells), *rows_changed(self.joint.instance, placement))
        missing = round(sum(result.variable_values(self.program.missing)))
        return JointChanges(edits, number_of_changes(self.joint.instance, edits), 0, placement, missing)

    def _merged(self, relaxed: _Relaxed, control: Control) -> tuple[None, int]:
        """A bound by all options of students taken together, with changes in whole numbers."""
        merged = MinimumChangeLp(self.options.merged(relaxed.prices))
        merged.add(range(len(merged.options)))
        merged.cuts.adopt(key for key in self.program.cuts.rows if key[0] in (CELL, CLASS))
        merged.make_integer(self.all_fit, students=False)
        return None, bound_of(solved(merged, control))


def solved(program: MinimumChangeLp, control: Control) -> mathopt.SolveResult:
    """By HiGHS, until no number of changes is less."""
    how = mathopt.SolveParameters(relative_gap_tolerance=0.0, absolute_gap_tolerance=BELOW_ONE, node_limit=NODES)
    return solve_linear(program.model, control, solver=mathopt.SolverType.HIGHS, parameters=how)


def _better(one: JointChanges | None, other: JointChanges) -> JointChanges:
    """The first unless the second is worth more."""
    return other if one is None or other.worth < one.worth else one


def bound_of(result: mathopt.SolveResult) -> int:
    """So many changes at least; 0 where nothing is known."""
    bound = result.termination.objective_bounds.dual_bound
    return _least(bound) if np.isfinite(bound) else 0


def _least(bound: float) -> int:
    return max(0, int(np.ceil(bound - ROUNDING)))
