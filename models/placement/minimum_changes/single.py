"""The fewest changes of the workbook after which a student who was left out has a place. Knows no wish.

One model of all students: those placed now stay placed, somewhere; the one who was left out must be placed. A pair
that a rule forbids may be chosen when the cells that stand in its way are edited, a counting row may be raised, a pin
may be freed. The number of such changes is minimised, then their size; each next answer differs from all before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.edits.edit import Edit
from instances.edits.editable import Edits
from instances.tables.capacity import CAPACITY_RULES, CapacityRow, CapacityRule, Counted, Group, Sense, usage
from instances.tables.columns import MENTORS, PINS, SCHOOLS
from models.placement.cp_sat.variables import PlacementVariables
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pair_rules import PAIR_RULES
from models.placement.data.pairs import CandidatePairs, cost_of
from models.placement.minimum_changes.change_variables import ChangeVariables
from models.placement.minimum_changes.editable_cells import EDITABLE, EditableCells
from models.placement.minimum_changes.settings import SINGLE_REPAIR_SETTINGS
from models.search.control import Control, solve

FAST: dict[str, Any] = {
    "cp_model_probing_level": SINGLE_REPAIR_SETTINGS.probing,
    "symmetry_level": SINGLE_REPAIR_SETTINGS.symmetry,
    "linearization_level": SINGLE_REPAIR_SETTINGS.linearization,
}


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to place students who were left out.

    Attributes:
        edits: What is changed in the workbook.
        changes: How many changes that is.
        proven: No fewer changes of the kinds considered place these students.
        placement: A roster after the edits, with them placed.
    """

    edits: Edits
    changes: int
    proven: bool
    placement: Placement = field(default_factory=dict, compare=False)


