"""Where the map puts people: schools where they are, homes blurred to their PC4 area. Knows coordinates, no drawing.

No exact home leaves this module: a home is the middle of its PC4 area's students, rounded to about a kilometre; where
there is no PC4, the middle of a cell of about two kilometres.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from instances.domain.entities import Point, School, Student
from instances.domain.settings import Settings
from reports.page.settings import BLUR_SETTINGS
from reports.run.bundle import Run

KM_PER_DEGREE = 111.2
PC4 = re.compile(r"[1-9][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Journey:
    """Students from one blurred home to one school, all in one class of travel time (0 to 3)."""

    home: Point
    school: str
    level: int
    students: int


@dataclass(frozen=True, slots=True)
class MapTown:
    """The schools of one place (column Plaats) that have students, around their middle."""

    name: str
    point: Point
    schools: int
    students: int
    minutes: tuple[int, ...]


def levels(settings: Settings) -> tuple[int, int, int]:
    """The last minute of each class but the last: about half the target, the target, about halfway to the maximum.

    In fives, as the bars of the histogram are.
    """
    target, most = settings.target_travel, max(settings.max_travel, settings.target_travel)
    return target // 10 * 5, target, max(target, (target + most) // 10 * 5)


def level_of(minutes: int, settings: Settings) -> int:
    """Tell the class of a journey.

    Args:
        minutes: One way.
        settings: Of the semester.

    Returns:
        0 for the shortest to 3 for the longest.
    """
    return sum(minutes > last for last in levels(settings))


def level_words(settings: Settings) -> tuple[str, ...]:
    """Say what each class of journey means.

    Args:
        settings: Of the semester.

    Returns:
        Dutch words for the classes 0 to 3.
    """
    first, second, third = levels(settings)
    return (
        f"tot en met {first} min",
        f"{first + 1} tot en met {second} min (streef)",
        f"{second + 1} tot en met {third} min",
        f"langer dan {third} min",
    )


def homes(run: Run) -> Mapping[str, Point]:
    """Student id to the blurred home, for every placed student of whom coordinates are known."""
    areas: dict[str, list[Student]] = {}
    for student in run.placed:
        if student.point is not None:
            areas.setdefault(_area(student, student.point), []).append(student)
    return {student.id: _middle(area, students) for area, students in areas.items() for student in students}


def journeys(run: Run, where: Mapping[str, Point]) -> tuple[Journey, ...]:
    """Short ones first, so that the long ones are drawn on top."""
    counts: dict[tuple[Point, str, int], int] = {}
    for student in run.placed:
        school = run.school_of(student.id)
        if student.id in where and run.instance.schools[school].point is not None:
            key = (where[student.id], school, level_of(run.minutes_of(student.id), run.instance.settings))
            counts[key] = counts.get(key, 0) + 1
    found = [Journey(home, school, level, number) for (home, school, level), number in counts.items()]
    return tuple(sorted(found, key=lambda one: one.level))


def towns(run: Run) -> tuple[MapTown, ...]:
    """Most students first; a school without a place or coordinates is in none."""
    by_name: dict[str, list[School]] = {}
    for school in run.instance.schools.values():
        if school.place and school.point is not None and run.by_school.get(school.id):
            by_name.setdefault(school.place, []).append(school)
    found = [_town(run, name, schools) for name, schools in by_name.items()]
    return tuple(sorted(found, key=lambda town: (-town.students, town.name)))


def _town(run: Run, name: str, schools: list[School]) -> MapTown:
    points = [school.point for school in schools if school.point is not None]
    minutes = [run.minutes_of(student.id) for school in schools for student in run.by_school[school.id]]
    return MapTown(name, _mean(points), len(schools), len(minutes), tuple(sorted(minutes)))


def _area(student: Student, point: Point) -> str:
    four = PC4.match(student.postcode)
    if four:
        return four[0]
    step = BLUR_SETTINGS.cell_step
    return f"{math.floor(point.latitude / step)} {math.floor(point.longitude / step)}"


def _middle(area: str, students: list[Student]) -> Point:
    if PC4.fullmatch(area):
        middle = _mean([student.point for student in students if student.point is not None])
        step = BLUR_SETTINGS.area_step
        return Point(round(middle.latitude / step) * step, round(middle.longitude / step) * step)
    north, east = (int(part) for part in area.split())
    return Point((north + 0.5) * BLUR_SETTINGS.cell_step, (east + 0.5) * BLUR_SETTINGS.cell_step)


def _mean(points: list[Point]) -> Point:
    return Point(sum(p.latitude for p in points) / len(points), sum(p.longitude for p in points) / len(points))
