"""The sheet Normen: the norms that the office changed, and where it has them from. Knows no other sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from instances.domain.norms import DEFAULT_NORMS, NORMS, Norm, NormOrigin
from instances.domain.settings import Settings
from instances.dutch.dates import numeric_date
from instances.tables.columns import NORMS_SHEET
from instances.tables.faults import Fault, Findings
from instances.tables.named_rows import Wording, named_rows, tell_repair
from instances.tables.notices import NoticeKind
from instances.tables.records import as_found, parsed_cell
from instances.tables.schema import Column
from instances.tables.sheets import Table
from instances.tables.values import MisfitError, Parsed, clean

_KNOWN = {entry.name: norm for norm, entry in NORMS.items()}
_PERCENTS = frozenset({Norm.LEGAL_SHARE})
_WHOLE, _DIGITS = 100, 6
_WORDS = Wording("een norm", "elke norm", "De norm")


def with_norms(settings: Settings, table: Table | None, findings: Findings) -> Settings:
    """Put the norms of a file into its settings.

    Args:
        settings: With the norms of the product.
        table: The sheet; None where the file has none.
        findings: Gathers what is wrong.

    Returns:
        The settings with every norm; the default for what is not there or faulty.
    """
    found, origins = dict(DEFAULT_NORMS), {}
    for number, cells, norm in named_rows(table, _KNOWN, _WORDS, findings):
        origin = _origin(cast("Table", table), number, cells, findings)
        if origin != NormOrigin():
            origins[norm] = origin
        raw, place = cells.get(NORMS_SHEET.VALUE.header), cast("Table", table).cell(NORMS_SHEET.VALUE, number)
        entry = NORMS[norm]
        try:
            parsed = _percent(raw) if norm in _PERCENTS else parsed_cell(NORMS_SHEET.VALUE, raw)
            if parsed is None:
                raise MisfitError(f"een waarde; haal de rij weg voor de standaardwaarde {entry.value:g}")
        except MisfitError as misfit:
            expected = f"{misfit} ({entry.unit}, norm {entry.name})"
            findings.add(Fault(NORMS_SHEET.name, place, NORMS_SHEET.VALUE.header, as_found(raw), expected))
            continue
        found[norm] = cast("float", parsed.value)
        tell_repair(findings, NORMS_SHEET.name, place, entry.name, raw, parsed)
    return replace(settings, norms=found, norm_origins=origins)


def _percent(raw: object) -> Parsed | None:
    """A percentage: 50, the text 50%, or 0.5, which Excel keeps of a cell in which 50% was typed."""
    typed = clean(raw) if isinstance(raw, str) else ""
    parsed = parsed_cell(NORMS_SHEET.VALUE, typed.removesuffix("%").rstrip() if typed else raw)
    value = None if parsed is None else parsed.value
    if not isinstance(value, float) or parsed is None:
        return parsed
    if 0 < value <= 1 and not typed.endswith("%"):
        return Parsed(round(_WHOLE * value, _DIGITS), NoticeKind.SHARE)
    if value > _WHOLE:
        raise MisfitError(f"een percentage van hoogstens {_WHOLE}")
    return parsed


def _origin(table: Table, number: int, cells: Mapping[str, object], findings: Findings) -> NormOrigin:
    source, since = (
        _text(table, column, number, cells, findings) for column in (NORMS_SHEET.SOURCE, NORMS_SHEET.SINCE)
    )
    return NormOrigin(source, since)


def _text(table: Table, column: Column, number: int, cells: Mapping[str, object], findings: Findings) -> str:
    """A day, which Excel makes of 1-1-2025, is as good as its text."""
    raw = cells.get(column.header)
    if isinstance(raw, date):
        return numeric_date(raw)
    try:
        parsed = parsed_cell(column, raw)
    except MisfitError as misfit:
        place = table.cell(column, number)
        findings.add(Fault(NORMS_SHEET.name, place, column.header, as_found(raw), str(misfit)))
        return ""
    return "" if parsed is None or parsed.value is None else str(parsed.value)
