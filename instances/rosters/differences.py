"""What a hand changed in a roster beside the codes, and what becomes of it. Data and gathering only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from instances.domain.rulebook import Rule
from instances.rosters.columns import Head
from instances.rosters.written_rows import WrittenRow
from instances.tables.faults import Fault, Findings


class Fate(Enum):
    """What becomes of a changed cell.

    ``MEANT`` stands for a code, which counts; ``PINNED`` pins the row; ``ELSEWHERE`` belongs in the workbook and is
    not kept.
    """

    MEANT = auto()
    PINNED = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed cell.

    Attributes:
        sheet: The sheet of the roster.
        cell: The cell.
        student: Id of the student of the row.
        head: The column.
        now: What stands there, as the office reads it.
        fate: What becomes of it.
        code: The code that it stands for, of MEANT.
    """

    sheet: str
    cell: str
    student: str
    head: Head
    now: str
    fate: Fate
    code: str = ""


@dataclass(slots=True)
class Gathered:
    """Everything found in the rows of one reading.

    Attributes:
        findings: Faults and notices.
        differences: Changed cells.
        cells: The address of a cell by sheet, student and column: for a code that another cell stands for, that cell.
        untouched: Sheet and address of the cells that say what was written there.
    """

    findings: Findings
    differences: list[Difference] = field(default_factory=list)
    cells: dict[tuple[str, str, Head], str] = field(default_factory=dict)
    untouched: set[tuple[str, str]] = field(default_factory=set)

    def add(self, row: WrittenRow, student: str, head: Head, fate: Fate, code: str = "") -> None:
        """Note a changed cell."""
        sheet = row.table.sheet.name
        self.differences.append(Difference(sheet, row.cell(head), student, head, row.text(head), fate, code))

    def stands_for(self, row: WrittenRow, student: str, head: Head, of: Head, code: str) -> None:
        """Note that the cell ``of`` is how somebody chose another code for the column ``head``."""
        self.add(row, student, of, Fate.MEANT, code)
        self.cells[row.table.sheet.name, student, head] = row.cell(of)

    def fault(self, row: WrittenRow, head: Head, expected: str, rule: Rule | None = None) -> None:
        """Note that a cell must be corrected; ``expected`` is Dutch."""
        self.findings.add(Fault(row.table.sheet.name, row.cell(head), str(head), row.found(head), expected, rule))
