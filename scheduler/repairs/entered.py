"""What the office entered since the earlier roster, which no proposal may undo. Knows rows that changed, no rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from instances.domain.entities import Availability, Slot
from instances.edits.edit import CellEdit, Edit
from instances.tables.columns import ABSENCES, AVAILABILITY, PINS
from reports.account.row_prints import SheetChange
from scheduler.repairs.proposals import Proposal

WHOLE_ROWS = frozenset({PINS.name, AVAILABILITY.name, ABSENCES.name})
"""Sheets of which a row that is new was entered for a reason; a new student may be asked anything."""


class JustEntered:
    """The rows of the workbook that are other than when the earlier roster was made."""

    def __init__(self, changes: Iterable[SheetChange] | None) -> None:
        """Take the changes.

        Args:
            changes: Since the earlier roster; None where that is not known.
        """
        self._rows = {
            (change.sheet, id)
            for change in changes or ()
            for id in (*change.changed, *(change.added if change.sheet in WHOLE_ROWS else ()))
        }

    def undone_by(self, edits: Iterable[Edit]) -> bool:
        """Say whether edits would change a row that the office has just changed.

        Args:
            edits: Of one proposal.

        Returns:
            Whether any of them does.
        """
        return any((edit.sheet, _id(edit)) in self._rows for edit in edits)

    def without(self, found: Mapping[str, Sequence[Proposal]]) -> dict[str, list[Proposal]]:
        """Leave out the proposals that would.

        Args:
            found: Students to their proposals.

        Returns:
            The same, without students for whom nothing is left.
        """
        left = {
            student: [proposal for proposal in proposals if not self.undone_by(proposal.edits)]
            for student, proposals in found.items()
        }
        return {student: proposals for student, proposals in left.items() if proposals}


def _id(edit: Edit) -> str:
    """The code under which a row is known."""
    if isinstance(edit, CellEdit):
        return edit.id
    if isinstance(edit.row, Slot):
        return edit.row.id
    return edit.row.trainer if isinstance(edit.row, Availability) else edit.row.who
