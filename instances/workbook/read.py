"""Reads a semester workbook: an Instance, or every fault in it. The door of the reader; holds no rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instances.domain.instance import Instance
from instances.dutch.semesters import school_year_and_half
from instances.plausibility.check import check_plausibility
from instances.plausibility.days import check_school_year
from instances.plausibility.seen import unseen
from instances.tables.columns import HANDOVER_SHEET, NORMS_SHEET, PINS, SHEETS, STUDENTS
from instances.tables.faults import Fault, Findings
from instances.tables.notices import Notice, NoticeKind
from instances.tables.preflight import Refusal, inspect
from instances.tables.records import Records, read_records
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.tables.sheets import Table, open_tables
from instances.workbook.build import build
from instances.workbook.norms_sheet import with_norms
from instances.workbook.onstage_sheet import read_handover
from instances.workbook.organisation import check_organisation
from instances.workbook.pins import check_pins
from instances.workbook.postcode_use import PostcodeUse, locate
from instances.workbook.references import check_references
from instances.workbook.row_checks import check_rows
from instances.workbook.same_ids import with_known_ids
from instances.workbook.settings_sheet import read_settings
from instances.workbook.sound_part import SoundPart, sound_part
from instances.workbook.travel_coverage import check_travel


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was read.

    Attributes:
        instance: None if and only if there are faults.
        faults: What must be corrected, by sheet.
        notices: What was repaired, ignored or remarkable, but for what the office has seen.
        tables: The sheets that are there by name, with raw cells.
        rows: The number of the row in the file by sheet and id.
        silent: How many notices a row of Gezien keeps silent.
        postcodes: What was found in the file with postcodes; None where none was used.
        sound: Of a workbook with faults: the semester without the faulty rows; None where there is none.
    """

    instance: Instance | None
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]
    tables: Mapping[str, Table] = field(default_factory=dict, repr=False)
    rows: Mapping[tuple[str, str], int] = field(default_factory=dict, repr=False)
    sound: SoundPart | None = field(default=None, repr=False)
    silent: int = 0
    postcodes: PostcodeUse | None = None

    def where(self, sheet: str, id: str, column: str = "") -> str:
        """Find the cell of a row that has an id.

        Args:
            sheet: The name of a sheet; Vastgezet and Plaatsing are keyed by student.
            id: The code in its first column.
            column: The header of the column, '' for the first.

        Returns:
            The address, '' where there is no such row or the file lacks the column.

        Raises:
            KeyError: The sheet knows no such column.
        """
        row = self.rows.get((sheet, id))
        if row is None:
            return ""
        table = self.tables[sheet]
        return table.cell(column or table.sheet.columns[0].header, row)


def read(
    path: Path, *, postcodes: Path | None = None, kept_postcodes: Path | None = None, for_wpa: bool = False
) -> Reading:
    """Read a semester workbook in one pass: the semester, or everything that is wrong with it.

    Args:
        path: Of the workbook; a bad file never raises, it has a fault.
        postcodes: A GeoNames file for places without coordinates.
        kept_postcodes: Such a file of an earlier time, which counts where none is given and a row needs it.
        for_wpa: Also ask for the slots and for travel times between schools.

    Returns:
        The instance or the faults, and in both cases the notices.
    """
    findings = Findings()
    package = inspect(path)
    if isinstance(package, Refusal):
        findings.add(Fault("", "", "", f"{path.name}: {package.found}", package.expected))
        return Reading(None, findings.faults, ())
    if package.macros:
        findings.notice("", "", f"De macro’s in {path.name} zijn niet gebruikt.", NoticeKind.MACROS)
    tables = open_tables(package, findings, for_wpa)
    if not tables:
        return Reading(None, findings.faults, findings.notices)
    settings = read_settings(tables.get(SETTINGS_SHEET.name), findings)
    settings = with_norms(settings, tables.get(NORMS_SHEET.name), findings)
    handover = read_handover(tables.get(HANDOVER_SHEET.name), findings)
    year = school_year_and_half(settings.semester)
    records = with_known_ids(read_records(tables, findings, None if year is None else year[0]))
    located = locate(records, postcodes, kept_postcodes)
    _check(records, for_wpa)
    check_school_year(records, settings.semester)
    before_travel, travel = findings.faults, None
    if located.usable:  # with a bad postcode file every place would seem to lack coordinates
        travel = check_travel(records, located.points, for_wpa, located.use.path.name if located.use else "")
    check_plausibility(records, settings, tables.get(SETTINGS_SHEET.name))
    rows = {
        (name, key): row.number for name, table in tables.items() for key, row in records.index(table.sheet).items()
    }
    told = unseen(findings.notices, records, whole=not findings.faults)
    if findings.faults:
        travel_known = len(before_travel) == len(findings.faults)
        sound = sound_part(records, settings, located.points, before_travel, travel_known) if records.of(PINS) else None
        return Reading(None, in_order(findings.faults), told.notices, tables, rows, sound, told.silent, located.use)
    instance = build(records, settings, handover, located.points, hashlib.sha256(package.data).hexdigest(), travel)
    return Reading(instance, (), told.notices, tables, rows, silent=told.silent, postcodes=located.use)


def _check(records: Records, for_wpa: bool) -> None:
    nobody = records.has(STUDENTS) and not records.of(STUDENTS)
    for sheet in SHEETS:
        if records.has(sheet) and not records.of(sheet) and (sheet.required or for_wpa):
            if sheet is STUDENTS:
                records.findings.add(Fault(sheet.name, "", "", "geen rijen", "minstens één student"))
            elif sheet.required and nobody:  # an empty template: everything that is still to do in one go
                records.findings.add(Fault(sheet.name, "", "", "geen rijen", "minstens één rij"))
            elif sheet.required or sheet.required_for_wpa:
                text = f"In het blad {sheet.name} staat nog geen enkele rij."
                records.findings.notice(sheet.name, "", text, NoticeKind.NO_ROWS)
    check_rows(records)
    check_references(records)
    check_organisation(records)
    check_pins(records)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Sort faults as the office goes through its workbook.

    Args:
        faults: Of one workbook.

    Returns:
        The same by sheet in the order of the workbook, within a sheet as found.
    """
    order = {sheet.name: place for place, sheet in enumerate(SHEETS)}
    return tuple(sorted(faults, key=lambda fault: order.get(fault.sheet, -1)))
