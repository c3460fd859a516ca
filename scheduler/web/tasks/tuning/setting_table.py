"""Every setting with its explanation, its value now and what its wish costs; another value as one step.

What a value may be is asked of the reader itself. Knows no page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instances.domain.rulebook import ASSESSMENT_WISHES, PLACEMENT_WISHES, Wish
from instances.domain.verdict import WishCost
from instances.dutch.nearest import folded
from instances.dutch.numbers import count
from instances.tables.faults import Findings
from instances.tables.records import as_found
from instances.tables.schema import Kind
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET, Setting
from instances.tables.sheets import Table
from instances.tables.values import clean
from instances.workbook.settings_sheet import read_settings
from reports.workbook.filled_copy import AddedRow, CellFill, Filling
from reports.workbook.raw_cells import RawContent
from scheduler.checks.assessment import check_assessment
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.intake.corrections import Corrected, written
from scheduler.web.tasks.reading import Looked
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

NAME, VALUE = SETTINGS_SHEET.NAME.header, SETTINGS_SHEET.VALUE.header
_HEADERS = tuple(column.header for column in SETTINGS_SHEET.columns)
_WEIGHT = "Gewicht "
BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting.

    Attributes:
        setting: Its name, explanation, default and choices.
        value: What counts now, as it would be written.
        wish: The wish whose weight it is; None for another setting.
        cost: What that wish costs in the present rosters; None without rosters.
    """

    setting: Setting
    value: str
    wish: Wish | None = None
    cost: WishCost | None = None

    @property
    def is_changed(self) -> bool:
        """Other than its default; what has none, such as the name of the semester, is only filled in."""
        return bool(self.setting.default) and folded(self.value) != folded(self.setting.default)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from; none where it is typed."""
        return ("ja", "nee") if self.setting.kind is Kind.YES_NO else self.setting.choices

    @property
    def is_number(self) -> bool:
        """It is a whole number."""
        return self.setting.kind is Kind.INTEGER


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Settings that belong together.

    Attributes:
        title: What they are about.
        lines: The settings.
        total: What their wishes cost together; None where they are no weights, or without rosters.
    """

    title: str
    lines: tuple[SettingLine, ...]
    total: int | None = None


def setting_groups(looked: Looked, held: HeldRoster | None) -> tuple[SettingGroup, ...]:
    """List every setting of a workbook.

    Args:
        looked: The workbook, faults or not.
        held: The present rosters; None before there are any.

    Returns:
        The settings, then the weights of the placement and those of the WPAs.
    """
    values = current_values(looked)
    costs = {} if held is None else _costs(held)
    lines = [_line(setting, values, costs) for setting in SETTINGS]
    return (
        SettingGroup("Instellingen", tuple(line for line in lines if line.wish is None)),
        _weights("Gewichten van de plaatsing", lines, PLACEMENT_WISHES, costs),
        _weights("Gewichten van het WPA-rooster", lines, ASSESSMENT_WISHES, costs),
    )


def _line(setting: Setting, values: Mapping[str, str], costs: Mapping[Wish, WishCost]) -> SettingLine:
    wish = Wish(setting.name.removeprefix(_WEIGHT)) if setting.attribute is None else None
    return SettingLine(setting, values[setting.name], wish, None if wish is None else costs.get(wish))


def _weights(
    title: str, lines: Sequence[SettingLine], wishes: Sequence[Wish], costs: Mapping[Wish, WishCost]
) -> SettingGroup:
    own = tuple(line for line in lines if line.wish in wishes)
    total = sum(line.cost.cost for line in own if line.cost is not None) if costs else None
    return SettingGroup(title, own, total)


def _costs(held: HeldRoster) -> dict[Wish, WishCost]:
    found = dict(held.placement_verdict.wishes)
    if held.assessment:
        found |= check_assessment(held.instance, held.placement, held.assessment).wishes
    return found


