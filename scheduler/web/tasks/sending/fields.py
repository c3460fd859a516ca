"""Which kinds of data a file for somebody holds, for the log of what was given to whom. Names no person."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from openpyxl import load_workbook

from scheduler.web.tasks.sending.addressees import Addressee

LETTER = "brief: namen, school, mentor, stagedagen, WPA"
LOCKED = "versleuteld"
_PROPERTY = re.compile(r"^([A-Z]+)[:;]", re.MULTILINE)
_OF_CALENDAR = {"DTSTART": "begin", "DTEND": "eind", "SUMMARY": "onderwerp", "LOCATION": "plaats",
                "DESCRIPTION": "toelichting", "ATTENDEE": "deelnemers"}  # fmt: skip
"""Property of an appointment to what it is called here."""


def fields_of(addressee: Addressee) -> str:
    """Tell which fields somebody is given.

    Args:
        addressee: Who receives it.

    Returns:
        Dutch: each sheet with its columns, or the parts of a calendar or letter.

    Raises:
        OSError: A file of the rosters is gone.
    """
    if not addressee.attachments:
        return LETTER
    return " | ".join(_fields(file.shown, file.read()) for file in addressee.attachments)


def _fields(shown: str, content: bytes) -> str:
    if shown.endswith(".ics"):
        found = dict.fromkeys(_PROPERTY.findall(content.decode()))
        return "agenda: " + ", ".join(_OF_CALENDAR[name] for name in found if name in _OF_CALENDAR)
    try:
        book = load_workbook(BytesIO(content), read_only=True)
    except zipfile.BadZipFile:  # with a password
        return LOCKED
    try:
        sheets = {sheet.title: _headers(sheet.iter_rows(max_row=1, values_only=True)) for sheet in book.worksheets}
    finally:
        book.close()
    return "; ".join(f"{title}: {', '.join(headers)}" for title, headers in sheets.items() if len(headers) > 1)


def _headers(rows: Iterable[tuple[object, ...]]) -> list[str]:
    """The first row: a heading of one cell, as on a cover, is none."""
    return [str(value) for row in rows for value in row if value is not None]
