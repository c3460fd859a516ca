"""The rows and columns of the restricted master: the placement on some pairs, relaxed or in integers. Solves nothing.

It grows pair by pair. The rows "student at school <= school is used" (links) and "students of a class on a day <= used"
are lazy, added where values break them: without them a relaxation would open half a school for one student.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from ortools.math_opt.python import mathopt
from ortools.math_opt.python.linear_constraints import LinearConstraint as Row

from models.placement.column_generation.settings import MASTER_SETTINGS
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.capacity import CountedRows, Limits
from models.placement.data.objective import LevelObjective
from models.placement.data.pairs import CandidatePairs

Floats = npt.NDArray[np.float64]


@dataclass
class LpRows:
    """Rows of the model by the index of what they are about."""

    student: list[Row] = field(default_factory=list)
    pinned: dict[int, Row] = field(default_factory=dict)
    counted: list[dict[int, Row]] = field(default_factory=list)  # for each of Limits.counted
    class_day: dict[tuple[int, int], Row] = field(default_factory=dict)
    school: list[Row] = field(default_factory=list)
    link: dict[tuple[tuple[int, ...], int], Row] = field(default_factory=dict)
    maximum: dict[int, Row] = field(default_factory=dict)
    target: dict[int, Row] = field(default_factory=dict)
    minimum: dict[int, Row] = field(default_factory=dict)


class PlacementLp:
    """One model, for one goal after another; columns and rows stay.

    Attributes:
        positions: Places in the pairs of the problem, one for each column.
        columns: The variable of each of those pairs.
        used: [K] 1 when a school has a student.
        artificial: Variables that let a demand (count, old pairs, pins, shortage) stay unmet at a high cost, the last
            that of the shortage.
        rows: Rows by what they are about.
    """

    def __init__(
        self, facts: PlacementArrays, pairs: CandidatePairs, limits: Limits, kept: Bools | None = None
    ) -> None:
        self.facts, self.pairs, self.limits = facts, pairs, limits
        self._kept = kept  # pairs of an old roster, of which a goal may demand a number
        self.model = mathopt.Model()
        self.rows = LpRows()
        self.goal = LevelObjective(pair_cost=np.zeros(0, dtype=np.int64))
        self.positions: list[int] = []
        self.columns: list[mathopt.Variable] = []
        self._inside = np.zeros(len(pairs), dtype=bool)
        self._links_of: dict[tuple[int, int], list[Row]] = defaultdict(list)
        self._add_schools()
        self._add_students()
        self._add_groups()

    # -- rows --------------------------------------------------------------------------------------

    def _add_schools(self) -> None:
        facts, limits, model = self.facts, self.limits, self.model
        self.count = [model.add_variable(lb=0, ub=float(places)) for places in limits.places]
        self.used = [model.add_variable(lb=0, ub=1) for _ in facts.schools]
        self.alone = [model.add_variable(lb=0, ub=1) for _ in facts.schools]
        for k, (n, used, alone) in enumerate(zip(self.count, self.used, self.alone, strict=True)):
            self.rows.school.append(model.add_linear_constraint(expr=-1.0 * n, lb=0, ub=0))
            model.add_linear_constraint(n <= float(limits.places[k]) * used)
            model.add_linear_constraint(n >= float(limits.minimum[k]) * used)
            model.add_linear_constraint(alone + n >= 2 * used)
        self.rows.counted = [{r: self._counted_row(rows, r) for r in rows.filled} for rows in limits.counted]

    def _counted_row(self, rows: CountedRows, r: int) -> Row:
        """At most the limit; within one school nobody while the school is not used, which is stronger."""
        limit = float(rows.limit[r])
        if rows.school is None:
            return self.model.add_linear_constraint(ub=limit)
        return self.model.add_linear_constraint(expr=-limit * self.used[rows.school[r]], ub=0)

    def _add_students(self) -> None:
        model = self.model
        self.artificial = [model.add_variable(lb=0)]
        self.placed = model.add_linear_constraint(expr=1.0 * self.artificial[0])
        if self._kept is not None:
            self.artificial.append(model.add_variable(lb=0))
            self.kept = model.add_linear_constraint(expr=1.0 * self.artificial[-1])
        for s in range(len(self.facts.students)):
            self.rows.student.append(model.add_linear_constraint(ub=1))
            if self.limits.pinned[s]:
                self.artificial.append(model.add_variable(lb=0))
                self.rows.pinned[s] = model.add_linear_constraint(expr=1.0 * self.artificial[-1], lb=1)

    def _add_groups(self) -> None:
        model, everyone = self.model, float(len(self.facts.students))
        self.above: list[mathopt.Variable] = []
        self.short: list[mathopt.Variable] = []
        for i, group in enumerate(self.limits.groups):
            size = mathopt.fast_sum([self.count[k] for k in group.schools])
            above = model.add_variable(lb=0, ub=max(0.0, everyone - group.target))
            short = model.add_variable(lb=0, ub=float(group.minimum))
            self.above.append(above)
            self.short.append(short)
            if group.maximum is not None:
                self.rows.maximum[i] = model.add_linear_constraint(expr=size, ub=float(group.maximum))
            if group.weight > 0:
                self.rows.target[i] = model.add_linear_constraint(expr=size - above, ub=float(group.target))
            if group.minimum > 0:
                self.rows.minimum[i] = model.add_linear_constraint(expr=size + short, lb=float(group.minimum))
        self.artificial.append(model.add_variable(lb=0))
        self.most_short = model.add_linear_constraint(expr=mathopt.fast_sum(self.short) - self.artificial[-1])

    # -- columns -----------------------------------------------------------------------------------

    def add(self, positions: Ints) -> None:
        """Add the columns of these pairs; those that are there stay.

        Args:
            positions: Places in the pairs of the problem, sorted.
        """
        facts, rows = self.facts, self.rows
        for position in positions[~self._inside[positions]].tolist():  # sorted by student
            s, m = int(self.pairs.student[position]), int(self.pairs.mentor[position])
            k, c = int(facts.school_of[m]), int(facts.class_index[m])
            column = self.model.add_variable(lb=0)
            own = [rows.student[s], rows.school[k], self.placed, *self._links_of.get((s, k), ())]
            for line, found in zip(self.limits.counted, rows.counted, strict=True):
                if line.counted[s] and line.row_of[m] >= 0:
                    own.append(found[int(line.row_of[m])])
            own += [
                rows.class_day[c, d] for d in range(5) if facts.student_days[s] >> d & 1 and (c, d) in rows.class_day
            ]
            if s in rows.pinned:
                own.append(rows.pinned[s])
            if self._kept is not None and self._kept[position]:
                own.append(self.kept)
            for row in own:
                row.set_coefficient(column, 1.0)
            self.model.objective.set_linear_coefficient(column, self.goal.coefficient_of(position))
            self.columns.append(column)
            self.positions.append(position)
            self._inside[position] = True

    def add_broken_links(self, values: Floats, used: Floats) -> int:
        """Add the rows "these students at the school <= used" that these values break; how many."""
        students, _, schools = self._indices()
        linked = np.full(len(used), self.goal.alone > 0) | (self.limits.minimum > 1)
        seats, inverse = np.unique(students * len(used) + schools, return_inverse=True)
        at, k = np.bincount(inverse, weights=values, minlength=len(seats)), seats % len(used)
        found = seats[(at > used[k] + MASTER_SETTINGS.violated) & linked[k]]
        broken: list[tuple[tuple[int, ...], int]] = [
            ((seat // len(used),), seat % len(used)) for seat in found.tolist()
        ]
        for pair in self.limits.apart:
            here = np.isin(students, pair)
            together = np.bincount(schools[here], weights=values[here], minlength=len(used))
            broken += [(pair, k) for k in np.nonzero(together > used + MASTER_SETTINGS.violated)[0].tolist()]
        return sum(self._add_link(who, school, students, schools) for who, school in broken)

    def _add_link(self, who: tuple[int, ...], school: int, students: Ints, schools: Ints) -> int:
        """Add the row "these students at the school <= used" unless it is there."""
        if (who, school) in self.rows.link:
            return 0
        row = self.model.add_linear_constraint(expr=-1.0 * self.used[school], ub=0)
        self.rows.link[who, school] = row
        for s in who:
            self._links_of[s, school].append(row)
        for i in np.nonzero((schools == school) & np.isin(students, who))[0].tolist():
            row.set_coefficient(self.columns[i], 1.0)
        return 1

    def add_broken_days(self, values: Floats, used: Floats) -> int:
        """Add the rows "students of a class on a day <= used" that these values break; how many."""
        if not self.limits.one_per_day:
            return 0
        facts = self.facts
        students, mentors, _ = self._indices()
        classes, days = facts.class_index[mentors], facts.student_days[students]
        room = np.zeros(len(facts.classes))
        room[facts.class_index] = used[facts.school_of]
        number = 0
        for day in range(5):
            comes = days >> day & 1 == 1
            load = np.bincount(classes[comes], weights=values[comes], minlength=len(room))
            for c in np.nonzero(load > room + MASTER_SETTINGS.violated)[0].tolist():
                number += self._add_day(c, day, np.nonzero(comes & (classes == c))[0])
        return number

    def _add_day(self, c: int, day: int, here: Ints) -> int:
        """Add the row of a class on a day unless it is there; ``here`` are the columns in it."""
        if (c, day) in self.rows.class_day:
            return 0
        school = int(self.facts.school_of[self.pairs.mentor[self.positions[here[0]]]])
        row = self.model.add_linear_constraint(expr=-1.0 * self.used[school], ub=0)
        self.rows.class_day[c, day] = row
        for i in here.tolist():
            row.set_coefficient(self.columns[i], 1.0)
        return 1

    # -- in integers ------------------------------------------------------------------------------

    def add_lazy_rows(self) -> None:
        """Add every lazy row that integer values of the pairs in the model could break."""
        students, mentors, schools = self._indices()
        if self.limits.one_per_day and self.limits.mentors is not None:
            guided = np.bincount(self.facts.class_index, weights=self.limits.mentors)
            classes, days = self.facts.class_index[mentors], self.facts.student_days[students]
            for day in range(5):
                comes = (days >> day & 1 == 1) & (guided[classes] > 1)
                for c in np.nonzero(np.bincount(classes[comes], minlength=1) > 1)[0].tolist():
                    self._add_day(c, day, np.nonzero(comes & (classes == c))[0])
        for pair in self.limits.apart:
            here = [set(schools[students == s].tolist()) for s in pair]
            for school in sorted(here[0] & here[1]):
                self._add_link(pair, school, students, schools)

    def make_integer(self, open_: Bools) -> None:
        """Ask for integers, with only these of the pairs in use and every artificial variable at 0.

        Args:
            open_: [columns] whether a pair may be chosen.
        """
        for column, usable in zip(self.columns, open_.tolist(), strict=True):
            column.integer, column.upper_bound = True, float(usable)
        for used in self.used:
            used.integer = True
        for artificial in self.artificial:
            artificial.upper_bound = 0.0

    def relax(self) -> None:
        """Be a relaxation again, undoing ``make_integer``."""
        for column in self.columns:
            column.integer, column.upper_bound = False, float("inf")
        for used in self.used:
            used.integer = False
        for artificial in self.artificial:
            artificial.upper_bound = float("inf")

    def aim(self, goal: LevelObjective) -> None:
        """Make this goal the objective, and what it demands the bounds of the rows of the levels before it.

        Args:
            goal: One level of the objective, over all pairs of the problem.
        """
        self.goal = goal
        objective = self.model.objective
        for column, position in zip(self.columns, self.positions, strict=True):
            objective.set_linear_coefficient(column, goal.coefficient_of(position))
        for alone in self.alone:
            objective.set_linear_coefficient(alone, float(goal.alone))
        for group, above, short in zip(self.limits.groups, self.above, self.short, strict=True):
            objective.set_linear_coefficient(above, float(group.weight if goal.above else 0))
            objective.set_linear_coefficient(short, float(goal.shortage))
        cost = MASTER_SETTINGS.artificial_factor * (1 + float(np.abs(goal.pair_cost).max(initial=1)))
        for artificial in self.artificial:
            objective.set_linear_coefficient(artificial, cost)
        objective.offset = float(goal.constant)
        self.placed.lower_bound = float(goal.least_placed)
        if self._kept is not None:
            self.kept.lower_bound = float(goal.least_kept)
        self.most_short.upper_bound = float("inf") if goal.most_short is None else float(goal.most_short)

    def _indices(self) -> tuple[Ints, Ints, Ints]:
        """Student, mentor and school of every pair in the relaxation."""
        positions = np.array(self.positions, dtype=np.int64)
        mentors = self.pairs.mentor[positions]
        return self.pairs.student[positions], mentors, self.facts.school_of[mentors]
