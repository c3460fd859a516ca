"""The sizes of the forms. Knows no sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormSettings:
    """A sheet that a board or trainer fills in. All chosen by eye.

    Attributes:
        free_rows: Rows for new mentors.
        row_height: Of a row that is filled in, in points.
        line: Height of a line of wrapped text on the first sheet, in points.
        small_line: The same in a table.
        letters: How many letters of 9 points fit in a unit of width, words not broken.
        text_width: Units of the column with text on the first sheet; about as many letters fit.
        question_width: Units of the column before it.
    """

    free_rows: int = 15
    row_height: float = 18.0
    line: float = 14.0
    small_line: float = 11.5
    letters: float = 1.0
    text_width: float = 100.0
    question_width: float = 38.0


FORM_SETTINGS = FormSettings()
