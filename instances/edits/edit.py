"""Changes that an office could make in its workbook, as data, and what a semester becomes by them. Knows no file.

An edit gives a cell of a row another value, or adds or removes a row. The Dutch words for edits stand in
``instances.edits.wording``, the writer of an edited copy of a workbook in ``reports.workbook.edited_copy``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from instances.domain.entities import Absence, Availability, Exclusion, Pin, Slot
from instances.domain.instance import Instance
from instances.edits.fields import FIELDS, FieldValue, column_key
from instances.tables.capacity import CAPACITY_RULES, CapacityRule, Group, Sense
from instances.tables.columns import (
    ABSENCES,
    AVAILABILITY,
    EXCLUSIONS,
    PINS,
    SCHOOLS,
    SLOTS,
)
from instances.tables.schema import Column, Sheet
from instances.tables.setting_rows import SETTINGS_SHEET

WholeRow = Availability | Absence | Exclusion | Slot
"""A row that is added or removed as a whole; but for a slot it has no id of its own."""

_ROWS: dict[type[WholeRow], tuple[str, str]] = {
    Availability: (AVAILABILITY.name, "availability"),
    Absence: (ABSENCES.name, "absences"),
    Exclusion: (EXCLUSIONS.name, "exclusions"),
    Slot: (SLOTS.name, "slots"),
}


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell gets another value.

    Attributes:
        sheet: The name of a sheet with cells that may be edited.
        id: The code in the sheet's first column: the student of a pin (a row is added for a student without one), or
            the name of a setting.
        column: The header of a column, of a setting its name once more.
        value: As the field of the domain has it; None empties the cell.
        row: What several cells say together, as all schools of a PLG do for its maximum: those are one change, and
            none of them may be left out. '' for a cell that stands by itself.

    Raises:
        KeyError: No cell of that column may be edited.
    """

    sheet: str
    id: str
    column: str
    value: FieldValue
    row: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.column not in FIELDS[self.sheet].fields:
            raise KeyError(f"{self.sheet} has no cells to edit in {self.column}")

    @classmethod
    def of(cls, sheet: Sheet, id: str, column: Column, value: FieldValue, row: str = "") -> CellEdit:
        """Make the edit of a cell in a column of the workbook.

        Args:
            sheet: A sheet with cells that may be edited.
            id: The code in its first column.
            column: One of its columns.
            value: As the field of the domain has it; None empties the cell.
            row: What several cells say together, '' for a cell by itself.

        Returns:
            The edit.

        Raises:
            KeyError: The sheet has no such column, or no cell of it may be edited.
        """
        return cls(sheet.name, id, sheet.column(column).header, value, row)

    @property
    def place(self) -> tuple[str, ...]:
        """What can hold only one value: two edits of the same place exclude each other."""
        return self.sheet, self.id, self.column

    @property
    def change(self) -> tuple[str, ...]:
        """What counts as one change: a cell, school and mentor of a pin, or the cells that say one thing together."""
        if self.row:
            return self.sheet, self.row, self.column
        return self.place[:2] if self.sheet == PINS.name else self.place


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row is added or removed as a whole.

    Attributes:
        row: The row that is added below the others, or of which the first that is equal is removed.
        added: Whether it is added.
    """

    row: WholeRow
    added: bool

    @property
    def sheet(self) -> str:
        """The name of the sheet of such rows."""
        return _ROWS[type(self.row)][0]

    @property
    def store(self) -> str:
        """The field of Instance that holds such rows."""
        return _ROWS[type(self.row)][1]

    @property
    def place(self) -> tuple[str, ...]:
        """What can hold only one value: the row itself."""
        return self.sheet, repr(self.row)

    @property
    def change(self) -> tuple[str, ...]:
        """What counts as one change: the row itself."""
        return self.place


Edit = CellEdit | RowEdit


PLACES = column_key(SCHOOLS, SCHOOLS.PLACES)
_LIMITS: dict[tuple[str, ...], CapacityRule] = {
    (line.sheet, line.column): line for line in CAPACITY_RULES if line.editable
}
"""The line of the capacity table whose limit stands in the cells of a sheet and column."""


def number_of_changes(instance: Instance, edits: Iterable[Edit]) -> int:
    """Count changes: every place more is one, as is any other cell or row, whatever is written in it.

    Args:
        instance: The semester before the edits.
        edits: What is changed.

    Returns:
        The number of changes.

    Source: docs/decisions/0021-fewest-changes-for-all.md.
    """
    found: dict[tuple[str, ...], int] = {}
    for edit in edits:
        found[edit.change] = max(found.get(edit.change, 1), _places_more(instance, edit))
    return sum(found.values())


def _places_more(instance: Instance, edit: Edit) -> int:
    """By how many students a maximum is raised; 0 for any other cell."""
    if not isinstance(edit, CellEdit) or not isinstance(edit.value, int):
        return 0
    line = _LIMITS.get(edit.place[::2])
    if line is None or line.sense is not Sense.MOST:
        return 0
    if edit.place[::2] == PLACES:
        school = instance.schools[edit.id]
        return max(0, edit.value - school.taken) - school.net_places
    now = instance.plg_by_school[edit.id].maximum if line.group is Group.PLG else current(instance, edit)
    return edit.value - now if isinstance(now, int) else 0


def united(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Leave one edit for each place.

    Args:
        edits: In the order in which they would be made.

    Returns:
        Of sets, such as days or years, all that is in any of them; of numbers the loosest; of other values the last.
    """
    found: dict[tuple[str, ...], Edit] = {}
    for edit in edits:
        there = found.get(edit.place)
        found[edit.place] = edit if there is None else _union(there, edit)
    return tuple(found.values())


