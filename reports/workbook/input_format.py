"""How a sheet that the office fills in looks: headers, drop-downs, input messages. Knows columns, no instance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from instances.tables.columns import BOARDS, MENTORS, SCHOOLS, SLOTS, STUDENTS, TRAINERS
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.setting_rows import Setting
from reports.excel.book import DARK, GREY, LINE, Book, Cell, put
from reports.excel.paper import lay_out
from reports.workbook.settings import INPUT_SETTINGS

OPTIONAL = "#6E8F9B"
YES_NO = ("ja", "nee")
KEYS = {sheet.columns[0].header: sheet.name for sheet in (BOARDS, SCHOOLS, MENTORS, STUDENTS, TRAINERS, SLOTS)}
"""Header of a code to the sheet that lists those codes in its first column."""

InputRow = Sequence[Cell]
Check = dict[str, object]

_LOOKS: dict[Kind, dict[str, object]] = {
    Kind.INTEGER: {"num_format": "0", "align": "center"},
    Kind.NUMBER: {"num_format": "General", "align": "center"},
    Kind.LATITUDE: {"num_format": "0.0000", "align": "center"},
    Kind.LONGITUDE: {"num_format": "0.0000", "align": "center"},
    Kind.DATE: {"num_format": "dd-mm-yyyy", "align": "left"},
    Kind.TIME: {"num_format": "hh:mm", "align": "center"},
}
_TEXT = {"num_format": "@"}  # a code such as 0012 keeps its zeros while it is typed


def add_sheet(book: Book, kind: Sheet, lines: Sequence[InputRow]) -> Worksheet:
    """One input sheet: dark headers must be filled in, light ones may stay empty."""
    sheet = book.sheet(kind.name)
    sheet.hide_gridlines(1)  # seen on screen, where cells are filled in
    last = len(lines) + INPUT_SETTINGS.free_rows
    widths = [_width(column, [line[index] for line in lines]) for index, column in enumerate(kind.columns)]
    for index, column in enumerate(kind.columns):
        look = book.look(**_LOOKS.get(column.kind, _TEXT))
        sheet.set_column(index, index, widths[index], look)
        sheet.write_string(0, index, column.header, header(book, column.required))
        sheet.data_validation(0, index, 0, index, _message(column.header, column.help))
        sheet.data_validation(1, index, last, index, _check(kind, column))
        for row, line in enumerate(lines, start=1):
            if line[index] is not None and line[index] != "":
                put(sheet, row, index, line[index], _wrapped(book, column) if _is_long(line[index]) else look)
    for row, line in enumerate(lines, start=1):
        if height := max(_height(cell) for cell in line):
            sheet.set_row(row, height)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, _fixed(kind))
    sheet.autofilter(0, 0, max(1, len(lines)), len(kind.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})
    sheet.set_tab_color(DARK if kind.required else OPTIONAL)
    sheet.repeat_rows(0)
    lay_out(sheet, widths, _fixed(kind))
    return sheet


def add_settings(book: Book, kind: Sheet, settings: Sequence[tuple[Setting, Cell]]) -> None:
    """One row per setting with its value, its own drop-down and its explanation."""
    sheet = book.sheet(kind.name)
    for index, (column, width) in enumerate(zip(kind.columns, INPUT_SETTINGS.of_settings, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, column.header, header(book, column.required))
    edge = {"bottom": 1, "bottom_color": LINE}
    for row, (setting, value) in enumerate(settings, start=1):
        sheet.write_string(row, 0, setting.name, book.look(bold=True, **edge))
        form = "0" if isinstance(value, int) else "@"
        put(sheet, row, 1, value, book.look(align="left", num_format=form, **edge))
        sheet.write_string(
            row, 2, f"{setting.help} Standaard: {setting.default or 'leeg'}.", book.look(text_wrap=True, **edge)
        )
        message = _message(setting.name, setting.help)
        sheet.data_validation(row, 1, row, 1, {**message, **_limits(setting.kind, setting.choices)})
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 1)
    sheet.set_tab_color(GREY)
    sheet.repeat_rows(0)
    lay_out(sheet, INPUT_SETTINGS.of_settings, 1)


def header(book: Book, required: bool) -> object:
    """The look of a header cell."""
    ground = DARK if required else OPTIONAL
    return book.look(bold=True, font_color="white", bg_color=ground, text_wrap=True, border=1, border_color="white")


def _check(kind: Sheet, column: Column) -> Check:
    """What may be typed in a column, with its explanation as input message."""
    if column.header in KEYS and KEYS[column.header] != kind.name:
        # only a help: codes may come later, and a past school may be gone
        source = f"='{KEYS[column.header]}'!$A$2:$A$3000"
        return {**_message(column.header, column.help), "validate": "list", "source": source, "show_error": False}
    return column_check(column)


def column_check(column: Column) -> Check:
    """What may be typed in a column by its kind, with its explanation as input message."""
    return {**_message(column.header, column.help), **_limits(column.kind, column.choices)}


def _message(title: str, text: str) -> Check:
    """An input message; Excel takes 32 characters of title and 255 of text."""
    return {"validate": "any", "input_title": title[:32], "input_message": text[:255]}


def _limits(kind: Kind, choices: tuple[str, ...]) -> Check:
    if kind in (Kind.CHOICE, Kind.YES_NO):
        words = choices or YES_NO
        return {"validate": "list", "source": list(words), **_refusal(f"Kies uit: {', '.join(words)}.")}
    if kind in (Kind.INTEGER, Kind.NUMBER):
        known = "een geheel getal" if kind is Kind.INTEGER else "een getal"
        validate = "integer" if kind is Kind.INTEGER else "decimal"
        return {"validate": validate, "criteria": ">=", "value": 0, **_refusal(f"Vul {known} van 0 of meer in.")}
    if kind in (Kind.LATITUDE, Kind.LONGITUDE):
        span = {"criteria": "between", "minimum": -180, "maximum": 180}
        return {"validate": "decimal", **span, **_refusal("Vul graden in, bijvoorbeeld 52,379.")}
    if kind is Kind.DATE:
        years = {"criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
        return {"validate": "date", **years, **_refusal("Vul een datum in, bijvoorbeeld 31-05-2027.")}
    if kind is Kind.TIME:
        clock = {"criteria": "between", "minimum": time(0, 0), "maximum": time(23, 59)}
        return {"validate": "time", **clock, **_refusal("Vul een tijd in, bijvoorbeeld 09:00.")}
    return {}


def _refusal(text: str) -> Check:
    return {"error_title": "Dit past hier niet", "error_message": text}


def _fixed(kind: Sheet) -> int:
    """How many columns stay in sight: the code, and the name where it comes next."""
    return 2 if kind.columns[1].kind is Kind.TEXT and kind.columns[1].required else 1


def _is_long(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) > INPUT_SETTINGS.letters


def _wrapped(book: Book, column: Column) -> Format:
    """For an explanation of ours: it would run on over what is printed."""
    return book.look(text_wrap=True, **_LOOKS.get(column.kind, _TEXT))


def _height(cell: Cell) -> float:
    """Points that a row needs for this cell; 0 for the usual height."""
    if not isinstance(cell, str) or not _is_long(cell):
        return 0
    return INPUT_SETTINGS.line * math.ceil(len(cell) / INPUT_SETTINGS.letters) + 3


def _width(column: Column, cells: Sequence[Cell]) -> float:
    """Room for the longest text and for the header with its filter button, a long header over two lines."""
    longest = max((len(str(cell)) for cell in cells if isinstance(cell, str | int)), default=0)
    dated = 11 if column.kind is Kind.DATE else 0
    title = len(column.header) + 5 if len(column.header) <= 12 else len(column.header) // 2 + 6
    return max(title, dated, min(longest, INPUT_SETTINGS.letters) * 1.05 + 2)
