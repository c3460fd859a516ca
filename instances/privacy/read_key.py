"""Reads the key of a pseudonymised run. Knows cells; makes no code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from instances.privacy.keyed import KEY_DIGITS
from instances.privacy.pseudonyms import KINDS, KeyEntry, PseudonymKey
from instances.rosters.columns import KEY, KEY_SECRET, Head
from instances.rosters.own_files import open_own, own_sheet
from instances.tables.faults import Fault, Findings
from instances.tables.records import Record, Records

_SHEET = own_sheet(KEY, (Head.CODE, Head.KIND, Head.ORIGINAL), (Head.NAME, Head.EMAIL))
_SECRET = own_sheet(KEY_SECRET, (Head.SECRET,), must=False)  # an older version wrote none


@dataclass(frozen=True, slots=True)
class ReadKey:
    """Use ``key`` only without faults."""

    key: PseudonymKey
    faults: tuple[Fault, ...]


def read_key(path: Path) -> ReadKey:
    """Read the key of a pseudonymised run.

    Args:
        path: The file; it need not be there.

    Returns:
        The key and everything in it that does not hold together; an empty key where there is no file.
    """
    findings = Findings()
    records = open_own(path, (_SHEET, _SECRET), findings)
    rows = () if records is None else [row for row in records.of(_SHEET) if row.key and not row.faulty]
    if records is not None:
        for head in (Head.CODE, Head.ORIGINAL):
            _each_once(records, rows, head)
        for row in rows:
            _check_code(records, row)
    secret = "" if records is None else _secret(records)
    return ReadKey(PseudonymKey(tuple(_entry(row) for row in rows), secret), findings.faults)


def _secret(records: Records) -> str:
    rows = [row for row in records.of(_SECRET) if row.key and not row.faulty]
    for row in rows:
        if len(rows) > 1 or re.fullmatch(f"[0-9a-f]{{{KEY_DIGITS}}}", row.key) is None:
            expected = f"één regel van {KEY_DIGITS} tekens, precies zoals Plaatswijzer die schreef"
            records.fault(row, Head.SECRET, "…", expected)
    return rows[0].key if rows else ""


def _entry(row: Record) -> KeyEntry:
    return KeyEntry(row.key, row.text(Head.KIND), row.text(Head.ORIGINAL), row.text(Head.NAME), row.text(Head.EMAIL))


def _each_once(records: Records, rows: list[Record] | tuple[Record, ...], head: Head) -> None:
    seen: set[str] = set()
    for row in rows:
        value = row.text(head)
        if value in seen:
            records.fault(row, head, value, "elke code één keer; deze staat er al")
        seen.add(value)


def _check_code(records: Records, row: Record) -> None:
    if row.text(Head.KIND) not in KINDS:
        records.fault(row, Head.KIND, row.text(Head.KIND), f"een van: {', '.join(KINDS)}")
    elif not row.key[-1].isdigit():
        records.fault(row, Head.CODE, row.key, "een code zoals Plaatswijzer die maakt, met een nummer aan het eind")