def _union(one: Edit, other: Edit) -> Edit:
    if isinstance(one, CellEdit) and isinstance(other, CellEdit):
        sets: list[frozenset[object]] = [edit.value for edit in (one, other) if isinstance(edit.value, frozenset)]
        if len(sets) == 2:
            return replace(one, value=cast("FieldValue", frozenset().union(*sets)))
        if type(one.value) is int and type(other.value) is int:  # True is an int as well, and no number
            larger, smaller = (one, other) if one.value > other.value else (other, one)
            limit = _LIMITS.get(one.place[::2])
            return smaller if limit is not None and limit.sense is not Sense.MOST else larger
    return other


def setting(name: str, value: FieldValue) -> CellEdit:
    """Change a row of Instellingen.

    Args:
        name: The name of the setting.
        value: The new value.

    Returns:
        The edit.
    """
    return CellEdit(SETTINGS_SHEET.name, name, name, value)


def apply(instance: Instance, edits: Iterable[Edit]) -> Instance:
    """Make edits, in their order: as if they were written into the workbook and that was read, but for the fingerprint.

    Args:
        instance: The semester before the edits; it is not changed.
        edits: What is changed.

    Returns:
        The semester after them.

    Raises:
        KeyError: A row or cell that is not there.
    """
    for edit in edits:
        instance = _with_row(instance, edit) if isinstance(edit, RowEdit) else _with_cell(instance, edit)
    return instance


def current(instance: Instance, edit: CellEdit) -> FieldValue:
    """Say what a cell means now.

    Args:
        instance: The semester.
        edit: An edit of the cell.

    Returns:
        The value of the field of the domain; None for an empty cell.

    Raises:
        KeyError: A row that is not there.
    """
    field = FIELDS[edit.sheet].fields[edit.column]
    if edit.sheet == SETTINGS_SHEET.name:
        found: FieldValue = getattr(instance.settings, field)
    elif edit.sheet == PINS.name:
        found = getattr(instance.pin_of.get(edit.id, Pin(edit.id)), field)
    else:
        found = getattr(getattr(instance, FIELDS[edit.sheet].store)[edit.id], field)
    return found


def _with_cell(instance: Instance, edit: CellEdit) -> Instance:
    sheet = FIELDS[edit.sheet]
    change: dict[str, Any] = {sheet.fields[edit.column]: edit.value}
    if edit.sheet == SETTINGS_SHEET.name:
        return replace(instance, settings=replace(instance.settings, **change))
    if edit.sheet == PINS.name:
        pins = instance.pins if edit.id in instance.pin_of else (*instance.pins, Pin(edit.id))
        return replace(instance, pins=tuple(replace(p, **change) if p.student == edit.id else p for p in pins))
    rows = getattr(instance, sheet.store)
    store: dict[str, Any] = {sheet.store: {**rows, edit.id: replace(rows[edit.id], **change)}}
    return replace(instance, **store)


def _with_row(instance: Instance, edit: RowEdit) -> Instance:
    if isinstance(edit.row, Slot):
        return replace(instance, slots=_with_slot(instance, edit.row, edit.added))
    rows = list(getattr(instance, edit.store))
    if edit.added:
        rows.append(edit.row)
    elif edit.row in rows:
        rows.remove(edit.row)
    else:
        raise KeyError(edit.row)
    store: dict[str, Any] = {edit.store: tuple(rows)}
    return replace(instance, **store)


def _with_slot(instance: Instance, slot: Slot, added: bool) -> dict[str, Slot]:
    if added:
        return {**instance.slots, slot.id: slot}
    if instance.slots.get(slot.id) != slot:
        raise KeyError(slot)
    return {id: one for id, one in instance.slots.items() if id != slot.id}
