"""The part of a faulty workbook that is sound: a semester without the rows that have faults, to judge pins by.

What is left out can only make a roster easier, or is named, so that a pin that breaks a rule here breaks it in the
corrected workbook too. Knows which rows lean on which; knows no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from instances.domain.entities import Point
from instances.domain.instance import Instance
from instances.domain.onstage import DEFAULT_HANDOVER
from instances.domain.settings import Continuity, Settings
from instances.tables.columns import (
    AVAILABILITY,
    GIVEN_PLACEMENT,
    HANDOVER_SHEET,
    HISTORY,
    MENTORS,
    NORMS_SHEET,
    PINS,
    STUDENTS,
    TANDEMS,
    TRAINERS,
    TRAVEL,
)
from instances.tables.faults import Fault, Findings
from instances.tables.records import Record, Records
from instances.tables.schema import Column, Kind
from instances.tables.settings import READER
from instances.tables.values import Value
from instances.workbook.build import Points, build
from instances.workbook.organisation import duo_by_mentor
from instances.workbook.postcode_use import POSTCODES_OPTION
from instances.workbook.references import ENTITIES, REFERENCES

_IGNORED = frozenset({NORMS_SHEET.name, HANDOVER_SHEET.name, GIVEN_PLACEMENT.name, TRAVEL.name})
"""Sheets whose faults say nothing of a pin, but for travel times."""

_CLEARED = frozenset(
    {
        (STUDENTS.name, STUDENTS.WISHES.header),
        (TANDEMS.name, TANDEMS.SCHOOLS.header),
        (TRAINERS.name, TRAINERS.BOARD.header),
        (TRAINERS.name, TRAINERS.ALSO_MENTOR.header),
        *((PINS.name, column.header) for column in PINS.columns[1:]),
    }
)
"""Cells that are emptied where they name what is left out; any other cell takes its row along."""

_ENTITY_NAMES = frozenset(sheet.name for sheet in ENTITIES)
_SOMEWHERE = Point(52.0, 5.0)  # for places that are not known yet; no journey counts then


@dataclass(frozen=True, slots=True)
class SoundPart:
    """A semester made of the rows without faults.

    Attributes:
        instance: Its rows; a pin lacks the cells that have faults.
        left_out: Names of the sheets of which rows are left out: that nothing of them fits proves nothing.
        travel_known: Whether travel times are those of the workbook.
    """

    instance: Instance
    left_out: frozenset[str]
    travel_known: bool


def sound_part(
    records: Records, settings: Settings, points: Points, before_travel: Iterable[Fault], travel_known: bool
) -> SoundPart | None:
    """Leave out every row with a fault, and what leans on it.

    Args:
        records: All rows.
        settings: Of the semester.
        points: Coordinates by the four digits of a postcode.
        before_travel: The faults, but for journeys that are not known.
        travel_known: There are no such journeys.

    Returns:
        The semester; None where a fault may touch every row, such as one in Instellingen or a missing column.
    """
    pruning = _Pruning(records, settings.effective_continuity)
    for fault in before_travel:
        if fault.sheet == TRAVEL.name or fault.column == POSTCODES_OPTION:
            travel_known = False
        elif fault.sheet not in _IGNORED and not pruning.take(fault):
            return None
    pruning.take_unread()
    pruning.spread()
    kept = Records(pruning.kept(), Findings())
    instance = build(kept, settings, DEFAULT_HANDOVER, points, "")
    left_out = frozenset(
        name for name in _ENTITY_NAMES if len(kept.by_sheet.get(name, ())) < len(records.by_sheet.get(name, ()))
    )
    return SoundPart(instance if travel_known else _anywhere(instance), left_out, travel_known)


def _anywhere(instance: Instance) -> Instance:
    """Every place is somewhere and none too far, so that no journey is asked in vain or speaks against a pair."""
    return replace(
        instance,
        settings=replace(instance.settings, max_travel=READER.max_integer),
        schools={s.id: replace(s, point=s.point or _SOMEWHERE) for s in instance.schools.values()},
        students={s.id: replace(s, point=s.point or _SOMEWHERE, max_travel=None) for s in instance.students.values()},
        trainers={t.id: replace(t, point=t.point or _SOMEWHERE) for t in instance.trainers.values()},
    )


class _Pruning:
    """Which ids, rows and cells are left out."""

    def __init__(self, records: Records, continuity: Continuity) -> None:
        self._records = records
        self._continuity = continuity
        self._ids: set[str] = set()
        self._rows: set[tuple[str, int]] = set()
        self._cells: set[tuple[str, int, str]] = set()
        self._by_number: dict[tuple[str, int], list[Record]] = {}
        for name, rows in records.by_sheet.items():
            for record in rows:  # two with one number: in a damaged file a row comes twice
                self._by_number.setdefault((name, record.number), []).append(record)

    def take(self, fault: Fault) -> bool:
        """Leave out the row of a fault; False where it is not about one row."""
        number = re.search(r"\d+$", fault.cell)
        found = self._by_number.get((fault.sheet, int(number[0])), []) if number else []
        for record in found:
            if (fault.sheet, fault.column) in _CLEARED and fault.sheet == PINS.name:
                self._cells.add((fault.sheet, record.number, fault.column))
            else:
                self._drop(record)
                self._touch(record, fault)
        return bool(found)

    def take_unread(self) -> None:
        """Leave out rows of which one fault tells several cells, as a merged area over rows and columns does."""
        for name, rows in self._records.by_sheet.items():
            for record in rows if name != PINS.name and name not in _IGNORED else ():
                if any(column.required and column.header in record.faulty for column in record.table.sheet.columns):
                    self._drop(record)

    def _drop(self, record: Record) -> None:
        name = record.table.sheet.name
        self._rows.add((name, record.number))
        if name in _ENTITY_NAMES and record.key:
            self._ids.add(record.key)

    def _touch(self, record: Record, fault: Fault) -> None:
        """What else may be another than it seems because of a fault."""
        sheet = record.table.sheet
        if sheet is MENTORS and fault.column == MENTORS.DUO.header:  # whose duo mentor this is nobody knows
            school = record.text(MENTORS.SCHOOL)
            self._ids |= {row.key for row in self._records.of(MENTORS) if school in ("", row.text(MENTORS.SCHOOL))}
        elif sheet is AVAILABILITY:  # a lost ja makes a trainer seem away
            known = self._records.index(TRAINERS)
            self._ids |= {record.text(AVAILABILITY.TRAINER)} & set(known) or set(known)
        elif sheet is HISTORY and self._continuity is not Continuity.NO:  # else one row less forbids one school less
            known = self._records.index(STUDENTS)
            self._ids |= {record.key} & set(known) or set(known)

    def spread(self) -> None:
        """Leave out what leans on what is left out, until nothing more does."""
        duos = duo_by_mentor(self._records)
        before = -1
        while before < len(self._ids) + len(self._rows):
            before = len(self._ids) + len(self._rows)
            for sheet in ENTITIES:
                for record in self._records.of(sheet):
                    if record.key in self._ids:
                        self._drop(record)
            self._ids |= {duos[id] for id in self._ids if id in duos}
            for leaning, column, _ in REFERENCES:
                if (leaning.name, column.header) not in _CLEARED:
                    for record in self._records.of(leaning):
                        if self._ids.intersection(_named(record, column)):
                            self._drop(record)

    def kept(self) -> dict[str, tuple[Record, ...]]:
        """The rows that stay by sheet, without the cells that are left out."""
        return {
            name: tuple(self._trimmed(name, record) for record in rows if (name, record.number) not in self._rows)
            for name, rows in self._records.by_sheet.items()
            if name not in _IGNORED or name == TRAVEL.name
        }

    def _trimmed(self, name: str, record: Record) -> Record:
        values = dict(self._left(name, record))
        return replace(record, values=values, faulty=frozenset()) if values != record.values else record

    def _left(self, name: str, record: Record) -> Iterator[tuple[str, Value]]:
        for header, value in record.values.items():
            if (name, header) not in _CLEARED:
                yield header, value
            elif isinstance(value, tuple):
                yield header, tuple(str(word) for word in value if word not in self._ids)
            elif value not in self._ids and (name, record.number, header) not in self._cells:
                yield header, value


def _named(record: Record, column: Column) -> tuple[str, ...]:
    return record.words(column) if column.kind is Kind.IDS else (record.text(column),)
