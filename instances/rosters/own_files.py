"""Opens workbooks that the product wrote itself and people may have edited. Knows cells, judges no row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from instances.rosters.columns import AGREE, DISAGREE, Head, RosterSheet
from instances.tables.faults import Fault, Findings
from instances.tables.preflight import Refusal, inspect
from instances.tables.records import Records, read_records
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.sheets import Table, open_tables

_TEXTS = (
    Head.REASON, Head.PASSWORD, Head.NAME, Head.EMAIL, Head.MENTOR_NAME, Head.SCHOOL_NAME, Head.SO_NAME, Head.IO_NAME,
    Head.FIELD_NAME, Head.INSTITUTE_NAME,
)  # fmt: skip
_KINDS = {
    **dict.fromkeys(_TEXTS, Kind.TEXT),
    Head.AGREED: Kind.CHOICE,
    Head.DATE: Kind.DATE,
    Head.BEGIN: Kind.TIME,
    Head.END: Kind.TIME,
}
"""Every other column that is read back holds an id."""

_CHOICES = {Head.AGREED: (AGREE, DISAGREE)}


def own_sheet(
    kind: RosterSheet,
    required: tuple[Head, ...],
    optional: tuple[Head, ...] = (),
    must: bool = True,
    blank: tuple[Head, ...] = (),
) -> Sheet:
    """Say what is read back of a sheet that the product wrote; its other columns are for the eye.

    Args:
        kind: The sheet as it is written.
        required: Columns that must be there and filled; the first is what a row is about.
        optional: Columns that may be missing or empty.
        must: Whether a file without the sheet has a fault.
        blank: Those of the required columns of which a cell may have been emptied by hand.

    Returns:
        The sheet for ``open_own``, with these columns only.

    Raises:
        KeyError: One of the columns is never written in that sheet.
    """
    heads = (*required, *optional)
    if unknown := [head for head in heads if head not in kind.heads]:
        raise KeyError(f"{kind.name} has no column {unknown[0]}")
    columns = (
        Column(str(head), _KINDS.get(head, Kind.ID), "", head in required, _CHOICES.get(head, ()), head in blank)
        for head in heads
    )
    return Sheet(kind.name, tuple(columns), "", must)


def open_own(path: Path, sheets: tuple[Sheet, ...], findings: Findings) -> Records | None:
    """Read the wanted rows of a file that the product wrote and people may have edited.

    Args:
        path: Of the file.
        sheets: What is read of it; other sheets and columns are no news.
        findings: Gathers what is wrong with the file.

    Returns:
        The rows; None where the file is not there or is refused.
    """
    tables = open_own_tables(path, sheets, findings)
    return None if tables is None else read_records(tables, findings)


def open_own_tables(path: Path, sheets: tuple[Sheet, ...], findings: Findings) -> dict[str, Table] | None:
    """Open a file that the product wrote and people may have edited, for who looks at its cells.

    Args:
        path: Of the file.
        sheets: What is read of it; other sheets and columns are no news.
        findings: Gathers what is wrong with the file.

    Returns:
        The sheets that are there by name; None where the file is not there or is refused.
    """
    if not path.exists():
        return None
    package = inspect(path)
    if isinstance(package, Refusal):
        findings.add(Fault("", "", "", f"{path.name}: {package.found}", package.expected))
        return None
    local = Findings()
    tables = open_tables(package, local, False, sheets)
    for fault in local.faults:
        findings.add(fault)
    return tables


def only(table: Table, sheet: Sheet) -> Table:
    """See a sheet that was opened with more columns as one with these columns only.

    Args:
        table: The sheet as found.
        sheet: The columns that are wanted.

    Returns:
        The same rows, without those that are empty in all wanted columns.
    """
    heads = {column.header for column in sheet.columns}
    letters = {header: letter for header, letter in table.letters.items() if header in heads}
    rows = tuple((number, cells) for number, cells in table.rows if not heads.isdisjoint(cells))
    return Table(sheet, letters, rows, table.header)


def with_required(whole: Sheet, wanted: Sheet) -> Sheet:
    """All columns of a sheet, of which those that are required of a part must be there.

    Args:
        whole: Every column, none required.
        wanted: The part.

    Returns:
        The sheet for ``open_own_tables``.
    """
    required = {column.header for column in wanted.columns if column.required}
    columns = (replace(column, required=column.header in required) for column in whole.columns)
    return Sheet(whole.name, tuple(columns), "", wanted.required)
