"""Histogram and strips: bars whose size is in proportion to the figure. Knows figures, and no roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports.page.settings import HISTOGRAM_SETTINGS as LAYOUT
from reports.page.svg import css_percent, element, text, wide


@dataclass(frozen=True, slots=True)
class LabelledBar:
    """One line of a list of bars: the words are the table alternative of the strip."""

    name: str
    value: str
    remark: str
    strip: Markup
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """Values from ``start`` up to and including ``end``; ``class_`` colours the bar."""

    start: int
    end: int
    count: int
    class_: str


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A limit across the histogram."""

    value: int
    words: str


def bins_of(values: Sequence[int], width: int, last: int) -> list[tuple[int, int, int]]:
    """(from, to and including, count) in bins of ``width`` minutes, as far as ``last`` and every value."""
    highest = max([last, *values])
    number = -(-highest // width)
    counts = [0] * number
    for value in values:
        counts[max(0, -(-value // width) - 1)] += 1
    return [(index * width + 1 if index else 0, (index + 1) * width, found) for index, found in enumerate(counts)]


def histogram(bins: Sequence[Bin], lines: Sequence[ReferenceLine], every: int = 15) -> Markup:
    """Bars with their count on top, a label each ``every`` minutes and a line for each limit."""
    last, most = bins[-1].end, max((one.count for one in bins), default=0) or 1
    floor = LAYOUT.above + LAYOUT.plot
    return wide(
        floor + LAYOUT.below,
        *_bars(bins, last, most, floor),
        element("line", x1="0", x2="100%", y1=floor, y2=floor, class_="axis"),
        *(_tick(value, last, floor) for value in range(0, last, every)),
        *(piece for number, line in enumerate(lines) for piece in _limit(line, number, last, floor)),
    )


def _bars(bins: Sequence[Bin], last: int, most: int, floor: int) -> Iterator[Markup]:
    place = 1 / len(bins)
    for number, one in enumerate(bins):
        if one.count:
            height = LAYOUT.plot * one.count / most
            left, width = (number + LAYOUT.gap / 2) * place, (1 - LAYOUT.gap) * place
            x, broad = css_percent(left), css_percent(width)
            yield element("rect", x=x, width=broad, y=floor - height, height=height, class_=one.class_)
            middle = css_percent((number + 0.5) * place)
            yield text(one.count, middle, floor - height - 4, "count", text_anchor="middle")


def _tick(value: int, last: int, floor: int) -> Markup:
    return text(value, css_percent(value / last), floor + 16, "tick", text_anchor="middle" if value else "start")


def _limit(line: ReferenceLine, number: int, last: int, floor: int) -> Iterator[Markup]:
    at = css_percent(line.value / last)
    yield element("line", x1=at, x2=at, y1=14 * number + 4, y2=floor, class_="limit")
    yield text(line.words, at, 14 * number + 12, "limit-words", text_anchor="end", dx=-5)


def strip(value: float, whole: float, class_: str, marks: Sequence[tuple[float, str]] = (), height: int = 12) -> Markup:
    """One bar on a pale track that stands for ``whole``; ``marks`` are (value, class) across it."""
    whole = max(whole, value, *(mark for mark, _ in marks), 1e-9)
    return wide(
        height,
        element("rect", x="0", width="100%", y=2, height=height - 4, class_="track"),
        element("rect", x="0", width=css_percent(value / whole), y=2, height=height - 4, class_=class_),
        *(
            element("line", x1=css_percent(mark / whole), x2=css_percent(mark / whole), y1="0", y2=height, class_=name)
            for mark, name in marks
        ),
        class_="strip",
    )
