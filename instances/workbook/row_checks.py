"""What one row must satisfy in itself: order of dates, ranges, coordinates. Knows no other row."""

from __future__ import annotations

from instances.domain.entities import Role
from instances.dutch.dates import clock, numeric_date
from instances.dutch.numbers import count, decimal
from instances.plausibility.coordinates import are_exchanged, in_the_netherlands, own_point
from instances.tables.columns import (
    ABSENCES,
    BOARDS,
    EXCLUSIONS,
    PINS,
    SCHOOLS,
    SLOTS,
    STUDENTS,
    TRAINERS,
    TRAVEL,
)
from instances.tables.lists import tag, tag_repair
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.schema import LocatedSheet
from instances.workbook.postcodes import looks_like_postcode, several_postcodes

LOCATED: tuple[LocatedSheet, ...] = (SCHOOLS, STUDENTS, TRAINERS)


def check_rows(records: Records) -> None:
    """Every check on a row by itself."""
    for record in records.of(BOARDS):
        _minimum_fits(records, record, record.optional_integer(BOARDS.MAX_STUDENTS))
    for record in records.of(SCHOOLS):
        _school(records, record)
    for record in records.of(STUDENTS):
        _student(records, record)
    for record in records.of(TRAINERS):
        _trainer(records, record)
    for record in records.of(SLOTS):
        _slot(records, record)
    for record in records.of(ABSENCES):
        first, last = record.optional_day(ABSENCES.START), record.optional_day(ABSENCES.END)
        if first and last and first > last:
            records.fault(record, ABSENCES.END, last, f"een dag niet voor Van ({numeric_date(first)})")
    start, end = TRAVEL.ORIGIN.header, TRAVEL.DESTINATION.header
    for record in records.of(TRAVEL):  # half a million rows: without asking the sheet about each cell
        origin = record.values.get(start)
        if isinstance(origin, str) and origin == record.values.get(end) and not looks_like_postcode(origin):
            text = "Van en Naar zijn gelijk; deze rij doet niets."
            records.notice(record, TRAVEL.DESTINATION, text, NoticeKind.IDLE_ROW)
    for record in records.of(EXCLUSIONS):
        other = record.text(EXCLUSIONS.OTHER)
        if other and other == record.text(EXCLUSIONS.WHO):
            records.fault(record, EXCLUSIONS.OTHER, other, "een andere code dan bij Wie")
    for record in records.of(PINS):
        if set(record.values) <= {PINS.STUDENT.header} and not record.faulty:
            records.notice(record, PINS.STUDENT, "In deze rij van Vastgezet staat niets vast.", NoticeKind.IDLE_ROW)
    for sheet in LOCATED:
        for record in records.of(sheet):
            _location(records, record, sheet)


def _minimum_fits(records: Records, record: Record, maximum: int | None) -> None:
    minimum = record.optional_integer(BOARDS.MIN_STUDENTS)
    if minimum is not None and maximum is not None and minimum > maximum:
        records.fault(record, BOARDS.MIN_STUDENTS, minimum, f"hoogstens Max studenten ({maximum})")


def _school(records: Records, record: Record) -> None:
    places, minimum = record.optional_integer(SCHOOLS.PLACES), record.optional_integer(SCHOOLS.MIN_STUDENTS)
    if places is None:
        return
    net = max(0, places - record.integer(SCHOOLS.TAKEN))
    if minimum is not None and minimum > net:
        free = "1 plaats" if net == 1 else f"{net} plaatsen"
        least = count(minimum, "student", "studenten")
        text = f"{record.key} heeft {free} vrij en neemt minstens {least}: de school neemt niemand."
        records.notice(record, SCHOOLS.MIN_STUDENTS, text, NoticeKind.SCHOOL_OUT)


def _student(records: Records, record: Record) -> None:
    year = record.optional_integer(STUDENTS.YEAR)
    if year is not None and not 1 <= year <= 4:
        records.fault(record, STUDENTS.YEAR, year, "1, 2, 3 of 4")
    start, end = record.optional_day(STUDENTS.WPA_FROM), record.optional_day(STUDENTS.WPA_UNTIL)
    if start and end and start > end:
        records.fault(record, STUDENTS.WPA_UNTIL, end, f"een dag niet voor WPA vanaf ({numeric_date(start)})")
    profile = record.text(STUDENTS.REQUIRED_PROFILE)
    if ";" in profile:
        records.fault(record, STUDENTS.REQUIRED_PROFILE, profile, "één kenmerk, zonder puntkomma")
    elif (what := tag_repair(profile)) is not None:
        example = f"“{profile} → {tag(profile)}”"
        column = STUDENTS.REQUIRED_PROFILE
        records.findings.repair(STUDENTS.name, record.cell(column), column.header, what, example)


def _trainer(records: Records, record: Record) -> None:
    if record.text(TRAINERS.ROLE) == Role.SLB and record.is_filled(TRAINERS.ASSESSOR) and record.yes(TRAINERS.ASSESSOR):
        text = f"{record.key} is SLB’er en beoordeelt dus niet."
        records.notice(record, TRAINERS.ASSESSOR, text, NoticeKind.COACH_ASSESSES)


def _slot(records: Records, record: Record) -> None:
    begin, end = record.optional_clock(SLOTS.BEGIN), record.optional_clock(SLOTS.END)
    if begin and end and begin >= end:
        records.fault(record, SLOTS.END, end, f"een tijd na Begin ({clock(begin)})")


def _location(records: Records, record: Record, sheet: LocatedSheet) -> None:
    north, east = record.optional_number(sheet.LATITUDE), record.optional_number(sheet.LONGITUDE)
    if (north is None) != (east is None):
        empty = sheet.LONGITUDE if east is None else sheet.LATITUDE
        if not record.is_faulty(empty):
            records.fault(record, empty, "leeg", "beide coördinaten, of geen van beide")
    point = own_point(record, sheet)
    if point is not None and are_exchanged(record, sheet):
        text = (
            f"Breedtegraad en lengtegraad staan in elkaars kolom; gelezen als {decimal(point.latitude, 3)} noord en "
            f"{decimal(point.longitude, 3)} oost."
        )
        records.notice(record, sheet.LATITUDE, text, NoticeKind.EXCHANGED)
    elif point is not None and not in_the_netherlands(point):
        text = "De coördinaten liggen buiten Nederland (rond breedtegraad 52 en lengtegraad 5)."
        records.notice(record, sheet.LATITUDE, text, NoticeKind.ABROAD)
    postcode = record.text(sheet.POSTCODE)
    if several_postcodes(postcode):
        records.fault(record, sheet.POSTCODE, postcode, "één postcode")
    elif postcode and not looks_like_postcode(postcode):
        text = f"“{postcode}” lijkt geen Nederlandse postcode."
        records.notice(record, sheet.POSTCODE, text, NoticeKind.NO_POSTCODE)
