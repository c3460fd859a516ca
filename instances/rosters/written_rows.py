"""Every cell of a roster's rows beside what was written there, and what kind of cell stands below which header.

Knows cells and headers, not what they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import cast

from instances.rosters.columns import Head, RosterSheet
from instances.tables.cells import parse
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.sheets import Table
from instances.tables.values import MisfitError, Raw, shown
from instances.xlsx.values import Uncalculated


class CellKind(StrEnum):
    """How a column is shown."""

    TEXT = "text"
    LONG = "long"  # wrapped
    INTEGER = "integer"
    HOURS = "hours"
    FIGURE = "figure"  # with a fraction only where there is one
    DATE = "date"
    TIME = "time"


_INTEGER = (
    Head.YEAR, Head.TRAVEL, Head.NEEDS_MET, Head.NEEDS_ASKED, Head.PLACES, Head.TAKEN, Head.NET, Head.PLACED, Head.LEFT,
    Head.MINIMUM, Head.MAXIMUM, Head.IN_PLG, Head.MAX_PLG, Head.NORM, Head.ABOVE_NORM, Head.CARE, Head.OUT, Head.BACK,
    Head.TOUR, Head.WAITING, Head.WPAS, Head.OWN_MAX, Head.FAIR, Head.ABOVE_FAIR, Head.VISIT_DAYS, Head.VISITS,
    Head.BUSIEST, Head.TRIP_MINUTES, Head.WEIGHT, Head.AMOUNT, Head.COST, Head.NUMBER, Head.WPAS_GIVEN, Head.WPAS_TAKEN,
    Head.MORE_PLACED, Head.MORE_WPAS, Head.LESS_SHORT, Head.LESS_COST, Head.HIT, Head.HIT_WPAS, Head.LOST,
    Head.LOST_WPAS, Head.CHANGED, Head.CHANGED_WPAS, Head.AT_TRAINING, Head.AT_OTHER, Head.COUNTED, Head.TEACHERS,
    Head.ASKED, Head.ABOVE_LAW,
    Head.LESSONS, Head.MEETINGS, Head.OFF_DAY, Head.TRAVELLED, Head.TRAVEL_NORM, Head.SAVED,
)  # fmt: skip
_LONG = (
    Head.REASON, Head.PROPOSAL, Head.STUDENTS, Head.SCHOOLS, Head.RULE, Head.SOURCE, Head.VERDICT, Head.BASIS,
    Head.UNIT, Head.OLD, Head.NEW, Head.MESSAGE, Head.WPA, Head.LETTER, Head.EXPLANATION,
    Head.ASK, Head.TRAINERS,
)  # fmt: skip
_HOURS = (
    Head.HOURS_EACH, Head.HOURS, Head.MENTOR_HOURS, Head.GUIDE_HOURS, Head.WPA_HOURS, Head.CARE_HOURS, Head.GIVES,
    Head.FROM_INSTITUTE, Head.FROM_BOARDS, Head.HOURS_GIVEN, Head.HOURS_TAKEN, Head.BALANCE_BOARDS, Head.BALANCE,
    Head.EUROS, Head.MISSED, Head.TOTAL,
)  # fmt: skip

CELL_KINDS: dict[Head, CellKind] = {
    **dict.fromkeys(_INTEGER, CellKind.INTEGER),
    **dict.fromkeys(_LONG, CellKind.LONG),
    **dict.fromkeys(_HOURS, CellKind.HOURS),
    **dict.fromkeys((Head.COUNT, Head.FOUND, Head.DIFFERENCE, Head.VALUE, Head.DEFAULT), CellKind.FIGURE),
    Head.DATE: CellKind.DATE,
    Head.BEGIN: CellKind.TIME,
    Head.END: CellKind.TIME,
}

_KINDS = {CellKind.DATE: Kind.DATE, CellKind.TIME: Kind.TIME, CellKind.INTEGER: Kind.INTEGER}


def whole_sheet(kind: RosterSheet, must: bool = False) -> Sheet:
    """Say that every column of a sheet is read, and none of them is needed.

    Args:
        kind: The sheet as it is written.
        must: Whether a file without the sheet has a fault.

    Returns:
        The sheet for ``open_own_tables``.
    """
    columns = (Column(str(head), _KINDS.get(CELL_KINDS.get(head, CellKind.TEXT), Kind.TEXT), "") for head in kind.heads)
    return Sheet(kind.name, tuple(columns), "", must)


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row of a roster.

    Attributes:
        table: The sheet as found in the file.
        number: Of the row in the file.
    """

    table: Table
    number: int
    _cells: Mapping[str, object]

    @property
    def blank(self) -> bool:
        """Whether it stands for the row that a student did not have when the roster was made."""
        return not self._cells

    def value(self, head: Head) -> object:
        """The value of a cell as its kind.

        Args:
            head: A column of the sheet.

        Returns:
            The value; a cell that is no such thing as its text, an empty cell, a missing column and a formula that
            nobody calculated as None.
        """
        return cell_value(self.table.sheet.column(head), self._cells.get(head))

    def text(self, head: Head) -> str:
        """A cell as the office reads it; '' for an empty one."""
        value = self.value(head)
        return "" if value is None else shown(value)

    def found(self, head: Head) -> str:
        """A cell as somebody typed it, for a message."""
        raw = self._cells.get(head)
        return "leeg" if raw is None or isinstance(raw, Uncalculated) else shown(raw)

    def follows(self, head: Head) -> bool:
        """Whether the cell holds a formula without a value: it says what its code says."""
        return isinstance(self._cells.get(head), Uncalculated)

    def cell(self, head: Head) -> str:
        """The address of a cell; '' for a column that the file does not have."""
        return self.table.cell(head, self.number)


def blank_row(table: Table) -> WrittenRow:
    """The row of a student who had none when the roster was made.

    Args:
        table: The rows as they were made.

    Returns:
        A row without cells.
    """
    return WrittenRow(table, 0, {})


def rows_of(table: Table | None) -> dict[int, WrittenRow]:
    """List the rows of a sheet by their number; none where there is no sheet."""
    return {} if table is None else {number: WrittenRow(table, number, cells) for number, cells in table.rows}


def cell_value(column: Column, raw: object) -> object:
    """Read a raw cell as its kind; a cell that is no such thing is its text, an empty one None."""
    if raw is None or isinstance(raw, Uncalculated):
        return None
    try:
        parsed = parse(column, cast("Raw", raw))
    except (MisfitError, TypeError):
        return shown(raw)
    return None if parsed is None else parsed.value


def changed(now: WrittenRow, made: WrittenRow, head: Head) -> bool:
    """Whether a cell says something else than what was written.

    Args:
        now: The row as it stands in the file.
        made: The row as it was written.
        head: A column.

    Returns:
        True where it differs, also where it was emptied; a column that was taken away and a formula that nobody
        calculated say nothing else.
    """
    if now.follows(head) or not now.cell(head) or not made.cell(head):
        return False
    return _same(now.value(head)) != _same(made.value(head))


def _same(value: object) -> object:
    """Numbers and texts that look the same are the same; so are dates with and without a time."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | time) or value is None:
        return value
    return shown(value)
