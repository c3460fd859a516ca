"""The placement on a map: schools, blurred homes and journeys, each with its codes so that a page can filter them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from instances.domain.entities import Point
from reports.page.map import Frame, radius
from reports.page.places import level_of, level_words
from reports.page.settings import MAP_SETTINGS
from reports.page.svg import element
from scheduler.web.tasks.held import HeldRoster

LEVELS = ("dichtbij", "redelijk", "ver", "verst")
BLUR = 2  # decimals of a degree: about a kilometre, so that the map on a screen shows nobody's house
SCHOOL_RADIUS = 3.0


@dataclass(frozen=True, slots=True)
class PlacementMap:
    """A drawing and what goes with it.

    Attributes:
        drawing: The drawing; lines carry ``data-student``, circles ``data-school``.
        legend: The class of a line and what it means, in Dutch.
        unknown: How many placed students are not on it, because nobody knows where they live or their school is.
    """

    drawing: Markup
    legend: tuple[tuple[str, str], ...]
    unknown: int


def placement_map(held: HeldRoster) -> PlacementMap | None:
    """Draw the placement.

    Args:
        held: The rosters.

    Returns:
        The map; None where no school with students has coordinates.
    """
    instance = held.instance
    schools: dict[str, int] = {}
    for mentor in held.placement.values():
        school = instance.mentors[mentor].school
        schools[school] = schools.get(school, 0) + 1
    where = {id: point for id in schools if (point := instance.schools[id].point) is not None}
    if not where:
        return None
    homes = {id: _blurred(point) for id in held.placement if (point := instance.students[id].point) is not None}
    frame = Frame.around([*where.values(), *homes.values()])
    lines = []
    for student, mentor in held.placement.items():
        school = instance.mentors[mentor].school
        if student in homes and school in where:
            (x1, y1), (x2, y2) = frame.at(homes[student]), frame.at(where[school])
            level = LEVELS[level_of(instance.travel_minutes(student, school), instance.settings)]
            lines.append(element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=f"reis {level}", data_student=student))
    circles = []
    for school, point in where.items():
        x, y = frame.at(point)
        title = element("title", f"{instance.schools[school].name}: {schools[school]}")
        circles.append(
            element(
                "circle",
                title,
                cx=x,
                cy=y,
                r=radius(schools[school], SCHOOL_RADIUS),
                class_="school",
                data_school=school,
            )
        )
    drawing = element(
        "svg",
        *lines,
        *circles,
        class_="plattegrond",
        viewBox=f"0 0 {MAP_SETTINGS.width:.0f} {frame.height:.0f}",
        aria_hidden="true",
        focusable="false",
    )
    legend = tuple(zip(LEVELS, level_words(instance.settings), strict=True))
    return PlacementMap(drawing, legend, len(held.placement) - len(lines))


def _blurred(point: Point) -> Point:
    return Point(round(point.latitude, BLUR), round(point.longitude, BLUR))
