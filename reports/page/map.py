"""The map: schools, blurred homes, the journeys between them, towns and a scale. Knows no person.

There is no map underneath; the grid of degrees, the towns' names and the scale say where things are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from instances.domain.entities import Point
from instances.dutch.numbers import count, decimal
from reports.page.places import KM_PER_DEGREE, Journey, MapTown, homes, journeys, level_words, towns
from reports.page.settings import MAP_SETTINGS as LAYOUT
from reports.page.svg import Figure, FigureTable, element, text
from reports.run.bundle import Run

Box = tuple[float, float, float, float]  # left, top, right, bottom
CLASSES = ("near", "fair", "far", "worst")


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees to units of the drawing: an equirectangular projection around the middle, one scale both ways.

    Attributes:
        north: The latitude of the upper edge.
        west: The longitude of the left edge.
        east_scale: Units per degree of longitude.
        north_scale: Units per degree of latitude.
        height: Of the drawing, in units.
    """

    north: float
    west: float
    east_scale: float
    north_scale: float
    height: float

    @staticmethod
    def around(points: Sequence[Point]) -> Frame:
        """Take all points within the margins; at least five kilometres wide and high.

        Args:
            points: At least one.

        Returns:
            The frame.
        """
        lats, lons = [p.latitude for p in points], [p.longitude for p in points]
        middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        shrink = math.cos(math.radians(middle_lat))
        high = max(max(lats) - min(lats), 5 / KM_PER_DEGREE)
        broad = max((max(lons) - min(lons)) * shrink, 5 / KM_PER_DEGREE)
        inner, tallest = LAYOUT.width - 2 * LAYOUT.margin, LAYOUT.width * LAYOUT.tallest - 2 * LAYOUT.margin
        scale = min(inner / broad, tallest / high)
        height = max(high * scale + 2 * LAYOUT.margin, LAYOUT.width * 0.5)
        north, west = middle_lat + height / scale / 2, middle_lon - LAYOUT.width / scale / shrink / 2
        return Frame(north, west, scale * shrink, scale, height)

    def at(self, point: Point) -> tuple[float, float]:
        """Give the place of a point in the drawing.

        Args:
            point: In degrees.

        Returns:
            From the left and from the top, in units.
        """
        return (
            round((point.longitude - self.west) * self.east_scale, 1),
            round((self.north - point.latitude) * self.north_scale, 1),
        )

    @property
    def km(self) -> float:
        """Units per kilometre."""
        return self.north_scale / KM_PER_DEGREE


def journey_map(run: Run) -> Figure | None:
    """None where no school with students has coordinates."""
    schools = {
        school: point
        for school in run.by_school
        if (point := run.instance.schools[school].point) is not None
    }  # fmt: skip
    if not schools:
        return None
    where = homes(run)
    frame = Frame.around([*schools.values(), *where.values()])
    places = towns(run)
    drawing = element(
        "svg",
        *_grid(frame),
        *_lines(frame, journeys(run, where), schools),
        *_homes(frame, where),
        *_schools(frame, {school: len(run.by_school[school]) for school in schools}, schools),
        *_labels(frame, places),
        *_scale(frame),
        class_="map",
        viewBox=f"0 0 {LAYOUT.width:.0f} {frame.height:.0f}",
        aria_hidden="true",
        focusable="false",
    )
    words = level_words(run.instance.settings)
    legend = [(f"line {name}", said) for name, said in zip(CLASSES, words, strict=True)]
    legend += [("dot school", "school; hoe groter, hoe meer studenten"), ("dot home", "woongebied, vervaagd")]
    return Figure("kaart", "Van huis naar school", _says(run, len(where)), drawing, _table(places), tuple(legend))


def _says(run: Run, shown: int) -> str:
    without = len(run.placed) - shown
    lost = f" Van {count(without, 'student', 'studenten')} is geen plek bekend." if without else ""
    return (
        "Elke lijn loopt van een woongebied naar een school; de kleur en de dikte zeggen hoe lang de reis is. "
        "Woningen zijn vervaagd tot het gebied van de eerste vier cijfers van de postcode." + lost
    )


def _table(places: Sequence[MapTown]) -> FigureTable:
    rows = (
        (town.name, town.schools, town.students, f"{sum(town.minutes) / len(town.minutes):.0f}", max(town.minutes))
        for town in places
    )
    heads = ("Plaats van de school", "Scholen", "Studenten", "Gemiddeld (min)", "Langste (min)")
    return FigureTable(heads, tuple(rows))


