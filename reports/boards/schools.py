"""scholen/<school>.xlsx and tandems/<tandem>.xlsx: for a head of school, and for the SO and IO of a tandem.

Each is built from its own rows only, as a board file is; of WPAs elsewhere a tandem reads when and where, not whose.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from instances.domain.entities import School, Student, Tandem
from instances.dutch.addressing import full_address
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
Whose = TypeVar("Whose", School, Tandem)


@dataclass(frozen=True, slots=True)
class Circle:
    """Some schools of which one reader gets a file.

    Attributes:
        reader: For whom it is, and what is in it.
        schools: Ids of the schools; nobody of another one is named.
        placement: What is told of each student there.
        trainers: Ids of those who read when and where they assess elsewhere; nobody for a head of school.
    """

    reader: CoverReader
    schools: tuple[str, ...]
    placement: words.RosterSheet
    trainers: tuple[str, ...] = ()


def circle_of_school(run: Run, school: School) -> Circle:
    """What the head of a school reads.

    Args:
        run: The finished run.
        school: The school.

    Returns:
        The school with its own people.
    """
    sheets = (PLACED, SCHEDULE, (FOR_THE_WALL[0], "De WPA's per dag, om op te hangen."))
    where = [("Adres", address) for _, address in _addresses((school,))]
    reader = CoverReader(school.name, school.id, "Het gaat alleen over studenten op uw school.", sheets, where)
    return Circle(reader, (school.id,), words.BOARD_PLACEMENT)


def circle_of_tandem(run: Run, tandem: Tandem) -> Circle:
    """What the SO and the IO of a tandem read.

    Args:
        run: The finished run.
        tandem: The tandem.

    Returns:
        Its schools, with how to reach the students there, and the WPAs that the two take elsewhere.
    """
    sheets = (PLACED, SCHEDULE, FOR_THE_WALL, (words.TANDEM_ELSEWHERE.name, "Wanneer en waar u elders beoordeelt."))
    trainers = run.instance.trainers
    where = list(_addresses(run.instance.schools[id] for id in tandem.schools if id in run.by_school))
    name = f"{trainers[tandem.so].name} en {trainers[tandem.io].name}"
    reader = CoverReader(name, tandem.id, "Het gaat alleen over de studenten van uw tandem.", sheets, where)
    return Circle(reader, tandem.schools, words.TANDEM_PLACEMENT, (tandem.so, tandem.io))


def _addresses(schools: Iterable[School]) -> Iterator[tuple[str, str]]:
    """Name and address of the schools of which street and number are known."""
    for school in schools:
        if school.address:
            yield school.name, full_address(school.address, school.postcode, school.place)


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
    _write_each(run, folder, run.instance.schools, circle_of_school)


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
    _write_each(run, folder, run.instance.tandems, circle_of_tandem)


def _write_each(
    run: Run, folder: Path, records: Mapping[str, Whose], circle_of: Callable[[Run, Whose], Circle]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = named_files(run.instance, records)
    for id, record in records.items():
        circle = circle_of(run, record)
        if at_schools(run, circle.schools):
            write_circle(run, circle, folder / f"{names[id]}.xlsx")


def write_circle(run: Run, circle: Circle, target: Path | BytesIO) -> None:
    """Write one file.

    Args:
        run: The finished run, with or without a WPA roster.
        circle: What it is about; a student is placed there.
        target: Where it goes.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    students, wpas = at_schools(run, circle.schools), wpas_of(run)
    own = [wpa for wpa in wpas if wpa.school.id in circle.schools]
    rows = ({**placement_row(run, student), Head.EMAIL: student.email} for student in students)
    empty = no_wpas(run)
    with Book(target, circle.reader.name, run.semester) as book:
        cover(run, circle.reader, students, own, book)
        book.table(circle.placement, rows, band=Head.SCHOOL)
        book.table(words.BOARD_SCHEDULE, schedule_rows(run, own), band=Head.DATE, empty=empty)
        wall(book, words.BOARD_PER_SCHOOL, per_school(run, own), {}, empty)
        if circle.trainers:
            nothing = empty if run.assessment is None else NOTHING_ELSEWHERE
            book.table(words.TANDEM_ELSEWHERE, list(_elsewhere(run, circle, wpas)), band=Head.DATE, empty=nothing)


def at_schools(run: Run, schools: Collection[str]) -> tuple[Student, ...]:
    """Find the students placed at some schools.

    Args:
        run: The finished run.
        schools: Ids of the schools.

    Returns:
        The students, by school and name.
    """
    return tuple(student for student in run.placed if run.mentor_of(student.id).school in schools)


def _elsewhere(run: Run, circle: Circle, wpas: Sequence[Wpa]) -> Iterator[Row]:
    """The WPAs of the trainers at other schools, without a student."""
    for wpa in sorted(wpas, key=lambda wpa: wpa.order):
        if wpa.school.id in circle.schools:
            continue
        for trainer in sorted({*circle.trainers} & set(wpa.booking.assessors)):
            yield {
                Head.ASSESSOR: trainer,
                Head.NAME: run.instance.trainers[trainer].name,
                Head.DATE: wpa.slot.date,
                Head.BEGIN: wpa.slot.begin,
                Head.END: wpa.slot.end,
                Head.SCHOOL: wpa.school.id,
                Head.SCHOOL_NAME: wpa.school.name,
            }
