"""Ids that differ from the one that is meant only by case, dash, quote or accent: read as that one, and told.

``12ab`` is the school 12AB. An id that is there itself is never another one, nor is one that could be two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from instances.dutch.spelling import one_spelling
from instances.tables.columns import SCHOOLS, STUDENTS, TRAINERS, TRAVEL
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.schema import Column, Sheet
from instances.tables.values import Value
from instances.workbook.references import REFERENCES

_TRAVEL_ENDS = (STUDENTS, TRAINERS, SCHOOLS)
_COLUMNS = (
    *REFERENCES,
    (TRAVEL, TRAVEL.ORIGIN, _TRAVEL_ENDS),
    (TRAVEL, TRAVEL.DESTINATION, _TRAVEL_ENDS),
)


def with_known_ids(records: Records) -> Records:
    """Put the id that is meant where one stands that looks like it.

    Args:
        records: The rows as read; the findings take a notice for each id that was replaced.

    Returns:
        The rows with ids as they stand in their own sheets.
    """
    changed: dict[str, list[Record]] = {}
    for sheet, column, targets in _COLUMNS:
        exact = {id for target in targets for id in records.index(target)}
        alike = _by_look(exact)
        rows = changed.get(sheet.name) or list(records.of(sheet))
        for place, record in enumerate(rows):
            value = record.values.get(column.header)
            meant = _meant(value, exact, alike)
            if value is not None and meant is not None:
                rows[place] = replace(record, values={**record.values, column.header: meant})
                _tell(records, sheet, record, column, value, meant)
                changed[sheet.name] = rows
    changed.update(_plgs(records, changed))
    return Records({**records.by_sheet, **{name: tuple(rows) for name, rows in changed.items()}}, records.findings)


def _plgs(records: Records, changed: Mapping[str, list[Record]]) -> Mapping[str, list[Record]]:
    """One PLG whose name is written with other quotes, dashes or accents is one PLG: the first way counts."""
    rows = changed.get(SCHOOLS.name) or list(records.of(SCHOOLS))
    first: dict[str, str] = {}
    for place, record in enumerate(rows):
        name = record.values.get(SCHOOLS.PLG.header)
        if isinstance(name, str) and first.setdefault(one_spelling(name), name) != name:
            meant = first[one_spelling(name)]
            rows[place] = replace(record, values={**record.values, SCHOOLS.PLG.header: meant})
            cell, example = record.cell(SCHOOLS.PLG), f"“{name} → {meant}”"
            records.findings.repair(SCHOOLS.name, cell, SCHOOLS.PLG.header, NoticeKind.SPELLING, example)
    return {SCHOOLS.name: rows} if records.has(SCHOOLS) else {}


def _by_look(ids: set[str]) -> Mapping[str, str]:
    """The one id of each look; a look that two ids share is left out."""
    found: dict[str, str | None] = {}
    for id in ids:
        look = one_spelling(id).casefold()
        found[look] = id if look not in found else None
    return {look: id for look, id in found.items() if id is not None}


def _meant(value: Value | None, exact: set[str], alike: Mapping[str, str]) -> str | tuple[str, ...] | None:
    """What the cell means where that is something else than it says."""
    if isinstance(value, str):
        return None if value in exact else alike.get(one_spelling(value).casefold())
    if isinstance(value, tuple) and any(part not in exact for part in value):
        parts = [part if part in exact else alike.get(one_spelling(str(part)).casefold(), part) for part in value]
        ids = tuple(str(part) for part in parts)
        return None if ids == value or len(set(ids)) < len(ids) else ids
    return None


def _tell(
    records: Records, sheet: Sheet, record: Record, column: Column, value: Value, meant: str | tuple[str, ...]
) -> None:
    before, after = (";".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in (value, meant))
    example = f"“{before} → {after}”"
    records.findings.repair(sheet.name, record.cell(column), column.header, NoticeKind.ID_SPELLING, example)
