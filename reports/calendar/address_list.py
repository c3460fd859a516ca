"""agenda/lijst.xlsx: which diary goes to whom, for whoever sends them. Knows diaries and addresses, no WPA."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from instances.domain.instance import Instance
from instances.rosters.columns import CALENDAR_LIST, SCHOOL_CALENDARS, Head
from reports.boards.names import file_names
from reports.calendar.diary import DIARY_TITLE, Diaries
from reports.excel.book import Book, Row

SUBTITLE = "Elk bestand gaat naar één persoon of school"


def write_address_list(diaries: Diaries, instance: Instance, path: Path) -> None:
    """Write the list of all diaries: code, name, e-mail and file, and how much is in it.

    Args:
        diaries: The diaries to send, by file below the folder of calendars.
        instance: The semester, for names and addresses.
        path: Where the file goes; the folder is made where it is missing.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with Book(path, "Agenda's versturen", SUBTITLE) as book:
        book.table(CALENDAR_LIST, _rows(diaries, instance))


def _rows(diaries: Diaries, instance: Instance) -> Iterator[Row]:
    """Assessors by code, then schools by code."""
    trainers = {file: id for id, file in file_names(instance.trainers).items()}
    schools = {f"{SCHOOL_CALENDARS}/{file}": id for id, file in file_names(instance.schools).items()}
    for file in sorted(diaries, key=lambda file: (file in schools or "/" in file, file)):
        diary, trainer = diaries[file], instance.trainers.get(trainers.get(file, ""))
        school = instance.schools.get(schools.get(file, ""))
        known = trainer or school
        cancelled = sum(one.cancelled for one in diary.appointments)
        yield {
            Head.CODE: known.id if known else Path(file).name,
            Head.NAME: known.name if known else diary.name.removeprefix(DIARY_TITLE),
            Head.EMAIL: trainer.email if trainer else None,
            Head.KIND: "school" if "/" in file else "beoordelaar",
            Head.FILE: f"{file}.ics",
            Head.WPAS: len(diary.appointments) - cancelled,
            Head.CANCELLED: cancelled,
        }
