"""Opens workbooks that the product wrote itself and people may have edited. Knows cells, judges no row."""

from __future__ import annotations

from pathlib import Path

from instances.rosters.columns import AGREE, DISAGREE, Head, RosterSheet
from instances.tables.columns import Column, Kind, Sheet
from instances.tables.faults import Fault, Findings
from instances.tables.preflight import Refusal, inspect
from instances.tables.records import Records, read_records
from instances.tables.sheets import open_tables

_KINDS = {
    **dict.fromkeys(
        (
            Head.REASON,
            Head.PASSWORD,
            Head.NAME,
            Head.EMAIL,
            Head.MENTOR_NAME,
            Head.SCHOOL_NAME,
            Head.SO_NAME,
            Head.IO_NAME,
        ),
        Kind.TEXT,
    ),
    Head.AGREED: Kind.CHOICE,
}
_CHOICES = {Head.AGREED: (AGREE, DISAGREE)}


def own_sheet(
    kind: RosterSheet,
    required: tuple[Head, ...],
    optional: tuple[Head, ...] = (),
    must: bool = True,
    blank: tuple[Head, ...] = (),
) -> Sheet:
    """What is read back of a sheet that the product wrote; the other columns are for the eye.

    Cells of the required columns in ``blank`` may have been emptied by hand.
    """
    heads = [*((head, True) for head in required), *((head, False) for head in optional)]
    columns = (
        Column(str(head), _KINDS.get(head, Kind.ID), "", need, _CHOICES.get(head, ()), head in blank)
        for head, need in heads
    )
    return Sheet(kind.name, tuple(columns), "", must)


def open_own(path: Path, sheets: tuple[Sheet, ...], findings: Findings) -> Records | None:
    """The wanted rows of one file; None when it is not there or refused. Other sheets are no news here."""
    if not path.exists():
        return None
    package = inspect(path)
    if isinstance(package, Refusal):
        findings.add(Fault("", "", "", f"{path.name}: {package.found}", package.expected))
        return None
    local = Findings()
    records = read_records(open_tables(package, local, False, sheets), findings)
    for fault in local.faults:
        findings.add(fault)
    return records
