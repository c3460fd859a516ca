"""What colour a cell of a file has, however the file says it: as a colour, a number, or a shade of the theme."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from defusedxml import ElementTree
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.workbook import Workbook

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
"""As Excel counts them: light before dark, unlike the theme itself."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one workbook.

    Attributes:
        theme: Its theme, ``RRGGBB`` in the order in which cells count them; empty without one.
    """

    theme: tuple[str, ...]

    @classmethod
    def of(cls, book: Workbook) -> Palette:
        """The palette of a workbook that openpyxl opened."""
        if not book.loaded_theme:
            return cls(())
        scheme = ElementTree.fromstring(book.loaded_theme).find(f".//{_DRAWING}clrScheme")
        found = []
        for name in _THEME_ORDER:
            shade = None if scheme is None else scheme.find(f"{_DRAWING}{name}")
            inner = None if shade is None or not len(shade) else shade[0]
            found.append("000000" if inner is None else inner.get("lastClr") or inner.get("val") or "000000")
        return cls(tuple(found))

    def rgb(self, colour: Color) -> str | None:
        """The colour as ``#RRGGBB``; None where the cell has none of its own."""
        plain: str | None = None
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            plain = colour.rgb[-6:]
        elif colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
            plain = COLOR_INDEX[colour.indexed][-6:]
        elif colour.type == "theme" and colour.theme < len(self.theme):
            plain = self.theme[colour.theme]
        if plain is None or len(plain) != 6:
            return None
        return "#" + _tinted(plain, colour.tint or 0.0).upper()


def _tinted(plain: str, tint: float) -> str:
    """Lighter for a tint above 0, darker below."""
    if not tint:
        return plain
    red, green, blue = (int(plain[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * part):02X}" for part in colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full))
