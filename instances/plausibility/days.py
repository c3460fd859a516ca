"""Days that are hardly meant: in another year, outside the semester, in a weekend, on a holiday. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from instances.dutch.dates import numeric_date, numeric_day
from instances.dutch.holidays import holiday
from instances.plausibility.semester_window import (
    SemesterWindow,
    school_year_by_name,
    window_by_days,
    window_by_name,
)
from instances.plausibility.settings import PLAUSIBILITY
from instances.tables.columns import ABSENCES, AVAILABILITY, SLOTS, STUDENTS
from instances.tables.notices import NoticeKind, Place
from instances.tables.records import Record, Records
from instances.tables.schema import Column, Sheet
from instances.tables.setting_rows import SETTINGS_SHEET

SINGLE_DAYS: tuple[tuple[Sheet, Column], ...] = ((SLOTS, SLOTS.DATE), (AVAILABILITY, AVAILABILITY.DATE))
SPANS: tuple[tuple[Sheet, Column, Column], ...] = (
    (ABSENCES, ABSENCES.START, ABSENCES.END),
    (STUDENTS, STUDENTS.WPA_FROM, STUDENTS.WPA_UNTIL),
)
_SATURDAY = 5
_WEEK = 7


def check_school_year(records: Records, semester: str) -> None:
    """A WPA in another school year than the semester is no slip to be read over: nobody can come then.

    Args:
        records: All rows; a fault for every such slot.
        semester: Its name in Instellingen, '' without.
    """
    year = school_year_by_name(semester)
    if year is None:
        return
    expected = f"een dag in {year.name}; klopt dat schooljaar niet, verander dan Semester in {SETTINGS_SHEET.name}"
    for record in records.of(SLOTS):
        day = record.optional_day(SLOTS.DATE)
        if day is not None and not year.holds(day):
            meant = year.meant(day)
            hint = "" if meant is None else f". Bedoelt u {numeric_date(meant)}?"
            records.fault(record, SLOTS.DATE, day, f"{expected}{hint}", together=expected)


def check_days(records: Records, semester: str) -> SemesterWindow | None:
    """Tell every day that is hardly meant.

    Args:
        records: All rows.
        semester: Its name in Instellingen, '' without.

    Returns:
        The days that the semester can have, by its name or its slots; None where neither says it.
    """
    window, year = _window(records, semester), school_year_by_name(semester)
    for sheet, column in SINGLE_DAYS:
        for record in records.of(sheet):
            day = record.optional_day(column)
            if day is None or (sheet is SLOTS and year is not None and not year.holds(day)):
                continue  # of which the second is a fault already
            if not _outside(records, record, column, day, window):
                _idle(records, record, column, day)
    for sheet, start, end in SPANS:
        for record in records.of(sheet):
            _span(records, record, start, end, window)
    return window


def _window(records: Records, semester: str) -> SemesterWindow | None:
    """By the name of the semester; where most slots contradict it, the name is told and the slots count."""
    slots = [*_days(records, SLOTS, SLOTS.DATE)]
    named = window_by_name(semester)
    if named is not None and 2 * sum(named.holds(day) for day in slots) >= len(slots):
        return named
    bulk = window_by_days(slots) or window_by_days([*_days(records, AVAILABILITY, AVAILABILITY.DATE)])
    if named is None or bulk is None:
        return bulk or named
    text = f"De meeste WPA-tijden vallen buiten {named.name}. Klopt de naam van het semester nog?"
    place = Place("", semester)
    records.findings.notice(
        SETTINGS_SHEET.name, "", text, NoticeKind.OUTSIDE_SEMESTER, SETTINGS_SHEET.VALUE.header, (place,)
    )
    return bulk


def _days(records: Records, sheet: Sheet, column: Column) -> Iterator[date]:
    for record in records.of(sheet):
        day = record.optional_day(column)
        if day is not None:
            yield day


def _outside(records: Records, record: Record, column: Column, day: date, window: SemesterWindow | None) -> bool:
    if window is None or window.holds(day):
        return False
    meant = window.meant(day)
    hint = "Klopt deze datum?" if meant is None else f"Bedoelt u {numeric_date(meant)}?"
    text = f"{record.key}: {column} {numeric_day(day)} valt buiten {window.name}. {hint}"
    _tell(records, record, column, day, text, NoticeKind.OUTSIDE_SEMESTER)
    return True


def _idle(records: Records, record: Record, column: Column, day: date) -> None:
    """A day on which nobody teaches."""
    if day.weekday() >= _SATURDAY:
        text = f"{record.key} valt in het weekend ({numeric_day(day)}); dan is niemand aan het werk."
        _tell(records, record, column, day, text, NoticeKind.WEEKEND)
    elif holiday(day):
        text = f"{record.key} valt op een feestdag ({numeric_day(day)}, {holiday(day)}). Is de school dan open?"
        _tell(records, record, column, day, text, NoticeKind.HOLIDAY)


def _span(records: Records, record: Record, start: Column, end: Column, window: SemesterWindow | None) -> None:
    """From one day to another: either may be in another year, and between them there may be no day of school."""
    first, last = record.optional_day(start), record.optional_day(end)
    if record.table.sheet is ABSENCES and first and last and window is not None:
        if last < window.first or first > window.last:  # an absence may begin before the semester and end after it
            _outside(records, record, start, first, window)
            return
        if (last - first).days > PLAUSIBILITY.longest_absence:
            span = f"{numeric_date(first)} t/m {numeric_date(last)}"
            text = f"{record.key} is {(last - first).days + 1} dagen afwezig ({span}). Klopt het jaar?"
            _tell(records, record, end, last, text, NoticeKind.LONG_ABSENCE)
            return
    elif record.table.sheet is not ABSENCES:
        strange = [
            _outside(records, record, column, day, window)
            for column, day in ((start, first), (end, last))
            if day is not None
        ]
        if any(strange):
            return
    if first and last and first <= last and (last - first).days < _WEEK:
        days = [first + timedelta(days=after) for after in range((last - first).days + 1)]
        if all(day.weekday() >= _SATURDAY or holiday(day) for day in days):
            _idle(records, record, start, first)


def _tell(records: Records, record: Record, column: Column, day: date, text: str, kind: NoticeKind) -> None:
    records.notice(record, column, text, kind, f"{record.key} {numeric_date(day)}")
