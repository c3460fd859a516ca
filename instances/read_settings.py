"""The sheet Instellingen: each row by the kind of its setting. Knows the settings, no other sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from instances.cells import parse
from instances.columns import SETTINGS_SHEET, Column, Kind
from instances.domain import Continuity, Separation
from instances.faults import Fault, Findings
from instances.nearest import did_you_mean, folded
from instances.rulebook import DEFAULT_WEIGHTS, Wish
from instances.setting_rows import SETTINGS, Setting
from instances.settings import Settings
from instances.sheets import Table, Uncalculated
from instances.values import MisfitError, Raw, Value, before_after, clean, shown

NAME, VALUE = (column.header for column in SETTINGS_SHEET.columns[:2])
_ENUMS = {"own_so": Separation, "own_io": Separation, "continuity": Continuity}
_WEIGHT = "Gewicht "


def read_settings(table: Table | None, findings: Findings) -> Settings:
    """The settings of the file, the default for what is not there or faulty."""
    found: dict[str, Value | None] = {}
    for number, cells in table.rows if table is not None else ():
        _read_row(cast("Table", table), number, cells, found, findings)
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


def _read_row(
    table: Table, number: int, cells: Mapping[str, object], found: dict[str, Value | None], findings: Findings
) -> None:
    sheet = table.sheet.name
    name = clean(shown(cells.get(NAME, "")))
    known = {folded(setting.name): setting for setting in SETTINGS}
    setting = known.get(folded(name))
    place = table.cell(NAME, number)
    if setting is None:
        if not name and VALUE not in cells:
            return  # only an explanation
        hint = did_you_mean(name, [setting.name for setting in SETTINGS]) if name else ""
        findings.add(Fault(sheet, place, NAME, name or "leeg", f"de naam van een instelling.{hint}"))
        return
    if name != setting.name:
        findings.notice(sheet, place, f"De instelling “{name}” is gelezen als “{setting.name}”.")
    if setting.name in found:
        findings.add(Fault(sheet, place, NAME, name, "elke instelling één keer; deze staat er twee keer"))
        return
    raw = cells.get(VALUE)
    place = table.cell(VALUE, number)
    try:
        found[setting.name] = _value(setting, raw, sheet, place, findings)
    except MisfitError as misfit:
        shown_raw = "leeg" if raw is None else "formule zonder waarde" if isinstance(raw, Uncalculated) else shown(raw)
        findings.add(Fault(sheet, place, VALUE, shown_raw, f"{misfit} (instelling {setting.name})"))
        found[setting.name] = None


def _value(setting: Setting, raw: object, sheet: str, place: str, findings: Findings) -> Value:
    if isinstance(raw, Uncalculated):
        raise MisfitError(
            "een waarde; Excel heeft de formule nog niet uitgerekend. Open het bestand in Excel en sla het op"
        )
    whole_or_all = setting.attribute == "min_shared_days"
    kind = Kind.WHOLE if whole_or_all and clean(str(raw)).casefold() != "alle" else setting.kind
    if whole_or_all and kind is Kind.WHOLE and isinstance(raw, str) and not clean(raw).isdigit():
        raise MisfitError("alle, of een geheel getal van 0 of meer")
    parsed = None if raw is None else parse(Column(VALUE, kind, "", choices=setting.choices), cast("Raw", raw))
    if parsed is None:
        if setting.kind is Kind.TEXT and not whole_or_all:
            return ""
        raise MisfitError(f"een waarde; haal de rij weg voor de standaardwaarde {setting.default}")
    value = parsed.value.casefold() if whole_or_all and isinstance(parsed.value, str) else parsed.value
    if setting.attribute == "semester_number" and value not in (1, 2):
        raise MisfitError("1 of 2")
    # a setting typed as text is as good as a number: the template writes some that way
    if parsed.repair and "tekst" not in parsed.repair:
        findings.repair(sheet, place, setting.name, parsed.repair, f"“{before_after(raw, value)}”")
    return value
