"""How every workbook looks: tables, overview pages, print set-up. Knows XlsxWriter and no roster.

Text is always written as text, so a name that starts with ``=`` never becomes a formula, and the file
is byte-identical for the same content: the creation date is fixed and nothing else depends on the day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from pathlib import Path
from types import TracebackType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from instances.roster_columns import CELL_KINDS, CellKind, Head, RosterSheet

Cell = str | int | float | date | time | None
Row = Mapping[Head, Cell]

DARK, LIGHT, PALE, LINE, ACCENT, GREY = "#17495A", "#EAF2F4", "#F6FAFB", "#C9D8DC", "#C8553D", "#5F6F75"
FONT = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
# 413 is Dutch: di 1 jun 2027 in an English Excel too
DATE_FORMAT = "[$-413]ddd d mmm yyyy"
LOOKS: dict[CellKind, dict[str, object]] = {
    CellKind.TEXT: {"align": "left", "indent": 1},
    CellKind.LONG: {"align": "left", "indent": 1, "text_wrap": True},
    CellKind.WHOLE: {"align": "right", "indent": 1, "num_format": "#,##0"},
    CellKind.HOURS: {"align": "right", "indent": 1, "num_format": "#,##0.00"},
    CellKind.DATE: {"align": "left", "indent": 1, "num_format": DATE_FORMAT},
    CellKind.TIME: {"align": "center", "num_format": "hh:mm"},
}
WIDEST_TEXT = 40
WIDEST_LONG = 58
WIDEST_PAGE = 215  # units of width on one landscape A4; a wider table would print in letters under 6 points
CELL_LIMIT = 32_000  # Excel refuses 32,768 characters and more
CREATED = datetime(2026, 1, 1)


class Book:
    """One workbook being written; use as a context manager. A file comes only when the block ends well.

    ``target`` may be memory, for what must not be on the disk as it is.
    """

    def __init__(self, target: Path | BytesIO, title: str, subtitle: str = "") -> None:
        self.title, self.subtitle = title, subtitle
        self._book = xlsxwriter.Workbook(
            str(target) if isinstance(target, Path) else target,
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
        )
        self._book.set_properties({"title": title, "author": "Plaatswijzer", "company": "", "created": CREATED})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is None:
            self._book.close()
        else:
            self._book.fileclosed = True  # else XlsxWriter complains that nothing was saved

    def look(self, **properties: object) -> Format:
        """The format with these properties on top of the house style; made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**FONT, **properties})
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A sheet that prints well: landscape A4, one page wide, with title, semester and page number."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.75, bottom=0.6)
        sheet.set_header(f'&L&"Arial,Bold"&12{_printed(self.title)}&R&"Arial"&8{_printed(self.subtitle)}')
        sheet.set_footer('&L&"Arial"&8&A&R&"Arial"&8Pagina &P van &N')
        sheet.hide_gridlines(2)
        return sheet

    def table(
        self, kind: RosterSheet, rows: Iterable[Row], *, band: Head | None = None, total: bool = False, empty: str = ""
    ) -> None:
        """A sheet with one table, headers in row 1. ``band`` tints alternate groups of equal value, else rows.

        ``total`` makes the last row stand out. ``empty`` is shown over an empty table; it is no cell, so that
        nobody reads it as a row.
        """
        body = [[row[head] for head in kind.heads] for row in rows]
        sheet = self.sheet(kind.name)
        self._headers(sheet, kind, max(1, len(body)))
        widths = [_width(head, [line[index] for line in body]) for index, head in enumerate(kind.heads)]
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        if sum(widths) > WIDEST_PAGE:
            sheet.fit_to_pages(2, 0)
            sheet.repeat_columns(0, kind.fixed - 1)
            sheet.print_across()
        tinted = _bands(body, kind.heads.index(band) if band else None)
        plain, dark, bold = (
            [self.look(bottom=1, bottom_color=LINE, **LOOKS[CELL_KINDS.get(head, CellKind.TEXT)], **ground)
             for head in kind.heads]
            for ground in ({}, {"bg_color": LIGHT}, {"bold": True, "top": 1, "top_color": DARK})
        )  # fmt: skip
        for number, (line, tint) in enumerate(zip(body, tinted, strict=True), 1):
            lines = max(_lines(head, cell) for head, cell in zip(kind.heads, line, strict=True))
            if lines > 1:
                sheet.set_row(number, 12 * lines + 3)  # not every office program fits wrapped rows by itself
            looks = bold if total and number == len(body) else dark if tint else plain
            for index, (cell, look) in enumerate(zip(line, looks, strict=True)):
                put(sheet, number, index, cell, look)
        sheet.freeze_panes(1, kind.fixed)
        sheet.repeat_rows(0)
        if not body and empty:
            font = {"name": "Arial", "size": 10, "color": GREY}
            box = {"line": {"color": LINE}, "fill": {"color": PALE}, "align": {"vertical": "middle"}}
            sheet.insert_textbox(2, 0, empty, {"width": 480, "height": 40, "font": font, **box})

    def _headers(self, sheet: Worksheet, kind: RosterSheet, last_row: int) -> None:
        columns = []
        for head in kind.heads:
            right = CELL_KINDS.get(head) in (CellKind.WHOLE, CellKind.HOURS)
            # the filter button stands at the right, so figures get their header in the middle
            side: dict[str, object] = {"align": "center"} if right else {"align": "left", "indent": 1}
            ground = {"bg_color": DARK, "font_color": "white", "border": 1, "border_color": DARK}
            look = self.look(bold=True, text_wrap=True, **ground, **side)
            columns.append({"header": str(head), "header_format": look})
        sheet.add_table(0, 0, last_row, len(kind.heads) - 1, {"columns": columns, "style": None})
        sheet.set_row(0, 30)


