"""How much of a workbook is shown at once. Decides nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """Sizes of what the screen of the workbook shows. Chosen by hand.

    Attributes:
        faults_per_page: Faults in one table; a screen holds about ten.
        rows_around: Rows of the sheet shown above and below a fault.
        near_choices: Choices that look like what stands in the cell, shown as buttons.
        near_enough: Similarity, from 0 to 1 as difflib counts it, from which on a choice is near.
        used_values: Values used elsewhere in the column that are offered.
        differences: Changed cells, and rows, shown of one sheet.
        notice_lines: Notices shown of one kind.
        few_mentors: A student whom so few mentors suit is told.
        tight_places: The part of the places that may be left free before it is told that they are few.
    """

    faults_per_page: int = 25
    rows_around: int = 3
    near_choices: int = 4
    near_enough: float = 0.45
    used_values: int = 40
    differences: int = 200
    notice_lines: int = 60
    few_mentors: int = 2
    tight_places: float = 0.05


INTAKE = IntakeSettings()