class Repairs:
    """Changes that give a place to students who are left out, beside everyone who has one.

    One model for all questions: in each some must have a place, and the others who are left out may.

    Attributes:
        gave_up: Time ended the last search for a student, so that there may be more than was found.
    """

    def __init__(self, instance: Instance, placement: Placement) -> None:
        """Write the model that all questions share.

        Args:
            instance: The semester.
            placement: Student id to mentor id, of the roster that leaves some out.
        """
        self.instance, self.placement, self.gave_up = instance, placement, False
        self.left_out = len(instance.students.keys() - placement.keys())
        self.facts = PlacementArrays(instance)
        self.editable_cells, self.measures = EditableCells(self.facts), PairCosts(self.facts)
        self._now = usage(instance, {student: m for student, m in placement.items() if student in instance.students})
        self.is_small = len(self.facts.students) <= SINGLE_REPAIR_SETTINGS.small_semester
        self._free = (PINS.name, MENTORS.name, SCHOOLS.name) if self.is_small else (PINS.name,)
        self.model = cp_model.CpModel()
        pairs, self._cells_of = self._pairs()
        self.x = PlacementVariables(self.model, self.facts, pairs)
        self.changes = ChangeVariables(self.model, instance, self.x.literals, self._cells_of)
        self._stay_placed()
        self._count()
        self.model.minimize(self.changes.size)

    # -- pairs and the cells in their way ----------------------------------------------------------

    def _pairs(self) -> tuple[CandidatePairs, list[Edits]]:
        """Every pair that may be chosen, with the edits that each takes.

        Of students with a place nothing is asked in their own row but to free a pin. In a large semester nothing else
        either, but what is asked for others is open to them too.
        """
        found: list[tuple[int, int, Edits]] = []
        asked: set[tuple[str, ...]] = set()
        students = [*self.facts.students]
        for student in sorted(students, key=lambda student: student in self.placement):
            s, left_out = self.facts.student_index[student], student not in self.placement
            for m, edits in self._open_to(s, left_out):
                if left_out:
                    asked |= {edit.place for edit in edits}
                elif any(edit.place not in asked and edit.sheet not in self._free for edit in edits):
                    continue
                found.append((s, m, edits))
        found.sort(key=lambda pair: pair[:2])
        pairs = np.array([(s, m) for s, m, _ in found], dtype=np.int64).reshape(-1, 2)
        cost = np.zeros(len(found), dtype=np.int64)
        return CandidatePairs(pairs[:, 0], pairs[:, 1], cost), [edits for _, _, edits in found]

    def _open_to(self, s: int, left_out: bool) -> Iterator[tuple[int, Edits]]:
        """Mentors for one student with the edits that each takes."""
        mentors = np.arange(len(self.facts.mentors))
        against = {rule: self.editable_cells.forbidden(rule, np.array([s]), mentors) for rule in PAIR_RULES}
        editable = EDITABLE if left_out or self.is_small else frozenset({Rule.P13})
        blocked = np.any([mask for rule, mask in against.items() if rule not in editable], axis=0)
        for m in self._near(s, np.nonzero(~blocked)[0], left_out):
            edits = self.editable_cells.edits(s, m, [rule for rule in editable if against[rule][m]])
            if edits is not None:
                yield m, edits

    def _near(self, s: int, mentors: Ints, left_out: bool) -> list[int]:
        """The mentors to look at: all in a small semester and for a student left out, else the present and the best."""
        if left_out or self.is_small:
            found: list[int] = mentors.tolist()
            return found
        cost = cost_of(self.measures, np.full(len(mentors), s), mentors)
        now = self.facts.mentor_index[self.placement[self.facts.students[s]]]
        return sorted({*mentors[np.argsort(cost, kind="stable")[: SINGLE_REPAIR_SETTINGS.near_mentors]].tolist(), now})

    def _stay_placed(self) -> None:
        for student in self.instance.students:
            placed = self.x.of_student(student)
            self.model.add(placed == 1 if student in self.placement else placed <= 1)

    # -- counting rows -----------------------------------------------------------------------------

    def _count(self) -> None:
        """Every hard row of the capacity table, or a change of the cell that holds its limit.

        Rows stand group by group, those that share a cell after them, those of two kept apart last. CP-SAT breaks ties
        by the order of the rows: in another order it proposes other changes, as few but often of less use.
        """
        hard = [line for line in CAPACITY_RULES if line.sense is not Sense.LEAST]
        for kind in Group:
            lines = [line for line in hard if line.group is kind and line.counted is not Counted.APART]
            of_group: dict[str, list[CapacityRow]] = defaultdict(list)
            for row in (row for line in lines if not _in_one_cell(line) for row in self._rows(line)):
                of_group[row.group].append(row)
            for row in (row for rows in of_group.values() for row in rows):
                self._post(row)
            for together in ([*self.x.rows(line)] for line in lines if _in_one_cell(line)):
                if together:
                    self._at_most(together)
        for line in hard:
            if line.counted is Counted.APART:
                for row in self.x.rows(line):
                    self._post(row)

    def _rows(self, line: CapacityRule) -> Iterator[CapacityRow]:
        """The rows of a line; those of a weekday once for each set of days of a student, as the rows decide ties."""
        if line.counted is not Counted.DAY:
            yield from self.x.rows(line)
            return
        rows = {(row.group, row.day): row for row in self.x.rows(line)}
        sets = {student.days for student in self.instance.students.values()}
        for group in dict.fromkeys(group for group, _ in rows):
            yield from (rows[group, day] for days in sets for day in days)

    def _post(self, row: CapacityRow) -> None:
        if row.line.sense is Sense.MOST:
            self._at_most([row])
        elif row.limit > 1:
            used = self.x.used(row.group)
            self.changes.at_least(row.line.rule, row.about, self.x.amount(row), row.limit, used)

    def _at_most(self, rows: Sequence[CapacityRow]) -> None:
        """Each amount <= limit, or a change of the one cell of these rows that lets more through.

        In a large semester only of a row that is full now.
        """
        line, limit = rows[0].line, rows[0].limit
        most = len(self.facts.students) if self.is_small else self.left_out
        full = self.is_small or any(self._now[line.rule, row.about] >= limit for row in rows)
        amounts = {row.about: self.x.amount(row) for row in rows}
        self.changes.at_most(line.rule, amounts, limit, most if line.editable and full else 0)

    # -- answers -----------------------------------------------------------------------------------

    def found(self, student: str, control: Control, least: int = 0) -> Iterator[Repair]:
        """Ways to place this student, with the fewest changes first, until there are no more or the time is up.

        Args:
            student: The id of one who was left out.
            control: Its time ends the search.
            least: With fewer changes it is known to be impossible.

        Yields:
            Each next way differs from all before it; where it goes without any change, that is the only one.
        """
        self._hint()
        asked = self.model.clone()
        asked.add(self.x.of_student(student) == 1)
        changes, proven, self.gave_up = least, self.is_small, False
        while changes <= SINGLE_REPAIR_SETTINGS.most_changes and control.remaining > 0:
            model = asked.clone()
            model.add(self.changes.number <= changes)
            solver, status = self._solve(model, control)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                repair = self._repair(solver, asked, proven)
                yield repair
                if not repair.edits:
                    return
                continue
            proven = proven and status == cp_model.INFEASIBLE
            self.gave_up = self.gave_up or status != cp_model.INFEASIBLE
            changes += 1
        self.gave_up = self.gave_up or changes <= SINGLE_REPAIR_SETTINGS.most_changes

    def _solve(self, model: cp_model.CpModel, control: Control) -> tuple[cp_model.CpSolver, int]:
        """What seems infeasible is asked again without presolve (or-tools 5274), where that proves something."""
        found = solve(model, control, seconds=SINGLE_REPAIR_SETTINGS.seconds, num_workers=1, **FAST)
        if found[1] != cp_model.INFEASIBLE or not self.is_small:
            return found
        return solve(
            model, control, seconds=SINGLE_REPAIR_SETTINGS.seconds, num_workers=1, cp_model_presolve=False, **FAST
        )

    def _repair(self, solver: cp_model.CpSolver, asked: cp_model.CpModel, proven: bool) -> Repair:
        """What was found; the next answer to what is ``asked`` will be another."""
        placed = self.x.chosen(solver)
        made = self.changes.made(self._edits_in(placed), usage(self.instance, placed))
        self.changes.differ(asked, made)
        return Repair(made.edits, made.number, proven or made.number == 0, placed)

    def _edits_in(self, placement: Placement) -> set[Edit]:
        """What its pairs take."""
        chosen = zip(self._in_roster(placement), self._cells_of, strict=True)
        return {edit for (_, here), edits in chosen if here for edit in edits}

    def _hint(self) -> None:
        self.model.proto.clear_solution_hint()
        for literal, chosen in self._in_roster(self.placement):
            self.model.add_hint(literal, chosen)

    def _in_roster(self, placement: Placement) -> Iterator[tuple[cp_model.IntVar, bool]]:
        pairs, facts = self.x.pairs, self.facts
        for literal, s, m in zip(self.x.literals, pairs.student.tolist(), pairs.mentor.tolist(), strict=True):
            yield literal, placement.get(facts.students[s]) == facts.mentors[m]


def _in_one_cell(line: CapacityRule) -> bool:
    """One cell that may be changed holds the limit of all rows of the line."""
    return line.is_shared and line.editable
