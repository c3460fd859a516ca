"""besturen/<bestuur>.xlsx: one file per board, with its own students and nothing else (docs/rules.md, Privacy).

A file is built from the board's own rows and columns only; nothing is written first and hidden later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from instances.rosters import columns as words
from instances.rosters.columns import Head
from reports.assessment.schedule import per_school, schedule_rows
from reports.boards.cover import board_cover
from reports.boards.hours import board_hours
from reports.boards.passwords import locked
from reports.excel.book import Book
from reports.excel.wall import wall
from reports.hours.ledger import Ledger, LedgerLine
from reports.placement.sheets import placement_row
from reports.run.bundle import Run
from reports.run.tours import Wpa, wpas_of

NO_SCHEDULE_YET = "Het WPA-rooster is nog niet gemaakt."
NO_WPAS = "Voor deze studenten zijn geen WPA's ingepland."
LONGEST_NAME = 80


def write_boards(run: Run, folder: Path, passwords: Mapping[str, str] | None = None) -> None:
    """Write besturen/<bestuur>.xlsx for every board with a placed student, each with that board's own people only.

    Args:
        run: The finished run, with or without a WPA roster.
        folder: Where the files go; made where it is missing.
        passwords: Board id to password, for every board with a file; each file is then encrypted and never on the disk
            without. None: not encrypted.

    Raises:
        OSError: The disk refuses a file.
        XlsxWriterException: XlsxWriter says so in its own words.

    Source: docs/rules.md, Privacy; docs/decisions/0018-privacy-of-board-files.md.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = file_names(run.instance.boards)
    wpas, lines = wpas_of(run), Ledger(run).lines
    for board in run.instance.boards:
        if board in run.by_board:
            own = tuple(wpa for wpa in wpas if wpa.school.board == board)
            path = folder / f"{names[board]}.xlsx"
            if passwords is None:
                _write_board(run, board, own, lines, path)
            else:
                plain = BytesIO()
                _write_board(run, board, own, lines, plain)
                path.write_bytes(locked(plain, passwords[board]))


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """File names without ending that every system takes, each of them once.

    Args:
        ids: Ids of boards, schools or trainers.

    Returns:
        Id to name. Names that differ in case only would be one file in Windows, so they get a number.
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    for board in sorted(ids):
        plain = "".join(char for char in unicodedata.normalize("NFKD", board) if not unicodedata.combining(char))
        base = name = _safe(plain)
        number = 2
        while name.casefold() in used:
            name, number = f"{base}_{number}", number + 1
        used.add(name.casefold())
        found[board] = name
    return found


def _safe(text: str) -> str:
    """A name for every system: no odd sign, not too long, and none that Windows keeps for devices."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", text)[:LONGEST_NAME] or "_"
    return f"{name}_" if re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)[0-9]", name) else name


def _write_board(
    run: Run, board: str, wpas: tuple[Wpa, ...], lines: tuple[LedgerLine, ...], target: Path | BytesIO
) -> None:
    with Book(target, run.instance.boards[board].name, run.semester) as book:
        board_cover(run, board, run.by_board[board], wpas, book)
        placed = (placement_row(run, student) for student in run.by_board[board])
        book.table(words.BOARD_PLACEMENT, placed, band=Head.SCHOOL)
        empty = NO_SCHEDULE_YET if run.assessment is None else NO_WPAS
        book.table(words.BOARD_SCHEDULE, schedule_rows(run, wpas), band=Head.DATE, empty=empty)
        wall(book, words.BOARD_PER_SCHOOL, per_school(run, wpas), {}, empty)
        board_hours(run, board, lines, book)
