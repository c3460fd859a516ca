"""A small semester with visits, and what the checker says of it in one line. Knows no rule.

ST1 with M1 at S1 and ST2 with M2 at S2, both guided by SO1 and IO1; June 2027, one visit each, no meeting unless asked.
The schools are 20 minutes apart, S1 is 10 minutes from everybody's base and S2 25.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from instances.domain.entities import Day, Role
from instances.domain.instance import Instance
from instances.domain.norms import DEFAULT_NORMS, Norm
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Booking, Placement
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitRoster, VisitRule
from instances.visits.verdict import VisitVerdict
from scheduler.checks.visits import check_visits
from tests.builders import board, mentor, rules, school, semester, slot, student, tandem, trainer, travel

TUESDAY, WEDNESDAY, THURSDAY = date(2027, 6, 8), date(2027, 6, 9), date(2027, 6, 10)  # days without anything special
JUNE = "1-6-2027 t/m 30-6-2027"
ALL_WEEK = frozenset(Day)
PLACED: Placement = {"ST1": "M1", "ST2": "M2"}
SO, IO = LessonVisit("SO1", "ST1", 1), LessonVisit("IO1", "ST1", 1)
SO_2, IO_2 = LessonVisit("SO1", "ST2", 1), LessonVisit("IO1", "ST2", 1)
PLG = PlgMeeting("tandem:TA1", 1)
WPA: Assessment = {"ST1": Booking("T1", "SO8")}  # T1 is at 09:00-10:00 of the Tuesday


def norms(meetings: float = 0, so: float = 1, io: float = 1, so_travel: float = 100) -> Mapping[Norm, float]:
    """The norms with this many meetings and visits; too much travel for R5 unless a test says otherwise."""
    own = {Norm.PLG_SECOND: meetings, Norm.SO_VISITS: so, Norm.IO_VISITS: io, Norm.SO_TRAVEL: so_travel}
    return {**DEFAULT_NORMS, Norm.IO_TRAVEL: 100.0, **own}


def june(**over: Any) -> Settings:
    """Visits in June 2027."""
    return rules(**{"visit_period": JUNE, "semester": "2026-2027 S2", "norms": norms(), **over})


def visits(*more: object, settings: Settings | None = None) -> Instance:
    """The small semester; later records with the same id win, later journeys do not."""
    plain = (
        *(board(), school(), school("S2"), mentor(), mentor("M2", "S2")),
        *(student("ST1", days=ALL_WEEK), student("ST2", days=ALL_WEEK)),
        *(trainer("SO1"), trainer("IO1", Role.IO), trainer("SO8"), tandem(schools=("S1", "S2"))),
        slot("T1", TUESDAY),
        *(travel(who, "S1", 10) for who in ("SO1", "IO1", "SO8")),
        *(travel(who, "S2", 25) for who in ("SO1", "IO1", "SO8")),
        travel("S1", "S2", 20),
    )
    return semester(*plain, *more, settings=settings or june())


def at(clock: str, day: date = TUESDAY) -> Moment:
    """A moment by the clock."""
    hour, minute = clock.split(":")
    return Moment(day, int(hour) * 60 + int(minute))


def roster(moments: Mapping[LessonVisit | PlgMeeting, Moment]) -> VisitRoster:
    """Visits and meetings in one."""
    return VisitRoster(
        {what: moment for what, moment in moments.items() if isinstance(what, LessonVisit)},
        {what: moment for what, moment in moments.items() if isinstance(what, PlgMeeting)},
    )


def verdict(
    instance: Instance,
    moments: Mapping[LessonVisit | PlgMeeting, Moment],
    wpas: Assessment | None = None,
    placement: Placement = PLACED,
) -> VisitVerdict:
    """What the checker says."""
    return check_visits(instance, placement, wpas or {}, roster(moments))


def broken(
    instance: Instance,
    moments: Mapping[LessonVisit | PlgMeeting, Moment],
    wpas: Assessment | None = None,
    placement: Placement = PLACED,
) -> list[VisitRule]:
    """The rule of every violation."""
    return [fault.rule for fault in verdict(instance, moments, wpas, placement).broken]
