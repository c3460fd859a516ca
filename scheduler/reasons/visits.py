"""Why a visit or meeting is not planned, in Dutch: the fewest rules that leave no moment, counted by the checks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.dutch.dates import day_names
from instances.dutch.lists import listed
from instances.dutch.numbers import count
from instances.visits.days import visiting_days
from instances.visits.due import DueVisits, due_visits
from instances.visits.roster import LessonVisit, PlgMeeting, VisitRule
from scheduler.checks.visiting.agenda import VisitFacts, visit_facts
from scheduler.checks.visiting.possible import PossibleMoments, moments_left

Due = LessonVisit | PlgMeeting


@dataclass(frozen=True)
class VisitReasons:
    """Answers for one semester.

    Attributes:
        instance: The semester.
        placement: Student id to mentor id.
        assessment: Student id to booking.
        due: All that is due.
    """

    instance: Instance
    placement: Placement
    assessment: Assessment
    due: DueVisits

    @classmethod
    def of(cls, instance: Instance, placement: Placement, assessment: Assessment) -> VisitReasons:
        """Find what is due; nothing else is looked at yet."""
        return cls(instance, placement, assessment, due_visits(instance, placement))

    def reason(self, due: Due) -> str:
        """Say why something is not planned.

        Args:
            due: A visit or meeting that is due and not planned.

        Returns:
            A sentence that names the rules, or says that every moment is taken.
        """
        possible = PossibleMoments(True, moments_left(self._facts, self._facts.due[due]))
        if possible.moments:
            days = count(len({moment.day for moment in possible.moments}), "dag", "dagen")
            return (
                f"Alle momenten zijn bezet: op {days} zou het kunnen, maar naast wat daar al staat, past het niet meer "
                "(B5, B6 en B8)."
            )
        if possible.none_left == (VisitRule.B2,):
            return self._no_time(due)
        asked = listed(f"{self._clause(rule, due)} ({_named(rule)})" for rule in possible.none_left)
        what = "dat aan alles voldoet" if len(possible.none_left) > 1 else "dat voldoet aan"
        return f"Ook zonder andere bezoeken is er geen moment {what}: {asked}."

    @cached_property
    def _facts(self) -> VisitFacts:
        return visit_facts(self.instance, self.placement, self.assessment)

    def _no_time(self, due: Due) -> str:
        settings, times = self.instance.settings, self.due.times[due]
        days = len(visiting_days(settings))
        if not days:
            return "Er is geen schooldag in de bezoekperiode (B2)."
        if (due.number - 1) * days // times == due.number * days // times:
            return f"Met {count(days, 'schooldag', 'schooldagen')} zijn er te weinig om er {times} te spreiden (B2)."
        lesson = isinstance(due, LessonVisit)
        hours, name = (settings.visit_hours, "Bezoekuren") if lesson else (settings.plg_hours, "PLG-uren")
        minutes = settings.visit_minutes if lesson else settings.plg_minutes
        return f"Het duurt {minutes} minuten en dat past niet in {hours} (B2, instelling {name})."

    def _clause(self, rule: VisitRule, due: Due) -> str:
        """What the rule asks, as something a moment must have."""
        trainers = (due.trainer,) if isinstance(due, LessonVisit) else self.due.gatherings[due.plg].trainers
        who = listed(self.instance.trainers[one].name for one in trainers)
        if rule is VisitRule.B3:
            if isinstance(due, PlgMeeting):
                return f"{self.instance.schools[self.due.gatherings[due.plg].school].name} is open"
            days = day_names(self.instance.students[due.student].days)
            return f"een stagedag ({days}) waarop student, school en mentor er zijn"
        if rule is VisitRule.B4:
            return listed(self._present(one) for one in trainers)
        if rule is VisitRule.B5:
            return f"tijd naast de WPA's van {who}, met de reis"
        if rule is VisitRule.B6:
            return "niet op de dag van het eigen WPA of tijdens een WPA in de klas"
        if rule is VisitRule.B7:
            return "vóór het WPA van de student"
        most = self.instance.settings.max_visits_per_day
        return f"hoogstens {most} WPA's, bezoeken en PLG's op een dag voor {who}"

    def _present(self, id: str) -> str:
        """Who must be there, with the days of work where those are not all."""
        trainer = self.instance.trainers[id]
        works = "" if len(trainer.days) >= len(Day) else f", die werkt op {day_names(trainer.days)},"
        return f"{trainer.name}{works} is er"


def _named(rule: VisitRule) -> str:
    """The rule, and the setting that somebody can change where it is one."""
    return f"{rule}, instelling Max bezoeken per dag" if rule is VisitRule.B8 else str(rule)
