"""What people, Excel, Numbers and exports do to rows, columns and sheets of a workbook. Knows no case."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from benchmarks.campaign.files.draft import Draft

Change = Callable[[Draft], object]
STUDENTS, SCHOOLS, MENTORS, TRAINERS, SLOTS = "Studenten", "Scholen", "Mentoren", "Opleiders", "WPA-slots"
SEMESTER = ("2026-09-01", "1999-05-31", "2099-05-31", "2027-12-25", "2027-04-27", "2027-05-29")


def both(*changes: Change) -> Change:
    def change(draft: Draft) -> None:
        for each in changes:
            each(draft)

    return change


def put(sheet: str, header: str, value: object, row: int = 2) -> Change:
    return lambda draft: draft.put(sheet, header, value, row)


def fill(sheet: str, header: str, value: object) -> Change:
    return lambda draft: draft.fill(sheet, header, value)


def merge(sheet: str, area: str) -> Change:
    return lambda draft: draft.sheet(sheet).merge_cells(area)


def merge_column(sheet: str, header: str, last: int) -> Change:
    def change(draft: Draft) -> None:
        letter = get_column_letter(draft.column(sheet, header))
        draft.sheet(sheet).merge_cells(f"{letter}2:{letter}{last}")

    return change


def rename(names: Mapping[str, str]) -> Change:
    def change(draft: Draft) -> None:
        for old, new in names.items():
            draft.sheet(old).title = new

    return change


def suffix(suffix: str) -> Change:
    def change(draft: Draft) -> None:
        for sheet in draft.book.worksheets:
            sheet.title = (sheet.title + suffix)[:31]

    return change


def without(*names: str) -> Change:
    def change(draft: Draft) -> None:
        for name in names:
            draft.book.remove(draft.sheet(name))

    return change


def below(sheet: str, *rows: tuple[object, ...]) -> Change:
    def change(draft: Draft) -> None:
        for row in rows:
            draft.sheet(sheet).append(list(row))

    return change


def above(sheet: str, rows: int, text: str = "Overzicht voorjaar") -> Change:
    def change(draft: Draft) -> None:
        draft.sheet(sheet).insert_rows(1, rows)
        draft.sheet(sheet)["A1"] = text

    return change


def header(sheet: str, old: str, new: str | None) -> Change:
    def change(draft: Draft) -> None:
        draft.sheet(sheet).cell(1, draft.column(sheet, old)).value = new

    return change


def copy_row(sheet: str, times: int = 1, **other: Any) -> Change:
    """The first row again, with other values in some columns."""

    def change(draft: Draft) -> None:
        found = draft.sheet(sheet)
        first: list[Any] = [cell.value for cell in found[2]]
        for _ in range(times):
            row = found.max_row + 1
            for column, value in enumerate(first, start=1):
                found.cell(row, column).value = value
            for header, value in other.items():
                draft.put(sheet, header, value, row)

    return change


def numbers_as_text(draft: Draft) -> None:
    for sheet in draft.book.worksheets:
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    cell.value = str(cell.value).replace(".", ",")


def dates_as_text(written: str) -> Change:
    def change(draft: Draft) -> None:
        for sheet in draft.book.worksheets:
            for cells in sheet.iter_rows(min_row=2):
                for cell in cells:
                    if isinstance(cell.value, datetime):
                        cell.value = cell.value.strftime(written)

    return change


def ids_as_numbers(draft: Draft) -> None:
    for sheet in draft.book.worksheets:
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if isinstance(cell.value, str) and cell.value.isdigit():
                    cell.value = int(cell.value)


def as_nfd(draft: Draft) -> None:
    for sheet in draft.book.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.value = unicodedata.normalize("NFD", cell.value.replace("e", "é", 1))


def since_1904(draft: Draft) -> None:
    draft.book.epoch = datetime(1904, 1, 1)


def hide_rows(draft: Draft) -> None:
    for row in range(2, 5):
        draft.sheet(MENTORS).row_dimensions[row].hidden = True


def filtered_rows(draft: Draft) -> None:
    sheet = draft.sheet(STUDENTS)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.auto_filter.add_filter_column(3, ["1"])
    for row in range(3, 9):
        sheet.row_dimensions[row].hidden = True


def hide(state: Literal["hidden", "veryHidden"]) -> Change:
    def change(draft: Draft) -> None:
        draft.sheet(MENTORS).sheet_state = state

    return change


def strike(draft: Draft) -> None:
    for cell in draft.sheet(STUDENTS)[3]:
        cell.font = Font(strike=True)


def colours(draft: Draft) -> None:
    for row, cells in enumerate(draft.sheet(STUDENTS).iter_rows(min_row=2)):
        for cell in cells:
            cell.fill = PatternFill("solid", fgColor=f"{(row * 7919) % 0xFFFFFF:06X}")


def many_rows(draft: Draft) -> None:
    sheet = draft.sheet(STUDENTS)
    first = [cell.value for cell in sheet[2]]
    for number in range(20_000):
        sheet.append([f"9{number:05}", *first[1:]])


def many_columns(draft: Draft) -> None:
    sheet = draft.sheet(STUDENTS)
    for column in range(30, 10_030):
        sheet.cell(1, column).value = f"Eigen kolom {column}"
        sheet.cell(2, column).value = "x"


def many_sheets(draft: Draft) -> None:
    for number in range(300):
        draft.book.create_sheet(f"Kladblok {number}")["A1"] = "x"


def far(cell: str) -> Change:
    def change(draft: Draft) -> None:
        draft.sheet(STUDENTS)[cell] = "x"

    return change


def looks_far_below(draft: Draft) -> None:
    for row in range(100, 20_000):
        draft.sheet(STUDENTS).cell(row, 1).font = Font(bold=True)


def reverse(sheet: str) -> Change:
    def change(draft: Draft) -> None:
        found = draft.sheet(sheet)
        rows = [[cell.value for cell in cells] for cells in found.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                found.cell(number, column).value = value

    return change


def mix_columns(draft: Draft) -> None:
    for sheet in draft.book.worksheets:
        columns = [[cell.value for cell in cells] for cells in sheet.iter_cols()]
        for number, column in enumerate(reversed(columns), start=1):
            for row, value in enumerate(column, start=1):
                sheet.cell(row, number).value = value


def blank_rows(between: int) -> Change:
    def change(draft: Draft) -> None:
        draft.sheet(STUDENTS).insert_rows(4, between)

    return change


def only_headers(draft: Draft) -> None:
    for sheet in draft.book.worksheets:
        sheet.delete_rows(2, sheet.max_row)


def number_format(code: str) -> Change:
    def change(draft: Draft) -> None:
        for row in range(2, draft.sheet(STUDENTS).max_row + 1):
            cell = draft.cell(STUDENTS, "Student", row)
            if isinstance(cell.value, str) and cell.value.isdigit():
                cell.value = int(cell.value)
                cell.number_format = code

    return change


def date_formats(draft: Draft) -> None:
    codes = ("General", "0", "@", "[$-413]dddd d mmmm yyyy", "mm/dd/yy", "[hh]:mm", '"week" 0')
    for row, code in enumerate(codes, start=2):
        draft.cell(SLOTS, "Datum", row).number_format = code


def stray_dates(draft: Draft) -> None:
    for row, day in enumerate(SEMESTER, start=2):
        draft.put(SLOTS, "Datum", date.fromisoformat(day), row)


def moved(sheet: str, header: str, days: int) -> Change:
    def change(draft: Draft) -> None:
        for row in range(2, draft.sheet(sheet).max_row + 1):
            value = draft.cell(sheet, header, row).value
            if isinstance(value, datetime):
                draft.put(sheet, header, value + timedelta(days=days), row)

    return change


def protected(draft: Draft) -> None:
    draft.book.security = WorkbookProtection(workbookPassword="geheim", lockStructure=True)
    for sheet in draft.book.worksheets:
        sheet.protection.set_password("geheim")


def validation(draft: Draft) -> None:
    for _ in range(2_000):
        check = DataValidation(type="list", formula1='"ja,nee"', allow_blank=True)
        check.add("A2:A1048576")
        draft.sheet(MENTORS).add_data_validation(check)


def chart_sheet(draft: Draft) -> None:
    draft.book.create_chartsheet("Grafiek", 0)


def two_alike(draft: Draft) -> None:
    copy = draft.book.copy_worksheet(draft.sheet(MENTORS))
    copy.title = "mentoren (2)"


def chain(draft: Draft) -> None:
    for row, (one, other) in enumerate(zip(("M0001", "M0002", "M0003"), ("M0002", "M0003", "M0001"), strict=True), 2):
        draft.put(MENTORS, "Mentor", one, row)
        draft.put(MENTORS, "Duo-mentor", other, row)


def everything_wrong(draft: Draft) -> None:
    for sheet in draft.book.worksheets:
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                cell.value = "fout"


def one_school(draft: Draft) -> None:
    draft.fill(MENTORS, "School", "S001")
    draft.fill(SCHOOLS, "Bestuur", "B01")


def nobody(sheet: str, header: str, value: object) -> Change:
    return fill(sheet, header, value)


def tags(sign: str) -> Change:
    def change(draft: Draft) -> None:
        for sheet, header in ((STUDENTS, "Leerbehoeften"), (MENTORS, "Sterktes")):
            for row in range(2, draft.sheet(sheet).max_row + 1):
                value = draft.cell(sheet, header, row).value
                if isinstance(value, str):
                    draft.put(sheet, header, value.replace(";", sign), row)

    return change


def quotes(one: str, other: str) -> Change:
    def change(draft: Draft) -> None:
        draft.fill(STUDENTS, "Leerbehoeften", f"foto{one}s maken")
        draft.fill(MENTORS, "Sterktes", f"foto{other}s maken")

    return change


def pin(**cells: object) -> Change:
    def change(draft: Draft) -> None:
        for header, value in cells.items():
            draft.put("Vastgezet", header.replace("_", " "), value)

    return change


def empty_sheets(draft: Draft) -> None:
    for sheet in draft.book.worksheets:
        sheet.delete_rows(1, sheet.max_row)
