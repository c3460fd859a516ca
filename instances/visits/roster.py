"""Lesson visits and meetings of a PLG: what is due, when it is, the rules and wishes about it. Knows no solver.

The rules stand in docs/decisions/0045-lesson-visits.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from instances.domain.rulebook import RuleEntry, WishEntry
from instances.domain.solution import Status


@dataclass(frozen=True, slots=True, order=True)
class LessonVisit:
    """A visit that is due.

    Attributes:
        trainer: The id of the SO or IO.
        student: The id of the student.
        number: From 1, of the visits of this trainer to this student.
    """

    trainer: str
    student: str
    number: int


@dataclass(frozen=True, slots=True, order=True)
class PlgMeeting:
    """A meeting that is due.

    Attributes:
        plg: The key of the PLG.
        number: From 1, of the meetings of this PLG.
    """

    plg: str
    number: int


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """When something begins.

    Attributes:
        day: The day.
        begin: Minutes after midnight.
    """

    day: date
    begin: int


@dataclass(frozen=True, slots=True)
class VisitRoster:
    """When visits and meetings are; what is due and missing is not planned.

    Attributes:
        lessons: Of lesson visits.
        meetings: Of meetings.
    """

    lessons: Mapping[LessonVisit, Moment] = field(default_factory=dict)
    meetings: Mapping[PlgMeeting, Moment] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many visits and meetings are planned."""
        return len(self.lessons) + len(self.meetings)

    def moment(self, due: LessonVisit | PlgMeeting) -> Moment | None:
        """Say when something is.

        Args:
            due: A visit or meeting.

        Returns:
            Its moment; None where it is not planned.
        """
        return self.lessons.get(due) if isinstance(due, LessonVisit) else self.meetings.get(due)


@dataclass(frozen=True, slots=True)
class VisitProof:
    """How good a roster of visits is at least.

    Attributes:
        status: What is known of it.
        count_bound: No roster plans more visits and meetings.
        cost_bound: No roster with as many costs less; None while the number is not proven to be the most.
        seconds: Of searching.
    """

    status: Status
    count_bound: int
    cost_bound: int | None = None
    seconds: float = 0.0


class VisitRule(StrEnum):
    """A hard rule about visits and meetings."""

    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    B4 = "B4"
    B5 = "B5"
    B6 = "B6"
    B7 = "B7"
    B8 = "B8"


class VisitWish(StrEnum):
    """A soft objective: weight times a whole-number measure, lower is better."""

    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    R6 = "R6"


_ROLES = "Rolbeschrijvingen, "
_OFFICE = "werkwijze stagebureau"

VISIT_RULES: dict[VisitRule, RuleEntry] = {
    VisitRule.B1: RuleEntry("Ieder lesbezoek en iedere PLG-bijeenkomst heeft één tijd of staat met reden op de lijst "
                            "Niet gepland", _ROLES + "Begeleiden"),
    VisitRule.B2: RuleEntry("Op een schooldag, binnen de uren, over het semester verdeeld",
                            _ROLES + "Begeleidingstraject"),
    VisitRule.B3: RuleEntry("Op een stagedag, als student, mentor en school er zijn; een PLG als de school open is",
                            _ROLES + "Mentor"),
    VisitRule.B4: RuleEntry("De opleiders zijn er", "Opleiders, Beschikbaarheid en Afwezigheid"),
    VisitRule.B5: RuleEntry("Een opleider is op één plek tegelijk en heeft tijd om te reizen", "kan niet anders"),
    VisitRule.B6: RuleEntry("Een student krijgt hoogstens één bezoek per dag en geen op de dag van het eigen WPA, een "
                            "klas één tegelijk en geen tijdens een WPA in de klas", _OFFICE),
    VisitRule.B7: RuleEntry("Het laatste lesbezoek van de SO is voor het WPA",
                            _ROLES + "Begeleidingstraject (proef-WPA)"),
    VisitRule.B8: RuleEntry("Een opleider heeft op een dag niet meer WPA's, bezoeken en PLG's dan het maximum",
                            _OFFICE),
}  # fmt: skip

VISIT_WISHES: dict[VisitWish, WishEntry] = {
    VisitWish.R1: WishEntry("Weinig reizen: bezoeken in ritten die er al zijn", _ROLES + "reistijd", "minuten", 1),
    VisitWish.R2: WishEntry("Een PLG komt samen als haar studenten stagedag hebben", _ROLES + "PLG", "studenten", 5),
    VisitWish.R3: WishEntry("Liever niet op mindere tijden", "Beschikbaarheid", "keren", 10),
    VisitWish.R4: WishEntry("Wat een opleider op één dag doet, volgt op elkaar", _OFFICE,
                            "kwartieren wachten boven een half uur", 5),
    VisitWish.R5: WishEntry("Reistijd binnen de norm", _ROLES + "reistijd", "minuten boven de norm", 1),
    VisitWish.R6: WishEntry("Wat al afgesproken was, blijft", _OFFICE, "gewijzigde afspraken", 30),
}  # fmt: skip
