"""Why a visit or meeting is not planned: the first rule that leaves no moment when nothing else is planned, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.instance import Instance
from instances.dutch.dates import day_names, long_date
from instances.dutch.lists import listed
from instances.dutch.numbers import count
from instances.visits.roster import LessonVisit, PlgMeeting, VisitRule
from models.visits.moments import NARROWING, VisitMoments

Due = LessonVisit | PlgMeeting


class VisitReasons:
    """Answers for one semester."""

    def __init__(self, moments: VisitMoments) -> None:
        """Nothing is looked at yet.

        Args:
            moments: When each visit could be.
        """
        self._moments = moments

    @property
    def _instance(self) -> Instance:
        return self._moments.instance

    def reason(self, due: Due) -> str:
        """Say why something is not planned.

        Args:
            due: A visit or meeting that is not planned.

        Returns:
            A sentence that names the rule, or says that every moment is taken.
        """
        counted: list[VisitRule] = []
        for rule in NARROWING:
            counted.append(rule)
            if not self._days(due, counted):
                return _WORDS[rule](self, due)
        reached = [
            number
            for number in self._days(due, NARROWING)
            if any(self._moments.is_reached(due, number, start) for start in self._moments.starts(due, number))
        ]
        if not reached:
            return self._no_journey(due)
        return (
            f"Alle momenten zijn bezet: op {count(len(reached), 'dag', 'dagen')} zou het kunnen, maar daar passen al "
            "geplande WPA's, bezoeken en bijeenkomsten niet meer bij (B5, B6 en B8)."
        )

    def _days(self, due: Due, rules: Iterable[VisitRule]) -> list[int]:
        counted = tuple(rules)
        return [number for number in range(len(self._moments.days)) if self._moments.starts(due, number, counted)]

    def _who(self, due: Due) -> str:
        return listed(self._instance.trainers[who].name for who in self._moments.trainers(due))

    def _no_time(self, due: Due) -> str:
        moments, settings = self._moments, self._instance.settings
        if not moments.days:
            return "Er is geen schooldag in de bezoekperiode (B2)."
        in_part = [n for n, day in enumerate(moments.days) if moments.in_its_part(due, n, day)]
        if not in_part:
            return f"Er zijn te weinig schooldagen om er {moments.due.times[due]} over te verdelen (B2)."
        lesson = isinstance(due, LessonVisit)
        hours, name = (settings.visit_hours, "Bezoekuren") if lesson else (settings.plg_hours, "PLG-uren")
        return f"In {hours} past het niet: het duurt {moments.minutes(due)} minuten (B2, instelling {name})."

    def _nobody_there(self, due: Due) -> str:
        if isinstance(due, PlgMeeting):
            school = self._instance.schools[self._moments.school(due)].name
            return f"{school}, waar de PLG samenkomt, is op alle dagen dat het kan afwezig (B3)."
        days = day_names(self._instance.students[due.student].days)
        return f"Op geen stagedag ({days}) die meetelt, zijn student, school en mentor er alle drie (B3)."

    def _no_trainer(self, due: Due) -> str:
        if len(self._moments.trainers(due)) > 1:
            return f"Er is geen dagdeel waarop {self._who(due)} er allemaal zijn (B4)."
        return f"Op de dagen dat het kan, is {self._who(due)} er niet (B4)."

    def _too_late(self, due: Due) -> str:
        return f"Het bezoek moet vóór het WPA komen, en op de dagen daarvoor kan het niet{self._wpa_day(due)} (B7)."

    def _wpa_day(self, due: Due) -> str:
        day = None if isinstance(due, PlgMeeting) else self._moments.wpa_day(due.student)
        return "" if day is None else f": het WPA is op {long_date(day)}"

    def _day_is_full(self, due: Due) -> str:
        most = self._instance.settings.max_visits_per_day
        return f"Op de dagen dat het kan, heeft {self._who(due)} al {most} of meer WPA's (B8)."

    def _class_is_busy(self, due: Due) -> str:
        return "Op de momenten dat het kan, heeft de student of de klas een WPA (B6)."

    def _during_wpas(self, due: Due) -> str:
        return f"Op de momenten dat het kan, is er een WPA waar {self._who(due)} bij moet zijn (B5)."

    def _no_journey(self, due: Due) -> str:
        return f"Naast de WPA's van die dagen is er voor {self._who(due)} geen tijd om te reizen (B5)."


_WORDS = {
    VisitRule.B2: VisitReasons._no_time,
    VisitRule.B3: VisitReasons._nobody_there,
    VisitRule.B4: VisitReasons._no_trainer,
    VisitRule.B5: VisitReasons._during_wpas,
    VisitRule.B6: VisitReasons._class_is_busy,
    VisitRule.B7: VisitReasons._too_late,
    VisitRule.B8: VisitReasons._day_is_full,
}
