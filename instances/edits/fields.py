"""Which cells of the workbook an edit may change, and the field of the domain behind each. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from instances.domain.entities import Day
from instances.dutch.lists import yes_no
from instances.tables.columns import BOARDS, MENTORS, PINS, SCHOOLS, SETTINGS_SHEET, STUDENTS, TANDEMS, TRAINERS
from instances.tables.setting_rows import SETTINGS

Value = str | int | bool | date | tuple[str, ...] | frozenset[Day] | frozenset[int] | frozenset[str] | None
"""A field of the domain; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class EditableSheet:
    """``store`` is the field of Instance that holds the rows; ``fields`` maps a header to the row's field."""

    store: str
    fields: Mapping[str, str]


FIELDS: dict[str, EditableSheet] = {
    BOARDS.name: EditableSheet("boards", {
        "Min studenten": "min_students",
        "Max studenten": "max_students",
        "Scheiding eigen SO": "own_so",
        "Scheiding eigen IO": "own_io",
    }),
    SCHOOLS.name: EditableSheet("schools", {
        "Plaatsen": "places",
        "Bezet": "taken",
        "Min studenten": "min_students",
        "Leerjaren": "years",
        "Profiel": "profile",
        "Max PLG": "max_plg",
        "WPA's tegelijk": "wpas_at_once",
    }),
    MENTORS.name: EditableSheet("mentors", {
        "Groep": "groups",
        "Werkdagen": "days",
        "Max studenten": "max_students",
        "Basisbekwaam": "competent",
        "Mentortraining": "training",
        "Beschikbaar": "available",
    }),
    STUDENTS.name: EditableSheet("students", {
        "Specialisatie": "specialisation",
        "Stagedagen": "days",
        "Vereiste bouw": "required_bouw",
        "Vereist profiel": "required_profile",
        "Max reistijd": "max_travel",
        "Zorgstudent": "care",
        "WPA": "wpa",
        "WPA vanaf": "wpa_from",
        "WPA tot": "wpa_until",
    }),
    TRAINERS.name: EditableSheet("trainers", {
        "Werkdagen": "days",
        "Assessor": "assessor",
        "Max WPA's": "max_wpas",
        "Max WPA's per dag": "max_wpas_per_day",
    }),
    TANDEMS.name: EditableSheet("tandems", {"Max studenten": "max_students"}),
    PINS.name: EditableSheet("pins", {
        "School": "school",
        "Mentor": "mentor",
        "Slot": "slot",
        "Beoordelaar werkveld": "field",
        "Beoordelaar opleiding": "institute",
    }),
    SETTINGS_SHEET.name: EditableSheet("settings", {s.name: s.attribute for s in SETTINGS if s.attribute is not None}),
}  # fmt: skip
"""Of Instellingen the settings themselves stand as headers: the id of such a row is its name."""


def as_cell(value: Value) -> str | int | date | None:
    """What is written in the cell: the workbook's words for a value."""
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