def _lines(frame: Frame, found: Iterable[Journey], schools: Mapping[str, Point]) -> Iterator[Markup]:
    for one in found:
        (x1, y1), (x2, y2) = frame.at(one.home), frame.at(schools[one.school])
        yield element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=f"way {CLASSES[one.level]}")


def _homes(frame: Frame, where: Mapping[str, Point]) -> Iterator[Markup]:
    counts: dict[Point, int] = {}
    for point in where.values():
        counts[point] = counts.get(point, 0) + 1
    for point, number in counts.items():
        x, y = frame.at(point)
        side = radius(number, 2.2)
        yield element("rect", x=x - side, y=y - side, width=2 * side, height=2 * side, class_="home")


def _schools(frame: Frame, counts: Mapping[str, int], points: Mapping[str, Point]) -> Iterator[Markup]:
    for school, number in sorted(counts.items(), key=lambda item: -item[1]):
        x, y = frame.at(points[school])
        yield element("circle", cx=x, cy=y, r=radius(number, 2.8), class_="school")


def radius(students: int, one: float) -> float:
    """Give the radius of a dot whose surface is in proportion to its students.

    Args:
        students: How many.
        one: The radius of one student.

    Returns:
        The radius, in the same units.
    """
    return one * math.sqrt(students)


def _grid(frame: Frame) -> Iterator[Markup]:
    """Thin lines of degrees, three to six each way."""
    step = next((s for s in LAYOUT.grid_steps if frame.height / frame.north_scale / s <= 6), LAYOUT.grid_steps[-1])
    south, east = frame.north - frame.height / frame.north_scale, frame.west + LAYOUT.width / frame.east_scale
    for number in range(math.ceil(south / step), math.floor(frame.north / step) + 1):
        _, y = frame.at(Point(number * step, frame.west))
        yield element("line", x1=0, y1=y, x2=int(LAYOUT.width), y2=y, class_="grid")
        yield text(f"{decimal(number * step, 2)}° N", 4, y - 4, "degree")
    for number in range(math.ceil(frame.west / step), math.floor(east / step) + 1):
        x, _ = frame.at(Point(frame.north, number * step))
        yield element("line", x1=x, y1=0, x2=x, y2=round(frame.height), class_="grid")
        yield text(f"{decimal(number * step, 2)}° O", x + 4, 14, "degree")


def _scale(frame: Frame) -> Iterator[Markup]:
    """A bar of a whole number of kilometres, at most a quarter of the width."""
    steps = LAYOUT.scale_steps
    km = max((step for step in steps if step * frame.km <= LAYOUT.width / 4), default=steps[0])
    end, y = LAYOUT.width - 14, frame.height - 14
    start = end - km * frame.km
    yield element("path", d=f"M{start:.1f} {y - 6:.1f}v6H{end:.1f}v-6", class_="scale")
    yield text(f"{km} km", (start + end) / 2, y - 10, "label", text_anchor="middle")


def _labels(frame: Frame, places: Sequence[MapTown]) -> Iterator[Markup]:
    """The largest towns first; a name that would cover another is left out, sooner so at the letters of a phone."""
    taken: dict[float, list[Box]] = {LAYOUT.letter: [], LAYOUT.phone_letter: []}
    for town in places:
        x, y = frame.at(town.point)
        half = len(town.name) * LAYOUT.phone_letter * LAYOUT.half_letter + 3
        x = min(max(x, half), LAYOUT.width - half)
        fits = {size: _box(town.name, x, y, size) for size in taken}
        fits = {size: box for size, box in fits.items() if _free(box, taken[size])}
        for size, box in fits.items():
            taken[size].append(box)
        if LAYOUT.letter in fits:
            class_ = "label" if LAYOUT.phone_letter in fits else "label desk"
            yield text(town.name, x, y - 9, class_, text_anchor="middle")


def _box(name: str, x: float, y: float, size: float) -> Box:
    half = len(name) * size * LAYOUT.half_letter + size / 4
    return x - half, y - 9 - size, x + half, y - 5


def _free(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    return top > 0 and all(
        right < other[0] or left > other[2] or bottom < other[1] or top > other[3] for other in taken
    )
