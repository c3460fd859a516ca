"""How much a copy with looks of a file would take. Knows no cell."""

from __future__ import annotations

import re

from instances.xlsx.parts import Attributes, PartError, Parts, TooLargeError
from instances.xlsx.rows import row_and_column
from instances.xlsx.settings import FILE_SETTINGS

_WEIGHED = re.compile(r"xl/(worksheets/[^/]*|styles|sharedStrings|comments[^/]*)\.xml", re.IGNORECASE)
_FILLED = ("mergeCell", "hyperlink")  # openpyxl makes every cell of their areas


def fits_in_a_copy(data: bytes) -> bool:
    """Whether a file can be opened whole, with every look of every cell, within the time and memory of the product.

    Args:
        data: The bytes of a package that was found safe to open.

    Returns:
        False for a file that is small on disk and large in memory; the rows of such a file can still be read.
    """
    weight = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal weight
        weight += 1
        if tag in _FILLED:
            first, _, last = attributes.get("ref", "").replace("$", "").partition(":")
            (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
            weight += FILE_SETTINGS.area_weight + (abs(bottom - top) + 1) * (abs(right - left) + 1)

    parts = Parts(data)
    for name in filter(_WEIGHED.fullmatch, parts.names):
        try:
            for _ in parts.walk(name, start, lambda tag: None):
                if weight > FILE_SETTINGS.max_copied:
                    return False
        except PartError:  # what is wrong with it is found where it is opened
            continue
        except TooLargeError:
            return False
    return True
