"""What is wrong in a workbook, and what was repaired. Data and gathering only; knows no file and no rule."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must be corrected.

    Attributes:
        sheet: Its name, '' for the file itself.
        cell: Its address, '' without a place.
        column: The header, '' for the sheet or the file.
        found: What stands there, as the office reads it.
        expected: What should stand there: Dutch, and complete by itself.
        rule: The rule that it breaks, if any.
    """

    sheet: str
    cell: str
    column: str
    found: str
    expected: str
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something repaired, ignored or remarkable; the workbook can be used. ``text`` is Dutch."""

    sheet: str
    cell: str
    text: str


@dataclass(slots=True)
class _Repairs:
    cell: str
    example: str
    count: int = 1


class Findings:
    """Gathers every fault and notice of one reading; repairs of one kind in one column become one notice."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}
        self._notices: dict[Notice, None] = {}
        self._repairs: dict[tuple[str, str, str], _Repairs] = {}

    def add(self, fault: Fault) -> None:
        """Note a fault; the same one twice counts once."""
        self._faults.setdefault(fault)

    def notice(self, sheet: str, cell: str, text: str) -> None:
        """Note something repaired, ignored or remarkable, in Dutch."""
        self._notices.setdefault(Notice(sheet, cell, text))

    def repair(self, sheet: str, cell: str, column: str, what: str, example: str) -> None:
        """Note that the reader repaired a cell.

        Args:
            sheet: The name of the sheet.
            cell: The address.
            column: The header.
            what: The kind of repair, in Dutch; repairs of one kind in one column become one notice.
            example: The value before and after.
        """
        known = self._repairs.get((sheet, column, what))
        if known is None:
            self._repairs[sheet, column, what] = _Repairs(cell, example)
        else:
            known.count += 1

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the order in which they were found."""
        return tuple(self._faults)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Every notice in the order in which they were found, then the repairs."""
        repaired = [
            Notice(sheet, found.cell, f"{column}: {what} ({found.example}){_and_more(found.count - 1)}.")
            for (sheet, column, what), found in self._repairs.items()
        ]
        return (*self._notices, *repaired)


def _and_more(count: int) -> str:
    if count == 0:
        return ""
    return f", ook in nog {count} {'cel' if count == 1 else 'cellen'} van deze kolom"
