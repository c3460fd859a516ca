"""plaatsing.xlsx: who comes where, what is full, what changed. Knows the run and no cell style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from instances.domain.entities import Mentor, School, Student
from instances.domain.rulebook import PLACEMENT_RULES
from instances.dutch.lists import yes_no
from instances.rosters import columns as words
from instances.rosters.columns import Head
from reports.account.verdict_rows import account_rows
from reports.changes.change_rows import placement_changes
from reports.changes.placement_messages import placement_messages
from reports.excel import lights
from reports.excel.book import Book, Row
from reports.excel.links import Links, row_links
from reports.excel.own_cells import NO_OWN_WORK, OwnWork
from reports.fairness.figures import needs_asked, needs_met
from reports.fairness.sheet import placement_fairness
from reports.placement.live import live_placement, write_behind
from reports.placement.overview import placement_overview
from reports.run.bundle import Run
from reports.run.to_be_named import to_be_named_rows
from reports.run.wording import day_list, group_list

NO_PREVIOUS = "Er is geen eerder rooster opgegeven, dus ook geen lijst met wijzigingen."
NO_NEWS = "Er is niets veranderd, dus niemand hoeft bericht."
NO_CHANGES = "Er is niets veranderd ten opzichte van het vorige rooster."


def write_placement(
    run: Run, path: Path, barred_mentors: Mapping[str, str] | None = None, own: OwnWork = NO_OWN_WORK
) -> None:
    """Write plaatsing.xlsx, the whole workbook.

    Args:
        run: The finished run.
        path: Where the file goes; the folder must exist.
        barred_mentors: Student id to a sign for each mentor of the workbook, ``x`` for a pair that cannot be; None: no
            pair turns red.
        own: What the office put in the file before.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    links = {
        Head.SCHOOL: row_links(words.SCHOOL_USE, run.instance.schools),
        Head.TANDEM: row_links(words.TANDEM_USE, run.instance.tandems),
    }
    with Book(path, "Plaatsing", run.semester, carrying=own != NO_OWN_WORK) as book:
        placement_overview(run, book)
        nobody = "Er is geen enkele student geplaatst."
        rows = list(placement_rows(run))
        live = live_placement(run, len(rows))
        marks = lights.PLACEMENT_MARKS
        on, off = words.PLACEMENT.name, words.UNPLACED.name
        placed = own.beside(on, off, run.placement)
        unplaced = own.beside(off, on, (student.id for student in run.not_placed))
        book.table(words.PLACEMENT, rows, empty=nobody, links=links, marks=marks, live=live, own=placed)
        missing = left_out(run.not_placed, run.unplaced, run.proposals)
        book.table(words.UNPLACED, missing, empty="Alle studenten zijn geplaatst.", own=unplaced)
        if nameless := list(to_be_named_rows(run)):
            book.table(words.TO_BE_NAMED, nameless, band=Head.SCHOOL)
        _write_use(run, book, links, own)
        placement_fairness(run, book)
        book.table(words.CHANGES, placement_changes(run), empty=NO_CHANGES if run.before_placing else NO_PREVIOUS)
        book.table(words.MESSAGES, placement_messages(run), empty=NO_NEWS if run.before_placing else NO_PREVIOUS)
        account = account_rows(run.placement_verdict, PLACEMENT_RULES)
        book.table(words.ACCOUNT, account, total=True, marks=lights.ACCOUNT_MARKS)
        book.own_pages(own.pages)
        write_behind(run, book, rows, barred_mentors or {})


def _write_use(run: Run, book: Book, links: Links, own: OwnWork) -> None:
    """How full schools, mentors and tandems are."""
    schools = [_school(run, school) for school in run.instance.schools.values()]
    mentors = [_mentor(run, mentor) for mentor in run.instance.mentors.values()]
    care = lights.tandem_marks(run.instance.settings.max_care_per_tandem)
    of_schools, of_mentors = {Head.TANDEM: links[Head.TANDEM]}, {Head.SCHOOL: links[Head.SCHOOL]}
    for kind, rows, leads, marks in (
        (words.SCHOOL_USE, schools, of_schools, lights.SCHOOL_MARKS),
        (words.MENTOR_USE, mentors, of_mentors, lights.MENTOR_MARKS),
        (words.TANDEM_USE, list(_tandems(run)), {}, care),
    ):
        book.table(kind, rows, links=leads, marks=marks, own=own.of(kind.name))


def placement_rows(run: Run) -> Iterator[Row]:
    """One row for each placed student, by board, school and name; all columns of every Plaatsing sheet."""
    for student in run.placed:
        yield placement_row(run, student)


