"""What is due on a placement: how often, with whom and where."""

from __future__ import annotations

import pytest

from instances.domain.entities import Role
from instances.domain.norms import DEFAULT_NORMS, Norm
from instances.visits.due import due_visits, travel_norm
from instances.visits.roster import LessonVisit, PlgMeeting
from tests.builders import board, mentor, rules, school, semester, student, tandem, trainer

NORMS = {**DEFAULT_NORMS, Norm.SO_VISITS: 1.5, Norm.IO_VISITS: 1, Norm.PLG_SECOND: 2, Norm.PLG_FIRST: 3}
RECORDS = (
    board(), school("S0"), school("S1", plg="Noord"), school("S2", plg="Noord"), school("S3", plg="Noord"),
    mentor("M1"), mentor("M2", "S2"), mentor("M3", "S3"), mentor("M4", "S0"), mentor("M5", "S2"),
    tandem("TA1", schools=("S1",)), tandem("TA2", "SO2", "IO1", ("S2",)), trainer("IO1", Role.IO), trainer("SO2"),
    trainer("SO1"), *(student(f"ST{number}") for number in range(1, 6)),
)  # fmt: skip


def test_a_fraction_of_a_visit_is_a_visit_and_a_school_without_tandem_has_none() -> None:
    due = due_visits(semester(*RECORDS, settings=rules(norms=NORMS)), {"ST1": "M1", "ST4": "M4"})
    assert due.lessons == (LessonVisit("SO1", "ST1", 1), LessonVisit("SO1", "ST1", 2), LessonVisit("IO1", "ST1", 1))
    assert [due.by_so[visit] for visit in due.lessons] == [True, True, False]
    assert due.times[due.lessons[0]] == 2


@pytest.mark.parametrize(("number", "meetings"), [(1, 3), (2, 2)])
def test_a_plg_meets_as_often_as_the_semester_says(number: int, meetings: int) -> None:
    instance = semester(*RECORDS, settings=rules(norms=NORMS, semester_number=number))
    due = due_visits(instance, {"ST1": "M1"})
    assert due.meetings == tuple(PlgMeeting("plg:Noord", one) for one in range(1, meetings + 1))


def test_a_plg_meets_where_most_are_with_the_trainers_of_those_who_are_guided() -> None:
    """S3 has no tandem; of S1 and S3 with as many students the first in the sheet counts."""
    instance = semester(*RECORDS, settings=rules(norms=NORMS))
    even = due_visits(instance, {"ST1": "M1", "ST3": "M3"}).gatherings["plg:Noord"]
    assert (even.school, even.trainers, even.students) == ("S1", ("IO1", "SO1"), ("ST1", "ST3"))
    most = due_visits(instance, {"ST1": "M1", "ST2": "M2", "ST5": "M5"}).gatherings["plg:Noord"]
    assert (most.school, most.trainers) == ("S2", ("IO1", "SO2", "SO1"))
    assert due_visits(instance, {"ST3": "M3"}).gatherings == {}


def test_the_norm_for_travel_is_that_of_the_role_in_half_a_year() -> None:
    instance = semester(*RECORDS, settings=rules(norms={**NORMS, Norm.SO_TRAVEL: 7.51, Norm.IO_TRAVEL: 2.5}))
    assert (travel_norm(instance, "SO1"), travel_norm(instance, "IO1")) == (225, 75)
