"""Travel times: measured rows first, then an estimate from coordinates. Knows no file and no solver.

Minutes are whole, one way, rounded up, as docs/workbook.md defines them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from instances.domain.entities import Point, Vehicle

# The estimate is part of the contract: docs/workbook.md, Travel times.
EARTH_RADIUS_KM = 6371.0088  # mean radius of the earth (IUGG)
DETOUR = 1.3  # a road is so many times as long as the great circle
SPEED_KMH = {Vehicle.OV: 25, Vehicle.FIETS: 15, Vehicle.AUTO: 45}
BOARDING_MINUTES = 5
NORM_MINUTES = 15  # Rolbeschrijvingen: about 15 minutes between the schools of a tandem


# Which names of the two ends to try: 0 the id, 1 the postcode, 2 the four digits of the postcode.
_PRECISE_FIRST = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (2, 2))


class Origin(StrEnum):
    """Where a travel time comes from; the words are the office's."""

    MEASURED = "Reistijden"
    ESTIMATED = "geschat"
    SAME = "zelfde school"
    NORM = "norm"


@dataclass(frozen=True, slots=True)
class Leg:
    """Minutes one way and where they come from.

    Attributes:
        minutes: One way.
        origin: Where they come from.
    """

    minutes: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class TravelRow:
    """One measured journey, in minutes one way; the ends are ids or postcodes, ``vehicle`` None is any vehicle."""

    origin: str
    destination: str
    vehicle: Vehicle | None
    minutes: int


@dataclass(frozen=True, slots=True)
class TravelPoint:
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
    return whole_minutes(hours * 60 + BOARDING_MINUTES)


def whole_minutes(minutes: float) -> int:
    """Rounded up; 1e-9 because 10.000000000000002 minutes is 10, not 11."""
    return math.ceil(minutes - 1e-9)


class TravelTimes:
    """Answers every travel question; the first answer for a pair is kept.

    ``ids``: an end of a row that is one of these is that place, even where it looks like a postcode.
    """

    def __init__(self, rows: Iterable[TravelRow], ids: Collection[str] = ()) -> None:
        self._ids = ids
        self._measured: dict[tuple[str, str, Vehicle | None], int] = {}
        for row in rows:
            self._measured.setdefault((row.origin, row.destination, row.vehicle), row.minutes)
        self._ends = {end for a, b, _ in self._measured for end in (a, b)}
        self._legs: dict[tuple[str, str, Vehicle], Leg | None] = {}

    def __getstate__(self) -> dict[str, object]:
        """Without what was asked: another thread may ask on while this is sent, and who gets it finds it again."""
        return {**self.__dict__, "_legs": {}}

    def leg(self, start: TravelPoint, end: TravelPoint, vehicle: Vehicle) -> Leg | None:
        """The journey from start to end, or None where neither a row nor coordinates give it."""
        key = (start.id, end.id, vehicle)
        if key not in self._legs:
            self._legs[key] = self._find(start, end, vehicle)
        return self._legs[key]

    def _find(self, start: TravelPoint, end: TravelPoint, vehicle: Vehicle) -> Leg | None:
        if start.id == end.id:
            return Leg(0, Origin.SAME)
        if self._measured:
            minutes = self._lookup(start, end, vehicle)
            if minutes is not None:
                return Leg(minutes, Origin.MEASURED)
        if start.point and end.point:
            return Leg(estimate(start.point, end.point, vehicle), Origin.ESTIMATED)
        return None

    def _lookup(self, start: TravelPoint, end: TravelPoint, vehicle: Vehicle) -> int | None:
        """The most precise names, then the own vehicle before any, then the asked direction first."""
        starts, ends = self._names(start), self._names(end)
        for i, j in _PRECISE_FIRST:
            a, b = starts[i], ends[j]
            if not a or not b:
                continue
            for wanted in (vehicle, None):
                for key in ((a, b, wanted), (b, a, wanted)):
                    if key in self._measured:
                        return self._measured[key]
        return None

    def _names(self, place: TravelPoint) -> tuple[str, str, str]:
        """Id, postcode and its four digits; '' for a name that no row has or that is somebody's id."""
        full, four = place.postcode, place.postcode[:4]
        return (
            place.id if place.id in self._ends else "",
            full if full in self._ends and full not in self._ids else "",
            four if four in self._ends and four not in self._ids and four != full else "",
        )
