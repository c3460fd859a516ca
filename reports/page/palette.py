"""The colours of the page, light and dark, and how well they can be told apart. Knows no chart.

Names say what a colour is for. Text on its ground has a contrast of at least 4.5, a mark on its ground at least 3
(WCAG 2.2, AA); the tests measure every pair listed here.
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ground": "#ffffff", "panel": "#f1f6f8", "ink": "#16303a", "soft": "#51646c", "line": "#c9d8dc",
    "brand": "#17495a", "link": "#0f5c78", "edge": "#75878e",
    "near": "#12808a", "fair": "#3566b0", "far": "#b76a00", "worst": "#b3261e",
    "good": "#1c7a55", "warn": "#9a5b00", "bad": "#b3261e",
    "heat0": "#eef4f6", "heat1": "#cfe3e8", "heat2": "#9dc7d1", "heat3": "#2f7c8f", "heat4": "#17495a",
    "on-heat0": "#51646c", "on-heat1": "#16303a", "on-heat2": "#16303a", "on-heat3": "#ffffff", "on-heat4": "#ffffff",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "ground": "#0f1b20", "panel": "#182830", "ink": "#e6eff2", "soft": "#a9bcc3", "line": "#34474f",
    "brand": "#8fd0e0", "link": "#8fd0e0", "edge": "#71868e",
    "near": "#4cc4c4", "fair": "#8db5f2", "far": "#eda63a", "worst": "#ff8172",
    "good": "#5fcf9f", "warn": "#f0b45a", "bad": "#ff8172",
    "heat0": "#182830", "heat1": "#21414c", "heat2": "#2c5f6e", "heat3": "#58aabd", "heat4": "#a5dfec",
    "on-heat0": "#a9bcc3", "on-heat1": "#e6eff2", "on-heat2": "#ffffff", "on-heat3": "#0f1b20", "on-heat4": "#0f1b20",
}  # fmt: skip

GROUNDS = ("ground", "panel")
TEXT_PAIRS = (
    *((text, ground) for text in ("ink", "soft", "brand", "link", "good", "warn", "bad") for ground in GROUNDS),
    *((f"on-heat{step}", f"heat{step}") for step in range(5)),
)
"""(text, ground): read as words, so at least 4.5."""
MARK_PAIRS = tuple(
    (mark, ground)
    for mark in ("near", "fair", "far", "worst", "good", "warn", "bad", "brand", "edge")
    for ground in GROUNDS
)
"""(mark, ground): seen as a bar, dot or line, so at least 3."""


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours such as #17495a, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def variables(palette: Mapping[str, str]) -> str:
    """The colours as CSS custom properties."""
    return " ".join(f"--{name}: {colour};" for name, colour in palette.items())


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
