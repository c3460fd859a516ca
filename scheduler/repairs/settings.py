"""The budgets of the search for proposals, in one place. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RepairSettings:
    """How long is searched for changes of the workbook that help who was left out, and how many are tried.

    Attributes:
        seconds: Beyond the time for searching, at most, for either roster (decision 0015).
        seconds_large: The same for the placement of a large semester; used only where fewer changes may do (decision
            0015).
        seconds_replanned: The same after replanning, where an answer is wanted at once. Chosen by hand, not measured
            apart.
        shown: Proposals for one student, at most. Chosen by hand, not measured apart.
        singly_part: Part (0-1) of the time for the students one by one; the rest is for all together. Chosen by hand,
            not measured apart.
        singly_part_large: The same for the placement of a large semester, where all together takes much longer. Chosen
            by hand, not measured apart.
        joint_part: Part (0-1) of what is then left to find the fewest changes; the rest is for their price. Chosen by
            hand, not measured apart.
        enough: Seconds for one student of a large semester; less brings nothing (decision 0015).
        priced: Sets of changes solved again for one student without a place. Chosen by hand, not measured apart.
        nearest: Mentors tried for the price at which nobody else moves. Chosen by hand, not measured apart.
        joined: Mentors judged for one student who joins while nobody else moves. Chosen by hand, not measured apart.
        priced_wpa: Sets of changes solved again for one WPA. Chosen by hand, not measured apart.
        first_changes: Changes for a WPA that are tried with another after them. Chosen by hand, not measured apart.
        second_changes: Others tried after each of those. Chosen by hand, not measured apart.
    """

    seconds: float = 8.0
    seconds_large: float = 60.0
    seconds_replanned: float = 1.5
    shown: int = 4
    singly_part: float = 0.6
    singly_part_large: float = 0.08
    joint_part: float = 0.6
    enough: float = 2.0
    priced: int = 8
    nearest: int = 4
    joined: int = 6
    priced_wpa: int = 12
    first_changes: int = 20
    second_changes: int = 3


REPAIRS = RepairSettings()
