"""Ids between the sheets: unique over the workbook, and every reference to something that exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from instances.dutch.lists import alternatives
from instances.plausibility.codes_and_names import CodesAndNames
from instances.tables.columns import (
    ABSENCES,
    AVAILABILITY,
    BOARDS,
    EXCLUSIONS,
    GIVEN_PLACEMENT,
    HISTORY,
    MENTORS,
    PINS,
    SCHOOLS,
    SLOTS,
    STUDENTS,
    TANDEMS,
    TRAINERS,
    TRAVEL,
)
from instances.tables.records import Record, Records
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.settings import READER
from instances.workbook.postcodes import looks_like_postcode

ENTITIES = (BOARDS, SCHOOLS, MENTORS, STUDENTS, TRAINERS, TANDEMS, SLOTS)

NAMES: Mapping[str, Column] = {sheet.name: sheet.NAME for sheet in (BOARDS, SCHOOLS, MENTORS, STUDENTS, TRAINERS)}
"""Sheet to its column with names."""

_PEOPLE = (STUDENTS, MENTORS, TRAINERS)

REFERENCES: tuple[tuple[Sheet, Column, tuple[Sheet, ...]], ...] = (
    (SCHOOLS, SCHOOLS.BOARD, (BOARDS,)),
    (SCHOOLS, SCHOOLS.SUCCESSOR, (SCHOOLS,)),
    (MENTORS, MENTORS.SCHOOL, (SCHOOLS,)),
    (MENTORS, MENTORS.DUO, (MENTORS,)),
    (STUDENTS, STUDENTS.WISHES, (SCHOOLS,)),
    (HISTORY, HISTORY.STUDENT, (STUDENTS,)),
    (TRAINERS, TRAINERS.BOARD, (BOARDS,)),
    (TRAINERS, TRAINERS.ALSO_MENTOR, (MENTORS,)),
    (TANDEMS, TANDEMS.SO, (TRAINERS,)),
    (TANDEMS, TANDEMS.IO, (TRAINERS,)),
    (TANDEMS, TANDEMS.SCHOOLS, (SCHOOLS,)),
    (SLOTS, SLOTS.SCHOOL, (SCHOOLS,)),
    (SLOTS, SLOTS.BOARD, (BOARDS,)),
    (AVAILABILITY, AVAILABILITY.TRAINER, (TRAINERS,)),
    (ABSENCES, ABSENCES.WHO, (*_PEOPLE, SCHOOLS)),
    (EXCLUSIONS, EXCLUSIONS.WHO, (*_PEOPLE, SCHOOLS, BOARDS)),
    (EXCLUSIONS, EXCLUSIONS.OTHER, (*_PEOPLE, SCHOOLS, BOARDS)),
    (PINS, PINS.STUDENT, (STUDENTS,)),
    (PINS, PINS.SCHOOL, (SCHOOLS,)),
    (PINS, PINS.MENTOR, (MENTORS,)),
    (PINS, PINS.SLOT, (SLOTS,)),
    (PINS, PINS.FIELD, (TRAINERS,)),
    (PINS, PINS.INSTITUTE, (TRAINERS,)),
    (GIVEN_PLACEMENT, GIVEN_PLACEMENT.STUDENT, (STUDENTS,)),
    (GIVEN_PLACEMENT, GIVEN_PLACEMENT.MENTOR, (MENTORS,)),
)

_TRAVEL_ENDS = (STUDENTS, TRAINERS, SCHOOLS)


def codes_and_names(records: Records, sheets: Iterable[Sheet]) -> CodesAndNames:
    """Gather who and what some sheets have.

    Args:
        records: All rows.
        sheets: Sheets with ids.

    Returns:
        Their ids with the names; a slot has none.
    """
    return CodesAndNames(
        {
            code: row.text(NAMES[sheet.name]) if sheet.name in NAMES else ""
            for sheet in sheets
            for code, row in records.index(sheet).items()
        }
    )


@dataclass(slots=True)
class _Directory:
    """All ids of the workbook and where they stand; suggests near ones for a limited number of faults."""

    records: Records
    home: dict[str, Record]
    by_sheet: dict[str, frozenset[str]]
    suggestions: int = 0
    by_name: dict[tuple[str, ...], CodesAndNames] = field(default_factory=dict)

    def ids(self, sheets: Iterable[Sheet]) -> list[str]:
        return [code for sheet in sheets for code in self.by_sheet[sheet.name]]

    def knows(self, code: str, sheets: Iterable[Sheet]) -> bool:
        return any(code in self.by_sheet[sheet.name] for sheet in sheets)

    def expected(self, code: str, sheets: tuple[Sheet, ...]) -> str:
        """What should have stood there, with where the id does stand or the nearest id."""
        text = f"een code uit {alternatives(sheet.name for sheet in sheets)}"
        if code in self.home:
            return f"{text}; “{code}” staat in {self.home[code].table.sheet.name}"
        if len(parts := re.split(r"[,/+&|\s]+", code)) > 1 and all(self.knows(part, sheets) for part in parts):
            return f"{text}; zet een puntkomma tussen de codes: {';'.join(parts)}"
        self.suggestions += 1
        if self.suggestions > READER.max_suggestions:
            return text
        hint = self._names(sheets).suggestion(code)
        return f"{text}.{hint}" if hint else text

    def _names(self, sheets: tuple[Sheet, ...]) -> CodesAndNames:
        """The codes of these sheets with their names; a slot has none."""
        titles = tuple(sheet.name for sheet in sheets)
        if titles not in self.by_name:
            self.by_name[titles] = codes_and_names(self.records, sheets)
        return self.by_name[titles]


def check_references(records: Records) -> None:
    """Faults for ids used twice and for ids that are not there."""
    directory = _directory(records)
    for sheet, column, targets in REFERENCES:
        # a required sheet or its first column that is missing is one fault, not one for every row that names it
        if any((target.required or records.of(target)) and not records.has_ids(target) for target in targets):
            continue
        for record in records.of(sheet):
            for code in _codes(record, column):
                if not directory.knows(code, targets):
                    records.fault(record, column, code, directory.expected(code, targets))
    _check_travel_ends(records, directory)


def _directory(records: Records) -> _Directory:
    home: dict[str, Record] = {}
    for sheet in ENTITIES:
        for record in records.of(sheet):
            code = record.key
            if code in home:
                other = home[code]
                place = f"{other.table.sheet.name} {other.cell(other.table.sheet.key)}"
                expected = f"een code die nergens anders in het bestand staat; deze staat ook in {place}"
                records.fault(record, sheet.key, code, expected)
            elif code:
                home[code] = record
    by_sheet = {sheet.name: frozenset(records.index(sheet)) for sheet in ENTITIES}
    return _Directory(records, home, by_sheet)


def _codes(record: Record, column: Column) -> tuple[str, ...]:
    if column.kind is Kind.IDS:
        return record.words(column)
    code = record.text(column)
    return (code,) if code else ()


def _check_travel_ends(records: Records, directory: _Directory) -> None:
    if not all(records.has_ids(sheet) for sheet in _TRAVEL_ENDS):
        return
    known = frozenset(directory.ids(_TRAVEL_ENDS))
    for record in records.of(TRAVEL):
        for column in (TRAVEL.ORIGIN, TRAVEL.DESTINATION):
            code = record.values.get(column.header)
            if not isinstance(code, str) or code in known:
                continue
            if not looks_like_postcode(code):
                expected = directory.expected(code, _TRAVEL_ENDS).replace(
                    "een code uit", "een postcode of een code uit"
                )
                records.fault(record, column, code, expected)
