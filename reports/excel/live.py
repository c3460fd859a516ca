"""What makes a roster answer while a hand changes it: drop-downs and formulas, as data. Knows hidden sheets, no file.

The formulas count by position in the sheet (``ROW()``), so that sorting and deleting rows does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from instances.rosters.columns import Head, RosterSheet
from instances.rosters.helper_sheets import BARRED
from reports.excel.lights import Mark

YES_NO = ("ja", "nee")


def letter(kind: RosterSheet, head: Head) -> str:
    """The letter of a column; no sheet has more than 26."""
    return ascii_uppercase[kind.heads.index(head)]


@dataclass(frozen=True, slots=True)
class HiddenList:
    """The rows of a hidden sheet as formulas name them.

    Attributes:
        kind: The sheet.
        length: How many rows it has.
    """

    kind: RosterSheet
    length: int

    def column(self, head: Head) -> str:
        """All cells of a column, such as ``'Keuze mentoren'!$B$2:$B$9``."""
        column = letter(self.kind, head)
        return f"'{self.kind.name}'!${column}$2:${column}${max(2, self.length + 1)}"

    def find(self, cell: str, *heads: Head) -> str:
        """The number of the row that says in one of these columns what ``cell`` says; #N/A where none does."""
        found = [f'MATCH({cell}&"",{self.column(head)},0)' for head in heads]
        formula = found[-1]
        for one in reversed(found[:-1]):
            formula = f"IFERROR({one},{formula})"
        return formula

    def at(self, row: str, head: Head) -> str:
        """The cell of a column in the row with that number."""
        return f"INDEX({self.column(head)},{row})"


@dataclass(frozen=True, slots=True)
class Calculated:
    """A hidden sheet that calculates something for each row of a roster.

    Attributes:
        name: Of the sheet.
        heads: Its columns.
        length: How many rows it has.
    """

    name: str
    heads: tuple[str, ...]
    length: int

    def here(self, head: str) -> str:
        """What it says for the row that asks."""
        return f"INDEX({self._cells(head, 1)},ROW())"

    def column(self, head: str) -> str:
        """What it says for every row."""
        return self._cells(head, 2)

    def _cells(self, head: str, first: int) -> str:
        column = ascii_uppercase[self.heads.index(head)]
        return f"'{self.name}'!${column}${first}:${column}${max(2, self.length + 1)}"


@dataclass(frozen=True, slots=True)
class Live:
    """What makes one sheet answer.

    Attributes:
        formulas: Of a column that follows another, the same in every row.
        checks: What may be typed in a column, as XlsxWriter takes it.
        marks: Colours of cells.
    """

    formulas: Mapping[Head, str] = field(default_factory=dict)
    checks: Mapping[Head, Mapping[str, object]] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


def typed(kind: RosterSheet, head: Head) -> str:
    """What stands in a column of a roster, in the row that asks."""
    return f"INDEX({_name(kind, head)},ROW())"


def typed_columns(kind: RosterSheet, heads: Iterable[Head]) -> dict[str, str]:
    """The names that ``typed`` uses for columns, with where they are."""
    columns = {head: letter(kind, head) for head in heads}
    return {_name(kind, head): f"='{kind.name}'!${column}:${column}" for head, column in columns.items()}


def _name(kind: RosterSheet, head: Head) -> str:
    return f"kolom_{letter(kind, head)}"


def barred(signs: str, place: str) -> str:
    """Whether the sign at a place says that something may not be."""
    return f'MID({signs},{place},1)="{BARRED}"'


def pick(source: HiddenList, what: str) -> Mapping[str, object]:
    """A drop-down with the first column of a hidden sheet; other words may be typed as well.

    Args:
        source: The sheet.
        what: Dutch, with its article: een mentor.

    Returns:
        The check for ``Live``.
    """
    return {
        "validate": "list",
        "source": f"={source.column(source.kind.heads[0])}",
        "show_error": False,
        "input_title": "Kies of typ",
        "input_message": f"Kies {what} uit de lijst, of typ een code of naam. Rood: dat kan niet.",
    }


def yes_or_no(message: str) -> Mapping[str, object]:
    """A drop-down with ja and nee."""
    return {
        "validate": "list",
        "source": list(YES_NO),
        "error_title": "Dit past hier niet",
        "error_message": "Kies uit: ja, nee.",
        "input_title": "Vastgezet",
        "input_message": message,
    }


def rows_found(values: Sequence[str | None]) -> dict[str, int]:
    """Each value to the number of its row in a list, counted from 1, as MATCH gives it."""
    found: dict[str, int] = {}
    for number, value in enumerate(values, 1):
        if value:
            found.setdefault(value, number)
    return found