def put(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """Write one cell by its type. Raises ValueError when XlsxWriter refuses it."""
    if cell is None or cell == "":
        done = sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        text = cell if len(cell) <= CELL_LIMIT else cell[:CELL_LIMIT] + " …"
        done = sheet.write_string(row, column, text, look)
    elif isinstance(cell, date | time):
        done = sheet.write_datetime(row, column, cell, look)
    else:
        done = sheet.write_number(row, column, cell, look)
    if done != 0:
        raise ValueError(f"cell {row},{column} was refused: {cell!r}")


def _bands(body: Sequence[Sequence[Cell]], column: int | None) -> list[bool]:
    if column is None:
        return [number % 2 == 1 for number in range(len(body))]
    groups = groupby(body, key=lambda line: line[column])
    return [number % 2 == 1 for number, (_, lines) in enumerate(groups) for _ in lines]


def _width(head: Head, cells: Sequence[Cell]) -> float:
    """Room for the longest cell and for the header on two lines with its filter button."""
    kind = CELL_KINDS.get(head, CellKind.TEXT)
    words = head.split()
    two_lines = min(
        (max(len(" ".join(words[:cut])), len(" ".join(words[cut:]))) for cut in range(1, len(words))),
        default=len(head),
    )
    widest = WIDEST_LONG if kind is CellKind.LONG else WIDEST_TEXT
    longest = max((_length(cell) for cell in cells), default=0)
    # one unit is a digit of Calibri 11: 7 pixels, where Arial 9 takes 6 to 6.5 a letter and the button 17
    return max(two_lines * 0.88 + 2.6, min(longest, widest) * 0.88 + 2.4)


def _lines(head: Head, cell: Cell) -> int:
    """How many lines a wrapped cell takes in the widest column that it may have; others take one."""
    if CELL_KINDS.get(head) is not CellKind.LONG or not isinstance(cell, str):
        return 1
    return sum(max(1, math.ceil(len(part) / WIDEST_LONG)) for part in cell.split("\n"))


def _length(cell: Cell) -> int:
    if isinstance(cell, date):
        return len("wo 30 mei 2027")
    if isinstance(cell, time):
        return len("09:00")
    return 0 if cell is None else max(map(len, str(cell).split("\n")))


def _printed(text: str) -> str:
    """Text for a page header of at most 255 characters; & is a code there, a leading digit a font size."""
    short = text[:60].replace("&", "&&")
    return f" {short}" if short[:1].isdigit() else short
