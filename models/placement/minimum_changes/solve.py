"""The fewest changes for all together in a semester of any size, and a bound on them. Knows no rule and no wish.

1. The relaxation of every candidate, which grows by what it lacks; its bound holds for all of them.
2. The candidates it asked for in integers: a roster, with changes.
3. Where the bound is lower than those: students whose place has the same price taken together, which leaves few
   enough candidates to solve them all with integer changes. Every roster is one of those, so that bound holds as well.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
from ortools.math_opt.python import mathopt

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.edits.edit import number_of_changes, united
from instances.edits.editable import Edits
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.minimum_changes.candidates import Floats, candidates_of
from models.placement.minimum_changes.editable_cells import EditableCells, rows_changed
from models.placement.minimum_changes.lazy_cuts import CELL, CLASS
from models.placement.minimum_changes.lp import MinimumChangeLp
from models.placement.minimum_changes.settings import JOINT_REPAIR_SETTINGS, JOINT_WEIGHT_SETTINGS
from models.search.control import Control
from models.search.mathopt import solve_linear

NONE_FITS = (mathopt.TerminationReason.INFEASIBLE, mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED)
NO_REDUCED_COSTS = mathopt.VariableFilter(filtered_items=())  # telling reduced costs takes as long as solving


@dataclass(frozen=True)
class JointChanges:
    """Changes of the workbook and a roster after them.

    Attributes:
        edits: The changes; empty when no roster was found.
        changes: How many they are, as decision 21 counts them.
        least: With fewer changes than this no roster leaves so few unplaced.
        placement: Student id to mentor id after the changes; empty when none was found.
        unplaced: Students who should have a place and cannot, beside the others.
    """

    edits: Edits
    changes: int
    least: int
    placement: Placement = field(compare=False)
    unplaced: int = 0

    @property
    def worth(self) -> float:
        """What a program minimises."""
        return self.changes + JOINT_WEIGHT_SETTINGS.unplaced * self.unplaced


NO_CHANGES = JointChanges((), 0, 0, {})


@dataclass
class _JointRelaxation:
    bound: float
    unplaced: float  # students without a place in it
    prices: Floats  # [R] of a place for each student
    reduced: Floats  # [P] reduced cost of each candidate


class JointRepair:
    """The fewest changes after which students who are left out have a place too, beside everyone who has one.

    Source: decision 21.
    """

    def __init__(self, instance: Instance, placement: Placement) -> None:
        """Every candidate of the semester, and the cells that each needs.

        Args:
            instance: The semester.
            placement: The finished roster, student id to mentor id.
        """
        self.instance, self.placement = instance, placement
        self.facts = PlacementArrays(instance)
        self.editable_cells = EditableCells(self.facts)
        self.candidates = candidates_of(self.editable_cells, placement)

    @property
    def possible(self) -> list[str]:
        """Ids of students who are left out and could have a place after some changes, if there were nobody else."""
        with_some = np.bincount(self.candidates.person, minlength=len(self.facts.students)) > 0
        return [self.facts.students[s] for s in np.nonzero(self.candidates.alone & with_some)[0].tolist()]

    def solve(self, students: Collection[str], control: Control) -> JointChanges:
        """The fewest changes found in the control's time after which some have a place.

        Args:
            students: Ids of those who are left out and must have a place; the others may come along.
            control: Time for all of it.

        Returns:
            The changes; without edits and roster when none was found.
        """
        return _JointSearch(self, students).solve(control)


class _JointSearch:
    """For some who are left out; the others may come along."""

    def __init__(self, joint: JointRepair, students: Collection[str]) -> None:
        self.joint, self.facts = joint, joint.facts
        must = np.array(
            [student in joint.placement or student in students for student in self.facts.students], dtype=np.int64
        )
        self.candidates = replace(joint.candidates, must=must)
        self.program = MinimumChangeLp(self.candidates)
        self.all_fit = True  # until it turns out that somebody must stay unplaced, which takes longer to allow for

    def solve(self, control: Control) -> JointChanges:
        relaxed = self._relax(control)
        if relaxed is None:
            return NO_CHANGES
        found, bound = self._found(relaxed, control)
        if found is None:
            return NO_CHANGES
        if control.remaining > 0:
            found = _better(self._asking_least(found, control), found)
        return replace(found, least=max(0, bound - int(JOINT_WEIGHT_SETTINGS.unplaced) * found.unplaced))

    def _found(self, relaxed: _JointRelaxation, control: Control) -> tuple[JointChanges | None, int]:
        """What was found, and a bound on its worth."""
        bound, found = _least(relaxed.bound), None
        self.all_fit = relaxed.unplaced < JOINT_REPAIR_SETTINGS.rounding
        if len(self.candidates) <= JOINT_REPAIR_SETTINGS.all_candidates:
            self.program.add(range(len(self.candidates)))
        for step in (self._integer, self._aggregated, self._widened):
            if control.remaining <= 0:
                break
            again, least = step(relaxed, control.sub_budget(JOINT_REPAIR_SETTINGS.integer_share))
            bound, found = max(bound, least), again if found is None else _better(again, found)
            if found is not None and found.worth <= bound:
                break
        return found, bound

    # -- the relaxation ----------------------------------------------------------------------------

    def _relax(self, control: Control) -> _JointRelaxation | None:
        program, best = self.program, None
        program.add(self._present().tolist())
        basis: mathopt.Basis | None = None
        for _ in range(JOINT_REPAIR_SETTINGS.rounds):
            if control.remaining <= 0:
                break
            result = self._run(basis, control)
            if result is None:
                break
            basis = result.solutions[0].basis
            reduced = program.reduced(result)
            least = np.zeros(len(self.candidates.size))
            np.minimum.at(least, self.candidates.person, reduced)
            bound = result.objective_value() + float(least @ self.candidates.size)
            if best is None or bound >= best.bound:
                unplaced = sum(result.variable_values(program.missing))
                best = _JointRelaxation(bound, unplaced, np.array(result.dual_values(program.person)), reduced)
            broken, entering = program.cuts.add(result), self._entering(reduced)
            if not broken and not len(entering):
                break
            program.add(entering.tolist())
        return best

    def _run(self, basis: mathopt.Basis | None, control: Control) -> mathopt.SolveResult | None:
        program = self.program
        if basis is not None:  # new candidates at zero, new rows slack
            for column in program.columns:
                basis.variable_status.setdefault(column, mathopt.BasisStatus.AT_LOWER_BOUND)
            for row in program.model.linear_constraints():
                basis.constraint_status.setdefault(row, mathopt.BasisStatus.BASIC)
        start = mathopt.ModelSolveParameters(initial_basis=basis, reduced_costs_filter=NO_REDUCED_COSTS)
        how = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX)
        result = solve_linear(program.model, control, parameters=how, start=start)
        return result if result.termination.reason == mathopt.TerminationReason.OPTIMAL else None

    def _present(self) -> Ints:
        """The candidates of the present roster."""
        index = self.facts.mentor_index
        now = np.array([index.get(self.joint.placement.get(student, ""), -1) for student in self.facts.students])
        found: Ints = np.nonzero(self.candidates.mentor == now[self.candidates.person])[0]
        return found

    def _entering(self, reduced: Floats) -> Ints:
        """The candidates that would lower the relaxation most, a few for each student."""
        person = self.candidates.person
        found = np.nonzero((reduced < -JOINT_REPAIR_SETTINGS.tolerance) & ~self.program.inside)[0]
        found = found[np.lexsort((reduced[found], person[found]))]
        begins = np.searchsorted(person[found], person[found])
        chosen: Ints = found[np.arange(len(found)) - begins < JOINT_REPAIR_SETTINGS.entering]
        return chosen

    # -- in integers --------------------------------------------------------------------------

    def _integer(self, _: _JointRelaxation, control: Control) -> tuple[JointChanges | None, int]:
        """The best with the candidates in the model; a bound too where those are all."""
        self.program.cuts.complete()
        self.program.make_integer(self.all_fit)
        result = solved(self.program, control)
        if self.all_fit and result.termination.reason in NONE_FITS:
            self.all_fit = False
            self.program.make_integer(self.all_fit)
            result = solved(self.program, control)
        return self._roster(result), bound_of(result) if self.program.inside.all() else 0

    def _widened(self, relaxed: _JointRelaxation, control: Control) -> tuple[JointChanges | None, int]:
        """The same with more candidates."""
        open_ = np.nonzero(~self.program.inside & (relaxed.reduced < JOINT_REPAIR_SETTINGS.below_one))[0]
        self.program.add(open_[:: max(1, len(open_) // JOINT_REPAIR_SETTINGS.widening)].tolist())
        return self._integer(relaxed, control)

    def _asking_least(self, found: JointChanges, control: Control) -> JointChanges | None:
        """With as many changes those that ask least, also with the candidates that ask least of who is left out."""
        candidates = self.candidates
        asking = np.nonzero((candidates.alone[candidates.person]) & (candidates.asks > 0))[0]
        asking = asking[np.lexsort((candidates.asks[asking], candidates.person[asking]))]
        rank = np.arange(len(asking)) - np.searchsorted(candidates.person[asking], candidates.person[asking])
        self.program.add(asking[rank < JOINT_REPAIR_SETTINGS.least_asking].tolist())
        self.program.cuts.complete()
        self.program.make_integer(self.all_fit)
        present = np.zeros(len(candidates), dtype=bool)
        present[self._present()] = True
        self.program.aim_at_least_asked(found.changes, ~present & ~candidates.alone[candidates.person])
        return self._roster(solved(self.program, control))

    def _roster(self, result: mathopt.SolveResult) -> JointChanges | None:
        if not result.has_primal_feasible_solution():
            return None
        chosen = np.array(self.program.positions)[np.array(result.variable_values(self.program.columns)) > 0.5]
        pairs = [(int(self.candidates.person[p]), int(self.candidates.mentor[p])) for p in chosen.tolist()]
        placement = {self.facts.students[s]: self.facts.mentors[m] for s, m in pairs}
        cells = [edit for s, m in pairs for edit in self.joint.editable_cells.edits(s, m) or ()]
        edits = (*united(cells), *rows_changed(self.joint.instance, placement))
        unplaced = round(sum(result.variable_values(self.program.missing)))
        return JointChanges(edits, number_of_changes(self.joint.instance, edits), 0, placement, unplaced)

    def _aggregated(self, relaxed: _JointRelaxation, control: Control) -> tuple[None, int]:
        """A bound by all candidates of students taken together, with changes in integers."""
        aggregated = MinimumChangeLp(self.candidates.aggregated(relaxed.prices))
        aggregated.add(range(len(aggregated.candidates)))
        aggregated.cuts.adopt(key for key in self.program.cuts.rows if key[0] in (CELL, CLASS))
        aggregated.make_integer(self.all_fit, students=False)
        return None, bound_of(solved(aggregated, control))


def solved(program: MinimumChangeLp, control: Control) -> mathopt.SolveResult:
    """By HiGHS, until no number of changes is less."""
    how = mathopt.SolveParameters(
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=JOINT_REPAIR_SETTINGS.below_one,
        node_limit=JOINT_REPAIR_SETTINGS.nodes,
    )
    return solve_linear(program.model, control, solver=mathopt.SolverType.HIGHS, parameters=how)


def _better(one: JointChanges | None, other: JointChanges) -> JointChanges:
    """The first unless the second is worth more."""
    return other if one is None or other.worth < one.worth else one


def bound_of(result: mathopt.SolveResult) -> int:
    """So many changes at least; 0 where nothing is known."""
    bound = result.termination.objective_bounds.dual_bound
    return _least(bound) if np.isfinite(bound) else 0


def _least(bound: float) -> int:
    return max(0, int(np.ceil(bound - JOINT_REPAIR_SETTINGS.rounding)))
