"""The sheet Instellingen: each row by the kind of its setting. Knows the settings, no other sheet."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, cast, get_type_hints

from instances.domain.rulebook import DEFAULT_WEIGHTS, Wish
from instances.domain.settings import Settings
from instances.dutch.date_ranges import date_ranges
from instances.dutch.dates import numeric_date
from instances.dutch.hours_of_day import HoursTextError, hours_of_day
from instances.dutch.typed_dates import DateTextError
from instances.tables.faults import Fault, Findings
from instances.tables.named_rows import Wording, named_rows, tell_repair
from instances.tables.records import as_found, parsed_cell
from instances.tables.schema import Column, Kind
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET, Setting
from instances.tables.sheets import Table
from instances.tables.values import MisfitError, Parsed, Value, clean

VALUE = SETTINGS_SHEET.VALUE.header
_ENUMS = {
    name: kind
    for name, kind in get_type_hints(Settings).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
}
"""Fields of the settings that are a choice; a word that stayed a text would equal its choice and never be it."""

_WEIGHT = "Gewicht "
_KNOWN = {setting.name: setting for setting in SETTINGS}
_WORDS = Wording("een instelling", "elke instelling", "De instelling")
_HOURS = ("visit_hours", "plg_hours")
_PERIODS = ("school_holidays", "visit_period")
_DAYS = (*_PERIODS, "funding_date")
_MINUTES = ("visit_minutes", "plg_minutes")


def read_settings(table: Table | None, findings: Findings) -> Settings:
    """Read the settings.

    Args:
        table: The sheet; None where the file has none.
        findings: Gathers what is wrong.

    Returns:
        The settings of the file, the default for what is not there or faulty.
    """
    found: dict[str, Value | None] = {}
    for number, cells, setting in named_rows(table, _KNOWN, _WORDS, findings):
        found[setting.name] = _read(cast("Table", table), number, cells.get(VALUE), setting, findings)
    weights = dict(DEFAULT_WEIGHTS)
    fields: dict[str, Any] = {}
    for setting in SETTINGS:
        value = found.get(setting.name)
        if value is None:
            continue
        if setting.attribute is None:
            weights[Wish(setting.name.removeprefix(_WEIGHT))] = int(str(value))
        elif setting.attribute == "min_shared_days":
            fields[setting.attribute] = None if value == "alle" else int(str(value))
        elif setting.attribute in _ENUMS:
            fields[setting.attribute] = _ENUMS[setting.attribute](str(value))
        else:
            fields[setting.attribute] = value
    return Settings(weights=weights, **fields)


def _read(table: Table, number: int, raw: object, setting: Setting, findings: Findings) -> Value | None:
    place = table.cell(VALUE, number)
    try:
        return _value(setting, raw, table.sheet.name, place, findings)
    except MisfitError as misfit:
        expected = f"{misfit} (instelling {setting.name})"
        findings.add(Fault(table.sheet.name, place, VALUE, as_found(raw), expected))
        return None


def _value(setting: Setting, raw: object, sheet: str, place: str, findings: Findings) -> Value | None:
    if setting.attribute in _DAYS:
        raw = _as_typed(raw)
    whole_or_all = setting.attribute == "min_shared_days"
    kind = Kind.INTEGER if whole_or_all and clean(str(raw)).casefold() != "alle" else setting.kind
    if whole_or_all and kind is Kind.INTEGER and isinstance(raw, str) and not clean(raw).isdigit():
        raise MisfitError("alle, of een geheel getal van 0 of meer")
    parsed = parsed_cell(Column(VALUE, kind, "", kind is not Kind.TEXT, setting.choices), raw)
    if parsed is None:
        if setting.kind is Kind.TEXT and not whole_or_all and setting.attribute not in _HOURS:
            return ""
        raise MisfitError(f"een waarde; haal de rij weg voor de standaardwaarde {setting.default}")
    value = parsed.value.casefold() if whole_or_all and isinstance(parsed.value, str) else parsed.value
    if setting.attribute == "semester_number" and value not in (1, 2):
        raise MisfitError("1 of 2")
    if setting.attribute in _PERIODS:
        _check_periods(str(value), one=setting.attribute == "visit_period")
    if setting.attribute in _MINUTES and not value:
        raise MisfitError("een aantal minuten van 1 of meer")
    if setting.attribute in _HOURS:
        _check_hours(str(value))
    if setting.attribute == "funding_date":
        _check_day(str(value))
    tell_repair(findings, sheet, place, setting.name, raw, Parsed(value, parsed.repair))
    return value


def _as_typed(raw: object) -> object:
    """The day that Excel made a date of, as text again; a time beside it is no part of a day."""
    if isinstance(raw, datetime):
        return numeric_date(raw) if raw.time() == time() else raw
    return numeric_date(raw) if isinstance(raw, date) else raw


def _check_periods(text: str, one: bool) -> None:
    expected = "één periode: 1-9-2026 t/m 31-1-2027"
    if not one:
        expected = "dagen of periodes met hun jaar en een puntkomma ertussen: 16-10-2027 t/m 24-10-2027; 6-12-2027"
    try:
        found = date_ranges(text)
    except DateTextError as error:
        raise MisfitError(f"{expected}; {error}") from error
    if one and len(found) != 1:
        raise MisfitError(expected)


def _check_day(text: str) -> None:
    try:
        found = date_ranges(text)
    except DateTextError:
        found = ()
    if text and (len(found) != 1 or found[0].first != found[0].last):
        raise MisfitError("één dag met het jaar, bijvoorbeeld 1-10-2026")


def _check_hours(text: str) -> None:
    try:
        hours_of_day(text)
    except HoursTextError as error:
        raise MisfitError("twee tijden met een streepje ertussen, de vroegste eerst: 08:30-15:00") from error
