"""besturen/<bestuur>.xlsx: one file per board, with its own students and nothing else (docs/rules.md, Privacy).

A file is built from the board's own rows and columns only; nothing is written first and hidden later.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from instances.rosters import columns as words
from instances.rosters.columns import Head
from reports.assessment.schedule import per_school, schedule_rows
from reports.boards.cover import FOR_THE_WALL, PLACED, SCHEDULE, CoverReader, cover
from reports.boards.hours import board_hours
from reports.boards.names import board_file_names
from reports.boards.passwords import locked
from reports.excel.book import Book
from reports.excel.wall import wall
from reports.hours.ledger import Ledger, LedgerLine
from reports.placement.sheets import placement_row
from reports.run.bundle import Run
from reports.run.to_be_named import to_be_named_rows
from reports.run.tours import Wpa, wpas_of

NO_SCHEDULE_YET = "Het WPA-rooster is nog niet gemaakt."
NO_WPAS = "Voor deze studenten zijn geen WPA's ingepland."
ONLY_THIS_BOARD = "Het gaat alleen over studenten bij uw bestuur."
HOURS = (words.BOARD_HOURS, "Hoeveel uren uw bestuur levert en ontvangt, en op welke norm dat rust.")


def write_boards(run: Run, folder: Path, passwords: Mapping[str, str] | None = None) -> None:
    """Write a file, see ``board_file_names``, for every board with a placed student, with that board's own people only.

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
    names = board_file_names(run.instance)
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


def no_wpas(run: Run) -> str:
    """Why a sheet of WPAs is empty, where it is: a Dutch sentence."""
    return NO_SCHEDULE_YET if run.assessment is None else NO_WPAS


def _write_board(
    run: Run, board: str, wpas: tuple[Wpa, ...], lines: tuple[LedgerLine, ...], target: Path | BytesIO
) -> None:
    with Book(target, run.instance.boards[board].name, run.semester) as book:
        reader = CoverReader(
            run.instance.boards[board].name, board, ONLY_THIS_BOARD, (PLACED, SCHEDULE, FOR_THE_WALL, HOURS)
        )
        cover(run, reader, run.by_board[board], wpas, book)
        placed = (placement_row(run, student) for student in run.by_board[board])
        book.table(words.BOARD_PLACEMENT, placed, band=Head.SCHOOL)
        if nameless := list(to_be_named_rows(run, board)):
            book.table(words.TO_BE_NAMED, nameless, band=Head.SCHOOL)
        empty = no_wpas(run)
        book.table(words.BOARD_SCHEDULE, schedule_rows(run, wpas), band=Head.DATE, empty=empty)
        wall(book, words.BOARD_PER_SCHOOL, per_school(run, wpas), {}, empty)
        board_hours(run, board, lines, book)
