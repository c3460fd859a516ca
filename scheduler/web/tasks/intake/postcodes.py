"""The file with postcodes: whether a workbook needs one, and keeping it for every workbook. Knows no page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from instances.tables.values import clean, shown
from instances.workbook.postcodes import ADDRESS, PostcodeFileError, file_date, looks_like_postcode, read_postcodes
from instances.workbook.row_checks import LOCATED
from scheduler.input.kept_postcodes import keep, kept_postcodes
from scheduler.web.tasks.reading import Looked


@dataclass(frozen=True, slots=True)
class PostcodeState:
    """What the screen tells of the file with postcodes.

    Attributes:
        asking: How many rows have a postcode and no coordinates.
        kept: A file is kept.
        made: From which day it is; None where it cannot be told.
        missing: How many of those rows it does not know.
        address: Where such a file comes from.
    """

    asking: int
    kept: bool
    made: date | None
    missing: int
    address: str = ADDRESS

    @property
    def is_asked(self) -> bool:
        """The workbook needs a file and there is none."""
        return self.asking > 0 and not self.kept


def postcode_state(looked: Looked) -> PostcodeState:
    """Tell whether a workbook needs a file with postcodes.

    Args:
        looked: The workbook.

    Returns:
        What the screen tells.
    """
    asking = 0
    for sheet in LOCATED:
        table = looked.reading.tables.get(sheet.name)
        for _, cells in table.rows if table is not None else ():
            bare = sheet.LATITUDE.header not in cells or sheet.LONGITUDE.header not in cells
            postcode = cells.get(sheet.POSTCODE.header)
            asking += bare and postcode is not None and looks_like_postcode(clean(shown(postcode)))
    kept, use = kept_postcodes(), looked.reading.postcodes
    return PostcodeState(asking, kept is not None, None if kept is None else _made(kept), use.missing if use else 0)


def _made(path: Path) -> date | None:
    try:
        return file_date(path)
    except (OSError, PostcodeFileError):
        return None


def keep_given(path: Path) -> str:
    """Keep a file with postcodes, when it is one.

    Args:
        path: The file that was given.

    Returns:
        '' where it is kept; else why not, in Dutch.
    """
    try:
        points = read_postcodes(path)
    except PostcodeFileError as error:
        return f"Dit is geen bruikbaar postcodebestand: verwacht {error}."
    if not points:
        return "In dit bestand staat geen enkele postcode."
    return "" if keep(path) is not None else "Het postcodebestand kon niet bewaard worden: de schijf weigert."
