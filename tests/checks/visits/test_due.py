"""B1: what is due, how often, where and with whom; what is not due is refused, and nothing crashes on it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Role
from instances.domain.norms import Norm
from instances.domain.solution import Placement
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitRoster, VisitRule
from scheduler.checks.visiting.due import due_visits
from scheduler.checks.visits import check_visits, possible_moments
from tests.builders import mentor, school, student, tandem, trainer
from tests.campaign.examples import counted, examples
from tests.checks.visits.visiting import (
    IO,
    IO_2,
    PLACED,
    PLG,
    SO,
    SO_2,
    TUESDAY,
    WEDNESDAY,
    WPA,
    at,
    broken,
    june,
    norms,
    roster,
    verdict,
    visits,
)  # fmt: skip

B1 = VisitRule.B1


def test_b1_holds_for_all_that_is_due() -> None:
    plan = {SO: at("09:00"), SO_2: at("13:00"), IO: at("13:00", WEDNESDAY), IO_2: at("09:00", WEDNESDAY)}
    judged = verdict(visits(), plan)
    assert (judged.broken, judged.missing_lessons, judged.missing_meetings, judged.ok) == ((), (), (), True)


def test_b1_leaves_what_is_not_planned_on_a_list() -> None:
    judged = verdict(visits(settings=june(norms=norms(meetings=2))), {SO: at("09:00")})
    assert judged.broken == ()
    assert judged.missing_lessons == (IO, SO_2, IO_2)
    assert judged.missing_meetings == (PLG, PlgMeeting("tandem:TA1", 2))


@pytest.mark.parametrize(
    ("what", "about_whom", "reason"),
    [
        (LessonVisit("SO1", "ST9", 1), "van Opleider SO1 aan ST9", "de student staat niet in het werkboek"),
        (LessonVisit("SO9", "ST1", 1), "van SO9 aan Student ST1", "de opleider staat niet in het werkboek"),
        (LessonVisit("SO8", "ST1", 1), "Opleider SO8", "deze opleider begeleidt geen studenten op School S1"),
        (LessonVisit("SO1", "ST1", 2), "Lesbezoek 2", "volgens Normen is er 1 te plannen"),
        (LessonVisit("SO1", "ST1", 0), "Lesbezoek 0", "volgens Normen is er 1 te plannen"),
        (LessonVisit("SO1", "ST3", 1), "Student ST3", "de student is niet geplaatst"),
        (PlgMeeting("plg:Zuid", 1), "Bijeenkomst 1 van PLG plg:Zuid", "de PLG staat niet in het werkboek"),
        (PlgMeeting("tandem:TA1", 1), "Bijeenkomst 1 van PLG TA1", "zij heeft dit semester geen bijeenkomsten"),
    ],
)
def test_b1_is_broken_by_what_is_not_due(what: LessonVisit | PlgMeeting, about_whom: str, reason: str) -> None:
    instance = visits(student("ST3"))
    judged = verdict(instance, {what: at("09:00")})
    (fault,) = judged.broken
    assert fault.rule is B1
    assert about_whom in fault.text
    assert fault.text.endswith(f" staat in het rooster, maar {reason}.")
    assert set(judged.measures.values()) == {0}
    assert (judged.travel, judged.missing_lessons) == ({}, (SO, IO, SO_2, IO_2))


def test_b1_is_broken_by_a_mentor_nobody_knows() -> None:
    assert broken(visits(), {SO: at("09:00")}, placement={"ST1": "M9"}) == [B1]


def test_b1_is_broken_by_a_visit_at_a_school_without_tandem() -> None:
    instance = visits(school("S3"), mentor("M3", "S3"))
    (fault,) = verdict(instance, {SO: at("09:00")}, placement={"ST1": "M3"}).broken
    assert (fault.rule, fault.about) == (B1, ("SO1", "ST1"))
    assert "School S3 heeft geen tandem" in fault.text


@pytest.mark.parametrize(("so", "io", "expected"), [(2, 1, 3), (1.2, 0, 2), (0, 0, 0), (0.1, 0.1, 2)])
def test_a_figure_with_a_fraction_is_rounded_up(so: float, io: float, expected: int) -> None:
    due = due_visits(visits(settings=june(norms=norms(so=so, io=io))), {"ST1": "M1"})
    assert len(due) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, 3), (2, 2)])
def test_a_plg_meets_as_often_as_the_semester_asks(number: int, expected: int) -> None:
    own = {**norms(so=0, io=0), Norm.PLG_FIRST: 3.0, Norm.PLG_SECOND: 2.0}
    due = due_visits(visits(settings=june(norms=own, semester_number=number)), PLACED)
    assert [what.number for what in due] == [*range(1, expected + 1)]


@pytest.mark.parametrize(
    ("placement", "at_school", "who"),
    [
        ({"ST1": "M1"}, "S1", {"SO1", "IO1"}),
        ({"ST1": "M1", "ST2": "M4"}, "S1", {"SO1", "IO1", "SO2", "IO2"}),  # as many at S4: the first in the sheet
        ({"ST1": "M1", "ST2": "M4", "ST3": "M4"}, "S4", {"SO1", "IO1", "SO2", "IO2"}),
        ({"ST2": "M4"}, "S4", {"SO2", "IO2"}),
        ({"ST1": "M1", "ST2": "M5", "ST3": "M5"}, "S5", {"SO1", "IO1"}),  # S5 has no tandem
    ],
)
def test_a_plg_of_two_tandems_meets_where_most_students_are(
    placement: Placement, at_school: str, who: set[str]
) -> None:
    instance = visits(
        *(school("S1", plg="Noord"), school("S4", plg="Noord"), school("S5", plg="Noord")),
        *(mentor("M4", "S4"), mentor("M5", "S5"), student("ST3"), trainer("SO2"), trainer("IO2", Role.IO)),
        tandem("TA2", "SO2", "IO2", ("S4",)),
        settings=june(norms=norms(meetings=1, so=0, io=0)),
    )
    (meeting,) = due_visits(instance, placement).values()
    assert meeting.what == PlgMeeting("plg:Noord", 1)
    assert (meeting.school.id, {one.id for one in meeting.trainers}) == (at_school, who)
    assert {one.id for one in meeting.students} == set(placement)


def test_a_plg_without_tandem_does_not_meet() -> None:
    instance = visits(school("S5", plg="Noord"), mentor("M5", "S5"), settings=june(norms=norms(meetings=1)))
    assert due_visits(instance, {"ST1": "M5"}) == {}


def test_a_plg_after_one_without_tandem_meets() -> None:
    instance = visits(
        *(school("S1", plg="Noord"), school("S2", plg="Zuid"), tandem(schools=("S2",))),
        settings=june(norms=norms(meetings=1, so=0, io=0)),
    )
    assert [*due_visits(instance, PLACED)] == [PlgMeeting("plg:Zuid", 1)]


def test_b1_is_broken_by_a_meeting_too_many() -> None:
    own = june(norms=norms(meetings=2))
    (fault,) = verdict(visits(settings=own), {PlgMeeting("tandem:TA1", 3): at("09:00")}).broken
    assert (fault.rule, fault.about) == (B1, ("tandem:TA1",))
    assert fault.text == "Bijeenkomst 3 van PLG TA1 staat in het rooster, maar volgens Normen zijn er 2 te plannen."


LESSONS = st.builds(
    LessonVisit,
    st.sampled_from(["SO1", "IO1", "SO8", "SO9", ""]),
    st.sampled_from(["ST1", "ST2", "ST3", "ST9", ""]),
    st.integers(-1, 3),
)
MEETINGS = st.builds(PlgMeeting, st.sampled_from(["tandem:TA1", "plg:Zuid", ""]), st.integers(-1, 3))
ODD_MOMENTS = st.builds(Moment, st.one_of(st.dates(), st.just(TUESDAY), st.just(date.max)), st.integers(-2000, 4000))


@given(
    lessons=st.dictionaries(LESSONS, ODD_MOMENTS, max_size=6),
    meetings=st.dictionaries(MEETINGS, ODD_MOMENTS, max_size=3),
    period=st.sampled_from(["", "1-6-2027 t/m 30-6-2027", "1-6-2027; 3-6-2027", "geen"]),
    semester=st.sampled_from(["", "2026-2027", "2026-2027 S2"]),
)
@examples(60)
@counted
def test_nothing_crashes_on_an_odd_roster(
    lessons: dict[LessonVisit, Moment], meetings: dict[PlgMeeting, Moment], period: str, semester: str
) -> None:
    instance = visits(settings=june(norms=norms(meetings=2), visit_period=period, semester=semester))
    odd = {**WPA, "ST9": WPA["ST1"]}
    judged = check_visits(instance, {**PLACED, "ST8": "M1", "ST3": "M9"}, odd, VisitRoster(lessons, meetings))
    due = due_visits(instance, PLACED)
    assert sum(fault.rule is B1 for fault in judged.broken) == sum(what not in due for what in [*lessons, *meetings])
    assert len(judged.missing_lessons) == 4 - sum(what in due for what in lessons)
    assert all(fault.text.endswith(".") and fault.about for fault in judged.broken)


def test_what_is_not_due_could_be_at_no_moment() -> None:
    left = possible_moments(visits(), PLACED, {}, LessonVisit("SO9", "ST1", 1))
    assert (left.moments, left.none_left) == ((), (B1,))


def test_the_verdict_counts_the_same_for_any_order_of_the_roster() -> None:
    instance = visits()
    plan = {SO: at("09:00"), IO: at("09:00"), SO_2: at("09:00")}
    other = dict(reversed(plan.items()))
    assert check_visits(instance, PLACED, {}, roster(plan)) == check_visits(instance, PLACED, {}, roster(other))
