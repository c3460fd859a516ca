"""What the office put in a roster of its own: columns, notes on cells, colours, sheets. Data only; knows no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

OwnValue = str | int | float | bool | date | time
Place = tuple[str, str]
"""Key of a row (a student, a school), '' for the headers, and header of a column."""


@dataclass(frozen=True, slots=True)
class OwnLook:
    """How the office made a cell look; what is None or False it left alone.

    Attributes:
        ground: Colour of the ground, such as ``#FFFF00``.
        letters: Colour of the letters.
        bold: Bold letters.
        italic: Slanting letters.
        struck: A line through the letters.
        form: Excel's format of a figure or date, of a cell in an own column; '' for none.
    """

    ground: str | None = None
    letters: str | None = None
    bold: bool = False
    italic: bool = False
    struck: bool = False
    form: str = ""

    @property
    def properties(self) -> dict[str, object]:
        """As XlsxWriter names them."""
        wanted: dict[str, object] = {
            "bg_color": self.ground, "font_color": self.letters, "bold": self.bold, "italic": self.italic,
            "font_strikeout": self.struck, "num_format": self.form,
        }  # fmt: skip
        return {name: value for name, value in wanted.items() if value}


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What the office put in one of the sheets that the product writes.

    Attributes:
        columns: Header of an own column to its values by the key of the row.
        notes: Notes on cells.
        looks: How cells look.
    """

    columns: Mapping[str, Mapping[str, OwnValue]] = field(default_factory=dict)
    notes: Mapping[Place, str] = field(default_factory=dict)
    looks: Mapping[Place, OwnLook] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        """The rows that it says something of."""
        found = {key for values in self.columns.values() for key in values}
        found |= {key for key, _ in (*self.notes, *self.looks)}
        return frozenset(found - {""})


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A sheet that the office added: its title, and its rows of values, None for an empty cell."""

    title: str
    rows: tuple[tuple[OwnValue | None, ...], ...]


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What the office put in one workbook.

    Attributes:
        sheets: Title of a sheet that the product writes to what is the office's in it.
        pages: Sheets that the office added.
        formulas: Own cells with a formula, of which the value is kept.
        lost: What cannot be kept, in Dutch, one for each kind.
    """

    sheets: Mapping[str, OwnSheet] = field(default_factory=dict)
    pages: tuple[OwnPage, ...] = ()
    formulas: int = 0
    lost: tuple[str, ...] = ()

    def of(self, sheet: str) -> OwnSheet:
        """What is the office's in a sheet.

        Args:
            sheet: Title of the sheet.

        Returns:
            Its part; nothing where there is nothing.
        """
        return self.sheets.get(sheet, OwnSheet())

    def beside(self, sheet: str, partner: str, keys: Iterable[str]) -> OwnSheet:
        """What is the office's in a sheet, with what it put on the partner sheet for rows that are here now.

        Args:
            sheet: Title of the sheet.
            partner: Title of the sheet from which rows may have come.
            keys: The rows of the sheet.

        Returns:
            Both together; of a row that was here, what was here goes first.
        """
        here, other, rows = self.of(sheet), self.of(partner), set(keys)
        columns = {head: {key: value for key, value in values.items() if key in rows}
                   for head, values in other.columns.items()}  # fmt: skip
        came = OwnSheet(
            {head: values for head, values in columns.items() if values},
            {place: note for place, note in other.notes.items() if place[0] in rows},
            {place: look for place, look in other.looks.items() if place[0] in rows},
        )
        return _over(here, came)

    def over(self, other: OwnWork) -> OwnWork:
        """This work, completed with what only the other has.

        Args:
            other: What the office put in a workbook before.

        Returns:
            Both together; where both say something, this work goes first.
        """
        titles = {page.title for page in self.pages}
        sheets = {name: _over(self.of(name), other.of(name)) for name in {**self.sheets, **other.sheets}}
        pages = (*self.pages, *(page for page in other.pages if page.title not in titles))
        return OwnWork(sheets, pages, self.formulas + other.formulas, tuple(dict.fromkeys((*self.lost, *other.lost))))


NO_OWN_WORK = OwnWork()


def _over(one: OwnSheet, other: OwnSheet) -> OwnSheet:
    headers = {**one.columns, **other.columns}
    columns = {head: {**other.columns.get(head, {}), **one.columns.get(head, {})} for head in headers}
    return OwnSheet(columns, {**other.notes, **one.notes}, {**other.looks, **one.looks})
