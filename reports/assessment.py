"""wpa.xlsx: the WPA roster seen from every side. Knows the run and no cell style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from instances import roster_columns as words
from instances.domain import Trainer
from instances.roster_columns import Head
from instances.rulebook import ASSESSMENT_RULES
from reports.account import account_rows
from reports.assessment_overview import assessment_overview
from reports.bundle import Run
from reports.changes import assessment_changes
from reports.fairness_sheet import assessment_fairness
from reports.messages import assessment_messages
from reports.placement import NO_CHANGES, NO_NEWS, NO_PREVIOUS, groups, left_out, yes_no
from reports.sheet import Book, Cell, Row
from reports.tours import Tour, Wpa, tours_of, wpas_of

NOBODY = "Er is geen enkel WPA ingepland."


def write_assessment(run: Run, path: Path) -> None:
    """Write the whole workbook. Raises ValueError without a WPA roster, OSError where the disk refuses it."""
    if run.assessment is None or run.assessment_verdict is None:
        raise ValueError("the run has no WPA roster")
    wpas, tours = wpas_of(run), tours_of(run)
    with Book(path, "WPA-rooster", run.semester) as book:
        assessment_overview(run, tours, book)
        book.table(words.SCHEDULE, schedule_rows(run, wpas), empty=NOBODY)
        missing = left_out(run.not_scheduled, run.unscheduled, run.proposals)
        book.table(words.UNSCHEDULED, missing, empty="Alle WPA's zijn ingepland.")
        book.table(words.PER_ASSESSOR, _per_assessor(run, tours), band=Head.ASSESSOR, empty=NOBODY)
        by_school = sorted(wpas, key=lambda wpa: (wpa.school.board, wpa.school.name, wpa.school.id, wpa.order))
        book.table(words.PER_SCHOOL, (_seen(run, wpa) for wpa in by_school), band=Head.SCHOOL, empty=NOBODY)
        book.table(words.PER_DAY, (_seen(run, wpa) for wpa in wpas), band=Head.DATE, empty=NOBODY)
        book.table(words.WORKLOAD, workload(run, tours), empty="Er zijn geen beoordelaars.")
        assessment_fairness(run, book)
        book.table(words.CHANGES, assessment_changes(run), empty=NO_CHANGES if run.previous else NO_PREVIOUS)
        book.table(words.MESSAGES, assessment_messages(run), empty=NO_NEWS if run.previous else NO_PREVIOUS)
        book.table(words.ACCOUNT, account_rows(run.assessment_verdict, ASSESSMENT_RULES), total=True)


def schedule_rows(run: Run, wpas: Iterable[Wpa]) -> Iterator[Row]:
    """One row for each WPA; all columns of every WPA-rooster sheet."""
    for wpa in wpas:
        pin = run.instance.pin_of.get(wpa.student.id)
        yield {
            **_seen(run, wpa),
            Head.NAME: wpa.student.name,
            Head.KIND: str(wpa.student.wpa_kind),
            Head.MENTOR: wpa.mentor,
            Head.SLOT: wpa.slot.id,
            Head.FIELD: wpa.booking.field,
            Head.INSTITUTE: wpa.booking.institute,
            Head.PINNED: yes_no(pin is not None and (pin.slot or pin.field or pin.institute) is not None),
        }


def _seen(run: Run, wpa: Wpa) -> dict[Head, Cell]:
    """When, where, who and by whom."""
    mentor, trainers = run.instance.mentors[wpa.mentor], run.instance.trainers
    institute = wpa.booking.institute
    return {
        Head.BOARD: wpa.school.board,
        Head.SCHOOL: wpa.school.id,
        Head.SCHOOL_NAME: wpa.school.name,
        Head.DATE: wpa.slot.date,
        Head.BEGIN: wpa.slot.begin,
        Head.END: wpa.slot.end,
        Head.STUDENT: wpa.student.id,
        Head.STUDENT_NAME: wpa.student.name,
        Head.YEAR: wpa.student.year,
        Head.GROUP: groups(mentor),
        Head.MENTOR_NAME: mentor.name,
        Head.FIELD_NAME: trainers[wpa.booking.field].name,
        Head.INSTITUTE_NAME: None if institute is None else trainers[institute].name,
    }


def _per_assessor(run: Run, tours: Mapping[str, tuple[Tour, ...]]) -> Iterator[Row]:
    """Each WPA of each assessor; the way back and the day's total stand once a day, so the columns add up."""
    for days in tours.values():
        for tour in days:
            for number, (wpa, leg) in enumerate(zip(tour.wpas, tour.legs, strict=False)):
                others = [who for who in wpa.booking.assessors if who != tour.assessor.id]
                last = number == len(tour.wpas) - 1
                yield {
                    **_seen(run, wpa),
                    Head.ASSESSOR: tour.assessor.id,
                    Head.NAME: tour.assessor.name,
                    Head.ROLE: str(tour.assessor.role),
                    Head.TOGETHER: ", ".join(run.instance.trainers[who].name for who in others),
                    Head.OUT: leg,
                    Head.BACK: tour.legs[-1] if last else None,
                    Head.TOUR: tour.minutes if last else None,
                }


def workload(run: Run, tours: Mapping[str, tuple[Tour, ...]]) -> Iterator[Row]:
    """Every assessor against the own maximum and the fair share of V2, also those without a WPA."""
    for pool in (run.instance.field_pool, run.instance.institute_pool):
        taken = {who.id: sum(len(tour.wpas) for tour in tours.get(who.id, ())) for who in pool}
        seats = sum(taken.values())
        total = sum(run.instance.max_wpas(who.id) for who in pool)
        for who in pool:
            yield _load(run, who, taken[who.id], _share(seats, run.instance.max_wpas(who.id), total), tours)


def _share(seats: int, own: int, total: int) -> int:
    """Rounded up, in whole numbers."""
    return -(-seats * own // total) if total else 0


def _load(run: Run, who: Trainer, wpas: int, share: int, tours: Mapping[str, tuple[Tour, ...]]) -> Row:
    days = tours.get(who.id, ())
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
    }
