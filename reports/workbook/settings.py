"""The sizes of the sheets of the semester workbook. Knows no sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputSettings:
    """A sheet that the office fills in. Chosen by hand.

    Attributes:
        free_rows: Rows below the last one that still have drop-downs.
        letters: The most that a column is made for; a longer text wraps.
        line: Height of a line of wrapped text, in points.
        of_settings: Widths of the columns of Instellingen, in units.
        of_explanation: Widths of the columns of Uitleg, in units.
    """

    free_rows: int = 1000
    letters: int = 40
    line: float = 12.0
    of_settings: tuple[float, ...] = (36, 18, 90)
    of_explanation: tuple[float, ...] = (24, 11, 34, 96)


INPUT_SETTINGS = InputSettings()
