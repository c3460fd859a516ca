"""Travel minutes of many people to every school at once, equal to those of the instance to the minute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from instances.domain.entities import Point, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.travel import BOARDING_MINUTES, DETOUR, EARTH_RADIUS_KM, SPEED_KMH
from models.journeys.settings import JOURNEY_SETTINGS


def student_minutes(instance: Instance) -> npt.NDArray[np.int64]:
    """Travel time of every student to every school (P10, W2).

    Args:
        instance: The semester.

    Returns:
        [S, K] minutes one way, rounded up.

    Raises:
        ValueError: Nothing gives the time of some student to some school.
    """
    return _minutes(instance, list(instance.students.values()), instance.travel_minutes)


def trainer_minutes(instance: Instance, trainers: Sequence[Trainer]) -> npt.NDArray[np.int64]:
    """Travel time of trainers from their base to every school (V1).

    Args:
        instance: The semester.
        trainers: The trainers, in any order.

    Returns:
        [T, K] minutes one way, rounded up; the norm where nothing gives the time.
    """
    return _minutes(instance, trainers, lambda trainer, school: instance.base_leg(trainer, school).minutes)


def _minutes(
    instance: Instance, people: Sequence[Student | Trainer], one_by_one: Callable[[str, str], int]
) -> npt.NDArray[np.int64]:
    """Estimates in one go; who may be in Reistijden, has no point or is near a whole minute, is asked one by one."""
    schools = list(instance.schools.values())
    speed = np.array([SPEED_KMH[each.vehicle] for each in people], dtype=float)
    km = _great_circles([each.point for each in people], [school.point for school in schools])
    exact = km * DETOUR / speed[:, None] * 60 + BOARDING_MINUTES
    known = np.isfinite(exact)
    doubtful = ~known | (np.abs(exact - np.rint(exact)) < JOURNEY_SETTINGS.doubtful_minutes)
    minutes = np.where(known, np.ceil(np.where(known, exact, 0.0) - 1e-9), 0).astype(np.int64)
    asked = {(int(i), int(k)) for i, k in zip(*np.nonzero(doubtful), strict=True)} | _measured(instance, people)
    for i, k in asked:
        minutes[i, k] = one_by_one(people[i].id, schools[k].id)
    return minutes


def _great_circles(starts: list[Point | None], ends: list[Point | None]) -> npt.NDArray[np.float64]:
    """Haversine kilometres, nan where a point is missing."""
    (lat_a, lon_a), (lat_b, lon_b) = _radians(starts), _radians(ends)
    half_lat = (lat_b[None, :] - lat_a[:, None]) / 2
    half_lon = (lon_b[None, :] - lon_a[:, None]) / 2
    chord = np.sin(half_lat) ** 2 + np.cos(lat_a)[:, None] * np.cos(lat_b)[None, :] * np.sin(half_lon) ** 2
    km: npt.NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
    return km


def _radians(points: list[Point | None]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    latitude = np.radians([p.latitude if p else np.nan for p in points])
    longitude = np.radians([p.longitude if p else np.nan for p in points])
    return latitude, longitude


def _measured(instance: Instance, people: Iterable[Student | Trainer]) -> set[tuple[int, int]]:
    """Person and school indices that some row of Reistijden may be about, by id or postcode."""
    starts = _names((each.id, each.postcode, each.postcode[:4]) for each in people)
    schools = _names((s.id, s.postcode, s.postcode[:4]) for s in instance.schools.values())
    found: set[tuple[int, int]] = set()
    for row in instance.travel_rows:
        for start, end in ((row.origin, row.destination), (row.destination, row.origin)):
            found.update((i, k) for i in starts.get(start, ()) for k in schools.get(end, ()))
    return found


def _names(records: Iterable[tuple[str, str, str]]) -> dict[str, list[int]]:
    """Index per name that a row may use for a place: id, postcode, the four digits of the postcode."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, names in enumerate(records):
        for name in {*names} - {""}:
            found[name].append(i)
    return found
