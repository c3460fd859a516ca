"""Travel times: measured rows first, then an estimate from coordinates. Knows no file and no solver.

Minutes are whole, one way, rounded up, as the workbook contract defines them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from instances.domain import Point, TravelRow, Vehicle

EARTH_RADIUS_KM = 6371.0088
DETOUR = 1.3
SPEED_KMH = {Vehicle.OV: 25, Vehicle.FIETS: 15, Vehicle.AUTO: 45}
BOARDING_MINUTES = 5
NORM_MINUTES = 15  # Rolbeschrijvingen: about 15 minutes between the schools of a tandem


class Origin(StrEnum):
    """Where a travel time comes from; the words are the office's."""

    MEASURED = "Reistijden"
    ESTIMATED = "geschat"
    SAME = "zelfde school"
    NORM = "norm"


@dataclass(frozen=True, slots=True)
class Leg:
    """Minutes one way and where they come from."""

    minutes: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Place:
    """One end of a journey: an id with the postcode and coordinates known for it."""

    id: str
    postcode: str = ""
    point: Point | None = None


def great_circle_km(a: Point, b: Point) -> float:
    """Haversine distance in kilometres."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.longitude - a.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def estimate(a: Point, b: Point, vehicle: Vehicle) -> int:
    """Whole minutes for the great circle with detour, at the vehicle's speed, plus boarding."""
    hours = great_circle_km(a, b) * DETOUR / SPEED_KMH[vehicle]
    # 1e-9: 10.000000000000002 minutes is 10, not 11
    return math.ceil(hours * 60 + BOARDING_MINUTES - 1e-9)


class TravelTimes:
    """Answers every travel question; the first answer for a pair is kept."""

    def __init__(self, rows: Iterable[TravelRow]) -> None:
        self._measured: dict[tuple[str, str, Vehicle | None], int] = {}
        for row in rows:
            self._measured.setdefault((row.origin, row.destination, row.vehicle), row.minutes)
        self._legs: dict[tuple[str, str, Vehicle], Leg | None] = {}

    def leg(self, start: Place, end: Place, vehicle: Vehicle) -> Leg | None:
        """The journey from start to end, or None where neither a row nor coordinates give it."""
        key = (start.id, end.id, vehicle)
        if key not in self._legs:
            self._legs[key] = self._find(start, end, vehicle)
        return self._legs[key]

    def _find(self, start: Place, end: Place, vehicle: Vehicle) -> Leg | None:
        if start.id == end.id:
            return Leg(0, Origin.SAME)
        if self._measured:
            minutes = self._lookup(start, end, vehicle)
            if minutes is not None:
                return Leg(minutes, Origin.MEASURED)
        if start.point and end.point:
            return Leg(estimate(start.point, end.point, vehicle), Origin.ESTIMATED)
        return None

    def _lookup(self, start: Place, end: Place, vehicle: Vehicle) -> int | None:
        """Ids before postcodes, then the own vehicle before any, then the asked direction first."""
        for a, b in _name_pairs(start, end):
            for wanted in (vehicle, None):
                for key in ((a, b, wanted), (b, a, wanted)):
                    if key in self._measured:
                        return self._measured[key]
        return None


def _name_pairs(start: Place, end: Place) -> Iterable[tuple[str, str]]:
    yield start.id, end.id
    if end.postcode:
        yield start.id, end.postcode
    if start.postcode:
        yield start.postcode, end.id
        if end.postcode:
            yield start.postcode, end.postcode
