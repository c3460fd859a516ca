"""Which cells of the workbook an edit may change, and the field of the domain behind each. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from instances.domain.entities import Day
from instances.dutch.lists import yes_no
from instances.tables.columns import BOARDS, MENTORS, PINS, SCHOOLS, STUDENTS, TANDEMS, TRAINERS
from instances.tables.schema import Column, Sheet
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET

FieldValue = str | int | float | bool | date | tuple[str, ...] | frozenset[Day] | frozenset[int] | frozenset[str] | None
"""A field of the domain; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class EditableSheet:
    """``store`` is the field of Instance that holds the rows; ``fields`` maps a header to the row's field."""

    store: str
    fields: Mapping[str, str]


def column_key(sheet: Sheet, column: Column) -> tuple[str, str]:
    """Name a column as an edit does, by sheet and header. Raises KeyError where the sheet has no such column."""
    return sheet.name, sheet.column(column).header


def _editable(sheet: Sheet, store: str, fields: Mapping[Column, str]) -> EditableSheet:
    return EditableSheet(store, {sheet.column(column).header: field for column, field in fields.items()})


FIELDS: dict[str, EditableSheet] = {
    BOARDS.name: _editable(BOARDS, "boards", {
        BOARDS.MIN_STUDENTS: "min_students",
        BOARDS.MAX_STUDENTS: "max_students",
        BOARDS.OWN_SO: "own_so",
        BOARDS.OWN_IO: "own_io",
    }),
    SCHOOLS.name: _editable(SCHOOLS, "schools", {
        SCHOOLS.PLACES: "places",
        SCHOOLS.TAKEN: "taken",
        SCHOOLS.MIN_STUDENTS: "min_students",
        SCHOOLS.YEARS: "years",
        SCHOOLS.PROFILE: "profile",
        SCHOOLS.MAX_PLG: "max_plg",
        SCHOOLS.WPAS_AT_ONCE: "wpas_at_once",
    }),
    MENTORS.name: _editable(MENTORS, "mentors", {
        MENTORS.GROUPS: "groups",
        MENTORS.DAYS: "days",
        MENTORS.MAX_STUDENTS: "max_students",
        MENTORS.COMPETENT: "competent",
        MENTORS.TRAINING: "training",
        MENTORS.AVAILABLE: "available",
    }),
    STUDENTS.name: _editable(STUDENTS, "students", {
        STUDENTS.SPECIALISATION: "specialisation",
        STUDENTS.DAYS: "days",
        STUDENTS.REQUIRED_BOUW: "required_bouw",
        STUDENTS.REQUIRED_PROFILE: "required_profile",
        STUDENTS.MAX_TRAVEL: "max_travel",
        STUDENTS.CARE: "care",
        STUDENTS.WPA: "wpa",
        STUDENTS.WPA_FROM: "wpa_from",
        STUDENTS.WPA_UNTIL: "wpa_until",
    }),
    TRAINERS.name: _editable(TRAINERS, "trainers", {
        TRAINERS.DAYS: "days",
        TRAINERS.ASSESSOR: "assessor",
        TRAINERS.MAX_WPAS: "max_wpas",
        TRAINERS.MAX_WPAS_PER_DAY: "max_wpas_per_day",
    }),
    TANDEMS.name: _editable(TANDEMS, "tandems", {TANDEMS.MAX_STUDENTS: "max_students"}),
    PINS.name: _editable(PINS, "pins", {
        PINS.SCHOOL: "school",
        PINS.MENTOR: "mentor",
        PINS.SLOT: "slot",
        PINS.FIELD: "field",
        PINS.INSTITUTE: "institute",
    }),
    SETTINGS_SHEET.name: EditableSheet("settings", {s.name: s.attribute for s in SETTINGS if s.attribute is not None}),
}  # fmt: skip
"""Of Instellingen the settings themselves stand as headers: the id of such a row is its name."""


def as_cell(value: FieldValue) -> str | float | date | None:
    """Say what is written in a cell.

    Args:
        value: A field of the domain.

    Returns:
        The workbook's words for it; None for an empty cell.
    """
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, frozenset):
        parts = sorted(value)
        return ";".join(part.code if isinstance(part, Day) else str(part) for part in parts)
    if isinstance(value, tuple):
        return ";".join(value)
    return value
