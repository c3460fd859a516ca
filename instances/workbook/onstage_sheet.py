"""The sheet OnStage: which columns go, under which names, in which order. Knows no other sheet."""

from __future__ import annotations

from typing import cast

from instances.domain.onstage import DEFAULT_HANDOVER, Field, HandoverColumn
from instances.dutch.nearest import folded
from instances.tables.columns import HANDOVER_SHEET
from instances.tables.faults import Fault, Findings
from instances.tables.named_rows import Wording, named_rows, tell_repair
from instances.tables.records import as_found, parsed_cell
from instances.tables.schema import Column
from instances.tables.sheets import Table
from instances.tables.values import MisfitError, Value

_KNOWN = {field.value: field for field in Field}
_WORDS = Wording("een veld", "elk veld", "Het veld")


def read_handover(table: Table | None, findings: Findings) -> tuple[HandoverColumn, ...]:
    """The fields in the order of the sheet, then those that it does not name, as they are by default."""
    found: dict[Field, HandoverColumn] = {}
    where: dict[Field, int] = {}
    for number, cells, field in named_rows(table, _KNOWN, _WORDS, findings):
        name, included = (
            _read(cast("Table", table), number, column, cells.get(column.header), findings)
            for column in (HANDOVER_SHEET.NAME, HANDOVER_SHEET.INCLUDED)
        )
        found[field] = HandoverColumn(field, str(name or field.value), included is not False)
        where[field] = number
    every = (*found.values(), *(column for column in DEFAULT_HANDOVER if column.field not in found))
    _check_names(every, table, where, findings)
    return every


def _read(table: Table, number: int, column: Column, raw: object, findings: Findings) -> Value | None:
    place = table.cell(column, number)
    try:
        parsed = parsed_cell(column, raw)
    except MisfitError as misfit:
        findings.add(Fault(table.sheet.name, place, column.header, as_found(raw), str(misfit)))
        return None
    if parsed is None:
        return None
    tell_repair(findings, table.sheet.name, place, column.header, raw, parsed)
    return parsed.value


def _check_names(
    columns: tuple[HandoverColumn, ...], table: Table | None, where: dict[Field, int], findings: Findings
) -> None:
    """Two columns with one name cannot be told apart; the fault stands at a cell that gives the name."""
    taken: dict[str, HandoverColumn] = {}
    for column in (one for one in columns if one.included):
        other = taken.setdefault(folded(column.name), column)
        if other is not column and table is not None:
            named = column if column.field in where else other
            first = other if named is column else column
            expected = f"een kolomnaam die nog niet gebruikt is; zo heet de kolom van het veld {first.field} al"
            place = table.cell(HANDOVER_SHEET.NAME, where[named.field])
            findings.add(Fault(HANDOVER_SHEET.name, place, HANDOVER_SHEET.NAME.header, named.name, expected))
