"""Reads a semester workbook: an Instance, or every fault in it. The door of the reader; holds no rule."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from instances.domain.entities import Point
from instances.domain.instance import Instance
from instances.tables.columns import HANDOVER_SHEET, NORMS_SHEET, SETTINGS_SHEET, SHEETS, STUDENTS
from instances.tables.faults import Fault, Findings
from instances.tables.notices import Notice
from instances.tables.preflight import Package, Refusal, inspect
from instances.tables.records import Records, read_records
from instances.tables.sheets import Table, open_tables
from instances.workbook.build import build
from instances.workbook.norms_sheet import read_norms
from instances.workbook.onstage_sheet import read_handover
from instances.workbook.organisation import check_organisation
from instances.workbook.pins import check_pins
from instances.workbook.postcodes import PostcodeFileError, read_postcodes
from instances.workbook.references import check_references
from instances.workbook.row_checks import check_rows
from instances.workbook.settings_sheet import read_settings
from instances.workbook.travel_coverage import check_travel


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was read.

    Attributes:
        instance: None if and only if there are faults.
        faults: What must be corrected, by sheet.
        notices: What was repaired, ignored or remarkable.
        tables: The sheets that are there by name, with raw cells.
        rows: The number of the row in the file by sheet and id.
    """

    instance: Instance | None
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]
    tables: Mapping[str, Table] = field(default_factory=dict, repr=False)
    rows: Mapping[tuple[str, str], int] = field(default_factory=dict, repr=False)

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


def read(path: Path, *, postcodes: Path | None = None, for_wpa: bool = False) -> Reading:
    """Read a semester workbook in one pass: the semester, or everything that is wrong with it.

    Args:
        path: Of the workbook; a bad file never raises, it has a fault.
        postcodes: A GeoNames file for places without coordinates.
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
        findings.notice("", "", f"De macro’s in {path.name} zijn niet gebruikt.")
    tables = _tables(path, package, findings, for_wpa)
    if tables is None:
        return Reading(None, findings.faults, findings.notices)
    settings = read_settings(tables.get(SETTINGS_SHEET.name), findings)
    settings = replace(settings, norms=read_norms(tables.get(NORMS_SHEET.name), findings))
    handover = read_handover(tables.get(HANDOVER_SHEET.name), findings)
    records = read_records(tables, findings)
    points = _points(postcodes, findings)
    _check(records, for_wpa, {} if points is None else points, points is not None)
    rows = {
        (name, key): row.number for name, table in tables.items() for key, row in records.index(table.sheet).items()
    }
    if findings.faults:
        return Reading(None, _in_order(findings.faults), findings.notices, tables, rows)
    instance = build(records, settings, handover, points or {}, hashlib.sha256(package.data).hexdigest())
    return Reading(instance, (), findings.notices, tables, rows)


def _tables(path: Path, package: Package, findings: Findings, for_wpa: bool) -> dict[str, Table] | None:
    try:
        return open_tables(package, findings, for_wpa)
    except Exception as error:  # openpyxl raises a dozen kinds on damaged XML; every one means this
        expected = (
            "een werkmap die te openen is. Dit bestand is beschadigd "
            f"({type(error).__name__}). Open het in Excel en sla het opnieuw op als .xlsx"
        )
        findings.add(Fault("", "", "", f"{path.name}: een beschadigde werkmap", expected))
        return None


def _points(path: Path | None, findings: Findings) -> dict[str, Point] | None:
    """Coordinates by postcode; None when the file cannot be used."""
    if path is None:
        return {}
    try:
        return read_postcodes(path)
    except PostcodeFileError as error:
        findings.add(Fault("", "", "--postcodes", path.name, str(error)))
        return None


def _check(records: Records, for_wpa: bool, points: Mapping[str, Point], usable: bool) -> None:
    nobody = records.has(STUDENTS) and not records.of(STUDENTS)
    for sheet in SHEETS:
        if records.has(sheet) and not records.of(sheet) and (sheet.required or for_wpa):
            if sheet is STUDENTS:
                records.findings.add(Fault(sheet.name, "", "", "geen rijen", "minstens één student"))
            elif sheet.required and nobody:  # an empty template: everything that is still to do in one go
                records.findings.add(Fault(sheet.name, "", "", "geen rijen", "minstens één rij"))
            elif sheet.required or sheet.required_for_wpa:
                records.findings.notice(sheet.name, "", f"In het blad {sheet.name} staat nog geen enkele rij.")
    check_rows(records)
    check_references(records)
    check_organisation(records)
    check_pins(records)
    if usable:  # with a bad postcode file every place would seem to lack coordinates
        check_travel(records, points, for_wpa)


def _in_order(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """By sheet in the order of the workbook; within a sheet as found."""
    order = {sheet.name: place for place, sheet in enumerate(SHEETS)}
    return tuple(sorted(faults, key=lambda fault: order.get(fault.sheet, -1)))
