"""What changed between two versions of the workbook: rows that came and went, cells that say something else.

Knows sheets as they were read, faults or not; no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from instances.tables.columns import SHEETS
from instances.tables.schema import Sheet
from instances.tables.sheets import Table
from instances.tables.values import clean, shown
from scheduler.web.tasks.reading import Looked

_Row = tuple[int, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell that says something else.

    Attributes:
        cell: Its address in the new version.
        who: What the row is about, with its name.
        column: The header.
        before: What stood there, 'leeg' for nothing.
        after: What stands there now.
    """

    cell: str
    who: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SheetDifference:
    """What changed on one sheet.

    Attributes:
        sheet: Its name.
        cells: Cells that say something else.
        added: What rows that came are about.
        removed: What rows that went are about.
    """

    sheet: str
    cells: tuple[CellDifference, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many cells and rows."""
        return len(self.cells) + len(self.added) + len(self.removed)


def differences(before: Looked, after: Looked) -> list[SheetDifference]:
    """Compare two versions of a workbook.

    Args:
        before: The earlier one.
        after: The later one.

    Returns:
        The sheets with a difference, in the order of the workbook. A row is the same one when its first column says
        the same; of sheets where more rows may, in their order.
    """
    found = (
        _of_sheet(sheet, before.reading.tables.get(sheet.name), after.reading.tables.get(sheet.name))
        for sheet in SHEETS
    )
    return [difference for difference in found if difference.count]


def _of_sheet(sheet: Sheet, before: Table | None, after: Table | None) -> SheetDifference:
    old, new = _by_key(sheet, before), _by_key(sheet, after)
    cells: list[CellDifference] = []
    added: list[str] = []
    removed: list[str] = []
    for key in dict.fromkeys([*new, *old]):
        left, right = _unlike(old.get(key, []), new.get(key, []))
        for (_, was), (number, now) in zip(left, right, strict=False):
            cells += _cells(sheet, after, number, was, now)
        removed += [_who(sheet, row) for _, row in left[len(right) :]]
        added += [_who(sheet, row) for _, row in right[len(left) :]]
    return SheetDifference(sheet.name, tuple(cells), tuple(added), tuple(removed))


def _by_key(sheet: Sheet, table: Table | None) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for number, cells in table.rows if table is not None else ():
        found.setdefault(_text(cells.get(sheet.key.header)), []).append((number, cells))
    return found


def _unlike(old: list[_Row], new: list[_Row]) -> tuple[list[_Row], list[_Row]]:
    """The rows without those that say the same in both."""
    left = list(old)
    right = []
    for row in new:
        same = next((at for at, other in enumerate(left) if _texts(other[1]) == _texts(row[1])), None)
        if same is None:
            right.append(row)
        else:
            del left[same]
    return left, right


def _texts(cells: Mapping[str, object]) -> dict[str, str]:
    return {header: text for header, raw in cells.items() if (text := _text(raw))}


def _cells(
    sheet: Sheet, table: Table | None, number: int, was: Mapping[str, object], now: Mapping[str, object]
) -> Iterator[CellDifference]:
    before, after = _texts(was), _texts(now)
    for column in sheet.columns:
        one, other = before.get(column.header, ""), after.get(column.header, "")
        if one != other:
            place = table.cell(column, number) if table is not None else ""
            yield CellDifference(place, _who(sheet, now), column.header, one or "leeg", other or "leeg")


def _who(sheet: Sheet, cells: Mapping[str, object]) -> str:
    texts = [_text(cells.get(header)) for header in (sheet.key.header, "Naam")]
    return " – ".join(dict.fromkeys(filter(None, texts))) or "zonder code"


def _text(raw: object) -> str:
    return "" if raw is None else clean(shown(raw))
