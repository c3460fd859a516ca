"""What one row must satisfy in itself: order of dates, ranges, coordinates. Knows no other row."""

from __future__ import annotations

from instances.domain.entities import Role
from instances.dutch.dates import clock, numeric_date
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
from instances.tables.lists import tag
from instances.tables.records import Record, Records
from instances.workbook.postcodes import looks_like_postcode

NORTH, EAST = "Breedtegraad", "Lengtegraad"
_LOCATED = (SCHOOLS, STUDENTS, TRAINERS)


def check_rows(records: Records) -> None:
    """Every check on a row by itself."""
    for record in records.of(BOARDS.name):
        _minimum_fits(records, record, record.whole("Max studenten"))
    for record in records.of(SCHOOLS.name):
        _school(records, record)
    for record in records.of(STUDENTS.name):
        _student(records, record)
    for record in records.of(TRAINERS.name):
        _trainer(records, record)
    for record in records.of(SLOTS.name):
        _slot(records, record)
    for record in records.of(ABSENCES.name):
        start, end = record.day("Van"), record.day("T/m")
        if start and end and start > end:
            records.fault(record, "T/m", end, f"een dag niet voor Van ({numeric_date(start)})")
    for record in records.of(TRAVEL.name):
        if record.text("Van") and record.text("Van") == record.text("Naar") and not looks_like_postcode(record.key):
            records.notice(record, "Naar", "Van en Naar zijn gelijk; deze rij doet niets.")
    for record in records.of(EXCLUSIONS.name):
        if record.text("Wie") and record.text("Wie") == record.text("Met"):
            records.fault(record, "Met", record.text("Met"), "een andere code dan bij Wie")
    for record in records.of(PINS.name):
        if set(record.values) <= {"Student"} and not record.faulty:
            records.notice(record, "Student", "In deze rij van Vastgezet staat niets vast.")
    for sheet in _LOCATED:
        for record in records.of(sheet.name):
            _location(records, record)


def _minimum_fits(records: Records, record: Record, maximum: int | None) -> None:
    minimum = record.whole("Min studenten")
    if minimum is not None and maximum is not None and minimum > maximum:
        records.fault(record, "Min studenten", minimum, f"hoogstens Max studenten ({maximum})")


def _school(records: Records, record: Record) -> None:
    places, minimum = record.whole("Plaatsen"), record.whole("Min studenten")
    if places is None:
        return
    net = max(0, places - (record.whole("Bezet") or 0))
    if minimum is not None and minimum > net:
        free = "1 plaats" if net == 1 else f"{net} plaatsen"
        text = f"{record.key} heeft {free} vrij en neemt minstens {minimum} studenten: de school neemt niemand."
        records.notice(record, "Min studenten", text)


def _student(records: Records, record: Record) -> None:
    year = record.whole("Jaar")
    if year is not None and not 1 <= year <= 4:
        records.fault(record, "Jaar", year, "1, 2, 3 of 4")
    start, end = record.day("WPA vanaf"), record.day("WPA tot")
    if start and end and start > end:
        records.fault(record, "WPA tot", end, f"een dag niet voor WPA vanaf ({numeric_date(start)})")
    profile = record.text("Vereist profiel")
    if ";" in profile:
        records.fault(record, "Vereist profiel", profile, "één kenmerk, zonder puntkomma")
    elif tag(profile) != profile:
        example = f"“{profile} → {tag(profile)}”"
        what = "hoofdletters gelezen als kleine letters"
        records.findings.repair(STUDENTS.name, record.cell("Vereist profiel"), "Vereist profiel", what, example)


def _trainer(records: Records, record: Record) -> None:
    if record.text("Rol") == Role.SLB and record.yes("Assessor", False):
        records.notice(record, "Assessor", f"{record.key} is SLB’er en beoordeelt dus niet.")


def _slot(records: Records, record: Record) -> None:
    begin, end, day = record.clock("Begin"), record.clock("Eind"), record.day("Datum")
    if begin and end and begin >= end:
        records.fault(record, "Eind", end, f"een tijd na Begin ({clock(begin)})")
    if day and day.weekday() > 4:
        records.notice(record, "Datum", f"{record.key} valt in het weekend ({day}); dan is niemand aan het werk.")


def _location(records: Records, record: Record) -> None:
    north, east = record.number_of(NORTH), record.number_of(EAST)
    if (north is None) != (east is None):
        empty = EAST if east is None else NORTH
        if empty not in record.faulty:
            records.fault(record, empty, "leeg", "beide coördinaten, of geen van beide")
    elif north is not None and east is not None and not (50 <= north <= 54 and 3 <= east <= 8):
        if 50 <= east <= 54 and 3 <= north <= 8:
            text = "De coördinaten lijken verwisseld: Nederland ligt rond breedtegraad 52 en lengtegraad 5."
        else:
            text = "De coördinaten liggen buiten Nederland (rond breedtegraad 52 en lengtegraad 5)."
        records.notice(record, NORTH, text)
    postcode = record.text("Postcode")
    if postcode and not looks_like_postcode(postcode):
        records.notice(record, "Postcode", f"“{postcode}” lijkt geen Nederlandse postcode.")
