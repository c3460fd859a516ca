"""Rows as parsed values that remember their cells, so that every later fault can name its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import TypeVar, cast

from instances.domain.entities import Day
from instances.domain.rulebook import Rule
from instances.tables.cells import parse
from instances.tables.columns import NAMED_SHEETS
from instances.tables.faults import Fault, Findings
from instances.tables.note_rows import without_notes
from instances.tables.notices import NoticeKind, Place
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.settings import READER
from instances.tables.sheets import Table
from instances.tables.values import MisfitError, Parsed, Raw, Value, before_after, shown
from instances.xlsx.values import Uncalculated

T = TypeVar("T")


AnyColumn = Column | StrEnum
"""A column of the workbook, or the header of a column of a roster."""

_NONE: frozenset[str] = frozenset()
_ANY = frozenset(Kind)
_TEXTS = frozenset({Kind.ID, Kind.TEXT, Kind.CHOICE, Kind.BRIN, Kind.SITE})
_INTEGERS = frozenset({Kind.INTEGER})
_NUMBERS = frozenset({Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE})
_YES_NO = frozenset({Kind.YES_NO})
_DATES = frozenset({Kind.DATE})
_TIMES = frozenset({Kind.TIME})
_WORDS = frozenset({Kind.IDS, Kind.TAGS, Kind.CHOICES})
_DAYS = frozenset({Kind.DAYS})
_INTEGER_SETS = frozenset({Kind.GROUPS, Kind.YEARS})
_NEEDS = frozenset({Kind.NEEDS})


@dataclass(frozen=True, slots=True)
class Record:
    """One row. What is asked of a column is its value, else its default.

    A slip never reads as an empty cell: every method raises KeyError for a column that the sheet does not have, and one
    that gives values of one type raises TypeError for a column of another kind.

    Attributes:
        table: The sheet as found in the file.
        number: Of the row in the file, 1 for the first.
        values: By header, the filled cells that could be read.
        faulty: The headers of the cells that could not be read.
    """

    table: Table
    number: int
    values: Mapping[str, Value]
    faulty: frozenset[str]

    @property
    def key(self) -> str:
        """The value of the sheet's first column: the id of an entity, the student of a pin; '' when empty."""
        return self.text(self.table.sheet.key)

    def cell(self, column: AnyColumn) -> str:
        """The address of a cell of this row; '' for a column that the file does not have."""
        return self.table.cell(column, self.number)

    def is_faulty(self, *columns: AnyColumn) -> bool:
        """Whether any of these cells could not be read."""
        return any(self.table.sheet.column(column).header in self.faulty for column in columns)

    def is_filled(self, column: AnyColumn) -> bool:
        """Whether the cell holds a value itself."""
        return self.table.sheet.column(column).header in self.values

    def value(self, column: AnyColumn, kinds: frozenset[Kind] = _ANY) -> Value | None:
        """What the cell holds, else what an empty cell means; None for nothing.

        Args:
            column: A column of the sheet.
            kinds: What the column may hold; all kinds unless said.

        Returns:
            The value, of the type that goes with the kind of the column.

        Raises:
            KeyError: The sheet has no such column.
            TypeError: The column is of another kind.
        """
        known = self.table.sheet.column(column)
        if known.kind not in kinds:
            wanted = " or ".join(sorted(kinds))
            raise TypeError(f"{self.table.sheet.name} {column} is of kind {known.kind}, not {wanted}")
        found = self.values.get(known.header)
        return known.default if found is None else found

    def text(self, column: AnyColumn) -> str:
        """The text of an id, text or choice; '' when empty."""
        value = self.value(column, _TEXTS)
        return value if isinstance(value, str) else ""

    def optional_text(self, column: AnyColumn) -> str | None:
        """The text of an id, text or choice; None when empty."""
        return self.text(column) or None

    def integer(self, column: AnyColumn) -> int:
        """An integer of a required column or one with a default. Raises ValueError where there is none."""
        value = self.optional_integer(column)
        return self._present(column, value)

    def optional_integer(self, column: AnyColumn) -> int | None:
        """An integer; None when empty without a default, or faulty."""
        value = self.value(column, _INTEGERS)
        return value if isinstance(value, int) else None

    def optional_number(self, column: AnyColumn) -> float | None:
        """A number that may have a fraction, such as degrees; None when empty or faulty."""
        value = self.value(column, _NUMBERS)
        return value if isinstance(value, float) else None

    def yes(self, column: AnyColumn) -> bool:
        """A yes or no of a column with a default."""
        return self._present(column, self.value(column, _YES_NO)) is True

    def day(self, column: AnyColumn) -> date:
        """A date of a required column. Raises ValueError where there is none."""
        return self._present(column, self.optional_day(column))

    def optional_day(self, column: AnyColumn) -> date | None:
        """A date; None when empty or faulty."""
        value = self.value(column, _DATES)
        return value if isinstance(value, date) else None

    def clock(self, column: AnyColumn) -> time:
        """A time of a required column. Raises ValueError where there is none."""
        return self._present(column, self.optional_clock(column))

    def optional_clock(self, column: AnyColumn) -> time | None:
        """A time; None when empty or faulty."""
        value = self.value(column, _TIMES)
        return value if isinstance(value, time) else None

    def words(self, column: AnyColumn) -> tuple[str, ...]:
        """Ids, tags or choices of a list."""
        return cast("tuple[str, ...]", self.value(column, _WORDS) or ())

    def days(self, column: AnyColumn) -> frozenset[Day]:
        """The weekdays of a list."""
        words = cast("tuple[str, ...]", self.value(column, _DAYS) or ())
        return frozenset(Day[word.upper()] for word in words)

    def numbers(self, column: AnyColumn) -> frozenset[int]:
        """Groups or years."""
        return cast("frozenset[int]", self.value(column, _INTEGER_SETS) or frozenset())

    def needs(self, column: AnyColumn) -> tuple[tuple[str, int], ...]:
        """Tags with their weights."""
        return cast("tuple[tuple[str, int], ...]", self.value(column, _NEEDS) or ())

    def _present(self, column: AnyColumn, value: T | None) -> T:
        if value is None:
            raise ValueError(f"{self.table.sheet.name} row {self.number} has nothing in {column}")
        return value


