"""SVG in small pieces that are safe by construction. Knows elements and escaping, and no roster.

Wide drawings have no viewBox: their x and width are per cents and their y, height and letters pixels, so that they
fill a phone and a desk alike while the letters stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

Scalar = str | int | float


def element(name: str, *children: str, **attributes: Scalar) -> Markup:
    """Make one element; everything is escaped.

    Args:
        name: Of the element.
        children: What is in it.
        attributes: Its attributes; ``class_`` becomes class, ``stroke_width`` becomes stroke-width.

    Returns:
        The element.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"' for key, value in attributes.items()
    )
    inner = Markup("").join(children)
    return Markup(f"<{name}{written}>{inner}</{name}>" if children else f"<{name}{written}/>")


def text(content: Scalar, x: Scalar, y: Scalar, class_: str = "", **more: Scalar) -> Markup:
    named: dict[str, Scalar] = {"class_": class_} if class_ else {}
    return element("text", str(content), x=x, y=y, **named, **more)


def css_percent(part: float) -> str:
    """0.125 becomes 12.5%."""
    return f"{_short(100 * part)}%"


def wide(height: int, *children: str, class_: str = "chart") -> Markup:
    """A drawing as wide as its place. Its words stand in the page, so it is hidden from a screen reader."""
    return element("svg", *children, class_=class_, width="100%", height=height, aria_hidden="true", focusable="false")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What a chart shows, in words and figures; columns from number ``figures`` on are aligned to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]
    figures: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with a title, a sentence that says what it shows, and the same as a table."""

    id: str
    title: str
    says: str
    drawing: Markup
    table: FigureTable
    legend: Sequence[tuple[str, str]] = ()  # (class of the sample, words)


def _short(value: Scalar) -> Scalar:
    """Two decimals are finer than any eye; they keep the page small."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
