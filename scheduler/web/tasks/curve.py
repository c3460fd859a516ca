"""The curve of a search: what the best roster cost from moment to moment, and below what none can. Knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from instances.dutch.numbers import decimal, duration, in_points, percent_up

WIDTH, HEIGHT = 600, 160  # of the drawing; a page stretches it
TENTHS_BELOW = 10  # seconds; a shorter search is told in tenths
HEADROOM = 0.08  # of the height, left free above and below the lines


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One moment of a search.

    Attributes:
        at: Seconds since the order began.
        count: How many are served in the best roster; None without one.
        cost: Of the best roster then; None without one.
        bound: What every roster that serves as many costs at least; None while that is not known.
    """

    at: float
    count: int | None
    cost: int | None
    bound: int | None


class CurveCorner(NamedTuple):
    """A point of the drawing, from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawing of two lines.

    Attributes:
        cost: The line of the best roster, in steps.
        bound: The line below which no roster can come, in steps; empty while that is not known.
        top: What the upper edge stands for.
        bottom: What the lower edge stands for; '' where it is the same.
        begin: What the left edge stands for.
        end: What the right edge stands for.
        sentence: What the drawing shows, for who does not see it.
    """

    cost: tuple[CurveCorner, ...]
    bound: tuple[CurveCorner, ...]
    top: str
    bottom: str
    begin: str
    end: str
    sentence: str


def curve_of(points: Sequence[CurvePoint]) -> Curve | None:
    """Draw a search.

    Args:
        points: Its moments, in order.

    Returns:
        The curve from the moment on that as many are served as now: what fewer cost cannot be compared. None with
        fewer than two such moments, or where all is at one moment.
    """
    if not points:
        return None
    count = points[-1].count
    alike = [point for point in points if point.cost is not None and point.count == count]
    if len(alike) < 2 or alike[0].at == alike[-1].at:
        return None
    costs = [(point.at, point.cost) for point in alike if point.cost is not None]
    known = [(point.at, point.bound) for point in alike if point.bound is not None and point.bound <= (point.cost or 0)]
    values = [value for _, value in (*costs, *known)]
    low, high = min(values), max(values)
    begin, end = alike[0].at, alike[-1].at

    def place(at: float, value: int) -> CurveCorner:
        free = HEADROOM * HEIGHT
        part = (high - value) / (high - low) if high > low else 0.5
        return CurveCorner(round(WIDTH * (at - begin) / (end - begin), 1), round(free + part * (HEIGHT - 2 * free), 1))

    def steps(found: Sequence[tuple[float, int]]) -> tuple[CurveCorner, ...]:
        line: list[CurveCorner] = []
        for at, value in found:
            here = place(at, value)
            if line and line[-1].y != here.y:
                line.append(CurveCorner(here.x, line[-1].y))
            line.append(here)
        if line:
            line.append(CurveCorner(WIDTH, line[-1].y))
        return tuple(line)

    edges = (in_points(high), in_points(low) if low < high else "", _moment(begin, end), _moment(end, end))
    return Curve(steps(costs), steps(known), *edges, _sentence(costs, known, end - begin))


def _moment(at: float, end: float) -> str:
    return duration(at) if end >= TENTHS_BELOW else f"{decimal(at)} s"


def _sentence(costs: Sequence[tuple[float, int]], known: Sequence[tuple[float, int]], seconds: float) -> str:
    first, last = costs[0][1], costs[-1][1]
    span = f"in {duration(seconds)}" if seconds >= 1 else "in minder dan een seconde"
    went = (
        f"{span} van {in_points(first)} naar {in_points(last)}" if first != last else f"{span} steeds {in_points(last)}"
    )
    said = f"Kosten van het beste rooster, lager is beter: {went}."
    if not known:
        return f"{said} Hoeveel lager het nog kan, is nog niet bekend."
    least = known[-1][1]
    if least == last:
        return f"{said} Lager kan niet: dit is bewezen het beste."
    most = percent_up((last - least) / last)
    return f"{said} Onder {in_points(least)} kan het niet; er is dus hooguit {most} te winnen."
