"""The WPA roster row by row: flat, per assessor, per school and per day, with headings for the wall. Knows no style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from instances.dutch.dates import long_date
from instances.dutch.lists import yes_no
from instances.dutch.numbers import count
from instances.rosters.columns import Head
from reports.excel.book import Cell, Row
from reports.excel.wall import HeadingLevel, Line, lines_of
from reports.run.bundle import Run
from reports.run.tours import Tour, Wpa
from reports.run.wording import group_list, wpa_count


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
        Head.GROUP: group_list(mentor.groups),
        Head.MENTOR_NAME: mentor.name,
        Head.FIELD_NAME: trainers[wpa.booking.field].name,
        Head.INSTITUTE_NAME: None if institute is None else trainers[institute].name,
    }


def _assessor_rows(run: Run, tours: Mapping[str, tuple[Tour, ...]]) -> Iterator[Row]:
    """Each WPA of each assessor; the way back and the day's total stand once a day, so the columns add up.

    What is waited stands at the WPA that is waited for.
    """
    for days in tours.values():
        for tour in days:
            for number, (wpa, leg, wait) in enumerate(zip(tour.wpas, tour.legs, (None, *tour.waits), strict=False)):
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
                    Head.WAITING: wait,
                }


def per_assessor(run: Run, tours: Mapping[str, tuple[Tour, ...]]) -> list[Line]:
    """A page for each assessor, a heading for each day with the minutes on the road and of waiting."""

    def person(rows: Sequence[Row]) -> str:
        days = count(len({row[Head.DATE] for row in rows}), "dag", "dagen")
        return f"{rows[0][Head.NAME]} · {rows[0][Head.ROLE]} · {wpa_count(len(rows))} op {days}"

    def day(rows: Sequence[Row]) -> str:
        waiting = sum(int(str(row[Head.WAITING] or 0)) for row in rows)
        waits = f" · {waiting} min wachten" if waiting else ""
        return f"{_day(rows)} · {rows[-1][Head.TOUR]} min reizen{waits}"

    return lines_of(_assessor_rows(run, tours), (HeadingLevel(Head.ASSESSOR, person), HeadingLevel(Head.DATE, day)))


def per_school(run: Run, wpas: Iterable[Wpa]) -> list[Line]:
    """A page for each school by board and name, a heading for each day."""

    def school(rows: Sequence[Row]) -> str:
        found = run.instance.schools[str(rows[0][Head.SCHOOL])]
        parts = (found.name, found.place, run.instance.boards[found.board].name, wpa_count(len(rows)))
        return " · ".join(filter(None, parts))

    ordered = sorted(wpas, key=lambda wpa: (wpa.school.board, wpa.school.name, wpa.school.id, wpa.order))
    return lines_of(
        (_seen(run, wpa) for wpa in ordered), (HeadingLevel(Head.SCHOOL, school), HeadingLevel(Head.DATE, _day))
    )


def per_day(run: Run, wpas: Iterable[Wpa]) -> list[Line]:
    """A page for each day, in order of time."""

    def day(rows: Sequence[Row]) -> str:
        schools = count(len({row[Head.SCHOOL] for row in rows}), "school", "scholen")
        return f"{_day(rows)} · {wpa_count(len(rows))} op {schools}"

    return lines_of((_seen(run, wpa) for wpa in wpas), (HeadingLevel(Head.DATE, day),))


def _day(rows: Sequence[Row]) -> str:
    day = rows[0][Head.DATE]
    if not isinstance(day, date):
        raise TypeError(f"no date: {day!r}")
    return long_date(day)
