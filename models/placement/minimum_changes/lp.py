"""The fewest changes for all together as one linear model that grows candidate by candidate. Knows no search.

In integers every student who must have a place has one, every rule holds after the changes, and the number of changes
is the least. A student more than a maximum of the capacity table is one change; so are a cell that a candidate needs
and a school's lower minimum. Source: decision 21.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.math_opt.python.linear_constraints import LinearConstraint as Row

from instances.domain.entities import Day
from instances.tables.capacity import Counted, Group
from models.placement.data.arrays import Bools
from models.placement.data.capacity import CountedRows, limits_of
from models.placement.minimum_changes.candidates import Floats, RepairCandidates
from models.placement.minimum_changes.lazy_cuts import LazyCuts, LpVariables
from models.placement.minimum_changes.settings import JOINT_WEIGHT_SETTINGS


@dataclass(frozen=True)
class CountedSlack:
    """The rows of one line of the capacity table, each with the students more that its limit may let through.

    Attributes:
        place: Its place in ``Limits.counted``.
        rows: The line for this semester.
        found: Row of the model by the index of its group.
        more: The change of the limit, also by that index; empty where the line must stand.
    """

    place: int
    rows: CountedRows
    found: dict[int, Row]
    more: dict[int, mathopt.Variable]


class MinimumChangeLp:
    """All counting rows, and the candidates that were added so far."""

    def __init__(self, candidates: RepairCandidates) -> None:
        self.candidates, self.facts = candidates, candidates.facts
        self.limits = limits_of(self.facts)
        self.everyone = float(candidates.size.sum())
        self.model = mathopt.Model()
        self.columns: list[mathopt.Variable] = []
        self.positions: list[int] = []
        self.inside = np.zeros(len(candidates), dtype=bool)
        self.changes: list[mathopt.Variable] = []
        self.cells: dict[int, mathopt.Variable] = {}
        self.used: dict[int, mathopt.Variable] = {}
        self._add_persons()
        self.counted: list[CountedSlack] = []
        self._add_counted(within_schools=True)
        self._add_schools()
        self._add_groups()
        self._add_counted(within_schools=False)
        self._add_cells()
        variables = LpVariables(self.model, self.columns, self.positions, self.cells, self.used)
        self.cuts = LazyCuts(variables, candidates, self.limits)
        self.number = self.model.add_linear_constraint(expr=mathopt.fast_sum(self.changes))
        self.aim_at_changes()

    def _change(self, most: float) -> mathopt.Variable:
        self.changes.append(self.model.add_variable(lb=0.0, ub=most))
        return self.changes[-1]

    # -- aims --------------------------------------------------------------------------------------

    def aim_at_changes(self) -> None:
        """Minimise the number of changes."""
        self.model.minimize(
            mathopt.fast_sum(self.changes) + JOINT_WEIGHT_SETTINGS.unplaced * mathopt.fast_sum(self.missing)
        )

    def aim_at_least_asked(self, changes: int, moves: Bools) -> None:
        """Of what has no more changes than these, what asks least (minutes, days), and then where the fewest move.

        Args:
            changes: Changes at most.
            moves: [P] whether the candidate is elsewhere than the student is now.
        """
        self.number.upper_bound = float(changes)
        price = (JOINT_WEIGHT_SETTINGS.asked * self.candidates.asks + moves)[self.positions].tolist()
        asked = mathopt.fast_sum([p * column for p, column in zip(price, self.columns, strict=True) if p])
        self.model.minimize(asked + JOINT_WEIGHT_SETTINGS.unplaced_asked * mathopt.fast_sum(self.missing))

    # -- rows --------------------------------------------------------------------------------------

    def _add_persons(self) -> None:
        must, size = self.candidates.must.tolist(), self.candidates.size.tolist()
        self.missing = [self.model.add_variable(lb=0.0, ub=float(number)) for number in must]
        self.person: list[Row] = [
            self.model.add_linear_constraint(expr=1.0 * missing, lb=float(least), ub=float(most))
            for missing, least, most in zip(self.missing, must, size, strict=True)
        ]

    def _add_counted(self, within_schools: bool) -> None:
        """The rows of which every candidate is counted by itself: of mentors (P2), of care students (P14)."""
        for place, rows in enumerate(self.limits.counted):
            if (rows.school is not None) != within_schools:
                continue
            line, more = rows.line, dict[int, mathopt.Variable]()
            if line.editable and line.is_shared and rows.filled:  # one cell for all of them
                more = dict.fromkeys(rows.filled, self._change(self.everyone))
            elif line.editable:
                more = {r: self._change(self.everyone) for r in rows.filled}
            found = {
                r: self.model.add_linear_constraint(expr=-1.0 * more[r] if more else 0.0, ub=float(rows.limit[r]))
                for r in rows.filled
            }
            self.counted.append(CountedSlack(place, rows, found, more))

    def _add_schools(self) -> None:
        """Places (P3) and minimums of schools (P11)."""
        model, facts, most = self.model, self.facts, self.everyone
        self.count = [model.add_variable(lb=0.0, ub=most) for _ in facts.schools]
        self.more_at_school = [self._change(most) for _ in facts.schools]
        self.school: list[Row] = [model.add_linear_constraint(expr=-1.0 * n, lb=0.0, ub=0.0) for n in self.count]
        places, minimum = self.limits.places.tolist(), self.limits.minimum.tolist()
        for k, (n, more) in enumerate(zip(self.count, self.more_at_school, strict=True)):
            if minimum[k] <= 1:
                model.add_linear_constraint(n - more <= float(places[k]))
                continue
            self.used[k], lower = model.add_variable(lb=0.0, ub=1.0), self._change(1.0)
            model.add_linear_constraint(n - more <= float(places[k]) * self.used[k])
            model.add_linear_constraint(more <= most * self.used[k])
            model.add_linear_constraint(n + (minimum[k] - 1.0) * lower >= float(minimum[k]) * self.used[k])

    def _add_groups(self) -> None:
        """Maxima of boards (P4), tandems (P7) and PLGs (P11)."""
        for group in self.limits.groups:
            if group.maximum is not None and len(group.schools):
                size = mathopt.fast_sum([self.count[k] for k in group.schools.tolist()])
                self.model.add_linear_constraint(size - self._change(self.everyone) <= float(group.maximum))

    def _add_cells(self) -> None:
        """Of a cell no more come through than there is room behind it, and none before it is changed."""
        candidates = self.candidates
        mentors = next(
            one for one in self.counted if (one.rows.line.group, one.rows.line.counted) == (Group.MENTOR, Counted.ALL)
        )
        self.cell: dict[int, list[Row]] = {}
        for c, needed in zip(*self._needed(), strict=True):
            changed = self.cells[c] = self._change(1.0)
            m, k = int(candidates.mentor_of[c]), int(candidates.school_of[c])
            most = min(needed, len(Day)) if m >= 0 and self.limits.one_per_day else needed
            self.cell[c] = [self.model.add_linear_constraint(expr=-float(most) * changed, ub=0.0)]
            if m >= 0:
                behind = candidates.behind(c)
                more = mathopt.fast_sum([mentors.more[one] for one in behind])
                behind_it = -float(mentors.rows.limit[behind].sum()) * changed - more
                self.cell[c].append(self.model.add_linear_constraint(expr=behind_it, ub=0.0))
            elif k >= 0:
                behind_it = -float(self.limits.places[k]) * changed - self.more_at_school[k]
                self.cell[c].append(self.model.add_linear_constraint(expr=behind_it, ub=0.0))

    def _needed(self) -> tuple[list[int], list[int]]:
        """The cells that a candidate needs, and of how many students."""
        candidates = self.candidates
        at, kind = np.nonzero(candidates.needs >= 0)
        both = np.unique(np.column_stack([candidates.needs[at, kind], candidates.person[at]]), axis=0)
        cells, first = np.unique(both[:, 0], return_index=True)
        students = np.add.reduceat(candidates.size[both[:, 1]], first) if len(first) else first
        return cells.tolist(), students.tolist()

    # -- columns -----------------------------------------------------------------------------------

    def add(self, positions: Iterable[int]) -> None:
        """Add the columns of these candidates; those that are there stay.

        Args:
            positions: Places in the candidates.
        """
        candidates, facts = self.candidates, self.facts
        for position in positions:
            if self.inside[position]:
                continue
            self.inside[position] = True
            r, m = int(candidates.person[position]), int(candidates.mentor[position])
            # of one student the own row limits it; a second limit would take a part of that row's price
            most = float(candidates.most[position]) if candidates.size[r] > 1 else np.inf
            column = self.model.add_variable(lb=0.0, ub=most)
            k = int(facts.school_of[m])
            rows = [self.person[r], self.school[k], *self.cuts.rows_of(position)]
            rows += [row for c in candidates.needs[position].tolist() if c >= 0 for row in self.cell[c]]
            for one in self.counted:
                if candidates.counted[r, one.place] and one.rows.row_of[m] >= 0:
                    rows.append(one.found[int(one.rows.row_of[m])])
            for row in rows:
                row.set_coefficient(column, 1.0)
            self.columns.append(column)
            self.positions.append(position)

    def reduced(self, result: mathopt.SolveResult) -> Floats:
        """Pricing of every candidate.

        Args:
            result: A solved relaxation.

        Returns:
            [P] reduced cost: what one student on a candidate would add to the number of changes in the relaxation.
        """
        candidates, facts = self.candidates, self.facts
        price = np.array(result.dual_values(self.person))[candidates.person]
        for one in self.counted:
            if one.rows.school is not None:
                price += self._price_of(one, result)
        price += np.array(result.dual_values(self.school))[facts.school_of[candidates.mentor]]
        of_cell = np.zeros(len(candidates.mentor_of) + 1)
        for c, rows in self.cell.items():
            of_cell[c] = sum(result.dual_values(rows))
        price += of_cell[candidates.needs].sum(axis=1)
        for one in self.counted:
            if one.rows.school is None:
                price += self._price_of(one, result)
        reduced: Floats = -(price + self.cuts.prices(result))
        return reduced

    def _price_of(self, one: CountedSlack, result: mathopt.SolveResult) -> Floats:
        """[P] the dual value of the row in which each candidate counts."""
        candidates = self.candidates
        of_row = np.zeros(len(one.rows.limit) + 1)  # the last for mentors without such a row
        of_row[list(one.found)] = result.dual_values(list(one.found.values()))
        counts = candidates.counted[candidates.person, one.place]
        priced: Floats = np.where(counts, of_row[one.rows.row_of[candidates.mentor]], 0.0)
        return priced

    # -- in integers -------------------------------------------------------------------------------

    def make_integer(self, all_fit: bool, students: bool = True) -> None:
        """Ask for integer changes and integer students.

        Args:
            all_fit: Nobody who must have a place may be without; else only those who have one now.
            students: False for a bound, in which students may be split.
        """
        for variable in (*self.changes, *self.used.values()):
            variable.integer = True
        for column in self.columns if students else ():
            column.integer, column.upper_bound = True, 1.0
        candidates = zip(self.missing, self.candidates.alone.tolist(), self.candidates.must.tolist(), strict=True)
        for missing, alone, must in candidates:
            missing.integer = True
            missing.upper_bound = float(must if alone and not all_fit else 0)