def placement_row(run: Run, student: Student) -> Row:
    """Where one placed student comes, with every column of every Plaatsing sheet.

    Args:
        run: The finished run.
        student: A student with a place.

    Returns:
        Column to cell; a sheet takes the columns that it may show.
    """
    instance = run.instance
    mentor = run.mentor_of(student.id)
    school = instance.schools[mentor.school]
    tandem = instance.tandem_of(school.id)
    pin = instance.pin_of.get(student.id)
    return {
        Head.STUDENT: student.id,
        Head.NAME: student.name,
        Head.YEAR: student.year,
        Head.DAYS: day_list(student.days),
        Head.BOARD: school.board,
        Head.SCHOOL: school.id,
        Head.SCHOOL_NAME: school.name,
        Head.MENTOR: mentor.id,
        Head.MENTOR_NAME: mentor.name,
        Head.GROUP: group_list(mentor.groups),
        Head.TANDEM: tandem.id if tandem else None,
        Head.SO: tandem.so if tandem else None,
        Head.SO_NAME: instance.trainers[tandem.so].name if tandem else None,
        Head.IO: tandem.io if tandem else None,
        Head.IO_NAME: instance.trainers[tandem.io].name if tandem else None,
        Head.PLG: instance.plg_by_school[school.id].name,
        Head.TRAVEL: run.minutes_of(student.id),
        Head.NEEDS_MET: needs_met(run, student),
        Head.NEEDS_ASKED: needs_asked(student),
        Head.PINNED: yes_no(pin is not None and (pin.school or pin.mentor) is not None),
    }


def left_out(students: Iterable[Student], reasons: Mapping[str, str], proposals: Mapping[str, str]) -> Iterator[Row]:
    """Rows of Niet geplaatst and Niet ingepland."""
    for student in students:
        yield {
            Head.STUDENT: student.id,
            Head.NAME: student.name,
            Head.YEAR: student.year,
            Head.REASON: reasons.get(student.id),
            Head.PROPOSAL: proposals.get(student.id),
        }


def _school(run: Run, school: School) -> Row:
    instance = run.instance
    tandem, plg = instance.tandem_of(school.id), instance.plg_by_school[school.id]
    placed = len(run.by_school.get(school.id, ()))
    return {
        Head.SCHOOL: school.id,
        Head.SCHOOL_NAME: school.name,
        Head.BOARD: school.board,
        Head.KIND: str(school.kind),
        Head.PLACES: school.places,
        Head.TAKEN: school.taken,
        Head.NET: school.net_places,
        Head.PLACED: placed,
        Head.LEFT: school.net_places - placed,
        Head.MINIMUM: school.min_students,
        Head.TANDEM: tandem.id if tandem else None,
        Head.PLG: plg.name,
        Head.IN_PLG: len(run.by_plg.get(plg.key, ())),
        Head.MAX_PLG: plg.maximum,
    }


def _mentor(run: Run, mentor: Mentor) -> Row:
    placed = run.by_mentor.get(mentor.id, ())
    capacity = mentor.max_students if mentor.may_guide else 0
    return {
        Head.MENTOR: mentor.id,
        Head.MENTOR_NAME: mentor.name,
        Head.SCHOOL: mentor.school,
        Head.SCHOOL_NAME: run.instance.schools[mentor.school].name,
        Head.GROUP: group_list(mentor.groups),
        Head.WORKDAYS: day_list(mentor.days),
        Head.DUO: mentor.duo,
        Head.TRAINING: str(mentor.training),
        Head.MAXIMUM: capacity,
        Head.PLACED: len(placed),
        Head.LEFT: capacity - len(placed),
        Head.STUDENTS: "; ".join(student.name for student in placed),
    }


def _tandems(run: Run) -> Iterator[Row]:
    instance = run.instance
    for tandem in instance.tandems.values():
        students = run.by_tandem.get(tandem.id, ())
        yield {
            Head.TANDEM: tandem.id,
            Head.SO: tandem.so,
            Head.SO_NAME: instance.trainers[tandem.so].name,
            Head.IO: tandem.io,
            Head.IO_NAME: instance.trainers[tandem.io].name,
            Head.NORM: tandem.norm,
            Head.MAXIMUM: tandem.max_students,
            Head.PLACED: len(students),
            Head.ABOVE_NORM: max(0, len(students) - tandem.norm),
            Head.LEFT: tandem.max_students - len(students),
            Head.CARE: None if instance.print_key else sum(student.care for student in students),
            Head.SCHOOLS: "; ".join(instance.schools[school].name for school in tandem.schools),
        }
