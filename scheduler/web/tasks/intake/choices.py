"""What may stand in a cell, to choose from: what looks like the present value first. Knows columns, no page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from instances.domain.norms import NORMS
from instances.domain.onstage import Field
from instances.dutch.lists import listed
from instances.dutch.nearest import folded, nearest
from instances.dutch.spelling import one_spelling
from instances.tables.columns import HANDOVER_SHEET, NORMS_SHEET, SCHOOLS, STUDENTS, TRAINERS, TRAVEL
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET
from instances.tables.sheets import Table
from instances.tables.values import clean, shown
from instances.workbook.references import NAMES, REFERENCES
from scheduler.web.tasks.intake.settings import INTAKE

YES_NO = ("ja", "nee")
EMPTY = "(leeg)"
"""What is typed or chosen to empty a cell; no cell of a workbook says so."""

_SETTINGS = {setting.name: setting for setting in SETTINGS}
_LISTED: Mapping[str, tuple[str, ...]] = {
    SETTINGS_SHEET.name: tuple(_SETTINGS),
    NORMS_SHEET.name: tuple(norm.name for norm in NORMS.values()),
    HANDOVER_SHEET.name: tuple(field.value for field in Field),
}
"""Sheets whose first column names one of a fixed list."""

_USED = frozenset({Kind.DAYS, Kind.TAGS, Kind.NEEDS, Kind.GROUPS, Kind.YEARS, Kind.CHOICES})


_NAMED = frozenset(targets[0] for _, _, targets in REFERENCES if len(targets) == 1)


class InputType(StrEnum):
    """With what a cell is filled in; the values are those of HTML, but for the first."""

    SELECT = "select"
    TEXT = "text"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class CellChoice:
    """One value to choose.

    Attributes:
        value: What comes in the cell.
        name: What it stands for, '' where the value says it.
    """

    value: str
    name: str = ""

    @property
    def label(self) -> str:
        """Value and name."""
        return f"{self.value} – {self.name}" if self.name else self.value


@dataclass(frozen=True, slots=True)
class CellChoices:
    """What may be chosen for one cell.

    Attributes:
        input: With what it is filled in.
        near: Choices like what stands there, the nearest first.
        all: Every choice; none where anything may be typed.
        may_be_empty: The cell may be emptied.
        number: It holds a number.
    """

    input: InputType
    near: tuple[CellChoice, ...] = ()
    all: tuple[CellChoice, ...] = ()
    may_be_empty: bool = False
    number: bool = False


class Chooser:
    """Finds the choices for the cells of one workbook."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Take a workbook.

        Args:
            tables: Its sheets as they were read.
        """
        self._tables = tables
        self._lists: dict[tuple[str, ...], tuple[CellChoice, ...]] = {}

    def of(self, sheet: Sheet, column: Column, found: str, key: str = "") -> CellChoices:
        """Find what may be chosen for a cell.

        Args:
            sheet: Its sheet.
            column: Its column.
            found: What stands there.
            key: What stands in the first column of its row: of a setting it says what the value may be.

        Returns:
            The choices.
        """
        kind, words = column.kind, column.choices
        if sheet is SETTINGS_SHEET and column is SETTINGS_SHEET.VALUE:
            setting = next((each for name, each in _SETTINGS.items() if folded(name) == folded(key)), None)
            kind, words = (kind, words) if setting is None else (setting.kind, setting.choices)
        may_be_empty = not column.required or column.blank
        if kind in (Kind.CHOICE, Kind.YES_NO):
            options = tuple(map(CellChoice, words or YES_NO))
            return CellChoices(InputType.SELECT, _nearest(found, options)[:1], options, may_be_empty)
        if kind in (Kind.DATE, Kind.TIME):
            return CellChoices(InputType.DATE if kind is Kind.DATE else InputType.TIME, may_be_empty=may_be_empty)
        options = self._options(sheet, column, kind)
        number = kind in (Kind.INTEGER, Kind.NUMBER)
        if column is sheet.key and sheet in _NAMED:
            near = self._missed(sheet)
        elif self._follows(self._targets(sheet, column)):
            near = ()
        else:
            near = _in_list(found, options) if kind is Kind.IDS else _nearest(found, options)
        return CellChoices(InputType.TEXT, near, options, may_be_empty, number)

    def _options(self, sheet: Sheet, column: Column, kind: Kind) -> tuple[CellChoice, ...]:
        if sheet.name in _LISTED and column is sheet.key:
            return tuple(map(CellChoice, _LISTED[sheet.name]))
        targets = self._targets(sheet, column)
        if targets:
            return self._ids(targets)
        return self._used(sheet, column) if kind in _USED else ()

    @staticmethod
    def _targets(sheet: Sheet, column: Column) -> tuple[Sheet, ...]:
        """The sheets whose rows a column names."""
        if column in (TRAVEL.ORIGIN, TRAVEL.DESTINATION) and sheet is TRAVEL:
            return (STUDENTS, TRAINERS, SCHOOLS)
        return next((to for one, each, to in REFERENCES if one is sheet and each is column), ())

    def _follows(self, targets: tuple[Sheet, ...]) -> bool:
        """Whether a code that is missed may be a row that got another's code: what looks like it is somebody else."""
        return any(max(Counter(choice.value for choice in self._codes(to)).values(), default=0) > 1 for to in targets)

    def _missed(self, sheet: Sheet) -> tuple[CellChoice, ...]:
        """Codes that other sheets name and this one misses: one of two rows with one code may be such a row."""
        there, missed = list(self._codes(sheet)), dict[str, list[str]]()
        looks, names = {_look(choice.value) for choice in there}, {_look(choice.name) for choice in there} - {""}
        for one, column, targets in REFERENCES:
            table = self._tables.get(one.name)
            if table is None or targets != (sheet,) or column.kind is Kind.IDS:
                continue
            for _, cells in table.rows:
                code = clean(shown(cells.get(column.header, "")))
                # a code in another spelling, or a name beside it or in its place, is read as that code
                if code and _look(code) not in looks and not any(name in _look(code) for name in names):
                    missed.setdefault(code, []).append(one.name)
        near = (CellChoice(code, f"staat op {listed(dict.fromkeys(on))}") for code, on in missed.items())
        return tuple(near)[: INTAKE.near_choices]

    def _ids(self, targets: tuple[Sheet, ...]) -> tuple[CellChoice, ...]:
        key = tuple(sheet.name for sheet in targets)
        if key not in self._lists:
            found = [choice for sheet in targets for choice in self._codes(sheet)]
            self._lists[key] = tuple(dict.fromkeys(found))
        return self._lists[key]

    def _codes(self, sheet: Sheet) -> Iterable[CellChoice]:
        table = self._tables.get(sheet.name)
        name = NAMES[sheet.name].header if sheet.name in NAMES else ""
        for _, cells in table.rows if table is not None else ():
            code = clean(shown(cells.get(sheet.key.header, "")))
            if code:
                yield CellChoice(code, clean(shown(cells.get(name, ""))))

    def _used(self, sheet: Sheet, column: Column) -> tuple[CellChoice, ...]:
        """What other cells of the column say, the most used first."""
        key = (sheet.name, column.header, "")
        if key not in self._lists:
            table = self._tables.get(sheet.name)
            rows = table.rows if table is not None else ()
            counted = Counter(clean(shown(cells[column.header])) for _, cells in rows if column.header in cells)
            self._lists[key] = tuple(CellChoice(text) for text, _ in counted.most_common(INTAKE.used_values) if text)
        return self._lists[key]


