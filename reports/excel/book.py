"""How every workbook looks: tables, overview pages, print set-up. Knows XlsxWriter and no roster.

Text is always written as text, so a name that starts with ``=`` never becomes a formula, and the file
is byte-identical for the same content: the creation date is fixed and nothing else depends on the day.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from pathlib import Path
from types import MappingProxyType, TracebackType

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from instances.rosters.columns import CELL_KINDS, CellKind, Head, RosterSheet
from reports.excel.lights import DataBar, Mark, Tone, Words
from reports.excel.links import Links
from reports.excel.live import Live
from reports.excel.own_cells import OwnLook, OwnPage, OwnSheet
from reports.excel.paper import lay_out
from reports.excel.settings import TABLE_SETTINGS
from reports.excel.write_own import write_own, write_page

Cell = str | int | float | date | time | None
Row = Mapping[Head, Cell]

DARK, LIGHT, PALE, LINE, ACCENT, GREY = "#17495A", "#EAF2F4", "#F6FAFB", "#C9D8DC", "#C8553D", "#5F6F75"
LINK: dict[str, object] = {"font_color": "#0F5C78", "underline": 1}
STRONG: dict[str, object] = {"bold": True, "font_size": 13}
DATA_BAR: dict[str, object] = {"type": "data_bar", "bar_color": "#A9CDD6", "bar_solid": True, "min_type": "num",
                               "min_value": 0}  # fmt: skip
FONT = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
# the font by whose digits every office program measures columns: Calibri is not everywhere, what stands in for Arial
# has its widths
NORMAL: dict[str, object] = {"font_name": "Arial", "font_size": 10}
# 413 is Dutch: di 1 jun 2027 in an English Excel too
DATE_FORMAT = "[$-413]ddd d mmm yyyy"
LOOKS: dict[CellKind, dict[str, object]] = {
    CellKind.TEXT: {"align": "left", "indent": 1},
    CellKind.LONG: {"align": "left", "indent": 1, "text_wrap": True},
    CellKind.INTEGER: {"align": "right", "indent": 1, "num_format": "#,##0"},
    CellKind.HOURS: {"align": "right", "indent": 1, "num_format": "#,##0.00"},
    CellKind.FIGURE: {"align": "right", "indent": 1, "num_format": "General"},
    CellKind.DATE: {"align": "left", "indent": 1, "num_format": DATE_FORMAT},
    CellKind.TIME: {"align": "center", "num_format": "hh:mm"},
}
SAME_SIZE = {"scale_with_doc": False}  # a header does not shrink with its sheet
CELL_LIMIT = 32_000  # Excel refuses 32,768 characters and more
CREATED = datetime(2026, 1, 1)
# a file that carries work of the office says so by another date: reading back each file in full takes seconds
CARRYING = datetime(2026, 1, 2)


class Book:
    """One workbook being written; use as a context manager. A file comes only when the block ends well.

    ``target`` may be memory, for what must not be on the disk as it is; ``carrying`` marks a file with work of the
    office in it, which is read back although nobody saved it since.
    """

    def __init__(self, target: Path | BytesIO, title: str, subtitle: str = "", carrying: bool = False) -> None:
        self.title, self.subtitle = title, subtitle
        # made in memory: where a disk fills up, the half zip of the library would end in a trace on the screen
        self._path = target if isinstance(target, Path) else None
        self._made = BytesIO() if isinstance(target, Path) else target
        self._book = xlsxwriter.Workbook(
            self._made,
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "in_memory": True,
                "default_format_properties": dict(NORMAL),  # XlsxWriter writes in it
            },
        )
        created = CARRYING if carrying else CREATED
        self._book.set_properties({"title": title, "author": "Plaatswijzer", "company": "", "created": created})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._tones: dict[Tone, Format] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is None:
            self._book.close()
            if self._path is not None:
                self._path.write_bytes(self._made.getvalue())
        else:
            self._book.fileclosed = True  # else XlsxWriter complains that nothing was saved

    def look(self, **properties: object) -> Format:
        """The format with these properties on top of the house style; made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**FONT, **properties})
        return self._formats[key]

    def tint(self, ground: str) -> Format:
        """Only a ground, for a cell that gets it by its value."""
        return self._book.add_format({"bg_color": ground})

    def chart(self, kind: str) -> Chart:
        """An empty native chart (column, line) of this workbook."""
        return self._book.add_chart({"type": kind})

    def sheet(self, name: str) -> Worksheet:
        """A sheet that prints well: landscape A4, one page wide, with title, semester and page number."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.75, bottom=0.6)
        sheet.set_header(f'&L&"Arial,Bold"&12{_printed(self.title)}&R&"Arial"&8{_printed(self.subtitle)}', SAME_SIZE)
        sheet.set_footer('&L&"Arial"&8&A&R&"Arial"&8Pagina &P van &N', SAME_SIZE)
        sheet.hide_gridlines(2)
        return sheet

    def table(
        self,
        kind: RosterSheet,
        rows: Iterable[Row],
        *,
        band: Head | None = None,
        total: bool = False,
        empty: str = "",
        links: Links | None = None,
        marks: Sequence[Mark] = (),
        least: Mapping[Head, float] | None = None,
        live: Live | None = None,
        own: OwnSheet | None = None,
    ) -> Worksheet:
        """A sheet with one table, headers in row 1. ``band`` tints alternate groups of equal value, else rows.

        ``total`` makes the last row stand out. ``empty`` is shown over an empty table; it is no cell, so that
        nobody reads it as a row. ``marks`` colour cells by their figures, also after somebody changed those; ``live``
        has drop-downs and formulas, ``own`` what the office put in the sheet before. ``least`` is room for what people
        will write, in units.
        """
        live = live or Live()
        body = [[row[head] for head in kind.heads] for row in rows]
        sheet = self.sheet(kind.name)
        own = own or OwnSheet()
        self.headers(sheet, kind, max(1, len(body)), tuple(own.columns))
        self._mark(sheet, kind, len(body) - total, (*live.marks, *marks))
        for head, check in live.checks.items():
            column = kind.heads.index(head)
            sheet.data_validation(1, column, max(1, len(body)), column, dict(check))
        widths = [
            max(cell_width(head, [line[index] for line in body]), (least or {}).get(head, 0))
            for index, head in enumerate(kind.heads)
        ]
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        lay_out(sheet, widths, kind.fixed)
        tinted = _bands(body, kind.heads.index(band) if band else None)
        grounds: tuple[dict[str, object], ...] = ({}, {"bg_color": LIGHT}, {"bold": True, "top": 1, "top_color": DARK})
        for number, (line, tint) in enumerate(zip(body, tinted, strict=True), 1):
            lines = max(_lines(head, cell) for head, cell in zip(kind.heads, line, strict=True))
            if lines > 1:
                sheet.set_row(number, 12 * lines + 3)  # not every office program fits wrapped rows by itself
            ground = grounds[2 if total and number == len(body) else tint]
            looks = {head: look for head in kind.heads if (look := own.looks.get((str(line[0]), str(head))))}
            self.line(sheet, number, kind, line, links or {}, (), live.formulas, looks, **ground)
        write_own(self.look, sheet, [str(head) for head in kind.heads], [str(line[0]) for line in body], own)
        sheet.freeze_panes(1, kind.fixed)
        sheet.repeat_rows(0)
        if not body and empty:
            font = {"name": "Arial", "size": 10, "color": GREY}
            box = {"line": {"color": LINE}, "fill": {"color": PALE}, "align": {"vertical": "middle"}}
            sheet.insert_textbox(2, 0, empty, {"width": 480, "height": 40, "font": font, **box})
        return sheet

    def define(self, names: Mapping[str, str]) -> None:
        """Give places in the workbook a name for formulas."""
        for name, place in names.items():
            self._book.define_name(name, place)

    def own_pages(self, pages: Iterable[OwnPage]) -> None:
        """Sheets that the office added before; a title that this workbook has by now gets a number."""
        for page in pages:
            taken = {title.casefold() for title in self._book.sheetnames}
            titles = (page.title, *(f"{page.title[:27]} {number}" for number in range(2, len(taken) + 3)))
            title = next(title for title in titles if title.casefold() not in taken)
            write_page(self.look, self.sheet(title), page)

    def line(
        self,
        sheet: Worksheet,
        row: int,
        kind: RosterSheet,
        cells: Sequence[Cell],
        links: Links,
        strong: Collection[Head] = (),
        formulas: Mapping[Head, str] = MappingProxyType({}),
        looks: Mapping[Head, OwnLook] = MappingProxyType({}),
        **ground: object,
    ) -> None:
        """One row of a table, each cell in the look of its column, ``strong`` ones bold and large.

        What ``links`` knows can be clicked. A column with one of ``formulas`` gets that, with the cell as its
        value; ``looks`` are the office's.
        """
        for index, (head, cell) in enumerate(zip(kind.heads, cells, strict=True)):
            look = {"bottom": 1, "bottom_color": LINE, **LOOKS[CELL_KINDS.get(head, CellKind.TEXT)], **ground}
            if head in strong:
                look |= STRONG
            if head in looks:
                look |= looks[head].properties
            target = links[head].get(cell) if head in links and isinstance(cell, str) else None
            if head in formulas:
                sheet.write_formula(row, index, formulas[head], self.look(**look), "" if cell is None else cell)
            elif target is None:
                put(sheet, row, index, cell, self.look(**look))
            else:
                lead(sheet, row, index, str(cell), self.look(**{**LINK, **look}), target)

    def _mark(self, sheet: Worksheet, kind: RosterSheet, last_row: int, marks: Sequence[Mark]) -> None:
        if last_row < 1:
            return
        for mark in marks:
            column = kind.heads.index(mark.head)
            if isinstance(mark, DataBar):
                rule: dict[str, object] = DATA_BAR
            elif isinstance(mark, Words):
                rule = {"type": "text", "criteria": "containing", "value": mark.holds, "stop_if_true": True,
                        "format": self._tone(mark.tone)}  # fmt: skip
            else:
                rule = {"type": "formula", "criteria": mark.formula(kind), "stop_if_true": True,
                        "format": self._tone(mark.tone)}  # fmt: skip
            sheet.conditional_format(1, column, last_row, column, rule)

    def _tone(self, tone: Tone) -> Format:
        if tone not in self._tones:
            ground, letters = tone.value
            self._tones[tone] = self._book.add_format({"bg_color": ground, "font_color": letters})
        return self._tones[tone]

    def headers(self, sheet: Worksheet, kind: RosterSheet, last_row: int, own: Sequence[str] = ()) -> None:
        """The headers in row 1 with their filters, down to ``last_row``; those of the office's own columns behind."""
        columns = []
        kinds = (CellKind.INTEGER, CellKind.HOURS, CellKind.FIGURE)
        figures = {head for head in kind.heads if CELL_KINDS.get(head) in kinds}
        for head in (*kind.heads, *own):
            right = head in figures
            # the filter button stands at the right, so figures get their header in the middle
            side: dict[str, object] = {"align": "center"} if right else {"align": "left", "indent": 1}
            ground = {"bg_color": DARK, "font_color": "white", "border": 1, "border_color": DARK}
            look = self.look(bold=True, text_wrap=True, **ground, **side)
            columns.append({"header": str(head), "header_format": look})
        sheet.add_table(0, 0, last_row, len(columns) - 1, {"columns": columns, "style": None})
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


