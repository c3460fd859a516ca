"""When a visit could be: what each rule leaves by itself, and which rules leave nothing."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Day, DayPart, Willingness
from instances.domain.instance import Instance
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Booking
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitRule
from scheduler.checks.visits import PossibleMoments, possible_moments
from tests.builders import answer, away, mentor, slot, student, trainer
from tests.campaign.examples import counted, examples
from tests.checks.visits.visiting import (
    ALL_WEEK,
    IO,
    PLACED,
    PLG,
    SO,
    TUESDAY,
    WEDNESDAY,
    WPA,
    at,
    broken,
    june,
    norms,
    visits,
)  # fmt: skip

B2, B3, B4, B5, B6, B7, B8 = (VisitRule(f"B{number}") for number in range(2, 9))
TWO_DAYS = june(visit_period="8-6-2027 t/m 9-6-2027")
BEGINS = 20  # 08:30 to 13:15 by the quarter


def left(
    *more: object,
    of: LessonVisit | PlgMeeting = SO,
    wpas: Assessment | None = None,
    settings: Settings = TWO_DAYS,
) -> PossibleMoments:
    return possible_moments(visits(*more, settings=settings), PLACED, wpas or {}, of)


def test_without_anything_in_the_way_every_moment_is_left() -> None:
    found = left()
    assert found.none_left == ()
    assert len(found.moments) == 2 * BEGINS
    assert (found.moments[0], found.moments[-1]) == (at("08:30"), at("13:15", WEDNESDAY))
    assert set(found.left) == {B2, B3, B4, B5, B6, B7, B8}
    assert {len(moments) for moments in found.left.values()} == {2 * BEGINS}


def test_a_meeting_has_hours_of_its_own() -> None:
    found = left(of=PLG, settings=june(visit_period="8-6-2027", norms=norms(meetings=1)))
    assert (found.moments[0], found.moments[-1], len(found.moments)) == (at("08:30"), at("14:00"), 23)


@pytest.mark.parametrize(
    ("more", "rule", "days"),
    [
        ([student("ST1", days=frozenset({Day.WO}))], B3, {WEDNESDAY}),
        ([away("ST1", WEDNESDAY)], B3, {TUESDAY}),
        ([away("S1", TUESDAY)], B3, {WEDNESDAY}),
        ([mentor(days=frozenset({Day.DI}))], B3, {TUESDAY}),
        ([trainer("SO1", days=frozenset({Day.WO}))], B4, {WEDNESDAY}),
        ([away("SO1", TUESDAY)], B4, {WEDNESDAY}),
    ],
)
def test_each_rule_leaves_its_days(more: list[object], rule: VisitRule, days: set[date]) -> None:
    found = left(*more)
    assert {moment.day for moment in found.left[rule]} == days
    assert len(found.left[rule]) == len(found.moments) == BEGINS
    assert all(len(moments) == 2 * BEGINS for other, moments in found.left.items() if other is not rule)


def test_b4_leaves_a_half_day() -> None:
    found = left(answer("SO1", Willingness.NO, TUESDAY, DayPart.MORNING))
    assert found.moments[0] == at("12:00")


def test_b7_leaves_what_lies_before_the_wpa() -> None:
    wpas: Assessment = {"ST1": Booking("T2", "SO8")}  # Wednesday 11:00: until 09:15 there
    found = left(slot("T2", WEDNESDAY, "11:00", "12:00"), wpas=wpas)
    assert found.left[B7][-1] == at("09:15", WEDNESDAY)
    assert len(found.left[B7]) == BEGINS + 4
    assert {moment.day for moment in found.moments} == {TUESDAY}  # B6: not on the day itself
    assert len(left(slot("T2", WEDNESDAY, "11:00", "12:00"), wpas=wpas, of=IO).left[B7]) == 2 * BEGINS


def test_the_wpas_of_the_trainer_stand_where_they_are() -> None:
    # SO1 assesses at S2 on Tuesday 09:00-10:00: from 10:30 at S1
    found = left(wpas={"ST2": Booking("T1", "SO1")})
    assert (found.left[B5][0], len(found.left[B5])) == (at("10:30"), 12 + BEGINS)
    one = june(visit_period="8-6-2027", max_visits_per_day=1)
    assert left(wpas={"ST2": Booking("T1", "SO1")}, settings=one).none_left == (B8,)


@pytest.mark.parametrize(
    ("more", "settings", "wpas", "expected"),
    [
        ([], june(visit_period="12-6-2027 t/m 13-6-2027"), {}, (B2,)),
        ([], june(visit_period="", semester="najaar"), {}, (B2,)),
        ([], june(visit_minutes=391), {}, (B2,)),
        ([student("ST1", days=frozenset({Day.VR}))], TWO_DAYS, {}, (B3,)),
        ([away("SO1", TUESDAY, WEDNESDAY)], TWO_DAYS, {}, (B4,)),
        ([], june(visit_period="14-6-2027 t/m 18-6-2027"), WPA, (B7,)),
        ([], june(visit_period="8-6-2027"), WPA, (B6,)),
        ([away("ST1", TUESDAY), away("SO1", WEDNESDAY)], TWO_DAYS, {}, (B3, B4)),
        ([away("ST1", TUESDAY)], TWO_DAYS, WPA, (B7,)),
        ([away("ST1", TUESDAY), slot("T1", WEDNESDAY, "12:00", "13:00")], TWO_DAYS, WPA, (B3, B6)),
        ([away("SO1", TUESDAY, WEDNESDAY), student("ST1", days=frozenset({Day.VR}))], TWO_DAYS, {}, (B3,)),
    ],
)
def test_the_fewest_rules_that_leave_nothing_are_named(
    more: list[object], settings: Settings, wpas: Assessment, expected: tuple[VisitRule, ...]
) -> None:
    found = left(*more, settings=settings, wpas=wpas)
    assert (found.moments, found.none_left) == ((), expected)


def test_the_part_of_the_number_counts() -> None:
    own = june(norms=norms(so=2))
    first, last = (left(of=LessonVisit("SO1", "ST1", number), settings=own).moments for number in (1, 2))
    assert (first[-1].day, last[0].day) == (date(2027, 6, 15), date(2027, 6, 16))
    assert len(first) == len(last) == 11 * BEGINS


SHARED = {**PLACED, "ST3": "M1"}
HINDERING = {"ST1": Booking("T3", "SO8"), "ST2": Booking("T1", "SO1"), "ST3": Booking("T3", "SO1")}


@cache
def _left_by_hindrances() -> PossibleMoments:
    return possible_moments(_hindered(), SHARED, HINDERING, SO)


@cache
def _hindered() -> Instance:
    return visits(
        student("ST1", days=frozenset({Day.DI, Day.DO})),
        *(away("M1", date(2027, 6, 10)), answer("SO1", Willingness.NO, TUESDAY, DayPart.AFTERNOON)),
        slot("T3", date(2027, 6, 17), "10:00", "11:00"),
        student("ST3", days=ALL_WEEK),
    )


@given(day=st.dates(date(2027, 5, 30), date(2027, 7, 2)), begin=st.integers(0, 95))
@examples(120)
@counted
def test_a_moment_is_possible_exactly_where_the_verdict_breaks_nothing(day: date, begin: int) -> None:
    moment, found = Moment(day, 15 * begin), _left_by_hindrances()
    rules_broken = set(broken(_hindered(), {SO: moment}, HINDERING, SHARED))
    assert (moment in found.moments) == (not rules_broken)
    if B2 not in rules_broken:
        assert {rule for rule, moments in found.left.items() if moment not in moments} == rules_broken
