"""The numbers in the charts: sizes in proportion, totals equal, colours that can be told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest

from instances.domain.entities import Point
from instances.dutch.dates import long_date
from instances.dutch.numbers import decimal, percent_of
from reports.fairness.figures import Distribution
from reports.page.bars import Bin, ReferenceLine, bins_of, histogram, strip
from reports.page.fairness import group_bars, spread_strip
from reports.page.map import Frame, radius
from reports.page.palette import DARK, LIGHT, MARK_PAIRS, TEXT_PAIRS, contrast
from reports.page.period import day_strip, heat_map, shade
from reports.page.settings import HISTOGRAM_SETTINGS, MAP_SETTINGS
from reports.page.svg import css_percent, element
from reports.run.tours import tours_of, wpas_of
from tests.builders import TUESDAY
from tests.reports.runs import run

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def attributes(drawing: str, name: str, class_: str) -> list[str]:
    """The values of one attribute on the elements of one class, in order."""
    found = re.findall(rf'<[a-z]+[^>]*class="{class_}"[^>]*>', drawing)
    return [value[1] for element in found if (value := re.search(rf'\b{name}="([^"]*)"', element))]


def numbers(drawing: str, name: str, class_: str) -> list[float]:
    return [float(value.rstrip("%")) for value in attributes(drawing, name, class_)]


@PALETTES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_words_can_be_read_on_their_ground(palette: Mapping[str, str], text: str, ground: str) -> None:
    assert contrast(palette[text], palette[ground]) >= 4.5


@PALETTES
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_can_be_seen_on_their_ground(palette: Mapping[str, str], mark: str, ground: str) -> None:
    assert contrast(palette[mark], palette[ground]) >= 3


def test_contrast_is_that_of_wcag() -> None:
    # black on white is 21 by definition; #777777 on white is the well-known 4.48 that just fails
    assert (contrast("#000000", "#ffffff"), round(contrast("#777777", "#ffffff"), 2)) == (21, 4.48)


def test_light_and_dark_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_the_bins_hold_every_value_once() -> None:
    values = [0, 5, 6, 10, 11, 90, 97]
    assert sum(count for _, _, count in bins_of(values, 5, 90)) == len(values)


def test_a_bin_ends_with_its_last_minute() -> None:
    # 5 minutes is in the first bin, 6 in the second
    assert bins_of([5, 6], 5, 10) == [(0, 5, 1), (6, 10, 1)]


def test_the_bars_of_the_histogram_are_in_proportion() -> None:
    drawing = histogram([Bin(0, 5, 2, "bar"), Bin(6, 10, 8, "bar"), Bin(11, 15, 4, "bar")], ())
    plot = HISTOGRAM_SETTINGS.plot
    assert numbers(drawing, "height", "bar") == [plot / 4, plot, plot / 2]


def test_the_bars_of_the_histogram_stand_on_one_floor() -> None:
    drawing = histogram([Bin(0, 5, 2, "bar"), Bin(6, 10, 8, "bar")], ())
    tops, heights = numbers(drawing, "y", "bar"), numbers(drawing, "height", "bar")
    assert {top + height for top, height in zip(tops, heights, strict=True)} == {
        HISTOGRAM_SETTINGS.above + HISTOGRAM_SETTINGS.plot
    }


def test_a_limit_stands_at_its_minute() -> None:
    drawing = histogram([Bin(0, 5, 1, "bar"), Bin(6, 20, 1, "bar")], [ReferenceLine(15, "streef 15")])
    assert attributes(drawing, "x1", "limit") == ["75%"]


def test_a_strip_is_as_long_as_its_part_of_the_whole() -> None:
    drawing = strip(3, 12, "good", ((6, "norm"),))
    assert (attributes(drawing, "width", "good"), attributes(drawing, "x1", "norm")) == (["25%"], ["50%"])


def test_a_strip_never_leaves_its_track() -> None:
    assert attributes(strip(20, 12, "bad"), "width", "bad") == ["100%"]


def test_a_strip_of_nothing_is_empty() -> None:
    assert attributes(strip(0, 0, "good"), "width", "good") == ["0%"]


def test_the_map_keeps_everything_inside() -> None:
    points = [Point(52.2, 4.5), Point(52.95, 5.3), Point(52.4, 4.9)]
    frame = Frame.around(points)
    assert all(0 < x < MAP_SETTINGS.width and 0 < y < frame.height for x, y in map(frame.at, points))


def test_the_map_has_north_above_and_east_at_the_right() -> None:
    frame = Frame.around([Point(52.2, 4.5), Point(52.9, 5.3)])
    (west, south), (east, north) = frame.at(Point(52.2, 4.5)), frame.at(Point(52.9, 5.3))
    assert west < east
    assert north < south


def test_a_kilometre_north_is_as_long_as_one_east() -> None:
    frame = Frame.around([Point(52.2, 4.5), Point(52.9, 5.3)])
    # at the middle latitude 52.55 a degree east is cos(52.55) of a degree north: 0.6081
    assert frame.east_scale / frame.north_scale == pytest.approx(0.6081, abs=0.0001)


def test_one_school_alone_has_a_map() -> None:
    frame = Frame.around([Point(52.6, 4.8)])
    assert frame.at(Point(52.6, 4.8)) == (MAP_SETTINGS.width / 2, frame.height / 2)


def test_a_dot_for_four_times_the_students_is_four_times_the_surface() -> None:
    assert radius(4, 3) == 2 * radius(1, 3)


def test_the_shades_climb_with_the_number() -> None:
    shades = [shade(number, 8) for number in range(9)]
    assert (shades[0], shades[1], shades[-1]) == (0, 1, 4)
    assert all(one <= other for one, other in pairwise(shades))


def test_the_heat_map_shows_every_wpa_once() -> None:
    whole = run()
    figure = heat_map(wpas_of(whole), frozenset(slot.date for slot in whole.instance.slots.values()))
    shown = [int(value) for value in re.findall(r'class="number[^>]*>(\d+)<', figure.drawing)]
    assert sum(shown) == 3 == sum(int(row[1]) for row in figure.table.rows)


def test_the_heat_map_covers_whole_weeks() -> None:
    figure = heat_map((), frozenset({date(2027, 6, 4), date(2027, 6, 7)}))
    assert re.findall(r"wk (\d+)", figure.drawing) == ["22", "23"]


def test_a_wpa_lies_at_its_time_on_the_strip() -> None:
    tour = next(tour for tour in tours_of(run())["SO2"] if tour.wpas[0].slot.date == TUESDAY)
    drawing = day_strip(tour, 8 * 60, 13 * 60)
    # from 8 to 13 hours: 09:00-10:00 is the second fifth, 11:00-12:00 with two assessors the fourth
    assert attributes(drawing, "x", "block") == ["20%"]
    assert attributes(drawing, "x", "block two") == ["60%"]
    assert attributes(drawing, "width", "block") == ["20%"]


def test_the_road_lies_before_the_wpa_and_after_the_last() -> None:
    tour = next(tour for tour in tours_of(run())["SO2"] if tour.wpas[0].slot.date == TUESDAY)
    drawing = day_strip(tour, 8 * 60, 13 * 60)
    # 5 minutes to De Eik, 20 from there to De Beuk, 5 home; 300 minutes in all
    assert numbers(drawing, "width", "road") == pytest.approx([100 * 5 / 300, 100 * 20 / 300, 100 * 5 / 300], abs=0.01)


def test_what_stands_in_a_drawing_is_escaped() -> None:
    assert element("text", "<b>", x='"') == '<text x="&#34;">&lt;b&gt;</text>'


def test_figures_are_written_as_a_dutch_reader_does() -> None:
    assert (css_percent(1 / 3), decimal(2.25), long_date(TUESDAY)) == ("33.33%", "2,2", "dinsdag 1 juni 2027")


def test_a_share_is_never_whole_while_something_is_missing() -> None:
    assert (percent_of(999, 1000), percent_of(1000, 1000), percent_of(0, 0)) == ("99\u00a0%", "100\u00a0%", "–")


def test_a_spread_shows_quartiles_median_longest_and_target_in_proportion() -> None:
    drawing = spread_strip(Distribution(9, 30, 20, 25, 40, 80, 2), 100, 45)
    assert (attributes(drawing, "x", "half"), attributes(drawing, "width", "half")) == (["20%"], ["20%"])
    assert [attributes(drawing, "x1", name) for name in ("norm", "limit")] == [["25%"], ["45%"]]
    assert attributes(drawing, "cx", "most") == ["80%"]


def test_everyone_every_year_and_every_board_has_a_spread() -> None:
    # years 1, 2 and 4 and the boards Noord and Zuid have placed students
    assert [bar.name for bar in group_bars(run())] == [
        "Alle studenten", "Jaar 1", "Jaar 2", "Jaar 4", "Stichting Noord", "Stichting Zuid",
    ]  # fmt: skip
