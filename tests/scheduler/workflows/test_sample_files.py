"""Every file and line that comes of a sample: readable on A4, and in the words of the office."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.scheduler.running import edit, run

A4_WIDE, A4_HIGH, DPI = 11.69, 8.27, 96  # inches, pixels an inch
LIBREOFFICE = 1.06  # its columns beside those of Excel, measured on a page
READABLE = 7.0  # points


@dataclass
class Sample:
    """Where the files are, and what the commands said."""

    folder: Path
    said: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    made = Sample(tmp_path_factory.mktemp("voorbeeld"))
    book, out = made.folder / "semester.xlsx", made.folder / "uit"
    for name, words in {
        "voorbeeld": ("voorbeeld", book),
        "sjabloon": ("sjabloon", made.folder / "sjabloon.xlsx"),
        "controleer": ("controleer", book),
        "rooster": ("rooster", book, "-o", out, "--tijd", 3, "--vooraf", "--scholen"),
        "controleer rooster": ("controleer", book, "--rooster", out),
        "plaats": ("plaats", book, "-o", made.folder / "plaats", "--tijd", 2, "--varianten", 1),
        "codes": ("plaats", book, "-o", made.folder / "codes", "--tijd", 1, "--gepseudonimiseerd"),
        "herplan": ("herplan", book, "--vorige", out, "-o", made.folder / "nieuw", "--tijd", 2),
    }.items():
        made.said[name] = run(*words).output
    student = str(openpyxl.load_workbook(book)["Studenten"]["A2"].value)
    made.said["verklaar"] = run("verklaar", book, out, student, "--tijd", 2).output
    edit(book, "Studenten", "Jaar", 2, "zeven")
    made.said["fouten"] = run("controleer", book).output
    return made


def sheets(folder: Path, shown: bool = False) -> Iterator[tuple[str, Worksheet]]:
    """Every sheet with its formulas, or those that are not hidden with what their formulas gave."""
    for path in sorted(folder.rglob("*.xlsx")):
        for sheet in (one for one in _book(path, shown).worksheets if not shown or one.sheet_state == "visible"):
            yield f"{path.relative_to(folder)} {sheet.title}", sheet


@cache
def _book(path: Path, shown: bool) -> Workbook:
    """Nothing changes a file of the sample, and reading them all takes seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=shown)


# -- paper -------------------------------------------------------------------------------------------------


def column_pixels(sheet: Worksheet) -> list[float]:
    """Of every printed column, as LibreOffice makes it; the width in the file holds the padding."""
    last = sheet.max_column
    if sheet.print_area:
        last = column_index_from_string(re.sub(r"[^A-Z]", "", str(sheet.print_area).split(":")[-1]))
    given = {
        number: dimension.width
        for dimension in sheet.column_dimensions.values()
        for number in range(dimension.min, dimension.max + 1)
    }
    return [7 * LIBREOFFICE * given.get(number, 9.14) for number in range(1, last + 1)]


def room(sheet: Worksheet) -> float:
    wide = A4_WIDE if sheet.page_setup.orientation == "landscape" else A4_HIGH
    return (wide - sheet.page_margins.left - sheet.page_margins.right) * DPI


def print_scale(sheet: Worksheet) -> float:
    if sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage:
        assert sheet.page_setup.fitToWidth in (None, 1)
        return min(1.0, room(sheet) / sum(column_pixels(sheet)))
    return (sheet.page_setup.scale or 100) / 100


def widest_page(sheet: Worksheet) -> float:
    """Pixels of the widest page between page breaks, with the columns that come back on each page."""
    sizes = column_pixels(sheet)
    starts = [0, *sorted(one.id for one in sheet.col_breaks.brk), len(sizes)]
    fixed = sheet.print_title_cols
    repeated = sum(sizes[: column_index_from_string(fixed.replace("$", "").split(":")[-1])]) if fixed else 0
    return max(sum(sizes[a:b]) + (repeated if a else 0) for a, b in pairwise(starts))


def smallest_letters(sheet: Worksheet) -> float:
    rows = sheet.iter_rows(max_row=min(sheet.max_row, 60))
    return min((cell.font.sz for row in rows for cell in row if cell.value is not None), default=READABLE)


def test_no_sheet_prints_in_letters_under_seven_points(sample: Sample) -> None:
    sizes = {name: smallest_letters(sheet) * print_scale(sheet) for name, sheet in sheets(sample.folder)}

    assert len(sizes) > 60
    assert {name: size for name, size in sizes.items() if size < READABLE} == {}


