"""Why a visit is not planned: the fewest rules that leave no moment, in words of the office."""

from __future__ import annotations

from typing import Any

import pytest

from instances.domain.entities import Willingness
from instances.domain.solution import Assessment, Booking
from instances.visits.roster import LessonVisit, PlgMeeting
from scheduler.reasons.visits import VisitReasons
from tests.builders import answer, away, slot, trainer
from tests.models.visits.cases import MONDAY, PLACED, TUESDAY, short, visited

VISIT, MEETING = LessonVisit("SO1", "ST1", 1), PlgMeeting("tandem:TA1", 1)
WPA: Assessment = {"ST1": Booking("T1", "SO9")}
HELD = (slot("T1", MONDAY, "13:00", "14:00"), trainer("SO9"))
CASES: list[tuple[list[Any], dict[str, Any], Assessment, object, list[str]]] = [
    ([], {"visit_hours": "9:00-9:45"}, {}, VISIT, ["60 minuten", "9:00-9:45", "(B2, instelling Bezoekuren)"]),
    ([], {"period": "5-6-2027"}, {}, VISIT, ["geen schooldag", "(B2)"]),
    ([], {"period": "31-5-2027", "so": 2}, {}, VISIT, ["1 schooldag", "2 te spreiden", "(B2)"]),
    ([away("ST1", MONDAY, TUESDAY)], {}, {}, VISIT, ["stagedag (", "(B3)"]),
    ([away("S1", MONDAY, TUESDAY)], {"so": 0, "plg": 1}, {}, MEETING, ["School S1 is open (B3)"]),
    ([away("IO1", MONDAY, TUESDAY)], {"so": 0, "plg": 1}, {}, MEETING, ["Opleider SO1 is er en", "is er (B4)"]),
    ([answer("SO1", Willingness.NO, MONDAY), away("ST1", TUESDAY)], {}, {}, VISIT, ["(B3)", "(B4)"]),
    ([*HELD], {}, WPA, VISIT, ["(B6)", "(B7)"]),
    ([], {"max_visits_per_day": 0}, {}, VISIT, ["hoogstens 0", "(B8, instelling Max bezoeken per dag)"]),
    ([], {}, {}, VISIT, ["Alle momenten zijn bezet", "2 dagen"]),
]


@pytest.mark.parametrize(("records", "settings", "assessment", "due", "words"), CASES)
def test_the_reason_names_the_rules(
    records: list[Any],
    settings: dict[str, Any],
    assessment: Assessment,
    due: LessonVisit | PlgMeeting,
    words: list[str],
) -> None:
    instance = visited(*records, settings=short(**settings))
    told = VisitReasons.of(instance, PLACED, assessment).reason(due)
    assert [word for word in words if word not in told] == []
    assert told.endswith(".")
