"""Cells and counting rows of the workbook that may be changed, as variables of one model. Knows no pair and no wish.

What counts as one change is one cell (whatever is written there), one pin, or one student more than a maximum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.edits.edit import CellEdit, Edit, current, united
from instances.edits.editable import Edits, row_edits
from instances.tables.columns import PINS
from models.placement.cp_sat.variables import Expression

Usage = Counter[tuple[Rule, str]]
Change = tuple[str, ...]
Key = tuple[Rule, tuple[str, ...]]
"""A rule and what its row is about: one school, mentor, board, tandem or PLG, or all that share one setting."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A counting row: whether it is changed, by how much, and what it says now."""

    changed: cp_model.IntVar
    by: cp_model.IntVar
    limit: int
    at_least: bool = False

    @property
    def changes(self) -> Expression:
        """Each place more is one; a minimum is a cell like others, whatever is written there."""
        return self.changed if self.at_least else self.by

    def short(self, amount: int) -> int:
        """By how much it must change to let this amount through; a school that is not used has no minimum."""
        if self.at_least:
            return max(0, self.limit - amount) if amount else 0
        return max(0, amount - self.limit)


@dataclass(frozen=True, slots=True)
class MadeChanges:
    """The changes that one roster takes.

    Attributes:
        edits: All of them as edits of the workbook.
        cells: The cells or pins among them.
        rows: The counting rows among them, to the number of changes that each takes.
    """

    edits: Edits
    cells: frozenset[Change]
    rows: Mapping[Key, int]

    @property
    def number(self) -> int:
        return len(self.cells) + sum(self.rows.values())


class ChangeVariables:
    """The cells of all pairs at once; then each call adds a row."""

    def __init__(
        self, model: cp_model.CpModel, instance: Instance, literals: Sequence[cp_model.IntVar], edits: Sequence[Edits]
    ) -> None:
        """Make a variable for every edit, and one for every cell.

        Args:
            model: The model that they are added to.
            instance: The semester as it is now.
            literals: The variables of the pairs.
            edits: The edits that each pair takes, in the same order.
        """
        self._model, self._instance = model, instance
        self._edits: dict[Edit, cp_model.IntVar] = {}
        self._rows: dict[Key, _Row] = {}
        for literal, taken in zip(literals, edits, strict=True):
            for edit in taken:
                if edit not in self._edits:
                    self._edits[edit] = model.new_bool_var("")
                model.add_implication(literal, self._edits[edit])
        self._any: dict[Change, cp_model.IntVar] = {}
        self._cells = self._by_cell()

    def _by_cell(self) -> dict[Change, list[cp_model.IntVar]]:
        """Literals that sum to one when the cell is changed: values that exclude each other, or one for any of them.

        What adds to a cell, such as a working day, goes together, and so do school and mentor of a pin.
        """
        at: dict[Change, list[Edit]] = defaultdict(list)
        for edit in self._edits:
            at[edit.change].append(edit)
        found: dict[Change, list[cp_model.IntVar]] = {}
        for cell, edits in at.items():
            found[cell] = literals = [self._edits[edit] for edit in edits]
            if all(_excludes(edit) for edit in edits):
                self._model.add_at_most_one(literals)
            elif len(edits) > 1:
                self._any[cell] = self._model.new_bool_var("")
                found[cell] = [self._any[cell]]
                for literal in literals:
                    self._model.add_implication(literal, self._any[cell])
        return found

    # -- rows that may be changed ------------------------------------------------------------------

    def at_most(self, rule: Rule, amounts: Mapping[str, Expression], limit: int, most: int) -> None:
        """Each amount <= limit, or one change of the row that lets more through.

        Args:
            rule: The rule of the row.
            amounts: What the row is about to the students counted there; several share one cell.
            limit: So many students at most now.
            most: So many more at most after the change; 0 where the row must stand.
        """
        about = tuple(amounts)
        if not most or row_edits(self._instance, rule, about[0], limit + 1) is None:
            for amount in amounts.values():
                self._model.add(amount <= limit)
            return
        row = self._row(most, limit)
        for amount in amounts.values():
            self._model.add(amount <= limit + row.by)
        self._rows[rule, about] = row

    def at_least(self, rule: Rule, about: str, amount: Expression, minimum: int, used: Expression) -> None:
        """Post ``amount >= minimum`` where used, or a change of the minimum.

        Args:
            rule: The rule of the row.
            about: The school.
            amount: The students there.
            minimum: So many at least now.
            used: 1 when there are any.
        """
        row = replace(self._row(minimum - 1, minimum), at_least=True)
        self._model.add(amount + row.by >= minimum * used)
        self._rows[rule, (about,)] = row

    def _row(self, most: int, limit: int) -> _Row:
        changed, by = self._model.new_bool_var(""), self._model.new_int_var(0, most, "")
        self._model.add(by <= most * changed)
        self._model.add(by >= changed)
        return _Row(changed, by, limit)

    # -- how much is changed -----------------------------------------------------------------------

    @property
    def number(self) -> Expression:
        """How many changes."""
        cells = (literal for literals in self._cells.values() for literal in literals)
        return cp_model.LinearExpr.sum([*cells, *(row.changes for row in self._rows.values())])

    @property
    def size(self) -> Expression:
        """How much is asked: minutes, days, years or students, else one for each cell."""
        cells = cp_model.LinearExpr.weighted_sum([*self._edits.values()], [self._size(edit) for edit in self._edits])
        return cells + cp_model.LinearExpr.sum([row.by for row in self._rows.values()])

    def _size(self, edit: Edit) -> int:
        if not isinstance(edit, CellEdit):
            return 1
        now = current(self._instance, edit)
        if edit.column == "Max reistijd":
            most = now if isinstance(now, int) else self._instance.settings.max_travel
            return max(1, int(str(edit.value)) - most)
        if isinstance(edit.value, frozenset) and isinstance(now, frozenset):
            return len(edit.value - now)
        return 1

    # -- answers -----------------------------------------------------------------------------------

    def made(self, used: Iterable[Edit], usage: Usage) -> MadeChanges:
        """What a roster takes; a search cut short may have set more than that.

        Args:
            used: The edits of its pairs.
            usage: How much of every row it takes.

        Returns:
            Those edits and the rows that it fills too far.
        """
        taken = set(used)
        cells = united(edit for edit in self._edits if edit in taken)
        rows = {key: _need(key, usage) for key, row in self._rows.items() if row.short(_need(key, usage))}
        raised = [e for (rule, about), to in rows.items() for e in row_edits(self._instance, rule, about[0], to) or ()]
        number = {key: 1 if self._rows[key].at_least else self._rows[key].short(to) for key, to in rows.items()}
        return MadeChanges((*cells, *raised), frozenset(edit.change for edit in cells), number)

    def differ(self, model: cp_model.CpModel, made: MadeChanges) -> None:
        """Add a no-good cut: not all of these cells and rows again, whatever is written there.

        Args:
            model: A clone of the model of these variables.
            made: What an earlier answer takes.
        """
        again = [self._rows[row].changed for row in made.rows]
        for cell in made.cells:
            changed = model.new_bool_var("")
            for literal in self._cells[cell]:
                model.add_implication(literal, changed)
            again.append(changed)
        model.add_bool_or([~literal for literal in again])


def _excludes(edit: Edit) -> bool:
    """Does it write a value that no other edit of the cell can add to?"""
    return isinstance(edit, CellEdit) and edit.sheet != PINS.name and not isinstance(edit.value, frozenset)


def _need(key: Key, usage: Usage) -> int:
    rule, about = key
    return max(usage[rule, one] for one in about)
