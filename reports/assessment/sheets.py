"""wpa.xlsx: the WPA roster seen from every side. Knows the run and no cell style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from instances.domain.entities import Trainer
from instances.domain.rulebook import ASSESSMENT_RULES
from instances.rosters import columns as words
from instances.rosters.columns import Head
from reports.account.verdict_rows import account_rows
from reports.assessment.live import BarredWpas, live_assessment, write_behind_assessment
from reports.assessment.overview import assessment_overview
from reports.assessment.schedule import per_assessor, per_day, per_school, schedule_rows
from reports.changes.assessment_messages import assessment_messages
from reports.changes.change_rows import assessment_changes
from reports.excel import lights
from reports.excel.book import Book, Row
from reports.excel.links import Links, row_links
from reports.excel.own_cells import NO_OWN_WORK, OwnWork
from reports.excel.wall import Line, heading_places, wall
from reports.fairness.sheet import assessment_fairness
from reports.placement.sheets import NO_CHANGES, NO_NEWS, NO_PREVIOUS, left_out
from reports.run.bundle import Run
from reports.run.tours import Tour, Wpa, tours_of, wpas_of

NOBODY = "Er is geen enkel WPA ingepland."


def write_assessment(run: Run, path: Path, cannot: BarredWpas | None = None, own: OwnWork = NO_OWN_WORK) -> None:
    """Write wpa.xlsx, the whole workbook.

    Args:
        run: The finished run, with a WPA roster.
        path: Where the file goes; the folder must exist.
        cannot: Slots and assessors that cannot be, which turn red where a hand chooses them; None: none does.
        own: What the office put in the file before.

    Raises:
        ValueError: The run has no WPA roster.
        OSError: The disk refuses the file.
    """
    if run.assessment is None or run.assessment_verdict is None:
        raise ValueError("the run has no WPA roster")
    wpas, tours = wpas_of(run), tours_of(run)
    assessors, schools, days = per_assessor(run, tours), per_school(run, wpas), per_day(run, wpas)
    links = _links(wpas, assessors, schools)
    with Book(path, "WPA-rooster", run.semester, carrying=own != NO_OWN_WORK) as book:
        assessment_overview(run, tours, book)
        rows = list(schedule_rows(run, wpas))
        live = live_assessment(run, len(rows))
        on, off = words.SCHEDULE.name, words.UNSCHEDULED.name
        scheduled = own.beside(on, off, run.assessment)
        book.table(words.SCHEDULE, rows, empty=NOBODY, links=links, live=live, own=scheduled)
        missing = left_out(run.not_scheduled, run.unscheduled, run.proposals)
        unscheduled = own.beside(off, on, (student.id for student in run.not_scheduled))
        book.table(words.UNSCHEDULED, missing, empty="Alle WPA's zijn ingepland.", own=unscheduled)
        wall(book, words.PER_ASSESSOR, assessors, links, NOBODY)
        wall(book, words.PER_SCHOOL, schools, links, NOBODY)
        wall(book, words.PER_DAY, days, links, NOBODY)
        loads = workload_rows(run, tours)
        nobody, marks, workload = "Er zijn geen beoordelaars.", lights.WORKLOAD_MARKS, own.of(words.WORKLOAD.name)
        book.table(words.WORKLOAD, loads, empty=nobody, links=links, marks=marks, own=workload)
        assessment_fairness(run, book)
        book.table(words.CHANGES, assessment_changes(run), empty=NO_CHANGES if run.before else NO_PREVIOUS)
        book.table(words.MESSAGES, assessment_messages(run), empty=NO_NEWS if run.before else NO_PREVIOUS)
        account = account_rows(run.assessment_verdict, ASSESSMENT_RULES)
        book.table(words.ACCOUNT, account, total=True, marks=lights.ACCOUNT_MARKS)
        book.own_pages(own.pages)
        write_behind_assessment(run, book, rows, cannot or BarredWpas())


def _links(wpas: Sequence[Wpa], assessors: Sequence[Line], schools: Sequence[Line]) -> Links:
    """A student leads to the roster, a school and an assessor to their own page."""
    people = heading_places(words.PER_ASSESSOR, assessors)
    return {
        Head.STUDENT: row_links(words.SCHEDULE, (wpa.student.id for wpa in wpas)),
        Head.SCHOOL: heading_places(words.PER_SCHOOL, schools),
        Head.ASSESSOR: people,
    }


def workload_rows(run: Run, tours: Mapping[str, tuple[Tour, ...]]) -> Iterator[Row]:
    """Every assessor against the own maximum and the fair share (V2), also those without a WPA.

    Args:
        run: The finished run, with a WPA roster.
        tours: Assessor id to the days on the road (``tours_of``).

    Yields:
        The rows of the sheet Werkdruk: first the pool of the field, then that of the institute.
    """
    for who in (*run.instance.field_pool, *run.instance.institute_pool):
        yield _load(run, who, tours.get(who.id, ()))


def _load(run: Run, who: Trainer, days: Sequence[Tour]) -> Row:
    wpas, share = sum(len(tour.wpas) for tour in days), run.fair_share(who.id)
    return {
        Head.ASSESSOR: who.id,
        Head.NAME: who.name,
        Head.ROLE: str(who.role),
        Head.BOARD: who.board,
        Head.WPAS: wpas,
        Head.OWN_MAX: run.instance.max_wpas(who.id),
        Head.FAIR: share,
        Head.ABOVE_FAIR: max(0, wpas - share),
        Head.VISIT_DAYS: len(days),
        Head.BUSIEST: max((len(tour.wpas) for tour in days), default=0),
        Head.VISITS: sum(len(tour.schools) for tour in days),
        Head.TRIP_MINUTES: sum(tour.trip_minutes for tour in days),
        Head.TOUR: sum(tour.minutes for tour in days),
        Head.WAITING: sum(tour.waiting for tour in days),
    }
