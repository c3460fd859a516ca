"""B5, B6 and B8: what visits, meetings and WPAs are to each other, each broken alone and by a quarter of an hour."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Day, Role, Vehicle
from instances.domain.instance import Instance
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Booking
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitRule
from tests.builders import away, duo, mentor, school, slot, student, tandem, trainer, travel
from tests.campaign.examples import counted, examples
from tests.checks.visits.visiting import (
    ALL_WEEK,
    IO,
    IO_2,
    PLACED,
    PLG,
    SO,
    SO_2,
    TUESDAY,
    WEDNESDAY,
    at,
    broken,
    june,
    norms,
    verdict,
    visits,
)  # fmt: skip

B2, B3, B5, B6, B8 = VisitRule.B2, VisitRule.B3, VisitRule.B5, VisitRule.B6, VisitRule.B8
SO_3, IO_3 = LessonVisit("SO1", "ST3", 1), LessonVisit("IO1", "ST3", 1)
MEETING = june(norms=norms(meetings=1))


def three(*more: object, third: str = "M3", settings: Settings | None = None) -> Instance:
    """With ST3, by default in another class at S1; M1 takes two students."""
    return visits(student("ST3", days=ALL_WEEK), mentor("M3"), *more, settings=settings)


OTHER_CLASS = {**PLACED, "ST3": "M3"}
SAME_CLASS = {**PLACED, "ST3": "M1"}


@pytest.mark.parametrize(
    ("clock", "rules_broken"),
    [
        ("11:15", []),  # 10:45 with 20 minutes on the road and 10 of margin
        ("11:00", [B5]),
        ("10:45", [B5]),
        ("10:30", [B5]),  # overlaps: told once
        ("09:00", [B5]),
        ("12:00", []),
    ],
)
def test_b5_asks_for_time_between_two_schools(clock: str, rules_broken: list[VisitRule]) -> None:
    assert broken(visits(), {SO: at("09:00"), SO_2: at(clock)}) == rules_broken
    assert broken(visits(), {SO: at("09:00"), IO_2: at(clock)}) == []
    assert broken(visits(), {SO: at("09:00"), SO_2: at(clock, WEDNESDAY)}) == []


def test_b5_asks_no_time_at_one_school() -> None:
    instance = three()
    assert broken(instance, {SO: at("09:00"), SO_3: at("10:45")}, placement=OTHER_CLASS) == []
    assert broken(instance, {SO: at("09:00"), SO_3: at("10:30")}, placement=OTHER_CLASS) == [B5]


@pytest.mark.parametrize(("clock", "rules_broken"), [("11:00", []), ("10:45", [B5]), ("09:00", [B5]), ("12:15", [])])
def test_b5_counts_the_wpas_of_the_trainer(clock: str, rules_broken: list[VisitRule]) -> None:
    # 09:30-10:30 at S2
    instance = visits(slot("T2", TUESDAY, "09:30", "10:30"))
    wpas = {"ST2": Booking("T2", "SO8", "IO1")}
    assert broken(instance, {IO: at(clock)}, wpas) == rules_broken
    assert broken(instance, {SO: at(clock)}, wpas) == []  # somebody else assesses


def test_b5_leaves_two_wpas_to_a6_and_a7() -> None:
    both: Assessment = {"ST1": Booking("T1", "SO1"), "ST2": Booking("T1", "SO1")}
    assert broken(three(), {SO_3: at("13:00")}, both, OTHER_CLASS) == []


def test_b5_does_not_see_a_wpa_of_nobody() -> None:
    wpas = {"ST3": Booking("T1", "SO1"), "ST2": Booking("T9", "SO1"), "ST9": Booking("T1", "SO1")}
    assert broken(three(), {SO: at("09:00")}, wpas, PLACED) == []


@pytest.mark.parametrize(("clock", "rules_broken"), [("12:30", []), ("12:15", [B5, B5]), ("10:00", [B5, B5])])
def test_b5_holds_for_both_of_a_tandem_at_a_meeting(clock: str, rules_broken: list[VisitRule]) -> None:
    # the meeting is at S1 until 12:00; SO and IO would come from there to S2
    plan = {PLG: at("09:00"), SO_2: at(clock), IO_2: at(clock)}
    found = broken(visits(settings=MEETING), plan)
    assert [rule for rule in found if rule is B5] == rules_broken
    assert broken(visits(settings=MEETING), {PLG: at("09:00")}) == []


def test_b5_holds_for_every_tandem_of_a_meeting() -> None:
    instance = visits(
        *(school("S1", plg="Noord"), school("S2", plg="Noord"), tandem(schools=("S1",))),
        *(trainer("SO2"), trainer("IO2", Role.IO), tandem("TA2", "SO2", "IO2", ("S2",))),
        settings=MEETING,
    )
    other = LessonVisit("IO2", "ST2", 1)
    meeting = PlgMeeting("plg:Noord", 1)  # at S1, where IO2 has no students
    assert broken(instance, {meeting: at("09:00"), other: at("12:30")}) == []
    (fault,) = verdict(instance, {meeting: at("09:00"), other: at("12:15")}).broken
    assert (fault.rule, fault.about) == (B5, ("IO2", "ST1", "ST2", "ST2"))
    assert fault.text == (
        "Opleider IO2 heeft op di 8 juni 2027 15 minuten tussen de bijeenkomst van PLG Noord (09:00-12:00) en "
        "het lesbezoek van Opleider IO2 aan Student ST2 (12:15-14:00), nodig zijn er 30 (20 reizen en 10 marge)."
    )


def test_b5_looks_at_what_follows_each_other() -> None:
    # S1 to S3 takes 100 minutes, and 45 by way of S2, where the trainer is in between
    far = (school("S3"), mentor("M3", "S3"), travel("S1", "S3", 100), travel("S2", "S3", 5))
    instance = three(*far, tandem(schools=("S1", "S2", "S3")), settings=june(visit_minutes=15))
    plan = {SO: at("08:30"), SO_2: at("09:15"), SO_3: at("09:45")}
    assert broken(instance, plan, placement=OTHER_CLASS) == []
    assert broken(instance, {SO: at("08:30"), SO_3: at("09:45")}, placement=OTHER_CLASS) == [B5]


def test_b5_looks_at_each_two_that_follow_each_other_once() -> None:
    instance = three(
        *(school("S3"), mentor("M3", "S3"), travel("S1", "S3", 100), travel("S2", "S3", 5)),
        *(tandem(schools=("S1", "S2", "S3")), student("ST4", days=ALL_WEEK), mentor("M4")),
        settings=june(visit_minutes=15),
    )
    placed = {**OTHER_CLASS, "ST4": "M4"}
    touching = {SO: at("09:00"), SO_2: at("09:15"), SO_3: at("09:30")}  # S1, S2, S3
    assert broken(instance, touching, placement=placed) == [B5, B5]
    # what lies before both or after both does not lie between
    fourth = LessonVisit("SO1", "ST4", 1)
    assert broken(instance, {fourth: at("08:30"), SO: at("09:00"), SO_2: at("09:15")}, placement=placed) == [B5]
    assert broken(instance, {SO: at("09:00"), SO_2: at("09:15"), fourth: at("10:00")}, placement=placed) == [B5]


def test_b5_looks_past_two_wpas_of_a_day() -> None:
    wpas: Assessment = {"ST1": Booking("T1", "SO1"), "ST2": Booking("T2", "SO1")}
    instance = three(slot("T2", TUESDAY, "13:00", "14:00"))
    assert broken(instance, {SO_3: at("13:15")}, wpas, OTHER_CLASS) == [B5]


def test_b5_takes_margin_and_vehicle_of_the_workbook() -> None:
    plan = {SO: at("09:00"), SO_2: at("11:15")}
    assert broken(visits(settings=june(wpa_margin=11)), plan) == [B5]
    bike = visits(trainer("SO1", vehicle=Vehicle.FIETS), travel("S1", "S2", 21, Vehicle.FIETS))
    assert broken(bike, plan) == [B5]


@pytest.mark.parametrize(("margin", "rules_broken"), [(15, []), (16, [B5])])
def test_b5_takes_a_quarter_where_nothing_gives_the_journey(margin: int, rules_broken: list[VisitRule]) -> None:
    instance = three(
        *(school("S3", point=None), mentor("M3", "S3"), tandem(schools=("S1", "S3"))), settings=june(wpa_margin=margin)
    )
    assert broken(instance, {SO: at("09:00"), SO_3: at("11:15")}, placement=OTHER_CLASS) == rules_broken


OWN = trainer("SO1", also_mentor="M2")  # SO1 is the mentor of ST2 at S2


@pytest.mark.parametrize(
    ("more", "plan", "rules_broken"),
    [
        ([OWN], {SO: at("09:00"), IO_2: at("10:30")}, [B5]),
        ([OWN], {SO: at("09:00"), IO_2: at("10:45")}, []),  # touches; nobody asks for a journey, as in A6
        ([OWN], {SO: at("09:00"), IO_2: at("09:00", WEDNESDAY)}, []),
        ([OWN, *duo(mentor("M2", "S2"), mentor("M4", "S2"))], {SO: at("09:00"), IO_2: at("10:30")}, []),
        ([OWN, *duo(mentor("M2", "S2"), mentor("M4", "S2")), away("M4", TUESDAY)], {SO: at("09:00"), IO_2: at("10:30")},
         [B5]),
        ([OWN, *duo(mentor("M2", "S2"), mentor("M4", "S2", days=frozenset({Day.MA})))],
         {SO: at("09:00"), IO_2: at("10:30")}, [B5]),
        ([OWN], {SO_2: at("09:00")}, []),  # a visit to the own class is none elsewhere
        ([trainer("SO1", also_mentor="M9")], {SO: at("09:00"), IO_2: at("10:30")}, []),
    ],
)  # fmt: skip
def test_b5_keeps_a_mentor_with_the_own_class(
    more: list[object], plan: dict[LessonVisit | PlgMeeting, Moment], rules_broken: list[VisitRule]
) -> None:
    assert broken(visits(*more), plan) == rules_broken


def test_b5_looks_at_each_day_of_a_mentor() -> None:
    # the duo mentor is there on Tuesday and not on Wednesday
    pair = duo(mentor("M2", "S2"), mentor("M4", "S2", days=frozenset({Day.DI})))
    instance = visits(OWN, *pair, settings=june(norms=norms(so=2, io=2), visit_period="8-6-2027 t/m 9-6-2027"))
    plan = {
        LessonVisit(who, of, number): at("09:00", day)
        for number, day in ((1, TUESDAY), (2, WEDNESDAY))
        for who, of in (("SO1", "ST1"), ("IO1", "ST2"))
    }
    (fault,) = verdict(instance, plan).broken
    assert (fault.rule, "wo 9 juni 2027" in fault.text) == (B5, True)


def test_b5_keeps_a_mentor_with_the_wpa_of_the_own_class() -> None:
    own_class: Assessment = {"ST2": Booking("T1", "SO8")}  # 09:00-10:00
    assert broken(visits(OWN), {SO: at("09:00")}, own_class) == [B5]
    assert broken(visits(OWN), {SO: at("10:00")}, own_class) == []
    assert broken(visits(OWN, settings=MEETING), {PLG: at("09:00")}, own_class) == [B5]


def test_b5_keeps_an_assessor_from_a_wpa_during_a_visit_in_the_own_class() -> None:
    instance = three(trainer("SO8", also_mentor="M2"))
    assert broken(instance, {SO_2: at("09:00")}, {"ST3": Booking("T1", "SO8")}, OTHER_CLASS) == [B5]
    assert broken(instance, {SO_2: at("10:00")}, {"ST3": Booking("T1", "SO8")}, OTHER_CLASS) == []


def test_b6_gives_a_student_one_visit_on_a_day() -> None:
    (fault,) = verdict(visits(), {SO: at("08:30"), IO: at("13:00")}).broken
    assert (fault.rule, fault.about) == (B6, ("ST1",))
    assert fault.text == (
        "Student ST1 krijgt op di 8 juni 2027 2 lesbezoeken (Opleider SO1 en Opleider IO1), hoogstens één."
    )
    assert broken(visits(), {SO: at("08:30"), IO: at("09:00")}) == [B6]  # at once is no other fault
    assert broken(visits(), {SO: at("08:30"), IO: at("13:00", WEDNESDAY)}) == []


def test_b6_gives_no_visit_on_the_day_of_the_wpa() -> None:
    wpas: Assessment = {"ST1": Booking("T1", "SO8")}
    assert broken(visits(), {IO: at("13:00")}, wpas) == [B6]
    assert broken(visits(), {IO_2: at("13:00")}, wpas) == []
    assert broken(visits(settings=MEETING), {PLG: at("13:00")}, wpas) == []  # a meeting is no visit


@pytest.mark.parametrize(("clock", "rules_broken"), [("09:00", [B6]), ("10:30", [B6]), ("10:45", [])])
def test_b6_gives_a_class_one_visit_at_a_time(clock: str, rules_broken: list[VisitRule]) -> None:
    plan = {SO: at("09:00"), IO_3: at(clock)}
    assert broken(three(), plan, placement=SAME_CLASS) == rules_broken
    assert broken(three(), plan, placement=OTHER_CLASS) == []
    assert broken(three(*duo(mentor(), mentor("M3"))), plan, placement=OTHER_CLASS) == rules_broken


@pytest.mark.parametrize(("clock", "rules_broken"), [("08:30", [B6]), ("09:45", [B6]), ("10:00", [])])
def test_b6_gives_a_class_no_visit_during_a_wpa(clock: str, rules_broken: list[VisitRule]) -> None:
    wpas: Assessment = {"ST3": Booking("T1", "SO8")}
    assert broken(three(), {SO: at(clock)}, wpas, SAME_CLASS) == rules_broken
    assert broken(three(), {SO: at(clock)}, wpas, OTHER_CLASS) == []


@pytest.mark.parametrize(("most", "rules_broken"), [(3, []), (2, [B8]), (0, [B8])])
def test_b8_holds_for_all_of_a_day(most: int, rules_broken: list[VisitRule]) -> None:
    # one WPA, one visit and one meeting of IO1
    instance = three(settings=june(norms=norms(meetings=1), visit_minutes=45, max_visits_per_day=most))
    wpas = {"ST3": Booking("T1", "SO8", "IO1")}
    plan = {IO: at("10:00"), PLG: at("13:00")}
    found = verdict(instance, plan, wpas, OTHER_CLASS).broken
    assert [fault.rule for fault in found if fault.about == ("IO1",)] == rules_broken
    if most == 2:
        assert found[0].text == (
            "Opleider IO1 heeft op di 8 juni 2027 1 WPA en 2 bezoeken en PLG's, samen hoogstens 2."
        )


def test_b8_takes_a_day_with_too_many_wpas_for_full_but_not_for_broken() -> None:
    wpas: Assessment = {"ST2": Booking("T1", "SO8", "SO8"), "ST3": Booking("T2", "SO8", "IO1")}
    instance = three(slot("T2", TUESDAY, "10:00", "10:30"), settings=june(max_visits_per_day=0))
    assert broken(instance, {}, wpas, OTHER_CLASS) == []
    assert broken(instance, {SO: at("09:00", WEDNESDAY)}, {}, OTHER_CLASS) == [B8]
    assert broken(instance, {IO: at("12:00")}, wpas, OTHER_CLASS) == [B8]


QUARTERS = st.integers(0, 95).map(lambda quarter: quarter * 15)


def _within(begin: int) -> bool:
    return 8 * 60 + 30 <= begin <= 15 * 60 - 105


@given(one=QUARTERS, other=QUARTERS)
@examples(150)
@counted
def test_two_visits_are_broken_exactly_as_their_quarters_say(one: int, other: int) -> None:
    earlier, later = sorted((one, other))
    expected = [B2] * ((not _within(one)) + (not _within(other))) + [B5] * (later - earlier < 105 + 20 + 10)
    assert broken(visits(), {SO: Moment(TUESDAY, one), SO_2: Moment(TUESDAY, other)}) == expected


DAYS = st.sampled_from([date(2027, 6, 7), TUESDAY, WEDNESDAY])
MOMENTS = st.builds(Moment, DAYS, QUARTERS)


@given(moments=st.lists(MOMENTS, min_size=6, max_size=6), moved=st.integers(0, 5), later=st.sampled_from([-15, 15]))
@examples(60)
@counted
def test_a_visit_that_moves_a_quarter_changes_nothing_of_the_others(
    moments: list[Moment], moved: int, later: int
) -> None:
    instance = three(student("ST1", days=frozenset({Day.DI, Day.WO})), away("IO1", WEDNESDAY))
    wpas = {"ST2": Booking("T1", "SO8", "IO1")}
    names = (SO, IO, SO_2, IO_2, SO_3, IO_3)
    before = dict(zip(names, moments, strict=True))
    was = before[names[moved]]
    after = {**before, names[moved]: Moment(was.day, was.begin + later)}
    without = {what: moment for what, moment in before.items() if what != names[moved]}
    apart = {fault.text for fault in verdict(instance, without, wpas, SAME_CLASS).broken}
    both = [{fault.text for fault in verdict(instance, plan, wpas, SAME_CLASS).broken} for plan in (before, after)]
    about_journeys = "nodig zijn er"  # what lay apart may follow each other now, or no more
    for found in both:
        assert {text for text in apart - found if about_journeys not in text and "hoogstens" not in text} == set()
        gained = {text for text in found - apart if about_journeys not in text}
        student_of, trainer_of = f"Student {names[moved].student}", f"Opleider {names[moved].trainer}"
        assert all(student_of in text or trainer_of in text for text in gained)
