"""scholen/<school>.xlsx and tandems/<tandem>.xlsx: for a head of school, and for the SO and IO of a tandem.

Each is built from its own rows only, as a board file is; of WPAs elsewhere a tandem reads when and where, not whose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from instances.domain.entities import School, Student, Tandem
from instances.rosters import columns as words
from instances.rosters.columns import Head
from reports.assessment.schedule import per_school, schedule_rows
from reports.boards.cover import FOR_THE_WALL, PLACED, SCHEDULE, CoverReader, cover
from reports.boards.names import named_files
from reports.boards.sheets import no_wpas
from reports.excel.book import Book, Row
from reports.excel.wall import wall
from reports.placement.sheets import placement_row
from reports.run.bundle import Run
from reports.run.tours import Wpa, wpas_of

NOTHING_ELSEWHERE = "Buiten de eigen scholen zijn geen WPA's ingepland."


def write_schools(run: Run, folder: Path) -> None:
    """Write a file for every school with a placed student, with that school's own people only.

    Args:
        run: The finished run, with or without a WPA roster.
        folder: Where the files go; made where it is missing.

    Raises:
        OSError: The disk refuses a file.
        XlsxWriterException: XlsxWriter says so in its own words.

    Source: docs/rules.md, Privacy; decision 43.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = named_files(run.instance, run.instance.schools)
    for school in run.instance.schools.values():
        if at_schools(run, (school.id,)):
            write_school(run, school, folder / f"{names[school.id]}.xlsx")


def write_school(run: Run, school: School, target: Path | BytesIO) -> None:
    """Write the file of one school; see ``write_schools``.

    Args:
        run: The finished run, with or without a WPA roster.
        school: A school with a placed student.
        target: Where it goes.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    students, own = at_schools(run, (school.id,)), [wpa for wpa in wpas_of(run) if wpa.school.id == school.id]
    sheets = (PLACED, SCHEDULE, (FOR_THE_WALL[0], "De WPA's per dag, om op te hangen."))
    reader = CoverReader(school.name, school.id, "Het gaat alleen over studenten op uw school.", sheets)
    with Book(target, school.name, run.semester) as book:
        cover(run, reader, students, own, book)
        _own_sheets(run, students, own, book, words.BOARD_PLACEMENT)


def write_tandems(run: Run, folder: Path) -> None:
    """Write a file for every tandem with a placed student: its students with how to reach them, and all its WPAs.

    Args:
        run: The finished run, with or without a WPA roster.
        folder: Where the files go; made where it is missing.

    Raises:
        OSError: The disk refuses a file.
        XlsxWriterException: XlsxWriter says so in its own words.

    Source: docs/rules.md, Privacy; decision 43.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = named_files(run.instance, run.instance.tandems)
    for tandem in run.instance.tandems.values():
        if at_schools(run, tandem.schools):
            write_tandem(run, tandem, folder / f"{names[tandem.id]}.xlsx")


def write_tandem(run: Run, tandem: Tandem, target: Path | BytesIO) -> None:
    """Write the file of one tandem; see ``write_tandems``.

    Args:
        run: The finished run, with or without a WPA roster.
        tandem: A tandem with a placed student.
        target: Where it goes.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    wpas = wpas_of(run)
    students, own = at_schools(run, tandem.schools), [wpa for wpa in wpas if wpa.school.id in tandem.schools]
    sheets = (PLACED, SCHEDULE, FOR_THE_WALL, (words.TANDEM_ELSEWHERE.name, "Wanneer en waar u elders beoordeelt."))
    name = tandem_name(run, tandem)
    reader = CoverReader(name, tandem.id, "Het gaat alleen over de studenten van uw tandem.", sheets)
    with Book(target, name, run.semester) as book:
        cover(run, reader, students, own, book)
        _own_sheets(run, students, own, book, words.TANDEM_PLACEMENT)
        empty = no_wpas(run) if run.assessment is None else NOTHING_ELSEWHERE
        book.table(words.TANDEM_ELSEWHERE, list(_elsewhere(run, tandem, wpas)), band=Head.DATE, empty=empty)


def at_schools(run: Run, schools: Collection[str]) -> tuple[Student, ...]:
    """Find the students placed at some schools.

    Args:
        run: The finished run.
        schools: Ids of the schools.

    Returns:
        The students, by school and name.
    """
    return tuple(student for student in run.placed if run.mentor_of(student.id).school in schools)


def tandem_name(run: Run, tandem: Tandem) -> str:
    """Name a tandem as people do, by its two trainers.

    Args:
        run: The finished run.
        tandem: The tandem.

    Returns:
        For instance ``Sia Oost en Ina Noord``.
    """
    trainers = run.instance.trainers
    return f"{trainers[tandem.so].name} en {trainers[tandem.io].name}"


def _own_sheets(
    run: Run, students: Sequence[Student], wpas: Sequence[Wpa], book: Book, placement: words.RosterSheet
) -> None:
    rows = ({**placement_row(run, student), Head.EMAIL: student.email} for student in students)
    book.table(placement, rows, band=Head.SCHOOL)
    book.table(words.BOARD_SCHEDULE, schedule_rows(run, wpas), band=Head.DATE, empty=no_wpas(run))
    wall(book, words.BOARD_PER_SCHOOL, per_school(run, wpas), {}, no_wpas(run))


def _elsewhere(run: Run, tandem: Tandem, wpas: Sequence[Wpa]) -> Iterator[Row]:
    """The WPAs of the SO and the IO at schools that are not the tandem's, without a student."""
    for wpa in sorted(wpas, key=lambda wpa: wpa.order):
        if wpa.school.id in tandem.schools:
            continue
        for trainer in sorted({tandem.so, tandem.io} & set(wpa.booking.assessors)):
            yield {
                Head.ASSESSOR: trainer,
                Head.NAME: run.instance.trainers[trainer].name,
                Head.DATE: wpa.slot.date,
                Head.BEGIN: wpa.slot.begin,
                Head.END: wpa.slot.end,
                Head.SCHOOL: wpa.school.id,
                Head.SCHOOL_NAME: wpa.school.name,
            }