def lead(sheet: Worksheet, row: int, column: int, text: str, look: Format, target: str) -> None:
    """Write text that can be clicked. Raises ValueError when XlsxWriter refuses it."""
    if sheet.write_url(row, column, target, look, string=text) != 0:
        raise ValueError(f"link {row},{column} was refused: {target!r}")


def _bands(body: Sequence[Sequence[Cell]], column: int | None) -> list[bool]:
    if column is None:
        return [number % 2 == 1 for number in range(len(body))]
    groups = groupby(body, key=lambda line: line[column])
    return [number % 2 == 1 for number, (_, lines) in enumerate(groups) for _ in lines]


def cell_width(head: Head, cells: Sequence[Cell]) -> float:
    """Room for the longest cell and for the header on two lines with its filter button."""
    kind = CELL_KINDS.get(head, CellKind.TEXT)
    words = head.split()
    two_lines = min(
        (max(len(" ".join(words[:cut])), len(" ".join(words[cut:]))) for cut in range(1, len(words))),
        default=len(head),
    )
    widest = TABLE_SETTINGS.wrapped_width if kind is CellKind.LONG else TABLE_SETTINGS.text_width
    longest = max((_length(cell) for cell in cells), default=0)
    # one unit is a digit of Arial 10: 7 pixels, where Arial 9 takes 6 to 6.5 a letter and the button 17
    return max(two_lines * 0.88 + 2.6, min(longest, widest) * 0.88 + 2.4)


def _lines(head: Head, cell: Cell) -> int:
    """How many lines a wrapped cell takes in the widest column that it may have; others take one."""
    if CELL_KINDS.get(head) is not CellKind.LONG or not isinstance(cell, str):
        return 1
    return sum(max(1, math.ceil(len(part) / TABLE_SETTINGS.wrapped_width)) for part in cell.split("\n"))


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
