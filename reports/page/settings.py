"""The sizes of the drawings on the page, and how far homes are blurred. Knows no drawing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistogramSettings:
    """The sizes of a histogram. All chosen by eye.

    Attributes:
        plot: Height of the highest bar, in pixels.
        above: Room above it for the words at the limits, in pixels.
        below: Room below it for the labels, in pixels.
        gap: The space between two bars, as a part of the place of one.
    """

    plot: int = 170
    above: int = 44
    below: int = 22
    gap: float = 0.12


@dataclass(frozen=True, slots=True)
class HeatMapSettings:
    """The sizes of the calendar of the WPA period. All chosen by eye.

    Attributes:
        row: Height of a week, in pixels.
        head: Room above the weeks for the names of the days, in pixels.
        left: Room for the numbers of the weeks, as a part of the width.
        steps: Shades above that of a day without WPAs; the stylesheet has a colour for each.
    """

    row: int = 46
    head: int = 22
    left: float = 0.13
    steps: int = 4


@dataclass(frozen=True, slots=True)
class MapSettings:
    """The sizes of the map, in units of the drawing unless said otherwise. All chosen by eye.

    Attributes:
        width: Width of the drawing.
        margin: Room around everything that is on it.
        tallest: The most that the height may be, as a part of the width.
        letter: Size of the towns' names on a desk.
        phone_letter: Size of the towns' names on a phone, where the stylesheet makes them larger.
        half_letter: Half the width of a letter, as a part of its size.
        grid_steps: Degrees between two lines of the grid; the smallest that gives six lines at most is taken.
        scale_steps: Kilometres that the scale may stand for; the largest that takes a quarter of the width is taken.
    """

    width: float = 720.0
    margin: float = 34.0
    tallest: float = 1.45
    letter: float = 15.0
    phone_letter: float = 26.0
    half_letter: float = 0.29
    grid_steps: tuple[float, ...] = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
    scale_steps: tuple[int, ...] = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class BlurSettings:
    """How far homes on the map are blurred. Chosen by hand.

    Attributes:
        area_step: Degrees to which the middle of a PC4 area's students is rounded: 1.1 km north, 0.7 km east.
        cell_step: Degrees of the side of the cell that stands for a home without a PC4.
    """

    area_step: float = 0.01
    cell_step: float = 0.03


HISTOGRAM_SETTINGS = HistogramSettings()
HEAT_MAP_SETTINGS = HeatMapSettings()
MAP_SETTINGS = MapSettings()
BLUR_SETTINGS = BlurSettings()


DROP_OUT_ROWS = 20
"""Drop-outs in the section of the page; the sheet has all. As many as the screen of the command shows."""