@dataclass(frozen=True, slots=True)
class Records:
    """All rows of a file by sheet name, and the findings that gather what is wrong with them.

    A sheet that the file lacks has no rows.
    """

    by_sheet: Mapping[str, tuple[Record, ...]]
    findings: Findings
    _indexes: dict[str, Mapping[str, Record]] = field(default_factory=dict)

    def of(self, sheet: Sheet) -> tuple[Record, ...]:
        """The rows of a sheet, in the order of the file."""
        return self.by_sheet.get(sheet.name, ())

    def has(self, sheet: Sheet) -> bool:
        """Whether the file has the sheet."""
        return sheet.name in self.by_sheet

    def has_ids(self, sheet: Sheet) -> bool:
        """Whether the sheet is there with its first column. Without it every reference would seem unknown."""
        rows = self.of(sheet)
        return self.has(sheet) and (not rows or sheet.key.header in rows[0].table.letters)

    def index(self, sheet: Sheet) -> Mapping[str, Record]:
        """The rows of a sheet by id; the first row of a double id."""
        if sheet.name not in self._indexes:
            found: dict[str, Record] = {}
            key = sheet.key.header
            for record in self.of(sheet):
                id = record.values.get(key)
                if id and isinstance(id, str):
                    found.setdefault(id, record)
            self._indexes[sheet.name] = found
        return self._indexes[sheet.name]

    def fault(
        self,
        record: Record,
        column: AnyColumn,
        found: object,
        expected: str,
        rule: Rule | None = None,
        together: str = "",
    ) -> None:
        """Note that a cell must be corrected.

        Args:
            record: The row of the cell.
            column: A column of its sheet.
            found: The value that stands there.
            expected: What should stand there, in Dutch.
            rule: The rule that it breaks, if any.
            together: What is expected of every cell with this fault, where the screen may show them as one.
        """
        place = record.cell(column)
        self.findings.add(Fault(record.table.sheet.name, place, str(column), shown(found), expected, rule, together))

    def notice(self, record: Record, column: AnyColumn, text: str, kind: NoticeKind, found: str = "") -> None:
        """Note something remarkable about a cell.

        Args:
            record: The row of the cell.
            column: A column of its sheet.
            text: The whole notice in Dutch.
            kind: Why it is told.
            found: The value that stands there, as the office reads it.
        """
        cell = record.cell(column)
        places = [Place(cell, found)] if found else ()
        self.findings.notice(record.table.sheet.name, cell, text, kind, str(column), places)


