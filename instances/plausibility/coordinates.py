"""Where a row is by its own coordinates, read as people mean them. Knows no postcode and no journey."""

from __future__ import annotations

from instances.domain.entities import Point
from instances.tables.records import Record
from instances.tables.schema import LocatedSheet


def own_point(record: Record, sheet: LocatedSheet) -> Point | None:
    """Tell where a row is by its own coordinates.

    Args:
        record: The row.
        sheet: Its sheet.

    Returns:
        The point, in degrees; None where a coordinate is missing. Coordinates that lie in the Netherlands only when
        exchanged are exchanged.
    """
    typed = _typed(record, sheet)
    if typed is None:
        return None
    return Point(typed.longitude, typed.latitude) if _exchanged(typed) else typed


def are_exchanged(record: Record, sheet: LocatedSheet) -> bool:
    """Whether the row has its coordinates in each other's column."""
    typed = _typed(record, sheet)
    return typed is not None and _exchanged(typed)


def in_the_netherlands(point: Point) -> bool:
    """Whether a point is in a box a little wider than the country."""
    return 50 <= point.latitude <= 54 and 3 <= point.longitude <= 8


def _typed(record: Record, sheet: LocatedSheet) -> Point | None:
    north, east = record.optional_number(sheet.LATITUDE), record.optional_number(sheet.LONGITUDE)
    return None if north is None or east is None else Point(north, east)


def _exchanged(typed: Point) -> bool:
    return not in_the_netherlands(typed) and in_the_netherlands(Point(typed.longitude, typed.latitude))
