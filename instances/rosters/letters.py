"""The sheets of brieven/, and reading the letters back to send them one by one. Knows cells, judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from instances.rosters.columns import (
    LETTER_FOLDER,
    MENTOR_LETTERS_FILE,
    STUDENT_LETTERS_FILE,
    Head,
    RosterSheet,
)
from instances.rosters.own_files import open_own_tables, own_sheet
from instances.tables.faults import Findings

_SCHOOL_AND_TANDEM = (
    Head.SCHOOL_NAME, Head.ADDRESS, Head.POSTCODE, Head.PLACE, Head.BOARD, Head.GROUP, Head.DUO, Head.START,
    Head.SO_NAME, Head.SO_EMAIL, Head.IO_NAME, Head.IO_EMAIL, Head.PLG, Head.WPA, Head.LETTER,
)  # fmt: skip
STUDENT_LETTERS = RosterSheet("Brieven", (
    Head.SALUTATION, Head.NAME, Head.STUDENT, Head.EMAIL, Head.YEAR, Head.DAYS, Head.MENTOR_NAME, *_SCHOOL_AND_TANDEM,
))  # fmt: skip
MENTOR_LETTERS = RosterSheet("Brieven", (Head.SALUTATION, Head.NAME, Head.MENTOR, Head.STUDENTS, *_SCHOOL_AND_TANDEM))

_STUDENTS = own_sheet(STUDENT_LETTERS, (Head.STUDENT,), (Head.LETTER,))
_MENTORS = own_sheet(MENTOR_LETTERS, (Head.MENTOR,), (Head.LETTER,))


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of every letter.

    Attributes:
        students: By id of the student.
        mentors: By id of the mentor.
    """

    students: dict[str, str]
    mentors: dict[str, str]


def read_letters(folder: Path) -> Letters:
    """Read the letters of a roster, also as somebody edited them.

    Args:
        folder: The folder with the rosters.

    Returns:
        The letters; none where the files are not there or cannot be read.
    """
    place = folder / LETTER_FOLDER
    return Letters(
        _texts(place / STUDENT_LETTERS_FILE, Head.STUDENT, _STUDENTS.name),
        _texts(place / MENTOR_LETTERS_FILE, Head.MENTOR, _MENTORS.name),
    )


def _texts(path: Path, who: Head, sheet: str) -> dict[str, str]:
    wanted = _STUDENTS if who is Head.STUDENT else _MENTORS
    tables = open_own_tables(path, (wanted,), Findings()) or {}
    # the raw cells: a text that is read as a name loses its lines
    rows = tables[sheet].rows if sheet in tables else ()
    return {str(cells[who]): str(cells[Head.LETTER]) for _, cells in rows if who in cells and Head.LETTER in cells}
