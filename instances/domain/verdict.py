"""What the checker says of a roster: broken rules and the cost of every wish. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.domain.rulebook import Rule, Wish
from instances.domain.visits import VISIT_WISHES, LessonVisit, PlgMeeting, VisitRule, VisitWish


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule.

    Attributes:
        rule: The rule that is broken.
        text: A whole Dutch sentence.
        about: The ids concerned.
    """

    rule: Rule
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WishCost:
    """What one wish costs in a roster.

    Attributes:
        wish: The wish.
        weight: Cost of one unit of its measure.
        amount: Its measure in docs/rules.md, in units of the wish.
    """

    wish: Wish
    weight: int
    amount: int

    @property
    def cost(self) -> int:
        """Weight times amount."""
        return self.weight * self.amount


@dataclass(frozen=True, slots=True)
class Verdict:
    """One roster judged.

    Attributes:
        violations: Broken rules; none for a roster that may be written.
        wishes: The amount and cost of every wish that was measured.
        count: Students placed, or WPAs scheduled.
        shortage: Boards short of their minimum with the students that they lack (P4).
        fair_shares: Of a WPA roster the share in WPAs of each assessor who could take one (V2); nobody else is in it.
    """

    violations: tuple[Violation, ...]
    wishes: Mapping[Wish, WishCost]
    count: int
    shortage: Mapping[str, int]
    fair_shares: Mapping[str, int] = field(default_factory=dict)

    @property
    def cost(self) -> int:
        """The cost of all wishes together."""
        return sum(wish.cost for wish in self.wishes.values())

    @property
    def ok(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


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
        measures: Of every wish, in its units; R1 and R4 may be below 0 where a visit shortens a day with WPAs.
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