def test_every_sheet_is_printed_on_a4_with_its_columns_on_the_page(sample: Sample) -> None:
    found = list(sheets(sample.folder))

    assert [name for name, sheet in found if int(sheet.page_setup.paperSize or 0) != 9] == []
    assert [name for name, sheet in found if widest_page(sheet) * print_scale(sheet) > room(sheet) + 1] == []


def test_no_explanation_runs_on_over_the_edge_of_what_is_printed(sample: Sample) -> None:
    """A text in the last column that does not wrap makes LibreOffice print every letter of the sheet smaller."""
    over = []
    for name, sheet in sheets(sample.folder, shown=True):
        last = sheet.max_column
        width = column_pixels(sheet)[-1] / 6  # letters of Arial 9
        for (cell,) in sheet.iter_rows(min_row=2, min_col=last):
            if isinstance(cell.value, str) and not cell.alignment.wrap_text and len(cell.value) > width:
                over.append(f"{name} {cell.coordinate}: {cell.value}")
    assert over == []


# -- words -------------------------------------------------------------------------------------------------

PLURALS = (
    "plaatsen|studenten|mentoren|scholen|tandems|besturen|dagen|ritten|opleiders|beoordelaars|koppels|wensen|regels|"
    "minuten|rijen|cellen|codes|punten|schoolbezoeken|meldingen|opmerkingen|fouten|anderen|bestanden|afspraken|personen|"
    "namen|jaren|weken|bezoeken|kolommen|WPA's|WPA-tijden|kernen|wijzigingen|roosters|wachtwoorden"
)
WRONG = {
    "a date of a computer": re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])"),
    "one of many": re.compile(rf"(?<![\d.,:/-])(?:1|één|Eén) (?:extra )?({PLURALS})\b"),
    "singular or plural": re.compile(r"\w\((?:en|s|n|'s|ren)\)"),
    "another form of address": re.compile(r"\b(?:je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE),
    "a word of the trade": re.compile(
        r"\b(?:gap|dual|duals|bound|bounds|solver|infeasible|feasible|timeout|heuristiek|iteratie|relaxatie|LNS|CP-SAT|"
        r"None|NaN|null|True|False|default|seed)\b"
    ),
    "cost without its unit": re.compile(r"\b[Kk]osten (?:hoogstens |minstens )?\d[\d.]*(?![\d.]* punt)\b"),
}
ALLOWED = re.compile(r"https?://\S+")


def office_texts(sample: Sample) -> Iterator[tuple[str, str]]:
    yield from sample.said.items()
    for name, sheet in sheets(sample.folder):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    yield f"{name} {cell.coordinate}", cell.value
                if cell.comment is not None:
                    yield f"{name} {cell.coordinate}", cell.comment.text
    for path in sample.folder.rglob("*.html"):
        shown = re.sub(r"(?s)<(script|style).*?</\1>", " ", path.read_text(encoding="utf-8"))
        for piece in re.sub(r"<[^>]*>", "\n", shown).splitlines():
            yield path.name, piece
    for path in [*sample.folder.rglob("*.csv"), *sample.folder.rglob("*.ics")]:
        yield path.name, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", WRONG)
def test_what_the_office_reads_has_no(what: str, sample: Sample) -> None:
    found = {
        (place, hit[0]): text[max(0, hit.start() - 40) : hit.end() + 40]
        for place, text in office_texts(sample)
        if (hit := WRONG[what].search(ALLOWED.sub("", text)))
    }
    assert found == {}


def test_every_date_in_a_sheet_shows_its_day_month_and_year(sample: Sample) -> None:
    shown = {
        cell.number_format.lower().replace("[$-413]", "")
        for _, sheet in sheets(sample.folder)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, date) and cell.value.year > 1900
    }
    assert shown <= {"ddd d mmm yyyy", "dd-mm-yyyy"}


def test_overzicht_ends_with_what_only_a_maintainer_asks(sample: Sample) -> None:
    for file in ("plaatsing.xlsx", "wpa.xlsx"):
        sheet = openpyxl.load_workbook(sample.folder / "uit" / file)["Overzicht"]
        texts = [str(row[0].value) for row in sheet.iter_rows() if row[0].value]
        after = texts[texts.index("Herkomst") + 1 :]
        assert after[:3] == ["Werkboek", "Vingerafdruk werkboek", "Zaad"]
        assert not {"Gebruikte instellingen", "Besturen", "Reistijden", "WPA's per dag"} & set(after)
