"""What every form has: the first sheet, answer cells in a protected sheet, the hidden sheets. Knows no board."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from instances.edits.fields import FieldValue, as_cell
from instances.supply.form import ASKED, BEFORE_VALUE, IDENTITY, START, AskedKey, Identity, Question
from instances.tables.schema import Column, Kind, Sheet
from reports.excel.book import DARK, DATE_FORMAT, GREY, LIGHT, LINE, Book, put
from reports.excel.paper import lay_out
from reports.supply.settings import FORM_SETTINGS
from reports.workbook.input_format import Check, column_check

OPEN = "#FFF6D6"
"""The ground of a cell that is to be filled in."""

_PROTECTION: dict[str, bool] = {
    "format_columns": True, "format_rows": True, "sort": True, "autofilter": True, "select_locked_cells": True,
}  # fmt: skip
_EDGE: dict[str, object] = {"border": 1, "border_color": LINE}
_BEGINS: dict[str, object] = {"top": 2, "top_color": DARK}
_HEADS = 1
"""The row of the headers, from 0: above them stands what to do."""

GOOD, DOUBT, BAD = "#DDEFE0", "#FDE9C8", "#F6D9D3"
"""Grounds of what was chosen."""


def start_sheet(
    book: Book, title: str, facts: Sequence[tuple[str, str]], steps: Sequence[str], questions: Sequence[Question]
) -> None:
    """The first sheet: what this is, what to do, and a few questions.

    Args:
        book: The form; this is its first sheet.
        title: Large, at the top.
        facts: A label and a text each.
        steps: What to do, in order.
        questions: Which questions are asked.
    """
    sheet = book.sheet(START.name)
    sheet.set_column(0, 0, FORM_SETTINGS.question_width)
    sheet.set_column(1, 1, FORM_SETTINGS.text_width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, title, book.look(bold=True, font_size=18, font_color=DARK))
    lines = [*facts, *((f"Stap {number}", step) for number, step in enumerate(steps, 1))]
    for row, (label, text) in enumerate(lines, start=1):
        sheet.write_string(row, 0, label, book.look(font_size=11, font_color=GREY, valign="top"))
        sheet.write_string(row, 1, text, book.look(font_size=11, text_wrap=True, valign="top"))
        sheet.set_row(row, FORM_SETTINGS.line * math.ceil(len(text) / FORM_SETTINGS.text_width) + 5)
    top = len(lines) + 2
    for place, column in enumerate(START.columns):
        sheet.write_string(top, place, column.header, _header(book))
    for row, question in enumerate(questions, start=top + 1):
        sheet.write_string(row, 0, question, book.look(font_size=11, bg_color=LIGHT, indent=1, text_wrap=True, **_EDGE))
        answer = book.look(locked=False, bg_color=OPEN, font_size=11, indent=1, align="left", text_wrap=True, **_EDGE)
        sheet.write_blank(row, 1, None, answer)
        sheet.set_row(row, 48 if question is Question.REMARK else 24)
        if question is Question.COMPLETE:
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": ["ja", "nee"]})
    sheet.set_tab_color(DARK)
    sheet.protect("", _PROTECTION)


class AnswerSheet:
    """A table of which some cells are open and all others protected, with a line above it that says what to do.

    Attributes:
        kind: Which sheet it is.
        sheet: For what only one form has.
        rows: The numbers of the first and last row of the table so far.
    """

    def __init__(self, book: Book, kind: Sheet, widths: Mapping[Column, float], todo: str) -> None:
        self.kind = kind
        self._book, self._widths = book, widths
        self.sheet: Worksheet = book.sheet(kind.name)
        sizes = [widths[column] for column in kind.columns]
        self.sheet.write_string(0, 0, todo, book.look(font_size=10, font_color=DARK))
        self.sheet.set_row(0, 22)
        for place, (column, width) in enumerate(zip(kind.columns, sizes, strict=True)):
            self.sheet.set_column(place, place, width)
            self.sheet.write_string(_HEADS, place, column.header, _header(book, **_side(column)))
        self.sheet.set_row(_HEADS, 32)
        self.sheet.freeze_panes(_HEADS + 1, 1)
        self.sheet.repeat_rows(_HEADS)
        lay_out(self.sheet, sizes, 1)
        self._row = _HEADS

    @property
    def rows(self) -> tuple[int, int]:
        return _HEADS + 1, max(self._row, _HEADS + 1)

    def row(
        self,
        cells: Mapping[str, FieldValue],
        open_: Sequence[Column],
        asked: Sequence[Column] = (),
        begins: bool = False,
    ) -> None:
        """One row.

        Args:
            cells: Header to value.
            open_: The columns that may be filled in.
            asked: Of those, the ones that stand out: something is wanted there.
            begins: A line above it: it begins something else than the row above.
        """
        self._row += 1
        lines = 1
        for place, column in enumerate(self.kind.columns):
            value = as_cell(cells.get(column.header))
            look = {**_EDGE, **_side(column), **_form(column), **(_BEGINS if begins else {})}
            if column in open_:
                shape = self._book.look(locked=False, bg_color=OPEN if column in asked else "#FFFFFF", **look)
            else:
                shape = self._book.look(bg_color=LIGHT, **look)
            put(self.sheet, self._row, place, value, shape)
            room = self._widths[column] * FORM_SETTINGS.letters
            lines = max(lines, math.ceil(len(value) / room) if isinstance(value, str) else 1)
        self.sheet.set_row(self._row, FORM_SETTINGS.row_height + (lines - 1) * FORM_SETTINGS.small_line)

    def check(self, column: Column, own: Check | None = None) -> None:
        """Drop-down or limit, with its explanation, on every row of a column."""
        place, (first, last) = self.kind.columns.index(column), self.rows
        self.sheet.data_validation(first, place, last, place, own or column_check(column))

    def tint(self, column: Column, grounds: Mapping[str, str]) -> None:
        """Give the cells of a column a ground by the word that is chosen."""
        place, (first, last) = self.kind.columns.index(column), self.rows
        for word, ground in grounds.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self._book.tint(ground)}
            self.sheet.conditional_format(first, place, last, place, rule)

    def done(self) -> None:
        """Protect it; the last call."""
        _, last = self.rows
        self.sheet.autofilter(_HEADS, 0, last, len(self.kind.columns) - 1)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})
        self.sheet.protect("", _PROTECTION)


def list_range(words: Sequence[str]) -> str:
    """Say in a formula where the words of ``hidden_sheets`` stand; a list in a drop-down itself holds few letters."""
    return f"='{IDENTITY.name}'!$D$2:$D${max(1, len(words)) + 1}"


def hidden_sheets(book: Book, identity: Identity, asked: Mapping[AskedKey, str], words: Sequence[str] = ()) -> None:
    """Write whose form it is and what stands in it, where only Plaatswijzer looks.

    Args:
        book: The form.
        identity: Whose it is.
        asked: What stands in each cell, in words.
        words: For a drop-down, see ``list_range``.
    """
    kept = ((*key, f"{BEFORE_VALUE}{value}") for key, value in asked.items())
    for kind, rows in ((IDENTITY, identity.facts()), (ASKED, kept)):
        sheet = book.sheet(kind.name)
        for place, column in enumerate(kind.columns):
            sheet.write_string(0, place, column.header)
        for number, row in enumerate(rows, start=1):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)
        for number, word in enumerate(words if kind is IDENTITY else ()):
            sheet.write_string(number + 1, 3, word)
        sheet.protect()
        sheet.very_hidden()


def _header(book: Book, **side: object) -> object:
    ground = {"font_color": "white", "bg_color": DARK, "border": 1, "border_color": "white"}
    return book.look(bold=True, **ground, **{"indent": 1, "text_wrap": True, **side})


def _side(column: Column) -> dict[str, object]:
    if column.kind in (Kind.INTEGER, Kind.YES_NO, Kind.CHOICE, Kind.YEARS, Kind.GROUPS):
        return {"align": "center", "text_wrap": True, "indent": 0}
    return {"align": "left", "indent": 1, "text_wrap": True}


def _form(column: Column) -> dict[str, object]:
    """Text stays text while it is typed, so that 1-2 becomes no date and 0012 no number."""
    if column.kind is Kind.INTEGER:
        return {"num_format": "0"}
    return {"num_format": DATE_FORMAT if column.kind is Kind.DATE else "@"}