def current_values(looked: Looked) -> dict[str, str]:
    """Tell every setting as it would be written; what the sheet does not say has its default."""
    table = looked.reading.tables.get(SETTINGS_SHEET.name)
    known = {folded(name): name for name in BY_NAME}
    values = {setting.name: str(setting.default) for setting in SETTINGS}
    for _, cells in table.rows if table is not None else ():
        name = known.get(folded(as_found(cells.get(NAME))))
        if name is not None:
            values[name] = "" if VALUE not in cells else as_found(cells[VALUE])
    return values


def refusal_of(setting: Setting, text: str) -> str:
    """Ask the reader whether a value may stand in the workbook.

    Args:
        setting: The setting.
        text: The value as it was typed.

    Returns:
        '' where it may; else what is expected, in Dutch.
    """
    cells: dict[str, object] = {NAME: setting.name}
    if (value := written_value(setting, text)) is not None:
        cells[VALUE] = value
    findings = Findings()
    read_settings(Table(SETTINGS_SHEET, {NAME: "A", VALUE: "B"}, ((2, cells),)), findings)
    return findings.faults[0].expected if findings.faults else ""


def written_value(setting: Setting, text: str) -> RawContent:
    """Say what comes in the cell: a figure as a number, so that Excel takes it for one."""
    plain = clean(text)
    if not plain:
        return None
    may_be_number = setting.kind is not Kind.TEXT or setting.attribute == "min_shared_days"
    return int(plain) if may_be_number and plain.isdigit() else plain


def change_settings(
    dossier: Dossier, wanted: Mapping[str, str], seen: Mapping[str, str], by: str, why: str = ""
) -> Corrected:
    """Write other values in a copy of the workbook, all of them or none, as one step.

    Args:
        dossier: Whose workbook.
        wanted: The value by the name of the setting; '' is the default.
        seen: The value by name when it was shown; a setting that somebody else changed since refuses them all. What is
            not in it is never asked.
        by: By whom.
        why: What is done, in Dutch; '' tells the values.

    Returns:
        The new version, or why there is none.
    """
    return written(dossier, by, lambda looked: fillings(looked, wanted, seen, why))


def fillings(
    looked: Looked, wanted: Mapping[str, str], seen: Mapping[str, str], why: str = ""
) -> tuple[list[Filling], str]:
    """Say which cells get another value, and what is done.

    Args:
        looked: The workbook.
        wanted: The value by the name of the setting; '' is the default.
        seen: The value by name when it was shown.
        why: What is done; '' tells the values.

    Returns:
        The cells and the words.

    Raises:
        ChangeRefusedError: A value may not stand there, was changed meanwhile, or nothing changes.
    """
    values = current_values(looked)
    refusals: list[str] = []
    said: list[str] = []
    fills: list[Filling] = []
    for name, text in wanted.items():
        setting = BY_NAME.get(name)
        if setting is None:
            refusals.append(f"Er is geen instelling {name}.")
            continue
        new = clean(text) or str(setting.default)
        if new == values[name]:
            continue
        if name in seen and seen[name] != values[name]:
            refusals.append(f"{name} is intussen gewijzigd in “{values[name] or 'leeg'}”. Er is niets overschreven.")
        elif expected := refusal_of(setting, new):
            refusals.append(f"{name}: “{new}” kan niet; verwacht {expected}.")
        else:
            fills.append(_filling(looked, setting, new))
            said.append(f"{name} {new or 'leeg'} in plaats van {values[name] or 'leeg'}")
    if not fills and not refusals:
        refusals.append("Er is niets gewijzigd.")
    if refusals:
        raise ChangeRefusedError(*refusals)
    return fills, why or (
        said[0] if len(said) == 1 else f"{count(len(said), 'instelling', 'instellingen')}: {', '.join(said)}"
    )


def _filling(looked: Looked, setting: Setting, text: str) -> Filling:
    table = looked.reading.tables.get(SETTINGS_SHEET.name)
    value = written_value(setting, text)
    for number, cells in table.rows if table is not None else ():
        if table is not None and folded(as_found(cells.get(NAME))) == folded(setting.name):
            return CellFill(SETTINGS_SHEET.name, table.cell(VALUE, number), value)
    return AddedRow(SETTINGS_SHEET.name, _HEADERS, {NAME: setting.name, VALUE: value})