def _look(text: str) -> str:
    return one_spelling(text).casefold()


def _nearest(found: str, options: Iterable[CellChoice]) -> tuple[CellChoice, ...]:
    """The choices most like what stands there, by code, name or both."""
    wanted = folded(found)
    if not wanted:
        return ()
    matcher = SequenceMatcher(b=wanted)
    scored: list[tuple[float, CellChoice]] = []
    for option in options:
        best = 0.0
        for text in {option.value, option.name, f"{option.value} {option.name}"} - {""}:
            matcher.set_seq1(folded(text))
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                best = max(best, matcher.ratio())
        if INTAKE.near_enough <= best and folded(option.value) != wanted:
            scored.append((best, option))
    # one slip away from a code is meant; what resembles it less would be in the way
    slip = nearest(found, [option.value for option in options])
    enough = max((score for score, option in scored if option.value == slip), default=INTAKE.near_enough)
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].value != slip))
    return tuple(option for score, option in ranked if score >= enough)[: INTAKE.near_choices]


def _in_list(found: str, options: tuple[CellChoice, ...]) -> tuple[CellChoice, ...]:
    """The whole list with the nearest code in the place of each that is not there."""
    known = {option.value for option in options}
    parts = [clean(part) for part in found.replace(",", ";").split(";") if clean(part)]
    if not parts:
        return ()
    if len(parts) == 1:
        return _nearest(found, options)
    mended: list[str] = []
    for part in parts:
        near = (part,) if part in known else tuple(choice.value for choice in _nearest(part, options)[:1])
        mended.extend(near)
    whole = ";".join(dict.fromkeys(mended))
    return (CellChoice(whole),) if whole and whole != found else ()
