"""What is told of one roster of visits: the roster, its proof, its verdict. Solves nothing and lays nothing out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from instances.domain.entities import School, Trainer
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.visits.due import DueVisits
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitProof, VisitRoster
from instances.visits.verdict import VisitVerdict


@dataclass(frozen=True)
class VisitsRun:
    """One roster of visits with all that is told of it.

    Attributes:
        instance: The semester.
        placement: Student id to mentor id.
        days: The visiting days, in order; at least one where anything is planned.
        due: All that is due.
        roster: When it is.
        proof: How good that is at least.
        verdict: What the checks say of it.
        reasons: Of what is due and not planned a Dutch sentence, in the order of what is due.
        seed: For the search.
        broken_off: Whether the search was broken off with Ctrl-C.
    """

    instance: Instance
    placement: Placement
    days: tuple[date, ...]
    due: DueVisits
    roster: VisitRoster
    proof: VisitProof
    verdict: VisitVerdict
    reasons: Mapping[LessonVisit | PlgMeeting, str] = field(default_factory=dict)
    seed: int = 0
    broken_off: bool = False

    @property
    def semester(self) -> str:
        """The name of the semester, '' without one."""
        return self.instance.settings.semester

    @property
    def holidays_unknown(self) -> bool:
        """Whether nobody said when schools are closed, so that something may be planned then."""
        return not self.instance.settings.school_holidays.strip()

    @property
    def cost(self) -> int:
        """The cost of all wishes together."""
        return self.verdict.cost

    @property
    def travelled(self) -> int:
        """Minutes of travel above the journeys for WPAs (R1)."""
        return sum(self.verdict.travel.values())

    @property
    def saved(self) -> int:
        """Minutes less than when each visit and meeting had a journey of its own."""
        return sum(self.verdict.saved.values())

    @property
    def complete(self) -> bool:
        """Whether all that is due is planned and no rule is broken."""
        return self.roster.count == self.due.count and self.verdict.ok

    @property
    def bound(self) -> int | None:
        """No roster with as many planned costs less; None where that is not known."""
        return self.proof.cost_bound if self.roster.count == self.proof.count_bound and self.verdict.ok else None

    @cached_property
    def lessons(self) -> tuple[tuple[LessonVisit, Moment], ...]:
        """The lesson visits by trainer, in the order of the sheet, and by time."""
        order = {trainer: number for number, trainer in enumerate(self.instance.trainers)}
        found = self.roster.lessons.items()
        return tuple(sorted(found, key=lambda one: (order[one[0].trainer], one[1], one[0])))

    @cached_property
    def meetings(self) -> tuple[tuple[PlgMeeting, Moment], ...]:
        """The meetings by PLG and number."""
        return tuple((due, self.roster.meetings[due]) for due in self.due.meetings if due in self.roster.meetings)

    @cached_property
    def trainers(self) -> tuple[Trainer, ...]:
        """Everyone with something due, in the order of the sheet."""
        concerned = {visit.trainer for visit in self.due.lessons}
        concerned |= {who for gathering in self.due.gatherings.values() for who in gathering.trainers}
        return tuple(trainer for trainer in self.instance.trainers.values() if trainer.id in concerned)

    def concerned(self, due: LessonVisit | PlgMeeting) -> tuple[str, ...]:
        """Name the trainers concerned.

        Args:
            due: A visit or meeting.

        Returns:
            Their ids.
        """
        return (due.trainer,) if isinstance(due, LessonVisit) else self.due.gatherings[due.plg].trainers

    def school_of(self, due: LessonVisit | PlgMeeting) -> School:
        """Find the school where it is.

        Args:
            due: A visit or meeting.

        Returns:
            The school.
        """
        if isinstance(due, LessonVisit):
            return self.instance.school_of(self.placement[due.student])
        return self.instance.schools[self.due.gatherings[due.plg].school]

    def end(self, due: LessonVisit | PlgMeeting, begin: int) -> int:
        """Say when it ends.

        Args:
            due: A visit or meeting.
            begin: Minutes after midnight.

        Returns:
            Minutes after midnight.
        """
        settings = self.instance.settings
        return begin + (settings.visit_minutes if isinstance(due, LessonVisit) else settings.plg_minutes)

    def plg_name(self, meeting: PlgMeeting) -> str:
        """Name a PLG as rosters show it.

        Args:
            meeting: One of its meetings.

        Returns:
            The name.
        """
        return self.instance.plgs[meeting.plg].name


def clock_time(minutes: int) -> time:
    """Minutes after midnight as a time."""
    return time(*divmod(minutes, 60))


def at(day: date, minutes: int) -> datetime:
    """A moment of a day."""
    return datetime.combine(day, clock_time(minutes))
