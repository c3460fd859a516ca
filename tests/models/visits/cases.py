"""Tiny semesters in which a rule or wish about visits bites. Asserts nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from instances.domain.entities import Day, Role
from instances.domain.instance import Instance
from instances.domain.norms import DEFAULT_NORMS, Norm
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Placement
from instances.visits.roster import VisitRoster
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.settings import SearchSettings
from models.visits.search import PlannedVisits, plan_visits
from tests.builders import board, mentor, rules, school, semester, student, tandem, trainer

MONDAY, TUESDAY, WEDNESDAY = date(2027, 5, 31), date(2027, 6, 1), date(2027, 6, 2)
ALL_WEEK = frozenset(Day)


def short(period: str = "31-5-2027 t/m 1-6-2027", so: int = 1, io: int = 0, plg: int = 0, **over: Any) -> Settings:
    """Two days with few moments: visits of an hour from nine to noon."""
    norms = {**DEFAULT_NORMS, Norm.SO_VISITS: so, Norm.IO_VISITS: io, Norm.PLG_SECOND: plg}
    given: dict[str, Any] = {
        "semester": "2026-2027 S2", "visit_period": period, "visit_hours": "9:00-11:00",
        "plg_hours": "9:00-12:00", "visit_minutes": 60, "plg_minutes": 60, "norms": norms,
    }  # fmt: skip
    return rules(**{**given, **over})


def visited(*records: object, settings: Settings | None = None) -> Instance:
    """One tandem with two schools and two students, who come all week."""
    plain: list[Any] = [
        board(), school("S1"), school("S2"), mentor("M1"), mentor("M2", "S2"), tandem(schools=("S1", "S2")),
        trainer("SO1"), trainer("IO1", Role.IO), student("ST1", days=ALL_WEEK), student("ST2", days=ALL_WEEK),
    ]  # fmt: skip
    return semester(*plain, *records, settings=settings or short())


PLACED: Placement = {"ST1": "M1", "ST2": "M2"}
NO_WPAS: Assessment = {}


def planned(
    instance: Instance,
    placement: Placement = PLACED,
    assessment: Assessment = NO_WPAS,
    seconds: float = 20.0,
    seed: int = 0,
    reproducible: bool = False,
    previous: VisitRoster | None = None,
) -> PlannedVisits:
    """Plan here and now."""
    control = Control.of(SearchSettings(seconds, seed, 1, reproducible))
    return plan_visits(instance, placement, assessment, control, InlineExecutor, previous)
