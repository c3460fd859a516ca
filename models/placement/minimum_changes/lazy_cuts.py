"""Rows that a relaxation gets when its values break them, as nearly all never are. Knows no search.

Two that integers could break too, so that then all are in the model:
* of students of whom any two share a day, a class takes one (P2);
* a school takes one of two students who are kept apart (P9).
Others that make the relaxation strong:
* a class takes none of those while a cell of its mentor is unchanged;
* a student who needs a cell changed has no part of it before it is;
* a student has no part of a school with a minimum (P11) that is not used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.math_opt.python.linear_constraints import LinearConstraint as Row

from models.placement.data.arrays import Bools, Ints
from models.placement.data.capacity import Limits
from models.placement.minimum_changes.candidates import Floats, RepairCandidates
from models.placement.minimum_changes.settings import LAZY_CUT_SETTINGS

CLASS, CELL, NEEDED, LINK, APART = "class", "cell", "needed", "link", "apart"
Key = tuple[str, int, int]


@dataclass(frozen=True)
class LpVariables:
    """The variables of a linear model that lazy cuts are about. The lists grow with the model.

    Attributes:
        model: Gets the rows.
        columns: A variable for each candidate in the model.
        positions: The candidate of each of those columns.
        cells: Variable of a changed cell by the index of the cell.
        used: Variable of a school with a minimum that takes students, by the index of the school.
    """

    model: mathopt.Model
    columns: list[mathopt.Variable]
    positions: list[int]
    cells: dict[int, mathopt.Variable]
    used: dict[int, mathopt.Variable]


class LazyCuts:
    """The rows of one program, each found by what it is about."""

    def __init__(self, program: LpVariables, candidates: RepairCandidates, limits: Limits) -> None:
        self.program, self.candidates = program, candidates
        self.one_per_day, self.apart = limits.one_per_day, limits.apart
        self.rows: dict[Key, Row] = {}
        self.masks, self.kind = np.unique(candidates.days, return_inverse=True)
        self.cliques = maximal_cliques(self.masks.tolist())
        self.single = candidates.size == 1
        self.pairs_of: dict[int, list[int]] = defaultdict(list)
        for number, pair in enumerate(self.apart if self.single.all() else ()):
            for student in pair:
                self.pairs_of[student].append(number)
        self.mentors_cell = np.append((candidates.mentor_of >= 0) & self.one_per_day, False)

    def keys(self, position: int) -> Iterator[Key]:
        """What every row is about in which this candidate may stand."""
        candidates, facts = self.candidates, self.candidates.facts
        r, m = int(candidates.person[position]), int(candidates.mentor[position])
        here = np.nonzero(self.cliques[:, self.kind[r]])[0].tolist() if self.one_per_day else []
        for f in here:
            yield CLASS, int(facts.class_index[m]), f
        for c in candidates.needs[position].tolist():
            if c >= 0 and self.mentors_cell[c]:
                for f in here:
                    yield CELL, c, f
            elif c >= 0:
                yield NEEDED, r, c
        yield LINK, r, int(facts.school_of[m])
        for pair in self.pairs_of.get(r, ()):
            yield APART, pair, int(facts.school_of[m])

    def rows_of(self, position: int) -> list[Row]:
        return [self.rows[key] for key in self.keys(position) if key in self.rows]

    # -- rows that values break --------------------------------------------------------------------

    def add(self, result: mathopt.SolveResult) -> int:
        """How many rows these values broke; they are in the model now."""
        program, candidates = self.program, self.candidates
        values = np.array(result.variable_values(program.columns))
        used = np.nonzero(values > LAZY_CUT_SETTINGS.noticed)[0]
        positions, values = np.array(program.positions, dtype=np.int64)[used], values[used]
        changed = np.zeros(len(candidates.mentor_of) + 1)
        changed[list(program.cells)] = result.variable_values(list(program.cells.values()))
        found = [*self._links(result, positions, values), *self._needed(positions, values, changed)]
        found += self._apart(positions, values)
        if self.one_per_day:
            found += [*self._classes(positions, values), *self._cells(positions, values, changed)]
        for key in found:
            self._row(key)
        return len(found)

    def _classes(self, positions: Ints, values: Floats) -> Iterator[Key]:
        of = self.candidates.facts.class_index[self.candidates.mentor[positions]]
        load = self._by_clique(of, positions, values, len(self.candidates.facts.classes))
        yield from self._new(CLASS, load > 1 + LAZY_CUT_SETTINGS.violated)

    def _cells(self, positions: Ints, values: Floats, changed: Floats) -> Iterator[Key]:
        needs = self.candidates.needs[positions]
        at, kind = np.nonzero((needs >= 0) & self.mentors_cell[needs])
        load = self._by_clique(needs[at, kind], positions[at], values[at], len(changed))
        yield from self._new(CELL, load > changed[:, None] + LAZY_CUT_SETTINGS.violated)

    def _by_clique(self, of: Ints, positions: Ints, values: Floats, size: int) -> Floats:
        load = np.zeros((size, len(self.masks)))
        np.add.at(load, (of, self.kind[self.candidates.person[positions]]), values)
        found: Floats = load @ self.cliques.T.astype(float)
        return found

    def _new(self, kind: str, broken: Bools) -> Iterator[Key]:
        for of, clique in np.argwhere(broken).tolist():
            if (kind, of, clique) not in self.rows:
                yield kind, of, clique

    def _needed(self, positions: Ints, values: Floats, changed: Floats) -> Iterator[Key]:
        needs = self.candidates.needs[positions]
        alone = self.single[self.candidates.person[positions]]
        at, kind = np.nonzero((needs >= 0) & ~self.mentors_cell[needs] & alone[:, None])
        parts = self._sums(self.candidates.person[positions[at]], needs[at, kind], values[at])
        yield from ((NEEDED, r, c) for r, c, part in parts
                    if part > changed[c] + LAZY_CUT_SETTINGS.violated and (NEEDED, r, c) not in self.rows)  # fmt: skip

    def _links(self, result: mathopt.SolveResult, positions: Ints, values: Floats) -> Iterator[Key]:
        used = {k: result.variable_values(one) for k, one in self.program.used.items()}
        schools = self.candidates.facts.school_of[self.candidates.mentor[positions]]
        at = self.single[self.candidates.person[positions]] & np.isin(schools, list(used))
        parts = self._sums(self.candidates.person[positions[at]], schools[at], values[at])
        yield from ((LINK, r, k) for r, k, part in parts
                    if part > used[k] + LAZY_CUT_SETTINGS.violated and (LINK, r, k) not in self.rows)  # fmt: skip

    def _apart(self, positions: Ints, values: Floats) -> Iterator[Key]:
        schools = self.candidates.facts.school_of[self.candidates.mentor[positions]]
        for number in sorted({number for numbers in self.pairs_of.values() for number in numbers}):
            at = np.isin(self.candidates.person[positions], self.apart[number])
            load = np.bincount(schools[at], weights=values[at], minlength=1)
            yield from ((APART, number, k) for k in np.nonzero(load > 1 + LAZY_CUT_SETTINGS.violated)[0].tolist()
                        if (APART, number, k) not in self.rows)  # fmt: skip

    @staticmethod
    def _sums(persons: Ints, others: Ints, values: Floats) -> Iterator[tuple[int, int, float]]:
        """Each person and other once, with the sum of the values."""
        both, number = np.unique(np.column_stack([persons, others]), axis=0, return_inverse=True)
        sums = np.bincount(number.reshape(-1), weights=values, minlength=len(both)).tolist()
        yield from ((r, other, total) for (r, other), total in zip(both.tolist(), sums, strict=True))

    def adopt(self, keys: Iterable[Key]) -> None:
        """Add these rows, as far as they are not there."""
        for key in keys:
            if key not in self.rows:
                self._row(key)

    def _row(self, key: Key) -> None:
        kind, of, other = key
        program = self.program
        if kind in (CLASS, APART):
            row = program.model.add_linear_constraint(ub=1.0)
        else:
            above = program.used[other] if kind == LINK else program.cells[of if kind == CELL else other]
            row = program.model.add_linear_constraint(expr=-1.0 * above, ub=0.0)
        self.rows[key] = row
        for i in np.nonzero(self._inside(key, np.array(program.positions, dtype=np.int64)))[0].tolist():
            row.set_coefficient(program.columns[i], 1.0)

    def _inside(self, key: Key, positions: Ints) -> Bools:
        kind, of, other = key
        person, mentor = self.candidates.person[positions], self.candidates.mentor[positions]
        schools = self.candidates.facts.school_of[mentor]
        if kind == LINK:
            inside: Bools = (person == of) & (schools == other)
        elif kind == APART:
            inside = np.isin(person, self.apart[of]) & (schools == other)
        elif kind == NEEDED:
            inside = (person == of) & (self.candidates.needs[positions] == other).any(axis=1)
        elif kind == CELL:
            inside = (self.candidates.needs[positions] == of).any(axis=1) & self.cliques[other, self.kind[person]]
        else:
            inside = (self.candidates.facts.class_index[mentor] == of) & self.cliques[other, self.kind[person]]
        return inside

    def complete(self) -> None:
        """Add every row that integers could break."""
        positions = np.array(self.program.positions, dtype=np.int64)
        person, mentor = self.candidates.person[positions], self.candidates.mentor[positions]
        classes, schools = self.candidates.facts.class_index[mentor], self.candidates.facts.school_of[mentor]
        for f, clique in enumerate(self.cliques if self.one_per_day else ()):
            number = np.bincount(classes[clique[self.kind[person]]], minlength=1)
            self.adopt((CLASS, of, f) for of in np.nonzero(number > 1)[0].tolist())
        for apart, pair in enumerate(self.apart):
            both = (set(schools[person == student].tolist()) for student in pair)
            self.adopt((APART, apart, k) for k in set.intersection(*both))

    # -- prices ------------------------------------------------------------------------------------

    def prices(self, result: mathopt.SolveResult) -> Floats:
        """[P] what the rows add to the price of each candidate."""
        candidates, facts = self.candidates, self.candidates.facts
        of_class = np.zeros((len(facts.classes), len(self.masks)))
        of_cell = np.zeros((len(candidates.mentor_of) + 1, len(self.masks)))
        total = np.zeros(len(candidates))
        for (kind, of, other), price in zip(self.rows, result.dual_values(list(self.rows.values())), strict=True):
            if kind == CLASS:
                of_class[of] += price * self.cliques[other]
            elif kind == CELL:
                of_cell[of] += price * self.cliques[other]
            elif price:
                for student in self.apart[of] if kind == APART else (of,):
                    own = slice(*np.searchsorted(candidates.person, (student, student + 1)))
                    total[own] += np.where(self._inside((kind, of, other), np.arange(len(candidates))[own]), price, 0.0)
        kinds = self.kind[candidates.person]
        total += of_class[facts.class_index[candidates.mentor], kinds]
        for needs in candidates.needs.T:
            total += of_cell[needs, kinds]
        return total


def maximal_cliques(masks: list[int]) -> Bools:
    """The maximal cliques of sets of days, where two are joined when they share a day.

    Args:
        masks: Sets of days as bits.

    Returns:
        [cliques, masks] which sets are in which clique; where those are many, a clique for each weekday.
    """
    meets = {i: {j for j, other in enumerate(masks) if j != i and one & other} for i, one in enumerate(masks)}
    found: list[set[int]] = []

    def grow(clique: set[int], more: set[int], seen: set[int]) -> None:  # Bron and Kerbosch
        if not more and not seen:
            found.append(clique)
        if len(found) <= LAZY_CUT_SETTINGS.cliques:
            pivot = max(more | seen, key=lambda one: len(meets[one] & more), default=None)
            for one in sorted(more - meets.get(pivot, set()) if pivot is not None else more):
                grow(clique | {one}, more & meets[one], seen & meets[one])
                more, seen = more - {one}, seen | {one}

    grow(set(), {i for i, mask in enumerate(masks) if mask}, set())
    if len(found) > LAZY_CUT_SETTINGS.cliques:
        found = [{i for i, mask in enumerate(masks) if mask >> day & 1} for day in range(5)]
    table = np.zeros((len(found), len(masks)), dtype=bool)
    for row, clique in enumerate(found):
        table[row, list(clique)] = True
    return table
