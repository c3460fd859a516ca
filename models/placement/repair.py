"""The fewest changes of the workbook after which students who were left out have a place. Knows no wish.

One model of everyone: who is placed now stays placed, somewhere; who was left out must be placed. A pair that a
rule forbids may be chosen when the cells that stand in its way are edited, a counting row may be raised, a pin may
be freed. The number of such changes is minimised, then their size; each next answer differs from all before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from instances.columns import PINS
from instances.edits import CellEdit, Edit, current
from instances.instance import Instance
from instances.loosening import Edits, loosen_pair, loosen_row
from instances.rulebook import Rule
from instances.solution import Placement
from models.placement.conflict import usage
from models.placement.facts import Bools, Facts, Ints
from models.placement.measures import Measures
from models.placement.pairs import Pairs, cost_of
from models.placement.rules import apart_key, class_key, schools_of
from models.placement.screens import SCREENS, Screens
from models.placement.variables import Expression, Variables
from models.search import Control, solve

MOST_CHANGES = 3  # in a proposal for one student
ONE_CHANGE = 10_000  # what one change weighs against its size: minutes, days or students
SECONDS = 3.0  # for one answer
SMALL = 150  # students; of larger semesters who has a place may only move to the mentors that suit best
NEAR = 8
NEARBY: dict[str, Any] = {"num_workers": 2, "cp_model_probing_level": 0, "symmetry_level": 0}
"""Two workers, as one does not search around what there is; probing and symmetry take seconds and bring nothing."""
HARD = frozenset({Rule.P9, Rule.P15})  # rules about pairs that nobody is asked to give up


@dataclass(frozen=True, slots=True)
class Repair:
    """``proven``: no fewer changes of the kinds considered place these students. ``placement`` has them placed."""

    edits: Edits
    changes: int
    proven: bool
    placement: Placement = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Row:
    """A counting row that may be changed: whether it is, by how much, and what it says now."""

    changed: cp_model.IntVar
    by: cp_model.IntVar
    limit: int
    at_least: bool = False

    def short(self, amount: int) -> int:
        """By how much it must change to let this amount through; a school that is not used has no minimum."""
        if self.at_least:
            return max(0, self.limit - amount) if amount else 0
        return max(0, amount - self.limit)


class Repairs:
    """Changes that give a place to students who are left out, beside everyone who has one.

    One model for all questions: in each some must have a place, and the others who are left out may.
    """

    def __init__(self, instance: Instance, placement: Placement) -> None:
        self.instance, self.placement = instance, placement
        self.left_out = len(instance.students.keys() - placement.keys())
        self.facts = Facts(instance)
        self.screens, self.measures = Screens(self.facts), Measures(self.facts)
        self._now = usage(instance, {who: m for who, m in placement.items() if who in instance.students})
        self.whole = len(self.facts.students) <= SMALL
        self.model = cp_model.CpModel()
        pairs, self._cells_of = self._pairs()
        self.x = Variables(self.model, self.facts, pairs, self.screens)
        self.cells: dict[Edit, cp_model.IntVar] = {}
        self.rows: dict[tuple[Rule, str], _Row] = {}
        self._stay_placed()
        self._link_cells()
        self._count()
        self._minimise()

    # -- pairs and the cells in their way ----------------------------------------------------------

    def _pairs(self) -> tuple[Pairs, list[Edits]]:
        """Every pair that may be chosen, with the edits that each takes."""
        found: list[tuple[int, int, Edits]] = []
        mentors = np.arange(len(self.facts.mentors))
        for s, who in enumerate(self.facts.students):
            left_out = who not in self.placement
            against = {rule: self._forbidden(rule, s, mentors) for rule in SCREENS}
            loose = frozenset(SCREENS) - HARD if left_out else frozenset({Rule.P13})
            blocked = np.any([mask for rule, mask in against.items() if rule not in loose], axis=0)
            for m in self._near(s, np.nonzero(~blocked)[0], left_out):
                edits = self._edits(s, m, [rule for rule in loose if against[rule][m]])
                if edits is not None:
                    found.append((s, m, edits))
        pairs = np.array([(s, m) for s, m, _ in found], dtype=np.int64).reshape(-1, 2)
        cost = np.zeros(len(found), dtype=np.int64)
        return Pairs(pairs[:, 0], pairs[:, 1], cost), [edits for _, _, edits in found]

    def _near(self, s: int, mentors: Ints, left_out: bool) -> list[int]:
        """The mentors to look at: all in a small semester and for who is left out, else the present and the best."""
        if left_out or self.whole:
            found: list[int] = mentors.tolist()
            return found
        cost = cost_of(self.measures, np.full(len(mentors), s), mentors)
        now = self.facts.mentor_index[self.placement[self.facts.students[s]]]
        return sorted({*mentors[np.argsort(cost, kind="stable")[:NEAR]].tolist(), now})

    def _forbidden(self, rule: Rule, s: int, mentors: Ints) -> Bools:
        return np.broadcast_to(SCREENS[rule](self.screens, np.array([s]), mentors), mentors.shape)

    def _edits(self, s: int, m: int, rules: list[Rule]) -> Edits | None:
        student = self.instance.students[self.facts.students[s]]
        mentor = self.instance.mentors[self.facts.mentors[m]]
        found: list[Edit] = []
        for rule in rules:
            edits = loosen_pair(self.instance, rule, student, mentor)
            if edits is None:
                return None
            found += edits
        return tuple(found)

    def _link_cells(self) -> None:
        at: dict[tuple[str, ...], list[cp_model.IntVar]] = defaultdict(list)
        for literal, edits in zip(self.x.literals, self._cells_of, strict=True):
            for edit in edits:
                if edit not in self.cells:
                    self.cells[edit] = self.model.new_bool_var("")
                    at[edit.place].append(self.cells[edit])
                self.model.add_implication(literal, self.cells[edit])
        for values in at.values():
            self.model.add_at_most_one(values)

    def _stay_placed(self) -> None:
        for student in self.instance.students:
            placed = self.x.of_student(student)
            self.model.add(placed == 1 if student in self.placement else placed <= 1)

    # -- counting rows -----------------------------------------------------------------------------

    def _at_most(self, rule: Rule, about: str, amount: Expression, limit: int, raisable: bool = True) -> None:
        """amount <= limit, or a change of the row that lets more through."""
        raisable = raisable and self._now[rule, about] >= limit
        if not raisable or loosen_row(self.instance, rule, about, limit + 1) is None:
            self.model.add(amount <= limit)
            return
        row, more = self.model.new_bool_var(""), self.model.new_int_var(0, self.left_out, "")
        self.model.add(amount <= limit + more)
        self.model.add(more <= self.left_out * row)
        self.model.add(more >= row)
        self.rows[rule, about] = _Row(row, more, limit)

    def _at_least(self, school: str, minimum: int) -> None:
        """No school in use with fewer students, or a change of the minimum."""
        row, fewer = self.model.new_bool_var(""), self.model.new_int_var(0, minimum - 1, "")
        self.model.add(self.x.count(school) + fewer >= minimum * self.x.used(school))
        self.model.add(fewer <= (minimum - 1) * row)
        self.model.add(fewer >= row)
        self.rows[Rule.P11, school] = _Row(row, fewer, minimum, at_least=True)

    def _count(self) -> None:
        instance, x = self.instance, self.x
        for mentor in instance.mentors.values():
            self._at_most(Rule.P2, mentor.id, x.of_mentor(mentor.id), mentor.max_students)
        if instance.settings.one_student_per_class_per_day:
            for mentors in self.facts.classes:
                for days in {student.days for student in instance.students.values()}:
                    for day in days:
                        self._at_most(Rule.P2, class_key(mentors), x.of_class(mentors, day), 1, raisable=False)
        for school in instance.schools.values():
            self._at_most(Rule.P3, school.id, x.count(school.id), school.net_places)
            if school.min_students > 1:
                self._at_least(school.id, school.min_students)
        for board in instance.boards.values():
            if board.max_students is not None:
                amount = x.count_all(schools_of(instance, board.id))
                self._at_most(Rule.P4, board.id, amount, board.max_students)
        for tandem in instance.tandems.values():
            self._at_most(Rule.P7, tandem.id, x.count_all(tandem.schools), tandem.max_students)
            care = instance.settings.max_care_per_tandem
            self._at_most(Rule.P14, tandem.id, x.care_at(tandem.schools), care)
        for plg in self.facts.plgs:
            schools = [school for school, own in instance.plg_by_school.items() if own.key == plg.key]
            self._at_most(Rule.P11, plg.key, x.count_all(schools), plg.maximum)
        for a, b in self.facts.apart:
            one, other = self.facts.students[a], self.facts.students[b]
            for where in x.schools_of(one, other):
                both = x.at(one, where) + x.at(other, where)
                self._at_most(Rule.P9, apart_key(one, other), both, 1, raisable=False)

    # -- answers -----------------------------------------------------------------------------------

    def _minimise(self) -> None:
        sizes = [self._size(edit) for edit in self.cells]
        pinned: dict[str, cp_model.IntVar] = {}
        changes = [row.changed for row in self.rows.values()]
        for edit, literal in self.cells.items():
            if isinstance(edit, CellEdit) and edit.sheet == PINS.name:  # school and mentor of a pin are freed as one
                pinned[edit.id] = literal
            else:
                changes.append(literal)
        self._changes = [*changes, *pinned.values()]
        weighted = cp_model.LinearExpr.weighted_sum([*self.cells.values()], sizes)
        self._asked = weighted + cp_model.LinearExpr.sum([row.by for row in self.rows.values()])
        self.model.minimize(self._asked)

    def _size(self, edit: Edit) -> int:
        """How much is asked: minutes, days or years more, else one."""
        if not isinstance(edit, CellEdit):
            return 1
        now = current(self.instance, edit)
        if edit.column == "Max reistijd":
            most = now if isinstance(now, int) else self.instance.settings.max_travel
            return max(1, int(str(edit.value)) - most)
        if isinstance(edit.value, frozenset) and isinstance(now, frozenset):
            return len(edit.value - now)
        return 1

    def found(self, student: str, control: Control) -> Iterator[Repair]:
        """Ways to place this student, with the fewest changes first, until there are no more or the time is up."""
        self._hint()
        asked = self._placing([student])
        changes, proven = 1, self.whole
        while changes <= MOST_CHANGES and control.remaining > 0:
            model = asked.clone()
            model.add(cp_model.LinearExpr.sum(self._changes) <= changes)
            solver, status = self._solve(model, control)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                yield self._repair(solver, asked, proven)
                continue
            proven = proven and status == cp_model.INFEASIBLE
            changes += 1

    def _solve(self, model: cp_model.CpModel, control: Control) -> tuple[cp_model.CpSolver, int]:
        """What seems infeasible is asked again without presolve (or-tools 5274), where that proves something."""
        found = solve(model, control, seconds=SECONDS, num_workers=1, linearization_level=2)
        if found[1] != cp_model.INFEASIBLE or not self.whole:
            return found
        return solve(model, control, seconds=SECONDS, num_workers=1, linearization_level=2, cp_model_presolve=False)

    def fewest(self, students: Iterable[str], control: Control, start: Repair | None = None) -> Repair | None:
        """The fewest changes for all together; None when these kinds of changes do not place everyone.

        ``start`` is a repair that does, to begin from; then most of the time goes to its neighbourhood.
        """
        self._hint()
        model, total = self._placing(students), cp_model.LinearExpr.sum
        model.proto.clear_objective()
        model.minimize(total(self._changes) * ONE_CHANGE + self._asked)
        if start is not None:
            self._begin_from(start, model, control)
        solver, status = solve(model, control, linearization_level=0, **({} if start is None else NEARBY))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return self._repair(solver, model, self.whole and status == cp_model.OPTIMAL)

    def _placing(self, students: Iterable[str]) -> cp_model.CpModel:
        """The model in which these students have a place."""
        model = self.model.clone()
        for student in students:
            model.add(self.x.of_student(student) == 1)
        return model

    def _repair(self, solver: cp_model.CpSolver, asked: cp_model.CpModel, proven: bool) -> Repair:
        """What was found; the next answer to what is ``asked`` will be another."""
        placed = self.x.chosen(solver)
        used = {
            edit
            for literal, edits in zip(self.x.literals, self._cells_of, strict=True)
            if solver.boolean_value(literal)
            for edit in edits
        }
        cells = [edit for edit in self.cells if edit in used]  # a search cut short may set more, and raise more rows
        need = usage(self.instance, placed)
        rows = {key: need[key] for key, row in self.rows.items() if row.short(need[key])}
        self._differ(asked, cells, list(rows))
        raised = [e for (rule, about), to in rows.items() for e in loosen_row(self.instance, rule, about, to) or ()]
        pinned = [edit.id for edit in cells if isinstance(edit, CellEdit) and edit.sheet == PINS.name]
        changes = len(rows) + len(cells) - len(pinned) + len(set(pinned))
        return Repair((*cells, *raised), changes, proven or changes == 1, placed)

    def _hint(self) -> None:
        self.model.proto.clear_solution_hint()
        for literal, held in self._held(self.placement):
            self.model.add_hint(literal, held)

    def _held(self, placement: Placement) -> Iterator[tuple[cp_model.IntVar, bool]]:
        pairs, facts = self.x.pairs, self.facts
        for literal, s, m in zip(self.x.literals, pairs.student.tolist(), pairs.mentor.tolist(), strict=True):
            yield literal, placement.get(facts.students[s]) == facts.mentors[m]

    def _begin_from(self, repair: Repair, model: cp_model.CpModel, control: Control) -> None:
        """Hint every variable, as only then the search begins there; of a repair outside this model what is in it."""
        model.proto.clear_solution_hint()
        for literal, held in self._held(repair.placement):
            model.add_hint(literal, held)
        for edit, literal in self.cells.items():
            model.add_hint(literal, edit in repair.edits)
        need = usage(self.instance, repair.placement)
        for key, row in self.rows.items():
            short = row.short(need[key])
            model.add_hint(row.changed, short > 0)
            model.add_hint(row.by, short)
        solver, status = solve(model, control, fix_variables_to_their_hinted_value=True, cp_model_presolve=False)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            model.proto.clear_solution_hint()
            for place, value in enumerate(solver.response_proto.solution):
                model.add_hint(model.get_int_var_from_proto_index(place), value)

    def _differ(self, asked: cp_model.CpModel, cells: list[Edit], rows: list[tuple[Rule, str]]) -> None:
        """Another answer next: not all of these places again, whatever is written there."""
        places = {edit.place for edit in cells}
        kept = [self.rows[row].changed for row in rows]
        for place in places:
            any_value = asked.new_bool_var("")
            for edit, literal in self.cells.items():
                if edit.place == place:
                    asked.add_implication(literal, any_value)
            kept.append(any_value)
        asked.add_bool_or([~literal for literal in kept])
