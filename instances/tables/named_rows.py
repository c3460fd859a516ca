"""Sheets whose first column names one of a fixed list: Instellingen, Normen, OnStage. Knows no value.

A name is known whatever its case and spaces; an unknown one is a fault that suggests the nearest, a double one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from instances.dutch.nearest import did_you_mean, folded
from instances.tables.faults import Fault, Findings
from instances.tables.notices import QUIET, NoticeKind
from instances.tables.sheets import Table
from instances.tables.values import Parsed, before_after, clean, shown

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a name is called in faults and notices: 'een instelling', 'elke instelling', 'De instelling'."""

    one: str
    every: str
    the: str


def named_rows(
    table: Table | None, known: Mapping[str, T], words: Wording, findings: Findings
) -> Iterator[tuple[int, Mapping[str, object], T]]:
    """Row number, cells and what the name stands for, each name once. A row without name and value is skipped."""
    if table is None:
        return
    first, second = (column.header for column in table.sheet.columns[:2])
    by_fold = {folded(name): name for name in known}
    seen: set[str] = set()
    for number, cells in table.rows:
        place = table.cell(first, number)
        found = clean(shown(cells.get(first, "")))
        name = by_fold.get(folded(found))
        if name is None:
            if found or second in cells:  # else only an explanation
                expected = f"de naam van {words.one}.{did_you_mean(found, list(known)) if found else ''}"
                findings.add(Fault(table.sheet.name, place, first, found or "leeg", expected))
            continue
        if found != name:
            text = f"{words.the} “{found}” is gelezen als “{name}”."
            findings.notice(table.sheet.name, place, text, NoticeKind.NAME_SPELLING)
        if name in seen:
            expected = f"{words.every} één keer; deze staat er twee keer"
            findings.add(Fault(table.sheet.name, place, first, found, expected))
            continue
        seen.add(name)
        yield number, cells, known[name]


def cell_beside(table: Table | None, name: str) -> str:
    """Find where the value of a name stands.

    Args:
        table: A sheet whose first column holds names; None where the file has none.
        name: One of them, in any case.

    Returns:
        The address of the cell beside it; '' where the sheet does not have the name.
    """
    if table is None:
        return ""
    first, second = (column.header for column in table.sheet.columns[:2])
    rows = (number for number, cells in table.rows if folded(clean(shown(cells.get(first, "")))) == folded(name))
    number = next(rows, None)
    return "" if number is None else table.cell(second, number)


def tell_repair(findings: Findings, sheet: str, place: str, name: str, raw: object, parsed: Parsed) -> None:
    """A notice of what was repaired; a figure typed as text is as good as a number."""
    if parsed.repair is not None and parsed.repair not in QUIET:
        findings.repair(sheet, place, name, parsed.repair, f"“{before_after(raw, parsed.value)}”")
