"""A sample moved to real places: every school to the nearest real one, every home to the nearest postcode centre.

Knows the two files of a geography folder: schools.csv (postcode, lat, lon, place) and pc4.csv (pc4, lat, lon).
"""

from __future__ import annotations

import csv
import math
from dataclasses import replace
from pathlib import Path

from instances.domain.entities import Point
from instances.domain.instance import Instance


def moved(instance: Instance, folder: Path) -> Instance:
    """The same people and schools on real ground; measured travel times stay. Each real school is used once."""
    sites = [(row["postcode"], row["place"], _point(row)) for row in _rows(folder / "schools.csv")]
    centres = [(row["pc4"], _point(row)) for row in _rows(folder / "pc4.csv")]
    schools = {}
    for school in instance.schools.values():
        if school.point is None or not sites:
            schools[school.id] = school
            continue
        here = school.point
        site = min(sites, key=lambda one: _apart(one[2], here))
        sites.remove(site)
        schools[school.id] = replace(school, postcode=site[0], place=site[1], point=site[2])

    def home(point: Point | None, postcode: str) -> tuple[Point | None, str]:
        if point is None:
            return None, postcode
        code, centre = min(centres, key=lambda one: _apart(one[1], point))
        return centre, code + postcode[4:]

    students, trainers = dict(instance.students), dict(instance.trainers)
    for id, student in students.items():
        point, postcode = home(student.point, student.postcode)
        students[id] = replace(student, point=point, postcode=postcode)
    for id, trainer in trainers.items():
        point, postcode = home(trainer.point, trainer.postcode)
        trainers[id] = replace(trainer, point=point, postcode=postcode)
    return replace(instance, schools=schools, students=students, trainers=trainers)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _point(row: dict[str, str]) -> Point:
    return Point(float(row["lat"]), float(row["lon"]))


def _apart(one: Point, other: Point) -> float:
    """Good enough to rank places within one country: degrees, longitude shrunk by the latitude."""
    shrunk = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return (one.latitude - other.latitude) ** 2 + shrunk**2
