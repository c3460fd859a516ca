"""B2, B3, B4 and B7: each holds, is broken alone, and leaves its neighbour allowed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from instances.domain.entities import Availability, Day, DayPart, Role, Willingness
from instances.domain.settings import Settings
from instances.visits.roster import LessonVisit, PlgMeeting, VisitRule
from scheduler.checks.visiting.days import part, visiting_days
from tests.builders import answer, away, duo, mentor, slot, student, trainer
from tests.checks.visits.visiting import (
    ALL_WEEK,
    IO,
    PLG,
    SO,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WPA,
    at,
    broken,
    june,
    norms,
    verdict,
    visits,
)  # fmt: skip

B2, B3, B4, B6, B7 = VisitRule.B2, VisitRule.B3, VisitRule.B4, VisitRule.B6, VisitRule.B7
MEETING = june(norms=norms(meetings=1))
NO, YES, RATHER_NOT = Willingness.NO, Willingness.YES, Willingness.RATHER_NOT


@pytest.mark.parametrize(
    ("clock", "rules_broken"),
    [
        ("08:30", []),
        ("08:15", [B2]),
        ("08:40", [B2]),
        ("08:20", [B2, B2]),  # no quarter and too early
        ("13:15", []),  # until 15:00
        ("13:30", [B2]),
        ("00:00", [B2]),
    ],
)
def test_b2_holds_a_lesson_visit_within_the_hours(clock: str, rules_broken: list[VisitRule]) -> None:
    assert broken(visits(), {SO: at(clock)}) == rules_broken


@pytest.mark.parametrize(("clock", "rules_broken"), [("08:30", []), ("14:00", []), ("14:15", [B2]), ("08:15", [B2])])
def test_b2_holds_a_meeting_within_the_hours(clock: str, rules_broken: list[VisitRule]) -> None:
    assert broken(visits(settings=MEETING), {PLG: at(clock)}) == rules_broken


def test_b2_gives_meetings_their_own_hours_and_minutes() -> None:
    own = june(norms=norms(meetings=1), plg_hours="14:00-16:00", plg_minutes=60)
    assert [broken(visits(settings=own), {PLG: at(clock)}) for clock in ("13:45", "14:00", "15:00", "15:15")] == [
        [B2], [], [], [B2],
    ]  # fmt: skip


def test_b2_takes_hours_and_minutes_from_the_settings() -> None:
    own = june(visit_hours="10.10 tot 12.20 uur", visit_minutes=90)
    assert [broken(visits(settings=own), {SO: at(clock)}) for clock in ("10:15", "10:45", "11:00", "10:00")] == [
        [], [], [B2], [B2],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2027, 5, 31), "de dag valt buiten de bezoekperiode"),
        (date(2027, 7, 1), "de dag valt buiten de bezoekperiode"),
        (date(2027, 6, 5), "het is weekend"),
        (date(2027, 6, 16), "het is schoolvakantie"),
        (date(2027, 6, 18), "het is schoolvakantie"),
        (date.min, "de dag valt buiten de bezoekperiode"),
    ],
)
def test_b2_is_broken_on_a_day_without_school(day: date, reason: str) -> None:
    own = june(school_holidays="studie: 16-6-2027 t/m 18-6-2027")
    (fault,) = [one for one in verdict(visits(settings=own), {SO: at("09:00", day)}).broken if one.rule is B2]
    assert fault.about == ("SO1", "ST1")
    assert fault.text.startswith("Het lesbezoek van Opleider SO1 aan Student ST1 op ")
    assert fault.text.endswith(f" om 09:00 kan niet: {reason}.")


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2027, 3, 26), "Goede Vrijdag"), (date(2027, 5, 6), "Hemelvaartsdag"), (date(2027, 4, 27), "Koningsdag")],
)
def test_b2_is_broken_on_a_public_holiday(day: date, name: str) -> None:
    (fault,) = verdict(visits(settings=june(visit_period="")), {SO: at("09:00", day)}).broken
    assert (fault.rule, fault.text.endswith(f"het is {name}.")) == (B2, True)


@pytest.mark.parametrize(
    ("semester", "first", "last"),
    [
        ("2026-2027 S1", date(2026, 9, 1), date(2027, 1, 29)),  # 31 January is a Sunday
        ("2027-2028 S1", date(2027, 9, 1), date(2028, 1, 31)),
        ("2026-2027 S2", date(2027, 2, 1), date(2027, 6, 30)),
        ("voorjaar 2027", date(2027, 2, 1), date(2027, 6, 30)),
    ],
)
def test_without_a_period_the_name_of_the_semester_says_it(semester: str, first: date, last: date) -> None:
    days = visiting_days(june(visit_period="", semester=semester))
    assert (days[0], days[-1]) == (first, last)
    assert all(day.weekday() < 5 for day in days)
    assert list(days) == sorted(set(days))


def test_the_visiting_days_of_may_are_counted_by_hand() -> None:
    # 21 weekdays in May 2027, less Hemelvaartsdag (6), 5 May, Tweede Pinksterdag (17) and the 10th
    days = visiting_days(june(visit_period="1-5-2027 t/m 31-5-2027", school_holidays="10-5-2027"))
    assert len(days) == 21 - 4


@pytest.mark.parametrize("settings", [
    june(visit_period="", semester="2026-2027"), june(visit_period="", semester="tweede helft"),
    june(visit_period="1-6-2027 t/m 4-6-2027; 14-6-2027 t/m 18-6-2027"),
])  # fmt: skip
def test_b2_is_broken_where_nothing_says_one_period(settings: Settings) -> None:
    (fault,) = verdict(visits(settings=settings), {SO: at("09:00", date(2027, 6, 15))}).broken
    assert (fault.rule, "de bezoekperiode is niet bekend" in fault.text) == (B2, True)


@pytest.mark.parametrize(("of", "sizes"), [(1, [22]), (2, [11, 11]), (3, [7, 7, 8]), (4, [5, 6, 5, 6]), (30, None)])
def test_the_parts_of_june_make_june(of: int, sizes: list[int] | None) -> None:
    days = visiting_days(june())  # 22
    parts = [part(days, number, of) for number in range(1, of + 1)]
    assert tuple(day for one in parts for day in one) == days
    assert sizes is None or [len(one) for one in parts] == sizes


# the first part of two is 1 to 15 June, the second 16 to 30 June
@pytest.mark.parametrize(
    ("number", "day", "rules_broken"),
    [
        (1, date(2027, 6, 15), []), (1, date(2027, 6, 16), [B2]), (2, date(2027, 6, 16), []),
        (2, date(2027, 6, 15), [B2]), (2, date(2027, 6, 30), []),
    ],
)  # fmt: skip
def test_b2_spreads_visits_and_meetings_over_the_parts(number: int, day: date, rules_broken: list[VisitRule]) -> None:
    instance = visits(settings=june(norms=norms(so=2, meetings=2)))
    assert broken(instance, {LessonVisit("SO1", "ST1", number): at("09:00", day)}) == rules_broken
    assert broken(instance, {PlgMeeting("tandem:TA1", number): at("09:00", day)}) == rules_broken


def test_b2_says_where_a_number_belongs() -> None:
    instance = visits(settings=june(norms=norms(so=2)))
    (fault,) = verdict(instance, {LessonVisit("SO1", "ST1", 1): at("09:00", date(2027, 6, 22))}).broken
    assert fault.text == (
        "Lesbezoek 1 van Opleider SO1 aan Student ST1 op di 22 juni 2027 om 09:00 kan niet: "
        "nummer 1 van 2 hoort van di 1 juni 2027 tot en met di 15 juni 2027."
    )


def test_b2_is_broken_on_every_day_where_there_are_more_visits_than_days() -> None:
    own = june(visit_period="8-6-2027", norms=norms(so=2))
    assert broken(visits(settings=own), {LessonVisit("SO1", "ST1", 1): at("09:00")}) == [B2]
    assert broken(visits(settings=own), {LessonVisit("SO1", "ST1", 2): at("09:00")}) == []


@pytest.mark.parametrize(
    ("more", "rules_broken"),
    [
        ([student("ST1", days=frozenset({Day.DI}))], []),
        ([student("ST1", days=frozenset({Day.MA, Day.WO}))], [B3]),
        ([away("ST1", TUESDAY)], [B3]),
        ([away("ST1", WEDNESDAY)], []),
        ([away("S1", date(2027, 6, 1), TUESDAY)], [B3]),
        ([away("S2", TUESDAY)], []),
        ([away("M1", TUESDAY)], [B3]),
        ([mentor(days=ALL_WEEK - {Day.DI})], [B3]),
        ([*duo(mentor(days=ALL_WEEK - {Day.DI}), mentor("M3"))], []),
        ([*duo(mentor(), mentor("M3")), away("M1", TUESDAY)], []),
        ([*duo(mentor(), mentor("M3")), away("M1", TUESDAY), away("M3", TUESDAY)], [B3]),
        ([*duo(mentor(days=frozenset({Day.MA})), mentor("M3", days=frozenset({Day.WO})))], [B3]),
        ([trainer("SO9", also_mentor="M1"), away("SO9", TUESDAY)], [B3]),  # the same person under another code
        ([student("ST1", days=frozenset({Day.MA})), away("ST1", TUESDAY), away("S1", TUESDAY)], [B3, B3, B3]),
    ],
)
def test_b3_asks_for_student_class_and_school(more: list[object], rules_broken: list[VisitRule]) -> None:
    assert broken(visits(*more), {SO: at("09:00")}) == rules_broken


@pytest.mark.parametrize(
    ("more", "rules_broken"),
    [
        ([student("ST1", days=frozenset({Day.MA}))], []),
        ([away("ST1", TUESDAY), away("M1", TUESDAY), away("S2", TUESDAY)], []),
        ([away("S1", TUESDAY)], [B3]),
    ],
)
def test_b3_asks_of_a_meeting_only_an_open_school(more: list[object], rules_broken: list[VisitRule]) -> None:
    assert broken(visits(*more, settings=MEETING), {PLG: at("09:00")}) == rules_broken


def test_b3_names_people() -> None:
    instance = visits(*duo(mentor(name="Fenna Bos"), mentor("M3", name="Joris Vos")), away("M1"), away("M3"))
    (fault,) = verdict(instance, {SO: at("09:00", date(2027, 6, 1))}).broken
    assert fault.text == (
        "Het lesbezoek van Opleider SO1 aan Student ST1 op di 1 juni 2027 om 09:00 kan niet: "
        "Fenna Bos en Joris Vos zijn er dan niet."
    )


def test_b3_names_one_mentor_alone() -> None:
    (fault,) = verdict(visits(mentor(name="Fenna Bos"), away("M1")), {SO: at("09:00", date(2027, 6, 1))}).broken
    assert fault.text.endswith("kan niet: Fenna Bos is er dan niet.")


def test_b2_tells_late_hours_by_the_clock() -> None:
    (fault,) = verdict(visits(), {SO: at("23:45")}).broken
    assert fault.text.endswith(" op di 8 juni 2027 om 23:45 kan niet: het duurt tot 25:30, na 15:00.")


MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
NEXT = TUESDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("more", "rules_broken"),
    [
        ([away("SO1", TUESDAY)], [B4]),
        ([away("IO1", TUESDAY)], []),  # the visit is of the SO alone
        ([trainer("SO1", days=ALL_WEEK - {Day.DI})], [B4]),
        ([trainer("SO1", also_mentor="M2"), away("M2", TUESDAY)], [B4]),
        # what is answered for the day goes before all
        ([answer("SO1", NO, TUESDAY)], [B4]),
        ([answer("SO1", NO, TUESDAY, AFTERNOON)], []),
        ([answer("SO1", NO, TUESDAY, MORNING), answer("SO1", YES, TUESDAY)], [B4]),
        ([answer("SO1", YES, TUESDAY)], []),
        ([answer("SO1", RATHER_NOT, TUESDAY, MORNING)], []),
        ([answer("SO1", YES, TUESDAY, AFTERNOON)], [B4]),
        ([answer("SO1", YES, WEDNESDAY), answer("IO1", YES, TUESDAY)], [B4]),  # answered for another day
        ([answer("SO1", NO, WEDNESDAY), answer("IO1", YES, TUESDAY)], []),  # only nee: the Werkdagen
        ([answer("IO1", YES, TUESDAY)], []),
        ([trainer("SO1", days=ALL_WEEK - {Day.DI}), answer("SO1", YES, TUESDAY)], []),  # ja goes before Werkdagen
        ([trainer("SO1", days=ALL_WEEK - {Day.DI}), answer("IO1", YES, TUESDAY)], [B4]),
        ([away("SO1", TUESDAY), answer("SO1", YES, TUESDAY)], [B4]),
        # who answered for any other day is not there in the days of the WPAs, of which this is one
        ([answer("SO1", YES, NEXT)], [B4]),
        ([answer("SO1", NO, NEXT)], []),
    ],
)
def test_b4_asks_for_the_trainer(more: list[object], rules_broken: list[VisitRule]) -> None:
    assert broken(visits(*more), {SO: at("10:00")}) == rules_broken


@pytest.mark.parametrize(
    ("more", "rules_broken"),
    [
        ([answer("SO1", YES, TUESDAY)], []),
        ([answer("SO1", NO, WEDNESDAY)], [B4]),
        ([trainer("SO1", days=ALL_WEEK - {Day.WO}), answer("SO1", YES, TUESDAY)], [B4]),
        ([trainer("SO1", days=ALL_WEEK - {Day.WO}), answer("SO1", RATHER_NOT, WEDNESDAY)], []),
        ([slot("T2", THURSDAY), answer("SO1", YES, TUESDAY)], [B4]),  # between the first and the last of them
        ([slot("T2", WEDNESDAY), answer("SO1", YES, TUESDAY)], [B4]),  # on the last
    ],
)
def test_b4_asks_the_own_days_outside_those_of_the_wpas(more: list[object], rules_broken: list[VisitRule]) -> None:
    assert broken(visits(*more), {SO: at("10:00", WEDNESDAY)}) == rules_broken


@pytest.mark.parametrize(("clock", "rules_broken"), [("11:45", []), ("11:59", [B2]), ("12:00", [B4])])
def test_b4_takes_the_half_day_in_which_it_begins(clock: str, rules_broken: list[VisitRule]) -> None:
    instance = visits(Availability("SO1", TUESDAY, AFTERNOON, NO))
    assert broken(instance, {SO: at(clock)}) == rules_broken


def test_b4_asks_for_both_at_a_meeting() -> None:
    instance = visits(away("SO1", TUESDAY), away("IO1", TUESDAY, WEDNESDAY), settings=MEETING)
    assert [broken(instance, {PLG: at("09:00", day)}) for day in (TUESDAY, WEDNESDAY, THURSDAY)] == [[B4, B4], [B4], []]


@pytest.mark.parametrize(
    ("day", "rules_broken"), [(date(2027, 6, 7), []), (TUESDAY, [B6]), (WEDNESDAY, [B7]), (date(2027, 6, 30), [B7])]
)
def test_b7_puts_the_visit_of_the_so_before_the_wpa(day: date, rules_broken: list[VisitRule]) -> None:
    # on the day of the WPA, at 08:30-08:45, it comes before it, and breaks B6
    own = june(visit_minutes=15)
    assert broken(visits(settings=own), {SO: at("08:30", day)}, WPA) == rules_broken


def test_b7_is_broken_later_on_the_day_of_the_wpa() -> None:
    assert broken(visits(), {SO: at("11:00")}, WPA) == [B6, B7]


def test_b7_asks_nothing_of_the_io_nor_of_others_nor_without_wpa() -> None:
    assert broken(visits(), {IO: at("11:00", WEDNESDAY)}, WPA) == []
    assert broken(visits(), {LessonVisit("SO1", "ST2", 1): at("11:00", WEDNESDAY)}, WPA) == []
    assert broken(visits(), {SO: at("11:00", WEDNESDAY)}) == []


def test_b7_asks_it_of_the_last_visit_only() -> None:
    # the WPA is on 8 June: number 1 of 2 may be until 15 June, number 2 belongs after it
    instance = visits(settings=june(norms=norms(so=2)))
    first, last = (LessonVisit("SO1", "ST1", number) for number in (1, 2))
    assert broken(instance, {first: at("09:00", WEDNESDAY)}, WPA) == []
    assert broken(instance, {last: at("09:00", date(2027, 6, 16))}, WPA) == [B7]


def test_b7_holds_for_an_so_of_another_role() -> None:
    instance = visits(trainer("SO1", Role.CSO))
    (fault,) = verdict(instance, {SO: at("11:00", WEDNESDAY)}, WPA).broken
    assert fault.text.endswith("kan niet: het WPA van Student ST1 is eerder, op di 8 juni 2027 om 09:00.")
