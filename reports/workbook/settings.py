"""The sizes of the sheets of the semester workbook. Knows no sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputSettings:
    """A sheet that the office fills in. Chosen by hand.

    Attributes:
        columns_of_a_page: Sheets with more columns than this print on two pages.
        free_rows: Rows below the last one that still have drop-downs.
    """

    columns_of_a_page: int = 14
    free_rows: int = 1000


INPUT_SETTINGS = InputSettings()
