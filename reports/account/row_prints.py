"""What a workbook is recognised by: a short print of every row, by sheet and id. Knows no file and no roster.

Kept in resultaat.json, so that later it can be told which rows changed since the roster was made. With codes for people
the prints are keyed, and by workbook: whoever lacks the key can neither try what a row says nor see which rows differ
between two rosters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.privacy.keyed import keyed_print
from instances.tables.columns import (
    EXCLUSIONS,
    HANDOVER_SHEET,
    MENTORS,
    NORMS_SHEET,
    SCHOOLS,
    SEEN,
    STUDENTS,
    TRAINERS,
)
from reports.workbook.input_format import InputRow
from reports.workbook.semester import semester_lines

Prints = Mapping[str, Mapping[str, str]]
DIGITS = 8  # of the hash: enough to see a change
IRRELEVANT_SHEETS = (NORMS_SHEET.name, HANDOVER_SHEET.name, SEEN.name)
"""They only tell how a roster is counted and handed over."""
_FOR_THE_EYE = {SCHOOLS.name: 4, MENTORS.name: 2, STUDENTS.name: 1, TRAINERS.name: 1}
"""So many last columns say how people are written to and what is counted afterwards; no roster follows from them."""
_LATER = {SCHOOLS.name: 2, MENTORS.name: 1}
"""So many columns before those came with a later version."""


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What is different about one sheet since the roster was made.

    Attributes:
        sheet: The name of the sheet.
        added: Ids that have rows now and had none then.
        gone: Ids that had rows then and have none now.
        changed: Ids whose rows read otherwise.
    """

    sheet: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def row_prints(instance: Instance, fingerprint: str | None = None) -> dict[str, dict[str, str]]:
    """Short prints of all rows that matter to a roster.

    Args:
        instance: The semester, as it was read.
        fingerprint: Of the workbook whose prints these are compared with; None: its own. Only keyed prints have it in
            them.

    Returns:
        Sheet to id to print; all rows about one id count as one. Without the reason of an exclusion, and without the
        sheets Normen and OnStage.
    """
    found: dict[str, dict[str, str]] = {}
    of_workbook = instance.fingerprint if fingerprint is None else fingerprint
    for sheet, lines in semester_lines(instance).items():
        if sheet in IRRELEVANT_SHEETS:
            continue
        rows: dict[str, list[str]] = {}
        for line in lines:
            cells = _printed(sheet, line)
            rows.setdefault(str(line[0]), []).append("\t".join("" if cell is None else str(cell) for cell in cells))
        found[sheet] = {
            key: _print("\n".join(texts), (instance.print_key, of_workbook, sheet)) for key, texts in rows.items()
        }
    return found


def _printed(sheet: str, line: InputRow) -> InputRow:
    """The cells that count. A row that does not use a column of a later version has the print of before that column."""
    if sheet == EXCLUSIONS.name:
        return line[:2]
    counted = line[: len(line) - _FOR_THE_EYE.get(sheet, 0)]
    before = counted[: len(counted) - _LATER.get(sheet, 0)]
    return counted if any(counted[len(before) :]) else before


def key_print(key: str) -> str:
    """By what prints tell which key they were made with.

    Args:
        key: What an instance keys its prints with; ``''`` for none.

    Returns:
        A short print that tells nothing of the key; ``''`` for none.
    """
    return key and keyed_print(key, "sleutel")[:DIGITS]


def _print(text: str, keyed: tuple[str, str, str]) -> str:
    key, of_workbook, sheet = keyed
    whole = keyed_print(key, "rij", of_workbook, sheet, text) if key else hashlib.sha256(text.encode()).hexdigest()
    return whole[:DIGITS]


def changed_sheets(then: Prints, now: Prints) -> tuple[SheetChange, ...]:
    """Which rows changed between two readings of a workbook.

    Args:
        then: The prints of the earlier reading, as they stand in resultaat.json.
        now: The prints of the workbook as it is now.

    Returns:
        The sheets that differ, in the order of the workbook; a sheet that was not printed then is no news.
    """
    found = []
    for sheet in (sheet for sheet in now if sheet in then):
        old, new = then[sheet], now[sheet]
        added = tuple(key for key in new if key not in old)
        gone = tuple(key for key in old if key not in new)
        changed = tuple(key for key in new if key in old and new[key] != old[key])
        if added or gone or changed:
            found.append(SheetChange(sheet, added, gone, changed))
    return tuple(found)
