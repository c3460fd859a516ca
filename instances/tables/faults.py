"""What is wrong in a workbook, and what was repaired. Data and gathering only; knows no file and no rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from instances.domain.rulebook import Rule
from instances.tables.notices import Notice, NoticeKind, Place
from instances.tables.settings import READER


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must be corrected.

    Attributes:
        sheet: Its name, '' for the file itself.
        cell: Its address, '' without a place.
        column: The header, '' for the sheet or the file.
        found: What stands there, as the office reads it.
        expected: What should stand there: Dutch, and complete by itself.
        rule: The rule that it breaks, if any.
        together: What is expected of every cell of the column with this fault, in Dutch: the screen shows such cells as
            one line; '' where each stands alone.
    """

    sheet: str
    cell: str
    column: str
    found: str
    expected: str
    rule: Rule | None = None
    together: str = ""


@dataclass(slots=True)
class _Repairs:
    count: int = 0
    places: list[Place] = field(default_factory=list)


class Findings:
    """Gathers every fault and notice of one reading; repairs of one kind in one column become one notice."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}
        self._notices: dict[Notice, None] = {}
        self._repairs: dict[tuple[str, str, NoticeKind], _Repairs] = {}

    def add(self, fault: Fault) -> None:
        """Note a fault; the same one twice counts once, and of very many the first are kept.

        Args:
            fault: What must be corrected.
        """
        if not self.is_full:
            self._faults.setdefault(fault)

    def notice(
        self,
        sheet: str,
        cell: str,
        text: str,
        kind: NoticeKind,
        column: str = "",
        places: Iterable[Place] = (),
    ) -> None:
        """Note something repaired, ignored or remarkable.

        Args:
            sheet: The name of the sheet, '' for the file itself.
            cell: The address, '' without a place.
            text: The whole notice in Dutch.
            kind: Why it is told.
            column: The header, '' for a row, a sheet or the file.
            places: The cells that it is about, when there may be several.
        """
        found = tuple(places)
        kept = found[: READER.max_places]
        self._notices.setdefault(Notice(sheet, cell, text, kind, column, max(1, len(found)), kept))

    def repair(self, sheet: str, cell: str, column: str, what: NoticeKind, example: str) -> None:
        """Note that the reader repaired a cell.

        Args:
            sheet: The name of the sheet.
            cell: The address.
            column: The header.
            what: The kind of repair; repairs of one kind in one column become one notice.
            example: The value before and after.
        """
        known = self._repairs.setdefault((sheet, column, what), _Repairs())
        known.count += 1
        if known.count <= READER.max_places:
            known.places.append(Place(cell, example))

    def take(self, other: Findings) -> None:
        """Note all that another reading found.

        Args:
            other: What is left of it is not used any more.
        """
        self._faults.update(other._faults)
        self._notices.update(other._notices)
        self._repairs.update(other._repairs)

    @property
    def is_full(self) -> bool:
        """There are so many faults that no other is kept."""
        return len(self._faults) >= READER.max_faults

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the order in which they were found."""
        return (*self._faults, _TOO_MANY) if self.is_full else tuple(self._faults)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Every notice in the order in which they were found, then the repairs."""
        return (*self._notices, *(_repaired(*key, found) for key, found in self._repairs.items()))


_TOO_MANY = Fault("", "", "", "nog meer fouten", "minder fouten. Verbeter eerst deze; daarna ziet u de andere")


def _repaired(sheet: str, column: str, what: NoticeKind, found: _Repairs) -> Notice:
    first = found.places[0]
    text = f"{column}: {what} ({first.found}){_and_more(found.count - 1)}."
    return Notice(sheet, first.cell, text, what, column, found.count, tuple(found.places))


def _and_more(count: int) -> str:
    if count == 0:
        return ""
    return f", ook in nog {count} {'cel' if count == 1 else 'cellen'} van deze kolom"
