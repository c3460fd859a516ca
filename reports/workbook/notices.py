"""The file with every notice of the reader, in the columns of the sheet Gezien. Knows no notice by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from instances.dutch.numbers import count
from instances.plausibility.seen import seen_lines
from instances.rosters.columns import NOTICES, Head
from instances.tables.columns import SEEN
from instances.tables.notices import Notice
from reports.excel.book import DARK, Book, Row

_HOW = (
    "Op het blad Meldingen staat wat Plaatswijzer bij het inlezen van het werkboek opmerkte of zelf herstelde.",
    "Klopt een melding en moet het zo blijven? Kopieer dan de eerste vijf cellen van de rij (Melding tot en met "
    f"Toelichting) naar het blad {SEEN.name} van het werkboek: dezelfde kolommen. Die melding komt dan niet terug.",
    "Een rij houdt precies die ene melding stil; komt er iets anders te staan, dan wordt dat weer gemeld. Met * bij "
    "Waarde geldt de rij voor iedere waarde in die kolom.",
    "Er kunnen namen in staan: dit bestand is alleen voor het stagebureau.",
)


def write_notices(notices: Sequence[Notice], path: Path) -> None:
    """Write every notice, a row for each value that it is about.

    Args:
        notices: What was told; the file says so where there is nothing.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The folder cannot be written.
    """
    rows: list[Row] = [
        {
            Head.NOTICE: str(notice.kind),
            Head.SHEET: notice.sheet,
            Head.COLUMN: notice.column,
            Head.VALUE: place.found,
            Head.EXPLANATION: _explained(notice, number),
            Head.COUNT: number,
            Head.CELL: place.cell,
        }
        for notice, place, number in seen_lines(notices)
    ]
    with Book(path, "Meldingen bij het werkboek") as book:
        book.table(NOTICES, rows, empty="Er zijn geen meldingen.")
        sheet = book.sheet("Uitleg")
        sheet.set_column(0, 0, 120)
        sheet.write_string(0, 0, "Meldingen bij het werkboek", book.look(bold=True, font_size=14, font_color=DARK))
        for row, text in enumerate(_HOW, start=2):
            sheet.write_string(row, 0, text, book.look(text_wrap=True, font_size=11))


def _explained(notice: Notice, number: int) -> str:
    """The text of a notice about one value; of several values only what they share."""
    if notice.count <= number:
        return notice.text
    return f"{notice.kind}, in {count(number, 'cel', 'cellen')}"
