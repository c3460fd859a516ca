"""What the checker says of a roster of lesson visits and meetings. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.visits.roster import VISIT_WISHES, LessonVisit, PlgMeeting, VisitRule, VisitWish


@dataclass(frozen=True, slots=True)
class VisitViolation:
    """A broken rule about visits and meetings.

    Attributes:
        rule: The rule that is broken.
        text: A whole Dutch sentence, with names.
        about: The ids concerned.
    """

    rule: VisitRule
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitVerdict:
    """One roster of lesson visits and meetings judged.

    Attributes:
        broken: Broken rules; none for a roster that may be written.
        measures: Of every wish, in its units; R1 and R4 may be below 0 where a visit shortens a day with WPAs. Without
            an earlier plan R6 is not in it.
        missing_lessons: Lesson visits that are due and not planned.
        missing_meetings: Meetings that are due and not planned.
        travel: Trainer id to minutes of R1, of who has a visit or meeting.
        alone: Trainer id to minutes if each visit and meeting were a journey of its own, from the base and back.
    """

    broken: tuple[VisitViolation, ...]
    measures: Mapping[VisitWish, int]
    missing_lessons: tuple[LessonVisit, ...] = ()
    missing_meetings: tuple[PlgMeeting, ...] = ()
    travel: Mapping[str, int] = field(default_factory=dict)
    alone: Mapping[str, int] = field(default_factory=dict)

    @property
    def cost(self) -> int:
        """The cost of all wishes together."""
        return sum(VISIT_WISHES[wish].weight * amount for wish, amount in self.measures.items())

    @property
    def ok(self) -> bool:
        """Whether no rule is broken."""
        return not self.broken

    @property
    def saved(self) -> Mapping[str, int]:
        """Trainer id to the minutes that are not travelled because visits share journeys."""
        return {trainer: minutes - self.travel[trainer] for trainer, minutes in self.alone.items()}
