"""The sheet Normen: the norms that the office changed. Knows the norms, no other sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from instances.domain.norms import DEFAULT_NORMS, NORMS, Norm
from instances.tables.columns import NORMS_SHEET
from instances.tables.faults import Fault, Findings
from instances.tables.named_rows import Wording, named_rows, tell_repair
from instances.tables.records import as_found, parsed_cell
from instances.tables.sheets import Table
from instances.tables.values import MisfitError

_KNOWN = {entry.name: norm for norm, entry in NORMS.items()}
_WORDS = Wording("een norm", "elke norm", "De norm")


def read_norms(table: Table | None, findings: Findings) -> Mapping[Norm, float]:
    """Every norm with its value in the file, the default for what is not there or faulty."""
    found = dict(DEFAULT_NORMS)
    for number, cells, norm in named_rows(table, _KNOWN, _WORDS, findings):
        raw, place = cells.get(NORMS_SHEET.VALUE.header), cast("Table", table).cell(NORMS_SHEET.VALUE, number)
        entry = NORMS[norm]
        try:
            parsed = parsed_cell(NORMS_SHEET.VALUE, raw)
            if parsed is None:
                raise MisfitError(f"een waarde; haal de rij weg voor de standaardwaarde {entry.value:g}")
        except MisfitError as misfit:
            expected = f"{misfit} ({entry.unit}, norm {entry.name})"
            findings.add(Fault(NORMS_SHEET.name, place, NORMS_SHEET.VALUE.header, as_found(raw), expected))
            continue
        found[norm] = cast("float", parsed.value)
        tell_repair(findings, NORMS_SHEET.name, place, entry.name, raw, parsed)
    return found
