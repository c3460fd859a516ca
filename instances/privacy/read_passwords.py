"""Reads the sheet with one password for each board. Knows cells and codes; makes no password, opens no board file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from instances.dutch.nearest import did_you_mean
from instances.rosters.columns import PASSWORDS, Head
from instances.rosters.own_files import open_own, own_sheet
from instances.tables.faults import Fault, Findings
from instances.tables.notices import Notice, NoticeKind
from instances.tables.records import Record, Records

SHORTEST, LONGEST = 10, 255  # Excel takes no more than 255 signs

_SHEET = own_sheet(PASSWORDS, (Head.BOARD, Head.PASSWORD))


@dataclass(frozen=True, slots=True)
class Passwords:
    """``of`` maps boards to passwords, also boards that left the workbook; use it only without faults."""

    of: Mapping[str, str]
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]


def read_passwords(path: Path, boards: Collection[str]) -> Passwords:
    """Read the file with a password for each board.

    Args:
        path: The file; it need not be there.
        boards: The ids of the boards of the workbook.

    Returns:
        Every password and everything wrong with the file; no fault says a password.
    """
    findings = Findings()
    records = open_own(path, (_SHEET,), findings)
    found: dict[str, str] = {}
    for record in () if records is None else records.of(_SHEET):
        _take(records, record, found, boards)
    return Passwords(found, findings.faults, findings.notices)


def _take(records: Records | None, record: Record, found: dict[str, str], boards: Collection[str]) -> None:
    if records is None or record.faulty or not record.key:
        return  # an empty or unreadable cell is a fault already
    board, password = record.key, record.text(Head.PASSWORD)
    if board in found:
        records.fault(record, Head.BOARD, board, "elk bestuur één keer; dit staat er al")
    elif not SHORTEST <= len(password) <= LONGEST:
        records.fault(record, Head.PASSWORD, "…", f"een wachtwoord van {SHORTEST} tot {LONGEST} tekens")
    elif password in found.values():
        expected = "voor elk bestuur een eigen wachtwoord; dit heeft een ander bestuur ook"
        records.fault(record, Head.PASSWORD, "…", expected)
    if board not in boards:
        hint = did_you_mean(board, boards)
        text = f"Bestuur {board} staat niet in het werkboek; dit wachtwoord blijft staan.{hint}"
        records.notice(record, Head.BOARD, text, NoticeKind.PASSWORD_KEPT)
    found.setdefault(board, password)
