"""A sheet like Overzicht: title, large figures, facts and small tables under each other. Knows no roster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from instances.rosters.columns import OVERVIEW
from reports.excel.book import ACCENT, DARK, GREY, LIGHT, LINE, LINK, PALE, Book, Cell, lead, put
from reports.excel.charts import ColumnChart, Range, column_chart
from reports.excel.links import row_link
from reports.excel.settings import OVERVIEW_SETTINGS as LAYOUT

_UNDERLINED: dict[str, object] = {"font_color": DARK, "bottom": 1, "bottom_color": DARK}


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure with what it is and a remark; ``alarm`` colours a figure that asks for attention."""

    label: str
    figure: str
    remark: str = ""
    alarm: bool = False


class Overview:
    """Writes downwards. ``spans`` say how many of the eight equal columns each column of a table takes."""

    def __init__(self, book: Book, title: str, subtitle: str, name: str = OVERVIEW) -> None:
        self._book = book
        self._sheet = book.sheet(name)
        self._sheet.set_column(0, LAYOUT.columns - 1, LAYOUT.column_width)
        self._row = 0
        self._breaks: list[int] = []
        self._line([title], (LAYOUT.columns,), 30, font_size=20, bold=True, font_color=DARK)
        self._line([subtitle], (LAYOUT.columns,), 18, font_color=GREY, bottom=2, bottom_color=DARK)
        self._row += 1

    def tiles(self, tiles: Sequence[Tile]) -> None:
        """At most four figures side by side."""
        spans = (2,) * len(tiles)
        ground = {"bg_color": LIGHT, "align": "center"}
        self._line([tile.label for tile in tiles], spans, 20, **ground, font_color=GREY)
        for number, tile in enumerate(tiles):
            colour = ACCENT if tile.alarm else DARK
            look = self._book.look(**ground, font_size=20, bold=True, font_color=colour)
            self._merged(2 * number, 2, tile.figure, look)
        self._sheet.set_row(self._row, 32)
        self._row += 1
        self._line([tile.remark for tile in tiles], spans, 20, **ground, font_color=GREY, font_size=9)
        self._row += 1

    def facts(self, heading: str, facts: Iterable[tuple[str, Cell]]) -> None:
        """A label and a sentence on each line."""
        self.grid(heading, (), facts, (2, 6))

    def grid(
        self,
        heading: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        spans: Sequence[int],
        figures: int = LAYOUT.columns,
    ) -> None:
        """A small table that is read, not filtered; the columns from number ``figures`` on are aligned to the right."""
        self._line([heading], (LAYOUT.columns,), 22, (), bold=True, font_size=12, **_UNDERLINED)
        sides = ["right" if number >= figures else "left" for number in range(len(spans))]
        if heads:
            two_lines = any(_lines(head, span) > 1 for head, span in zip(heads, spans, strict=True))
            height = 2 * LAYOUT.line_height if two_lines else 17
            look = {"bold": True, "font_color": "white", "bg_color": DARK, "text_wrap": True, "indent": 1}
            self._line(heads, spans, height, sides, **look)
        for cells in rows:
            height = LAYOUT.line_height * max(_lines(cell, span) for cell, span in zip(cells, spans, strict=True))
            look = {"text_wrap": True, "bottom": 1, "bottom_color": LINE, "bg_color": PALE, "indent": 1}
            self._line(cells, spans, height, sides, **look)
        self._row += 1

    def contents(self, sheets: Iterable[tuple[str, str]]) -> None:
        """The other sheets of the workbook, each a link, with what is on them."""
        self._line(["In dit bestand"], (LAYOUT.columns,), 22, (), bold=True, font_size=12, **_UNDERLINED)
        for name, holds in sheets:
            look = {"bottom": 1, "bottom_color": LINE, "bg_color": PALE, "indent": 1}
            self._sheet.merge_range(self._row, 0, self._row, 1, "", self._book.look(**look, **LINK))
            lead(self._sheet, self._row, 0, name, self._book.look(**look, **LINK), row_link(name, 1))
            self._merged(2, LAYOUT.columns - 2, holds, self._book.look(**look))
            self._sheet.set_row(self._row, LAYOUT.line_height)
            self._row += 1
        self._row += 1

    def new_page(self) -> None:
        """On paper, what follows begins a page."""
        self._breaks.append(self._row)

    def columns(self, heading: str, heads: tuple[str, str], rows: Sequence[tuple[str, int]]) -> None:
        """A small table with its chart beside it; the first head is the axis across, the second the one up."""
        self._line([heading], (LAYOUT.columns,), 22, (), bold=True, font_size=12, **_UNDERLINED)
        top = self._row
        self._line(heads, (1, 1), 17, ("left", "right"), bold=True, font_color="white", bg_color=DARK, indent=1)
        for cells in rows:
            look = {"bottom": 1, "bottom_color": LINE, "bg_color": PALE, "indent": 1}
            self._line(cells, (1, 1), LAYOUT.line_height, ("left", "right"), **look)
        labels, values = (Range(self._sheet.get_name(), column, top + 1, self._row - 1) for column in (0, 1))
        self._row = max(self._row, top + LAYOUT.chart_lines)
        self._chart(ColumnChart(heading, heads[0], heads[1], labels, values), top, 2)
        self._row += 1

    def chart(self, wanted: ColumnChart) -> None:
        """A chart over the whole width of figures that stand on another sheet."""
        top = self._row
        self._row += LAYOUT.chart_lines
        self._chart(wanted, top, 0)
        self._row += 1

    def _chart(self, wanted: ColumnChart, top: int, left: int) -> None:
        chart = column_chart(self._book, wanted)
        width = (LAYOUT.columns - left) * 7 * LAYOUT.column_width
        height = (LAYOUT.chart_lines - 1) * LAYOUT.line_height * 4 / 3
        chart.set_size({"width": int(width), "height": int(height)})
        self._sheet.insert_chart(
            top, left, chart, {"x_offset": 8 if left else 0, "y_offset": 4, "description": wanted.title}
        )

    def done(self) -> None:
        """Fix what is printed; the last call."""
        self._sheet.print_area(0, 0, max(0, self._row - 1), LAYOUT.columns - 1)
        # a page that is made to fit ignores its page breaks, so the size is given instead
        self._sheet.set_print_scale(LAYOUT.print_scale)
        self._sheet.set_h_pagebreaks(self._breaks)

    def _line(
        self,
        cells: Sequence[Cell],
        spans: Sequence[int],
        height: float,
        sides: Sequence[str] = (),
        **look: object,
    ) -> None:
        starts = [0, *accumulate(spans)][:-1]
        for number, (start, span, cell) in enumerate(zip(starts, spans, cells, strict=True)):
            side = {"align": sides[number]} if sides else {}
            # no wrap: with it not every office program keeps the indent of a figure
            figure = {"text_wrap": False} if side.get("align") == "right" and look.get("font_color") != "white" else {}
            self._merged(start, span, cell, self._book.look(**{**look, **side, **figure}))
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _merged(self, start: int, span: int, cell: Cell, look: object) -> None:
        if span > 1:
            self._sheet.merge_range(self._row, start, self._row, start + span - 1, "", look)
        put(self._sheet, self._row, start, cell, look)


def _lines(cell: Cell, span: int) -> int:
    """How many lines a wrapped text takes; the columns hold about as many letters as they are wide."""
    lines = cell.split("\n") if isinstance(cell, str) else [""]
    return sum(1 + int(len(line) / (span * LAYOUT.column_width)) for line in lines)
