"""R1 to R6, each counted by hand in the test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Availability, Day, DayPart, Role, Vehicle, Willingness
from instances.domain.instance import Instance
from instances.domain.norms import DEFAULT_NORMS, Norm
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Booking, Placement
from instances.visits.roster import VISIT_WISHES, LessonVisit, Moment, PlgMeeting, VisitWish
from scheduler.checks.visits import check_visits
from tests.builders import answer, away, mentor, school, slot, student, tandem, trainer, travel
from tests.campaign.examples import counted, examples
from tests.checks.visits.visiting import (
    ALL_WEEK,
    IO,
    PLACED,
    PLG,
    SO,
    SO_2,
    TUESDAY,
    WEDNESDAY,
    at,
    june,
    norms,
    roster,
    verdict,
    visits,
)  # fmt: skip

R1, R2, R3, R4, R5, R6 = VisitWish
MEASURED = (R1, R2, R3, R4, R5)  # without an earlier plan
MEETING = june(norms=norms(meetings=1))
SO_3 = LessonVisit("SO1", "ST3", 1)
ALL_THREE: Placement = {**PLACED, "ST3": "M3"}


def three(*more: object, settings: Settings | None = None) -> Instance:
    """With ST3 in another class at S1, and a slot T2 at 13:00-14:00."""
    extra = (student("ST3", days=ALL_WEEK), mentor("M3"), slot("T2", TUESDAY, "13:00", "14:00"))
    return visits(*extra, *more, settings=settings)


def measured(
    wish: VisitWish,
    instance: Instance,
    plan: dict[LessonVisit | PlgMeeting, Moment],
    wpas: Assessment | None = None,
    placement: Placement = PLACED,
) -> int:
    return verdict(instance, plan, wpas, placement).measures[wish]


def test_nothing_costs_nothing() -> None:
    judged = verdict(visits(), {}, {"ST1": Booking("T1", "SO1")})
    assert (judged.measures, judged.cost) == (dict.fromkeys(MEASURED, 0), 0)


def test_r1_counts_the_tour_of_a_day() -> None:
    # S1 and back 10 + 10, S2 and back 25 + 25; both in one tour 10 + 20 + 25
    assert measured(R1, visits(), {SO: at("09:00")}) == 20
    assert measured(R1, visits(), {SO: at("09:00"), SO_2: at("12:00")}) == 55
    assert measured(R1, visits(), {SO: at("09:00"), SO_2: at("12:00", WEDNESDAY)}) == 70
    # S1, S2, S1: 10 + 20 + 20 + 10
    plan = {SO: at("08:30"), SO_2: at("10:45"), SO_3: at("13:00")}
    assert measured(R1, three(), plan, placement=ALL_THREE) == 60


def test_r1_counts_a_school_twice_in_a_row_once() -> None:
    assert measured(R1, three(), {SO: at("08:30"), SO_3: at("10:15")}, placement=ALL_THREE) == 20


def test_r1_counts_only_what_comes_on_top_of_the_wpas() -> None:
    # a WPA at S1 is 20 by itself; S2 after it makes 55 of it
    wpas = {"ST3": Booking("T1", "SO1")}
    assert measured(R1, three(), {SO: at("10:00")}, wpas, ALL_THREE) == 0
    assert measured(R1, three(), {SO_2: at("10:30")}, wpas, ALL_THREE) == 35
    assert measured(R1, three(), {SO_2: at("10:30", WEDNESDAY)}, wpas, ALL_THREE) == 50
    assert measured(R1, three(), {IO: at("10:00")}, wpas, ALL_THREE) == 20  # the WPA is not of the IO


def test_r1_may_fall_below_nothing() -> None:
    # WPAs at S1 and S3 are 100 apart, by way of S2 20 + 5
    far = (school("S3"), mentor("M3", "S3"), travel("S1", "S3", 100), travel("S2", "S3", 5))
    wpas = {"ST1": Booking("T1", "SO1"), "ST3": Booking("T2", "SO1")}
    assert measured(R1, three(*far), {SO_2: at("10:30")}, wpas, ALL_THREE) == 25 - 100


def test_r1_counts_a_meeting_for_everybody_there() -> None:
    assert measured(R1, visits(settings=MEETING), {PLG: at("09:00")}) == 2 * 20


def test_r1_takes_the_norm_where_no_journey_is_known() -> None:
    instance = visits(trainer("SO1", vehicle=Vehicle.FIETS, point=None), school("S3", point=None), mentor("M3", "S3"))
    lost = visits(
        *(school("S3", point=None), mentor("M3", "S3"), student("ST3", days=ALL_WEEK)),
        tandem(schools=("S1", "S2", "S3")),
    )
    assert measured(R1, instance, {SO: at("09:00")}) == 20  # a row without vehicle is for all
    # base to S3 15, S3 to S1 15, S1 to base 10
    assert measured(R1, lost, {SO_3: at("08:30"), SO: at("11:00")}, placement=ALL_THREE) == 40


def test_travel_and_what_is_saved_are_told_by_trainer() -> None:
    judged = verdict(visits(settings=MEETING), {SO: at("08:30"), SO_2: at("10:45"), PLG: at("13:30")})
    # SO1: 10, 20, 20, 10 in one tour; alone 20, 50 and 20. IO1: the meeting
    assert judged.travel == {"SO1": 60, "IO1": 20}
    assert judged.alone == {"SO1": 90, "IO1": 20}
    assert judged.saved == {"SO1": 30, "IO1": 0}


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ([], 0),
        ([student("ST1", days=frozenset({Day.MA}))], 1),
        ([student("ST1", days=frozenset({Day.MA})), away("ST1", TUESDAY)], 1),
        ([student("ST1", days=frozenset({Day.MA})), away("ST2", TUESDAY)], 2),
        ([away("ST1", WEDNESDAY)], 0),
        ([student("ST9", days=frozenset({Day.MA}))], 0),  # not placed
    ],
)
def test_r2_counts_students_who_are_not_there(more: list[object], missing: int) -> None:
    assert measured(R2, visits(*more, settings=MEETING), {PLG: at("09:00")}) == missing


def test_r2_counts_students_at_a_school_without_tandem_and_each_meeting() -> None:
    instance = visits(
        *(school("S1", plg="Noord"), school("S3", plg="Noord"), mentor("M3", "S3")),
        student("ST3", days=frozenset({Day.MA})),
        settings=june(norms=norms(meetings=2)),
    )
    plan = {PlgMeeting("plg:Noord", 1): at("09:00"), PlgMeeting("plg:Noord", 2): at("09:00", WEDNESDAY)}
    assert measured(R2, instance, plan, placement={"ST1": "M1", "ST3": "M3"}) == 2
    assert measured(R2, instance, {SO: at("09:00")}, placement={"ST1": "M1", "ST3": "M3"}) == 0


RATHER_NOT = Willingness.RATHER_NOT


@pytest.mark.parametrize(
    ("rows", "lesson", "meeting"),
    [
        ([answer("SO1", RATHER_NOT, TUESDAY)], 1, 1),
        ([answer("SO1", RATHER_NOT, TUESDAY), answer("IO1", RATHER_NOT, TUESDAY)], 1, 2),
        ([Availability("SO1", TUESDAY, DayPart.MORNING, RATHER_NOT)], 0, 0),
        ([Availability("SO1", TUESDAY, DayPart.AFTERNOON, RATHER_NOT)], 1, 1),
        ([answer("SO1", Willingness.YES, TUESDAY), answer("SO8", RATHER_NOT, TUESDAY)], 0, 0),
        ([answer("SO1", RATHER_NOT, WEDNESDAY)], 0, 0),
    ],
)
def test_r3_counts_half_days_that_suit_less(rows: list[object], lesson: int, meeting: int) -> None:
    instance = visits(*rows, settings=MEETING)
    assert measured(R3, instance, {SO: at("12:00")}) == lesson
    assert measured(R3, instance, {PLG: at("12:00")}) == meeting


@pytest.mark.parametrize(
    ("clock", "quarters"), [("10:15", 0), ("10:45", 0), ("11:00", 1), ("11:15", 2), ("13:15", 10), ("09:45", 0)]
)
def test_r4_counts_quarters_above_half_an_hour(clock: str, quarters: int) -> None:
    # from 10:15, at the same school
    assert measured(R4, three(), {SO: at("08:30"), SO_3: at(clock)}, placement=ALL_THREE) == quarters


@pytest.mark.parametrize(("clock", "quarters"), [("11:00", 0), ("11:15", 0), ("11:30", 1)])
def test_r4_takes_the_journey_off(clock: str, quarters: int) -> None:
    # 10:15 to 11:15 is 60 minutes, less 20 on the road and 30 free: 10; a quarter more makes 25, one quarter
    assert measured(R4, visits(), {SO: at("08:30"), SO_2: at(clock)}) == quarters


def test_r4_counts_less_where_a_visit_fills_a_wait() -> None:
    # WPAs of SO1 at 09:00-10:00 and 13:00-14:00 at S1: 180 less 30 is 10 quarters
    wpas = {"ST1": Booking("T1", "SO1"), "ST3": Booking("T2", "SO1")}
    extra = (student("ST4", days=ALL_WEEK), mentor("M4"))
    placed = {**ALL_THREE, "ST4": "M4"}
    fourth = LessonVisit("SO1", "ST4", 1)
    # 10:00-11:45, then 75 minutes: 45 above half an hour, 3 quarters
    assert measured(R4, three(*extra), {fourth: at("10:00")}, wpas, placed) == 3 - 10
    # 14:00-15:45 adds nothing to wait for; the ten are of the WPAs
    assert measured(R4, three(*extra), {fourth: at("14:00")}, wpas, placed) == 0
    # on another day the WPAs count nowhere
    assert measured(R4, three(*extra), {fourth: at("10:00", WEDNESDAY)}, wpas, placed) == 0


def test_r4_counts_for_each_trainer() -> None:
    # meeting 08:30-11:30 at S1, visits at S2 of both at 13:15: 105 less 20 and 30 is 3 quarters, twice
    plan = {PLG: at("08:30"), SO_2: at("13:15"), LessonVisit("IO1", "ST1", 1): at("13:15")}
    # the IO goes on at S1: 105 less 30 is 5 quarters
    assert measured(R4, visits(settings=MEETING), plan) == 3 + 5


@pytest.mark.parametrize(
    ("hours", "above"),
    [(0, 20), (0.5, 5), (0.6, 2), (0.65, 1), (2 / 3, 0), (100, 0)],
)  # half of it in a semester: 15, 18, 19.5 rounded down and 20 minutes
def test_r5_counts_minutes_above_the_norm(hours: float, above: int) -> None:
    assert measured(R5, visits(settings=june(norms=norms(so_travel=hours))), {SO: at("09:00")}) == above


def test_r5_counts_all_days_of_each_trainer_apart() -> None:
    # SO1 70 over two days with a norm of 30, IO1 20 with a norm of 15
    own = {**DEFAULT_NORMS, Norm.SO_TRAVEL: 1.0, Norm.IO_TRAVEL: 0.5}
    plan = {SO: at("09:00"), SO_2: at("09:00", WEDNESDAY), IO: at("09:00", WEDNESDAY)}
    assert measured(R5, visits(settings=june(norms=own)), plan) == 40 + 5


def test_r5_counts_an_hour_as_sixty_minutes() -> None:
    # 70 over two days; two hours a year are sixty minutes a semester
    plan = {SO: at("09:00"), SO_2: at("09:00", WEDNESDAY)}
    assert measured(R5, visits(settings=june(norms=norms(so_travel=2))), plan) == 70 - 60


@pytest.mark.parametrize(("so", "io"), [(Role.SO, Role.IO), (Role.CSO, Role.CIO)])
def test_r5_takes_the_norm_of_the_role(so: Role, io: Role) -> None:
    own = {**DEFAULT_NORMS, Norm.SO_TRAVEL: 0.0, Norm.IO_TRAVEL: 0.5}
    instance = visits(trainer("SO1", so), trainer("IO1", io), settings=june(norms=own))
    assert measured(R5, instance, {SO: at("09:00")}) == 20
    assert measured(R5, instance, {IO: at("09:00")}) == 5


def test_the_cost_is_weight_times_measure() -> None:
    own = june(norms=norms(meetings=1, so_travel=0))
    instance = visits(student("ST2", days=frozenset({Day.MA})), answer("IO1", RATHER_NOT, TUESDAY), settings=own)
    judged = verdict(instance, {PLG: at("08:30"), SO: at("13:00")})
    # SO1 and IO1 20 each; ST2 not there; IO1 rather not; SO1 waits 90 - 30; the norm of SO1 is 0
    assert judged.measures == {R1: 40, R2: 1, R3: 1, R4: 4, R5: 20}
    assert {wish: entry.weight for wish, entry in VISIT_WISHES.items()} == {R1: 1, R2: 5, R3: 10, R4: 5, R5: 1, R6: 30}
    assert judged.cost == 40 + 5 + 10 + 20 + 20


@given(first=st.integers(0, 30), later=st.integers(0, 30))
@examples(100)
@counted
def test_the_wait_between_two_visits_follows_their_quarters(first: int, later: int) -> None:
    one, other = Moment(TUESDAY, 8 * 60 + 15 * first), Moment(TUESDAY, 8 * 60 + 15 * later)
    judged = verdict(visits(), {SO: one, SO_2: other})
    # a visit is 7 quarters; of what lies between, 20 minutes are travelled and 30 are free
    between = 15 * (abs(later - first) - 7)
    assert judged.measures[R4] == max(0, between - 50) // 15
    assert judged.measures[R1] == 55


def test_r6_counts_what_was_agreed_and_is_due_and_is_at_another_moment_or_not_planned() -> None:
    gone = LessonVisit("SO1", "ST9", 1)
    before = roster({SO: at("9:00"), SO_2: at("11:00"), IO: at("9:00", WEDNESDAY), gone: at("9:00")})
    moved, later = {SO: at("9:15"), SO_2: at("11:00")}, {SO: at("9:00", WEDNESDAY), SO_2: at("11:00"), IO: at("9:00")}
    for plan, amount in (({}, 3), (moved, 2), (later, 2), ({SO: at("9:00"), SO_2: at("11:00")}, 1)):
        judged = check_visits(visits(), PLACED, {}, roster(plan), before)
        assert judged.measures[R6] == amount
        without = check_visits(visits(), PLACED, {}, roster(plan))
        assert R6 not in without.measures
        assert judged.cost == without.cost + 30 * amount
