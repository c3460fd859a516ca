"""Which file with postcodes a workbook uses, and what is found in it. Knows addresses, no journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from instances.domain.entities import Point
from instances.plausibility.coordinates import own_point
from instances.tables.faults import Fault
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.schema import LocatedSheet
from instances.workbook.postcodes import (
    ADDRESS,
    PostcodeFileError,
    file_date,
    looks_like_postcode,
    normal_postcode,
    point_of,
    read_postcodes,
)
from instances.workbook.row_checks import LOCATED

POSTCODES_OPTION = "--postcodes"
"""Stands in place of a column where the file with postcodes is at fault, not the workbook."""


@dataclass(frozen=True, slots=True)
class PostcodeUse:
    """A file with postcodes and what a workbook finds in it.

    Attributes:
        path: The file.
        made: From which day it is.
        known: How many postcodes it has.
        asked: How many rows of the workbook need one of them.
        missing: How many of these it does not have.
    """

    path: Path
    made: date
    known: int
    asked: int
    missing: int


@dataclass(frozen=True, slots=True)
class Located:
    """Where postcodes are.

    Attributes:
        points: Four digits to coordinates.
        usable: False where a file is there that cannot be used: then nobody knows which places lack coordinates.
        use: The file; None where there is none or nobody needs it.
    """

    points: Mapping[str, Point]
    usable: bool
    use: PostcodeUse | None


def locate(records: Records, given: Path | None, kept: Path | None) -> Located:
    """Read the file with postcodes that is given, else the one that was kept, where a row needs it.

    Args:
        records: All rows; their findings gather what is wrong with the file and which postcodes it lacks.
        given: The file of --postcodes; None without.
        kept: The file of an earlier time; None without.

    Returns:
        What it says.
    """
    asking = list(_asking(records))
    path = given or (kept if asking else None)
    if path is None:
        return Located({}, True, None)
    try:
        points = read_postcodes(path)
    except PostcodeFileError as error:
        again = "" if given else f". Dit bestand is eerder bewaard; geef een nieuw met --postcodes ({ADDRESS})"
        records.findings.add(Fault("", "", POSTCODES_OPTION, path.name if given else str(path), f"{error}{again}"))
        return Located({}, False, None)
    missing = 0
    for record, sheet in asking:
        postcode = record.text(sheet.POSTCODE)
        if point_of(normal_postcode(postcode), points) is None:
            missing += 1
            text = f"Postcode {postcode} van {record.key} staat niet in het postcodebestand {path.name}."
            records.notice(record, sheet.POSTCODE, text, NoticeKind.POSTCODES, f"{record.key} {postcode}")
    return Located(points, True, PostcodeUse(path, file_date(path), len(points), len(asking), missing))


def _asking(records: Records) -> Iterator[tuple[Record, LocatedSheet]]:
    """The rows with a postcode and without coordinates of their own."""
    for sheet in LOCATED:
        for record in records.of(sheet):
            bare = own_point(record, sheet) is None
            if bare and looks_like_postcode(record.text(sheet.POSTCODE)):
                yield record, sheet
