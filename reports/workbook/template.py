"""Writes the empty semester workbook with its explanation. Knows the columns and settings, no instance."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from instances.domain.onstage import DEFAULT_HANDOVER
from instances.domain.settings import Settings
from instances.tables.columns import HANDOVER_SHEET, NORMS_SHEET, SHEETS
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET
from reports.excel.book import DARK, GREY, LIGHT, LINE, Book
from reports.folder import atomic_file
from reports.workbook.input_format import add_settings, add_sheet, header
from reports.workbook.semester import handover_lines, norm_lines, setting_value
from reports.workbook.settings import INPUT_SETTINGS

EXPLANATION = "Uitleg"
_STEPS = (
    "Vul eerst Besturen, Scholen, Mentoren, Studenten, Opleiders en Tandems; voor de WPA's ook WPA-slots.",
    "Een donkere kolomkop is verplicht, een lichte mag leeg blijven: dan geldt wat de uitleg noemt.",
    "Klik op een cel en de uitleg van de kolom verschijnt; waar gekozen kan worden, staat een keuzelijst.",
    "Geef iedereen en elke school een eigen code. Een code komt in het hele bestand maar één keer voor.",
    "Meer waarden in één cel: zet er een puntkomma tussen, bijvoorbeeld ma;di of S01;S04.",
    "Een dag is een Excel-datum, een tijd een Excel-tijd (09:00). Een antwoord is ja of nee.",
    "Wat u niet gebruikt, laat u leeg; extra kolommen en bladen mogen en worden overgeslagen.",
    "Klaar? Laat het bestand nakijken met: plaatswijzer controleer <bestand>. Alle fouten komen in één keer.",
    "Dit bestand bevat gegevens van personen: bewaar het waar alleen het stagebureau erbij kan.",
)
_FILL_IN = {
    Kind.ID: "code",
    Kind.TEXT: "tekst",
    Kind.INTEGER: "geheel getal",
    Kind.NUMBER: "getal",
    Kind.LATITUDE: "graden",
    Kind.LONGITUDE: "graden",
    Kind.YES_NO: "ja of nee",
    Kind.DATE: "datum",
    Kind.TIME: "tijd",
    Kind.DAYS: "dagen met ;",
    Kind.TAGS: "trefwoorden met ;",
    Kind.NEEDS: "trefwoorden met ;",
    Kind.IDS: "codes met ;",
    Kind.GROUPS: "groepen met ;",
    Kind.YEARS: "leerjaren met ;",
    Kind.BRIN: "twee cijfers en twee letters",
    Kind.SITE: "twee cijfers",
}

_GIVEN = {
    NORMS_SHEET.name: list(norm_lines(Settings())),
    HANDOVER_SHEET.name: list(handover_lines(DEFAULT_HANDOVER)),
}


def write_template(path: Path) -> None:
    """Write the empty semester workbook: every sheet and column, all settings at their defaults, and the sheet Uitleg.

    Args:
        path: Where the file goes, whole or not at all; the folder must exist.

    Raises:
        OSError: The folder cannot be written.
    """
    with atomic_file(path) as fresh, Book(fresh, "Semesterwerkboek") as book:
        _explain(book)
        add_settings(book, SETTINGS_SHEET, [(setting, setting_value(Settings(), setting)) for setting in SETTINGS])
        for kind in SHEETS:
            if kind is not SETTINGS_SHEET:
                add_sheet(book, kind, _GIVEN.get(kind.name, []))


def _explain(book: Book) -> None:
    sheet = book.sheet(EXPLANATION)
    for index, width in enumerate(INPUT_SETTINGS.of_explanation):
        sheet.set_column(index, index, width)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, "Semesterwerkboek voor Plaatswijzer", book.look(bold=True, font_size=16, font_color=DARK))
    row = 2
    for number, step in enumerate(_STEPS, start=1):
        sheet.write_string(row, 0, f"{number}. {step}", book.look(font_size=11))
        row += 1
    for kind in SHEETS:
        row = _explain_sheet(book, sheet, kind, row + 1)
    sheet.set_tab_color(GREY)


def _explain_sheet(book: Book, sheet: Worksheet, kind: Sheet, row: int) -> int:
    """The sheet's name, what it is for, and its columns; returns the first row below."""
    title = book.look(bold=True, font_size=12, font_color=DARK, bg_color=LIGHT)
    plain = book.look(bg_color=LIGHT, font_color=GREY)
    sheet.write_url(row, 0, f"internal:'{kind.name}'!A1", title, kind.name)
    sheet.write_string(row, 1, "", plain)
    sheet.write_string(row, 2, _needed(kind), plain)
    sheet.write_string(row, 3, kind.help, plain)
    edge = {"bottom": 1, "bottom_color": LINE}
    for column in kind.columns:
        row += 1
        sheet.write_string(row, 0, column.header, header(book, column.required))
        sheet.write_string(row, 1, "verplicht" if column.required else "", book.look(**edge))
        sheet.write_string(row, 2, _fill_in(column), book.look(text_wrap=True, **edge))
        sheet.write_string(row, 3, column.help, book.look(text_wrap=True, **edge))
    return row + 1


def _needed(kind: Sheet) -> str:
    if kind.required:
        return "verplicht blad"
    return "verplicht voor het WPA-rooster" if kind.required_for_wpa else "mag leeg blijven"


def _fill_in(column: Column) -> str:
    if column.kind is Kind.CHOICE:
        return " of ".join(column.choices)
    if column.kind is Kind.CHOICES:
        return f"{' of '.join(column.choices)}, of meer met ;"
    return _FILL_IN[column.kind]
