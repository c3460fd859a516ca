"""The marked copy of a workbook with faults: red cells with a comment, and a sheet Fouten. Knows no rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from instances.tables.faults import Fault
from instances.tables.preflight import Package, inspect
from instances.tables.sheets import match_title
from instances.tables.values import clean
from reports.excel.book import DARK
from reports.folder import replace_own
from reports.workbook.open_copy import open_for_copy

FAULTS_SHEET = "Fouten"
AUTHOR = "Plaatswijzer"
MARK = "Plaatswijzer:\n"  # what comes after it in a comment is ours
RED = "FFFFB3B3"
_HEADERS = (("Blad", 18), ("Cel", 8), ("Kolom", 22), ("Gevonden", 34), ("Verwacht", 84), ("Regel", 8))
_FACE = "Arial"
_LETTERS = 1.05  # of Arial 10 that fit in one unit of width, words not broken
_LINE = 14.0  # points


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """What became of a marked copy.

    Attributes:
        has_cells: The sheets of the workbook are in it; False where it has only the sheet Fouten.
        kept: The name under which an earlier copy that somebody corrected, or another file, is kept; None without one.
    """

    has_cells: bool
    kept: Path | None


def write_marked(source: Path, faults: Sequence[Fault], target: Path) -> MarkedCopy:
    """Write a copy of a workbook in which the office sees every fault: red cells with a comment, and a sheet Fouten.

    Args:
        source: The workbook; where it cannot be opened or is too large, the copy has only the sheet Fouten.
        faults: What is wrong, each with its sheet and cell where it has one.
        target: Where the copy goes, whole or not at all, over an earlier marked copy; one that somebody corrected, and
            any other file, is kept under another name. The folder is made where missing.

    Returns:
        Whether the sheets of the workbook are in the copy, and what was kept.

    Raises:
        OSError: The target cannot be written.
        ValueError: The target is the source itself.
    """
    if target.resolve() == source.resolve():
        raise ValueError("the marked copy may not replace the workbook itself")
    opened = _opened(source)
    book = _empty() if opened is None else opened
    _unmark(book)
    _list(book, faults)
    _mark(book, faults)
    target.parent.mkdir(parents=True, exist_ok=True)
    return MarkedCopy(opened is not None, replace_own(target, book.save))


def _opened(source: Path) -> Workbook | None:
    """The workbook with its formulas; None when it cannot be opened or is too large to copy with its looks."""
    package = inspect(source)
    return open_for_copy(package) if isinstance(package, Package) else None


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _unmark(book: Workbook) -> None:
    """Takes away the marks of an earlier marked copy that was corrected and offered again."""
    if FAULTS_SHEET in book.sheetnames:
        book.remove(book[FAULTS_SHEET])
    for sheet in book.worksheets:
        for cell in sheet._cells.values():  # iter_rows would make every cell up to a stray one in XFD1048576
            if isinstance(cell, Cell) and cell.comment is not None and MARK in cell.comment.text:
                own = cell.comment.text.partition(MARK)[0].rstrip()
                cell.comment = Comment(own, cell.comment.author or "") if own else None
                cell.fill = PatternFill()


def _list(book: Workbook, faults: Sequence[Fault]) -> None:
    sheet = book.create_sheet(FAULTS_SHEET, 0)
    book.active = sheet
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for place, (header, width) in enumerate(_HEADERS, start=1):
        cell = sheet.cell(1, place)
        cell.value = header
        cell.font = Font(name=_FACE, sz=10, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=f"FF{DARK.removeprefix('#')}")
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, fault in enumerate(faults, start=2):
        rule = fault.rule or ""
        for place, text in enumerate((fault.sheet, fault.cell, fault.column, fault.found, fault.expected, rule), 1):
            cell = sheet.cell(number, place)
            cell.value = clean(text)
            cell.data_type = "s"  # after the value: openpyxl would make a formula of a text that starts with =
            cell.font = Font(name=_FACE, sz=10)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        lines = max(_lines(fault.found, _HEADERS[3][1]), _lines(fault.expected, _HEADERS[4][1]))
        sheet.row_dimensions[number].height = _LINE * lines  # not every office program fits wrapped rows by itself
        title = match_title(fault.sheet, book.sheetnames) if fault.cell else None
        if title is not None:
            quoted = title.replace("'", "''")
            link = sheet.cell(number, 2)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{fault.cell}")
            link.font = Font(name=_FACE, sz=10, underline="single", color="FF0563C1")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{len(faults) + 1}"
    _printable(sheet)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width."""
    return sum(max(1, math.ceil(len(part) / (_LETTERS * width))) for part in text.split("\n"))


def _printable(sheet: Worksheet) -> None:
    """Landscape A4, one page wide, the header on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _mark(book: Workbook, faults: Iterable[Fault]) -> None:
    texts: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        title = match_title(fault.sheet, book.sheetnames) if fault.cell else None
        if title is not None:
            texts.setdefault((title, fault.cell), []).append(f"Gevonden: {fault.found}\nVerwacht: {fault.expected}")
    for (title, place), found in texts.items():
        sheet = book[title]
        if isinstance(sheet, Worksheet):
            _mark_cell(sheet, place, "\n\n".join(found))


def _mark_cell(sheet: Worksheet, place: str, text: str) -> None:
    cell = sheet[place]
    while isinstance(cell, MergedCell):  # in a damaged file areas overlap, and the first cell of one lies in another
        areas = (area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        row, column = min((area.min_row, area.min_col) for area in areas)
        cell = sheet.cell(row, column)
    cell.fill = PatternFill("solid", fgColor=RED)
    own, author = "", AUTHOR
    if cell.comment is not None:
        own, author = f"{cell.comment.text}\n\n", cell.comment.author or AUTHOR
    cell.comment = Comment(f"{own}{MARK}{clean(text)}", author, height=120, width=320)
