"""Sheets for the wall: headings, large times, a page for each group. Knows rows and print set-up, no roster.

The columns stay flat and complete under the headings, and the filters work: a heading has text in its first cell only.
What a person at the wall needs stands at the left and is printed; dates and codes at the right are for filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from instances.rosters.columns import Head, RosterSheet
from instances.rosters.written_rows import CELL_KINDS, CellKind
from reports.excel.book import DARK, LIGHT, PALE, Book, Row, cell_width, put
from reports.excel.links import Links, row_link
from reports.excel.paper import lay_out, pixels
from reports.excel.settings import PAPER_SETTINGS
from reports.excel.settings import WALL_SETTINGS as LAYOUT

HEADINGS: tuple[dict[str, object], ...] = (
    {"bold": True, "font_size": 15, "font_color": "white", "bg_color": DARK, "indent": 1},
    {"bold": True, "font_size": 11, "font_color": DARK, "bg_color": LIGHT, "indent": 1},
)


@dataclass(frozen=True, slots=True)
class HeadingLevel:
    """Rows with the same value of ``head`` come under one heading, which ``words`` says."""

    head: Head
    words: Callable[[Sequence[Row]], str]


@dataclass(frozen=True, slots=True)
class Heading:
    """``depth`` 0 begins a page."""

    text: str
    depth: int
    value: str


Line = Heading | Row


def lines_of(rows: Iterable[Row], levels: Sequence[HeadingLevel], depth: int = 0) -> list[Line]:
    """The rows in their order with a heading before each group; rows of a group must stand together."""
    if not levels:
        return list(rows)
    found: list[Line] = []
    for value, group in groupby(rows, key=lambda row: row[levels[0].head]):
        members = list(group)
        found.append(Heading(levels[0].words(members), depth, str(value)))
        found += lines_of(members, levels[1:], depth + 1)
    return found


def heading_places(kind: RosterSheet, lines: Sequence[Line]) -> dict[str, str]:
    """The value of each first heading, such as a school's id, to its place in the workbook."""
    return {
        line.value: row_link(kind.name, number)
        for number, line in enumerate(lines, 2)
        if isinstance(line, Heading) and line.depth == 0
    }


def wall(book: Book, kind: RosterSheet, lines: Sequence[Line], links: Links, empty: str) -> None:
    """A sheet with these lines, or as an empty table. Every first heading begins a page."""
    if not lines:
        book.table(kind, (), empty=empty)
        return
    sheet = book.sheet(kind.name)
    book.headers(sheet, kind, len(lines))
    widths = _widths(kind, [line for line in lines if not isinstance(line, Heading)])
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    deepest = max((line.depth for line in lines if isinstance(line, Heading)), default=0)
    tinted = _tints(lines)
    for number, line in enumerate(lines, 1):
        if isinstance(line, Heading):
            look = book.look(**HEADINGS[line.depth])
            sheet.set_row(number, LAYOUT.heading_heights[line.depth], None, {"level": line.depth})
            for column in range(len(kind.heads)):
                put(sheet, number, column, line.text if column == 0 else None, look)
        else:
            sheet.set_row(number, LAYOUT.row_height, None, {"level": deepest + 1})
            ground = {"bg_color": PALE} if tinted[number - 1] else {}
            cells = [line[head] for head in kind.heads]
            book.line(sheet, number, kind, cells, links, (Head.BEGIN,), {}, {}, font_size=11, **ground)
    sheet.outline_settings(True, False, True, False)  # the button stands at the heading
    sheet.freeze_panes(1, kind.fixed)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(lines), kind.printed - 1)
    scale = print_scale(widths[: kind.printed])
    if scale < 100 * PAPER_SETTINGS.least_scale:
        lay_out(sheet, widths[: kind.printed], kind.fixed)
    else:  # a page that is made to fit ignores its page breaks, so the size is given instead
        sheet.set_print_scale(scale)
    sheet.set_h_pagebreaks(page_breaks(lines))


def _tints(lines: Sequence[Line]) -> list[bool]:
    """Every other time under a heading, so that the eye finds what begins together."""
    found: list[bool] = []
    tint, last = False, None
    for line in lines:
        if isinstance(line, Heading):
            tint, last = False, None
        else:
            tint = tint != (last is not None and line[Head.BEGIN] != last)
            last = line[Head.BEGIN]
        found.append(tint)
    return found


def page_breaks(lines: Sequence[Line]) -> list[int]:
    """Before which rows a page begins, counted from 0 with the header; the first page begins by itself."""
    starts = [number for number, line in enumerate(lines, 1) if isinstance(line, Heading) and line.depth == 0]
    return starts[1:]


def print_scale(widths: Sequence[float]) -> int:
    """Per cent at which the columns fit on one page, at most 100."""
    return min(100, int(100 * PAPER_SETTINGS.width / sum(map(pixels, widths))))


def _widths(kind: RosterSheet, rows: Sequence[Row]) -> list[float]:
    """As in a table, but for larger letters."""
    found = []
    for head in kind.heads:
        width = cell_width(head, [row[head] for row in rows])
        found.append(width * LAYOUT.letter_scale if CELL_KINDS.get(head) is not CellKind.INTEGER else width)
    return found
