"""Odd things in one cell, each tried in columns of every kind. Knows no sheet beyond the columns it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from benchmarks.campaign.files.draft import Draft, Raw

ODD_VALUES: dict[str, object] = {
    "dash": "-",
    "long dash": "–",
    "n.v.t.": "n.v.t.",
    "geen": "geen",
    "question mark": "?",
    "blanks only": "   ",
    "hard space": "\u00a0",
    "zero width": "\u200b\u200e",
    "text with a line end": "De Brug\nlocatie Noord",
    "text with a tab": "De\tBrug",
    "text in NFD": "Cafe\u0301 Noe\u0308lle",
    "curly quotes": "’s Gravenhage “de Brug”",
    "right to left": "שלום \u202eabc",
    "emoji": "👩‍🏫 De Brug",
    "lone surrogate": Raw("<t>De &#xD800; Brug</t>"),
    "control sign": Raw("<t>De_x001F_ Brug</t>"),
    "underscore as Excel writes it": Raw("<t>De_x005F_x001F_ Brug</t>"),
    "rich text": Raw("<r><rPr><b/></rPr><t>De </t></r><r><t>Brug</t></r>"),
    "phonetic text": Raw("<t>De Brug</t><rPh sb='0' eb='1'><t>brug</t></rPh>"),
    "32,767 signs": "a" * 32_767,
    "a million signs": Raw(f"<t>{'a' * 1_000_000}</t>"),
    "32,767 tags": ";".join("ab" for _ in range(10_000)),
    "list by commas": "M1, M2,M3",
    "list by line ends": "M1\nM2\nM3",
    "list of nothing": ";;;",
    "formula text": "=1+1",
    "formula never calculated": "=SUM(A1:A9)",
    "formula to another file": "='[andere map.xlsx]Blad1'!A1",
    "formula error": "#N/A",
    "reference error": "#REF!",
    "true": True,
    "false": False,
    "zero": 0,
    "negative": -1,
    "half": 2.5,
    "huge number": 1e308,
    "tiny number": 5e-324,
    "number of 15 digits": 123_456_789_012_345,
    "number of 17 digits as text": "12345678901234567",
    "300 digits": "9" * 300,
    "5,000 digits": "9" * 5_000,
    "thousand with a dot": "1.000",
    "comma": "1,5",
    "exponent": "1e5",
    "infinite": "inf",
    "not a number": "nan",
    "other digits": "١٢٣",
    "superscript": "²",
    "date": date(2027, 5, 31),
    "date in words": "31 mei 2027",
    "date in another year": date(1999, 12, 31),
    "date with a time": datetime(2027, 5, 31, 9, 0),
    "time": time(9, 0),
    "24 hours": timedelta(hours=24),
    "negative time": timedelta(hours=-5),
    "day that is none": "31-02-2027",
    "percentage": "50%",
    "code and name": "M0001 – Iris de Wit",
    "path": "../../etc/passwd",
    "markup": "<b>vet</b> [bold]x[/bold]",
    "braces": "{0} {naam} %s %(x)s",
    "sql": "'; DROP TABLE studenten; --",
}

COLUMNS: tuple[tuple[str, str], ...] = (
    ("Studenten", "Student"),
    ("Studenten", "Naam"),
    ("Studenten", "Jaar"),
    ("Studenten", "Stagedagen"),
    ("Studenten", "Leerbehoeften"),
    ("Studenten", "Max reistijd"),
    ("Studenten", "SLB'er"),
    ("Studenten", "WPA vanaf"),
    ("Studenten", "Postcode"),
    ("Scholen", "School"),
    ("Scholen", "Naam"),
    ("Scholen", "Plaatsen"),
    ("Scholen", "PLG"),
    ("Scholen", "Breedtegraad"),
    ("Mentoren", "School"),
    ("Mentoren", "Groep"),
    ("Mentoren", "Sterktes"),
    ("Opleiders", "Rol"),
    ("Tandems", "Scholen"),
    ("WPA-slots", "Datum"),
    ("WPA-slots", "Begin"),
    ("Besturen", "Naam"),
    ("Instellingen", "Waarde"),
    ("Instellingen", "Instelling"),
)
COLUMNS_OF_VALUE = 4  # of the columns each value is tried in
SHIFT = 5  # columns further for the next value; no divisor of their number, so that every pair of kinds meets


def cells() -> Iterator[tuple[str, str, str, object]]:
    """Yield the cells that are tried.

    Yields:
        Name of the case, sheet, column, value.
    """
    for number, (what, value) in enumerate(ODD_VALUES.items()):
        for place in range(COLUMNS_OF_VALUE):
            sheet, column = COLUMNS[(SHIFT * number + place) % len(COLUMNS)]
            yield f"{what} in {sheet}, {column}", sheet, column, value


def with_value(good: bytes, sheet: str, column: str, value: object) -> bytes:
    """Make the workbook with one value in the first row of a column.

    Args:
        good: A workbook in which nothing is wrong.
        sheet: Name of the sheet.
        column: Its header.
        value: What is put there.

    Returns:
        The workbook.
    """
    draft = Draft(good)
    draft.put(sheet, column, value)
    return draft.bytes()