def read_records(tables: Mapping[str, Table], findings: Findings, school_year: int | None = None) -> Records:
    """Read every row of every table, cell by cell; rows with a total or a remark are told and left out.

    Args:
        tables: The sheets that are there by name; those with a fixed list of names have readers of their own.
        findings: Gathers what is wrong with cells and what was repaired.
        school_year: The year in which the school year begins, for dates without a year; None when that is unknown.

    Returns:
        The rows with the values that could be read.
    """
    apart = {sheet.name for sheet in NAMED_SHEETS}
    wanted = [name for name in tables if name not in apart]
    return Records({name: tuple(_records(tables[name], findings, school_year)) for name in wanted}, findings)


def _records(table: Table, findings: Findings, school_year: int | None) -> Iterator[Record]:
    columns: list[tuple[str, Column, dict[str | int, Value]]] = [
        (column.header, column, {}) for column in table.sheet.columns if column.header in table.letters
    ]
    lost = table.lost
    for number, cells in without_notes(table, findings):
        if findings.is_full:
            return
        values: dict[str, Value] = {}
        faulty: set[str] = set()
        for header, column, known in columns:
            if lost and (number, header) in lost:
                faulty.add(header)
                continue
            raw = cells.get(header)
            if (type(raw) is str or type(raw) is int) and raw in known:  # by type: 1 is True and 1.0 as well
                values[header] = known[raw]
                continue
            try:
                value = _read(table, number, column, raw, findings, school_year, known)
            except MisfitError as misfit:
                place = table.cell(header, number)
                findings.add(Fault(table.sheet.name, place, header, as_found(raw), str(misfit)))
                faulty.add(header)
            else:
                if value is not None:
                    values[header] = value
        yield Record(table, number, values, frozenset(faulty) if faulty else _NONE)


def _read(
    table: Table,
    number: int,
    column: Column,
    raw: object,
    findings: Findings,
    school_year: int | None,
    known: dict[str | int, Value],
) -> Value | None:
    parsed = None if raw is None else parsed_cell(column, raw, school_year)
    if parsed is None:
        if column.required and not column.blank:
            raise MisfitError(_what(column))
        return None
    if parsed.repair is not None:
        place = table.cell(column.header, number)
        findings.repair(table.sheet.name, place, column.header, parsed.repair, f"“{before_after(raw, parsed.value)}”")
    elif (type(raw) is str or type(raw) is int) and parsed.value is not None and len(known) < READER.max_known:
        known[raw] = parsed.value
    return parsed.value


def parsed_cell(column: Column, raw: object, school_year: int | None = None) -> Parsed | None:
    """Read a raw cell.

    Args:
        column: Says what it should hold.
        raw: What stands there, or Uncalculated.
        school_year: The year in which the school year begins, for dates without a year; None when that is unknown.

    Returns:
        The value and what was repaired; None for an empty cell.

    Raises:
        MisfitError: It holds something else.
    """
    if isinstance(raw, Uncalculated):
        raise MisfitError(
            "een waarde; Excel heeft de formule nog niet uitgerekend. Open het bestand in Excel en sla het op"
        )
    return None if raw is None else parse(column, cast("Raw", raw), school_year)


def _what(column: Column) -> str:
    if not column.help:
        return "een waarde (verplicht)"
    first = column.help[0] if column.help[1].isupper() else column.help[0].lower()  # SO, JK keep their capitals
    return f"een waarde (verplicht): {first}{column.help[1:].rstrip('.')}"


def as_found(raw: object) -> str:
    """Say what stands in a cell as a fault shows it.

    Args:
        raw: The value, None for an empty cell, or Uncalculated.

    Returns:
        Dutch, never empty.
    """
    if isinstance(raw, Uncalculated):
        return "formule zonder waarde"
    return "leeg" if raw is None else shown(raw) or "leeg"
