"""Native charts: columns with an optional line, in the house colours, titles and axes in Dutch. Knows no roster."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.chart import Chart

from reports.excel.book import ACCENT, DARK, GREY, LINE, Book

CHART_FONT: dict[str, object] = {"name": "Arial", "size": 9, "color": GREY}
CHART_TITLE: dict[str, object] = {"name": "Arial", "size": 11, "bold": True, "color": DARK}


@dataclass(frozen=True, slots=True)
class Range:
    """Cells under each other in one column, rows and column counted from 0."""

    sheet: str
    column: int
    first: int
    last: int

    def cells(self) -> list[object]:
        return [self.sheet, self.first, self.column, self.last, self.column]


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """``line`` (name, cells) is drawn across the columns as a limit."""

    title: str
    across: str
    up: str
    labels: Range
    values: Range
    line: tuple[str, Range] | None = None


def column_chart(book: Book, wanted: ColumnChart) -> Chart:
    """The chart, not yet on a sheet."""
    chart = book.chart("column")
    chart.add_series(
        {
            "name": wanted.up,
            "categories": wanted.labels.cells(),
            "values": wanted.values.cells(),
            "fill": {"color": DARK},
            "gap": 30,
        }
    )
    if wanted.line is not None:
        name, cells = wanted.line
        limit = book.chart("line")
        # dashes without a line: each label has a limit of its own
        mark = {"type": "long_dash", "size": 9, "fill": {"color": ACCENT}, "border": {"color": ACCENT}}
        own = {"line": {"none": True}, "marker": mark}
        limit.add_series({"name": name, "categories": wanted.labels.cells(), "values": cells.cells(), **own})
        chart.combine(limit)
    chart.set_title({"name": wanted.title, "name_font": CHART_TITLE, "overlay": False})
    chart.set_x_axis({"name": wanted.across, "name_font": CHART_FONT, "num_font": CHART_FONT, "line": {"color": LINE}})
    grid = {"visible": True, "line": {"color": LINE, "width": 0.5}}
    whole = {"num_format": "0", "min": 0, "major_gridlines": grid, "line": {"none": True}}
    chart.set_y_axis({"name": wanted.up, "name_font": CHART_FONT, "num_font": CHART_FONT, **whole})
    chart.set_legend({"none": True} if wanted.line is None else {"position": "bottom", "font": CHART_FONT})
    chart.set_chartarea({"border": {"color": LINE}})
    return chart
