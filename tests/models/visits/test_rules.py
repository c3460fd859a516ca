"""Each rule about visits in a case in which it bites, beside the neighbour that must stay allowed."""

from __future__ import annotations

from typing import Any

import pytest

from instances.domain.entities import Day, DayPart, Role, Willingness
from instances.domain.solution import Assessment, Booking
from instances.visits.roster import LessonVisit
from tests.builders import answer, away, board, duo, mentor, school, semester, slot, student, tandem, trainer, travel
from tests.models.visits.cases import ALL_WEEK, MONDAY, TUESDAY, WEDNESDAY, planned, short, visited
from tests.models.visits.oracle import VisitOracle

ONE_DAY = "31-5-2027"
TWO_DAYS = "31-5-2027 t/m 1-6-2027"
ALONE = {"ST1": "M1"}
BOTH = {"ST1": "M1", "ST2": "M2"}
NO: Assessment = {}
ON_MONDAY: Assessment = {"ST1": Booking("T1", "SO9")}
BUSY: Assessment = {"ST2": Booking("T1", "SO1")}
LEFT, RIGHT = duo(mentor("M1", days=frozenset({Day.DI})), mentor("M3"))
APART = (tandem(schools=("S2",)), tandem("TA2", "SO2", "IO1", ("S1",)), trainer("SO2"))


def wpa(begin: str = "09:00", end: str = "10:00", day: Any = MONDAY) -> tuple[Any, ...]:
    return (slot("T1", day, begin, end), trainer("SO9"))


CASES: list[tuple[str, list[Any], dict[str, Any], dict[str, str], Assessment, int]] = [
    ("B2 a day outside the period", [], {"period": "5-6-2027"}, ALONE, NO, 0),
    ("B2 too few days for the parts", [], {"period": ONE_DAY, "so": 2}, ALONE, NO, 1),
    ("B2 a part for each", [], {"period": TWO_DAYS, "so": 2}, ALONE, NO, 2),
    ("B2 longer than the hours", [], {"visit_hours": "9:00-9:45"}, ALONE, NO, 0),
    ("B2 just within the hours", [], {"visit_hours": "8:50-10:00"}, ALONE, NO, 1),
    ("B3 no stage day", [student("ST1", days=frozenset({Day.WO}))], {}, ALONE, NO, 0),
    ("B3 the student is away", [away("ST1", MONDAY, TUESDAY)], {}, ALONE, NO, 0),
    ("B3 the school is away", [away("S1", MONDAY, TUESDAY)], {}, ALONE, NO, 0),
    ("B3 the mentor is away", [away("M1", MONDAY, TUESDAY)], {}, ALONE, NO, 0),
    ("B3 the duo mentor is there", [LEFT, RIGHT, away("M1", MONDAY, TUESDAY)], {}, ALONE, NO, 1),
    ("B3 a meeting at a closed school", [away("S1", MONDAY, TUESDAY)], {"so": 0, "plg": 1}, ALONE, NO, 0),
    ("B4 the trainer says no", [answer("SO1", Willingness.NO, MONDAY)], {"period": ONE_DAY}, ALONE, NO, 0),
    ("B4 no in the afternoon", [answer("SO1", Willingness.NO, MONDAY, DayPart.AFTERNOON)], {"period": ONE_DAY},
     ALONE, NO, 1),
    ("B4 rather not is not no", [answer("SO1", Willingness.RATHER_NOT, MONDAY)], {"period": ONE_DAY}, ALONE, NO, 1),
    ("B4 a yes elsewhere among the slots", [answer("SO1", Willingness.YES, TUESDAY), *wpa(), slot("T2", TUESDAY)],
     {"period": ONE_DAY}, ALONE, NO, 0),
    ("B4 a yes elsewhere, outside the slots", [answer("SO1", Willingness.YES, TUESDAY), slot("T2", TUESDAY)],
     {"period": ONE_DAY}, ALONE, NO, 1),
    ("B4 no working day", [trainer("SO1", days=frozenset({Day.WO}))], {}, ALONE, NO, 0),
    ("B4 one of two at a meeting", [away("IO1", MONDAY, TUESDAY)], {"so": 0, "plg": 1}, ALONE, NO, 0),
    ("B5 no time to travel after a WPA", [*wpa(), travel("S1", "S2", 60)], {"period": ONE_DAY}, BOTH, BUSY, 0),
    ("B5 time to travel after a WPA", [*wpa("08:00", "09:00"), travel("S1", "S2", 45)], {"period": ONE_DAY},
     BOTH, BUSY, 1),
    ("B5 no time between two visits", [travel("S1", "S2", 5)], {"period": ONE_DAY}, BOTH, NO, 1),
    ("B5 time between two visits", [travel("S1", "S2", 5)], {"period": ONE_DAY, "visit_hours": "9:00-11:15"},
     BOTH, NO, 2),
    ("B6 one visit a day", [], {"period": ONE_DAY, "io": 1}, ALONE, NO, 1),
    ("B6 two visits on two days", [], {"period": TWO_DAYS, "io": 1}, ALONE, NO, 2),
    ("B6 none on the day of the WPA", wpa("13:00", "14:00"), {"period": ONE_DAY, "so": 0, "io": 1},
     ALONE, ON_MONDAY, 0),
    ("B6 a class has one at once", [], {"period": ONE_DAY, "io": 1, "visit_hours": "9:00-10:00"},
     {"ST1": "M1", "ST2": "M1"}, NO, 1),
    ("B6 two classes at once", [mentor("M3")], {"period": ONE_DAY, "io": 1, "visit_hours": "9:00-10:00"},
     {"ST1": "M1", "ST2": "M3"}, NO, 2),
    ("B7 not after the WPA", wpa("13:00", "14:00"), {"period": TWO_DAYS}, ALONE, ON_MONDAY, 0),
    ("B7 before the WPA", wpa("13:00", "14:00", WEDNESDAY), {"period": TWO_DAYS}, ALONE, ON_MONDAY, 1),
    ("B7 says nothing of the IO", wpa("13:00", "14:00"), {"period": TWO_DAYS, "so": 0, "io": 1}, ALONE, ON_MONDAY, 1),
    ("B8 a full day", [], {"period": ONE_DAY, "max_visits_per_day": 1, "visit_hours": "9:00-12:00"}, BOTH, NO, 1),
    ("B8 room on the day", [], {"period": ONE_DAY, "max_visits_per_day": 2, "visit_hours": "9:00-12:00"}, BOTH, NO, 2),
    ("B8 WPAs fill the day", [*wpa("13:00", "14:00")], {"period": ONE_DAY, "max_visits_per_day": 1}, BOTH, BUSY, 0),
    ("B5 also mentor of a class that is visited", [*APART, trainer("SO1", also_mentor="M1")],
     {"period": ONE_DAY, "visit_hours": "9:00-10:00"}, BOTH, NO, 1),
    ("B5 mentor of nobody", [*APART], {"period": ONE_DAY, "visit_hours": "9:00-10:00"}, BOTH, NO, 2),
]  # fmt: skip


