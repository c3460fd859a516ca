"""The sizes of the sheets in every workbook. Knows no sheet.

A unit of width is one digit of the usual font of the workbook, Arial 10: 7 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableSettings:
    """A flat table of a roster.

    Attributes:
        text_width: The most that a column of text is made for, in letters. Chosen by eye.
        wrapped_width: The same for a column of long text that wraps. Chosen by eye.
    """

    text_width: int = 40
    wrapped_width: int = 58


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """Landscape A4 within the margins of every sheet.

    Attributes:
        width: Pixels that it takes at its own size: 11.69 less twice 0.3 inch, at 96 pixels an inch, is 1064; those of
            LibreOffice are 6 % wider.
        least_scale: The most that a sheet may be made smaller: letters of 9 points become 7.1.
    """

    width: int = 1000
    least_scale: float = 0.79


@dataclass(frozen=True, slots=True)
class OverviewSettings:
    """A page like Overzicht. All chosen by eye.

    Attributes:
        columns: Equal columns that tiles and tables take some of.
        column_width: Width of each, in units; also how many letters fit.
        line_height: Height of a line of text, in points.
        chart_lines: Lines that a chart takes; two of them stand on a page.
        print_scale: Per cent at which it is printed: the columns fill the width of A4.
    """

    columns: int = 8
    column_width: float = 19.5
    line_height: float = 15.0
    chart_lines: int = 17
    print_scale: int = 86


@dataclass(frozen=True, slots=True)
class WallSettings:
    """A sheet for the wall (docs/decisions/0020-sheets-for-the-wall.md).

    Attributes:
        row_height: Height of a row, in points. Chosen by eye.
        heading_heights: Heights of the headings by depth, in points. Chosen by eye.
        letter_scale: How much wider columns are for letters of 11 points than for those of 9.
    """

    row_height: int = 20
    heading_heights: tuple[int, int] = (30, 22)
    letter_scale: float = 1.2


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What is read back of the office's own work in a roster. All chosen by hand, far above what people have.

    Attributes:
        most_columns: Columns of a sheet that are looked at.
        most_rows: Rows of a sheet that the office added; a longer one is not kept.
        header_within: Rows from the top in which the headers must be found.
        widest: The most that an own column is made for, in letters.
    """

    most_columns: int = 100
    most_rows: int = 5_000
    header_within: int = 20
    widest: int = 50


OWN_SETTINGS = OwnSettings()
TABLE_SETTINGS = TableSettings()
OVERVIEW_SETTINGS = OverviewSettings()
WALL_SETTINGS = WallSettings()
PAPER_SETTINGS = PaperSettings()
