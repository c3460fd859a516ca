"""What can be asked of a finished roster: edits of the workbook, or a choice that is forced. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.solution import Placement
from instances.edits.edit import Edit


@dataclass(frozen=True, slots=True)
class EditedPlacement:
    """The best placement of the workbook after these edits.

    Attributes:
        edits: Applied in this order; may be empty, which asks for the best roster of the workbook as it is.
        start: A placement of the edited workbook to begin from; None begins from what may stay of the present one.
    """

    edits: tuple[Edit, ...]
    start: Placement | None = None


@dataclass(frozen=True, slots=True)
class MentorAmong:
    """The best placement in which one of these mentors guides the student.

    Attributes:
        student: Id of the student.
        mentors: Ids of the mentors, at least one.
    """

    student: str
    mentors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentorNearby:
    """A placement in which this mentor guides the student and few others move; never proven.

    Attributes:
        student: Id of the student.
        mentor: Id of the mentor.
    """

    student: str
    mentor: str


@dataclass(frozen=True, slots=True)
class BestOfAFew:
    """The best of a few placements in which few others move, each with one of these mentors; never proven.

    Attributes:
        student: Id of a placed student.
        mentors: Ids of the mentors.
        tries: Mentors that are tried, at most; the most promising first.
    """

    student: str
    mentors: tuple[str, ...]
    tries: int


@dataclass(frozen=True, slots=True)
class FewestMoves:
    """A placement in which this mentor guides the student and nobody else moves, or one other; never proven.

    Attributes:
        student: Id of the student.
        mentor: Id of the mentor.
        edits: Of the workbook, applied in this order, such as another place that is let go.
    """

    student: str
    mentor: str
    edits: tuple[Edit, ...] = ()


PlacementRequest = EditedPlacement | MentorAmong | MentorNearby | BestOfAFew | FewestMoves
"""Everything that ``PlacementWhatIf.answer`` can be asked."""


@dataclass(frozen=True, slots=True)
class EditedWpas:
    """The best WPA roster of the workbook after these edits, on the same placement.

    Attributes:
        edits: Applied in this order.
        must_hold: Id of a student whose WPA must be held; None leaves the choice to the solver.
    """

    edits: tuple[Edit, ...]
    must_hold: str | None = None


@dataclass(frozen=True, slots=True)
class FewestWpaChanges:
    """A WPA roster of the workbook after these edits with the fewest changes from the present one.

    It is judged by the workbook as it is now: an edited maximum would change everyone's fair share (V2).

    Attributes:
        edits: Applied in this order; they may only narrow what is allowed.
    """

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class ForcedBooking:
    """The best WPA roster in which a student's WPA is at this slot, with this assessor, or both.

    Attributes:
        student: Id of the student.
        slot: Id of the slot; None: any.
        assessor: Id of the trainer in one of the seats; None: anyone.
    """

    student: str
    slot: str | None = None
    assessor: str | None = None


WpaRequest = EditedWpas | FewestWpaChanges | ForcedBooking
"""Everything that ``WpaWhatIf.answer`` can be asked."""