@pytest.mark.parametrize(("records", "settings", "placement", "assessment", "count"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_as_many_are_planned_as_the_rules_allow(
    records: list[Any], settings: dict[str, Any], placement: dict[str, str], assessment: Assessment, count: int
) -> None:
    instance = visited(*records, settings=short(**settings))
    found = planned(instance, placement, assessment)
    assert found.roster.count == count == found.proof.count_bound
    assert VisitOracle(instance, placement, assessment).broken(found.roster) == []


def test_a_visit_joins_the_journey_of_a_wpa() -> None:
    """On Monday the SO is at the school for a WPA anyway; that student can have no visit before it."""
    instance = visited(slot("T1", MONDAY, "10:00", "11:00"), trainer("SO9"), student("ST3", days=ALL_WEEK))
    placement, assessment = {"ST1": "M1", "ST3": "M1"}, {"ST3": Booking("T1", "SO1")}
    found = planned(instance, placement, assessment)
    assert found.roster.lessons[LessonVisit("SO1", "ST1", 1)].day == MONDAY
    assert (found.roster.count, found.cost, found.proof.cost_bound) == (1, 0, 0)


def test_schools_that_are_near_each_other_share_a_day() -> None:
    """Apart the two visits would take twice 80 minutes."""
    instance = semester(
        board(), school("S1"), school("S2"), mentor("M1"), mentor("M2", "S2"), tandem(schools=("S1", "S2")),
        trainer("SO1"), trainer("IO1", Role.IO), student("ST1", days=ALL_WEEK), student("ST2", days=ALL_WEEK),
        travel("SO1", "S1", 40), travel("SO1", "S2", 40), travel("S1", "S2", 5),
        settings=short(visit_hours="9:00-12:00"),
    )  # fmt: skip
    found = planned(instance, BOTH)
    assert len({moment.day for moment in found.roster.lessons.values()}) == 1
    assert (found.cost, found.proof.cost_bound) == (85, 85)
