"""An Overzicht sheet: title, large figures, facts and small tables under each other. Knows no roster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from instances.roster_columns import OVERVIEW
from reports.sheet import ACCENT, DARK, GREY, LIGHT, LINE, PALE, Book, Cell, put

COLUMNS = 8
COLUMN_WIDTH = 17.0
LINE_HEIGHT = 15.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure with what it is and a remark; ``alarm`` colours a figure that asks for attention."""

    label: str
    figure: str
    remark: str = ""
    alarm: bool = False


class Overview:
    """Writes downwards. ``spans`` say how many of the eight equal columns each column of a table takes."""

    def __init__(self, book: Book, title: str, subtitle: str) -> None:
        self._book = book
        self._sheet = book.sheet(OVERVIEW)
        self._sheet.set_column(0, COLUMNS - 1, COLUMN_WIDTH)
        self._row = 0
        self._line([title], (COLUMNS,), 30, font_size=20, bold=True, font_color=DARK)
        self._line([subtitle], (COLUMNS,), 18, font_color=GREY, bottom=2, bottom_color=DARK)
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

    def grid(self, heading: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], spans: Sequence[int]) -> None:
        """A small table that is read, not filtered."""
        self._line([heading], (COLUMNS,), 20, bold=True, font_size=12, font_color=DARK, bottom=1, bottom_color=DARK)
        if heads:
            self._line(heads, spans, 30 if max(map(len, heads)) > COLUMN_WIDTH else LINE_HEIGHT + 1, bold=True,
                       font_color="white", bg_color=DARK, text_wrap=True)  # fmt: skip
        for cells in rows:
            texts = [len(cell) / (span * COLUMN_WIDTH) for cell, span in zip(cells, spans, strict=True)
                     if isinstance(cell, str)]  # fmt: skip
            height = LINE_HEIGHT * max(1, *(int(lines * 0.95) + 1 for lines in texts)) if texts else LINE_HEIGHT
            self._line(cells, spans, height, text_wrap=True, bottom=1, bottom_color=LINE, bg_color=PALE)
        self._row += 1

    def done(self) -> None:
        """Fix what is printed; the last call."""
        self._sheet.print_area(0, 0, max(0, self._row - 1), COLUMNS - 1)

    def _line(self, cells: Sequence[Cell], spans: Sequence[int], height: float, **look: object) -> None:
        starts = [0, *accumulate(spans)][:-1]
        for start, span, cell in zip(starts, spans, cells, strict=True):
            align = look.get("align") or ("right" if isinstance(cell, int | float) else "left")
            self._merged(start, span, cell, self._book.look(**{**look, "align": align}))
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _merged(self, start: int, span: int, cell: Cell, look: object) -> None:
        if span > 1:
            self._sheet.merge_range(self._row, start, self._row, start + span - 1, "", look)
        put(self._sheet, self._row, start, cell, look)
