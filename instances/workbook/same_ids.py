"""Ids that differ from the one that is meant only by case, dash, quote or accent, and names: read as that id, and told.

``12ab`` is the school 12AB, and so is its name where no other has it. An id that is there itself is never another one,
nor is one that could be two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from instances.dutch.spelling import one_spelling
from instances.plausibility.codes_and_names import CodesAndNames
from instances.tables.columns import HISTORY, SCHOOLS, STUDENTS, TRAINERS, TRAVEL
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.schema import Column, Sheet
from instances.tables.values import Value
from instances.workbook.postcodes import looks_like_postcode
from instances.workbook.references import REFERENCES, codes_and_names

_TRAVEL_ENDS = (STUDENTS, TRAINERS, SCHOOLS)
_COLUMNS = (
    *REFERENCES,
    (HISTORY, HISTORY.SCHOOL, (SCHOOLS,)),  # no reference: it may be a school that no longer takes part
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
        known = _KnownIds(records, targets)
        rows = changed.get(sheet.name) or list(records.of(sheet))
        for place, record in enumerate(rows):
            value = record.values.get(column.header)
            meant = None if value is None or known.has(value) else known.meant(value)
            if value is not None and meant is not None:
                ids, kind = meant
                rows[place] = replace(record, values={**record.values, column.header: ids})
                _tell(records, sheet, record, column, (value, ids), kind)
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


class _KnownIds:
    """The ids of some sheets with their names; knows the one that a text stands for."""

    def __init__(self, records: Records, targets: tuple[Sheet, ...]) -> None:
        self._exact = {id for target in targets for id in records.index(target)}
        self._alike = _by_look(self._exact)
        self._names: CodesAndNames = codes_and_names(records, targets)
        self._read: dict[str, tuple[str, NoticeKind | None]] = {}

    def has(self, value: Value) -> bool:
        """Whether it is one of the ids itself."""
        return type(value) is str and value in self._exact

    def meant(self, value: Value) -> tuple[str | tuple[str, ...], NoticeKind] | None:
        """What the cell means and how that is known, where it is something else than it says."""
        if isinstance(value, str):
            id, kind = self._one(value)
            return None if kind is None else (id, kind)
        if isinstance(value, tuple):
            read = [self._one(str(part)) for part in value]
            kinds = {kind for _, kind in read if kind is not None}
            ids = tuple(id for id, _ in read)
            if kinds and len(set(ids)) == len(ids):
                return ids, NoticeKind.NAME_AS_CODE if NoticeKind.NAME_AS_CODE in kinds else NoticeKind.ID_SPELLING
        return None

    def _one(self, text: str) -> tuple[str, NoticeKind | None]:
        if text in self._exact:
            return text, None
        if text not in self._read:
            self._read[text] = self._found(text)
        return self._read[text]

    def _found(self, text: str) -> tuple[str, NoticeKind | None]:
        alike = self._alike.get(one_spelling(text).casefold())
        if alike is not None:
            return alike, NoticeKind.ID_SPELLING
        together = None if looks_like_postcode(text) else self._names.with_name(text)
        named = [together] if together is not None else self._names.named(text)
        return (named[0], NoticeKind.NAME_AS_CODE) if len(named) == 1 else (text, None)


def _tell(
    records: Records,
    sheet: Sheet,
    record: Record,
    column: Column,
    change: tuple[Value, str | tuple[str, ...]],
    kind: NoticeKind,
) -> None:
    before, after = (";".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in change)
    records.findings.repair(sheet.name, record.cell(column), column.header, kind, f"“{before} → {after}”")
