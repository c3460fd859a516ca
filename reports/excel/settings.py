"""The sizes of the sheets in every workbook. Knows no sheet.

A unit of width is one digit of Calibri 11, the unit in which Excel counts columns.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableSettings:
    """A flat table of a roster.

    Attributes:
        text_width: The most that a column of text is made for, in letters. Chosen by eye.
        wrapped_width: The same for a column of long text that wraps. Chosen by eye.
        page_width: What one landscape A4 holds, in units of width; a wider table would print in letters under 6 points,
            so it prints on two pages.
    """

    text_width: int = 40
    wrapped_width: int = 58
    page_width: int = 215


@dataclass(frozen=True, slots=True)
class OverviewSettings:
    """A page like Overzicht. All chosen by eye.

    Attributes:
        columns: Equal columns that tiles and tables take some of.
        column_width: Width of each, in units; also how many letters fit.
        line_height: Height of a line of text, in points.
        chart_lines: Lines that a chart takes.
    """

    columns: int = 8
    column_width: float = 17.0
    line_height: float = 15.0
    chart_lines: int = 18


@dataclass(frozen=True, slots=True)
class WallSettings:
    """A sheet for the wall (docs/decisions/0020-sheets-for-the-wall.md).

    Attributes:
        paper_width: Pixels that must fit on the paper: landscape A4 has 1065, but columns come out wider where Calibri
            is missing.
        row_height: Height of a row, in points. Chosen by eye.
        heading_heights: Heights of the headings by depth, in points. Chosen by eye.
        letter_scale: How much wider columns are for letters of 11 points than for those of 9.
    """

    paper_width: int = 770
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
