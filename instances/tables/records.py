"""Rows as parsed values that remember their cells, so that every later fault can name its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import cast

from instances.domain.entities import Day
from instances.domain.rulebook import Rule
from instances.tables.cells import parse
from instances.tables.columns import HANDOVER_SHEET, NORMS_SHEET, SETTINGS_SHEET, Column
from instances.tables.faults import Fault, Findings
from instances.tables.sheets import Table, Uncalculated
from instances.tables.values import MisfitError, Parsed, Raw, Value, before_after, shown


@dataclass(frozen=True, slots=True)
class Record:
    """One row. ``values`` has the cells that could be read, ``faulty`` the headers of those that could not."""

    table: Table
    number: int
    values: Mapping[str, Value]
    faulty: frozenset[str]

    @property
    def key(self) -> str:
        """The value of the sheet's first column: the id of an entity, the student of a pin."""
        return self.text(self.table.sheet.columns[0].header)

    def cell(self, header: str) -> str:
        return self.table.cell(header, self.number)

    def text(self, header: str) -> str:
        """The text of an id, text or choice; '' when empty."""
        value = self.values.get(header)
        return value if isinstance(value, str) else ""

    def optional(self, header: str) -> str | None:
        return self.text(header) or None

    def whole(self, header: str) -> int | None:
        value = self.values.get(header)
        return value if isinstance(value, int) else None

    def number_of(self, header: str) -> float | None:
        value = self.values.get(header)
        return value if isinstance(value, float) else None

    def yes(self, header: str, default: bool) -> bool:
        value = self.values.get(header)
        return value if isinstance(value, bool) else default

    def day(self, header: str) -> date | None:
        value = self.values.get(header)
        return value if isinstance(value, date) else None

    def clock(self, header: str) -> time | None:
        value = self.values.get(header)
        return value if isinstance(value, time) else None

    def words(self, header: str) -> tuple[str, ...]:
        """Ids, tags or choices of a list."""
        return cast("tuple[str, ...]", self.values.get(header, ()))

    def days(self, header: str) -> frozenset[Day]:
        return frozenset(Day[word.upper()] for word in self.words(header))

    def numbers(self, header: str) -> frozenset[int]:
        """Groups or years."""
        return cast("frozenset[int]", self.values.get(header, frozenset()))

    def needs(self, header: str) -> tuple[tuple[str, int], ...]:
        return cast("tuple[tuple[str, int], ...]", self.values.get(header, ()))


@dataclass(frozen=True, slots=True)
class Records:
    """All rows by sheet name; a sheet that the file lacks has none."""

    by_sheet: Mapping[str, tuple[Record, ...]]
    findings: Findings
    _indexes: dict[str, Mapping[str, Record]] = field(default_factory=dict)

    def of(self, sheet: str) -> tuple[Record, ...]:
        return self.by_sheet.get(sheet, ())

    def has(self, sheet: str) -> bool:
        return sheet in self.by_sheet

    def has_ids(self, sheet: str) -> bool:
        """Is the sheet there with its first column? Without it every reference would seem unknown."""
        rows = self.of(sheet)
        return self.has(sheet) and (not rows or rows[0].table.sheet.columns[0].header in rows[0].table.letters)

    def index(self, sheet: str) -> Mapping[str, Record]:
        """Id to row; the first row of a double id."""
        if sheet not in self._indexes:
            found: dict[str, Record] = {}
            for record in self.of(sheet):
                if record.key:
                    found.setdefault(record.key, record)
            self._indexes[sheet] = found
        return self._indexes[sheet]

    def fault(self, record: Record, header: str, found: object, expected: str, rule: Rule | None = None) -> None:
        sheet = record.table.sheet.name
        self.findings.add(Fault(sheet, record.cell(header), header, shown(found), expected, rule))

    def notice(self, record: Record, header: str, text: str) -> None:
        self.findings.notice(record.table.sheet.name, record.cell(header), text)


def read_records(tables: Mapping[str, Table], findings: Findings) -> Records:
    """Every row of every table, cell by cell; the sheets with a fixed list of names have readers of their own."""
    apart = (SETTINGS_SHEET.name, NORMS_SHEET.name, HANDOVER_SHEET.name)
    wanted = [name for name in tables if name not in apart]
    return Records({name: tuple(_records(tables[name], findings)) for name in wanted}, findings)


def _records(table: Table, findings: Findings) -> Iterator[Record]:
    for number, cells in table.rows:
        values: dict[str, Value] = {}
        faulty: set[str] = set()
        for column in table.sheet.columns:
            if column.header not in table.letters:
                continue
            try:
                value = _read(table, number, column, cells.get(column.header), findings)
            except MisfitError as misfit:
                found = as_found(cells.get(column.header))
                place = table.cell(column.header, number)
                findings.add(Fault(table.sheet.name, place, column.header, found, str(misfit)))
                faulty.add(column.header)
            else:
                if value is not None:
                    values[column.header] = value
        yield Record(table, number, values, frozenset(faulty))


def _read(table: Table, number: int, column: Column, raw: object, findings: Findings) -> Value | None:
    parsed = parsed_cell(column, raw)
    if parsed is None:
        if column.required and not column.blank:
            raise MisfitError(_what(column))
        return None
    if parsed.repair:
        place = table.cell(column.header, number)
        findings.repair(table.sheet.name, place, column.header, parsed.repair, f"“{before_after(raw, parsed.value)}”")
    return parsed.value


def parsed_cell(column: Column, raw: object) -> Parsed | None:
    """The value of a raw cell, None for an empty one. Raises MisfitError."""
    if isinstance(raw, Uncalculated):
        raise MisfitError(
            "een waarde; Excel heeft de formule nog niet uitgerekend. Open het bestand in Excel en sla het op"
        )
    return None if raw is None else parse(column, cast("Raw", raw))


def _what(column: Column) -> str:
    if not column.help:
        return "een waarde (verplicht)"
    first = column.help[0] if column.help[1].isupper() else column.help[0].lower()  # SO, JK keep their capitals
    return f"een waarde (verplicht): {first}{column.help[1:].rstrip('.')}"


def as_found(raw: object) -> str:
    """A raw cell as a fault shows it."""
    if isinstance(raw, Uncalculated):
        return "formule zonder waarde"
    return "leeg" if raw is None else shown(raw) or "leeg"
